"""Whatever is deleted or moved in a template, the deck has every slide that it had before, once, and in its order."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest
from pptx.oxml.ns import qn

from tests.render.powerpoint.decks import brand
from tests.render.powerpoint.hostile import new_slide, saved, with_slides
from tests.render.powerpoint.kickoffs import built, kickoff, opened, titles

ORDERS = (
    ("Ours for the team", "plandocs: use for team"),
    ("Ours for the risks", "plandocs: use for risks"),
    ("Welcome", "plandocs: keep first"),
    ("Our promise", "plandocs: keep after scope"),
    ("{{ phase.name }} at a glance", "plandocs: repeat phase in phases after timeline"),
    ("A sample", "No order at all"),
)
PHASES = 4


def template() -> bytes:
    def make(presentation: Any) -> None:
        for title, order in ORDERS:
            new_slide(presentation, title, order)

    return with_slides(make)


def changed(data: bytes, order: list[int]) -> bytes:
    """Return a template with only these of its slides, in this order, as somebody does in the slide sorter."""
    presentation = opened(data)
    listed = presentation.slides._sldIdLst
    items = list(listed)
    for item in items:
        listed.remove(item)
    for place, item in enumerate(items):
        if place not in order:
            presentation.part.drop_rel(item.get(qn("r:id")))
    for place in order:
        listed.append(items[place])
    return saved(presentation)


@cache
def expected() -> list[str]:
    return plain([slide.title for slide in kickoff().slides])


def plain(titles: list[str]) -> list[str]:
    """Return how each title begins, once: a small layout cuts titles, and continues tables as often as it must."""
    return list(dict.fromkeys(title[:20] for title in titles))


@pytest.mark.parametrize("seed", range(8))
def test_slides_deleted_or_moved_lose_none_of_ours(seed: int) -> None:
    chance = random.Random(seed)
    order = chance.sample(range(len(ORDERS)), chance.randrange(len(ORDERS) + 1))
    found = titles(built(changed(template(), order)))
    assert len(kickoff().slides) > 15
    ours = expected()
    assert [title for title in plain(found) if title in ours] == ours
    kept = {2: 1, 3: 1, 4: PHASES}
    glances = sum(title.endswith("at a glance") for title in found)
    assert found.count("Welcome") == (2 in order)
    assert found.count("Our promise") == (3 in order)
    assert glances == (kept[4] if 4 in order else 0)
    assert "A sample" not in found


@pytest.mark.parametrize("seed", range(4))
def test_layouts_deleted_or_moved_lose_none_of_ours(seed: int) -> None:
    """Of the bundled template, any layouts may go as long as one with a title stays."""
    chance = random.Random(seed)
    presentation = opened(brand().template("powerpoint/kickoff.pptx"))
    layouts = presentation.slide_master.slide_layouts
    listed = layouts._sldLayoutIdLst
    for layout in chance.sample(list(layouts), len(layouts) // 2):
        layouts.remove(layout)
    items = list(listed)
    chance.shuffle(items)
    for item in items:
        listed.append(item)
    assert plain(titles(built(saved(presentation)))) == expected()
