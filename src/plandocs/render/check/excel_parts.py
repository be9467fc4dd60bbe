"""Checks of what surrounds a workbook's cells: the order of elements, sizes, headers, formats, charts and the chain.

Excel reads a sheet's elements in one order only; what stands elsewhere makes it offer a repair, as do sizes and texts
beyond its limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from plandocs.render.check.formulas import read_formula
from plandocs.render.check.sheets import Workbook, area_of
from plandocs.render.check.view import NAMESPACES, Finding, Rule, View, repeated, tag, xpath, xpath_texts

_ORDERS = {
    "worksheet": """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
        protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
        conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
        colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF
        picture oleObjects controls webPublishItems tableParts extLst""",
    "workbook": """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
        externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes
        webPublishing fileRecoveryPr webPublishObjects extLst""",
    "styleSheet": """numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst""",
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
}
"""The children of each root, in the order of ECMA-376 part 1, 18.2 to 18.8."""
_RANKS = {name: {child: rank for rank, child in enumerate(text.split())} for name, text in _ORDERS.items()}
_REPEATED = frozenset({"conditionalFormatting", "fileRecoveryPr"})
_HEADER_LIMIT = 255
_TALLEST_POINTS = 409.5
_WIDEST_CHARACTERS = 255
_HEIGHT = re.compile(rb'\sht="([^"]*)"')
_THEME_COLORS = 12
_THEMED = xpath_texts("//@theme")
_FORMAT_LIMIT = 255
_QUOTED = re.compile(r'\\.|_.|\*.|"[^"]*"')
_CHART_FORMULAS = xpath("//c:f")
_CHAIN = xpath("/x:calcChain/x:c")
_PREFIX = f"{{{NAMESPACES['x']}}}"


def element_order(view: View) -> Iterator[Finding]:
    """The elements of a sheet, of the workbook, its styles and tables stand in Excel's order, each once."""
    workbook = view.shared(Workbook)
    main = view.root(workbook.part)
    roots = [(workbook.part, main), ("/xl/styles.xml", workbook.styles)]
    roots += [(f"'{sheet.name}'", sheet.root) for sheet in workbook.sheets]
    roots += [(f"table {table.name}", table.root) for table in workbook.tables]
    for where, root in roots:
        if root is not None:
            yield from ((where, message) for message in _out_of_order(root))


def _out_of_order(root: etree._Element) -> Iterator[str]:
    ranks = _RANKS.get(str(root.tag).removeprefix(_PREFIX), {})
    last, before = -1, ""
    for child in root.iterchildren(f"{_PREFIX}*"):
        name = str(child.tag).removeprefix(_PREFIX)
        rank = ranks.get(name, last)
        if rank < last:
            yield f"the element '{name}' stands behind '{before}'"
        elif name == before and name not in _REPEATED:
            yield f"the element '{name}' stands there twice"
        last, before = max(last, rank), name


def header_length(view: View) -> Iterator[Finding]:
    """A sheet's header and footer have at most 255 characters, their codes included."""
    for sheet in view.shared(Workbook).sheets:
        for item in sheet.root.iterfind(f"{tag('x:headerFooter')}/*"):
            length = len((item.text or "").encode("utf-16-le")) // 2
            if length > _HEADER_LIMIT:
                name = str(item.tag).rpartition("}")[2]
                yield f"'{sheet.name}'", f"{name} has {length} characters; at most {_HEADER_LIMIT}"


def sizes(view: View) -> Iterator[Finding]:
    """Rows are at most 409.5 points high and columns at most 255 characters wide."""
    for sheet in view.shared(Workbook).sheets:
        for value in sorted({value for head in sheet.scan.heads for value in _HEIGHT.findall(head)}):
            if not _is_within(value.decode(), _TALLEST_POINTS):
                yield f"'{sheet.name}'", f"a row is {value.decode()} points high; at most {_TALLEST_POINTS:g}"
        for item in sheet.root.iterfind(f"{tag('x:cols')}/{tag('x:col')}"):
            if not _is_within(item.get("width", "0"), _WIDEST_CHARACTERS):
                yield f"'{sheet.name}'", f"a column is {item.get('width')} wide; at most {_WIDEST_CHARACTERS}"


