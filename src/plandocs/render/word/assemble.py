"""Putting a Word document together: open, dress, evaluate, fill, finish, check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.document import Document
from plandocs.errors import PlanError, Problem
from plandocs.render.check import require_sound
from plandocs.render.origin import stamp
from plandocs.render.package import Package
from plandocs.render.properties import own_properties
from plandocs.render.relationships import XML_HEAD
from plandocs.render.word import finish, paging
from plandocs.render.word.body import Breaks, break_xml, write_blocks, write_sections
from plandocs.render.word.contents import contents
from plandocs.render.word.labels import label_all
from plandocs.render.word.names import tag
from plandocs.render.word.paragraphs import paragraph, run
from plandocs.render.word.setting import WORDS, Setting
from plandocs.render.word.styles import Styles, bring_along
from plandocs.render.word.tables import chip, facts
from plandocs.render.word.tags import TARGET, Tag, gather
from plandocs.render.word.template import evaluate
from plandocs.render.word.theming import LOGO, drop_unused_images, place_logo, restyle
from plandocs.render.word.values import template_values

_DRAWING_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")(\d+)(")')
_CONTROL_ID = re.compile(r'(<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val=")(-?\d+)(")', re.DOTALL)
_BOOKMARK_ID = re.compile(r'<w:bookmarkStart [^>]*?w:id="(\d+)"')
_NO_BREAKS = Breaks("", "", "")


def assemble(document: Document, brand: Brand, template: bytes, pages: Mapping[str, int] | None) -> bytes:
    """Return the finished file; see `render_document`."""
    missing = [word for word in WORDS if not dict(document.words).get(word)]
    if missing:
        raise ValueError(f"the document lacks the words {', '.join(missing)}")
    assembly = _Assembly(document, brand, template)
    assembly.set_paper()
    assembly.write(pages)
    assembly.finish()
    require_sound(assembly.package, assembly.label)
    return assembly.package.to_bytes()


class _Assembly:
    """One document on its way: the package, the main part's tree with its tags gathered, and the setting."""

    def __init__(self, document: Document, brand: Brand, template: bytes) -> None:
        self.document = document
        name = f"word/{document.template}.docx"
        self.label = brand.template_label(name)
        self.package = _dressed(template, self.label, brand).copy()
        self.part = self.package.main_part()
        self._is_ours = "paper" in own_properties(self.package)
        self.root = finish.rooted(self.package.parse(self.part))
        self.styles_part = finish.styles_part(self.package, self.part, self.label)
        styles = Styles(self.package.parts[self.styles_part], self.label, brand.word_styles(name))
        self.setting = Setting(
            package=self.package,
            part=self.part,
            brand=brand,
            styles=styles,
            formats=document.formats,
            words=dict(document.words),
            labels=label_all(document, numbered=styles.headings_are_numbered),
            compact=document.compact,
        )
        self._start_ids()
        finish.last_section(self.root)
        place_logo(self.package, self.part, self.root, brand)
        self.story = gather(self.root, "", self.label)
        if not any(item.kind == "block" for item in self.story.tags):
            self._append_placeholders()
        self.section = self._section_of_content()

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
        names += ["contents"] if self.document.contents else []
        for name in [*names, "sections"]:
            self.story.tags.append(Tag(f"{{{{ block.{name} }}}}", "block", "the end of the template", name, alone=True))
            mark = etree.ProcessingInstruction(TARGET, str(len(self.story.tags) - 1))
            body.insert(body.index(section), mark)

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

    def set_paper(self) -> None:
        """Set the paper: our own templates follow the document, a company's template only its brand."""
        setting = self.setting
        paper = setting.brand.paper or (self.document.paper if self._is_ours else None)
        before = paging.text_width(self.section)
        if paper is not None:
            for section in self.root.iter(tag("sectPr")):
                paging.set_paper(section, paper)
        setting.portrait_width = setting.width = paging.text_width(self.section)
        if setting.portrait_width != before:
            names = (self.styles_part, *finish.story_parts(self.package, self.part))
            paging.move_edge_tabs(self.package, names, before, setting.portrait_width)

    def write(self, pages: Mapping[str, int] | None) -> None:
        """Evaluate the template's tags, with the content written where they ask for it."""
        self.setting.pages = finish.pages_by_key(self.setting.labels.headings, pages)
        blocks = self._blocks()
        values = template_values(self.document, self.setting.brand)
        xml, problems = evaluate(self.story, values, blocks, self.label, self._with_own_ids)
        for name in finish.story_parts(self.package, self.part):
            problems += self._write_story(name, values)
        if problems:
            raise PlanError(problems)
        self.package.set_part(self.part, (XML_HEAD + xml).encode())
        drop_unused_images(self.package, self.part, xml)

    def _with_own_ids(self, xml: str) -> str:
        """Give drawings and controls that a template's loop has repeated ids of their own."""
        xml = finish.unique(xml, _DRAWING_ID, self.setting.drawing_id)
        return finish.unique(xml, _CONTROL_ID, self.setting.control_id)

    def _write_story(self, name: str, values: Mapping[str, Any]) -> list[Problem]:
        """Evaluate the tags of a header, footer or note, and put the logo in its place."""
        if not _has_tags_or_logo(self.package.parts[name]):
            return []
        root = self.package.parse(name)
        place_logo(self.package, name, root, self.setting.brand)
        story = gather(root, finish.part_label(name), self.label)
        xml, problems = evaluate(story, values, {}, self.label)
        self.package.set_part(name, (XML_HEAD + xml).encode())
        drop_unused_images(self.package, name, xml)
        return problems

    def _blocks(self) -> dict[str, str]:
        """Return the XML for every block a tag may ask for. Sections placed one by one are left out of the rest."""
        document, setting = self.document, self.setting
        placed = {item.block for item in self.story.tags if item.kind == "block"}
        rest = [section for section in document.sections if section.key not in placed]
        body = write_sections(rest, setting.labels.headings, self._breaks(), setting, follows=document.contents)
        self._close(body.breaks, landscape=body.landscape)
        setting.width = setting.portrait_width
        blocks = {"sections": body.xml, "contents": contents(setting) if document.contents else ""}
        for section in document.sections:
            shown = section.key in placed
            blocks[section.key] = (
                write_sections([section], setting.labels.headings, _NO_BREAKS, setting).xml if shown else ""
            )
        return blocks | self._cover_blocks()

    def _cover_blocks(self) -> dict[str, str]:
        cover, setting = self.document.cover, self.setting
        if cover is None:
            return dict.fromkeys(("cover", "control", "approvals", "status"), "")
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
        if not any(section.landscape for section in self.document.sections):
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

    def _close(self, breaks: int, *, landscape: bool) -> None:
        """Let the template's own section end the last stretch: turned if that is, without the cover's header."""
        if not breaks:
            return
        if landscape:
            parent = self.section.getparent()
            assert parent is not None
            parent.replace(self.section, self._turned())
        else:
            paging.without_title_page(self.section)
            paging.starts_new_page(self.section)

    def finish(self) -> None:
        """Add what the content asked for: styles, lists, language, properties; then seal the file."""
        setting, document = self.setting, self.document
        if setting.styles.missing:
            root = self.package.xml(self.styles_part)
            bring_along(root, setting.styles.missing, finish.own_styles(setting.brand))
            self.package.flush()
        if setting.lists:
            paging.add_list_numbers(self.package, self.part, setting.lists)
        finish.set_language(self.package, self.part, self.styles_part, document.properties.language)
        finish.set_core(self.package, document)
        stamp(self.package, finish.sealed_facts(document))


@lru_cache(maxsize=8)
def _dressed(template: bytes, label: str, brand: Brand) -> Package:
    """Return a template in the brand, to be copied."""
    package = Package.open(template, name=label)
    package.main_part()  # raises where there is none
    restyle(package, brand)
    package.flush()
    return package


def _has_tags_or_logo(xml: bytes) -> bool:
    """Return whether a part needs to be looked at: a brace in its text, or a picture that may be the brand's."""
    return b"{" in xml or LOGO.encode() in xml
