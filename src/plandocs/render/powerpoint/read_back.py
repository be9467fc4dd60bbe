"""Reads the shapes of a finished slide back: where each is, what it says, and how large its text is.

Placeholders without a place of their own are looked up on their layout. Points throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box
from plandocs.render.powerpoint.layers import shapes_of
from plandocs.render.powerpoint.layouts import A, Layout, P, own_box, shape_name

CHART, PICTURE = "chart", "picture"
"""Kinds of shapes beside a placeholder's: charts, and other frames that hold neither text nor table, and pictures."""
_DEFAULT_SIZE = 18.0
_WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as it is read back; `inset` is left, top, right and bottom."""

    name: str
    kind: str
    """The placeholder's type, `table`, `chart`, `picture`, `line`, or empty."""
    box: Box
    paragraphs: tuple[Para, ...]
    inset: tuple[float, float, float, float]
    wraps: bool
    filled: bool
    upright: bool = False
    rows: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph with the size of its largest run."""

    text: str
    size: float
    bold: bool
    font: str
    before: float
    indent: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    height: float
    cells: tuple[tuple[float, float, tuple[Para, ...]], ...]
    """For each cell with text: the width inside its margins, the height of its margins, its paragraphs."""


def read_shapes(root: etree._Element, layout: Layout, fonts: tuple[str, str]) -> Iterator[Shape]:
    """Yield the shapes of a slide from bottom to top, those in groups too, and then its lines.

    `fonts` are the theme's heading and body font.
    """
    tree = root.find(f"{P}cSld/{P}spTree")
    for node, box in shapes_of(tree):
        if node.tag == f"{P}sp":
            yield _read_shape(node, box, layout, fonts)
        elif node.tag == f"{P}pic":
            yield _plain(node, PICTURE, box)
        elif node.find(f".//{A}tbl") is not None:
            yield _read_table(node, fonts)
        else:
            yield _plain(node, CHART, box)
    for node in tree.iterfind(f"{P}cxnSp") if tree is not None else ():
        yield _plain(node, "line", _turned(node, own_box(node) or Box(0, 0, 0, 0)))


def _plain(node: etree._Element, kind: str, box: Box) -> Shape:
    """Return a shape whose text, if it has any, is not read."""
    return Shape(shape_name(node), kind, box, (), (0, 0, 0, 0), True, False)


def _read_shape(node: etree._Element, place: Box, layout: Layout, fonts: tuple[str, str]) -> Shape:
    mark = node.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    kind = mark.get("type", "obj") if mark is not None else ""
    box = place if own_box(node) is not None else None
    size, bold, font, sides = _DEFAULT_SIZE, False, fonts[1], (0.0, 0.0)
    if mark is not None:
        index = mark.get("idx", "0")
        above = next((item for item in layout.placeholders if item.type == kind and item.index == index), None)
        if above is not None:
            box, size, sides = box or above.box, above.size or size, above.inset
        bold = kind in ("title", "ctrTitle")
        font = fonts[0] if bold else font
    body = node.find(f"{P}txBody/{A}bodyPr")
    get = _attributes(body)
    inset = (sides[0], 0.0, sides[1], 0.0)
    if mark is None:
        inset = (_points(get, "lIns"), _points(get, "tIns"), _points(get, "rIns"), _points(get, "bIns"))
    box = box or Box(0, 0, 0, 0)
    upright = get("vert", "") in ("vert270", "vert")
    found = node.find(f"{P}txBody")
    paragraphs = tuple(_read_paragraphs(found, size, bold, font, fonts)) if found is not None else ()
    shrunk = node.find(f"{P}txBody/{A}bodyPr/{A}normAutofit")
    if shrunk is not None and shrunk.get("fontScale", "").isdecimal():
        share = int(shrunk.get("fontScale", "")) / _WHOLE
        paragraphs = tuple(replace(paragraph, size=paragraph.size * share) for paragraph in paragraphs)
    properties = node.find(f"{P}spPr")
    filled = properties is not None and (
        properties.find(f"{A}solidFill") is not None or properties.find(f"{A}pattFill") is not None
    )
    return Shape(shape_name(node), kind, box, paragraphs, inset, get("wrap", "square") != "none", filled, upright)


def _read_paragraphs(
    body: etree._Element, size: float, bold: bool, font: str, fonts: tuple[str, str]
) -> Iterator[Para]:
    for paragraph in body.iterfind(f"{A}p"):
        text, biggest, heavy, family = "", 0.0, False, font
        for run in paragraph.iter(f"{A}r", f"{A}fld"):
            words = run.findtext(f"{A}t") or ""
            look = run.find(f"{A}rPr")
            own = look.get("sz") if look is not None else None
            biggest = max(biggest, int(own) / 100 if own else size)
            heavy = heavy or (bold if look is None or look.get("b") is None else look.get("b") == "1")
            latin = look.find(f"{A}latin") if look is not None else None
            if latin is not None and latin.get("typeface", "").startswith("+mj"):
                family = fonts[0]
            text += words
        look = paragraph.find(f"{A}pPr")
        space = paragraph.find(f"{A}pPr/{A}spcBef/{A}spcPts")
        before = int(space.get("val", "0")) / 100 if space is not None else 0.0
        indent = int(look.get("marL", "0")) / EMU_PER_POINT if look is not None else 0.0
        yield Para(text, biggest or size, heavy, family, before, indent)


def _read_table(node: etree._Element, fonts: tuple[str, str]) -> Shape:
    offset, extent = node.find(f"{P}xfrm/{A}off"), node.find(f"{P}xfrm/{A}ext")
    box = Box(0, 0, 0, 0)
    if offset is not None and extent is not None:
        x, y = int(offset.get("x", "0")), int(offset.get("y", "0"))
        wide, high = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        box = Box(x / EMU_PER_POINT, y / EMU_PER_POINT, wide / EMU_PER_POINT, high / EMU_PER_POINT)
    widths = [int(column.get("w", "0")) / EMU_PER_POINT for column in node.iter(f"{A}gridCol")]
    rows = [_read_row(row, widths, fonts) for row in node.iter(f"{A}tr")]
    tall = sum(row.height for row in rows)
    return Shape(
        name=shape_name(node),
        kind="table",
        box=Box(box.x, box.y, sum(widths), tall),
        paragraphs=(),
        inset=(0, 0, 0, 0),
        wraps=True,
        filled=False,
        rows=tuple(rows),
    )


def _read_row(row: etree._Element, widths: Sequence[float], fonts: tuple[str, str]) -> Row:
    high = int(row.get("h", "0")) / EMU_PER_POINT
    cells = []
    for place, cell in enumerate(row.iterfind(f"{A}tc")):
        look = cell.find(f"{A}tcPr")
        get = _attributes(look)
        span = int(cell.get("gridSpan", "1"))
        side, edge = _points(get, "marL") + _points(get, "marR"), _points(get, "marT") + _points(get, "marB")
        body = cell.find(f"{A}txBody")
        wide = sum(widths[place : place + span]) - side
        if body is None or get("vert", ""):
            continue
        paragraphs = tuple(_read_paragraphs(body, _DEFAULT_SIZE, False, fonts[1], fonts))
        if any(paragraph.text for paragraph in paragraphs):
            cells.append((wide, edge, paragraphs))
    return Row(high, tuple(cells))


_Get = Callable[[str, str], str]
_MARGINS = {"lIns": 91440, "rIns": 91440, "tIns": 45720, "bIns": 45720}
_MARGINS |= {"marL": 91440, "marR": 91440, "marT": 45720, "marB": 45720}
"""Margins of text where the file says none, in English metric units."""


def _attributes(node: etree._Element | None) -> _Get:
    return lambda key, default: default if node is None else node.get(key, default)


def _points(get: _Get, key: str) -> float:
    return int(get(key, str(_MARGINS[key]))) / EMU_PER_POINT


def _turned(node: etree._Element, box: Box) -> Box:
    """Return the place of a line that is turned by a quarter."""
    frame = node.find(f"{P}spPr/{A}xfrm")
    if frame is not None and frame.get("rot") in ("5400000", "16200000"):
        return Box(box.centre - box.h / 2, box.middle - box.w / 2, box.h, box.w)
    return box


def theme_fonts(package: Package, main: str) -> tuple[str, str]:
    """Return the heading and body font of the first master's theme."""
    master = package.rels(main).target_of("slideMaster")
    theme = package.rels(master).target_of("theme") if master else None
    if theme is None:
        return "Arial", "Arial"
    root = package.parse(theme)
    found = []
    for kind in ("majorFont", "minorFont"):
        latin = root.find(f".//{A}{kind}/{A}latin")
        found.append(latin.get("typeface", "Arial") if latin is not None else "Arial")
    return found[0], found[1]
