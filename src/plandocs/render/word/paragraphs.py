"""Paragraphs, runs, links and fields as WordprocessingML text.

Every look is a style's. Text goes through `escape_text`; right-to-left stretches get runs of their own, because Word
sets them in reading order only when told so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plandocs.content.blocks import Bullets, Callout, Paragraph, Rich, Span
from plandocs.render.word.labels import Heading
from plandocs.render.word.setting import Setting
from plandocs.render.xmltext import escape_attribute, escape_text, space_attribute

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_FIRST_RTL = "\u0590"
_RTL_RUNS = re.compile(f"([{_RTL}](?:[\\s{_RTL}\\d.,:;!?\u060c\u061b\u061f-]*[{_RTL}])?)")
MARKS = {"good": "●", "watch": "▲", "bad": "■", "neutral": "○", "accent": "♦"}
"""The shape that stands beside a status word: colour is never alone."""
_KEPT_ITEMS = 5
"""Items up to which a list is not divided between pages; of a longer one, the first two stay together."""
_CALLOUTS = {
    "accent": "",
    "good": "Callout Good",
    "watch": "Callout Watch",
    "bad": "Callout Bad",
    "neutral": "Callout Neutral",
}


def paragraph(style: str, inside: str, more: str = "") -> str:
    """Return a paragraph in a style; `more` is paragraph properties that no style can carry."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


@lru_cache(maxsize=16384)
def run(text: str, style: str = "") -> str:
    """Return a text as runs in a character style; nothing for an empty text. Names and dates come again and again."""
    if not text:
        return ""
    if text.isascii() or max(text) < _FIRST_RTL or _RTL_RUNS.search(text) is None:
        return _run(text, style, rtl=False)
    parts = _RTL_RUNS.split(text)
    return "".join(_run(part, style, rtl=number % 2 == 1) for number, part in enumerate(parts) if part)


def _run(text: str, style: str, *, rtl: bool) -> str:
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    if rtl:
        look += "<w:rtl/>"
    head = f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"
    if "\n" not in text and "\t" not in text:
        return f"{head}<w:t{space_attribute(text)}>{escape_text(text)}</w:t></w:r>"
    inside = []
    for piece in re.split("([\n\t])", text):
        if piece == "\n":
            inside.append("<w:br/>")
        elif piece == "\t":
            inside.append("<w:tab/>")
        elif piece:
            inside.append(f'<w:t xml:space="preserve">{escape_text(piece)}</w:t>')
    return f"{head}{''.join(inside)}</w:r>"


def rich(text: Rich, setting: Setting) -> str:
    """Return a line of text with its strong, muted and linked spans."""
    if isinstance(text, str):
        return run(text)
    return "".join(_span(span, setting) for span in text)


def _span(span: Span, setting: Setting) -> str:
    style = setting.style("Strong") if span.strong else setting.style("Muted") if span.muted else ""
    if span.italic or span.code:
        return _marked(span, setting)
    if span.tone is not None:
        shape = run(MARKS[span.tone], setting.style(f"Chip {span.tone.capitalize()}"))
        return shape + run(f"\u00a0{span.text}", style)
    if span.href:
        linked = run(span.text or span.href, setting.style("Hyperlink"))
        return f'<w:hyperlink r:id="{setting.link_id(span.href)}" w:history="1">{linked}</w:hyperlink>'
    if not span.anchor:
        return run(span.text, style)
    label = setting.labels.anchors.get(span.anchor)
    if label is None:
        raise ValueError(f"a link leads to '{span.anchor}', which the document does not have")
    if not label.bookmark:
        return run(span.text or label.text, style)
    if span.text:
        return f'<w:hyperlink w:anchor="{label.bookmark}" w:history="1">{run(span.text, style)}</w:hyperlink>'
    if label.number:
        word = label.text.removesuffix(label.number)
        return run(word, style) + field(f"REF {label.bookmark} \\r \\h", run(label.number, style))
    return field(f"REF {label.bookmark} \\h", run(label.text, style))


def _marked(span: Span, setting: Setting) -> str:
    """Return an author's italic or code text, which may be bold or a link besides."""
    style = (
        setting.style("HTML Code" if setting.styles.has("HTML Code") else "Code Text")
        if span.code
        else setting.style("Hyperlink")
        if span.href
        else ""
    )
    style = style or setting.style("Strong" if span.strong else "Emphasis")
    more = ("<w:b/>" if span.strong and style != setting.style("Strong") else "") + (
        "<w:i/>" if span.italic and style != setting.style("Emphasis") else ""
    )
    inside = run(span.text, style)
    if more:
        inside = inside.replace(f'<w:rStyle w:val="{style}"/>', f'<w:rStyle w:val="{style}"/>{more}')
    if span.href:
        return f'<w:hyperlink r:id="{setting.link_id(span.href)}" w:history="1">{inside}</w:hyperlink>'
    return inside


def field(code: str, result: str) -> str:
    """Return a field with its result, so that nobody has to update it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape_text(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def heading(item: Heading, setting: Setting, more: str = "") -> str:
    """Return a numbered heading in its bookmark."""
    return paragraph(setting.styles[f"heading_{item.level}"], setting.bookmark(item.bookmark, run(item.text)), more)


def caption(block: object, text: str, setting: Setting) -> str:
    """Return a caption above a table or figure: its word and number in a field, then its text."""
    word, number, bookmark = setting.labels.captions[id(block)]
    strong = setting.style("Caption Label")
    kind = "Figure" if bookmark.startswith("_Reffig") else "Table"
    label = run(f"{word}\u00a0", strong) + field(f"SEQ {kind} \\* ARABIC", run(str(number), strong))
    inside = setting.bookmark(bookmark, label) + run(f"  {text}")
    return paragraph(setting.styles["caption"], inside, "<w:keepNext/>")  # a company's style may not keep it


def body(block: Paragraph, setting: Setting, *, spaced: bool = False) -> str:
    """Return a paragraph block; `spaced` keeps it off the table or list above it."""
    if block.kind == "body" and spaced:
        return paragraph(setting.style("Body Text Spaced"), rich(block.text, setting))
    return paragraph(setting.styles[block.kind], rich(block.text, setting))


def bullets(block: Bullets, setting: Setting) -> str:
    """Return a list; a numbered one counts from 1."""
    number = setting.new_list() if block.numbered else ""
    counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    style = setting.styles["number" if block.numbered else "bullet"]
    kept = len(block.items) - 1 if len(block.items) <= _KEPT_ITEMS else 1
    return "".join(
        paragraph(style, rich(item, setting), ("<w:keepNext/>" if n < kept else "") + counted)
        for n, item in enumerate(block.items)
    )


def callout(block: Callout, setting: Setting) -> str:
    """Return a callout: one paragraph, its title in bold before its text."""
    name = _CALLOUTS[block.tone]
    style = setting.style(name) if name else setting.styles["callout"]
    title = run(f"{block.title}  ", setting.style("Strong")) if block.title else ""
    if title and block.tone != "accent":
        title = run(f"{MARKS[block.tone]}\u00a0", setting.style(f"Chip {block.tone.capitalize()}")) + title
    return paragraph(style, title + rich(block.text, setting))


def alt_attributes(name: str, text: str) -> str:
    """Return the name and description of a drawing, for readers who do not see it."""
    return f'name="{escape_attribute(name)}" descr="{escape_attribute(text)}"'
