"""Fields such as `{{ project.name }}` on a template's own sheets: each is replaced by the plan's value.

They may stand in cells, in headers and footers, in text boxes, chart titles and comments. Only plain fields are known;
there is no logic in a sheet. A field that nobody knows is told with its place, and all of them at once. Text around a
field keeps its look; a field that is split over runs takes the look of the run it begins in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.render.excel.styles import MAIN
from plandocs.render.package import Package
from plandocs.render.xmltext import clean_text

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LOGIC = re.compile(r"\{%.*?%\}")
_X = f"{{{MAIN}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " "})
_FOOTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def fill_fields(text: str, fields: Mapping[str, str], *, where: str, path: str = "") -> str:
    """Return a text with its fields filled in. Raises PlanError for fields that are not known."""
    problems = list(_wrong(text, fields, where, path))
    if problems:
        raise PlanError(problems)
    return _FIELD.sub(lambda found: clean_text(fields[_name(found)]), text)


class Filler:
    """Fills the fields of a template's own sheets. `problems` are those of all parts."""

    def __init__(self, package: Package, fields: Mapping[str, str]) -> None:
        self._package, self._fields = package, fields
        self.problems: list[Problem] = []

    def sheet(self, name: str, part: str) -> None:
        """Fill what stands on a sheet but its shared texts: inline texts, header and footer, drawings, comments."""
        package = self._package
        if b"{" in package.parts[part]:
            root = package.xml(part)
            for cell in root.iter(f"{_X}c"):
                for inline in cell.iterfind(f"{_X}is"):
                    self._runs(list(inline.iter(f"{_X}t")), f"'{name}'!{cell.get('r', '')}")
            for foot in root.iter(*(f"{_X}{tag}" for tag in _FOOTS)):
                self._foot(foot, f"'{name}', {foot.tag.rpartition('}')[2]}")
        for kind in ("drawing", "comments", "threadedComment"):
            for item in package.rels(part).find_all(kind):
                self._drawn(package.rels(part).target(item.id), name)

    def shared(self, part: str, places: Mapping[int, str]) -> None:
        """Fill the shared texts; `places` says where each is shown first."""
        if b"{" not in self._package.parts[part]:
            return
        for number, item in enumerate(self._package.xml(part).iterfind(f"{_X}si")):
            if number in places:
                self._runs(list(item.iter(f"{_X}t")), places[number])

    def _drawn(self, part: str, name: str) -> None:
        """Fill text boxes and, behind them, chart titles."""
        package = self._package
        if part not in package.parts:
            return
        if b"{" in package.parts[part]:
            root = package.xml(part)
            for paragraph in root.iter(f"{_A}p"):
                self._runs(list(paragraph.iter(f"{_A}t")), f"'{name}', {_shape_around(paragraph)}")
            for comment in root.iter(f"{_X}comment"):
                self._runs(list(comment.iter(f"{_X}t")), f"'{name}', comment at {comment.get('ref', '')}")
        for kind in ("chart", "chartEx"):
            for chart in package.rels(part).find_all(kind):
                self._drawn(package.rels(part).target(chart.id), name)

    def _foot(self, foot: etree._Element, where: str) -> None:
        text = foot.text or ""
        wrong = list(_wrong(text, self._fields, where, self._package.name))
        self.problems += wrong
        if "{{" in text and not wrong:
            foot.text = _FIELD.sub(lambda found: clean_text(self._fields[_name(found)]).replace("&", "&&"), text)

    def _runs(self, texts: Sequence[etree._Element], where: str) -> None:
        """Fill the fields in texts that stand one behind the other, in place."""
        whole = "".join(text.text or "" for text in texts)
        wrong = list(_wrong(whole, self._fields, where, self._package.name))
        self.problems += wrong
        if wrong or "{{" not in whole:
            return
        ends, end = [], 0
        for text in texts:
            end += len(text.text or "")
            ends.append(end)
        pieces = [""] * len(texts)
        position = 0
        for found in _FIELD.finditer(whole):
            _share(whole, position, found.start(), ends, pieces)
            pieces[_owner(found.start(), ends)] += clean_text(self._fields[_name(found)])
            position = found.end()
        _share(whole, position, len(whole), ends, pieces)
        for text, piece in zip(texts, pieces, strict=True):
            text.text = piece
            if text.tag.startswith(_X):
                text.set(_SPACE, "preserve")


def _owner(place: int, ends: Sequence[int]) -> int:
    return next(number for number, end in enumerate(ends) if place < end)


def _share(whole: str, start: int, stop: int, ends: Sequence[int], pieces: list[str]) -> None:
    """Give each run what of the text from start to stop is its own."""
    begin = 0
    for number, end in enumerate(ends):
        pieces[number] += whole[max(start, begin) : max(min(stop, end), max(start, begin))]
        begin = end


def _name(found: re.Match[str]) -> str:
    return found[1].translate(_PLAIN).strip()


def _wrong(text: str, fields: Mapping[str, str], where: str, path: str) -> Iterator[Problem]:
    for logic in _LOGIC.findall(text):
        yield Problem(
            rule="template-syntax",
            message=f"{where}: a sheet has fields, not logic: {logic}",
            path=path,
            where=where,
            fix="write a field such as {{ project.name }}, or a formula",
        )
    for found in _FIELD.finditer(text):
        name = _name(found)
        if name not in fields:
            yield Problem(
                rule="template-unknown-field",
                message=f"{where}: the template uses the field '{name}', which is not known",
                path=path,
                where=where,
                fix=did_you_mean(name, fields) or f"known fields: {', '.join(sorted(fields))}",
            )


def _shape_around(paragraph: etree._Element) -> str:
    for item in paragraph.iterancestors():
        names = item.find("./{*}nvSpPr/{*}cNvPr")
        if names is not None:
            return f"shape '{names.get('name', '')}'"
    return "a chart"
