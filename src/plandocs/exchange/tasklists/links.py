"""What a task waits for, in the notation of planners: `3FS+2d`, `4;5`, `7SS-1d`, `1.2EA+2t`, `T05 FD+3 jours`.

Types are those of English, German, French, Spanish and Portuguese programs. What a cell names is looked up by the
caller: by id, number in an outline, row, or name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plandocs.exchange.tasklists.lengths import lag_of
from plandocs.plan.values import LagUnit, LinkType

TYPES: dict[str, LinkType] = {
    "FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF",
    "EA": "FS", "AA": "SS", "EE": "FF", "AE": "SF",
    "FD": "FS", "DD": "SS", "DF": "SF",
    "FC": "FS", "CC": "SS", "CF": "SF",
    "TI": "FS", "II": "SS", "TT": "FF", "IT": "SF",
}  # fmt: skip
"""Finish to start is FS, in German EA (Ende-Anfang), else FD (fin-début), FC (fin-comienzo), TI (término-início)."""

_LAG = re.compile(
    r"^(?P<head>.*?\S)\s*(?P<sign>[+\-−–])\s*(?P<lag>\d+(?:[.,]\d+)?\s*(?:%|[^\W\d_]+\.?(?: [^\W\d_]+)?)?)$"
)
_TYPE = re.compile(rf"^(?P<head>.*?\S)\s*\(?(?P<type>{'|'.join(TYPES)})\)?$", re.IGNORECASE)
_NOTHING = frozenset(
    {"-", "–", "—", "n/a", "na", "none", "keine", "keiner", "aucun", "aucune", "ninguna", "nenhuma", "0"}
)


@dataclass(frozen=True, slots=True)
class TypedLink:
    """One link as typed. `name` is what it names; `key` what that is, None where nothing is called so."""

    text: str
    name: str
    key: str | None
    type: LinkType = "FS"
    lag: Decimal = Decimal(0)
    unit: LagUnit = "d"


Lookup = Callable[[str], str | None]


def typed_links(text: str, lookup: Lookup) -> Iterator[TypedLink]:
    """Yield the links in a cell. `lookup` gives the key of what a name means, None for a name that means nothing.

    Names with commas in them, and lags with a decimal comma, are not taken apart where the whole can be understood.
    """
    for piece in re.split(r"[;\n]", text):
        yield from _of_piece(piece.strip(), lookup)


def _of_piece(piece: str, lookup: Lookup) -> Iterator[TypedLink]:
    if not piece or piece.casefold() in _NOTHING:
        return
    whole = _one(piece, lookup)
    if whole.key is not None or "," not in piece:
        yield whole
        return
    rest = piece
    while rest:
        taken, rest = _first(rest, lookup)
        if taken.name and taken.text.casefold() not in _NOTHING:
            yield taken


def _first(text: str, lookup: Lookup) -> tuple[TypedLink, str]:
    """Return the longest beginning of a list parted by commas that is understood, else its first part; and the rest."""
    parts = text.split(",")
    for count in range(min(len(parts), 4), 0, -1):
        found = _one(",".join(parts[:count]).strip(), lookup)
        if found.key is not None:
            return found, ",".join(parts[count:]).strip()
    return _one(parts[0].strip(), lookup), ",".join(parts[1:]).strip()


def _one(text: str, lookup: Lookup) -> TypedLink:
    """Return one link; its key is None where its name, its type or its lag is not understood."""
    key = lookup(text)
    if key is not None:
        return TypedLink(text, text, key)
    head, lag, unit = text, Decimal(0), "d"
    found = _LAG.match(text)
    if found is not None:
        measured = lag_of(found["sign"], found["lag"])
        if measured is not None:
            head, (lag, unit) = found["head"], measured
            without_unit = found["lag"].replace(",", "").replace(".", "").isdigit()
            if without_unit and _TYPE.match(head) is None and found["sign"] != "+":
                return TypedLink(text, text, None)  # "3-5" may be a lead, or the rows from 3 to 5
    key = lookup(head)
    kind: LinkType = "FS"
    typed = _TYPE.match(head)
    if key is None and typed is not None:
        key, kind, head = lookup(typed["head"]), TYPES[typed["type"].upper()], typed["head"]
    return TypedLink(text, head, key, kind, lag, unit)  # type: ignore[arg-type]
