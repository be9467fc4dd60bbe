"""What every piece of a Word document needs while it is written: styles, colours, formats, labels, ids, width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plandocs.brand.model import Brand
from plandocs.content.formats import Formats
from plandocs.render.package import Package
from plandocs.render.word.labels import Labels
from plandocs.render.word.styles import Styles
from plandocs.render.xmltext import escape_attribute

WORDS = ("contents", "page", "of", "figure", "table", "section")
"""The fixed words that a document must bring along."""


@dataclass(slots=True)
class Setting:
    """The state of one rendering.

    `width` is the text's width on the current page in twentieths of a point; `portrait_width` and `landscape_width`
    are what it may be. `part` is the main part's name.
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
    landscape_width: int = 0
    width: int = 0
    pages: Mapping[str, int] | None = None
    """The page of each heading by its key, where they are known."""
    next_drawing: int = 1
    next_bookmark: int = 1
    next_control: int = 1
    lists: list[str] = field(default_factory=list)
    """The numbering instances that restart a numbered list, as XML, to be added to the numbering part."""
    _links: dict[str, str] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)

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
        for item in self._numbering("num"):
            if item[0] == number:
                return item[1]
        return ""

    def _next_number(self) -> int:
        used = [int(number) for number, _ in self._numbering("num") if number.isdecimal()]
        return max(used, default=0) + len(self.lists) + 1

    def _numbering(self, kind: str) -> list[tuple[str, str]]:
        part = self.package.rels(self.part).target_of("numbering")
        if part is None:
            return []
        found = []
        for item in self.package.parse(part).iterchildren(f"{{*}}{kind}"):
            abstract = item.find("{*}abstractNumId")
            number = next((value for name, value in item.attrib.items() if str(name).endswith("}numId")), "")
            value = "" if abstract is None else next(iter(abstract.attrib.values()), "")
            found.append((str(number), str(value)))
        return found
