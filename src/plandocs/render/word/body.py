"""The sections of a document, one after the other, with page breaks and landscape pages where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Cards,
    Chain,
    ColumnBoard,
    ColumnChart,
    Form,
    HeatMap,
    KeyValues,
    LineChart,
    Matrix,
    Paragraph,
    SignOff,
    Subheading,
    Table,
    TeamBoard,
    TimeLine,
)
from plandocs.content.document import Section
from plandocs.content.gantt import Gantt
from plandocs.render.word import boards, paragraphs, tables
from plandocs.render.word.beside import beside
from plandocs.render.word.charts import column_chart, line_chart
from plandocs.render.word.forms import form
from plandocs.render.word.gantt import gantt
from plandocs.render.word.heatmap import heat_map
from plandocs.render.word.labels import Heading
from plandocs.render.word.matrix import matrix
from plandocs.render.word.setting import Setting
from plandocs.render.word.signoff import sign_off
from plandocs.render.word.timeline import time_line

_HEADING = 1600
"""About what a heading takes of its page, with the sentence below it, in twentieths of a point."""
_PAGE_BREAK = "<w:pageBreakBefore/>"


@dataclass(frozen=True, slots=True)
class Breaks:
    """The section properties that end a stretch of pages, as XML.

    `first` ends the first portrait stretch, with the cover's own header; `portrait` a later one; `landscape` a
    landscape one.
    """

    first: str
    portrait: str
    landscape: str

    @property
    def later(self) -> Breaks:
        """The breaks once the first stretch has ended."""
        return Breaks(self.portrait, self.portrait, self.landscape)


@dataclass(frozen=True, slots=True)
class Body:
    """Written sections. `breaks` counts the section ends inside; `landscape` tells how the last stretch is turned."""

    xml: str
    breaks: int
    landscape: bool


def write_sections(
    sections: Sequence[Section],
    headings: Sequence[Heading],
    breaks: Breaks,
    setting: Setting,
    *,
    follows: bool = False,
) -> Body:
    """Return the XML of sections in order. The last stretch of pages is left open: the template's own end closes it.

    `follows` tells that something stands before the first section, which then may ask for a page of its own.
    """
    writer = _Writer(breaks, setting, follows=follows)
    by_section = _headings_by_section(sections, headings)
    for section in sections:
        writer.section(section, by_section[section.key])
    return Body("".join(writer.out), writer.breaks, writer.landscape)


def write_blocks(blocks: Sequence[Block], setting: Setting) -> str:
    """Return blocks outside of sections, such as those of a cover."""
    writer = _Writer(Breaks("", "", ""), setting)
    writer.blocks(blocks, [])
    return "".join(writer.out)


class _Writer:
    def __init__(self, breaks: Breaks, setting: Setting, *, follows: bool = False) -> None:
        self._breaks = breaks
        self._setting = setting
        self._follows = follows
        self.out: list[str] = []
        self.breaks = 0
        self.landscape = False
        self._after_table = False
        self._spaced = False
        self._paired = False

    def section(self, section: Section, headings: list[Heading]) -> None:
        turned = section.landscape and bool(self._breaks.landscape)
        fresh = self._turn(turned)
        more = _PAGE_BREAK if section.new_page and not fresh and (self.out or self._follows) else ""
        self.out.append(paragraphs.heading(headings[0], self._setting, more))
        self._setting.above = _HEADING
        self._after_table = self._spaced = False
        self.blocks(section.blocks, headings[1:])

    def blocks(self, blocks: Sequence[Block], headings: list[Heading]) -> None:
        left = iter(headings)
        following = [*blocks, None][1:]
        for block, after in zip(blocks, following, strict=True):
            if isinstance(block, LineChart) and block.beside and self._paired:
                self._paired = False
                continue
            if isinstance(block, Table) and isinstance(after, LineChart) and after.beside and block.rows:
                self.out.append(beside(block, after, self._setting))
                self._after_table = self._spaced = self._paired = True
                continue
            if isinstance(block, Subheading):
                self.out.append(paragraphs.heading(next(left), self._setting))
                self._setting.above = _HEADING
                self._after_table = self._spaced = False
                continue
            self._block(block)

    def _block(self, block: Block) -> None:
        """Write one block; two tables in a row are kept apart, else Word makes one of them."""
        if isinstance(block, Paragraph):
            self.out.append(paragraphs.body(block, self._setting, spaced=self._spaced))
            self._after_table = self._spaced = False
            return
        xml = write_block(block, self._setting)
        if not xml:
            return
        self._setting.above = 0
        if self._after_table and not isinstance(block, Callout) and not _starts_with_caption(xml, self._setting):
            gap = paragraphs.paragraph(self._setting.style("Block Gap"), "")
            self.out.append(gap)
        self.out.append(xml)
        self._after_table = xml.endswith("</w:tbl>")
        self._spaced = self._after_table or isinstance(block, Bullets)

    def _turn(self, landscape: bool) -> bool:
        """End the pages so far where the next section lies the other way; tell whether it did."""
        if landscape == self.landscape:
            return False
        if self.landscape:
            ending = self._breaks.landscape
        else:
            ending = self._breaks.first if self.breaks == 0 else self._breaks.portrait
        self._end(ending)
        self.landscape = landscape
        self._setting.width = self._setting.landscape_width if landscape else self._setting.portrait_width
        return True

    def _end(self, ending: str) -> None:
        style = self._setting.style("Section End")
        self.out.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ending}</w:pPr></w:p>')
        self.breaks += 1
        self._after_table = self._spaced = False


def write_block(block: Block, setting: Setting) -> str:
    """Return the XML of one block."""
    match block:
        case Table():
            return tables.table(block, setting)
        case Gantt():
            return gantt(block, setting)
        case Paragraph():
            return paragraphs.body(block, setting)
        case Bullets():
            return paragraphs.bullets(block, setting)
        case KeyValues():
            return tables.facts(block, setting)
        case Callout():
            return paragraphs.callout(block, setting)
        case Cards():
            return boards.cards(block, setting)
        case HeatMap():
            return heat_map(block, setting)
        case Matrix():
            return matrix(block, setting)
        case Chain():
            return boards.chain(block, setting)
        case ColumnBoard():
            return boards.column_board(block, setting)
        case TeamBoard():
            return boards.team_board(block, setting)
        case TimeLine():
            return time_line(block, setting)
        case SignOff():
            return sign_off(block, setting)
        case LineChart():
            return line_chart(block, setting)
        case ColumnChart():
            return column_chart(block, setting)
        case Form():
            return form(block, setting)
        case Subheading():
            raise ValueError("a subheading is written by its section")
    raise TypeError(f"no Word writer for {type(block).__name__}")


def section_end(breaks: Breaks, setting: Setting) -> str:
    """Return the end of a landscape stretch of pages."""
    return paragraphs.paragraph(setting.style("Section End"), "", breaks.landscape)


def break_xml(section: etree._Element) -> str:
    """Return section properties as XML for the inside of a paragraph's properties."""
    return etree.tostring(section, encoding="unicode", with_tail=False)


def _starts_with_caption(xml: str, setting: Setting) -> bool:
    return xml.startswith(f'<w:p><w:pPr><w:pStyle w:val="{setting.styles["caption"]}"/>')


def _headings_by_section(sections: Sequence[Section], headings: Sequence[Heading]) -> dict[str, list[Heading]]:
    found: dict[str, list[Heading]] = {section.key: [] for section in sections}
    for item in headings:
        key = item.key.partition("/")[0]
        if key in found:
            found[key].append(item)
    return found
