"""Writes a deck's slides into a package: ours on layouts, and the template's own where it wants them.

Each slide of the deck becomes one slide or, where its content does not fit, several that say so in their titles. What
is wrong with tags on the template's slides is collected over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandocs.brand.model import Brand
from plandocs.content.blocks import Paragraph
from plandocs.content.document import Deck, Slide
from plandocs.errors import PlanError
from plandocs.render.direction import runs_right_to_left
from plandocs.render.package import Package
from plandocs.render.powerpoint.arrange import AnyBlock, Placed, arrange, wanted_height
from plandocs.render.powerpoint.choosing import OPENERS, choose_layouts
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.keeping import Keeper
from plandocs.render.powerpoint.layouts import Layout
from plandocs.render.powerpoint.notes import add_notes, notes_master_part
from plandocs.render.powerpoint.order_of_slides import in_order
from plandocs.render.powerpoint.painters import painter
from plandocs.render.powerpoint.patterns import lead_jumps, renumber_comments
from plandocs.render.powerpoint.presentation import FIRST_SLIDE_ID, add_slide, list_slides
from plandocs.render.powerpoint.setting import STEPS, Setting
from plandocs.render.powerpoint.slides import Page, Written, fitted_title, title_lift, write_slide
from plandocs.render.powerpoint.slots import fill_slots
from plandocs.render.powerpoint.template import Kept, Ready
from plandocs.render.powerpoint.text import one_line

_WORDS = {
    "part": "{title} ({number} of {count})",
    "full_text": "In full: {text}",
    "again": "{title} ({number})",
    "more": "+{n} more in the project plan",
}
"""The fixed words of the renderer in English; a deck brings its own in its language."""


_BELOW_LINE = 8.0
SPARSE, FULL = 0.75, 0.94
"""The share of a page up to which its words are set larger, and the most that they may take then."""


class DeckWriter:
    """Writes one deck."""

    def __init__(self, package: Package, ready: Ready, deck: Deck, brand: Brand) -> None:
        self._package, self._ready, self._deck, self._brand = package, ready, deck, brand
        self._main = package.main_part()
        self._words = {**_WORDS, **dict(deck.words)}
        self._memos: list[dict[tuple[object, ...], tuple[object, object]]] = [{} for _ in (0, *STEPS)]
        self._settings: dict[tuple[object, ...], Setting] = {}
        self._listed: list[tuple[str, str]] = []
        self._titles: set[str] = set()
        self._layouts = choose_layouts((slide.kind for slide in deck.slides), ready.layouts, brand.layouts)

    def write(self) -> None:
        """Write every slide and list them. Raises PlanError with all that is wrong with the template's own."""
        self._notes_master = notes_master_part(self._package, self._main)
        keeper = Keeper(self._package, self._deck, self._brand, self._notes_master)
        for item in in_order(self._deck.slides, self._ready.kept):
            if isinstance(item, Slide):
                self._add(item)
            elif item.slide is not None:
                self._use(keeper, item.kept, item.slide)
            else:
                self._keep(keeper, item.kept)
        if keeper.problems:
            raise PlanError(keeper.problems)
        lead_jumps(self._package, keeper.jumps, keeper.slides)
        list_slides(self._package, self._main, self._listed)
        if runs_right_to_left(self._deck.formats.language):
            self._package.xml(self._main).set("rtl", "1")  # the list of slides stands at the right
        for place, (part, _) in enumerate(self._listed):
            if part in keeper.commented:
                renumber_comments(self._package, part, FIRST_SLIDE_ID + place)

    def _add(self, slide: Slide) -> None:
        layout = self._layouts[slide.kind]
        setting = self._setting(layout, opens=slide.kind in OPENERS)
        pages = self._pages(slide, layout, setting)
        if len(pages) == 1 and self._is_sparse(slide, pages[0], setting):
            self._write_larger(pages[0], setting)
        else:
            for page in pages:
                self._write_page(page, setting)

    def _is_sparse(self, slide: Slide, page: Page, setting: Setting) -> bool:
        """Return whether a page would be so empty that its words are set larger."""
        if page.layout.slots or not slide.blocks or slide.kind in OPENERS:
            return False
        _, region = self._body(page, setting)
        wanted = wanted_height(slide.blocks, region.w, setting)
        return wanted is not None and wanted < SPARSE * region.h

    def _write_larger(self, page: Page, setting: Setting) -> None:
        """Write a page at the largest step at which it stays one page and no text is cut, else at its usual sizes."""
        for step in STEPS:
            larger = self._setting(page.layout, step=step)
            head, region = self._body(page, larger)
            wanted = wanted_height(page.slide.blocks, region.w, larger)
            if wanted is None or wanted > FULL * region.h:
                continue
            arranged = arrange(page.slide.blocks, region, larger, single=page.slide.single)
            if len(arranged) > 1 or any(item.block not in page.slide.blocks for item in arranged[0]):
                continue  # something was split, or cut to fit
            written = write_slide(replace(page, placed=(*head, *arranged[0])), self._deck, larger)
            if not written.shortened:
                self._add_written(page, written, larger)
                return
        self._write_page(page, setting)

    def _write_page(self, page: Page, setting: Setting) -> None:
        self._add_written(page, write_slide(page, self._deck, setting), setting)

    def _add_written(self, page: Page, written: Written, setting: Setting) -> None:
        number = len(self._listed) + 1
        part = add_slide(self._package, number, page.layout.part, written.xml, written.charts)
        cut = written.shortened
        if not page.title.startswith(page.slide.title) and page.title not in cut:
            cut = (page.slide.title, *cut)
        notes = [*page.slide.notes, *(setting.say("full_text", text=text) for text in cut)]
        add_notes(self._package, part, number, self._notes_master, notes, self._deck.formats.language)
        self._listed.append((part, page.slide.section))

    def _keep(self, keeper: Keeper, kept: Kept) -> None:
        """Write a slide of the template, once or for each entry it repeats for."""
        layout = self._layout_of(kept)
        for vocabulary in keeper.rounds(kept):
            number = len(self._listed) + 1
            part = keeper.put(kept, number, vocabulary, self._setting(layout), self._all_blocks())
            self._listed.append((part, kept.section))

    def _use(self, keeper: Keeper, kept: Kept, slide: Slide) -> None:
        """Write a slide of the deck on a slide of the template; what has no place on it follows on further slides."""
        layout = self._layout_of(kept)
        setting = self._setting(layout)
        title = self._unique(slide.title, setting)
        part, left = keeper.use(kept, len(self._listed) + 1, slide, title, setting, layout)
        self._listed.append((part, slide.section or kept.section))
        if left:
            own = self._layouts[slide.kind]
            setting = self._setting(own)
            pages = arrange(left, own.region(with_subtitle=False), setting)
            for number, placed in enumerate(pages, start=2):
                name = setting.say("part", title=slide.title, number=number, count=len(pages) + 1)
                self._write_page(Page(slide, own, self._unique(name, setting), tuple(placed), ""), setting)

    def _layout_of(self, kept: Kept) -> Layout:
        found = (item for item in self._ready.layouts.items if item.part == kept.pattern.layout)
        return next(found, self._ready.layouts.items[0])

    def _all_blocks(self) -> list[AnyBlock]:
        return [block for slide in self._deck.slides for block in slide.blocks]

    def _setting(self, layout: Layout, *, opens: bool = False, step: int = 0) -> Setting:
        """Return what is drawn with on a layout; blocks on a dark one stand on a light panel, openers do not."""
        panel = not opens and self._brand.on(layout.ground) == "paper"
        key = (layout.ground, layout.scheme, layout.direction, panel, step)
        if key not in self._settings:
            turned = runs_right_to_left(self._deck.formats.language)
            direction = "rtl" if turned else "ltr" if layout.direction else ""
            self._settings[key] = Setting(
                brand=self._brand,
                formats=self._deck.formats,
                words=self._words,
                ground="paper" if panel else layout.ground,
                panel=panel,
                scheme=layout.scheme,
                direction=direction,
                step=step,
                memo=self._memos[step],
            )
        return self._settings[key]

    def _pages(self, slide: Slide, layout: Layout, setting: Setting) -> list[Page]:
        """Return the slides that one slide of the deck becomes, each with a title that no other has."""
        if slide.kind in OPENERS:
            return [Page(slide, layout, self._unique(slide.title, setting), (), slide.subtitle)]
        subtitle = slide.subtitle if layout.subtitle() is not None else ""
        lift = title_lift(slide.title, layout, setting.brand)
        arranged = self._arranged(slide, layout, setting, subtitle, lift)
        if len(arranged) > 1:
            count = len(arranged)
            numbered = setting.say("part", title=slide.title, number=count, count=count)
            less = title_lift(numbered, layout, setting.brand)
            if less < lift:  # `(1 of 2)` behind the title takes it a line further
                lift, arranged = less, self._arranged(slide, layout, setting, subtitle, less)
        return self._numbered(slide, layout, setting, arranged, subtitle, lift)

    def _arranged(
        self, slide: Slide, layout: Layout, setting: Setting, subtitle: str, lift: float
    ) -> list[list[Placed]]:
        """Return the blocks of a slide on as many pages as they take below a title of so many lines."""
        head, region = self._body(Page(slide, layout, slide.title, (), subtitle, lift), setting)
        if layout.slots:
            placed, left = fill_slots(slide.blocks, layout.slots, setting, single=slide.single)
            arranged = [placed, *(arrange(left, region, setting) if left else [])]
            arranged = [page for page in arranged if page] or [[]]
        else:
            arranged = arrange(slide.blocks, region, setting, single=slide.single)
        return [[*head, *arranged[0]], *arranged[1:]]

    def _body(self, page: Page, setting: Setting) -> tuple[list[Placed], Box]:
        """Return the line below the title, where the layout has no place for it, and the region of the blocks."""
        region = page.layout.region(with_subtitle=bool(page.subtitle), lift=page.lift)
        if page.slide.subtitle and not page.subtitle:
            return _line_on_top(page.slide.subtitle, region, setting)
        return [], region

    def _numbered(
        self,
        slide: Slide,
        layout: Layout,
        setting: Setting,
        arranged: Sequence[Sequence[Placed]],
        subtitle: str,
        lift: float,
    ) -> list[Page]:
        """Return pages with their titles: the slide's own, or with `1 of 3` behind it."""
        if len(arranged) == 1:
            return [Page(slide, layout, self._unique(slide.title, setting), tuple(arranged[0]), subtitle, lift)]
        pages = []
        for number, placed in enumerate(arranged, start=1):
            title = self._part_title(slide.title, layout, setting, number, len(arranged))
            pages.append(Page(slide, layout, self._unique(title, setting), tuple(placed), subtitle, lift))
        return pages

    def _part_title(self, title: str, layout: Layout, setting: Setting, number: int, count: int) -> str:
        """Return a title with `1 of 3` behind it, shortened before that where both do not fit together."""
        place, words = layout.title(), one_line(title).split(" ")
        for kept in range(len(words), 0, -1):
            head = title if kept == len(words) else f"{' '.join(words[:kept])}…"
            said = setting.say("part", title=head, number=number, count=count)
            if place is None or fitted_title(said, place, self._brand)[0] == one_line(said):
                return said
        return setting.say("part", title=title, number=number, count=count)

    def _unique(self, title: str, setting: Setting) -> str:
        found, number = title, 2
        while found.casefold() in self._titles:
            found = setting.say("again", title=title, number=number)
            number += 1
        self._titles.add(found.casefold())
        return found


def _line_on_top(text: str, region: Box, setting: Setting) -> tuple[list[Placed], Box]:
    """Return the line below a title, for a layout that has no placeholder for it, and what is left of the body."""
    block = Paragraph(text, "note")
    tall = painter(block).height(block, region.w, setting)
    return [Placed(block, region.top(tall))], region.below(tall + _BELOW_LINE)
