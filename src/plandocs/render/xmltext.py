"""Text on its way into XML: cleaned of what XML forbids, then escaped.

Control characters are reported with their place at the edge of the model; here they are dropped without a
word, as the last line of defence, because one of them makes Office offer to repair the whole file.
"""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean_text(text: str) -> str:
    """Return the text without characters XML 1.0 forbids; line ends become a single line feed."""
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text)


def has_illegal_characters(text: str) -> bool:
    """Return whether the text holds a character XML 1.0 forbids."""
    return not text.isprintable() and _ILLEGAL.search(text) is not None


def escape_text(text: str) -> str:
    """Return the text for the inside of an element."""
    if not text.isprintable():
        text = clean_text(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """Return the text for the inside of a double-quoted attribute; tabs and line ends survive parsing."""
    if text.isprintable():
        return _escape_quoted(text)
    return _escape_quoted(clean_text(text)).replace("\n", "&#10;").replace("\t", "&#9;")


def escape_cell(text: str) -> str:
    """Return the text for a string in a workbook, where `_x0041_` would be read as the letter A.

    The first underscore of such a run is written as its own escape (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    """
    if "_x" in text:
        text = _CELL_ESCAPE.sub("_x005F_", text)
    return escape_text(text)


def space_attribute(text: str) -> str:
    """Return ` xml:space="preserve"` when the text begins or ends with a blank or holds two together."""
    if text != text.strip() or "  " in text or "\n" in text or "\t" in text:
        return ' xml:space="preserve"'
    return ""


def _escape_quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
