"""What a company draws in its own accents 3 to 6 keeps its colours, while the theme's places carry the status."""

from __future__ import annotations

import re

from plandocs.brand.theme import without_references
from plandocs.render.own_accents import keep_own_accents
from plandocs.render.package import Package
from plandocs.render.powerpoint import render_deck
from tests.branding.companies import deck, letter
from tests.render.doctor.patients import BOOK, DECK, WORD, brand_with, bundled, sample

MASTER = "/ppt/slideMasters/slideMaster1.xml"
DRAWN = (
    '<a:solidFill><a:schemeClr val="accent4"><a:lumMod val="75000"/></a:schemeClr></a:solidFill>'
    '<a:ln><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:ln>'
)


def with_art() -> bytes:
    """Return the violet deck with its logo's frame filled in accent 4, a sky blue, and lined in accent 1."""
    package = Package.open(deck(), name="deck")
    text = package.parts[MASTER].decode()
    assert "</a:prstGeom></p:spPr>" in text
    package.set_part(MASTER, text.replace("</a:prstGeom></p:spPr>", f"</a:prstGeom>{DRAWN}</p:spPr>", 1).encode())
    return package.to_bytes()


def test_a_cover_in_the_fourth_accent_does_not_turn_amber() -> None:
    data = with_art()
    built = Package.open(render_deck(sample().deck, brand_with(DECK, data), data), name="b")
    master = built.parts[MASTER].decode()
    assert '<a:srgbClr val="0EA5E9"><a:lumMod val="75000"/></a:srgbClr>' in master  # accent4 of the company
    assert '<a:schemeClr val="accent1"/>' in master  # the brand's accent goes on
    theme = built.parts["/ppt/theme/theme1.xml"].decode()
    assert re.search(r"<a:accent4><a:srgbClr val=\"E0A526\"/>", theme)  # at risk, for what plandocs draws


def test_our_own_templates_and_copies_of_them_mean_the_status() -> None:
    for name in (WORD, DECK, BOOK):
        package = Package.open(bundled(name), name=name)
        before = dict(package.parts)
        keep_own_accents(package)
        assert package.parts == before


def test_words_references_become_the_color_that_they_meant() -> None:
    """A shade of BF leaves 191 of 255 of the lightness: 14, 165, 233 become 10, 124, 175."""
    tag = b'<w:color w:val="123456" w:themeColor="accent4" w:themeShade="BF"/><w:color w:val="1" w:themeColor="text1"/>'
    out = without_references(tag, {"accent4": "0EA5E9"}).decode()
    assert out == '<w:color w:val="0A7CAF"/><w:color w:val="1" w:themeColor="text1"/>'


def test_a_letter_keeps_the_accents_of_its_text() -> None:
    package = Package.open(letter(), name="letter")
    main = package.main_part()
    run = b'<w:p><w:r><w:rPr><w:color w:val="000000" w:themeColor="accent5"/></w:rPr><w:t>Red</w:t></w:r></w:p>'
    package.set_part(main, package.parts[main].replace(b"<w:body>", b"<w:body>" + run, 1))
    keep_own_accents(package)
    assert b'<w:color w:val="B91C1C"/>' in package.parts[main]
