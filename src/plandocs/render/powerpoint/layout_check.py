"""Looks at a finished deck as a careful person would: what overlaps, overflows, is too small, empty, or off the slide.

In goes a file, ours or one that somebody edited; out come problems, each with the slide and the shape. Text is measured
with the same tables as the renderer, but everything is read back from the file: placeholders without a place of their
own are looked up on their layout and master. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from plandocs.errors import Problem
from plandocs.render.metrics import LINE_HEIGHT, metrics
from plandocs.render.package import Package
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box
from plandocs.render.powerpoint.layouts import A, Layout, P, R, own_box, read_layouts

LEAST_SIZE, LEAST_FOOT_SIZE = 12.0, 10.0
MOST_TITLE_LINES = 2
_SLACK = 2.5
"""Points by which measured text may pass its box: the tables are rounded up, and glyphs do not fill their lines."""
_DEFAULT_SIZE = 18.0
_FREE_TITLES = frozenset({"title", "secHead"})
"""Layout types whose title may have more lines."""
_BACKGROUND = ("plandocs:closed", "plandocs:link", "plandocs:today", "plandocs:line")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape as it is read back."""

    name: str
    kind: str
    """The placeholder's type, `table`, `line`, or empty."""
    box: Box
    paragraphs: tuple[_Para, ...]
    inset: tuple[float, float, float, float]
    wraps: bool
    filled: bool
    upright: bool = False
    rows: tuple[_Row, ...] = ()

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class _Para:
    text: str
    size: float
    bold: bool
    font: str
    before: float
    indent: float


@dataclass(frozen=True, slots=True)
class _Row:
    height: float
    cells: tuple[tuple[float, float, tuple[_Para, ...]], ...]
    """For each cell with text: the width inside its margins, the height of its margins, its paragraphs."""


def check_layout(data: bytes, name: str = "") -> list[Problem]:
    """Return what a careful person would send back, in the order of the slides; empty when nothing is."""
    package = Package.open(data, name=name)
    main = package.main_part()
    layouts = {layout.part: layout for layout in read_layouts(package, main, name).items}
    fonts = _fonts(package, main)
    problems: list[Problem] = []
    titles: dict[str, int] = {}
    listed = package.xml(main).iterfind(f"{P}sldIdLst/{P}sldId")
    for number, item in enumerate(listed, start=1):
        part = package.rels(main).target(item.get(f"{R}id", ""))
        layout = layouts[package.rels(part).target_of("slideLayout") or ""]
        shapes = list(_shapes(package.parse(part), layout, fonts))
        found = [*_placeholders(shapes, layout), *_titles(shapes, layout, titles, number), *_geometry(shapes, layout)]
        problems += [
            Problem(rule=f"slide-{rule}", message=message, path=name, where=f"slide {number}, {where}")
            for rule, where, message in found
        ]
    return problems


_Found = Iterator[tuple[str, str, str]]


def _placeholders(shapes: Sequence[_Shape], layout: Layout) -> _Found:
    """Placeholders without text show their prompt to whoever edits the deck."""
    for shape in shapes:
        if shape.kind not in ("", "table", "line") and not shape.text.strip():
            yield "empty-placeholder", shape.name, "a placeholder without text"


def _titles(shapes: Sequence[_Shape], layout: Layout, titles: dict[str, int], number: int) -> _Found:
    found = [shape for shape in shapes if shape.kind in ("title", "ctrTitle")]
    if not found:
        yield "title", layout.name, "a slide without a title"
    for shape in found:
        before = titles.setdefault(shape.text.casefold(), number)
        if before != number:
            yield "title", shape.name, f"the same title as slide {before}"
        lines = sum(len(_lines(paragraph, shape.box.w)) for paragraph in shape.paragraphs)
        if lines > MOST_TITLE_LINES and layout.type not in _FREE_TITLES:
            yield "title", shape.name, f"a title of {lines} lines: {shape.text}"


def _geometry(shapes: Sequence[_Shape], layout: Layout) -> _Found:
    texts = [shape for shape in shapes if shape.text.strip() or shape.rows]
    for shape in shapes:
        if not layout.page.holds(shape.box, 1.0):
            yield "off-slide", shape.name, f"a shape that leaves the slide: {shape.box}"
    for shape in texts:
        least = LEAST_FOOT_SIZE if shape.kind in ("ftr", "dt", "sldNum") else LEAST_SIZE
        small = min((paragraph.size for paragraph in _all_paragraphs(shape)), default=least)
        if small < least:
            yield "tiny-text", shape.name, f"text of {small:g} pt; at least {least:g}"
        yield from _overflow(shape)
    for place, shape in enumerate(texts):
        for other in texts[place + 1 :]:
            if shape.box.overlaps(other.box, 1.0) and not _nested(shape, other):
                yield "overlap", shape.name, f"'{shape.text[:30]}' lies over '{other.text[:30]}' ({other.name})"
        for bar in shapes:
            if (
                bar.filled
                and not bar.text
                and bar.name.startswith("plandocs:")
                and not bar.name.startswith(_BACKGROUND)
                and shape.kind == ""
                and not bar.box.holds(shape.box, 1.0)
                and not shape.box.holds(bar.box, 1.0)
                and shape.box.overlaps(bar.box, 1.0)
            ):
                yield "overlap", shape.name, f"'{shape.text[:30]}' lies across {bar.name}"


