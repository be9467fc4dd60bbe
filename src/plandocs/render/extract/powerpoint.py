"""What a PowerPoint template says about a company's look, and which of its layouts serves which kind of slide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from plandocs.errors import PlanError
from plandocs.render.extract.common import (
    Extract,
    Image,
    company_of,
    first_text,
    image_at,
    likely_logo,
    opened,
    theme_of,
)
from plandocs.render.package import Package
from plandocs.render.powerpoint.layouts import A, Layout, Layouts, P, R, own_box, read_layouts
from plandocs.render.powerpoint.logo import NAME, ON_DARK

LEAST_BODY = (6.0 * 72, 2.5 * 72)
"""Width and height in points that a slide's content needs."""
_COVER = re.compile(r"^cover|title slide|titelfolie|titre$|diapositive de titre|portada|deckblatt|front", re.IGNORECASE)
_SECTION = re.compile(r"section|divider|kapitel|abschnitt|chapter|intertitre|secci", re.IGNORECASE)
_TITLE_ONLY = re.compile(r"title only|nur titel|titre seul|solo el t|headline only|alleen titel", re.IGNORECASE)
_LAST = re.compile(
    r"closing|thank|danke|merci|end\b|contact|kontakt|schluss|blank|leer|vide|quote|zitat", re.IGNORECASE
)
_TYPE_RANK = {"titleOnly": 0, "obj": 1, "tx": 2, "objTx": 3}
_PROMPTS = ("Footer", "Footer text", "Fußzeile", "Pied de page", "Presentation title", "Your footer here", "")


def extract_powerpoint(data: bytes, label: str) -> Extract:
    """Return what a PowerPoint template says. Raises PlanError for a file that cannot be read."""
    package = opened(data, label)
    main = package.main_part()
    layouts = read_layouts(package, main, label)
    masters = [package.rels(main).target(item.id) for item in package.rels(main).find_all("slideMaster")]
    found = Extract(data, theme_of(package, masters[0]) if masters else None, company_of(package))
    if len(masters) > 1:
        found.notes.append(f"{len(masters)} slide masters; colors and fonts are those of the first, and all get them")
    pages = [*masters, *(item.part for item in layouts.items)]
    found.footer = first_text(_footers(package, [*_slides(package, main), *pages]), _PROMPTS)
    found.logo = likely_logo(_images(package, main, masters, layouts), found.notes)
    found.template = package.to_bytes()
    return found


def matched_layouts(data: bytes, kinds: Iterable[str], label: str) -> tuple[dict[str, str], list[str]]:
    """Return the layout for each kind of slide by name, and what could not be matched.

    The cover and section layouts are found by name, then by type; all others get a layout with a title and the most
    free room, with only a title rather than with a content placeholder.
    """
    package = Package.open(data, name=label)
    layouts = read_layouts(package, package.main_part(), label)
    cover = _named_or_typed(layouts, _COVER, ("title",)) or next(
        (item for item in layouts.items if any(place.type == "ctrTitle" for place in item.placeholders)), None
    )
    section = _named_or_typed(layouts, _SECTION, ("secHead",)) or cover
    content = _content_layout([item for item in layouts.items if item not in (cover, section)])
    chosen: dict[str, str] = {}
    notes: list[str] = []
    for kind in kinds:
        layout = {"cover": cover, "section": section}.get(kind, content)
        if layout is not None:
            chosen[kind] = layout.name
    if cover is None:
        notes.append("no layout looks like a cover: none is of the type title slide or named so")
    if section is cover and cover is not None:
        notes.append(f"no layout for section dividers; '{cover.name}' stands in")
    if content is None:
        names = ", ".join(item.name for item in layouts.items) or "none"
        notes.append(f"no layout has a title and room of 6 by 2.5 in for content; there are: {names}")
    return chosen, notes


def _named_or_typed(layouts: Layouts, name: re.Pattern[str], types: Sequence[str]) -> Layout | None:
    with_title = [item for item in layouts.items if item.title() is not None]
    by_name = next((item for item in with_title if name.search(item.name)), None)
    return by_name or next((item for item in with_title if item.type in types), None)


def _content_layout(layouts: Sequence[Layout]) -> Layout | None:
    """Return the layout that content goes on best."""

    def rank(item: Layout) -> tuple[bool, bool, int, float]:
        region = item.region(with_subtitle=True)
        named = _TITLE_ONLY.search(item.name) is not None or item.name.casefold() == "title only"
        return (item.ground not in ("paper", "surface"), not named, _TYPE_RANK.get(item.type, 9), -region.w * region.h)

    usable = [item for item in layouts if item.title() is not None and not _LAST.search(item.name) and _has_room(item)]
    return min(usable, key=rank, default=None)


def _has_room(layout: Layout) -> bool:
    region = layout.region(with_subtitle=True)
    return region.w >= LEAST_BODY[0] and region.h >= LEAST_BODY[1]


def _slides(package: Package, main: str) -> list[str]:
    rels = package.rels(main)
    return [rels.target(item.id) for item in rels.find_all("slide")][:3]


def _footers(package: Package, parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        for shape in package.parse(part).iter(f"{P}sp"):
            mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if mark is not None and mark.get("type") == "ftr":
                yield "".join(text.text or "" for text in shape.iter(f"{A}t"))


def _images(package: Package, main: str, masters: Sequence[str], layouts: Layouts) -> Iterator[Image]:
    """Yield the pictures of the masters, of the cover layout, of other layouts, and of the first slides."""
    page = layouts.items[0].page if layouts.items else None
    area = (page.w * page.h) if page is not None else 960.0 * 540.0
    cover = _named_or_typed(layouts, _COVER, ("title",))
    covers = [cover.part] if cover else []
    others = [item.part for item in layouts.items if item.part not in covers]
    names = {item.part: f"layout '{item.name}'" for item in layouts.items}
    for rank, parts in enumerate((masters, covers, others, _slides(package, main))):
        for part in parts:
            try:
                root = package.parse(part)
            except PlanError:
                continue
            where = names.get(part, "the slide master" if part in masters else "a slide")
            yield from _pictures(package, part, root, where, area, rank)


def _pictures(package: Package, part: str, root: etree._Element, where: str, area: float, rank: int) -> Iterator[Image]:
    for picture in root.iter(f"{P}pic"):
        names = picture.find(f"{P}nvPicPr/{P}cNvPr")
        name = "" if names is None else names.get("name", "")
        blip = picture.find(f"{P}blipFill/{A}blip")
        image = image_at(package, part, "" if blip is None else blip.get(f"{R}embed", ""))
        if image is None or name in (NAME, ON_DARK):
            continue
        box = own_box(picture)
        share = 0.0 if box is None else box.w * box.h / area
        said = f"{name} {'' if names is None else names.get('descr', '')}"
        yield Image(image[0], image[1], where, share, said, rank)
