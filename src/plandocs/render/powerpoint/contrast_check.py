"""Finds text on a slide that cannot be read on what is really below it.

In goes a finished file, out come the texts whose contrast is too low, with shape, colours and the nearest colour that
works. Colours are followed as PowerPoint follows them: run, shape, layout, master, the theme through its colour map.
Text whose colour or ground is not known for sure (on a picture, an effect, in a foreign table style) is left alone.
Source of the limits: WCAG 2.2, 1.4.3, and 1.4.11 for marks without letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandocs.brand.contrast import READABLE, contrast, until_readable
from plandocs.render.drawing_colours import shade_of
from plandocs.render.package import Package
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box
from plandocs.render.powerpoint.layers import Layer, Pages, colours_at, fill_of, layer_of, layers_below, shapes_of
from plandocs.render.powerpoint.layouts import A, Layout, P, R, own_box, shape_name

if TYPE_CHECKING:
    from lxml import etree

LARGE_TEXT = 3.0
"""The least contrast of large text, and of marks without letters."""
_LARGE, _LARGE_BOLD = 18.0, 14.0
_DEFAULT_SIZE = 18.0
_ON_COLUMN = ("ctr", "inEnd", "inBase")
"""Where a chart's labels stand on their columns."""
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_TITLES = ("title", "ctrTitle")
_FEET = ("ftr", "dt", "sldNum")
_IN = 4.0
"""How far inside its line's ends the ground of a text is looked at, in points."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A text that cannot be read, in shape and words; `message` says why and `fix` what would do."""

    shape: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class _Words:
    """A run of text as it is seen."""

    text: str
    color: str
    size: float
    bold: bool

    @property
    def least(self) -> float:
        large = self.size >= _LARGE or (self.bold and self.size >= _LARGE_BOLD)
        return LARGE_TEXT if large or not any(sign.isalnum() for sign in self.text) else READABLE


def faint_texts(
    package: Package, slide: str, pages: Pages, layout: Layout, default: etree._Element | None
) -> Iterator[Faint]:
    """Yield the texts of a slide that cannot be read, one a shape or cell: the worst.

    `default` is the presentation's default text style.
    """
    layers = layers_below(pages, layout.page)
    for node, box in shapes_of(pages.slide.find(f"{P}cSld/{P}spTree")):
        if node.tag == f"{P}graphicFrame":
            yield from _in_frame(package, slide, node, box, layers, pages, default)
            continue
        own = layer_of(node, box, pages.slots)
        if own is not None:
            layers.append(own)
        body = node.find(f"{P}txBody")
        if body is not None:
            styles = styles_of(node, pages, default)
            place = box if own_box(node) is not None else _inherited_place(node, layout) or box
            grounds = grounds_at(text_place(body, place, styles), layers)
            yield from _worst(shape_name(node), _words(body, styles, pages.slots), grounds)


def _worst(name: str, words: Iterator[_Words], grounds: Sequence[str]) -> Iterator[Faint]:
    """Yield the least readable of some texts, if it is too faint for its ground."""
    found = [
        (contrast(item.color, ground) / item.least, item, ground) for item in words for ground in grounds if item.text
    ]
    if not found:
        return
    share, item, ground = min(found, key=lambda entry: entry[0])
    if share < 1:
        ratio = int(contrast(item.color, ground) * 100) / 100
        toward = max(("000000", "FFFFFF"), key=lambda color: contrast(color, ground))
        yield Faint(
            name,
            f"'{item.text.strip()[:40]}' in #{item.color} on #{ground} cannot be read: contrast {ratio:.2f},"
            f" needed {item.least:g}",
            f"the nearest color that works is #{until_readable(item.color, ground, toward, item.least)}",
        )


