"""Who does a task, as lists name them: `Anna Muster; Ben Beispiel[50%]`, the first the one who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from plandocs.exchange.imported.model import ImportedPerson
from plandocs.exchange.tasklists.headers import folded

_BETWEEN = {
    "en": "and", "de": "und", "fr": "et", "es": "y", "pt": "e",
}  # fmt: skip
_SHARE = re.compile(r"^(?P<name>.*?)\s*[\[(]\s*(?P<share>\d+(?:[.,]\d+)?)\s*(?P<sign>%?)\s*[\])]$")
_NOBODY = frozenset(
    {"", "-", "–", "—", "?", "tbd", "tba", "n/a", "na", "none", "open", "offen", "a definir", "xxx", "nn", "n.n."}
)
_SIDES = {
    "customer": "customer|client|kunde|auftraggeber|ag|cliente|contratante|buyer|moa",
    "vendor": "vendor|supplier|contractor|provider|we|us|wir|lieferant|auftragnehmer|an|anbieter|dienstleister"
    "|fournisseur|prestataire|proveedor|contratista|fornecedor|moe|editeur",
    "third_party": "third party|partner|subcontractor|dritte|dritter|partenaire|tiers|tercero|terceiro|socio|parceiro",
}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words.split("|")}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Named:
    """One name in a cell, and the share of their time where it says one (1 is all of it)."""

    name: str
    share: Decimal | None


@dataclass(slots=True)
class Roster:
    """The people whom a file names, each once, however their name is typed."""

    people: dict[str, ImportedPerson] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """Return the key of somebody, who is added when new."""
        key = folded(name) or name
        self.people.setdefault(key, ImportedPerson(key=key, name=name))
        return key

    def say_side(self, key: str, text: str, *, customer: str, vendor: str) -> bool:
        """Note on whose side somebody stands, once; return whether the text says it."""
        side = side_in(text, customer=customer, vendor=vendor)
        if side:
            self.people[key].fields.setdefault("side", side)
        return bool(side)


def are_turned(cells: Iterable[str]) -> bool:
    """Return whether names stand as `Muster, Anna` in a column.

    They do where commas stand within what semicolons part, or where each cell has exactly one comma, there are several
    of them, and whoever comes first always has the same one behind.
    """
    pieces = [[piece.strip() for piece in cell.split(";") if piece.strip()] for cell in cells if cell.strip()]
    if not pieces or not all(piece.count(",") == 1 for cell in pieces for piece in cell):
        return False
    if any(len(cell) > 1 for cell in pieces):
        return True
    pairs = {tuple(part.strip().casefold() for part in piece.split(",")) for cell in pieces for piece in cell}
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return len(pairs) > 1 and len(firsts) == len(seconds) == len(pairs) and not firsts & seconds


def named_in(text: str, language: str, *, turned: bool = False) -> Iterator[Named]:
    """Yield the people in a cell; none for what says that there is nobody yet.

    `turned` says that a comma parts the last name from the first, not one person from another.
    """
    commas = "" if turned else ","
    pattern = rf"[;\n&{commas}]|\s/\s|\s{_BETWEEN.get(language, 'and')}\s"
    for part in re.split(pattern, text):
        typed = " ".join(part.split())[:_LONGEST]
        found = _SHARE.match(typed)
        name, share = typed, None
        if found and found["name"]:
            name = found["name"]
            amount = Decimal(found["share"].replace(",", "."))
            share = amount / 100 if found["sign"] else amount
        if turned and name.count(",") == 1:
            last, first = name.split(",")
            name = f"{first.strip()} {last.strip()}".strip()
        if name.casefold() not in _NOBODY:
            yield Named(name, share)


def side_in(text: str, *, customer: str, vendor: str) -> str:
    """Return the side that a text means, by its word or by the company's name; empty for none."""
    bare = folded(text)
    if not bare:
        return ""
    if customer and bare == folded(customer):
        return "customer"
    if vendor and bare == folded(vendor):
        return "vendor"
    return _SIDE_OF.get(bare, "")
