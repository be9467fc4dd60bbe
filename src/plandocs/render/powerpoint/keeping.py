"""Puts the template's own slides into a deck: texts filled, slots drawn, titles set where the slide is one of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.document import Deck, Slide
from plandocs.content.language.budget import Budget
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.package import Package
from plandocs.render.powerpoint.arrange import AnyBlock, Placed, arrange
from plandocs.render.powerpoint.choosing import fitted
from plandocs.render.powerpoint.filling import fill_texts, paragraph_text
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.layouts import A, Layout, P, Placeholder, own_box, shape_name
from plandocs.render.powerpoint.notes import NAMESPACES, add_notes
from plandocs.render.powerpoint.painters import painter
from plandocs.render.powerpoint.patterns import Copying
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.shrinking import shrink_texts
from plandocs.render.powerpoint.slides import EXTENSIONS, fitted_title
from plandocs.render.powerpoint.slots import fill_slots
from plandocs.render.powerpoint.template import Kept
from plandocs.render.powerpoint.text import one_line
from plandocs.render.values import in_round, page_vocabulary, with_slide
from plandocs.render.xmltext import clean_text


class Keeper:
    """Copies template slides into one package.

    `problems` are those of all slides, `jumps` the links that are still to be led, `slides` the new part of each
    template slide, `commented` the slides that have comments.
    """

    def __init__(self, package: Package, deck: Deck, brand: Brand, notes_master: str) -> None:
        self._package, self._deck, self._brand, self._notes_master = package, deck, brand, notes_master
        mark = dict(deck.words).get("mark", "")
        self._vocabulary = page_vocabulary(
            deck.properties, deck.formats, deck.fields, brand, footer=deck.footer, mark=mark
        )
        self._budget = Budget()
        self.problems: list[Problem] = []
        self.jumps: list[tuple[str, str, str]] = []
        self.slides: dict[str, str] = {}
        self.commented: set[str] = set()

    def rounds(self, kept: Kept) -> Iterator[Vocabulary]:
        """Yield the names for each time that a slide is shown: once, or for each entry of its list."""
        order = kept.order
        if order.action != "repeat":
            yield self._vocabulary
            return
        for place in range(len(self._deck.fields.get(order.items, ()))):
            yield in_round(self._vocabulary, order.name, order.items, place)

    def put(self, kept: Kept, number: int, vocabulary: Vocabulary, setting: Setting, blocks: Sequence[AnyBlock]) -> str:
        """Add a slide that stays as the template has it, and return its part. A block in a slot is shown again."""
        copying = self._copied(kept, number, vocabulary)
        if kept.slots:
            slots = [(name, box) for name, box in kept.slots if name != "body"]
            placed, _ = fill_slots(blocks, slots, setting, single=True)
            self._draw(copying.slide, placed, setting)
        return copying.slide

    def use(
        self, kept: Kept, number: int, slide: Slide, title: str, setting: Setting, layout: Layout
    ) -> tuple[str, list[AnyBlock]]:
        """Add a slide of the deck on a template slide; return its part, and the blocks that have no place on it."""
        texts = kept.pattern.parts[kept.pattern.slide].data
        copying = self._copied(kept, number, with_slide(self._vocabulary, title=title, subtitle=slide.subtitle))
        root = self._package.xml(copying.slide)
        notes = [*slide.notes]
        if b"slide.title" not in texts:
            notes += self._set_title(root, title, layout, setting)
        if slide.subtitle and b"slide.subtitle" not in texts and not self._set_subtitle(root, slide.subtitle):
            notes.append(slide.subtitle)
        if kept.slots:
            placed, left = fill_slots(slide.blocks, kept.slots, setting, single=slide.single)
        else:
            region = fitted(layout, slide.kind).region(with_subtitle=bool(slide.subtitle))
            first, *further = arrange(slide.blocks, region, setting, single=slide.single)
            placed, left = first, [item.block for page in further for item in page]
        notes += self._draw(copying.slide, placed, setting)
        self._add_notes(copying, number, notes)
        return copying.slide, left

    def _copied(self, kept: Kept, number: int, vocabulary: Vocabulary) -> Copying:
        first = kept.pattern.slide not in self.slides
        copying = Copying(self._package, kept.pattern, number, first=first)
        part = copying.put()
        if first:
            self.slides[kept.pattern.slide] = part
            self.commented.add(part)
        self.jumps += copying.jumps
        for name in list(copying.own_parts):
            if b"{" in self._package.parts[name]:  # a tag may be split over runs between its braces
                self._fill(kept, name, name == copying.notes, vocabulary)
        return copying

    def _fill(self, kept: Kept, name: str, is_notes: bool, vocabulary: Vocabulary) -> None:
        where = f"notes of slide {kept.number}" if is_notes else f"slide {kept.number}"
        root = self._package.xml(name)
        bodies, wrong = fill_texts(root, vocabulary, where=where, path=self._package.name, budget=self._budget)
        self.problems += [problem for problem in wrong if problem not in self.problems]
        if not wrong and not is_notes:
            shrink_texts(bodies, self._brand)

    def _draw(self, part: str, placed: Sequence[Placed], setting: Setting) -> list[str]:
        """Draw blocks on a slide, and return the full texts of what was shortened."""
        root = self._package.xml(part)
        tree = root.find(f"{P}cSld/{P}spTree")
        if tree is None or not placed:
            return []
        highest = max((int(item.get("id", "0")) for item in root.iter(f"{P}cNvPr")), default=1)
        canvas = Canvas(setting, highest + 1)
        for item in placed:
            canvas.panel([item.box], Box(0, 0, item.box.right + 14, item.box.bottom + 14))
            canvas.turn_within(item.box)
            painter(item.block).draw(item.block, item.box, canvas)
        drawn = etree.fromstring(f"<p:spTree {NAMESPACES} {EXTENSIONS}>{canvas.xml}</p:spTree>")
        extension = tree.find(f"{P}extLst")
        for shape in list(drawn):
            if extension is None:
                tree.append(shape)
            else:
                extension.addprevious(shape)
        return [setting.say("full_text", text=text) for text in canvas.shortened]

    def _set_title(self, root: etree._Element, title: str, layout: Layout, setting: Setting) -> list[str]:
        """Write our title into the slide's title placeholder; return what must be said in the notes."""
        shape = _placeholder(root, ("title", "ctrTitle"))
        if shape is None:
            return [one_line(title)]
        above = layout.title()
        box = own_box(shape) or (above.box if above else Box(0, 0, layout.page.w, 60))
        size = above.size if above else None
        place = Placeholder("title", "0", shape_name(shape), box, size)
        text, smaller = fitted_title(title, place, setting.brand)
        _set_text(shape, text, smaller)
        return [] if text == one_line(title) else [setting.say("full_text", text=one_line(title))]

    @staticmethod
    def _set_subtitle(root: etree._Element, text: str) -> bool:
        shape = _placeholder(root, ("subTitle",))
        if shape is not None:
            _set_text(shape, one_line(text), None)
        return shape is not None

    def _add_notes(self, copying: Copying, number: int, lines: Sequence[str]) -> None:
        """Put our notes behind those that the template's slide has."""
        language = self._deck.formats.language
        if not copying.notes:
            add_notes(self._package, copying.slide, number, self._notes_master, lines, language)
            return
        shape = _placeholder(self._package.xml(copying.notes), ("body",))
        body = shape.find(f"{P}txBody") if shape is not None else None
        if body is None:
            return
        for paragraph in body.findall(f"{A}p"):
            if not paragraph_text(paragraph).strip():
                body.remove(paragraph)
        for line in lines or ("",):
            run = etree.SubElement(etree.SubElement(body, f"{A}p"), f"{A}r")
            etree.SubElement(run, f"{A}rPr").set("lang", language)
            etree.SubElement(run, f"{A}t").text = clean_text(one_line(line))


def _placeholder(root: etree._Element, kinds: Sequence[str]) -> etree._Element | None:
    for shape in root.iter(f"{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None and mark.get("type", "obj") in kinds:
            return shape
    return None


def _set_text(shape: etree._Element, text: str, size: float | None) -> None:
    """Replace the text of a shape, in the look of its first run."""
    body = shape.find(f"{P}txBody")
    if body is None:
        body = etree.SubElement(shape, f"{P}txBody")
        etree.SubElement(body, f"{A}bodyPr")
        etree.SubElement(body, f"{A}lstStyle")
        etree.SubElement(body, f"{A}p")
    first, *others = body.findall(f"{A}p") or [etree.SubElement(body, f"{A}p")]
    for paragraph in others:
        body.remove(paragraph)
    look = first.find(f"{A}r/{A}rPr")
    for child in list(first):
        if child.tag != f"{A}pPr":
            first.remove(child)
    run = etree.SubElement(first, f"{A}r")
    if look is not None:
        run.append(look)
    else:
        look = etree.SubElement(run, f"{A}rPr")
    if size:
        look.set("sz", str(round(size * 100)))
    etree.SubElement(run, f"{A}t").text = clean_text(text)
