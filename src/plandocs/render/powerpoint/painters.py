"""Which module draws which block, and how every one of them is asked: for a height, for parts, for the drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from plandocs.content import blocks
from plandocs.content.gantt import Gantt
from plandocs.render.powerpoint import (
    cards,
    chain,
    columnchart,
    columns,
    decisions,
    gantt,
    heatmap,
    lanes,
    linechart,
    matrix,
    prose,
    signoff,
    stackedchart,
    table,
    teamboard,
    timeline,
)
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas


@dataclass(frozen=True, slots=True)
class Painter:
    """How one kind of block gets onto slides.

    `height(block, width, setting)` is what it wants; `split(block, width, room, setting)` gives parts that fit a height
    of `room`; `draw(block, box, canvas)` draws one part. `fit(block, width, room, setting)` gives the block for a slide
    that must stay one: shortened, with a count of what is left out; None for a block that is only ever split. A block
    that `grows` uses up to that many times the height it wants; one that stands `beside` another shares a row with it,
    in proportion to `share`.
    """

    height: Callable[[Any, float, Setting], float]
    split: Callable[[Any, float, float, Setting], list[Any]]
    draw: Callable[[Any, Box, Canvas], None]
    fit: Callable[[Any, float, float, Setting], Any] | None = None
    grows: float = 1.0
    beside: bool = False
    share: float = 1.0


def as_it_is(block: Any, width: float, room: float, setting: Setting) -> Any:
    """Return the block: it fits by being drawn smaller or with shorter texts."""
    return block


PAINTERS: Mapping[type, Painter] = {
    blocks.Paragraph: Painter(prose.paragraph_height, prose.split_paragraph, prose.draw_paragraph, as_it_is),
    blocks.Subheading: Painter(prose.subheading_height, prose.split_subheading, prose.draw_subheading, as_it_is),
    blocks.Callout: Painter(prose.callout_height, prose.split_callout, prose.draw_callout, as_it_is),
    blocks.Bullets: Painter(
        prose.bullets_height, prose.split_bullets, prose.draw_bullets, prose.fit_bullets, beside=True, share=0.55
    ),
    blocks.KeyValues: Painter(
        prose.key_values_height,
        prose.split_key_values,
        prose.draw_key_values,
        prose.fit_key_values,
        beside=True,
        share=0.55,
    ),
    blocks.Table: Painter(table.height, table.split, table.draw, table.fit, grows=1.5, beside=True),
    blocks.Cards: Painter(cards.height, cards.split, cards.draw, as_it_is, grows=1.2),
    blocks.HeatMap: Painter(heatmap.height, heatmap.split, heatmap.draw, as_it_is, beside=True, share=0.56),
    blocks.Matrix: Painter(matrix.height, matrix.split, matrix.draw, matrix.fit, grows=inf),
    blocks.Chain: Painter(chain.height, chain.split, chain.draw, chain.fit),
    blocks.ColumnBoard: Painter(columns.height, columns.split, columns.draw, columns.fit, grows=inf),
    blocks.TeamBoard: Painter(teamboard.height, teamboard.split, teamboard.draw, teamboard.fit, grows=inf),
    blocks.Decisions: Painter(decisions.height, decisions.split, decisions.draw),
    blocks.TimeLine: Painter(timeline.height, timeline.split, timeline.draw, as_it_is, grows=1.75),
    blocks.SignOff: Painter(signoff.height, signoff.split, signoff.draw),
    blocks.Lanes: Painter(lanes.height, lanes.split, lanes.draw, grows=inf),
    blocks.LineChart: Painter(linechart.height, linechart.split, linechart.draw, grows=inf),
    blocks.ColumnChart: Painter(columnchart.height, columnchart.split, columnchart.draw, as_it_is, grows=inf),
    blocks.StackedChart: Painter(stackedchart.height, stackedchart.split, stackedchart.draw, as_it_is, grows=inf),
    Gantt: Painter(gantt.height, gantt.split, gantt.draw, grows=inf),
}


def painter(block: object) -> Painter:
    """Return the painter of a block; TypeError for a kind of block that slides do not know."""
    found = PAINTERS.get(type(block))
    if found is None:
        raise TypeError(f"a slide cannot show a {type(block).__name__}")
    return found
