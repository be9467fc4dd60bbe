"""A template's tags, evaluated: plain values in, the part's XML out.

The tree with its markers is written once; the XML between the markers goes past jinja as opaque tokens, so no text
of the document is ever read as a template, and every value is escaped. Each tag stands on a line of its own, so a
line number is a place. Names that do not exist are collected over all tags before anything is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from plandocs.errors import Problem, did_you_mean
from plandocs.render.word.tags import CLOSE, OPEN, TARGET, Story, Tag
from plandocs.render.xmltext import escape_text

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

Values = Mapping[str, Any]
"""Plain dictionaries, lists, texts and numbers: jinja can call what it is given, so it is given nothing to call."""

MAX_CHARACTERS = 20_000_000
"""What one part may grow to: a loop over loops in a template ends here instead of filling the memory."""

_MARK = re.compile(rf"{OPEN}(\d+){CLOSE}|<\?{TARGET} ([\d ]+)\?>")
_TOKEN = re.compile("\ue002(\\d+)\ue003")
_PRIVATE = re.compile("[\ue000-\ue005]")
_SLOT = re.compile("\ue005([A-Za-z0-9_]+)\ue005")
_BREAK = "\ue004"
_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_EMPTY_CELLS = re.compile(r"(<w:tc>|</w:tcPr>|<w:tcPr/>|</w:tbl>)(\s*)</w:tc>")
_OPENS = {"if": "endif", "for": "endfor"}


def evaluate(
    story: Story, values: Values, blocks: Mapping[str, str], path: str, tidy: Callable[[str], str] = str
) -> tuple[str, list[Problem]]:
    """Return the XML of a story with its tags evaluated, and what is wrong with them.

    `blocks` maps the names of `{{ block.… }}` to the XML that takes the paragraph's place. `tidy` changes what the
    template itself gave, before blocks are put in. With problems, the XML is not to be used.
    """
    xml = etree.tostring(story.root, encoding="unicode")
    problems = [*story.problems, *_misplaced(story.tags, blocks, path), *_unbalanced(story.tags, path)]
    if problems or not story.tags:
        return xml, problems
    source, chunks, in_order = _source(xml, story.tags)
    text, problems = _render(source, in_order, values, path)
    if problems:
        return xml, problems
    out = _TOKEN.sub(lambda found: chunks[int(found[1])], text)
    out = tidy(_EMPTY_CELLS.sub(r"\1\2<w:p/></w:tc>", out))
    return _SLOT.sub(lambda found: blocks[found[1]], out), []


def _source(xml: str, tags: list[Tag]) -> tuple[str, list[str], list[Tag]]:
    """Return the template text, the pieces of XML that its tokens stand for, and the tags of lines 2, 3 and so on."""
    chunks: list[str] = []
    lines: list[str] = []
    in_order: list[Tag] = []

    def keep(piece: str) -> str:
        chunks.append(piece)
        return f"\ue002{len(chunks) - 1}\ue003"

    position = 0
    current = ""
    for found in _MARK.finditer(xml):
        current += keep(xml[position : found.start()])
        position = found.end()
        for number in (found[1] or found[2]).split():
            lines.append(current)
            tag = tags[int(number)]
            in_order.append(tag)
            current = keep(f"\ue005{tag.block}\ue005") if tag.kind == "block" else tag.text
    lines.append(current + keep(xml[position:]))
    return "\n".join(lines), chunks, in_order


def _render(source: str, tags: list[Tag], values: Values, path: str) -> tuple[str, list[Problem]]:
    from jinja2 import TemplateError

    unknown: list[str] = []
    try:
        text = _bounded(_compiled(source, unknown).generate(dict(values)))
    except TemplateError as error:
        line = getattr(error, "lineno", None) or _line_of(error)
        return "", [_at(tags, line, path, "template-syntax", f"{error.message or error}")]
    except (TypeError, ValueError, ArithmeticError, OverflowError) as error:
        return "", [_at(tags, _line_of(error), path, "template-value", f"cannot be evaluated: {error}")]
    if unknown:
        return "", _unknown(unknown, tags, values, path)
    return text.replace("\n", "").replace(_BREAK, _LINE_BREAK), []


def _bounded(pieces: Iterable[str]) -> str:
    out: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise ValueError(f"the part grows beyond {MAX_CHARACTERS // 1_000_000} million characters")
        out.append(piece)
    return "".join(out)


def _compiled(source: str, unknown: list[str]) -> Template:
    """Return a template ready to run. The same template file gives the same source, which is translated once."""
    from jinja2 import Template

    environment = _environment(unknown)
    return Template.from_code(environment, _code(source), environment.make_globals(None))


@lru_cache(maxsize=64)
def _code(source: str) -> CodeType:
    return _environment([]).compile(source)


def _environment(unknown: list[str]) -> ImmutableSandboxedEnvironment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=_collector(unknown), autoescape=False, finalize=_finalise, keep_trailing_newline=True
    )


def _finalise(value: object) -> str:
    """Return a printed value as the inside of a text element; tokens of our own cannot be smuggled in."""
    text = "" if value is None else str(value)
    return escape_text(_PRIVATE.sub("", text)).replace("\n", _BREAK)


def _collector(unknown: list[str]) -> type[Any]:
    """Return an undefined value that notes its name wherever it is used, and goes on."""
    from jinja2 import Undefined

    class Collected(Undefined):
        __slots__ = ()

        def _note(self) -> None:
            unknown.append(str(self._undefined_name))

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            self._note()
            return self

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._note()
            return iter(())

        def __bool__(self) -> bool:
            self._note()
            return False

        def __len__(self) -> int:
            self._note()
            return 0

        def __eq__(self, other: object) -> bool:
            self._note()
            return False

        def __hash__(self) -> int:
            return id(type(self))

        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            self._note()
            return self

        __getitem__ = __add__ = __radd__ = __lt__ = __gt__ = __le__ = __ge__ = __call__

    return Collected


def _unknown(unknown: list[str], tags: list[Tag], values: Values, path: str) -> list[Problem]:
    """Return a problem for each place an unknown name is used at."""
    known = list(_dotted(values))
    problems = []
    for name in dict.fromkeys(unknown):
        for tag in tags:
            used = [word for word in _NAMES.findall(tag.text) if name in word.split(".")]
            if not used:
                continue
            full = used[0]
            message = f"'{full}' in {tag.place} is no name that a template can use: {tag.text}"
            fix = did_you_mean(full, known) or f"names are {', '.join(sorted(known)[:12])} …"
            problems.append(Problem(rule="template-unknown-name", message=message, path=path, where=tag.place, fix=fix))
    return problems


def _dotted(values: Values, prefix: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _misplaced(tags: list[Tag], blocks: Mapping[str, str], path: str) -> list[Problem]:
    """Return a problem for each block tag that is unknown or does not stand alone in its paragraph."""
    problems = []
    for tag in tags:
        if tag.kind != "block":
            continue
        if tag.block not in blocks:
            message = f"there is no block '{tag.block}', which {tag.place} asks for"
            fix = did_you_mean(tag.block, blocks) or f"blocks are {', '.join(sorted(blocks))}"
            problems.append(
                Problem(rule="template-unknown-block", message=message, path=path, where=tag.place, fix=fix)
            )
        elif not tag.alone:
            message = f"{tag.text} in {tag.place} must stand alone in its paragraph"
            problems.append(Problem(rule="template-block-alone", message=message, path=path, where=tag.place))
    return problems


def _unbalanced(tags: list[Tag], path: str) -> list[Problem]:
    """Return a problem for each if or for whose end is missing, or stands in another paragraph, cell or table."""
    open_tags: list[tuple[str, Tag]] = []
    problems = []
    for tag in tags:
        if tag.kind != "control":
            continue
        word = tag.text[2:-2].strip(" -+").split(None, 1)
        name = word[0] if word else ""
        if name in _OPENS:
            open_tags.append((_OPENS[name], tag))
        elif name in ("endif", "endfor"):
            if not open_tags or open_tags[-1][0] != name:
                message = f"{tag.text} in {tag.place} ends nothing"
                problems.append(Problem(rule="template-syntax", message=message, path=path, where=tag.place))
                continue
            _, opened = open_tags.pop()
            if (opened.alone, opened.container) != (tag.alone, tag.container):
                message = f"{opened.text} in {opened.place} ends in another place, {tag.place}"
                fix = "put both in one line of text, or each alone in a paragraph or row of the same table or page"
                problems.append(
                    Problem(rule="template-syntax", message=message, path=path, where=opened.place, fix=fix)
                )
    for ending, opened in open_tags:
        message = f"{opened.text} in {opened.place} has no {{% {ending} %}}"
        problems.append(Problem(rule="template-syntax", message=message, path=path, where=opened.place))
    return problems


def _at(tags: list[Tag], line: int | None, path: str, rule: str, message: str) -> Problem:
    """Return a problem at the tag on a template line."""
    tag = tags[line - 2] if line is not None and 2 <= line <= len(tags) + 1 else None
    if tag is None:
        return Problem(rule=rule, message=message, path=path)
    return Problem(rule=rule, message=f"{tag.text} in {tag.place}: {message}", path=path, where=tag.place)


def _line_of(error: BaseException) -> int | None:
    """Return the template line at which evaluation failed: jinja names its frames `<template>`."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
