"""Words on slides: paragraphs, lists, callouts, facts in pairs."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Bullets, Callout, Chip, KeyValues, Paragraph, Subheading
from plandocs.render.metrics import TextMetrics
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import (
    Para,
    Run,
    chip_runs,
    cut_para,
    para,
    para_height,
    rich_runs,
    text_height,
    text_width,
)

_LOOK = {"body": (16.0, "ink"), "lead": (18.0, "ink"), "note": (12.0, "muted")}
_CALLOUT_SIZE = 16.0
_BULLET_SIZE = 16.0
_BULLET_GAP = 10.0
_BULLET_INDENT = 20.0
_LEAST_HEAD = 36
"""Characters that a point keeps before its ending: a date and what is to be done."""
_MOST_POINTS = 6
_BAR = 5.0
_PAD = 12.0


def paragraph(block: Paragraph, setting: Setting) -> tuple[Para, ...]:
    """Return a paragraph as it is set."""
    usual, role = _LOOK[block.kind]
    size = setting.size(usual)
    colour = setting.text_colour(role) if role != "ink" else setting.on_ground
    return (Para(rich_runs(block.text, size, setting, colour=colour)),)


def paragraph_height(block: Paragraph, width: float, setting: Setting) -> float:
    """Return a paragraph's height."""
    return text_height(paragraph(block, setting), width, setting)


def split_paragraph(block: Paragraph, width: float, room: float, setting: Setting) -> list[Paragraph]:
    """Return the paragraph: it is never split."""
    return [block]


def draw_paragraph(block: Paragraph, box: Box, canvas: Canvas) -> None:
    """Write a paragraph; shortened where the slide is too small for it."""
    (words,) = paragraph(block, canvas.setting)
    canvas.text(box, (_fitted(words, box, canvas),))


def subheading(block: Subheading, setting: Setting) -> tuple[Para, ...]:
    """Return a subheading as it is set."""
    return (para(block.text, setting.size(14), bold=True, colour=setting.text_colour("accent")),)


def subheading_height(block: Subheading, width: float, setting: Setting) -> float:
    """Return a subheading's height."""
    return text_height(subheading(block, setting), width, setting)


def split_subheading(block: Subheading, width: float, room: float, setting: Setting) -> list[Subheading]:
    """Return the subheading: it is never split."""
    return [block]


def draw_subheading(block: Subheading, box: Box, canvas: Canvas) -> None:
    """Write a subheading."""
    canvas.text(box, subheading(block, canvas.setting))


def bullets(block: Bullets, setting: Setting) -> tuple[Para, ...]:
    """Return a list as it is set: its title, then its points behind dots, or behind numbers in the accent."""
    strong, size = setting.text_colour("accent"), setting.size(_BULLET_SIZE)
    out = []
    for place, item in enumerate(block.items, start=1):
        runs = rich_runs(item, size, setting, colour=setting.on_ground)
        if block.numbered:
            runs = (Run(f"{place}  ", size, True, strong), *runs)
        out.append(Para(runs, bullet="" if block.numbered else "•", before=setting.space(_BULLET_GAP)))
    return (*_list_title(block, setting), *out)


def bullets_height(block: Bullets, width: float, setting: Setting) -> float:
    """Return a list's height."""
    return text_height(bullets(block, setting), width, setting)


def split_bullets(block: Bullets, width: float, room: float, setting: Setting) -> list[Bullets]:
    """Return the list in parts of at most six points that fit."""
    title = text_height(_list_title(block, setting), width, setting)
    lines = bullets(replace(block, title=""), setting)
    parts: list[list[int]] = [[]]
    used = title
    for place, line in enumerate(lines):
        tall = para_height(line, width, setting) + setting.space(_BULLET_GAP)
        if parts[-1] and (used + tall > room + setting.space(_BULLET_GAP) or len(parts[-1]) == _MOST_POINTS):
            parts.append([])
            used = title
        parts[-1].append(place)
        used += tall
    return [
        replace(
            block,
            items=tuple(block.items[place] for place in part),
            endings=tuple(block.endings[place] for place in part) if block.endings else (),
        )
        for part in parts
    ]


def fit_bullets(block: Bullets, width: float, room: float, setting: Setting) -> Bullets:
    """Return the list for one slide: six points at most, those with most lines cut by a line until all fit."""
    font = setting.metrics(setting.size(_BULLET_SIZE))
    inner = width - _BULLET_INDENT
    items = list(block.items[:_MOST_POINTS])
    lines = [len(font.wrap(item, inner)) if isinstance(item, str) else 1 for item in items]
    fitted = replace(block, items=tuple(items))
    while max(lines, default=1) > 1 and bullets_height(fitted, width, setting) > room:
        longest = max(range(len(items)), key=lambda place: (lines[place], place))
        lines[longest] -= 1
        whole = block.items[longest]
        if isinstance(whole, str):
            ending = block.endings[longest] if block.endings else ""
            items[longest] = _cut_before(whole, ending, inner, lines[longest], font)
        fitted = replace(fitted, items=tuple(items))
    return fitted


def _cut_before(text: str, ending: str, width: float, lines: int, font: TextMetrics) -> str:
    """Return a text cut to so many lines before its ending, which stays, if need be on more lines."""
    if not ending or not text.endswith(ending):
        return font.cut(text, width, lines=lines)
    words = text.removesuffix(ending).split()
    shorter = text
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count]).rstrip(" ,;:.–—-&(")
        if len(head) < _LEAST_HEAD:
            break
        shorter = f"{head}… {ending}"
        if len(font.wrap(shorter, width)) <= lines:
            break
    return shorter


