"""The contents list: a real field with its entries already in it, so nothing is stale and Word asks nothing.

Page numbers are printed only when they are known, from a pass through a layout engine; without them the field is
told to leave them out, and every entry is still a link.
"""

from __future__ import annotations

from plandocs.render.word.labels import Heading
from plandocs.render.word.paragraphs import field, paragraph, run
from plandocs.render.word.setting import Setting

_LEVELS = 2


def contents(setting: Setting) -> str:
    """Return the heading and the list of the document's headings of two levels."""
    return paragraph(setting.styles["toc_heading"], run(setting.words["contents"])) + contents_list(setting)


def contents_list(setting: Setting) -> str:
    """Return the list alone."""
    listed = [heading for heading in setting.labels.headings if heading.level <= _LEVELS]
    if not listed:
        return ""
    paged = setting.pages is not None and all(heading.key in setting.pages for heading in listed)
    code = f'TOC \\o "1-{_LEVELS}" \\h \\z \\u' if paged else f'TOC \\o "1-{_LEVELS}" \\n \\h \\z \\u'
    opening = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code.replace(chr(34), "&quot;")} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(listed) - 1
    entries = [
        _entry(item, setting, opening if n == 0 else "", closing if n == last else "", paged=paged)
        for n, item in enumerate(listed)
    ]
    return "".join(entries)


def _entry(item: Heading, setting: Setting, before: str, after: str, *, paged: bool) -> str:
    text = run(f"{item.number}\t{item.text}" if item.number else item.text)
    if paged and setting.pages is not None:
        text += run("\t") + field(f"PAGEREF {item.bookmark} \\h", run(str(setting.pages[item.key])))
    link = f'<w:hyperlink w:anchor="{item.bookmark}" w:history="1">{text}</w:hyperlink>'
    return paragraph(setting.styles[f"toc_{item.level}"], f"{before}{link}{after}")
