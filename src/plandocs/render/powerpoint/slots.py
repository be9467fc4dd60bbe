"""Slots: shapes named `plandocs:<block>` on a layout or a template slide, each the place of one block.

A slot asks for a kind of block (`plandocs:gantt`), for a block by its own name (`plandocs:agenda`), or for all that no
other slot takes (`plandocs:body`). A slot that a slide has nothing for stays empty. What does not fit its slot is
shortened where the block can be, else it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plandocs.content import blocks
from plandocs.content.gantt import Gantt
from plandocs.errors import Problem, did_you_mean
from plandocs.render.powerpoint.arrange import AnyBlock, Placed, arrange
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.painters import painter
from plandocs.render.powerpoint.setting import Setting

Slots = Sequence[tuple[str, Box]]

BODY = "body"
KINDS: Mapping[str, type] = {
    "text": blocks.Paragraph,
    "heading": blocks.Subheading,
    "callout": blocks.Callout,
    "bullets": blocks.Bullets,
    "facts": blocks.KeyValues,
    "table": blocks.Table,
    "cards": blocks.Cards,
    "heat_map": blocks.HeatMap,
    "matrix": blocks.Matrix,
    "path": blocks.Chain,
    "columns": blocks.ColumnBoard,
    "team": blocks.TeamBoard,
    "decisions": blocks.Decisions,
    "touchpoints": blocks.TimeLine,
    "sign_off": blocks.SignOff,
    "waves": blocks.Lanes,
    "chart": blocks.LineChart,
    "chances": blocks.ColumnChart,
    "stacked": blocks.StackedChart,
    "gantt": Gantt,
}
"""What a slot can ask for by kind."""
NAMES = (
    *("agenda", "asks", "dependencies", "risks", "touchpoints", "processes", "meetings", "contacts", "tasks", "data"),
    *("glossary", "phases", "control", "timeline", "effort"),
)
"""Names that blocks of the kickoff deck have of their own."""
_WORDS: Mapping[type, str] = {kind: word for word, kind in KINDS.items()}


def names_of(block: object) -> tuple[str, ...]:
    """Return what a slot may call a block: its kind, and its own name where it has one."""
    own = getattr(block, "name", "")
    kind = _WORDS[type(block)]
    return (kind, own) if isinstance(own, str) and own and own != kind else (kind,)


def fill_slots(
    found: Sequence[AnyBlock], slots: Slots, setting: Setting, *, single: bool = False
) -> tuple[list[Placed], list[AnyBlock]]:
    """Return blocks in their slots, and those that are still to be placed: without a slot, or what did not fit."""
    left = list(found)
    placed: list[Placed] = []
    carried: list[AnyBlock] = []
    for name, box in slots:
        if name.casefold() == BODY:
            continue
        block = next((item for item in left if name.casefold() in map(str.casefold, names_of(item))), None)
        if block is None:
            continue
        left.remove(block)
        head, rest = _fitted(block, box, setting, single=single)
        placed.append(head)
        carried += rest
    body = next((box for name, box in slots if name.casefold() == BODY), None)
    if body is not None and left:
        first, *further = arrange(left, body, setting, single=single)
        placed += first
        left = [item.block for page in further for item in page]
    return placed, [*left, *carried]


def _fitted(block: AnyBlock, box: Box, setting: Setting, *, single: bool) -> tuple[Placed, list[AnyBlock]]:
    brush = painter(block)
    rest: list[AnyBlock] = []
    if single and brush.fit is not None:
        head = brush.fit(block, box.w, box.h, setting)
    else:
        head, *rest = brush.split(block, box.w, box.h, setting)
    wanted = brush.height(head, box.w, setting)
    tall = box.h if rest else min(box.h, max(wanted, min(box.h, wanted * brush.grows)))
    return Placed(head, box.top(tall)), rest


def unknown_slots(slots: Iterable[tuple[str, str]], names: Iterable[str], path: str) -> list[Problem]:
    """Return a problem for each slot that no block can be meant by; `slots` are pairs of a name and its place."""
    known = {*KINDS, *NAMES, BODY, *names}
    return [
        Problem(
            rule="template-unknown-slot",
            message=f"{place}: the slot 'plandocs:{name}' is the place of no block",
            path=path,
            where=place,
            fix=did_you_mean(name, known) or f"blocks are {', '.join(sorted({*KINDS, BODY}))}",
        )
        for name, place in slots
        if name.casefold() not in {item.casefold() for item in known}
    ]
