"""Marks within a line of a plan's text, as spans or taken away.

`**bold**`, `*italic*`, `_italic_`, `` `code` `` and `[text](https://…)`. A mark opens only at the beginning of a word
and closes only at the end of one, so that file patterns, products and names of things in programs stay as typed. There
is no escape character: a text without these pairs is printed letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import replace

from plandocs.content.blocks import Rich, Span

_BEFORE = r"(?<![\w*_`/\\.])"
_AFTER = r"(?![\w*_`/\\])"
_BOLD = rf"{_BEFORE}\*\*(?P<bold>(?=[^\s*])(?:[^*\n]|\*(?!\*))*?(?<=[^\s*]))\*\*{_AFTER}"
_STAR = rf"{_BEFORE}\*(?P<star>(?=[\w\"'(“‘\[`])[^*\n]*?(?<=[\w.!?)\"'”’%\]`]))\*{_AFTER}"
_LINE = rf"{_BEFORE}_(?P<line>(?=[A-Za-z0-9\"'(“‘À-ɏ])[^_\n]*?(?<=[\w.!?)\"'”’%])(?<!_))_{_AFTER}"
_CODE = r"(?<!`)`(?P<code>[^`\n]+)`(?!`)"
_LINK = r"(?<![!\w])\[(?P<label>[^\[\]\n]+)\]\((?P<href>(?:https?://|mailto:)[^\s()<>\"]+)\)"
_MARKS = re.compile("|".join((_CODE, _LINK, _BOLD, _STAR, _LINE)), re.IGNORECASE)
_SIGNS = re.compile(r"[*`\[]|(?<!\w)_")
_MOST = 4000
"""Marks of one text that are looked for; more are no text that somebody wrote."""


def has_signs(text: str) -> bool:
    """Return whether a text has a sign that may be a mark: told fast, and by far most texts have none."""
    return _SIGNS.search(text) is not None


def spans(text: str) -> Rich:
    """Return a text in spans where it has marks; else the text itself."""
    if not has_signs(text):
        return text
    found = _spans(text, Span(""))
    return text if len(found) == 1 and found[0] == Span(text) else tuple(found)


def plain(text: str) -> str:
    """Return a text without its marks; a link's address stays behind its words where they do not name it."""
    if not has_signs(text):
        return text
    return "".join(_said(span) for span in _spans(text, Span("")))


def _said(span: Span) -> str:
    address = span.href.removeprefix("mailto:")
    return f"{span.text} ({address})" if span.href and address not in span.text else span.text


def _spans(text: str, look: Span) -> list[Span]:
    """Return the spans of a text that stands within marks already: `look` carries what they say."""
    out: list[Span] = []
    position = 0
    for number, found in enumerate(_MARKS.finditer(text)):
        if number >= _MOST:
            break
        if found.start() > position:
            out.append(replace(look, text=text[position : found.start()]))
        position = found.end()
        if found["code"] is not None:
            out.append(replace(look, text=found["code"], code=True))
        elif found["label"] is not None:
            out += [replace(item, href=found["href"]) for item in _spans(found["label"], look)]
        elif found["bold"] is not None:
            out += _spans(found["bold"], replace(look, strong=True))
        else:
            out += _spans(found["star"] or found["line"], replace(look, italic=True))
    if position < len(text):
        out.append(replace(look, text=text[position:]))
    return out
