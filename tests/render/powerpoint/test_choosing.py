"""Which layout serves which slide: by map, name in any language, type, placeholders."""

from __future__ import annotations

import pytest

from plandocs.render.package import Package
from plandocs.render.powerpoint.choosing import choose_layouts
from plandocs.render.powerpoint.layout_names import plain_name
from plandocs.render.powerpoint.layouts import Layouts, read_layouts
from tests.render.powerpoint.decks import TEMPLATE, brand
from tests.render.powerpoint.hostile import duplicate_names, german, nameless, nothing_but_a_title, office, tiny_body

KINDS = ("cover", "timeline", "section")


def layouts_of(template: bytes) -> Layouts:
    package = Package.open(template, name="t.pptx")
    return read_layouts(package, package.main_part(), "t.pptx")


def chosen(template: bytes, **names: str) -> dict[str, str]:
    return {kind: layout.name for kind, layout in choose_layouts(KINDS, layouts_of(template), names).items()}


@pytest.mark.parametrize(
    ("template", "names"),
    [
        (brand().template(TEMPLATE), ("Cover", "Title only", "Section")),
        (office(), ("Title Slide", "Title Only", "Section Header")),
        (german(), ("Titelfolie", "Nur Titel", "Abschnittsüberschrift")),
        (nameless(), ("Layout 1", "Layout 6", "Layout 1")),
        (duplicate_names(), ("Title Only", "Title Only", "Title Only")),
        (nothing_but_a_title(), ("Corporate", "Corporate", "Corporate")),
        (tiny_body(), ("Title Slide", "Title and Content", "Title Slide")),
    ],
    ids=["ours", "office", "german", "nameless", "duplicates", "title", "tiny"],
)
def test_a_layout_is_found_by_its_name_or_its_placeholders(template: bytes, names: tuple[str, ...]) -> None:
    assert tuple(chosen(template).values()) == names


def test_the_brands_map_goes_first() -> None:
    assert chosen(office(), timeline="two content")["timeline"] == "Two Content"


@pytest.mark.parametrize("name", ["1_Title Only", "Title  only", "title_only", "TITLE ONLY", "2 - Title Only"])
def test_names_are_compared_without_what_copying_adds(name: str) -> None:
    assert plain_name(name) == "title only"


def test_a_title_in_the_middle_moves_to_the_top_for_content_and_stays_on_covers() -> None:
    found = choose_layouts(KINDS, layouts_of(nothing_but_a_title()), {})
    title = found["timeline"].title()
    assert title is not None
    assert title.moved
    assert title.box.bottom < 0.25 * found["timeline"].page.h
    own = found["cover"].title()
    assert own is not None
    assert not own.moved


def test_a_body_as_small_as_a_stamp_is_left_aside() -> None:
    layout = choose_layouts(KINDS, layouts_of(tiny_body()), {})["timeline"]
    assert layout.content() == []
    assert layout.region(with_subtitle=False).h > 300
