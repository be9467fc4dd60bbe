"""Texts with tags outside Word: on a template's slides and sheets, in headers, comments and chart titles.

A text goes in whole, gathered over its runs by the caller; out comes the text with its tags evaluated, or what is
wrong with each of them. Every tag is put on a line of its own, so that a finding knows its tag; line ends of the text
itself are kept as a mark meanwhile. Smart quotes and non-breaking spaces inside tags are what word processors make of
plain ones, and are taken as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from plandocs.content.markup.inline import has_signs, plain
from plandocs.content.markup.lists import flat
from plandocs.errors import Problem

if TYPE_CHECKING:
    from plandocs.content.language.budget import Budget
    from plandocs.content.language.checking import Finding
    from plandocs.content.language.vocabulary import Vocabulary

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""One tag, whatever stands in it."""
MAX_CHARACTERS = 200_000
"""What one text may grow to: a slide or cell with more is not meant."""
_OPENING = re.compile(r"\{\{|\{%|\{#")
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛‹›＇", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\n\r\t\u000b", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", None),
    }
)
"""What a word processor makes of a tag's quotes and spaces, and marks of direction within it."""
_PRIVATE = re.compile("[\ue000-\ue017]")
"""Signs that renderers put between a text's pieces; no value can bring its own."""
_NUMBERED = re.compile("[\ue000-\ue003]\\d+[\ue000-\ue003]|[\ue000-\ue017]")
_LINE_END = "\ue004"
_MOST_SHOWN = 120

Write = Callable[[str], str]


def has_tags(text: str) -> bool:
    """Return whether a text holds the beginning of a tag."""
    return "{{" in text or "{%" in text or "{#" in text


def straightened(tag: str) -> str:
    """Return a tag with straight quotes and plain spaces."""
    return tag.translate(_STRAIGHT)


def fill_text(
    text: str, vocabulary: Vocabulary, *, where: str, path: str, write: Write = str, budget: Budget | None = None
) -> tuple[str, list[Problem]]:
    """Return a text with its tags evaluated, and what is wrong with them; with problems the text is as it was.

    `where` is the place in a reader's words, `path` the template. `write` turns a printed value into what may stand
    at its place. `budget` is what the texts of one template may cost together. Bold, lists and links in the plan's
    texts become plain.
    """
    if not has_tags(text):
        return text, []
    tags = [straightened(found[0]) for found in TAG.finditer(text)]
    rest = TAG.sub("", text)
    if _OPENING.search(rest):
        message = f"a tag in {where} is not closed: {_shown(rest)}"
        return text, [
            Problem(rule="template-syntax", message=message, path=path, where=where, fix="close it: }} or %}")
        ]
    out, findings = _run(_source(text, tags), tags, vocabulary, write, budget)
    if findings:
        return text, list(dict.fromkeys(_located(item, tags, where, path) for item in findings))
    if len(out) > MAX_CHARACTERS:
        message = f"the text in {where} grows beyond {MAX_CHARACTERS:,} characters"
        return text, [Problem(rule="template-value", message=message, path=path, where=where)]
    return out, []


def _source(text: str, tags: list[str]) -> str:
    """Return the template text: the tag with the number n, from 0 on, begins line n + 2."""
    pieces = [piece.replace("\n", _LINE_END) for piece in TAG.split(text)]
    lines = [pieces[0], *(tag + piece for tag, piece in zip(tags, pieces[1:], strict=True))]
    return "\n".join(lines)


def _run(
    source: str, tags: list[str], vocabulary: Vocabulary, write: Write, budget: Budget | None
) -> tuple[str, list[Finding]]:
    from plandocs.content.language.checking import Finding
    from plandocs.content.language.engine import run_template, tag_mistake

    def written(value: str) -> str:
        value = _PRIVATE.sub("", value)
        value = plain(flat(value)) if has_signs(value) or "\n" in value else value
        return write(value).replace("\n", _LINE_END)

    out, findings = run_template(source, vocabulary, written, budget)
    if any(item.rule in ("template-syntax", "template-refused") for item in findings):
        mistakes = [(line, tag_mistake(tag)) for line, tag in enumerate(tags, start=2)]
        told = [Finding(line, "template-syntax", mistake) for line, mistake in mistakes if mistake]
        findings = told or findings
    return out.replace("\n", "").replace(_LINE_END, "\n"), findings


def _located(item: Finding, tags: list[str], where: str, path: str) -> Problem:
    """Return a finding at the tag on its line."""
    tag = tags[item.line - 2] if 2 <= item.line <= len(tags) + 1 else ""
    about = f"{_shown(tag)} in {where}" if tag and where else tag or where
    message = f"{about}: {item.message}" if about else item.message
    return Problem(rule=item.rule, message=message, path=path, where=where, fix=item.fix)


def _shown(text: str) -> str:
    line = " ".join(_NUMBERED.sub("", text).split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
