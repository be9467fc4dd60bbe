"""Column widths by content: dates and numbers never break, text shares what is left.

Widths are twentieths of a point. A table never gets wider than its page: where even the longest words do not fit,
the widest columns of text shrink and Word breaks inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.render.metrics import metrics

SAMPLE = 12
"""The texts of a column that are measured: its longest."""
_CHARACTER = 0.5
"""The width of an average character in ems."""
_BREAKS = re.compile(r"[ \n\t]")
"""Where a line may break; the blanks inside a date are no-break spaces."""
_LONG_WORD = 24
"""Characters from which on a word may break at its hyphens as well."""
_TWO_LINES = 0.56
"""The share of a heading's width that lets it stand on two lines."""
_KEPT = 0.6
"""The share of a full table up to which dates and numbers keep their width."""
_WORD_CAP = 0.27
"""The share of the table that a single long word may ask for."""


@dataclass(frozen=True, slots=True)
class ColumnText:
    """What stands in a column: its title, its cells as text, whether they may break, and a share when one is given."""

    title: str
    cells: Sequence[str]
    breaks: bool = True
    share: float = 0.0
    strong: Sequence[str] = ()
    """Cells in bold that must not break: dates of group rows, totals."""
    inset: int = 0
    """Room that the column's paragraphs keep at their right, in twentieths of a point."""


def column_widths(
    columns: Sequence[ColumnText], total: int, *, font: str, size: float, padding: int
) -> tuple[int, ...]:
    """Return a width for each column; they add up to `total`."""
    least, natural, typical, tight = [], [], [], []
    for column in columns:
        low, high, mean, tightest = _measure(column, total, font, size)
        least.append(low + padding + column.inset)
        tight.append(tightest + padding + column.inset)
        natural.append(max(high, low) + padding + column.inset)
        typical.append(mean)
    if any(column.share for column in columns):
        return _whole(_by_share(columns, least, total), total)
    if sum(natural) <= total:
        return _whole(_spread(columns, natural, total), total)
    if sum(least) >= total >= sum(tight):
        return _whole(_between(tight, least, total), total)
    if sum(least) >= total:
        return _whole(_narrowed(columns, least, total), total)
    return _whole(_balanced(least, natural, typical, total), total)


def _measure(column: ColumnText, total: int, font: str, size: float) -> tuple[float, float, float, float]:
    """Return what a column needs at least, to never break, and for a typical cell, in twentieths of a point.

    Long cells count more than short ones, because they make a row high. The last is what it needs when its heading
    may take more than two lines.
    """
    plain, bold = metrics(font, size), metrics(font, size, bold=True)
    lengths = [len(cell) for cell in column.cells]
    mean = (sum(n * n for n in lengths) / max(1, len(lengths))) ** 0.5 * _CHARACTER * size * 20
    cells = dict.fromkeys(column.cells)  # in the order of the rows: a set's would differ from run to run
    # Dates are as long as each other and not as wide, so what must not break is measured whole.
    longest = sorted(cells, key=len, reverse=True)[: SAMPLE if column.breaks else None]
    natural = max((plain.width(line) for cell in longest for line in cell.split("\n")), default=0.0)
    title_word = max((bold.width(word) for word in column.title.split(" ")), default=0.0)
    title_words = max(title_word, bold.width(column.title) * _TWO_LINES)
    if not column.breaks:
        low = max(natural, title_words, *(bold.width(text) for text in set(column.strong)))
        return min(low * 20 + 20, total * 0.5), low * 20 + 20, mean, min(low * 20 + 20, total * 0.5)
    words = sorted(dict.fromkeys(map(_longest_word, cells)), key=len, reverse=True)[:SAMPLE]
    widest = max(map(plain.width, words), default=0.0)
    most = total * _WORD_CAP
    low = min(max(widest, title_words) * 20 + 20, most)
    tight = min(max(widest, title_word) * 20 + 20, most)
    return low, max(natural, bold.width(column.title)) * 20 + 20, mean, tight


def _longest_word(cell: str) -> str:
    """Return the longest piece of a text that stays on one line; very long names break at their hyphens."""
    word = max(_BREAKS.split(cell), key=len)
    return max((f"{part}-" for part in word.split("-")), key=len) if len(word) > _LONG_WORD and "-" in word else word


def _narrowed(columns: Sequence[ColumnText], least: list[float], total: int) -> list[float]:
    """Return widths where not even the longest words fit: the widest texts give way, dates and numbers do not."""
    texts = sorted(low for column, low in zip(columns, least, strict=True) if column.breaks)
    room = total - (sum(least) - sum(texts))
    if not texts or room < total * (1 - _KEPT):
        return [low * total / sum(least) for low in least]
    most = texts[-1]
    for place, low in enumerate(texts):
        most = room / (len(texts) - place)
        if low >= most:
            break
        room -= low
    return [min(low, most) if column.breaks else low for column, low in zip(columns, least, strict=True)]


def _between(tight: list[float], least: list[float], total: int) -> list[float]:
    """Return widths between two, of which one sums to less than the total: no word breaks, headings get taller."""
    spare = total - sum(tight)
    wanted = sum(least) - sum(tight)
    return [low + spare * (high - low) / wanted if wanted else low for low, high in zip(tight, least, strict=True)]


def _by_share(columns: Sequence[ColumnText], least: list[float], total: int) -> list[float]:
    """Give each column its share; those without one get what they need at least."""
    fixed = sum(low for column, low in zip(columns, least, strict=True) if not column.share)
    shares = sum(column.share for column in columns)
    room = max(total - fixed, total * 0.4)
    return [room * column.share / shares if column.share else low for column, low in zip(columns, least, strict=True)]


def _spread(columns: Sequence[ColumnText], natural: list[float], total: int) -> list[float]:
    """Give the room that is left to the columns of text, by what they hold."""
    texts = [width if column.breaks else 0.0 for column, width in zip(columns, natural, strict=True)]
    weight = sum(texts) or sum(natural)
    extra = total - sum(natural)
    base = texts if sum(texts) else natural
    return [width + extra * part / weight for width, part in zip(natural, base, strict=True)]


def _balanced(least: list[float], natural: list[float], typical: list[float], total: int) -> list[float]:
    """Return widths for the lowest table: a column is as wide as the root of its average text, within its bounds.

    A cell takes about `text / width` lines; the sum over columns is least where widths go by the root of the texts.
    """
    roots = [max(text, 1.0) ** 0.5 for text in typical]
    widths = list(least)
    open_columns = set(range(len(least)))
    while open_columns:
        room = total - sum(widths[n] for n in range(len(least)) if n not in open_columns)
        unit = room / sum(roots[n] for n in open_columns)
        low = {n for n in open_columns if roots[n] * unit < least[n]}
        high = {n for n in open_columns if roots[n] * unit > natural[n]}
        for n in low or high:
            widths[n] = least[n] if low else natural[n]
        if not low and not high:
            for n in open_columns:
                widths[n] = roots[n] * unit
            break
        open_columns -= low or high
    return widths


def _whole(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Return whole widths that add up to the total."""
    scale = total / sum(widths)
    whole = [max(1, int(width * scale)) for width in widths]
    whole[whole.index(max(whole))] += total - sum(whole)
    return tuple(whole)
