"""The bars of a deck's charts as somebody left them: read back from the shapes, wherever they were dragged.

Charts are found by the line below their scale, which is named `plandocs:scale:<first day>:<last day>`, with `:rtl`
behind it where time runs from right to left, and bars by `plandocs:task:<id>`. Places are told in days from the first
day of the scale, as fractions: what a bar means is for the reader who knows where it was drawn. Groups that a person
made, and the rounding of other programs, are reckoned with.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plandocs.content.drawn import DrawnBar, DrawnChart
from plandocs.render.package import Package
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box

if TYPE_CHECKING:
    from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SCALE = "plandocs:scale:"
BAR = "plandocs:task:"
_TURNED = ":rtl"
_SHAPES = (f"{_P}sp", f"{_P}cxnSp", f"{_P}pic")


class _Shape(NamedTuple):
    """A named shape with its place on the slide; `is_mark` tells a diamond."""

    name: str
    box: Box
    is_mark: bool


def scale_name(first: date, last: date, *, turned: bool = False) -> str:
    """Return the name of the line below a scale: what its two ends stand for; `turned` from right to left."""
    return f"{SCALE}{first.isoformat()}:{last.isoformat()}{_TURNED if turned else ''}"


def drawn_charts(data: bytes, *, name: str = "") -> tuple[DrawnChart, ...]:
    """Return the charts of a deck, in the order of its slides.

    Raises PlanError when the file is no deck that can be read. A slide with bars and no scale gives no chart.
    """
    package = Package.open(data, name=name)
    main = package.rels().target_of("officeDocument")
    charts = []
    for number, part in enumerate(_slides(package, main or ""), start=1):
        chart = _chart(number, _shapes(package.parse(part)))
        if chart is not None:
            charts.append(chart)
    return tuple(charts)


def _slides(package: Package, main: str) -> Iterator[str]:
    if main not in package.parts:
        return
    rels = package.rels(main)
    for item in package.parse(main).iter(f"{_P}sldId"):
        part = rels.target(item.get(f"{_R}id", ""))
        if part in package.parts:
            yield part


def _chart(number: int, shapes: Iterator[_Shape]) -> DrawnChart | None:
    """Return the chart of a slide's named shapes; None without a scale that can be read."""
    bars: list[tuple[str, Box, bool]] = []
    scale: tuple[date, date, Box] | None = None
    turned = False
    for name, box, is_mark in shapes:
        if name.startswith(BAR):
            bars.append((name.removeprefix(BAR), box, is_mark))
        elif name.startswith(SCALE) and box.w > 0:
            days = _days(name.removeprefix(SCALE).removesuffix(_TURNED))
            if days:
                scale, turned = (*days, box), name.endswith(_TURNED)
    if scale is None or not bars:
        return None
    first, last, line = scale
    per_day = line.w / ((last - first).days + 1)
    drawn = tuple(
        DrawnBar(key, (line.right - box.right if turned else box.x - line.x) / per_day, box.w / per_day, mark)
        for key, box, mark in bars
    )
    return DrawnChart(number, first, last, per_day, drawn)


def _days(text: str) -> tuple[date, date] | None:
    try:
        first, last = map(date.fromisoformat, text.split(":"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _shapes(root: etree._Element) -> Iterator[_Shape]:
    """Yield the named shapes of a slide with their places on it, those inside of groups too."""
    tree = root.find(f"{_P}cSld/{_P}spTree")
    if tree is not None:
        yield from _within(tree, 1.0, 0.0)


def _within(group: etree._Element, stretch: float, shift: float) -> Iterator[_Shape]:
    """Yield shapes whose x and width are theirs times `stretch`, plus `shift`, in points."""
    for shape in group:
        if shape.tag == f"{_P}grpSp":
            inner_stretch, inner_shift = _of_group(shape)
            yield from _within(shape, stretch * inner_stretch, shift + stretch * inner_shift)
        elif shape.tag in _SHAPES:
            frame = shape.find(f"{_P}spPr/{_A}xfrm")
            label = next(shape.iter(f"{_P}cNvPr"), None)
            box = _box(frame)
            if label is not None and box is not None:
                place = Box(shift + stretch * box.x, box.y, stretch * box.w, box.h)
                yield _Shape(label.get("name", ""), place, _is_diamond(shape))


def _is_diamond(shape: etree._Element) -> bool:
    outline = shape.find(f"{_P}spPr/{_A}prstGeom")
    return outline is not None and outline.get("prst") == "diamond"


def _of_group(group: etree._Element) -> tuple[float, float]:
    """Return how a group stretches and shifts what is in it, across."""
    frame = group.find(f"{_P}grpSpPr/{_A}xfrm")
    outer = _box(frame)
    if frame is None or outer is None:
        return 1.0, 0.0
    inner = _box(frame, "chOff", "chExt")
    if inner is None or not inner.w:
        return 1.0, 0.0
    stretch = outer.w / inner.w
    return stretch, outer.x - stretch * inner.x


def _box(frame: etree._Element | None, off: str = "off", ext: str = "ext") -> Box | None:
    if frame is None:
        return None
    place, size = frame.find(f"{_A}{off}"), frame.find(f"{_A}{ext}")
    if place is None or size is None:
        return None
    try:
        x, y, w, h = (
            int(item.get(key, "")) / EMU_PER_POINT
            for item, key in ((place, "x"), (place, "y"), (size, "cx"), (size, "cy"))
        )
    except ValueError:
        return None
    return Box(x, y, w, h)
