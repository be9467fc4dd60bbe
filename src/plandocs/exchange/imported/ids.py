"""Ids for what a file has only names for: short, readable, and such that a link can name them."""

from __future__ import annotations

import re
import unicodedata

from plandocs.plan.parsing import parse_id

_LONGEST = 24
_WORDS = re.compile(r"[^\W_]+")
_AS_TYPED = re.compile(r"[^\W_][\w.-]{0,23}")


def slug(text: str) -> str:
    """Return a text as lower-case words joined by hyphens, without accents, cut to about 24 letters at a word."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    made = ""
    for word in _WORDS.findall(bare):
        if made and len(made) + 1 + len(word) > _LONGEST:
            break
        made = f"{made}-{word}" if made else word[:_LONGEST]
    return made


def free_id(wanted: str, taken: set[str], fallback: str) -> str:
    """Return an id that nobody has yet, as near as can be to the one wanted, and take it.

    `fallback` is used where nothing is wanted, or what is wanted cannot be an id.
    """
    base = wanted if is_id(wanted) else fallback
    made, number = base, 2
    while made in taken:
        made, number = f"{base}_{number}", number + 1
    taken.add(made)
    return made


def is_as_typed(text: str) -> bool:
    """Return whether a text of a file can be taken for an id as it stands there."""
    return _AS_TYPED.fullmatch(text) is not None and is_id(text)


def short_name(name: str, taken: set[str]) -> str:
    """Return what a person is called in a plan: the first name where it is free, else the whole name."""
    words = slug(name).split("-")
    first = words[0] if len(words[0]) > 2 else ""
    return first if first and first not in taken else slug(name)


def is_id(text: str) -> bool:
    """Return whether a text can be an id as it stands."""
    try:
        return parse_id(text) == text
    except ValueError:
        return False
