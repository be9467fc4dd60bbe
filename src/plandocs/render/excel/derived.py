"""Our cell styles in a template that does not have them: made from the template's own named styles, else from ours.

A corporate workbook has `Title`, `Heading 1`, `Input`, `Total` or `Good` in its gallery, under whatever name its
language gives them: those are told by their built-in numbers. Font, fill and border are theirs; number format and
alignment are ours, because cells of a table need them. A style with our own name is always left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from plandocs.render.excel.styles import MAIN, PREFIX

_X = f"{{{MAIN}}}"
_FIRST_OWN_FORMAT = 164

BUILT_IN: Mapping[str, tuple[int, ...]] = {
    "Title": (15, 16),
    "Heading": (17, 18, 16),
    "Purpose": (53,),
    "Note": (53,),
    "Link": (8,),
    "Header": (29,),
    "Header Number": (29,),
    "Header Center": (29,),
    "Good": (26,),
    "Bad": (27,),
    "Watch": (28,),
}
"""By our style: the numbers of Office's built-in styles it is made from, best first. Source: ECMA-376, 18.8.7."""
BY_LOOK: Mapping[str, int] = {"Input ": 20, "Total ": 25, "Formula ": 22}
"""By how our styles' names begin: Office's style for input, totals and calculations."""
NAMED: Mapping[str, tuple[str, ...]] = {
    "Header": ("table header", "header", "tabellenkopf", "kopfzeile", "en-tête", "encabezado", "intestazione"),
    "Title": ("sheet title", "corporate title", "titel", "titre", "título", "titolo"),
    "Heading": ("section heading", "subheading", "zwischentitel"),
}
"""By our style: what companies call theirs."""


def add_missing_styles(root: etree._Element, ours: etree._Element) -> None:
    """Add to a template's styles those of ours it lacks. `ours` are the styles of the bundled template, dressed."""
    names = root.find(f"{_X}cellStyles")
    formats = root.find(f"{_X}cellStyleXfs")
    known = ours.find(f"{_X}cellStyles")
    own_formats = ours.find(f"{_X}cellStyleXfs")
    if names is None or formats is None or known is None or own_formats is None:
        return
    there = {item.get("name", "") for item in names}
    missing = [item for item in known if item.get("name", "").startswith(PREFIX) and item.get("name") not in there]
    if not missing:
        return
    maker = _Maker(root, ours)
    for item in missing:
        name = item.get("name", "")
        made = maker.format_of(name.removeprefix(PREFIX), own_formats[int(item.get("xfId", "0"))])
        formats.append(made)
        etree.SubElement(names, f"{_X}cellStyle", name=name, xfId=str(len(formats) - 1))
    for group in (names, formats):
        group.set("count", str(len(group)))


class _Maker:
    """Copies formats from one styles part to another."""

    def __init__(self, root: etree._Element, ours: etree._Element) -> None:
        self._root, self._ours = root, ours
        self._formats = root.find(f"{_X}cellStyleXfs")
        self._by_number: dict[int, etree._Element] = {}
        self._by_name: dict[str, etree._Element] = {}
        self._moved: dict[tuple[str, str], str] = {}
        self._codes = {item.get("formatCode", ""): item.get("numFmtId", "") for item in root.iterfind(f"{_X}numFmts/*")}
        for item in root.iterfind(f"{_X}cellStyles/{_X}cellStyle"):
            said = item.get("xfId", "0")
            number = int(said) if said.isdecimal() else 0
            if self._formats is None or number >= len(self._formats):
                continue
            self._by_name[item.get("name", "").casefold()] = self._formats[number]
            if item.get("builtinId", "").isdecimal():
                self._by_number[int(item.get("builtinId", "0"))] = self._formats[number]

    def format_of(self, name: str, style: etree._Element) -> etree._Element:
        """Return the format of one of our styles, as the template is to have it."""
        made = deepcopy(style)
        source = self._source(name)
        filled = source is not None and source.get("applyFill", "1") not in ("0", "false") and _says(source, "fillId")
        for attribute, group, flag in (
            ("fontId", "fonts", "applyFont"),
            ("fillId", "fills", "applyFill"),
            ("borderId", "borders", "applyBorder"),
        ):
            given = source is not None and source.get(flag, "1") not in ("0", "false") and _says(source, attribute)
            if source is not None and (given or (filled and attribute == "fontId")):  # a fill goes with its own text
                made.set(attribute, source.get(attribute, "0"))
                made.set(flag, "1")
            else:
                made.set(attribute, self._copied(group, style.get(attribute, "0")))
        made.set("numFmtId", self._number_format(style.get("numFmtId", "0")))
        return made

    def _source(self, name: str) -> etree._Element | None:
        """Return the template's style that one of ours is made from."""
        for number in BUILT_IN.get(name, ()):
            if number in self._by_number:
                return self._by_number[number]
        for start, number in BY_LOOK.items():
            if name.startswith(start) and number in self._by_number:
                return self._by_number[number]
        kind = "Header" if name.startswith("Header") else name
        return next((self._by_name[word] for word in NAMED.get(kind, ()) if word in self._by_name), None)

    def _copied(self, group: str, number: str) -> str:
        """Return the number that a font, fill or border of ours has in the template, new if need be."""
        key = (group, number)
        if key not in self._moved:
            here, there = self._root.find(f"{_X}{group}"), self._ours.find(f"{_X}{group}")
            assert here is not None
            assert there is not None
            here.append(deepcopy(there[int(number)]))
            here.set("count", str(len(here)))
            self._moved[key] = str(len(here) - 1)
        return self._moved[key]

    def _number_format(self, number: str) -> str:
        if int(number) < _FIRST_OWN_FORMAT:
            return number
        ours = {item.get("numFmtId"): item.get("formatCode", "") for item in self._ours.iterfind(f"{_X}numFmts/*")}
        code = ours.get(number, "General")
        if code not in self._codes:
            group = self._root.find(f"{_X}numFmts")
            if group is None:
                group = etree.Element(f"{_X}numFmts")
                self._root.insert(0, group)
            free = max([_FIRST_OWN_FORMAT - 1, *(int(used) for used in self._codes.values())]) + 1
            etree.SubElement(group, f"{_X}numFmt", numFmtId=str(free), formatCode=code)
            group.set("count", str(len(group)))
            self._codes[code] = str(free)
        return self._codes[code]


def _says(style: etree._Element, attribute: str) -> bool:
    """Return whether a style sets a part of its own: number 0 is the workbook's plain font, no fill, no border."""
    return style.get(attribute, "0") != "0"
