"""Which run's look each piece of a text has, kept while the tags in it are evaluated.

Office splits a text over runs where it likes, also within a tag. The runs' texts go in; out comes one text with a mark
where another run begins, outside tags, so that a tag split over runs is whole and has the look of the run it begins in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandocs.content.language.texts import TAG

START, BETWEEN, END, LINE = "\ue000", "\ue001", "\ue002", "\ue003"
"""Marks that no value can hold: see `content.language.texts`."""
_RUN = re.compile(f"{START}(\\d+){END}")
_PRIVATE = re.compile(f"[{START}-{LINE}]")


def marked(runs: Sequence[str]) -> str:
    """Return the texts of runs as one, with marks."""
    text = "".join(runs)
    owners = [number for number, words in enumerate(runs) for _ in words]
    tags = [found.span() for found in TAG.finditer(text)]
    out: list[str] = []
    current, next_tag = -1, 0
    for place, letter in enumerate(text):
        if START <= letter <= LINE:
            continue
        while next_tag < len(tags) and place >= tags[next_tag][1]:
            next_tag += 1
        inside = next_tag < len(tags) and tags[next_tag][0] < place
        if not inside and owners[place] != current:
            current = owners[place]
            out.append(f"{START}{current}{END}")
        out.append(letter)
    return "".join(out)


def parted(text: str) -> list[tuple[int, str]]:
    """Return a marked text as pairs of a run's number and words in its look, in order."""
    pieces = _RUN.split(text)
    return [(int(owner), _PRIVATE.sub("", words)) for owner, words in zip(pieces[1::2], pieces[2::2], strict=True)]
