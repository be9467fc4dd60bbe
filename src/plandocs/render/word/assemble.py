"""Putting a Word document together: open, dress, evaluate, fill, finish, check."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.document import Document, Section
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import PlanError, Problem
from plandocs.render.check import require_sound
from plandocs.render.direction import runs_right_to_left
from plandocs.render.origin import stamp
from plandocs.render.properties import own_properties
from plandocs.render.relationships import XML_HEAD
from plandocs.render.word import finish, paging
from plandocs.render.word.body import Breaks, break_xml, section_end, write_blocks, write_sections
from plandocs.render.word.columns import settle_columns
from plandocs.render.word.contents import contents, contents_list
from plandocs.render.word.dressing import dressed_template
from plandocs.render.word.hyphenation import hyphenate_tables
from plandocs.render.word.labels import Labels, label_all
from plandocs.render.word.names import tag
from plandocs.render.word.own import (
    OwnCaption,
    OwnHeading,
    Piece,
    brings_numbers,
    mark_heading,
    own_contents,
    pieces_of,
)
from plandocs.render.word.paragraphs import paragraph, run
from plandocs.render.word.property_fields import core_texts, evaluate_properties, own_texts
from plandocs.render.word.setting import LIST_WORDS, WORDS, Setting
from plandocs.render.word.styles import Styles, bring_along
from plandocs.render.word.tables import chip, facts
from plandocs.render.word.tag_check import tag_problems
from plandocs.render.word.tags import TARGET, Tag, gather
from plandocs.render.word.template import evaluate, fill, slots
from plandocs.render.word.theming import LOGO, drop_unused_images, place_logo
from plandocs.render.word.turning import turn_document, turn_section
from plandocs.render.word.values import PLACES, block_names, template_vocabulary

_DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")(\d+)(")')
_CONTROL_ID = re.compile(r'(<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val=")(-?\d+)(")', re.DOTALL)
_BOOKMARK_ID = re.compile(r'<w:bookmarkStart [^>]*?w:id="(\d+)"')
_NO_BREAKS = Breaks("", "", "")
OWN_LIST = "contents_list"
"""The block that takes the place of a contents list that the template itself has."""


def assemble(
    document: Document,
    brand: Brand,
    template: bytes,
    pages: Mapping[str, int] | None,
    notes: list[Problem] | None = None,
) -> bytes:
    """Return the finished file; see `render_document`."""
    missing = [word for word in (*WORDS, *(LIST_WORDS if document.lists else ())) if not dict(document.words).get(word)]
    if missing:
        raise ValueError(f"the document lacks the words {', '.join(missing)}")
    assembly = _Assembly(document, brand, template, pages)
    if notes is not None:
        notes += [problem for problem in assembly.warnings if problem not in notes]
    assembly.set_paper()
    assembly.write()
    assembly.finish()
    require_sound(assembly.package, assembly.label)
    return assembly.package.to_bytes()


class _Assembly:
    """One document on its way: the package, the main part's tree with its tags gathered, and the setting."""

    def __init__(self, document: Document, brand: Brand, template: bytes, pages: Mapping[str, int] | None) -> None:
        self.document = document
        name = f"word/{document.template}.docx"
        self.label = brand.template_label(name)
        dressed, self.warnings = dressed_template(template, name, brand)
        self.package = dressed.copy()
        self.part = self.package.main_part()
        self._is_ours = "paper" in own_properties(self.package)
        self.told = own_texts(self.package)
        self.root = finish.rooted(self.package.parse(self.part))
        self.styles_part = finish.styles_part(self.package, self.part, self.label)
        try:
            styles = Styles(self.package.parts[self.styles_part], self.label, brand.word_styles(name))
        except PlanError as error:  # a consultant mends styles and tags in one go
            raise PlanError([*error.problems, *tag_problems(document, brand, self.package, self.label)]) from None
        self.setting = Setting(
            package=self.package,
            part=self.part,
            brand=brand,
            styles=styles,
            formats=document.formats,
            words=dict(document.words),
            labels=Labels((), {}, {}),
            compact=document.compact,
            pages=pages,
            lists_captions=document.lists,
        )
        self._start_ids()
        finish.last_section(self.root)
        place_logo(self.package, self.part, self.root, brand)
        self.story = gather(self.root, "", self.label)
        if not any(item.kind == "block" for item in self.story.tags):
            self._append_placeholders()
        self.section = self._section_of_content()
        self.turns = runs_right_to_left(document.properties.language)
        if self.turns:
            turn_section(self.section)
        self.turned = self._turned_blocks()

    def _start_ids(self) -> None:
        """Begin ids of our own behind those that the template uses."""
        xml = etree.tostring(self.root, encoding="unicode")
        self.setting.next_drawing = 1 + max((int(found[1]) for found in _DRAWING_ID.findall(xml)), default=0)
        self.setting.next_control = 1 + max((abs(int(found[1])) for found in _CONTROL_ID.findall(xml)), default=0)
        self.setting.next_bookmark = 1 + max(map(int, _BOOKMARK_ID.findall(xml)), default=0)

    def _append_placeholders(self) -> None:
        """Let a template without any block tag take the whole content, in standard order, at its end."""
        section = finish.last_section(self.root)
        body = section.getparent()
        assert body is not None
        names = ["cover"] if not self.story.tags and self.document.cover else []
        names += ["contents"] if self.document.contents and not self._take_own_contents() else []
        for name in [*names, "sections"]:
            self.story.tags.append(Tag(f"{{{{ block.{name} }}}}", "block", "the end of the template", name, alone=True))
            mark = etree.ProcessingInstruction(TARGET, str(len(self.story.tags) - 1))
            body.insert(body.index(section), mark)

    def _take_own_contents(self) -> bool:
        """Let the template's own contents list be the place for ours; tell whether it has one."""
        paragraphs = own_contents(self.root)
        if not paragraphs:
            return False
        text = f"{{{{ block.{OWN_LIST} }}}}"
        self.story.tags.append(Tag(text, "block", "the template's contents list", OWN_LIST, alone=True))
        parent = paragraphs[0].getparent()
        assert parent is not None
        parent.replace(paragraphs[0], etree.ProcessingInstruction(TARGET, str(len(self.story.tags) - 1)))
        for item in paragraphs[1:]:
            parent.remove(item)
        return True

    def _section_of_content(self) -> etree._Element:
        """Return the properties of the section in which the content stands: those that come next behind its place."""
        numbers = {str(n) for n, item in enumerate(self.story.tags) if item.block == "sections"}
        reached = False
        for item in self.root.iter():
            if not isinstance(item.tag, str):
                reached = reached or bool(numbers & set((item.text or "").split()))
            elif reached and item.tag == tag("sectPr"):
                return item
        return finish.last_section(self.root)

    def _turned_blocks(self) -> set[str]:
        """Return the landscape sections placed by name that can have pages of their own: those that stand in the body.

        A template with several sections has pages of its own making, into which nothing is cut.
        """
        if sum(1 for _ in self.root.iter(tag("sectPr"))) != 1:
            return set()
        body = finish.last_section(self.root).getparent()
        marks = [] if body is None else [item for item in body if not isinstance(item.tag, str)]
        numbers = [int(number) for mark in marks for number in (mark.text or "").split()]
        names = {self.story.tags[number].block for number in numbers}
        return {section.key for section in self.document.sections if section.landscape and section.key in names}

    def _ends_open(self) -> bool:
        """Return whether the last section is landscape and the template's own end closes it: nothing stands behind."""
        rest = self._rest()
        number = next((n for n, item in enumerate(self.story.tags) if item.block == "sections"), None)
        if not rest or not rest[-1].landscape or number is None:
            return False
        mark = next((item for item in self.root.iter(etree.ProcessingInstruction) if item.text == str(number)), None)
        behind = [] if mark is None else list(mark.itersiblings())
        return all(item.tag == tag("sectPr") or _is_empty(item) for item in behind)

    def set_paper(self) -> None:
        """Set the paper: our own templates follow the document, a company's template only its brand."""
        setting = self.setting
        paper = setting.brand.paper or (self.document.paper if self._is_ours else None)
        before = paging.text_width(self.section)
        if paper is not None:
            for section in self.root.iter(tag("sectPr")):
                paging.set_paper(section, paper)
        if self.document.landscape:
            for section in self.root.iter(tag("sectPr")):
                paging.turn(section)
        setting.portrait_width = setting.width = paging.text_width(self.section)
        setting.portrait_height = paging.text_width(self.section, landscape=True)
        if setting.portrait_width != before:
            names = (self.styles_part, *finish.story_parts(self.package, self.part))
            paging.move_edge_tabs(self.package, names, before, setting.portrait_width)

    def write(self) -> None:
        """Evaluate the template's tags, with the content written where they ask for it."""
        vocabulary = template_vocabulary(self.document, self.setting.brand)
        told: list[Problem] = []
        for name in finish.story_parts(self.package, self.part):  # before landscape pages get headers of their own
            told += self._write_story(name, vocabulary)
        self.breaks = self._breaks()
        self.ends_open = self._ends_open()
        self._close()
        names = (*PLACES, *block_names(self.document), OWN_LIST)
        xml, problems = evaluate(self.story, vocabulary, names, self.label, self._with_own_ids)
        problems += told
        problems += evaluate_properties(self.package, vocabulary, self.label)
        if problems:
            raise PlanError(problems)
        if self.story.columns:
            xml = self._with_columns(xml)
        xml = self._number(xml)
        xml = fill(xml, self._blocks(slots(xml)))
        self.package.set_part(self.part, (XML_HEAD + xml).encode())
        drop_unused_images(self.package, self.part, xml)
        finish.drop_lost_comments(self.package, self.part)

    def _with_columns(self, xml: str) -> str:
        root = etree.fromstring(xml)
        wrong = settle_columns(root)
        if wrong:
            raise PlanError(Problem(rule="template-column", message=wrong, path=self.label))
        return etree.tostring(root, encoding="unicode")

    def _number(self, xml: str) -> str:
        """Count headings, tables and figures in the order in which the template shows them, its own included."""
        document, setting = self.document, self.setting
        sections = {section.key: section for section in document.sections}
        headings = {setting.styles[f"heading_{level}"]: level for level in (1, 2, 3)}
        brings = brings_numbers(xml, headings)
        root = etree.fromstring(xml) if brings else None
        found: list[Piece] = list(slots(xml)) if root is None else pieces_of(root, headings)
        self._require_once([item for item in found if isinstance(item, str)])
        pieces: list[Section | OwnHeading | OwnCaption] = []
        for item in found:
            if not isinstance(item, str):
                pieces.append(item)
            elif item == "sections":
                pieces += self._rest()
            elif item in sections:
                pieces.append(sections[item])
        shown = {piece.key for piece in pieces if isinstance(piece, Section)}
        left_out = [section for section in document.sections if section.key not in shown]
        setting.labels = label_all(pieces, setting.words, left_out, numbered=setting.styles.headings_are_numbered)
        if root is None:
            return xml
        for number, piece in enumerate(pieces, start=1):
            if isinstance(piece, OwnHeading):
                heading = next(item for item in setting.labels.headings if item.key == f"own/{number}")
                mark_heading(piece, setting.next_bookmark, heading.bookmark)
                setting.next_bookmark += 1
        return etree.tostring(root, encoding="unicode")

    def _require_once(self, names: list[str]) -> None:
        """Refuse a template that repeats a block in a loop: it would hold its bookmarks twice."""
        twice = {name for name in names if names.count(name) > 1 and name not in ("status",)}
        tags = [item for item in self.story.tags if item.block in twice]
        if tags:
            raise PlanError(
                Problem(
                    rule="template-block-twice",
                    message=f"{item.text} in {item.place} stands in a loop, which would repeat the block",
                    path=self.label,
                    where=item.place,
                    fix="put it outside of the loop",
                )
                for item in tags
            )

    def _with_own_ids(self, xml: str) -> str:
        """Give drawings and controls that a template's loop has repeated ids of their own."""
        xml = finish.marked_once(xml)
        xml = finish.unique(xml, _DRAWING_ID, self.setting.drawing_id)
        return finish.unique(xml, _CONTROL_ID, self.setting.control_id)

    def _write_story(self, name: str, vocabulary: Vocabulary) -> list[Problem]:
        """Evaluate the tags of a header, footer or note, and put the logo in its place."""
        if not _has_tags_or_logo(self.package.parts[name]):
            return []
        root = finish.rooted(self.package.parse(name))
        place_logo(self.package, name, root, self.setting.brand)
        story = gather(root, finish.part_label(name), self.label)
        xml, problems = evaluate(story, vocabulary, (), self.label)
        if story.columns and not problems:
            xml = self._with_columns(xml)
        self.package.set_part(name, (XML_HEAD + xml).encode())
        drop_unused_images(self.package, name, xml)
        return problems

    def _blocks(self, shown: list[str]) -> dict[str, str]:
        """Return the XML of the blocks that are shown. Sections placed one by one are left out of the rest."""
        document, setting = self.document, self.setting
        headings = setting.labels.headings
        sections = {section.key: section for section in document.sections}
        made = self._cover_blocks() if set(shown) & set(PLACES[2:]) else {}
        breaks = self.breaks
        for name in shown:
            if name == "sections":
                body = write_sections(self._rest(), headings, breaks, setting, follows=document.contents)
                made[name] = body.xml + (section_end(breaks, setting) if body.landscape and not self.ends_open else "")
                breaks = breaks.later if body.breaks else breaks
                setting.width = setting.portrait_width
            elif name in ("contents", OWN_LIST):
                written = contents if name == "contents" else contents_list
                made[name] = written(setting) if document.contents else ""
            elif name in sections:
                turned = name in self.turned
                body = write_sections([sections[name]], headings, breaks if turned else _NO_BREAKS, setting)
                made[name] = body.xml + (section_end(breaks, setting) if turned else "")
                breaks = breaks.later if turned else breaks
                setting.width = setting.portrait_width
        if paging.is_right_to_left(self.section):
            made = {name: paging.mirrored(xml) for name, xml in made.items()}
        return dict.fromkeys(shown, "") | made

    def _cover_blocks(self) -> dict[str, str]:
        cover, setting = self.document.cover, self.setting
        if cover is None:
            return {}
        line = f"{cover.kind} · {cover.line}" if cover.line else cover.kind
        title = paragraph(setting.styles["title"], run(cover.title))
        subtitle = paragraph(setting.styles["subtitle"], run(line))
        style = next((item.style for item in self.story.tags if item.block == "status"), "")
        status = paragraph(style or setting.styles["body"], chip(cover.status, setting))
        control = facts(cover.control, setting)
        approvals = write_blocks(cover.approvals, setting)
        return {
            "cover": title + subtitle + status + control + approvals,
            "control": control,
            "approvals": approvals,
            "status": status,
        }

    def _breaks(self) -> Breaks:
        """Return the ends of stretches of pages, made from the section in which the content stands."""
        if not self.turned and not any(section.landscape for section in self._rest()):
            return _NO_BREAKS
        later = etree.fromstring(break_xml(self.section))
        paging.without_title_page(later)
        paging.starts_new_page(later)
        return Breaks(break_xml(self.section), break_xml(later), break_xml(self._turned()))

    def _turned(self) -> etree._Element:
        """Return the section's properties for landscape pages, with headers that reach to their edge."""
        turned = paging.turned(self.section)
        paging.starts_new_page(turned)
        setting = self.setting
        setting.landscape_width = paging.text_width(turned)
        paging.widen_headers(self.package, self.part, turned, setting.portrait_width, setting.landscape_width)
        return turned

    def _close(self) -> None:
        """Let the template's own section end the last stretch: turned if that is, without the cover's header."""
        if not self.breaks.landscape:
            return
        if self.ends_open:
            parent = self.section.getparent()
            assert parent is not None
            parent.replace(self.section, self._turned())
        else:
            paging.without_title_page(self.section)
            paging.starts_new_page(self.section)

    def _rest(self) -> list[Section]:
        """Return the sections that the template does not place by their names."""
        placed = {item.block for item in self.story.tags if item.kind == "block"}
        return [section for section in self.document.sections if section.key not in placed]

    def finish(self) -> None:
        """Add what the content asked for: styles, lists, language, properties; then seal the file."""
        setting, document = self.setting, self.document
        if setting.styles.missing:
            root = self.package.xml(self.styles_part)
            bring_along(root, setting.styles.missing, finish.own_styles(setting.brand))
            self.package.flush()
        if setting.lists:
            paging.add_list_numbers(self.package, self.part, setting.lists)
        finish.separate_drawings(self.package, self.part)
        finish.set_language(self.package, self.part, self.styles_part, document.properties.language)
        settings = self.package.rels(self.part).target_of("settings")
        if self._is_ours:
            hyphenate_tables(self.package, self.styles_part, settings, document.properties.language)
        if self.turns:
            stories = (self.part, *finish.story_parts(self.package, self.part))
            turn_document(self.package, stories, self.styles_part, settings, document.properties.language)
        finish.set_core(self.package, document, core_texts(self.package, self.told))
        stamp(self.package, finish.sealed_facts(document))


def _is_empty(item: etree._Element) -> bool:
    """Return whether a paragraph behind the content shows nothing."""
    return item.tag == tag("p") and not any(True for _ in item.iter(tag("r")))


def _has_tags_or_logo(xml: bytes) -> bool:
    """Return whether a part needs to be looked at: a brace in its text, or a picture that may be the brand's."""
    return b"{" in xml or LOGO.encode() in xml
