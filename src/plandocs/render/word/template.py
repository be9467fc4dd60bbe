"""A template's tags, evaluated: plain values in, the part's XML out.

The tree with its markers is written once; the XML between the markers goes past jinja as opaque tokens, so no text
of the document is ever read as a template, and every value is escaped. Each tag stands on a line of its own, so a
line number is a place. Blocks stay slots until it is known which of them are shown, and in which order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from plandocs.content.language.budget import MAX_CHARACTERS
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.word.structure import is_refused, structure_problems
from plandocs.render.word.tags import CLOSE, OPEN, TARGET, Story, Tag
from plandocs.render.word.value_marks import marked, part_runs
from plandocs.render.xmltext import escape_text

if TYPE_CHECKING:
    from plandocs.content.language.checking import Finding

_MARK = re.compile(rf"{OPEN}(\d+){CLOSE}|<\?{TARGET} ([\d ]+)\?>")
_TOKEN = re.compile("\ue002(\\d+)\ue003")
_PRIVATE = re.compile("[\ue000-\ue017]")
_SLOT = re.compile("\ue005([A-Za-z0-9_]+)\ue005")
_BREAK = "\ue004"
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_HOLDERS = "tc|txbxContent|hdr|ftr|footnote|endnote"
_EMPTY = re.compile(rf"(<w:(?:{_HOLDERS})(?: [^<>]*)?>|</w:tcPr>|<w:tcPr/>|</w:tbl>)(\s*)</w:({_HOLDERS})>")
_HOLDER_END = re.compile(rf"\s*</w:(?:{_HOLDERS})>")


def evaluate(
    story: Story, vocabulary: Vocabulary, blocks: Collection[str], path: str, tidy: Callable[[str], str] = str
) -> tuple[str, list[Problem]]:
    """Return the XML of a story with its tags evaluated and slots for blocks, and what is wrong with the tags.

    `blocks` are the names that `{{ block.… }}` may have. `tidy` changes what the template itself gave. With problems,
    the XML is not to be used.
    """
    xml = etree.tostring(story.root, encoding="unicode")
    if not story.tags:
        return xml, story.problems
    source, chunks, in_order = _source(xml, story.tags)
    problems = [*story.problems, *structure_problems(in_order, blocks, path)]
    if problems:
        return xml, problems + _names_besides(xml, story.tags, vocabulary, path)
    text, findings = _run(source, vocabulary, in_order)
    if findings:
        return xml, list(dict.fromkeys(_located(item, in_order, path) for item in findings))
    out, size = [], 0
    for piece in _pieces(text, chunks):
        size += len(piece)
        out.append(piece)
        if size > MAX_CHARACTERS:
            message = f"the template grows beyond {MAX_CHARACTERS // 1_000_000} million characters"
            loop = next((tag for tag in in_order if tag.kind == "control"), in_order[0])
            return xml, [Problem(rule="template-value", message=message, path=path, where=loop.place)]
    filled = "".join(out).replace(_BREAK, _LINE_BREAK)
    return tidy(part_runs(_EMPTY.sub(r"\1\2<w:p/></w:\3>", filled))), []


def slots(xml: str) -> list[str]:
    """Return the names of the blocks that are to stand in evaluated XML, in their order."""
    return _SLOT.findall(xml)


def fill(xml: str, blocks: Mapping[str, str]) -> str:
    """Return evaluated XML with its blocks; what holds a block in the place of its last paragraph keeps one."""

    def filled(found: re.Match[str]) -> str:
        block = blocks[found[1]]
        at_end = _HOLDER_END.match(xml, found.end()) is not None
        return f"{block}<w:p/>" if at_end and not block.endswith("</w:p>") else block

    return _SLOT.sub(filled, xml)


def _names_besides(xml: str, tags: list[Tag], vocabulary: Vocabulary, path: str) -> list[Problem]:
    """Return the wrong names and filters of a template whose tags stand in wrong places too."""
    plain = [replace(tag, kind="comment") if is_refused(tag) or tag.kind == "block" else tag for tag in tags]
    source, _, in_order = _source(xml, plain)
    if structure_problems(in_order, (), path):
        return []
    from plandocs.content.language.engine import template_findings

    return list(dict.fromkeys(_located(item, in_order, path) for item in template_findings(source, vocabulary)))


def _pieces(text: str, chunks: list[str]) -> list[str]:
    """Return the output with the XML in the place of its tokens, as pieces."""
    pieces = _TOKEN.split(text)
    pieces[1::2] = [chunks[int(number)] for number in pieces[1::2]]
    return pieces


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
            if tag.kind == "block":
                current = keep(f"\ue005{tag.block}\ue005")
            else:
                current = "" if tag.kind == "comment" else tag.text
    lines.append(current + keep(xml[position:]))
    return "\n".join(lines), chunks, in_order


def _run(source: str, vocabulary: Vocabulary, tags: list[Tag]) -> tuple[str, list[Finding]]:
    from plandocs.content.language.checking import Finding
    from plandocs.content.language.engine import run_template, tag_mistake

    text, findings = run_template(source, vocabulary, _written)
    if any(item.rule in ("template-syntax", "template-refused") for item in findings):
        mistakes = [(line, tag_mistake(tag.text)) for line, tag in enumerate(tags, start=2) if tag.kind != "block"]
        told = [Finding(line, "template-syntax", mistake) for line, mistake in mistakes if mistake]
        if told:
            return "", told
    return text.replace("\n", ""), findings


def _written(text: str) -> str:
    """Return a printed value as the inside of a text element; tokens of our own cannot be smuggled in."""
    return escape_text(marked(_PRIVATE.sub("", text))).replace("\n", _BREAK)


def _located(item: Finding, tags: list[Tag], path: str) -> Problem:
    """Return a finding at the tag on its line."""
    tag = tags[item.line - 2] if 2 <= item.line <= len(tags) + 1 else None
    if tag is None:
        return Problem(rule=item.rule, message=item.message, path=path, fix=item.fix)
    message = f"{shown(tag)} in {tag.place}: {item.message}"
    return Problem(rule=item.rule, message=message, path=path, where=tag.place, fix=item.fix)


def shown(tag: Tag) -> str:
    """Return a tag as messages print it."""
    return tag.text if len(tag.text) <= 120 else f"{tag.text[:100]}…"
