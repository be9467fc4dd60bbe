"""The contents list: a real field with its entries already in it, so nothing is stale and Word asks nothing.

Page numbers are printed only when they are known, from a pass through a layout engine; without them the field is
told to leave them out, and every entry is still a link.
"""

from __future__ import annotations

from plandocs.render.word.labels import Captioned, Heading
from plandocs.render.word.paragraphs import field, paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import keep_with_next

_LEVELS = 2
_FEWEST = 2
"""Figures or tables from which on they get a list."""
_KEPT = 12
"""Lines up to which such a list is not divided between pages."""
_PAGEFUL = 28
"""Headings from which on their list leaves no room for another: the lists behind it then begin on a new page."""


def contents(setting: Setting) -> str:
    """Return the heading and the list of the document's headings of two levels."""
    return paragraph(setting.styles["toc_heading"], run(setting.words["contents"])) + contents_list(setting)


def contents_list(setting: Setting) -> str:
    """Return the list alone, and behind it those of figures and tables where the document asks for them."""
    if not setting.lists_captions:
        return _headings(setting)
    figures, tables = _captions("figure", setting), _captions("table", setting)
    listed = sum(heading.level <= _LEVELS for heading in setting.labels.headings)
    lists = figures + tables
    if lists and listed >= _PAGEFUL:
        # Kept with what follows by its style, but LibreOffice parts a heading from a field.
        lists = lists.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)
    return _headings(setting) + lists


def _headings(setting: Setting) -> str:
    listed = [heading for heading in setting.labels.headings if heading.level <= _LEVELS]
    if not listed:
        return ""
    paged = _are_paged([heading.bookmark for heading in listed], setting)
    opening, closing = _field(f'TOC \\o "1-{_LEVELS}"{_pages(paged)} \\h \\z \\u')
    last = len(listed) - 1
    entries = [
        _entry(item, setting, opening if n == 0 else "", closing if n == last else "", paged=paged)
        for n, item in enumerate(listed)
    ]
    return "".join(entries)


def _captions(kind: str, setting: Setting) -> str:
    """Return the list of the document's figures or tables with its heading; nothing where there are few."""
    listed = [item for item in setting.labels.captioned if item.kind == kind]
    if len(listed) < _FEWEST:
        return ""
    paged = _are_paged([item.bookmark for item in listed], setting)
    opening, closing = _field(f'TOC \\h \\z \\c "{kind.capitalize()}"{_pages(paged)}')
    last = len(listed) - 1
    entries = [
        _caption(item, setting, opening if n == 0 else "", closing if n == last else "", paged=paged)
        for n, item in enumerate(listed)
    ]
    if len(listed) <= _KEPT:
        entries = [*(keep_with_next(entry, True) for entry in entries[:-1]), entries[-1]]
    return paragraph(setting.style("List Heading"), run(setting.words[f"{kind}s"])) + "".join(entries)


def _are_paged(bookmarks: list[str], setting: Setting) -> bool:
    return setting.pages is not None and all(name in setting.pages for name in bookmarks)


def _pages(paged: bool) -> str:
    """Return the switch that leaves page numbers out, where they are not known."""
    return "" if paged else " \\n"


def _field(code: str) -> tuple[str, str]:
    """Return what opens a field of several paragraphs, and what closes it."""
    opening = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code.replace(chr(34), "&quot;")} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return opening, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _entry(item: Heading, setting: Setting, before: str, after: str, *, paged: bool) -> str:
    text = run(f"{item.number}\t{item.text}" if item.number else item.text)
    return _line(setting.styles[f"toc_{item.level}"], text, item.bookmark, setting, before, after, paged)


def _caption(item: Captioned, setting: Setting, before: str, after: str, *, paged: bool) -> str:
    text = run(f"{item.label}\t{item.text}")
    return _line(setting.style("table of figures"), text, item.bookmark, setting, before, after, paged)


def _line(
    style: str, text: str, bookmark: str, setting: Setting, before: str, after: str, paged: bool, keep: str = ""
) -> str:
    """Return one line of a list: a link to its place, with the page where it is known."""
    if paged and setting.pages is not None:
        text += run("\t") + field(f"PAGEREF {bookmark} \\h", run(str(setting.pages[bookmark])))
    link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{text}</w:hyperlink>'
    return paragraph(style, f"{before}{link}{after}")
