"""What is read of a template whatever its format: theme, company, pictures that may be the logo."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from plandocs.brand.from_theme import Theme, read_theme
from plandocs.brand.picture import picture_size
from plandocs.errors import PlanError
from plandocs.render.package import Package

_LOGO_NAME = re.compile(r"logo|brand|marke|wortmarke|signet", re.IGNORECASE)
_MOST_OF_PAGE = 0.3
"""The share of a page above which a picture is a background and no logo."""
_MAIN_TYPES = {
    "wordprocessingml.template.main": "wordprocessingml.document.main",
    "presentationml.template.main": "presentationml.presentation.main",
    "spreadsheetml.template.main": "spreadsheetml.sheet.main",
}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that may be the logo: its bytes, its ending, its place in words, its share of the page, its name."""

    data: bytes
    ending: str
    where: str
    share: float
    name: str = ""
    rank: int = 0
    """How likely its place is, the least first."""


@dataclass(slots=True)
class Extract:
    """What a template says about a company's look. What could not be found or matched is in `notes`."""

    template: bytes
    theme: Theme | None = None
    company: str = ""
    logo: Image | None = None
    footer: str = ""
    paper: Literal["A4", "Letter"] | None = None
    language: str = ""
    """Language and region, such as en-GB."""
    layouts: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    """Styles that the template lacked and the copy has."""
    notes: list[str] = field(default_factory=list)


def opened(data: bytes, label: str) -> Package:
    """Return a template's package; one that is a template by its type becomes an ordinary file."""
    package = Package.open(data, name=label)
    main = package.main_part()
    kind = package.content_type(main)
    for template, ordinary in _MAIN_TYPES.items():
        if template in kind:
            package.set_content_type(main, kind.replace(template, ordinary))
    return package


def theme_of(package: Package, source: str) -> Theme | None:
    """Return the theme that a part leads to."""
    part = package.rels(source).target_of("theme")
    if part is None or part not in package.parts:
        return None
    package.parse(part)  # raises a located problem for what is no XML
    return read_theme(package.parts[part])


def company_of(package: Package) -> str:
    """Return the company that the file's properties name."""
    part = package.rels().target_of("extended-properties")
    if part is None or part not in package.parts:
        return ""
    try:
        return (package.parse(part).findtext("{*}Company") or "").strip()
    except PlanError:
        return ""


def image_at(package: Package, source: str, relationship: str) -> tuple[bytes, str] | None:
    """Return the bytes and ending of a picture in the file that a part shows, or None for other ones."""
    rels = package.rels(source)
    if relationship not in rels or rels[relationship].external:
        return None
    part = rels.target(relationship)
    data = package.parts.get(part)
    return None if data is None else (data, part.rpartition(".")[2].lower())


def likely_logo(images: Iterable[Image], notes: list[str]) -> Image | None:
    """Return the picture most likely to be the logo: by its name, its place, then its size.

    Backgrounds are none. A picture of a kind that documents cannot show is told in the notes.
    """
    usable: list[Image] = []
    other: list[Image] = []
    for image in images:
        if image.share <= _MOST_OF_PAGE:
            (usable if picture_size(image.data) else other).append(image)
    best = min(usable, key=lambda item: (not _LOGO_NAME.search(item.name), item.rank, -item.share), default=None)
    if best is None and other:
        first = other[0]
        notes.append(f"the picture in {first.where} is a {first.ending.upper()} file; save the logo as PNG by hand")
    return best


def first_text(texts: Iterable[str], empty: Iterable[str]) -> str:
    """Return the first text that says something, and is not one of those that Office puts in."""
    known = {item.casefold() for item in empty}
    return next(
        (text for text in (" ".join(text.split()) for text in texts) if text and text.casefold() not in known), ""
    )
