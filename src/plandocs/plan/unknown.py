"""What a plan says when it does not know something yet: `unknown`, and how else people write it."""

from __future__ import annotations

UNKNOWN = frozenset({"", "unknown", "tbd", "?", "to be defined", "open"})
"""Answers that are none, in lower case."""


def known(text: str) -> str:
    """Return a text, or an empty one where the plan says that nobody knows it yet."""
    return "" if text.strip().casefold() in UNKNOWN else text
