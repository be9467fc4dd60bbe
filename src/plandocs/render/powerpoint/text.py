"""Paragraphs on slides: how they are written, and how many lines they take.

A paragraph is runs of text in one size each. Sizes are points, colours are roles of the brand or six hex digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from plandocs.content.blocks import Chip, Rich
from plandocs.render.direction import dates_kept, embedded, is_led, reads_left_to_right
from plandocs.render.metrics import LINE_HEIGHT
from plandocs.render.powerpoint.geometry import emu
from plandocs.render.powerpoint.setting import SHAPES, Setting
from plandocs.render.xmltext import escape_attribute, escape_text

_BLANKS = re.compile(r"[ \t\r\n\v\f]+")
_SYMBOL = re.compile("([\u2190-\u25ff]+)")
"""Arrows and shapes: heading fonts such as Cambria's twin lack them, so they are set in the body font."""
Align = Literal["l", "ctr", "r"]


class Run(NamedTuple):
    """A run of text in one look. `heading` sets it in the heading font."""

    text: str
    size: float
    bold: bool = False
    colour: str = "ink"
    heading: bool = False


class Para(NamedTuple):
    """A paragraph. `before` is the space above it in points; `bullet` hangs at the left of an indent."""

    runs: tuple[Run, ...]
    align: Align = "l"
    before: float = 0.0
    bullet: str = ""

    @property
    def indent(self) -> float:
        """The indent that the bullet hangs in."""
        return (16.0 if len(self.bullet) < 2 else 22.0) if self.bullet else 0.0

    @property
    def size(self) -> float:
        """The size of its tallest run."""
        runs = self.runs
        return runs[0].size if len(runs) == 1 else max((run.size for run in runs), default=12.0)

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def one_line(text: str) -> str:
    """Return a text with line ends and double blanks made single blanks; non-breaking spaces stay."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\v" in text or "\f" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def para(
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: str = "ink",
    align: Align = "l",
    before: float = 0.0,
    heading: bool = False,
) -> Para:
    """Return a paragraph of one run."""
    return Para((Run(one_line(text), size, bold, colour, heading),), align, before)


def rich_runs(text: Rich, size: float, setting: Setting, *, colour: str = "ink", bold: bool = False) -> tuple[Run, ...]:
    """Return the runs of a line that may have strong and muted spans."""
    if isinstance(text, str):
        return (Run(one_line(text), size, bold, colour),)
    quiet = setting.text_colour("muted")
    return tuple(
        Run(_BLANKS.sub(" ", span.text), size, bold or span.strong, quiet if span.muted else colour) for span in text
    )


def symbol_parts(text: str) -> list[tuple[str, bool]]:
    """Return a text in parts, each with whether it is arrows or shapes."""
    return [(part, bool(place % 2)) for place, part in enumerate(_SYMBOL.split(text)) if part]


def chip_runs(chip: Chip, size: float, setting: Setting, *, colour: str = "ink") -> tuple[Run, ...]:
    """Return a status as its shape in its colour, and its word."""
    tone = setting.mark_colour(chip.tone)
    word = one_line(chip.text).replace(" ", "\u00a0")
    return (Run(f"{SHAPES[chip.tone]}\u00a0", size, False, tone), Run(word, size, True, colour))


def count_lines(paragraph: Para, width: float, setting: Setting) -> int:
    """Return how many lines a paragraph takes in a column of `width` points."""
    room = width - paragraph.indent
    runs = paragraph.runs
    if len(runs) == 1:
        run = runs[0]
        font = setting.metrics(run.size, bold=run.bold, heading=run.heading)
        return 1 if font.width(run.text) <= room else len(font.wrap(run.text, room))
    if not runs:
        return 1
    if line_width(paragraph, setting) <= width:
        return 1
    heavy = any(run.bold and len(run.text) > 3 for run in runs)
    font = setting.metrics(paragraph.size, bold=heavy, heading=any(run.heading for run in runs))
    return len(font.wrap(paragraph.text, room))


def para_height(paragraph: Para, width: float, setting: Setting) -> float:
    """Return the height of a paragraph, without the space above it."""
    return count_lines(paragraph, width, setting) * paragraph.size * LINE_HEIGHT


def text_height(paragraphs: Sequence[Para], width: float, setting: Setting) -> float:
    """Return the height of paragraphs under one another."""
    return sum(
        para_height(paragraph, width, setting) + (paragraph.before if place else 0.0)
        for place, paragraph in enumerate(paragraphs)
    )


def text_width(paragraphs: Iterable[Para], setting: Setting) -> float:
    """Return the width of the widest paragraph on one line."""
    return max((line_width(paragraph, setting) for paragraph in paragraphs), default=0.0)


def line_width(paragraph: Para, setting: Setting) -> float:
    """Return the width of a paragraph on one line."""
    width = 0.0
    for run in paragraph.runs:
        width += setting.metrics(run.size, bold=run.bold, heading=run.heading).width(run.text)
    return paragraph.indent + width


def cut_para(paragraph: Para, width: float, lines: int, setting: Setting) -> Para:
    """Return a paragraph shortened at a word to at most `lines` lines; the same one where it fits."""
    if count_lines(paragraph, width, setting) <= lines:
        return paragraph
    font = setting.metrics(
        paragraph.size,
        bold=any(run.bold for run in paragraph.runs),
        heading=any(run.heading for run in paragraph.runs),
    )
    room = font.cut(paragraph.text, width - paragraph.indent, lines=lines)
    left = len(room.removesuffix("…"))
    runs: list[Run] = []
    for run in paragraph.runs:
        if left <= 0:
            break
        runs.append(run._replace(text=run.text[:left]))
        left -= len(run.text)
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip() + "…")
    return paragraph._replace(runs=tuple(runs))


def paragraphs_xml(paragraphs: Sequence[Para], setting: Setting) -> str:
    """Return the XML of paragraphs; at least one, because a text body must have one."""
    language = setting.language
    if not paragraphs:
        return f'<a:p><a:endParaRPr lang="{language}"/></a:p>'
    first = _para_xml(paragraphs[0], language, setting, first=True)
    if len(paragraphs) == 1:
        return first
    return first + "".join([_para_xml(paragraph, language, setting, first=False) for paragraph in paragraphs[1:]])


def _para_xml(paragraph: Para, language: str, setting: Setting, *, first: bool) -> str:
    """Return a paragraph; only what differs from a plain line at the left is written."""
    space = 0 if first else round(paragraph.before * 100)
    look = f'<a:spcBef><a:spcPts val="{space}"/></a:spcBef>' if space else ""
    place = "" if paragraph.align == "l" else f' algn="{paragraph.align}"'
    written = paragraph.runs
    if setting.direction:
        direction = setting.direction
        if setting.turned and reads_left_to_right(paragraph.text):
            if paragraph.bullet or is_led(paragraph.text):
                texts = embedded([run.text for run in written])
            else:
                texts, direction = dates_kept([run.text for run in written]), "mixed"
            written = tuple(run._replace(text=text) for run, text in zip(written, texts, strict=True))
        place = _directed(paragraph.align, direction)
    if paragraph.bullet:
        indent = emu(paragraph.indent)
        place = f' marL="{indent}" indent="{-indent}"{place}'
        look += f'<a:buFont typeface="+mn-lt"/><a:buChar char="{escape_attribute(paragraph.bullet)}"/>'
    head = f"<a:pPr{place}>{look}</a:pPr>" if look else f"<a:pPr{place}/>" if place else ""
    runs = "".join([_run_xml(run, language, setting) for run in written if run.text])
    end = "" if runs else f'<a:endParaRPr lang="{language}" sz="{round(paragraph.size * 100)}"/>'
    return f"<a:p>{head}{runs}{end}</a:p>"


def _directed(align: Align, direction: str) -> str:
    """Return side and direction written out; in a deck from right to left, the near side is the right one.

    So it is for the `mixed` direction too: a sentence from left to right in such a deck.
    """
    if direction == "ltr":
        return f' algn="{align}" rtl="0"'
    side = {"l": "r", "r": "l"}.get(align, align)
    return f' algn="{side}" rtl="{0 if direction == "mixed" else 1}"'


def _run_xml(run: Run, language: str, setting: Setting) -> str:
    weight = ' b="1"' if run.bold else ""
    if run.heading and _SYMBOL.search(run.text):
        parts = _SYMBOL.split(run.text)
        return "".join(
            _run_xml(run._replace(text=part, heading=not place % 2), language, setting)
            for place, part in enumerate(parts)
            if part
        )
    font = '<a:latin typeface="+mj-lt"/><a:cs typeface="+mj-cs"/>' if run.heading else ""
    return (
        f'<a:r><a:rPr lang="{language}" sz="{round(run.size * 100)}"{weight}>{setting.fill(run.colour)}{font}</a:rPr>'
        f"<a:t>{escape_text(run.text)}</a:t></a:r>"
    )
