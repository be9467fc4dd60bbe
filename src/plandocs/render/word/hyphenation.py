"""Words that are broken with a hyphen: in tables alone, where columns are narrow, in languages of long words.

Word knows where words of the document's language break. Running text and headings stay as they are.
"""

from __future__ import annotations

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.word.names import tag
from plandocs.render.word.ordering import paragraph_defaults, placed, style_properties

_LANGUAGES = frozenset({"da", "de", "es", "fi", "fr", "it", "nb", "nl", "nn", "no", "pt", "sv"})
"""Languages with words that are longer than a column; English, whose words are short, is set without hyphens."""
_STYLES = ("Table Text", "Table Head", "Table Label", "Table Group")
_MOST_IN_A_ROW = "2"
_ZONE = "283"
"""A line that ends within so many twentieths of a point of its edge is left as it is."""


def hyphenate_tables(package: Package, styles: str, settings: str | None, language: str) -> None:
    """Let Word hyphenate what stands in tables, where the language is one of long words."""
    if language.partition("-")[0].lower() not in _LANGUAGES or settings is None or settings not in package.parts:
        return
    root = package.xml(settings)
    if root.find(tag("autoHyphenation")) is not None:
        return
    place = root.find(tag("defaultTabStop"))
    if place is None:
        return
    for name, value in (
        ("doNotHyphenateCaps", None),
        ("hyphenationZone", _ZONE),
        ("consecutiveHyphenLimit", _MOST_IN_A_ROW),
        ("autoHyphenation", None),
    ):
        item = etree.Element(tag(name))
        if value is not None:
            item.set(tag("val"), value)
        place.addnext(item)
    sheet = package.xml(styles)
    placed(paragraph_defaults(sheet), "suppressAutoHyphens")
    for style in sheet.iterfind(tag("style")):
        name_of = style.find(tag("name"))
        if name_of is not None and name_of.get(tag("val")) in _STYLES:
            placed(style_properties(style), "suppressAutoHyphens").set(tag("val"), "0")
    package.flush()
