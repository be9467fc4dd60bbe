"""Looks at a finished deck as a careful person would: what overlaps, overflows, is faint, tiny, empty or off the slide.

In goes a file, ours or one that somebody edited; out come problems, each with the slide and the shape. Text is measured
with the same tables as the renderer, but everything is read back from the file: placeholders without a place of their
own are looked up on their layout and master. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandocs.errors import Problem
from plandocs.render.metrics import LINE_HEIGHT, metrics
from plandocs.render.package import Package
from plandocs.render.powerpoint.contrast_check import faint_texts
from plandocs.render.powerpoint.layers import read_pages
from plandocs.render.powerpoint.layouts import Layout, P, R, read_layouts
from plandocs.render.powerpoint.read_back import CHART, PICTURE, Para, Shape, read_shapes, theme_fonts

LEAST_SIZE, LEAST_FOOT_SIZE = 12.0, 10.0
MOST_TITLE_LINES = 2
_SLACK = 2.5
"""Points by which measured text may pass its box: the tables are rounded up, and glyphs do not fill their lines."""
_FREE_TITLES = frozenset({"title", "secHead"})
"""Layout types whose title may have more lines."""
_WITHOUT_PROMPT = ("", "table", "line", CHART, PICTURE)
_BACKGROUND = ("plandocs:closed", "plandocs:link", "plandocs:today", "plandocs:line")


def check_layout(data: bytes, name: str = "") -> list[Problem]:
    """Return what a careful person would send back, in the order of the slides; empty when nothing is."""
    package = Package.open(data, name=name)
    main = package.main_part()
    layouts = {layout.part: layout for layout in read_layouts(package, main, name).items}
    fonts = theme_fonts(package, main)
    default = package.xml(main).find(f"{P}defaultTextStyle")
    problems: list[Problem] = []
    titles: dict[str, int] = {}
    listed = package.xml(main).iterfind(f"{P}sldIdLst/{P}sldId")
    for number, item in enumerate(listed, start=1):
        part = package.rels(main).target(item.get(f"{R}id", ""))
        pages = read_pages(package, part)
        layout = layouts[package.rels(part).target_of("slideLayout") or ""]
        shapes = list(read_shapes(pages.slide, layout, fonts))
        found = [*_placeholders(shapes), *_titles(shapes, layout, titles, number), *_geometry(shapes, layout)]
        problems += [_problem(rule, message, name, number, where) for rule, where, message in found]
        problems += [
            _problem("contrast", faint.message, name, number, faint.shape, faint.fix)
            for faint in faint_texts(package, part, pages, layout, default)
        ]
    return problems


def _problem(rule: str, message: str, name: str, number: int, where: str, fix: str = "") -> Problem:
    return Problem(rule=f"slide-{rule}", message=message, path=name, where=f"slide {number}, {where}", fix=fix)


_Found = Iterator[tuple[str, str, str]]


def _placeholders(shapes: Sequence[Shape]) -> _Found:
    """Placeholders without text show their prompt to whoever edits the deck."""
    for shape in shapes:
        if shape.kind not in _WITHOUT_PROMPT and not shape.text.strip():
            yield "empty-placeholder", shape.name, "a placeholder without text"


def _titles(shapes: Sequence[Shape], layout: Layout, titles: dict[str, int], number: int) -> _Found:
    found = [shape for shape in shapes if shape.kind in ("title", "ctrTitle")]
    if not found:
        yield "title", layout.name, "a slide without a title"
    for shape in found:
        before = titles.setdefault(shape.text.casefold(), number)
        if before != number:
            yield "title", shape.name, f"the same title as slide {before}"
        lines = sum(
            len(_lines(paragraph, shape.box.w - shape.inset[0] - shape.inset[2])) for paragraph in shape.paragraphs
        )
        if lines > MOST_TITLE_LINES and layout.type not in _FREE_TITLES:
            yield "title", shape.name, f"a title of {lines} lines: {shape.text}"


def _geometry(shapes: Sequence[Shape], layout: Layout) -> _Found:
    texts = [shape for shape in shapes if shape.text.strip() or shape.rows]
    drawn = [shape for shape in shapes if shape.kind in (CHART, PICTURE)]
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
        for other in drawn:
            # A placeholder is larger than its words, and a caption may stand on a picture as a whole.
            free = other.kind == PICTURE and (shape.kind != "" or _nested(shape, other))
            if shape.box.overlaps(other.box, 1.0) and not free:
                yield "overlap", shape.name, f"'{shape.text[:30]}' lies over the {other.kind} {other.name}"
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


def _nested(shape: Shape, other: Shape) -> bool:
    return shape.box.holds(other.box, 1.0) or other.box.holds(shape.box, 1.0)


def _overflow(shape: Shape) -> _Found:
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


def _height(paragraphs: Sequence[Para], width: float) -> float:
    return sum(
        len(_lines(paragraph, width - paragraph.indent)) * paragraph.size * LINE_HEIGHT
        + (paragraph.before if place else 0.0)
        for place, paragraph in enumerate(paragraphs)
    )


def _lines(paragraph: Para, width: float) -> Sequence[str]:
    return metrics(paragraph.font, paragraph.size, paragraph.bold).wrap(paragraph.text, max(width, 1.0) + 0.2)


def _all_paragraphs(shape: Shape) -> Iterator[Para]:
    yield from shape.paragraphs
    for row in shape.rows:
        for _, _, paragraphs in row.cells:
            yield from paragraphs
