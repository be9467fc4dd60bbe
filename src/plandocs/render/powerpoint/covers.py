"""What a cover and a divider print beside their title: in the layout's placeholders, else as text of our own.

Our own cover has placeholders for the project's line and its details. On a layout without them, or without one for the
line below the title, the words stand where the page is free, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.blocks import KeyValues, Paragraph
from plandocs.content.document import Slide
from plandocs.content.formats import Formats
from plandocs.render.powerpoint.arrange import AnyBlock
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.layouts import Layout, Placeholder
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Align, Para, one_line, para, text_height

SAFE = 0.96
"""The share of the width up to which a line is taken for one: another machine's font may be a little wider."""
_LEAD, _SMALL = 16.0, 12.0
_SIZES = (28.0, 24.0, 20.0, 18.0, 16.0, 14.0, 12.0)
_MARGIN_X, _MARGIN_Y, _LEADING = 14.4, 9.0, 1.25
"""What a placeholder keeps free at its sides, above and below its text, and the height of its lines in ems."""
_GAP = 10.0


def cover_blocks(blocks: Sequence[AnyBlock], formats: Formats) -> tuple[str, list[str]]:
    """Return what a cover prints beside its title: the project's line, and the lines of its details."""
    project, details = "", []
    for block in blocks:
        if isinstance(block, Paragraph):
            project = block.text if isinstance(block.text, str) else "".join(span.text for span in block.text)
        elif isinstance(block, KeyValues):
            details += [formats.pair(label, _plain(value)) for label, value in block.pairs]
    return project, details


def _plain(value: object) -> str:
    return str(getattr(value, "text", value))


def cover_texts(slide: Slide, layout: Layout, setting: Setting) -> list[tuple[Placeholder, list[str]]]:
    """Return the cover's further placeholders with their lines; a layout without them says less."""
    project, details = cover_blocks(slide.blocks, setting.formats)
    first, last = layout.named("Project"), layout.named("Details")
    found: list[tuple[Placeholder, list[str]]] = []
    if first is not None and project:
        font = setting.metrics(first.size or 15.0, bold=True)
        found.append((first, [font.cut(one_line(project), first.box.w * SAFE)]))
    if last is not None and details:
        font = setting.metrics(last.size or 12.0)
        found.append((last, _paired(details, font.width, last.box.w)))
    return found


def _paired(details: list[str], width: object, room: float) -> list[str]:
    """Return details as lines of as many as fit, set apart by a raised dot."""
    assert callable(width)
    lines: list[str] = []
    for detail in details:
        joined = f"{lines[-1]}   ·   {detail}" if lines else detail
        if lines and width(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(detail)
    return lines[:4]


def fitted_lines(
    texts: Sequence[str], place: Placeholder, setting: Setting, shortened: list[str]
) -> tuple[list[str], float | None]:
    """Return texts as paragraphs that fit a placeholder together, and the size to set them in where it is smaller.

    What has to be cut even in the smallest size is added to `shortened` in full.
    """
    lines = [one_line(text) for text in texts if text]
    own = place.size or _LEAD
    width, tall = place.box.w - _MARGIN_X, place.box.h - _MARGIN_Y
    for size in (own, *(size for size in _SIZES if size < own)):
        font = setting.metrics(size)
        if sum(len(font.wrap(line, width * SAFE)) for line in lines) * size * _LEADING <= tall:
            return lines, None if size == own else size
    size = min(own, _SIZES[-1])
    font = setting.metrics(size)
    each = max(1, int(tall / (size * _LEADING) / max(1, len(lines))))
    cut = [font.cut(line, width * SAFE, lines=each) for line in lines]
    shortened += [line for line, short in zip(lines, cut, strict=True) if line != short]
    return cut, None if size == own else size


def draw_homeless(slide: Slide, subtitle: str, layout: Layout, canvas: Canvas) -> None:
    """Draw what a cover or divider says and the layout has no placeholder for."""
    setting = canvas.setting
    title = layout.title()
    align: Align = "ctr" if title is not None and title.align == "ctr" else "l"
    width = title.box.w if title is not None else 0.88 * layout.page.w
    lines: list[Para] = []
    if subtitle and layout.subtitle() is None:
        lines.append(para(subtitle, _LEAD, colour=setting.on_ground, align=align))
    if slide.kind == "cover":
        project, details = cover_blocks(slide.blocks, setting.formats)
        if project and layout.subtitle() is None and layout.named("Project") is None:
            lines.append(para(project, _LEAD, bold=True, colour=setting.on_ground, align=align, before=4))
        if details and layout.named("Details") is None:
            font = setting.metrics(_SMALL)
            paired = _paired(details, font.width, width * SAFE)
            lines += [para(line, _SMALL, colour=setting.on_ground, align=align, before=5) for line in paired]
    if lines:
        canvas.text(_free_box(layout, lines, setting), lines)


def _free_box(layout: Layout, lines: Sequence[Para], setting: Setting) -> Box:
    """Return where words stand clear of title, subtitle and foot: below them, else above."""
    page, title = layout.page, layout.title()
    used = [item.box for item in (title, layout.subtitle(), layout.named("Project")) if item is not None]
    left = title.box.x if title else 0.06 * page.w
    width = title.box.w if title else 0.88 * page.w
    floor = min((item.box.y for item in layout.foot() if item.box.y > page.h / 2), default=0.96 * page.h) - _GAP
    wanted = text_height(lines, width * SAFE, setting) + 2
    top = max((box.bottom for box in used), default=0.5 * page.h) + _GAP
    if floor - top >= wanted:
        return Box(left, top, width, wanted)
    above = min((box.y for box in used), default=page.h) - _GAP
    if above - 0.05 * page.h >= wanted:
        return Box(left, above - wanted, width, wanted)
    return Box(left, max(0.0, floor - wanted), width, wanted)
