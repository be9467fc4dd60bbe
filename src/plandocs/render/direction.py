"""Which way a document's text runs, and stretches that run the other way.

In a document from right to left, a sentence that is mostly Latin (a fixed sentence without a translation, the name of a
product with its version) would have its full stop at the wrong end and its parts in the wrong order. Its paragraph is
written from left to right then; where a paragraph must not be, because a bullet or a status shape stands before it, the
sentence is put between marks without width. Text is never changed otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi"})
EMBEDDING, POP = "\u202a\u200e", "\u200e\u202c"
"""What opens and closes a stretch from left to right (Unicode Standard Annex 9: LRE, LRM and LRM, PDF).

Programs that know no embeddings, such as LibreOffice's text boxes, still go by the marks: full stops come out right.
"""
RIGHT_TO_LEFT_LETTERS = "\u0590-\u05ff\u0600-\u07bf\u0860-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LRM, _RLM = "\u200e", "\u200f"
_CLOSING = (POP, _LRM)
_OTHER = re.compile(f"[{RIGHT_TO_LEFT_LETTERS}]")
_WORD = re.compile(f"[^ \\t\\n]*?(?:([{RIGHT_TO_LEFT_LETTERS}])|[^\\W\\d_])[^ \\t\\n]*")
_EDGE = re.compile("^[^\\w\"“„«'(\\[]*")
_ARROW = re.compile("\\s*[→←]?\\s*$")


def runs_right_to_left(language: str) -> bool:
    """Return whether a language, by its tag such as `ar-EG`, is written from right to left."""
    return language.partition("-")[0].lower() in _LANGUAGES


def reads_left_to_right(text: str) -> bool:
    """Return whether a text of a document from right to left is to be read from left to right as a whole.

    So it is when it has more than twice as many words in Latin or a like script as in Arabic or Hebrew, or begins with
    one and has more of them; a text without words is not. A date, whose parts no-break spaces hold together, is one.
    """
    kinds = [bool(found[1]) for found in _WORD.finditer(text)]
    others = sum(kinds)
    latin = len(kinds) - others
    return latin > 2 * others or (latin > others and not kinds[0])


def is_led(text: str) -> bool:
    """Return whether a symbol stands before a text, such as the shape of a status."""
    found = _EDGE.match(text)
    return found is not None and found.end() > 0 and not text[0].isspace()


def embedded(texts: Sequence[str]) -> list[str]:
    """Return the texts of one paragraph's runs, with marks around what is read from left to right as a whole.

    A symbol before it, such as a status shape, and an arrow behind it stay outside, on the side of the paragraph.
    """
    whole = "".join(texts)
    if not reads_left_to_right(whole):
        return list(texts)
    head, tail = _EDGE.match(whole), _ARROW.search(whole)
    opens = head.end() if head is not None else 0
    closes = max(opens, tail.start() if tail is not None else len(whole))
    core = whole[opens:closes]
    if core[:1].isalpha() and core[-1:].isalpha() and not _OTHER.search(core):
        return list(texts)  # between letters of one script, everything else goes their way
    return _with_marks(texts, [(opens, EMBEDDING), (closes, POP)])


def dates_kept(texts: Sequence[str]) -> list[str]:
    """Return the texts of one paragraph from left to right, with marks that keep Arabic or Hebrew dates in one piece.

    Else the day of `18 ديسمبر 2026` would be read with what stands before it, and a number behind it with the year.
    """
    marks = []
    for found in _WORD.finditer("".join(texts)):
        word = found[0]
        if _OTHER.search(word) and any(character.isdecimal() for character in word):
            last = max(n for n, character in enumerate(word, start=1) if character.isalnum())
            first = next(n for n, character in enumerate(word) if character.isalnum())
            if word[first].isdecimal():
                marks.append((found.start() + first, _RLM))
            marks.append((found.start() + last, _LRM))
    return _with_marks(texts, marks) if marks else list(texts)


def _with_marks(texts: Sequence[str], marks: Sequence[tuple[int, str]]) -> list[str]:
    """Return texts with marks put in at places of the whole; between two texts, an opening goes to the later."""
    out, place = [], 0
    for text in texts:
        start, end = place, place + len(text)
        for at, mark in reversed(marks):
            inside = start < at <= end if mark in _CLOSING else start <= at < end
            if inside:
                text = text[: at - start] + mark + text[at - start :]
        out.append(text)
        place = end
    return out
