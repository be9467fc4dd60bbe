"""Answers out of a filled-in questionnaire, as Word or LibreOffice has saved it.

In come the bytes of a .docx of unknown origin; out come texts, each with the tag of the question it answers. A field
is found by its content control, else by its bookmark, else by the question printed above it, because programs drop one
or the other when they save. What stands in a field's cell counts, whether it was typed into the control or beside it.
Nothing here knows a plan or believes an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from plandocs.content.facts.questions import TAG, question_tags
from plandocs.errors import PlanError, Problem
from plandocs.plan.decoding import strip_controls
from plandocs.render.package import Package
from plandocs.render.properties import own_properties

MAX_CHARACTERS = 20_000
"""Characters that one answer may have."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_TEXT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINE_SPACE = re.compile(r"[ \t\xa0]+(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in one field. `number` and `question` are as the file prints them; an empty field has no text."""

    tag: str
    number: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A questionnaire as it came back: which plan it was made from, and its fields in their order."""

    project: str
    plan_hash: str
    answers: tuple[Answer, ...]


def read_answers(data: bytes, name: str) -> FilledForm:
    """Return what is filled in. Raises PlanError for a file that is no questionnaire of ours, or too much text."""
    package = Package.open(data, name=name)
    facts = own_properties(package)
    root = package.parse(package.main_part())
    fields = list(_fields(root, facts.get("prompt", "")))
    if not fields:
        raise PlanError(
            Problem(
                rule="no-questionnaire",
                message="the file has no fields of a questionnaire that plandocs made",
                path=name,
                fix="name the file that 'plandocs build --only questionnaire' wrote and that was filled in",
            )
        )
    long = [field for field in fields if len(field.text) > MAX_CHARACTERS]
    if long:
        raise PlanError(
            Problem(
                rule="answer-too-long",
                message=f"the answer to {field.number or 'a question'} has more than {MAX_CHARACTERS:,} characters",
                path=name,
                fix="shorten it, and keep what is long in a file of its own",
            )
            for field in long
        )
    return FilledForm(facts.get("project", ""), facts.get("plan-hash", ""), tuple(fields))


def _fields(root: etree._Element, prompt: str) -> Iterator[Answer]:
    """Yield the fields in the order of the text, each once."""
    tags = _tags_by_cell(root)
    found: set[str] = set()
    by_text: dict[str, int] = {}
    for table in root.iter(f"{_W}tbl"):
        rows = list(table.iterchildren(f"{_W}tr"))
        for asked, filled in pairwise(rows):
            cells, answer = _cells(asked), _cells(filled)
            if not cells or not answer:
                continue
            question = _first_paragraph(cells[-1])
            tag = tags.get(answer[-1], "")
            if not tag and question and not any(cell in tags for cell in cells):
                nth = by_text.get(question, 0)
                tag = question_tags((question,) * (nth + 1))[nth]
            if not tag.startswith(TAG) or tag in found:
                continue
            if answer[-1] not in tags and not _is_field_like(filled):
                continue
            by_text[question] = by_text.get(question, 0) + 1
            found.add(tag)
            yield Answer(tag, _text(cells[0]) if len(cells) > 1 else "", question, _answer(answer[-1], prompt))


def _tags_by_cell(root: etree._Element) -> Mapping[etree._Element, str]:
    """Return the tag of each cell that holds a field, by its control or its bookmark."""
    tags: dict[etree._Element, str] = {}
    marks = ((f"{_W}bookmarkStart", "name"), (f"{_W}tag", "val"))
    for kind, attribute in marks:
        for item in root.iter(kind):
            name = item.get(f"{_W}{attribute}", "")
            cell = next(item.iterancestors(f"{_W}tc"), None)
            if name.startswith(TAG) and cell is not None:
                tags[cell] = name
    return tags


def _is_field_like(row: etree._Element) -> bool:
    """Return whether a row without a tag looks like that of a field: its first cell is empty."""
    cells = _cells(row)
    return len(cells) == 2 and not _text(cells[0])


def _cells(row: etree._Element) -> list[etree._Element]:
    """Return a row's cells, those within content controls too."""
    return [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]


def _answer(cell: etree._Element, prompt: str) -> str:
    """Return what was typed into a field's cell; nothing where only the prompt stands."""
    for control in cell.iter(f"{_W}sdt"):
        properties = control.find(f"{_W}sdtPr")
        content = control.find(f"{_W}sdtContent")
        if properties is None or content is None:
            continue
        shows_prompt = properties.find(f"{_W}showingPlcHdr")
        is_on = shows_prompt is not None and shows_prompt.get(f"{_W}val", "1") not in ("0", "false", "off")
        if is_on and (not prompt or _text(content) == prompt):
            rest = _text(cell, without=content)
            return "" if rest == prompt else rest
    text = _text(cell)
    return "" if text == prompt else text.removeprefix(prompt).strip(" :\n") if prompt else text


def _first_paragraph(cell: etree._Element) -> str:
    first = next(cell.iter(f"{_W}p"), None)
    return " ".join(_text(first).split()) if first is not None else ""


def _text(element: etree._Element, *, without: etree._Element | None = None) -> str:
    """Return the text of an element as lines, without what is deleted, hidden control characters and outer space."""
    pieces: list[str] = []
    _gather(element, without, pieces)
    return _LINE_SPACE.sub("", strip_controls("".join(pieces)).replace("\r", "\n")).strip(" \t\n\xa0")


def _gather(element: etree._Element, without: etree._Element | None, pieces: list[str]) -> None:
    for child in element:
        if child is without or child.tag in _NOT_TEXT or child.tag == _FALLBACK or not isinstance(child.tag, str):
            continue
        name = child.tag.removeprefix(_W)
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name == "noBreakHyphen":
            pieces.append("\u2011")
        elif name not in ("tabs", "pPr", "rPr", "sdtPr", "tcPr"):
            _gather(child, without, pieces)
        if name == "p":
            pieces.append("\n")
