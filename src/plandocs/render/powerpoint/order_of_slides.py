"""In which order a deck is shown: our slides, and the template's own before, between and behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandocs.content.document import Slide
from plandocs.render.powerpoint.orders import KINDS
from plandocs.render.powerpoint.template import Kept


@dataclass(frozen=True, slots=True)
class Shown:
    """A template slide at its place; with `slide`, the slide of the deck that is shown on it."""

    kept: Kept
    slide: Slide | None = None


def in_order(slides: Sequence[Slide], kept: Sequence[Kept]) -> Iterator[Slide | Shown]:
    """Yield the slides of a deck in order, with the template's own slides where they are wanted.

    A slide that is to stand beside a kind which this deck has not stands where that kind would: behind the kinds that
    come before it.
    """
    used = {item.order.kind: item for item in kept if item.order.action == "use"}
    others = [item for item in kept if item.order.action != "use"]
    last = _last_places(slides)
    before: dict[int, list[Kept]] = {}
    after: dict[int, list[Kept]] = {}
    for item in others:
        place, behind = _place(item, slides, last)
        (after if behind else before).setdefault(place, []).append(item)
    for place, slide in enumerate(slides):
        yield from map(Shown, before.get(place, ()))
        yield Shown(used[slide.kind], slide) if slide.kind in used else slide
        yield from map(Shown, after.get(place, ()))
    yield from map(Shown, before.get(len(slides), ()))


def _last_places(slides: Sequence[Slide]) -> dict[str, int]:
    return {slide.kind: place for place, slide in enumerate(slides)}


def _place(item: Kept, slides: Sequence[Slide], last: dict[str, int]) -> tuple[int, bool]:
    """Return beside which slide of the deck a kept one stands, and whether behind it."""
    order = item.order
    if order.where == "first" or (not order.where and item.leads):
        return 0, False
    if order.where in ("before", "after"):
        if order.kind in last:
            first = next(place for place, slide in enumerate(slides) if slide.kind == order.kind)
            return (first, False) if order.where == "before" else (last[order.kind], True)
        earlier = [last[kind] for kind in KINDS[: KINDS.index(order.kind)] if kind in last]
        return (max(earlier), True) if earlier else (0, False)
    return len(slides), False
