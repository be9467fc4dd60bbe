"""Texts that were filled and have outgrown their shape, set smaller: PowerPoint does that only when somebody edits.

Only shapes with a place of their own and a size in their runs or list style are measured; what inherits its size from a
layout keeps it. Text gets no smaller than can be read across a table.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.render.metrics import LINE_HEIGHT, metrics
from plandocs.render.powerpoint.layouts import A, P, own_box

LEAST = 12.0
_DEFAULT = 18.0
_STEP, _SMALLEST = 0.92, 0.4
_MARGIN_X, _MARGIN_Y = 14.4, 7.2


def shrink_texts(bodies: Iterable[etree._Element], brand: Brand) -> None:
    """Set texts smaller where they would leave their shapes."""
    for body in bodies:
        shape = body.getparent()
        box = own_box(shape) if shape is not None and shape.tag == f"{P}sp" else None
        look = body.find(f"{A}bodyPr")
        if box is None or (look is not None and (look.get("wrap") == "none" or look.find(f"{A}spAutoFit") is not None)):
            continue
        scale = 1.0
        while scale > _SMALLEST and _height(body, box.w - _MARGIN_X, brand, scale) > box.h - _MARGIN_Y + 2:
            scale *= _STEP
        if scale < 1.0:
            _scale(body, scale)


def _height(body: etree._Element, width: float, brand: Brand, scale: float) -> float:
    total = 0.0
    for paragraph in body.iterfind(f"{A}p"):
        sizes = [_size(run) for run in paragraph.iter(f"{A}rPr")]
        size = _scaled(max(sizes, default=_DEFAULT), scale)
        text = "".join(item.text or "" for item in paragraph.iter(f"{A}t"))
        lines = metrics(brand.fonts.body, size, False).wrap(text, max(width, 1.0)) if text else [""]
        total += len(lines) * size * LINE_HEIGHT
    return total


def _size(look: etree._Element) -> float:
    return int(look.get("sz", str(round(_DEFAULT * 100)))) / 100


def _scaled(size: float, scale: float) -> float:
    return min(size, max(LEAST, size * scale))


def _scale(body: etree._Element, scale: float) -> None:
    for run in body.iter(f"{A}r", f"{A}fld"):
        look = run.find(f"{A}rPr")
        if look is None:
            look = etree.Element(f"{A}rPr")
            run.insert(0, look)
        look.set("sz", str(round(_scaled(_size(look), scale) * 100)))
