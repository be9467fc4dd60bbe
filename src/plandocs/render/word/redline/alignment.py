"""Which piece of an old document is which piece of a new one: blocks of a page, rows of a table.

Order is kept. First equal pieces are matched, then those of the same name (a heading's text, a row's id), then within
each gap those that share most words. What is left is deleted, or inserted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
"""Places in the old and in the new sequence; None where a piece has no counterpart."""

_ALIKE = 0.4
"""Share of words in common from which two pieces count as one that was changed."""
_HARDLY_ALIKE = 0.2
"""The same for two of one name; below it the name has been given to something else."""
_OTHER_STYLE = 0.6
"""What a likeness is worth between two styles."""
_MOST_COMPARED = 40_000
"""Pairs of a gap that are compared word by word; in a larger gap only what has a name is matched."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What alignment knows of a block or row.

    Only pieces of one `kind` are matched, of one `style` rather than of two. `signature` is equal for pieces that show
    the same; `name` is what a piece is called by, empty for none.
    """

    kind: str
    signature: str
    name: str
    words: Counter[str]
    style: str = ""


def align(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """Return the pairs of two sequences in order: every place of either comes once."""
    pairs: list[Pair] = []
    for olds, news, matched in _stretches([piece.signature for piece in old], [piece.signature for piece in new]):
        if matched:
            pairs += zip(olds, news, strict=True)
        else:
            pairs += _by_name(old, new, olds, news)
    return pairs


def _by_name(old: Sequence[Piece], new: Sequence[Piece], olds: range, news: range) -> list[Pair]:
    if not olds or not news:
        return [*((i, None) for i in olds), *((None, j) for j in news)]
    old_names = _names([old[i] for i in olds], "old")
    new_names = _names([new[j] for j in news], "new")
    pairs: list[Pair] = []
    for gap_olds, gap_news, matched in _stretches(old_names, new_names):
        here = range(olds.start + gap_olds.start, olds.start + gap_olds.stop)
        there = range(news.start + gap_news.start, news.start + gap_news.stop)
        if not matched:
            pairs += _by_words(old, new, here, there)
            continue
        for i, j in zip(here, there, strict=True):
            is_same = _alike(old[i], new[j], least=_HARDLY_ALIKE)
            pairs += [(i, j)] if is_same else [(i, None), (None, j)]
    return pairs


def _names(pieces: Sequence[Piece], side: str) -> list[str]:
    """Return names to match by; a piece without one, or with one that comes twice, gets one that matches nothing."""
    counts = Counter((piece.kind, piece.name) for piece in pieces)
    return [
        f"{piece.kind} {piece.name}" if piece.name and counts[piece.kind, piece.name] == 1 else f"\0{side} {number}"
        for number, piece in enumerate(pieces)
    ]


def _by_words(old: Sequence[Piece], new: Sequence[Piece], olds: range, news: range) -> list[Pair]:
    """Return the pairing of a gap with most words in common, in order."""
    if not olds or not news or len(olds) * len(news) > _MOST_COMPARED:
        return [*((i, None) for i in olds), *((None, j) for j in news)]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    alike = [[_alike(old[i], new[j]) for j in news] for i in olds]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            matched = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(matched, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((olds[i], None))
            i += 1
        else:
            pairs.append((None, news[j]))
            j += 1
    return [*pairs, *((place, None) for place in olds[i:]), *((None, place) for place in news[j:])]


def _alike(old: Piece, new: Piece, least: float = _ALIKE) -> float:
    """Return the share of words in common (Dice); 0 for pieces that are not alike, or of two kinds."""
    if old.kind != new.kind:
        return 0.0
    size = old.words.total() + new.words.total()
    shared = 2 * (old.words & new.words).total() / size if size else 1.0
    if old.style != new.style:
        shared *= _OTHER_STYLE
    return shared if shared >= least else 0.0


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[tuple[range, range, bool]]:
    """Return the sequences parted into stretches that are equal, and those between that are not."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (range(i, i_end), range(j, j_end), operation == "equal")
        for operation, i, i_end, j, j_end in matcher.get_opcodes()
    ]
