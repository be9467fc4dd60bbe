"""What every piece of a Word document needs while it is written: styles, colours, formats, labels, ids, width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.formats import Formats
from plandocs.render.package import Package
from plandocs.render.word.labels import Labels
from plandocs.render.word.names import tag
from plandocs.render.word.styles import Styles
from plandocs.render.xmltext import escape_attribute

WORDS = ("contents", "page", "of", "figure", "table", "section")
"""The fixed words that a document must bring along."""
LIST_WORDS = ("figures", "tables")
"""Those that one with lists of its figures and tables needs besides."""


@dataclass(slots=True)
class Setting:
    """The state of one rendering.

    `width` is the text's width on the current page in twentieths of a point; `portrait_width` and `landscape_width`
    are what it may be. `portrait_height` is the text's height on a portrait page; on a landscape one it is as high as a
    portrait page is wide. `part` is the main part's name.
    """

    package: Package
    part: str
    brand: Brand
    styles: Styles
    formats: Formats
    words: Mapping[str, str]
    labels: Labels
    compact: bool
    portrait_width: int = 0
    portrait_height: int = 0
    landscape_width: int = 0
    width: int = 0
    above: int = 0
    """What a heading that belongs to the next block takes of its page, in twentieths of a point."""
    pages: Mapping[str, int] | None = None
    """The page of each heading, figure and table by its bookmark, where they are known."""
    lists_captions: bool = False
    """Whether lists of figures and tables follow the contents list."""
    next_drawing: int = 1
    next_bookmark: int = 1
    next_control: int = 1
    lists: list[str] = field(default_factory=list)
    """The numbering instances that restart a numbered list, as XML, to be added to the numbering part."""
    dates: dict[date, str] = field(default_factory=dict)
    """Dates as tables print them, each written once."""
    _links: dict[str, str] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _instances: list[tuple[str, str]] | None = None

    def style(self, name: str) -> str:
        """Return the id of one of our own styles, as used in `w:pStyle`."""
        found = self._ids.get(name)
        if found is None:
            found = self._ids[name] = self.styles.named(name)
        return found

    def drawing_id(self) -> int:
        """Return the next free drawing id."""
        self.next_drawing += 1
        return self.next_drawing - 1

    def control_id(self) -> int:
        """Return the next free content-control id."""
        self.next_control += 1
        return self.next_control - 1

    def bookmark(self, name: str, inside: str) -> str:
        """Return content in a bookmark."""
        number = self.next_bookmark
        self.next_bookmark += 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{escape_attribute(name)}"/>{inside}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def link_id(self, href: str) -> str:
        """Return the relationship of an outside link."""
        found = self._links.get(href)
        if found is None:
            found = self._links[href] = self.package.rels(self.part).add("hyperlink", href, external=True)
        return found

    def new_list(self) -> str:
        """Return a numbering instance of the numbered list style that counts from 1, or nothing where it has none."""
        base = self.styles.number_list()
        abstract = self._abstract_of(base) if base else ""
        if not abstract:
            return ""
        number = str(self._next_number())
        self.lists.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        return number

    def _abstract_of(self, number: str) -> str:
        return next((abstract for instance, abstract in self._numbers() if instance == number), "")

    def _next_number(self) -> int:
        used = [int(number) for number, _ in self._numbers() if number.isdecimal()]
        return max(used, default=0) + len(self.lists) + 1

    def _numbers(self) -> list[tuple[str, str]]:
        """Return the template's numbering instances and the lists they are of, read once."""
        if self._instances is None:
            part = self.package.rels(self.part).target_of("numbering")
            items = [] if part is None else self.package.parse(part).iterchildren(tag("num"))
            self._instances = [(item.get(tag("numId"), ""), _value(item.find(tag("abstractNumId")))) for item in items]
        return self._instances


def _value(item: etree._Element | None) -> str:
    return "" if item is None else item.get(tag("val"), "")
