"""Which layout serves which slide: by the brand's map, by name, by Office's type, by the placeholders it has.

A slide needs a title placeholder and room; all else is given a place. What a layout has at an unlucky place, a title at
the middle of the page or a body as small as a stamp, is moved or left aside, so that a template that knows nothing of
us works. Where nothing can serve, one problem tells what each slide kind needs and what the template has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.layout_names import names_for, plain_name
from plandocs.render.powerpoint.layouts import Layout, Layouts

OPENERS = ("cover", "section")
"""Slide kinds that are a title and little else."""
TYPES: Mapping[str, tuple[str, ...]] = {"cover": ("title",), "section": ("secHead", "title")}
OTHER_TYPES = ("titleOnly", "obj", "tx", "objTx", "txAndObj")

_LOWEST_TITLE = 0.42
"""The share of the page's height below which a title leaves too little room."""
_TALLEST_TITLE = 0.32
_NARROWEST_TITLE = 0.55
_LEAST_BODY = 0.55
"""The share of the free page that a body placeholder must have to be used as the body."""
_SIDE, _TOP, _TITLE_HIGH = 0.05, 0.06, 0.15
"""Where a title goes that cannot stay where the layout has it, as shares of the page."""


def choose_layouts(kinds: Iterable[str], layouts: Layouts, chosen: Mapping[str, str]) -> dict[str, Layout]:
    """Return the layout for each slide kind; `chosen` is the brand's map of kinds to names.

    Raises PlanError with all that is wrong: names of the map that the template has not, and, in one problem, the kinds
    that nothing can serve.
    """
    found: dict[str, Layout] = {}
    problems: list[Problem] = []
    without: list[str] = []
    for kind in dict.fromkeys(kinds):
        wanted = chosen.get(kind)
        layout = _by_map(wanted, layouts) if wanted is not None else _serving(kind, layouts)
        if layout is not None:
            found[kind] = fitted(layout, kind)
        elif wanted is not None:
            problems.append(_not_there(kind, wanted, layouts))
        else:
            without.append(kind)
    if without:
        problems.append(_nothing_serves(without, layouts))
    if problems:
        raise PlanError(problems)
    return found


def _by_map(wanted: str, layouts: Layouts) -> Layout | None:
    """Return the layout that the brand names, of those of one name the first that has a title."""
    named = [item for item in layouts.items if item.name.casefold() == wanted.casefold()]
    return next((item for item in named if item.title()), None)


def _serving(kind: str, layouts: Layouts) -> Layout | None:
    able = [item for item in layouts.items if item.title()]
    by_name: dict[str, Layout] = {}
    for item in able:
        by_name.setdefault(plain_name(item.name), item)
    named = next((by_name[name] for name in names_for(kind) if name in by_name), None)
    if named is not None:
        return named
    for type_ in TYPES.get(kind, OTHER_TYPES):
        typed = next((item for item in able if item.type == type_), None)
        if typed is not None:
            return typed
    return min(able, key=lambda item: _ill_suited(kind, item), default=None)


def _ill_suited(kind: str, layout: Layout) -> tuple[int, ...]:
    """Return how ill a layout suits a kind by its placeholders: the smallest is the best."""
    title = layout.title()
    middle = title is not None and (title.type == "ctrTitle" or title.box.bottom > _LOWEST_TITLE * layout.page.h)
    extra = len(layout.content()) + sum(item.type == "pic" for item in layout.placeholders)
    if kind in OPENERS:
        return (0 if middle else 1, 0 if layout.subtitle() else 1, extra)
    return (1 if middle else 0, extra if extra != 1 else 0, extra)


@lru_cache(maxsize=128)
def fitted(layout: Layout, kind: str) -> Layout:
    """Return a layout as slides of a kind use it: a title with room below it, and a body that is worth the name."""
    if kind in OPENERS:
        return layout
    title, page = layout.title(), layout.page
    if title is None:
        return layout
    low = title.box.bottom > _LOWEST_TITLE * page.h or title.box.h > _TALLEST_TITLE * page.h
    if low or title.box.w < _NARROWEST_TITLE * page.w:
        layout = _with_title_on_top(layout, low=low)
    content = layout.content()
    if content and not layout.slots:
        body, free = layout.region(with_subtitle=False), layout.free()
        if body.w * body.h < _LEAST_BODY * free.w * free.h or body.y < _title_floor(layout):
            layout = _without(layout, content)
    return layout


def _with_title_on_top(layout: Layout, *, low: bool) -> Layout:
    """Return a layout whose title stands at the top, over the width of the page; what was placed by the old is gone."""
    title, page = layout.title(), layout.page
    assert title is not None
    foot = layout.foot()
    box = Box(_SIDE * page.w, _TOP * page.h, (1 - 2 * _SIDE) * page.w, _TITLE_HIGH * page.h)
    if not low:
        box = Box(box.x, title.box.y, box.w, title.box.h)
    moved = replace(title, box=box, moved=True)
    subtitle = layout.subtitle()
    kept = [
        item
        for item in layout.placeholders
        if item is not title and (item in foot or (item is not subtitle and not low) or item.type == "pic")
    ]
    return replace(layout, placeholders=(moved, *kept))


def _without(layout: Layout, gone: Sequence[object]) -> Layout:
    return replace(layout, placeholders=tuple(item for item in layout.placeholders if item not in gone))


def _title_floor(layout: Layout) -> float:
    title = layout.title()
    return title.box.middle if title is not None else 0.0


def _not_there(kind: str, wanted: str, layouts: Layouts) -> Problem:
    names = [item.name for item in layouts.items]
    there = wanted.casefold() in (name.casefold() for name in names)
    fault = "which has no title placeholder" if there else "which the template has not"
    wish = f"the brand wants the layout '{wanted}' for {kind} slides"
    fix = f"name one of the template's layouts in the brand file: layouts: {{{kind}: NAME}}"
    return Problem(
        rule="missing-layout",
        message=f"{wish}, {fault}; the template has: {_listed(layouts)}",
        path=layouts.label,
        where=f"layout for {kind}",
        fix=(did_you_mean(wanted, names) if not there else "") or fix,
    )


def _nothing_serves(kinds: Sequence[str], layouts: Layouts) -> Problem:
    needs = "; ".join(_needed(kinds))
    return Problem(
        rule="missing-layout",
        message=f"no layout of the template can carry a slide. Needed: {needs}. The template has: {_listed(layouts)}",
        path=layouts.label,
        where=f"layout for {', '.join(kinds)}",
        fix="add a title placeholder to a layout: View, Slide Master, Insert Placeholder, and tick Title",
    )


def _needed(kinds: Sequence[str]) -> Iterator[str]:
    needs = {"cover": "a title, and best a subtitle", "section": "a title"}
    for kind in kinds:
        if kind in needs:
            yield f"{kind}: {needs[kind]}"
    others = [kind for kind in kinds if kind not in needs]
    if others:
        yield f"{', '.join(others)}: a title with free room or one body placeholder below it"


def _listed(layouts: Layouts) -> str:
    """Return the template's layouts, each with the placeholders it has."""
    words = {"obj": "body", "ctrTitle": "title", "subTitle": "subtitle", "pic": "picture"}
    words |= {"ftr": "footer", "dt": "date", "sldNum": "slide number"}
    lines = []
    for item in layouts.items:
        kinds = dict.fromkeys(words.get(found.type, found.type) for found in item.placeholders)
        lines.append(f"'{item.name}' ({', '.join(kinds) or 'no placeholder'})")
    return ", ".join(lines) or "no layout at all"
