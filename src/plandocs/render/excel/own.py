"""The template's own sheets: which there are, which of ours they stand for, and what must not clash.

A sheet that is called like one of ours is filled in place: it keeps its tab's place and colour, its header and footer,
its margins, its drawings, and gets our content. It must be empty, because our formulas rely on where our cells are.
Every other sheet stays as it is, in front of ours, with its tags evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from plandocs.content.language.vocabulary import Vocabulary
from plandocs.content.sheets import Sheet, Workbook
from plandocs.errors import PlanError, Problem
from plandocs.render.excel.fields import Filler
from plandocs.render.excel.frame import PATTERN_SHEET
from plandocs.render.excel.styles import MAIN
from plandocs.render.excel.tables import TABLE_TYPE
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE

_X = f"{{{MAIN}}}"
_R_ID = f"{{{OFFICE}}}id"
_SHARED_CELL = re.compile(r'<(?:\w+:)?c\s[^>]*\bt="s"[^>]*>\s*<(?:\w+:)?v>(\d+)<')
_FETCHES = re.compile(r"\b(WEBSERVICE|RTD|CALL|REGISTER\.ID|EXEC|IMPORTDATA|IMAGE)\s*\(|\b\w+\|'", re.IGNORECASE)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet of the template: its name on the tab, its part, and its place among the tabs from 0 on."""

    name: str
    part: str
    place: int
    hidden: bool = False


class OwnSheets:
    """The sheets of a template as they are before ours come in."""

    def __init__(self, package: Package, part: str, workbook: Workbook, vocabulary: Vocabulary) -> None:
        self._package, self._workbook, self._vocabulary = package, workbook, vocabulary
        rels = package.rels(part)
        titles = {sheet.title.casefold() for sheet in workbook.sheets}
        self.pattern: OwnSheet | None = None
        self.kept: list[OwnSheet] = []
        self.claimed: dict[str, OwnSheet] = {}
        """The sheets that are called like ours, by our title without case."""
        listed = package.xml(part).find(f"{_X}sheets")
        for place, item in enumerate(() if listed is None else listed):
            name = item.get("name", "")
            hidden = item.get("state", "visible") != "visible"
            found = OwnSheet(name, rels.target(item.get(_R_ID, "")), place, hidden)
            if name == PATTERN_SHEET:
                self.pattern = found
            elif name.casefold() in titles:
                self.claimed[name.casefold()] = found
            else:
                self.kept.append(found)

    def check(self) -> None:
        """Raise PlanError with everything that clashes, or that fetches something when the file is opened."""
        problems = list(self.problems())
        if problems:
            raise PlanError(problems)

    def problems(self) -> Iterator[Problem]:
        """Yield everything that clashes, or that fetches something when the file is opened."""
        for sheet in self.claimed.values():
            yield from self._not_empty(sheet)
        yield from self._clashing_tables()
        for sheet in self.kept:
            yield from self._fetching(sheet)

    def fill(self, shared: str | None) -> list[Problem]:
        """Evaluate the tags on the sheets that stay, and return what is wrong with them."""
        filler = Filler(self._package, self._vocabulary)
        for sheet in (*self.kept, *self.claimed.values()):
            filler.sheet(sheet.name, sheet.part)
        if shared is not None:
            filler.shared(shared, self._places_of_texts())
        return filler.problems

    def used_texts(self) -> set[int]:
        """Return the numbers of the shared texts that the sheets which stay use."""
        return {
            int(number)
            for sheet in self.kept
            for number in _SHARED_CELL.findall(etree.tostring(self._package.parse(sheet.part), encoding="unicode"))
        }

    def _places_of_texts(self) -> dict[int, str]:
        """Return where each shared text is shown first: `sheet 'Cover'!B2`."""
        found: dict[int, str] = {}
        for sheet in self.kept:
            for cell in self._package.parse(sheet.part).iter(f"{_X}c"):
                number = cell.findtext(f"{_X}v") or ""
                if cell.get("t") == "s" and number.isdecimal():
                    found.setdefault(int(number), f"sheet '{sheet.name}'!{cell.get('r', '')}")
        return found

    def _not_empty(self, sheet: OwnSheet) -> Iterator[Problem]:
        root = self._package.parse(sheet.part)
        if root.tag != f"{_X}worksheet":
            message = f"the template's '{sheet.name}' is no worksheet, and one of ours is called so"
            yield self._clash(message, f"sheet '{sheet.name}'")
            return
        cells = [cell.get("r", "") for cell in root.iter(f"{_X}c") if len(cell)]
        tables = list(self._package.rels(sheet.part).find_all("table"))
        merged = [item.get("ref", "") for item in root.iter(f"{_X}mergeCell")]
        for what, places in (("values in", cells), ("merged cells", merged), ("a table", ["" for _ in tables])):
            if places:
                named = ", ".join(place for place in places[:_MOST_NAMED] if place)
                more = f" and {len(places) - _MOST_NAMED} more" if len(places) > _MOST_NAMED else ""
                message = f"'{sheet.name}' is filled with our '{sheet.name}', but holds {what} {named}{more}".rstrip()
                where = f"sheet '{sheet.name}'!{places[0]}" if places[0] else f"sheet '{sheet.name}'"
                yield self._clash(message, where)

    def _clash(self, message: str, where: str) -> Problem:
        fix = "empty the sheet's cells, or give the sheet another name"
        return Problem(rule="template-sheet-name", message=message, path=self._package.name, where=where, fix=fix)

    def _clashing_tables(self) -> Iterator[Problem]:
        """Yield a problem for each table of the template that is called like a table or a name of ours."""
        ours = {table.name.casefold() for sheet in self._workbook.sheets for table in sheet.tables}
        ours |= {name.name.casefold() for name in self._workbook.names}
        for part in self._package.names_of_type(TABLE_TYPE):
            name = self._package.parse(part).get("displayName", "")
            if name.casefold() in ours:
                yield Problem(
                    rule="template-table-name",
                    message=f"the template has a table called '{name}', and so has the workbook",
                    path=self._package.name,
                    where=f"table '{name}'",
                    fix="rename the table in the template (Table Design, Table Name)",
                )

    def _fetching(self, sheet: OwnSheet) -> Iterator[Problem]:
        """Yield a problem for each formula that asks another computer or program."""
        for formula in self._package.parse(sheet.part).iter(f"{_X}f"):
            found = _FETCHES.search(formula.text or "")
            cell = formula.getparent()
            if found is not None and cell is not None:
                where = f"sheet '{sheet.name}'!{cell.get('r', '')}"
                yield Problem(
                    rule="template-external",
                    message=f"{where}: the formula reaches outside the file: {(formula.text or '')[:80]}",
                    path=self._package.name,
                    where=where,
                    fix="replace the formula with its value",
                )


def broken_names(entries: Iterable[etree._Element]) -> set[etree._Element]:
    """Return the defined names that lead nowhere, or to the pattern sheet that is left out."""
    pattern = (f"{PATTERN_SHEET}!", f"'{PATTERN_SHEET}'!")
    return {item for item in entries if "#REF!" in (item.text or "") or (item.text or "").startswith(pattern)}


def is_of_sheet(item: etree._Element, places: Mapping[int, Sheet]) -> bool:
    """Return whether a name is the print area or the print titles of a sheet that is filled in place."""
    local = item.get("localSheetId", "")
    return local.isdecimal() and int(local) in places and item.get("name", "").startswith("_xlnm.")
