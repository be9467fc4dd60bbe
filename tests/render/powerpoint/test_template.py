"""The bundled template: names that brands and consultants rely on, and what it must not carry."""

from __future__ import annotations

import io
import zipfile

from plandocs.render.check import check_package
from tests.render.powerpoint.decks import TEMPLATE, brand, opened

LAYOUTS = (
    "Cover",
    "Section",
    "Title only",
    "Title on tint",
    "Title and body",
    "Two content",
    "Call to action",
    "Closing",
)


def test_layouts_have_the_names_that_the_renderer_asks_for() -> None:
    presentation = opened(brand().template(TEMPLATE))
    assert tuple(layout.name for layout in presentation.slide_layouts) == LAYOUTS
    assert len(presentation.slides) == 0


def test_every_layout_but_the_cover_has_footer_date_and_number() -> None:
    for layout in opened(brand().template(TEMPLATE)).slide_layouts:
        kinds = {item.placeholder_format.type.name for item in layout.placeholders}
        wanted = {"FOOTER", "DATE", "SLIDE_NUMBER"}
        assert kinds & wanted == (set() if layout.name == "Cover" else wanted), layout.name


def test_no_office_blue_and_no_office_fonts() -> None:
    archive = zipfile.ZipFile(io.BytesIO(brand().template(TEMPLATE)))
    themes = [archive.read(name).decode() for name in archive.namelist() if "/theme/" in name]
    assert len(themes) == 2
    for theme in themes:
        assert not [word for word in ("4472C4", "4F81BD", "Calibri", "Aptos", "Office Theme") if word in theme]


def test_the_template_is_sound() -> None:
    assert check_package(brand().template(TEMPLATE)) == []