def _nested(shape: _Shape, other: _Shape) -> bool:
    return shape.box.holds(other.box, 1.0) or other.box.holds(shape.box, 1.0)


def _overflow(shape: _Shape) -> _Found:
    for number, row in enumerate(shape.rows):
        for wide, edge, paragraphs in row.cells:
            tall = _height(paragraphs, wide) + edge
            if tall > row.height + _SLACK:
                where, text = f"{shape.name} row {number}", paragraphs[0].text[:40]
                yield "overflow", where, f"'{text}' needs {tall:.0f} pt of {row.height:.0f}"
    if not shape.paragraphs or not shape.text.strip():
        return
    left, top, right, bottom = shape.inset
    wide, high = shape.box.w - left - right, shape.box.h - top - bottom
    if shape.upright:
        wide, high = high, wide
    if not shape.wraps:
        wide = 10_000.0
    tall = _height(shape.paragraphs, wide)
    if tall > high + _SLACK:
        yield "overflow", shape.name, f"'{shape.text[:40]}' needs {tall:.0f} pt of {high:.0f}"


def _height(paragraphs: Sequence[_Para], width: float) -> float:
    return sum(
        len(_lines(paragraph, width - paragraph.indent)) * paragraph.size * LINE_HEIGHT
        + (paragraph.before if place else 0.0)
        for place, paragraph in enumerate(paragraphs)
    )


def _lines(paragraph: _Para, width: float) -> Sequence[str]:
    return metrics(paragraph.font, paragraph.size, paragraph.bold).wrap(paragraph.text, max(width, 1.0) + 0.2)


def _all_paragraphs(shape: _Shape) -> Iterator[_Para]:
    yield from shape.paragraphs
    for row in shape.rows:
        for _, _, paragraphs in row.cells:
            yield from paragraphs


def _shapes(root: etree._Element, layout: Layout, fonts: tuple[str, str]) -> Iterator[_Shape]:
    tree = root.find(f"{P}cSld/{P}spTree")
    for node in tree if tree is not None else ():
        if node.tag == f"{P}sp":
            yield _read_shape(node, layout, fonts)
        elif node.tag == f"{P}graphicFrame":
            yield _read_table(node, fonts)
        elif node.tag == f"{P}cxnSp":
            box = own_box(node) or Box(0, 0, 0, 0)
            yield _Shape(_name(node), "line", _turned(node, box), (), (0, 0, 0, 0), True, False)


def _read_shape(node: etree._Element, layout: Layout, fonts: tuple[str, str]) -> _Shape:
    mark = node.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    kind = mark.get("type", "obj") if mark is not None else ""
    box = own_box(node)
    size, bold, font = _DEFAULT_SIZE, False, fonts[1]
    if mark is not None:
        index = mark.get("idx", "0")
        above = next((item for item in layout.placeholders if item.type == kind and item.index == index), None)
        if above is not None:
            box, size = box or above.box, above.size or size
        bold = kind in ("title", "ctrTitle")
        font = fonts[0] if bold else font
    body = node.find(f"{P}txBody/{A}bodyPr")
    get = _attributes(body)
    inset = (0.0, 0.0, 0.0, 0.0)
    if mark is None:
        inset = (_points(get, "lIns"), _points(get, "tIns"), _points(get, "rIns"), _points(get, "bIns"))
    box = box or Box(0, 0, 0, 0)
    upright = get("vert", "") in ("vert270", "vert")
    found = node.find(f"{P}txBody")
    paragraphs = tuple(_read_paragraphs(found, size, bold, font, fonts)) if found is not None else ()
    properties = node.find(f"{P}spPr")
    filled = properties is not None and (
        properties.find(f"{A}solidFill") is not None or properties.find(f"{A}pattFill") is not None
    )
    return _Shape(_name(node), kind, box, paragraphs, inset, get("wrap", "square") != "none", filled, upright)


def _read_paragraphs(
    body: etree._Element, size: float, bold: bool, font: str, fonts: tuple[str, str]
) -> Iterator[_Para]:
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
        yield _Para(text, biggest or size, heavy, family, before, indent)


def _read_table(node: etree._Element, fonts: tuple[str, str]) -> _Shape:
    offset, extent = node.find(f"{P}xfrm/{A}off"), node.find(f"{P}xfrm/{A}ext")
    box = Box(0, 0, 0, 0)
    if offset is not None and extent is not None:
        x, y = int(offset.get("x", "0")), int(offset.get("y", "0"))
        wide, high = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        box = Box(x / EMU_PER_POINT, y / EMU_PER_POINT, wide / EMU_PER_POINT, high / EMU_PER_POINT)
    widths = [int(column.get("w", "0")) / EMU_PER_POINT for column in node.iter(f"{A}gridCol")]
    rows = [_read_row(row, widths, fonts) for row in node.iter(f"{A}tr")]
    tall = sum(row.height for row in rows)
    return _Shape(
        name=_name(node),
        kind="table",
        box=Box(box.x, box.y, sum(widths), tall),
        paragraphs=(),
        inset=(0, 0, 0, 0),
        wraps=True,
        filled=False,
        rows=tuple(rows),
    )


def _read_row(row: etree._Element, widths: Sequence[float], fonts: tuple[str, str]) -> _Row:
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
    return _Row(high, tuple(cells))


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


def _name(node: etree._Element) -> str:
    names = node.find(f".//{P}cNvPr")
    return names.get("name", "") if names is not None else ""


def _fonts(package: Package, main: str) -> tuple[str, str]:
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
