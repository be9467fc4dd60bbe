"""The template's cell styles, as cells and rules use them.

A consultant restyles in Excel's own gallery: a cell asks for a style by name, and a rule's look is taken from a style
too. Only what the style sets is put over a cell by a rule. Formats that nothing asks for are not made.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.render.package import Package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PREFIX = "Plandocs "
_X = f"{{{MAIN}}}"
_FIRST_OWN_FORMAT = 164
_RULE_FONT_PARTS = ("b", "i", "strike", "color", "u")
_BEFORE_CELL_FORMATS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs")
_OTHER_SIDE = {"left": "right", "right": "left"}
_TEXT_FORMATS = ("0", "49")
_APPLIED = ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")


class StyleBook:
    """The styles part of one workbook, while it is made. Its changes reach the package when that is flushed."""

    def __init__(self, package: Package, part: str, *, turned: bool = False) -> None:
        """`turned` is for sheets from right to left: what stands at the left in the template stands at the right."""
        self._package = package
        self._turned = turned
        self._root = package.xml(part)
        self._styles = self._group("cellStyleXfs")
        self._formats = self._group("cellXfs")
        self._names = {
            item.get("name", ""): int(item.get("xfId", "0")) for item in self._root.iterfind(f"{_X}cellStyles/*")
        }
        self._codes = {
            item.get("formatCode", ""): item.get("numFmtId", "0") for item in self._root.iterfind(f"{_X}numFmts/*")
        }
        self._cells: dict[tuple[str, str], int] = {}
        self._rules: dict[tuple[str, bool], int] = {}

    def cell(self, name: str, number_format: str = "") -> int:
        """Return the index of a cell format: a style by its name after `Plandocs `, with another number format.

        Raises PlanError when the template has no such style.
        """
        found = self._cells.get((name, number_format))
        if found is None:
            found = self._cells[name, number_format] = self._add_format(name, number_format)
        return found

    def number_format(self, name: str) -> str:
        """Return the number format code that a style sets; empty for General."""
        wanted = self._style(name).get("numFmtId", "0")
        return next((code for code, number in self._codes.items() if number == wanted), "")

    def rule(self, name: str, *, for_text: bool = True) -> int:
        """Return the index of the format that a rule puts over cells, made from a style.

        The number format, which sets a shape before the word, goes only over texts.
        """
        found = self._rules.get((name, for_text))
        if found is None:
            found = self._rules[name, for_text] = self._add_rule(name, for_text)
        return found

    def table_style(self) -> str:
        """Return the table style for our tables: the template's default one."""
        styles = self._root.find(f"{_X}tableStyles")
        return "" if styles is None else styles.get("defaultTableStyle", "")

    def _style(self, name: str) -> etree._Element:
        full = PREFIX + name
        number = self._names.get(full)
        if number is None or number >= len(self._styles):
            raise PlanError(
                Problem(
                    rule="template-missing-style",
                    message=f"the template has no cell style '{full}'",
                    path=self._package.name,
                    fix=did_you_mean(full, self._names) or "start from the template that comes with plandocs",
                )
            )
        return self._styles[number]

    def _add_format(self, name: str, number_format: str) -> int:
        style = self._style(name)
        item = deepcopy(style)
        item.set("xfId", str(self._names[PREFIX + name]))
        if number_format:
            item.set("numFmtId", self._number_of(number_format))
        for part in _APPLIED:
            item.attrib.pop(f"apply{part}", "")
        item.set("applyNumberFormat", "1" if item.get("numFmtId", "0") != "0" else "0")
        for part in ("Font", "Fill", "Border"):
            item.set(f"apply{part}", "1")
        if self._turned:
            _turn(item)
        if item.find(f"{_X}alignment") is not None:
            item.set("applyAlignment", "1")
        return _append(self._formats, item)

    def _add_rule(self, name: str, for_text: bool) -> int:
        style = self._style(name)
        parts: list[etree._Element] = []
        if _sets(style, "Font"):
            parts.append(_rule_font(self._group("fonts")[int(style.get("fontId", "0"))]))
        number = style.get("numFmtId", "0")
        code = next((code for code, known in self._codes.items() if known == number), "")
        if code and for_text and _sets(style, "NumberFormat"):
            parts.append(etree.Element(f"{_X}numFmt", numFmtId=number, formatCode=code))
        if _sets(style, "Fill"):
            parts.append(_rule_fill(self._group("fills")[int(style.get("fillId", "0"))]))
        if _sets(style, "Border"):
            parts.append(_rule_border(self._group("borders")[int(style.get("borderId", "0"))]))
        item = etree.Element(f"{_X}dxf")
        item.extend(parts)
        return _append(self._dxfs(), item)

    def _number_of(self, code: str) -> str:
        """Return the id of a number format, new if need be; ids are shared with the styles of the template."""
        if code not in self._codes:
            used = [int(number) for number in self._codes.values()]
            number = str(max([_FIRST_OWN_FORMAT - 1, *used]) + 1)
            group = self._root.find(f"{_X}numFmts")
            if group is None:
                group = etree.Element(f"{_X}numFmts")
                self._root.insert(0, group)
            _append(group, etree.Element(f"{_X}numFmt", numFmtId=number, formatCode=code))
            self._codes[code] = number
        return self._codes[code]

    def _group(self, name: str) -> etree._Element:
        found = self._root.find(f"{_X}{name}")
        if found is None:
            raise PlanError(
                Problem(
                    rule="template-bad-styles",
                    message=f"the template's styles have no '{name}'",
                    path=self._package.name,
                    fix="open the template in Excel and save it again",
                )
            )
        return found

    def _dxfs(self) -> etree._Element:
        found = self._root.find(f"{_X}dxfs")
        if found is None:
            found = etree.Element(f"{_X}dxfs")
            styles = self._root.find(f"{_X}cellStyles")
            (self._formats if styles is None else styles).addnext(found)
        return found


