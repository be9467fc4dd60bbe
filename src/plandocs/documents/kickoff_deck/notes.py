"""Speaker notes: what a slide is for, what to say, what to ask, and where it comes from in the plan."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.wording import Words

MOST_POINTS = 6


def speaker_notes(
    words: Words, kind: str, lines: Sequence[str] = (), *, book: str = "deck", **values: object
) -> tuple[str, ...]:
    """Return a slide's notes: purpose, talking points, a question to ask, the source in the plan.

    `lines` are facts of the plan that the talking points are made of, six at most; without any the points are left
    out where they are nothing but facts. `book` is the file of the wording that has them.
    """
    said = [words.say("deck.notes.purpose", text=words.say(f"{book}.notes.{kind}.purpose", **values))]
    points = words.say(f"{book}.notes.{kind}.points", lines=list(lines[:MOST_POINTS]), **values)
    if points:
        said.append(points)
    said.append(words.say("deck.notes.ask", text=words.say(f"{book}.notes.{kind}.ask", **values)))
    said.append(words.say("deck.notes.source", path=words.say(f"{book}.notes.{kind}.source", **values)))
    return tuple(said)


def number_word(words: Words, number: int) -> str:
    """Return a small number as a word that opens a sentence, a larger one in digits."""
    key = f"deck.number.{number}"
    return words.say(key) if words.has(key) else words.formats.number(number)
