"""The heat map: likelihood up, impact right, top right worst; risk ids as chips in the cells."""

from __future__ import annotations

from plandocs.content.blocks import HeatMap
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import para

LEVELS = ("L", "M", "H")
_AXIS, _LEVEL, _GAP = 18.0, 18.0, 4.0
_CHIP = 19.0
_TONES = {1: "neutral", 2: "neutral", 3: "watch", 4: "watch", 6: "bad", 9: "bad"}


def height(block: HeatMap, width: float, setting: Setting) -> float:
    """Return the height the map wants: about as high as it is wide, higher on a page with little else."""
    return min(width * 0.92 * (1.0 + 0.12 * setting.step), 340.0)


def split(block: HeatMap, width: float, room: float, setting: Setting) -> list[HeatMap]:
    """Return the map: it is never split."""
    return [block]


def draw(block: HeatMap, box: Box, canvas: Canvas) -> None:
    """Draw the map in the box, its likelihood levels at the left and its impact levels below."""
    setting = canvas.setting
    quiet = setting.text_colour("muted")
    words = dict(block.level_labels)
    tall = min(box.h, height(block, box.w, setting))
    grid = Box(box.x + _AXIS + _LEVEL, box.y, box.w - _AXIS - _LEVEL, tall - _AXIS - _LEVEL)
    wide, high = (grid.w - 2 * _GAP) / 3, (grid.h - 2 * _GAP) / 3
    found = dict(block.cells)
    for across, impact in enumerate(LEVELS):
        x = grid.x + across * (wide + _GAP)
        canvas.text(
            Box(x, grid.bottom + 2, wide, _LEVEL),
            (para(words[impact], setting.size(12), colour=quiet, align="ctr"),),
            anchor="ctr",
        )
        for up, likelihood in enumerate(LEVELS):
            cell = Box(x, grid.bottom - (up + 1) * high - up * _GAP, wide, high)
            ids = found.get((likelihood, impact), ())
            label = f"{block.likelihood_label} {words[likelihood]}, {block.impact_label} {words[impact]}"
            _cell(cell, (up + 1) * (across + 1), ids, setting.formats.pair(label, ", ".join(ids) or "–"), canvas)
    for up, likelihood in enumerate(LEVELS):
        y = grid.bottom - (up + 1) * high - up * _GAP
        level = (para(words[likelihood], setting.size(12), colour=quiet, align="ctr"),)
        canvas.text(Box(box.x + _AXIS, y, _LEVEL - 2, high), level, anchor="ctr", vertical=True)
    bold = {"bold": True, "colour": setting.on_ground}
    canvas.text(
        Box(box.x, grid.y, _AXIS, grid.h),
        (para(block.likelihood_label, setting.size(12), align="ctr", **bold),),  # type: ignore[arg-type]
        anchor="ctr",
        vertical=True,
    )
    canvas.text(
        Box(grid.x, grid.bottom + _LEVEL + 2, grid.w, _AXIS),
        (para(block.impact_label, setting.size(12), align="ctr", **bold),),  # type: ignore[arg-type]
        anchor="ctr",
    )


def _cell(cell: Box, score: int, ids: tuple[str, ...], alt: str, canvas: Canvas) -> None:
    setting = canvas.setting
    tone = _TONES[score]
    share = {1: 0.14, 2: 0.2, 3: 0.22, 4: 0.32, 6: 0.22, 9: 0.36}[score]
    canvas.shape(cell, fill=setting.tint(tone, share), name=f"plandocs:heat:{score}", alt=alt)
    tall = _CHIP + setting.size(12) - 12.0
    font = setting.metrics(setting.size(12), bold=True)
    fill = setting.brand.text(tone) if tone == "neutral" else tone
    x, y = cell.x + 6, cell.y + 6
    for place, label in enumerate(ids):
        wide = min(font.width(label) + 12, cell.w - 12)
        if x + wide > cell.right - 4 and x > cell.x + 6:
            x, y = cell.x + 6, y + tall + 4
        last = y + 2 * (tall + 4) > cell.bottom and place < len(ids) - 1
        if last and x + 2 * wide + 10 > cell.right:
            label = f"+{len(ids) - place}"
            wide = font.width(label) + 12
            canvas.shortened.append(", ".join(ids))
        chip = Box(x, y, wide, tall)
        if chip.bottom > cell.bottom:
            return
        canvas.shape(
            chip,
            fill=fill,
            geometry="roundRect",
            adjust=(("adj", 30000),),
            text=(para(font.cut(label, wide - 8), setting.size(12), bold=True, colour=setting.on(fill), align="ctr"),),
            name=f"plandocs:risk:{label}",
        )
        if label.startswith("+"):
            return
        x += wide + 4