def _append(group: etree._Element, item: etree._Element) -> int:
    group.append(item)
    group.set("count", str(len(group)))
    return len(group) - 1


def _sets(style: etree._Element, part: str) -> bool:
    """Return whether a style sets a part; without a word it does (ECMA-376 part 1, 18.8.45)."""
    return style.get(f"apply{part}", "1") not in ("0", "false")


def _rule_font(font: etree._Element) -> etree._Element:
    """Return the part of a font that a rule may set: never its name or size."""
    item = etree.Element(f"{_X}font")
    item.extend(deepcopy(child) for name in _RULE_FONT_PARTS for child in font.iterfind(f"{_X}{name}"))
    return item


def _rule_fill(fill: etree._Element) -> etree._Element:
    """Return a fill for a rule, where the colour of a plain fill is read from the background's place."""
    item = deepcopy(fill)
    pattern = item.find(f"{_X}patternFill")
    front = None if pattern is None else pattern.find(f"{_X}fgColor")
    if pattern is not None and front is not None and pattern.get("patternType") == "solid":
        for old in pattern.findall(f"{_X}bgColor"):
            pattern.remove(old)
        back = deepcopy(front)
        back.tag = f"{_X}bgColor"
        pattern.append(back)
    return item


def _rule_border(border: etree._Element) -> etree._Element:
    """Return the sides of a border that have a line."""
    item = etree.Element(f"{_X}border")
    for side in ("left", "right", "top", "bottom"):
        found = border.find(f"{_X}{side}")
        if found is not None and found.get("style"):
            item.append(deepcopy(found))
    return item


def _turn(item: etree._Element) -> None:
    """Let a cell format stand on the other side; text without a side of its own stands where its script begins."""
    alignment = item.find(f"{_X}alignment")
    if alignment is None:
        alignment = etree.Element(f"{_X}alignment")
        item.insert(0, alignment)
    side = alignment.get("horizontal", "general")
    if side in _OTHER_SIDE:
        alignment.set("horizontal", _OTHER_SIDE[side])
    elif side == "general" and item.get("numFmtId", "0") in _TEXT_FORMATS:
        alignment.set("horizontal", "right")