def styles_of(node: etree._Element, pages: Pages, default: etree._Element | None) -> list[etree._Element]:
    """Return where a shape's text looks for what it does not say itself, the nearest first."""
    mark = node.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    chain = [node.find(f"{P}txBody/{A}lstStyle")]
    if mark is None:
        chain += [node.find(f"{P}style/{A}fontRef"), default]
        return [item for item in chain if item is not None]
    kind, index = mark.get("type", "obj"), mark.get("idx", "0")
    for root, by_index in ((pages.layout, True), (pages.master, False)):
        for shape in root.iter(f"{P}sp"):
            other = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if other is not None and _same(other, kind, index, by_index=by_index):
                chain.append(shape.find(f"{P}txBody/{A}lstStyle"))
                break
    style = "titleStyle" if kind in _TITLES else "otherStyle" if kind in _FEET else "bodyStyle"
    chain.append(pages.master.find(f"{P}txStyles/{P}{style}"))
    return [item for item in chain if item is not None]


def _same(mark: etree._Element, kind: str, index: str, *, by_index: bool) -> bool:
    other = mark.get("type", "obj")
    if kind in _TITLES or kind in _FEET:
        return other in _TITLES if kind in _TITLES else other == kind
    return mark.get("idx", "0") == index if by_index else other == "body"


def _words(body: etree._Element, styles: Sequence[etree._Element], slots: Mapping[str, str]) -> Iterator[_Words]:
    """Yield the runs of a text body whose colour is known."""
    for paragraph in body.iterfind(f"{A}p"):
        level = _level(paragraph)
        looks = [found for item in styles if (found := look_of(item, level)) is not None]
        for run in paragraph.iter(f"{A}r", f"{A}fld"):
            own = run.find(f"{A}rPr")
            chain = [item for item in (own, *looks) if item is not None]
            color = color_of(chain, slots)
            if color is None:
                continue
            size = next((item.get("sz") for item in chain if item.get("sz")), None)
            bold = next((item.get("b") for item in chain if item.get("b")), "0")
            points = int(size) / 100 if size else _DEFAULT_SIZE
            yield _Words(run.findtext(f"{A}t") or "", color, points, bold in ("1", "true"))


def _level(paragraph: etree._Element) -> int:
    look = paragraph.find(f"{A}pPr")
    return int(look.get("lvl", "0")) + 1 if look is not None else 1


def look_of(style: etree._Element, level: int) -> etree._Element | None:
    """Return a style's look for runs of a level; that of a font reference is the reference, whose colour it gives."""
    return style if style.tag == f"{A}fontRef" else style.find(f"{A}lvl{level}pPr/{A}defRPr")


def color_of(chain: Sequence[etree._Element], slots: Mapping[str, str]) -> str | None:
    """Return the colour that the first says who says one: the usual text colour where nobody does."""
    for item in chain:
        if item.tag == f"{A}fontRef":
            found = shade_of(item, slots)
            if found is not None:
                return found.color
        elif any(item.find(f"{A}{kind}") is not None for kind in ("gradFill", "blipFill", "pattFill", "noFill")):
            return None
        elif item.find(f"{A}solidFill") is not None:
            found = shade_of(item.find(f"{A}solidFill"), slots)
            return found.color if found is not None and found.cover == 1 else None
    return slots.get("tx1") or None


def _inherited_place(node: etree._Element, layout: Layout) -> Box | None:
    mark = node.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if mark is None:
        return None
    kind, index = mark.get("type", "obj"), mark.get("idx", "0")
    return next((item.box for item in layout.placeholders if (item.type, item.index) == (kind, index)), None)


def text_place(body: etree._Element, box: Box, styles: Sequence[etree._Element], anchor: str = "") -> Box:
    """Return where about a text's first line stands in its box: as wide as it may be, and without height."""
    properties, first = body.find(f"{A}bodyPr"), body.find(f"{A}p")
    anchor = anchor or (properties.get("anchor", "t") if properties is not None else "t")
    look = first.find(f"{A}pPr") if first is not None else None
    side = look.get("algn") if look is not None else None
    if side is None:
        found = (level.get("algn") for style in styles if (level := style.find(f"{A}lvl1pPr")) is not None)
        side = next((value for value in found if value), "l")
    text = "".join(node.text or "" for node in body.iter(f"{A}t"))
    wide = max(0.0, min(box.w - 2 * _IN, len(text) * _IN))
    left = {"ctr": box.centre - wide / 2, "r": box.right - _IN - wide}.get(side, box.x + _IN)
    y = {"ctr": box.middle, "b": box.bottom - 2 * _IN}.get(anchor, box.y + min(2 * _IN, box.h / 2))
    return Box(left, y, wide, 0.0)


