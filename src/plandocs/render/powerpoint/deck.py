"""From a deck and a template to the bytes of a presentation.

The template is restyled by the brand, its sample slides go, and each slide of the deck becomes one slide or, where its
content does not fit, several that say so in their titles. Same deck, brand and template: same bytes.
"""

from __future__ import annotations

from functools import lru_cache

from plandocs.brand.model import Brand
from plandocs.content.document import Deck, Properties, Slide
from plandocs.render.check import require_sound
from plandocs.render.origin import stamp
from plandocs.render.package import Package
from plandocs.render.powerpoint.arrange import Placed, arrange
from plandocs.render.powerpoint.layouts import Layout, Layouts, read_layouts
from plandocs.render.powerpoint.logo import place_logos
from plandocs.render.powerpoint.notes import add_notes, notes_master_part
from plandocs.render.powerpoint.presentation import add_slide, drop_slides, drop_unused, list_slides, reachable
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.slides import Page, title_lift, write_slide
from plandocs.render.powerpoint.theming import restyle
from plandocs.render.properties import Properties as FileProperties
from plandocs.render.properties import set_properties

TEMPLATE = "powerpoint/kickoff.pptx"
_WORDS = {
    "part": "{title} ({number} of {count})",
    "full_text": "In full: {text}",
    "again": "{title} ({number})",
    "more": "+{n} more in the project plan",
}
"""The fixed words of the renderer in English; a deck brings its own in its language."""


def render_deck(deck: Deck, brand: Brand, template: bytes) -> bytes:
    """Return the deck as a PowerPoint file.

    Raises PlanError when the template cannot be read, lacks a layout, or leads to a file that Office would repair.
    """
    ground, layouts = _emptied(template, brand)
    package = ground.copy()
    _write(package, package.main_part(), deck, brand, layouts)
    set_properties(package, _properties(deck.properties))
    stamp(package, _facts(deck.properties))
    require_sound(package)
    return package.to_bytes()


@lru_cache(maxsize=4)
def _emptied(template: bytes, brand: Brand) -> tuple[Package, Layouts]:
    """Return a template in the brand and without its slides, to be copied, and its layouts."""
    label = brand.template_label(TEMPLATE)
    package = Package.open(template, name=label)
    main = package.main_part()
    restyle(package, brand)
    before = reachable(package)
    drop_slides(package, main)
    layouts = read_layouts(package, main, label)
    masters = [package.rels(main).target(item.id) for item in package.rels(main).find_all("slideMaster")]
    place_logos(package, [*masters, *(item.part for item in layouts.items)], brand)
    drop_unused(package, before)
    package.flush()
    return package, layouts


def _write(package: Package, main: str, deck: Deck, brand: Brand, layouts: Layouts) -> None:
    words = {**_WORDS, **dict(deck.words)}
    settings: dict[str, Setting] = {}
    listed: list[tuple[str, str]] = []
    notes_master = notes_master_part(package, main)
    titles: set[str] = set()
    memo: dict[tuple[object, ...], tuple[object, object]] = {}
    for slide in deck.slides:
        layout = layouts.serving(slide.kind, brand.layouts)
        if layout.ground not in settings:
            settings[layout.ground] = Setting(
                brand=brand, formats=deck.formats, words=words, ground=layout.ground, memo=memo
            )
        setting = settings[layout.ground]
        for page in _pages(slide, layout, setting, titles):
            written = write_slide(page, deck, setting)
            number = len(listed) + 1
            part = add_slide(package, number, layout.part, written.xml)
            notes = [*slide.notes, *(setting.say("full_text", text=text) for text in written.shortened)]
            add_notes(package, part, number, notes_master, notes, deck.formats.language)
            listed.append((part, slide.section))
    list_slides(package, main, listed)


def _pages(slide: Slide, layout: Layout, setting: Setting, titles: set[str]) -> list[Page]:
    """Return the slides that one slide of the deck becomes, each with a title that no other has."""
    subtitle = slide.subtitle if layout.subtitle() is not None else ""
    if slide.kind in ("cover", "section"):
        return [Page(slide, layout, _unique(slide.title, setting, titles), (), slide.subtitle)]
    lift = title_lift(slide.title, layout, setting.brand)
    region = layout.region(with_subtitle=bool(subtitle), lift=lift)
    arranged: list[list[Placed]] = arrange(slide.blocks, region, setting, single=slide.single)
    if len(arranged) == 1:
        return [Page(slide, layout, _unique(slide.title, setting, titles), tuple(arranged[0]), subtitle, lift)]
    pages = []
    for number, placed in enumerate(arranged, start=1):
        title = setting.say("part", title=slide.title, number=number, count=len(arranged))
        pages.append(Page(slide, layout, _unique(title, setting, titles), tuple(placed), subtitle, lift))
    return pages


def _unique(title: str, setting: Setting, titles: set[str]) -> str:
    found, number = title, 2
    while found.casefold() in titles:
        found = setting.say("again", title=title, number=number)
        number += 1
    titles.add(found.casefold())
    return found


def _properties(values: Properties) -> FileProperties:
    return FileProperties(
        title=values.title,
        subject=values.subject,
        creator=values.author,
        company=values.company,
        keywords=", ".join(values.keywords),
        language=values.language,
        version=values.version,
        created=values.dated,
        modified=values.dated,
    )


def _facts(values: Properties) -> dict[str, str]:
    facts = {"document": "kickoff", "project": values.project_id or values.project_name, "version": values.version}
    facts["plan-hash"] = values.plan_hash
    if values.as_of is not None:
        facts["as-of"] = values.as_of.isoformat()
    return facts
