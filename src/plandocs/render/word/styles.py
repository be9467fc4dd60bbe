"""Which of a template's styles serves which purpose.

A purpose is a short name: `heading_1`, `bullet`, `table`. A brand may map a purpose to a style of its own template;
else the style of our name is taken. The text styles a document cannot do without must be in the template, under our
names or mapped; the small ones that figures are built of are brought along from our own template when they are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.render.package import parse_xml
from plandocs.render.word.names import tag
from plandocs.render.word.style_names import other_names, own_ids

TEXT: Mapping[str, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading_1": "Heading 1",
    "heading_2": "Heading 2",
    "heading_3": "Heading 3",
    "body": "Body Text",
    "lead": "Lead",
    "note": "Note",
    "bullet": "List Bullet",
    "number": "List Number",
    "caption": "Caption",
    "toc_heading": "TOC Heading",
    "toc_1": "TOC 1",
    "toc_2": "TOC 2",
    "table": "Plandocs Table",
    "facts": "Plandocs Facts",
    "matrix": "Plandocs Matrix",
    "callout": "Callout",
}
"""The purposes a brand may map, and the styles that serve them otherwise."""

FALLBACKS: Mapping[str, str] = {
    "body": "Normal",
    "lead": "Body Text",
    "note": "Normal",
    "subtitle": "Title",
    "toc_heading": "Heading 1",
    "toc_1": "Normal",
    "toc_2": "TOC 1",
}
"""What takes the place of a text style that a template leaves out. Purposes not named here must be served, or are
brought along."""

BROUGHT = frozenset({"table", "facts", "matrix", "callout"})
TABLE_PURPOSES = frozenset({"table", "facts", "matrix"})
_MOST_NAMED = 40


@dataclass(frozen=True, slots=True)
class Style:
    """One style of a template."""

    id: str
    name: str
    kind: str
    xml: etree._Element


class Styles:
    """Style ids by purpose and by name. Ids asked for by name are brought along when the template lacks them."""

    def __init__(self, part: bytes, path: str, mapped: Mapping[str, str]) -> None:
        self._path = path
        self._by_name = _by_name(part, path)
        self.missing: dict[str, None] = {}
        """Names that were asked for and are not in the template, in order."""
        self._ids: dict[str, str] = {}
        self._ids = self._resolve(mapped)

    def __getitem__(self, purpose: str) -> str:
        """Return the id of the style that serves a purpose."""
        return self._ids[purpose]

    def named(self, name: str) -> str:
        """Return the id of one of our own styles; it is brought along when the template has none of that name."""
        found = self._by_name.get(name.casefold())
        if found is not None:
            return found.id
        self.missing[name] = None
        return own_id(name)

    def has(self, name: str) -> bool:
        """Return whether the template itself has a style of a name."""
        return name.casefold() in self._by_name

    @property
    def headings_are_numbered(self) -> bool:
        """Whether the heading styles carry a numbering."""
        style = next((s for s in self._by_name.values() if s.id == self._ids["heading_1"]), None)
        return style is not None and style.xml.find(f"{tag('pPr')}/{tag('numPr')}") is not None

    def number_list(self) -> str:
        """Return the numbering instance of the numbered list style, or an empty text when it has none."""
        style = next((s for s in self._by_name.values() if s.id == self._ids["number"]), None)
        found = None if style is None else style.xml.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}")
        return "" if found is None else found.get(tag("val"), "")

    def _resolve(self, mapped: Mapping[str, str]) -> dict[str, str]:
        problems = [self._unmapped(purpose, name) for purpose, name in mapped.items() if not self.has(name)]
        ids: dict[str, str] = {}
        for purpose, name in TEXT.items():
            wanted = mapped.get(purpose, name)
            found = self._by_name.get(wanted.casefold()) or (None if purpose in mapped else self._called(purpose, name))
            fallback = FALLBACKS.get(purpose)
            while found is None and fallback is not None and purpose not in mapped:
                found = self._by_name.get(fallback.casefold()) or self._called(purpose, fallback)
                role = next((key for key, value in TEXT.items() if value == fallback), "")
                fallback = FALLBACKS.get(role)
            if found is not None:
                ids[purpose] = found.id
            elif purpose in BROUGHT and purpose not in mapped:
                ids[purpose] = self.named(wanted)
            elif purpose not in mapped:
                problems.append(self._lacking(purpose, wanted))
        if problems:
            raise PlanError(problems)
        return ids

    def _called(self, purpose: str, name: str) -> Style | None:
        """Return the style that serves for one of Word's under another name: another language's, or by its id."""
        kind = "table" if purpose in TABLE_PURPOSES else "paragraph"
        for other in other_names(name):
            found = self._by_name.get(other.casefold())
            if found is not None and found.kind == kind:
                return found
        ids = {item.casefold() for item in own_ids(name)}
        return next((item for item in self._by_name.values() if item.kind == kind and item.id.casefold() in ids), None)

    def _lacking(self, purpose: str, name: str) -> Problem:
        near = did_you_mean(name, self._names(purpose))
        return Problem(
            rule="template-missing-style",
            message=f"the template has no style '{name}' ({self._existing(purpose)})",
            path=self._path,
            where=f"style for {purpose}",
            fix=f"{near} Map it in the brand under styles: {{{purpose}: …}}, or add the style to the template".strip(),
        )

    def _unmapped(self, purpose: str, name: str) -> Problem:
        near = did_you_mean(name, self._names(purpose))
        return Problem(
            rule="template-missing-style",
            message=f"the brand maps {purpose} to the style '{name}', which the template does not have"
            f" ({self._existing(purpose)})",
            path=self._path,
            where=f"styles.{purpose}",
            fix=near or "name one of the template's styles",
        )

    def _names(self, purpose: str) -> list[str]:
        kind = "table" if purpose in TABLE_PURPOSES else "paragraph"
        return sorted((style.name for style in self._by_name.values() if style.kind == kind), key=str.casefold)

    def _existing(self, purpose: str) -> str:
        names = self._names(purpose)
        return f"it has {', '.join(names[:_MOST_NAMED])}{', …' if len(names) > _MOST_NAMED else ''}"


@lru_cache(maxsize=8)
def _by_name(part: bytes, path: str) -> Mapping[str, Style]:
    """Return the styles of a styles part by name, without case; many documents have the same."""
    return {style.name.casefold(): style for style in read_styles(parse_xml(part, path=path, part="styles"))}


def read_styles(root: etree._Element) -> list[Style]:
    """Return the styles of a styles part."""
    found = []
    for item in root.iterchildren(tag("style")):
        name = item.find(tag("name"))
        text = "" if name is None else name.get(tag("val"), "")
        found.append(Style(item.get(tag("styleId"), ""), text, item.get(tag("type"), ""), item))
    return found


def own_id(name: str) -> str:
    """Return the id that one of our styles has in our own templates."""
    words = ["TOC" if word == "toc" else word for word in name.split()]
    return "".join(word[:1].upper() + word[1:] for word in words)


def bring_along(root: etree._Element, missing: Iterable[str], own: etree._Element) -> None:
    """Add to a styles part the named styles of our own, and those they are based on.

    What our styles call Normal is the template's default paragraph style: brought text takes on its font and size.
    """
    known = {style.name.casefold(): style for style in read_styles(root)}
    taken = {style.id for style in known.values()}
    ours = {style.name.casefold(): style for style in read_styles(own)}
    ours_by_id = {style.id: style for style in ours.values()}
    todo = list(missing)
    while todo:
        style = ours[todo.pop(0).casefold()]
        if style.name.casefold() in known or style.id in taken:
            continue
        taken.add(style.id)
        copy = etree.fromstring(etree.tostring(style.xml))
        for kind in ("basedOn", "next", "link"):
            item = copy.find(tag(kind))
            if item is None:
                continue
            target = ours_by_id.get(item.get(tag("val"), ""))
            there = None if target is None else known.get(target.name.casefold())
            if there is not None:
                item.set(tag("val"), there.id)
            elif target is not None and kind == "basedOn":
                todo.append(target.name)
            else:
                copy.remove(item)
        root.append(copy)