def grounds_at(place: Box, layers: Sequence[Layer]) -> tuple[str, ...]:
    """Return the colours below a text: at both ends and in the middle of where it stands."""
    points = (place.x, place.centre, place.right)
    return tuple(dict.fromkeys(color for x in points for color in colours_at(layers, x, place.y)))


def _in_frame(
    package: Package,
    slide: str,
    node: etree._Element,
    box: Box,
    layers: Sequence[Layer],
    pages: Pages,
    default: etree._Element | None,
) -> Iterator[Faint]:
    table, chart = node.find(f".//{A}tbl"), node.find(f".//{_C}chart")
    if table is not None:
        yield from _in_table(shape_name(node), table, box, layers, pages.slots, default)
    elif chart is not None:
        root = package.parse(package.rels(slide).target(chart.get(f"{R}id", "")))
        yield from _in_chart(shape_name(node), root, colours_at(layers, box.centre, box.middle), pages.slots)


def _in_table(
    name: str,
    table: etree._Element,
    box: Box,
    layers: Sequence[Layer],
    slots: Mapping[str, str],
    default: etree._Element | None,
) -> Iterator[Faint]:
    style = table.findtext(f"{A}tblPr/{A}tableStyleId") or _NO_STYLE
    widths = [int(column.get("w", "0")) / EMU_PER_POINT for column in table.iterfind(f"{A}tblGrid/{A}gridCol")]
    y = box.y
    for number, row in enumerate(table.iterfind(f"{A}tr")):
        high = int(row.get("h", "0")) / EMU_PER_POINT
        x = box.x
        for cell, wide in zip(row.iterfind(f"{A}tc"), widths, strict=False):
            body, x, left = cell.find(f"{A}txBody"), x + wide, x
            if body is None:
                continue
            look = cell.find(f"{A}tcPr")
            fill = fill_of(look, slots)
            if fill is None and style != _NO_STYLE:
                continue
            place = Box(left, y, wide, high)
            below = [*layers, Layer(place, fill)] if fill else layers
            styles = [default] if default is not None else []
            anchor = look.get("anchor", "t") if look is not None else "t"
            grounds = grounds_at(text_place(body, place, styles, anchor), below)
            yield from _worst(f"{name} row {number}", _words(body, styles, slots), grounds)
        y += high


def _in_chart(name: str, root: etree._Element, ground: Sequence[str], slots: Mapping[str, str]) -> Iterator[Faint]:
    """Yield what cannot be read in a chart: labels on their columns, all other text on what is below the chart."""
    own = fill_of(root.find(f"{_C}spPr"), slots)
    below = tuple(shade.color for shade in own) if own else tuple(ground)
    on_columns: set[etree._Element] = set()
    for series in root.iter(f"{_C}ser"):
        fill = fill_of(series.find(f"{_C}spPr"), slots)
        labels = series.find(f"{_C}dLbls")
        place = labels.find(f"{_C}dLblPos") if labels is not None else None
        if labels is None or place is None or place.get("val") not in _ON_COLUMN:
            continue
        on_columns.update(labels.iter(f"{A}defRPr"))
        words = (_chart_words(look, slots) for look in labels.iter(f"{A}defRPr"))
        yield from _worst(name, (item for item in words if item), tuple(shade.color for shade in fill or ()))
    rest = (_chart_words(look, slots) for look in root.iter(f"{A}defRPr") if look not in on_columns)
    yield from _worst(name, (item for item in rest if item), below)


def _chart_words(look: etree._Element, slots: Mapping[str, str]) -> _Words | None:
    color = color_of([look], slots)
    if color is None:
        return None
    size = look.get("sz")
    return _Words("text of the chart", color, int(size) / 100 if size else _DEFAULT_SIZE, look.get("b") == "1")
