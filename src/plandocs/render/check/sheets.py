"""A workbook laid open for the checks: its sheets, tables, names and formulas.

Cells are read from the part's bytes by patterns, not from the tree: a schedule of a thousand tasks has fifty
thousand of them, and the check runs on every render.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from lxml import etree

from plandocs.render.check.formulas import Formula, read_formula
from plandocs.render.check.rows import Scan, scan_rows
from plandocs.render.check.view import NAMESPACES, View, tag, xpath

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1, all inclusive."""

_FORMULA = re.compile(rb"<f[ >][^<]*")
_PLAIN_STRING = re.compile(rb"<si><t(?: [^>]*)?>([^<]*)</t></si>")
_BEFORE = r"[^\w.$?\\]"
_NUMBER_IN_FORMULA = re.compile(
    rf"[0-9](?:(?<={_BEFORE}.)|(?<={_BEFORE}[A-Z].)|(?<={_BEFORE}[A-Z]{{2}}.)|(?<={_BEFORE}[A-Z]{{3}}.)"
    r"|(?<=\$[A-Z].)|(?<=\$[A-Z]{2}.)|(?<=\$[A-Z]{3}.)|(?<=[A-Z]\$.))[0-9]*(?![\w.(!\[])"
)
"""Numbers, and the rows of references such as `$B7`; not the digits in names, functions and sheets."""
_IN_ORDER = re.compile(rb'(?: s="\d+")?(?: t="\w+")?(?: cm="\d+")?(?: vm="\d+")?/?\Z')
_FORMAT_FORMULAS = xpath("//x:conditionalFormatting/x:cfRule/x:formula")
_VALIDATION_FORMULAS = xpath("//x:dataValidation/x:formula1 | //x:dataValidation/x:formula2")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?\Z")
_NAME = re.compile(r"[^\W\d][\w.?\\]*\Z|\\[\w.?\\]*\Z")
_CELL_LIKE = re.compile(r"(?:([A-Z]{1,3})(\d+)|R\d*C\d*|R|C)\Z", re.IGNORECASE)
_LAST_COLUMN = 16_384
_LONGEST_TEXT = 255
"""Characters of a text inside a formula."""
_STRING = re.compile(r'"(?:[^"\0]|"")*"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook: its name, part, root without the cells, and bytes.

    The bytes are without a namespace prefix, and every cell's attributes stand in Excel's order: r, s, t.
    """

    name: str
    part: str
    root: etree._Element
    data: bytes
    state: str
    scan: Scan

    def row(self, number: int) -> list[etree._Element]:
        """Return the cells of a row; none when there is no such row."""
        match = re.search(rb'<row\s(?:[^>]*\s)?r="%d"[^>]*(?<!/)>.*?</row>' % number, self.data, re.DOTALL)
        if match is None:
            return []
        xml = b'<x xmlns="%s">%s</x>' % (NAMESPACES["x"].encode(), match.group())
        return list(etree.fromstring(xml, etree.XMLParser(recover=True, resolve_entities=False))[0])


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its part, the sheet it is on, its names, area and column names."""

    part: str
    sheet: Sheet
    root: etree._Element
    name: str
    area: Area | None
    columns: tuple[str, ...]


class Workbook:
    """The facts the workbook rules share, each gathered once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.part = view.main()

    @cached_property
    def entries(self) -> list[etree._Element]:
        """Return the `sheet` elements of the workbook part, charts and dialogs included."""
        root = self.view.root(self.part)
        return [] if root is None else root.findall(f"{tag('x:sheets')}/{tag('x:sheet')}")

    @cached_property
    def active_tab(self) -> str | None:
        """Return the place of the sheet that the workbook opens at, as it is written; None where none is named."""
        root = self.view.root(self.part)
        seen = None if root is None else root.find(f"{tag('x:bookViews')}/{tag('x:workbookView')}")
        return None if seen is None else seen.get("activeTab")

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Return the worksheets that are really there, in order."""
        rels = self.view.rels(self.part)
        found = []
        for item in self.entries:
            identity = item.get(tag("r:id"), "")
            part = rels.target(identity) if identity in rels else ""
            root = self.view.root(part)
            if root is not None and root.tag == tag("x:worksheet"):
                data, scan = _plain_cells(self.view, part, root.prefix)
                state = item.get("state", "visible")
                found.append(Sheet(item.get("name", ""), part, root, data, state, scan))
        return found

    @cached_property
    def tables(self) -> list[Table]:
        """Return the tables of all worksheets."""
        found = []
        for sheet in self.sheets:
            for part in self.view.targets_of(sheet.part, "table"):
                root = self.view.root(part)
                if root is not None:
                    columns = root.findall(f"{tag('x:tableColumns')}/{tag('x:tableColumn')}")
                    names = tuple(decode_cell(column.get("name", "")) for column in columns)
                    name = root.get("displayName", "")
                    found.append(Table(part, sheet, root, name, area_of(root.get("ref", "")), names))
        return found

    @cached_property
    def defined_names(self) -> list[etree._Element]:
        """Return the `definedName` elements."""
        root = self.view.root(self.part)
        return [] if root is None else root.findall(f"{tag('x:definedNames')}/{tag('x:definedName')}")

    @cached_property
    def strings(self) -> list[str]:
        """Return the shared strings, rich text joined."""
        part = self.view.target_of(self.part, "sharedStrings")
        data = b"" if part is None else self.view.package.parts[part]
        plain = _PLAIN_STRING.findall(data)
        if plain and len(plain) == data.count(b"<si>") == data.count(b"</si>"):
            texts = b"\0".join(plain).decode("utf-8", errors="replace")
            return (unescape(texts) if "&" in texts else texts).split("\0")
        root = None if part is None else self.view.root(part)
        if root is None:
            return []
        return [_string(item) for item in root.iterchildren(tag("x:si"))]

    @cached_property
    def styles(self) -> etree._Element | None:
        """Return the root of the styles part."""
        part = self.view.target_of(self.part, "styles")
        return None if part is None else self.view.root(part)

    @cached_property
    def style_counts(self) -> dict[str, int]:
        """Return how many entries each list of the styles part has: `cellXfs`, `dxfs`, `fonts`."""
        groups = [] if self.styles is None else list(self.styles.iterchildren(f"{tag('x:')}*"))
        return {str(group.tag).rpartition("}")[2]: len(group) for group in groups}

    def style_count(self, group: str) -> int:
        """Return how many entries one list of the styles part has; 0 when there is no such list."""
        return self.style_counts.get(group, 0)

    @cached_property
    def long_texts(self) -> list[str]:
        """Return where a formula holds a text that is longer than Excel reads, each sheet once."""
        found = []
        for sheet in self.sheets:
            bodies = [body for body in set(_FORMULA.findall(sheet.scan.cells)) if len(body) > _LONGEST_TEXT]
            texts = [text for body in bodies for text in _STRING.findall(unescape(body.decode("utf-8")))]
            if any(len(text[1:-1].replace('""', '"')) > _LONGEST_TEXT for text in texts):
                found.append(f"'{sheet.name}'")
        return found

    @cached_property
    def formulas(self) -> list[tuple[str, Formula]]:
        """Return where each distinct formula first stands, and its reading.

        Rows of references count as equal.
        """
        written = [
            (f"'{sheet.name}'", body.partition(b">")[2])
            for sheet in self.sheets
            for body in sorted(set(_FORMULA.findall(sheet.scan.cells)))
        ]
        texts = unescape(b"\0".join(body for _, body in written).decode("utf-8")).split("\0")
        found = [(where, text) for (where, _), text in zip(written, texts, strict=True)] if written else []
        for table in self.tables:
            items = table.root.iter(tag("x:calculatedColumnFormula"), tag("x:totalsRowFormula"))
            found += [(f"table {table.name}", item.text or "") for item in items]
        return _read_each(found)

    @cached_property
    def format_formulas(self) -> list[tuple[str, Formula]]:
        """Return where the formulas of conditional formats stand, and their readings."""
        found = []
        for sheet in self.sheets:
            for item in _FORMAT_FORMULAS(sheet.root):
                area = next(item.iterancestors(tag("x:conditionalFormatting"))).get("sqref", "")
                found.append((f"'{sheet.name}'!{area}", item.text or ""))
        return _read_each(found)

    @cached_property
    def validation_formulas(self) -> list[tuple[str, Formula]]:
        """Return where the formulas of data validations stand, and their readings."""
        found = []
        for sheet in self.sheets:
            for item in _VALIDATION_FORMULAS(sheet.root):
                area = next(item.iterancestors(tag("x:dataValidation"))).get("sqref", "")
                found.append((f"'{sheet.name}'!{area}", item.text or ""))
        return _read_each(found)

    @cached_property
    def name_formulas(self) -> list[tuple[str, Formula]]:
        """Return what the defined names stand for."""
        return [(f"name {item.get('name')}", read_formula(item.text or "")) for item in self.defined_names]

    @cached_property
    def all_formulas(self) -> list[tuple[str, Formula]]:
        """Return every formula of the workbook, wherever it stands."""
        return [*self.formulas, *self.format_formulas, *self.validation_formulas, *self.name_formulas]


def _read_each(found: list[tuple[str, str]]) -> list[tuple[str, Formula]]:
    """Return the readings of formulas, each shape once: its first place, and its longest text.

    Equal shapes differ in nothing but strings and numbers; a formula with quoted names is a shape of its own.
    """
    if not found:
        return []
    masked = _NUMBER_IN_FORMULA.sub("1", _STRING.sub('""', "".join(f"\0{text}" for _, text in found)))
    shapes: dict[str, tuple[str, str]] = {}
    for shape, (where, text) in zip(masked.split("\0")[1:], found, strict=True):
        key = text if "'" in text else shape
        first = shapes.get(key)
        if first is None:
            shapes[key] = (where, text)
        elif len(text) > len(first[1]):
            shapes[key] = (first[0], text)
    return [(where, read_formula(text)) for where, text in shapes.values() if text]


def area_of(reference: str) -> Area | None:
    """Return the area of a reference such as `A1:C5` or `$B$2`; None when it is none."""
    match = _REFERENCE.match(reference)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    first_row, first_column = int(top), column_number(left)
    last_row, last_column = int(bottom or top), column_number(right or left)
    return (first_row, first_column, last_row, last_column)


def column_number(letters: str) -> int:
    """Return a column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return a column's letters: the reverse of `column_number`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_name(text: str) -> bool:
    """Return whether Excel takes the text as a defined name or a table's name."""
    if len(text) > 255 or not _NAME.match(text):
        return False
    match = _CELL_LIKE.match(text)
    return match is None or (match.group(1) is not None and column_number(match.group(1).upper()) > _LAST_COLUMN)


def decode_cell(text: str) -> str:
    """Return a stored string as the reader sees it: `_x000a_` is a line feed."""
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def cell_text(workbook: Workbook, cell: etree._Element) -> str | None:
    """Return the text of a string cell, shared, inline or a formula's; None for a cell of another kind."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return decode_cell("".join(text.text or "" for text in _texts(cell)))
    value = cell.findtext(tag("x:v")) or ""
    if kind == "s":
        known = value.isdecimal() and int(value) < len(workbook.strings)
        return decode_cell(workbook.strings[int(value)]) if known else None
    return decode_cell(value) if kind == "str" else None


def _string(item: etree._Element) -> str:
    """Return the text of a shared string; nearly all are one plain text, which is read the short way."""
    if len(item) == 1 and item[0].tag == tag("x:t") and not len(item[0]):
        return item[0].text or ""
    return "".join(text.text or "" for text in _texts(item))


def _texts(item: etree._Element) -> Iterator[etree._Element]:
    """Return the text elements of a string, without the phonetic ones."""
    for text in item.iter(tag("x:t")):
        parent = text.getparent()
        if parent is None or parent.tag != tag("x:rPh"):
            yield text


def _plain_cells(view: View, part: str, prefix: str | None) -> tuple[bytes, Scan]:
    """Return a sheet's bytes without prefix and with cell attributes in order, and what its rows hold."""
    data = view.package.parts[part]
    if prefix is not None:
        data = re.sub(rb"(</?)" + prefix.encode() + rb":", rb"\1", data)
    scan = view.scan(part) if prefix is None else scan_rows(data)
    if data.count(b"<c ") == data.count(b'<c r="') and all(map(_IN_ORDER.match, scan.attributes)):
        return data, scan
    data = re.sub(rb"<c\s([^>]*?)(/?)>", _put_in_order, data)
    return data, scan_rows(data)


def _put_in_order(match: re.Match[bytes]) -> bytes:
    found = dict(re.findall(rb'([\w:]+)\s*=\s*["\']([^"\']*)["\']', match.group(1)))
    ordered = b"".join(b' %s="%s"' % (name, found[name]) for name in (b"r", b"s", b"t") if name in found)
    return b"<c" + ordered + match.group(2) + b">"