def draw_bullets(block: Bullets, box: Box, canvas: Canvas) -> None:
    """Write a list."""
    canvas.text(box, bullets(block, canvas.setting))


def _list_title(block: Bullets, setting: Setting) -> tuple[Para, ...]:
    return (para(block.title, setting.size(12), bold=True, colour=setting.text_colour("muted")),) if block.title else ()


def _callout(block: Callout, setting: Setting) -> tuple[Para, ...]:
    head = (para(block.title, setting.size(12), bold=True, colour=_quiet(setting)),) if block.title else ()
    words = Para(rich_runs(block.text, setting.size(_CALLOUT_SIZE), setting, colour=setting.on(setting.card)), before=2)
    return (*head, words)


def _quiet(setting: Setting) -> str:
    return setting.brand.text("muted", setting.card)


def callout_height(block: Callout, width: float, setting: Setting) -> float:
    """Return a callout's height."""
    return text_height(_callout(block, setting), width - 2 * _PAD - _BAR, setting) + 2 * setting.space(_PAD) - 4


def split_callout(block: Callout, width: float, room: float, setting: Setting) -> list[Callout]:
    """Return the callout: it is never split."""
    return [block]


def draw_callout(block: Callout, box: Box, canvas: Canvas) -> None:
    """Draw a bar in the tone's colour and the sentences beside it."""
    setting = canvas.setting
    lines = list(_callout(block, setting))
    inner = Box(box.x, box.y, box.w - 2 * _PAD - _BAR, box.h - 2 * setting.space(_PAD) + 4)
    if text_height(lines, inner.w, setting) > inner.h:
        head = text_height(lines[:-1], inner.w, setting)
        lines[-1] = _fitted(lines[-1], Box(box.x, box.y, inner.w, inner.h - head), canvas)
    canvas.shape(
        box,
        fill=setting.card,
        text=lines,
        inset=(_PAD + _BAR, 0, _PAD, 0),
        name="plandocs:callout",
    )
    canvas.shape(Box(box.x, box.y, _BAR, box.h), fill=block.tone)


def _pairs(block: KeyValues, setting: Setting) -> list[tuple[Para, Para]]:
    quiet, size = setting.text_colour("muted"), setting.size(14)
    pairs = []
    for label, value in block.pairs:
        runs = (
            chip_runs(value, size, setting)
            if isinstance(value, Chip)
            else rich_runs(value if isinstance(value, tuple) else setting.value(value), size, setting)
        )
        pairs.append((para(label, setting.size(12), colour=quiet), Para(runs)))
    return pairs


def _label_width(pairs: list[tuple[Para, Para]], width: float, setting: Setting) -> float:
    return min(text_width([label for label, _ in pairs], setting) + 16, width * 0.45)


def key_values_height(block: KeyValues, width: float, setting: Setting) -> float:
    """Return the height of facts in pairs."""
    pairs = _pairs(block, setting)
    left = _label_width(pairs, width, setting)
    return sum(_pair_height(pair, left, width, setting) for pair in pairs)


def split_key_values(block: KeyValues, width: float, room: float, setting: Setting) -> list[KeyValues]:
    """Return the pairs in parts that fit."""
    pairs = _pairs(block, setting)
    left = _label_width(pairs, width, setting)
    parts: list[list[int]] = [[]]
    used = 0.0
    for place, pair in enumerate(pairs):
        tall = _pair_height(pair, left, width, setting)
        if parts[-1] and used + tall > room:
            parts.append([])
            used = 0.0
        parts[-1].append(place)
        used += tall
    return [replace(block, pairs=tuple(block.pairs[place] for place in part)) for part in parts]


def fit_key_values(block: KeyValues, width: float, room: float, setting: Setting) -> KeyValues:
    """Return the pairs for one slide: long values are cut to fewer lines where the pairs are too tall together."""
    left = _label_width(_pairs(block, setting), width, setting)
    font = setting.metrics(setting.size(14))
    asked = block.pairs
    for lines in (3, 2, 1):
        if key_values_height(block, width, setting) <= room:
            break
        pairs = (
            (label, font.cut(value, width - left, lines=lines) if isinstance(value, str) else value)
            for label, value in block.pairs
        )
        block = replace(block, pairs=tuple(pairs))
    full = (str(before) for (_, before), (_, after) in zip(asked, block.pairs, strict=True) if before != after)
    return replace(block, full=(*block.full, *full))


def draw_key_values(block: KeyValues, box: Box, canvas: Canvas) -> None:
    """Write labels at the left and values beside them, a hairline under each pair."""
    setting = canvas.setting
    pairs = _pairs(block, setting)
    left = _label_width(pairs, box.w, setting)
    y = box.y
    for label, value in pairs:
        tall = _pair_height((label, value), left, box.w, setting)
        canvas.text(Box(box.x, y, left - 8, tall), (label,), anchor="ctr")
        canvas.text(Box(box.x + left, y, box.w - left, tall), (value,), anchor="ctr")
        y += tall
        canvas.rule(box.x, y, box.right, y, "line")
    canvas.shortened += block.full


def _pair_height(pair: tuple[Para, Para], left: float, width: float, setting: Setting) -> float:
    label, value = pair
    return max(para_height(label, left - 8, setting), para_height(value, width - left, setting)) + setting.space(10)


def _fitted(words: Para, box: Box, canvas: Canvas) -> Para:
    """Return a paragraph cut to the lines that a box has; the full text goes to the notes."""
    lines = max(1, int((box.h + 1) / (words.size * 1.2)))
    cut = cut_para(words, box.w, lines, canvas.setting)
    if cut is not words:
        canvas.shortened.append(words.text)
    return cut
