"""What a review of a changed document says besides the changes: whose it is, and why things were changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Whose changes they are. `dated` is the day of all of them: the as-of date or the plan's, never today's."""

    author: str
    initials: str
    dated: date


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was changed.

    `paragraphs` is the comment's text; `again` is what it says at its second and later places. `subjects` are the
    things that it changed, each by the names it may have in the document: an id, a title, a date. `own` is what the
    reason itself is called there.
    """

    paragraphs: tuple[str, ...]
    again: str
    subjects: tuple[tuple[str, ...], ...] = ()
    own: tuple[str, ...] = ()