def _is_within(value: str, most: float) -> bool:
    try:
        return 0 <= float(value) <= most
    except ValueError:
        return False


def theme_color(view: View) -> Iterator[Finding]:
    """A colour that is taken from the theme is one of its twelve: light 1 is 0, dark 1 is 1, accent 1 is 4."""
    workbook = view.shared(Workbook)
    roots = [("/xl/styles.xml", workbook.styles), *((f"'{sheet.name}'", sheet.root) for sheet in workbook.sheets)]
    for where, root in roots:
        for value in [] if root is None else sorted(set(_THEMED(root))):
            if not value.isdecimal() or int(value) >= _THEME_COLORS:
                yield where, f"the theme has no colour {value}; they are 0 to {_THEME_COLORS - 1}"


def number_format(view: View) -> Iterator[Finding]:
    """A number format has an id of its own, and a code of 1 to 255 characters whose quotes and brackets are closed."""
    styles = view.shared(Workbook).styles
    items = [] if styles is None else list(styles.iterfind(f"{tag('x:numFmts')}/{tag('x:numFmt')}"))
    for identity in repeated(item.get("numFmtId", "") for item in items):
        yield "/xl/styles.xml", f"two number formats have the id {identity}"
    for item in items:
        code = item.get("formatCode", "")
        bare = _QUOTED.sub("", code)
        closed = '"' not in bare and "[" not in re.sub(r"\[[^\[\]]*\]", "", bare)
        if not 1 <= len(code) <= _FORMAT_LIMIT or not closed or bare.count(";") > 3:
            yield "/xl/styles.xml", f"the number format '{code[:40]}' cannot be read"


def chart_reference(view: View) -> Iterator[Finding]:
    """A chart takes its values from a sheet, or a name, that is there; else it stays as it was drawn last."""
    workbook = view.shared(Workbook)
    sheets = {item.get("name", "").casefold() for item in workbook.entries}
    names = {item.get("name", "").casefold() for item in workbook.defined_names}
    for part, root in view.roots("drawingml.chart+xml"):
        for text in sorted({item.text or "" for item in _CHART_FORMULAS(root)}):
            found = read_formula(text)
            gone = sorted(name for name in found.sheets if name.casefold() not in sheets)
            gone += sorted(name for name in found.names if name.casefold() not in names | sheets)
            faults = [*found.faults, *(f"'{name}' does not exist" for name in gone)]
            if faults:
                yield part, f"a chart takes values from {text}: {faults[0]}"


def calculation_chain(view: View) -> Iterator[Finding]:
    """The order of calculation names cells that hold formulas: Excel removes one that does not."""
    workbook = view.shared(Workbook)
    part = view.target_of(workbook.part, "calcChain")
    root = None if part is None else view.root(part)
    by_id = {item.get("sheetId", ""): item.get("name", "") for item in workbook.entries}
    by_name = {sheet.name: sheet for sheet in workbook.sheets}
    identity = ""
    for item in [] if root is None else _CHAIN(root):
        identity = item.get("i", identity)
        sheet = by_name.get(by_id.get(identity, ""))
        place = item.get("r", "")
        area = area_of(place)
        cells = [] if sheet is None or area is None else sheet.row(area[0])
        if not any(cell.get("r") == place and cell.find(tag("x:f")) is not None for cell in cells):
            yield part or "", f"the order of calculation names {place} of sheet {identity}, which holds no formula"


RULES = (
    Rule("sheets-element-order", element_order),
    Rule("sheets-header-length", header_length),
    Rule("sheets-size", sizes),
    Rule("sheets-theme-color", theme_color),
    Rule("sheets-number-format", number_format),
    Rule("sheets-chart-reference", chart_reference, severity="warning"),
    Rule("sheets-calculation-chain", calculation_chain),
)
