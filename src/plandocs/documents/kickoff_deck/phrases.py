"""Phrases that the deck's sentences are made of: facts short enough for a title, lists that can be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words

TITLE_ROOM = 138
"""Characters of a title that two lines of 24 pt hold in any of our fonts."""

_CLAUSE_END = re.compile(r"[,;:](?= )| [(–—-](?=[ \w])")
_LEAST_CLAUSE = 20
"""Characters from which on the beginning of a sentence says something."""


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters: cut behind a word, inside one only where it alone is too long."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    blank = head.rfind(" ")
    if blank > most // 2 or text[most - 1 : most] == " ":
        head = head if text[most - 1 : most] == " " else head[:blank]
    return head.rstrip(" ,;:.–—-&(") + "…"


def clause(text: str, most: int) -> str:
    """Return a text of at most `most` characters that ends with one of its clauses; nothing where none is that short.

    `A truck waits 74 minutes, and nobody knows why` has the clause `A truck waits 74 minutes`.
    """
    if len(text) <= most:
        return text
    ends = [match.start() for match in _CLAUSE_END.finditer(text) if _LEAST_CLAUSE <= match.start() <= most]
    return text[: ends[-1]] if ends else ""


def share_room(first: str, second: str, room: int) -> tuple[str, str]:
    """Return two facts that have `room` characters together: a short one leaves its rest to the other."""
    if len(first) + len(second) <= room:
        return first, second
    half = room // 2
    if len(first) <= half:
        return first, shortened(second, room - len(first))
    if len(second) <= half:
        return shortened(first, room - len(second)), second
    return shortened(first, half), shortened(second, room - half)


def dated_asks(facts: Facts) -> list[Ask]:
    """Return the customer's actions that have a date."""
    return [ask for ask in facts.asks if ask.agreed_due is not None]


def joined(items: Sequence[str], words: Words, most: int = 0) -> str:
    """Return names in one phrase; set apart by semicolons where a name has a comma or the language's `and` itself.

    With `most`, those beyond it are counted.
    """
    shown = list(items[:most]) if most and len(items) > most else list(items)
    rest = len(items) - len(shown)
    signs = (",", ";", f" {words.say('common.list.and')} ")
    if not rest and not any(sign in item for item in shown for sign in signs):
        return words.say("common.joined", items=shown)
    if rest:
        shown.append(words.say("deck.rest", n=rest))
    return words.formats.apart(shown)
