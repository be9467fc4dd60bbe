"""Who is in the plan: names, roles in words, initials, hours, and who stands in for whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from plandocs.content.wording import Words
from plandocs.plan.model import Person, Plan


@dataclass(frozen=True, slots=True)
class PersonFact:
    """One person. `roles` are in words, `role_ids` as in the plan; `hours` is None where nobody said."""

    id: str
    name: str
    title: str
    roles: tuple[str, ...]
    role_ids: tuple[str, ...]
    side: str
    side_label: str
    company: str
    email: str
    hours_per_week: float | None
    units: int
    backup: str
    initials: str
    informed_only: bool
    absences: tuple[tuple[str, str], ...]
    """Leave and travel: a span of days in words, and the reason."""

    @property
    def role(self) -> str:
        """The roles in one line; the job title where no role was given."""
        return ", ".join(self.roles) or self.title


class People:
    """Everybody by id, in the order of the plan."""

    def __init__(self, plan: Plan, words: Words) -> None:
        self._words = words
        self._by_id = {key: self._fact(key, person, plan) for key, person in plan.people.items()}

    def __iter__(self) -> Iterator[PersonFact]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, person_id: str) -> PersonFact | None:
        """Return a person, or None for an id that names nobody."""
        return self._by_id.get(person_id)

    def name(self, person_id: str) -> str:
        """Return a person's name; a text that is no id is taken as the name itself."""
        person = self._by_id.get(person_id)
        return person.name if person else person_id

    def names(self, ids: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """Return the names of several people."""
        return tuple(self.name(person_id) for person_id in ids)

    def of_side(self, side: str) -> tuple[PersonFact, ...]:
        """Return the people of one side, in the order of the plan."""
        return tuple(person for person in self._by_id.values() if person.side == side)

    def headcount(self, side: str = "") -> int:
        """Return how many people work on the project, of one side or in all; teams count their members.

        Those who are only kept informed do not count.
        """
        return sum(person.units for person in self if not person.informed_only and side in ("", person.side))

    def with_role(self, role: str) -> tuple[PersonFact, ...]:
        """Return the people who have a role."""
        return tuple(person for person in self._by_id.values() if role in person.role_ids)

    def side_of(self, person_id: str) -> str:
        """Return the side of a person; an empty text for a name that is no id."""
        person = self._by_id.get(person_id)
        return person.side if person else ""

    def role_label(self, role: str) -> str:
        """Return a role in words: the wording's own, or the text with its underscores opened."""
        key = f"common.role.{role}"
        return (
            self._words.say(key)
            if self._words.has(key)
            else role.replace("_", " ")[:1].upper() + role.replace("_", " ")[1:]
        )

    def _fact(self, key: str, person: Person, plan: Plan) -> PersonFact:
        formats = self._words.formats
        backup = plan.people.get(person.backup)
        companies = {"customer": plan.project.customer, "vendor": plan.project.vendor}
        return PersonFact(
            id=key,
            name=person.name,
            title=person.title,
            roles=tuple(self.role_label(role) for role in person.role),
            role_ids=tuple(person.role),
            side=person.side,
            side_label=self._words.say(f"common.side.{person.side}"),
            company=person.company or companies.get(person.side, ""),
            email=person.email,
            hours_per_week=None if person.hours_per_week is None else float(person.hours_per_week),
            units=person.units,
            backup=backup.name if backup else person.backup,
            initials=initials(person.name),
            informed_only=person.informed_only,
            absences=tuple((formats.span(gap.from_, gap.to), gap.reason) for gap in person.unavailable),
        )


def initials(name: str) -> str:
    """Return one or two letters for a badge: first and last word's, as the script has them."""
    words = [word for word in name.replace("-", " ").split() if any(letter.isalnum() for letter in word)]
    if not words:
        return ""
    letters = [_first(words[0])] + ([_first(words[-1])] if len(words) > 1 else [])
    return "".join(letters).upper()


def _first(word: str) -> str:
    return next((letter for letter in unicodedata.normalize("NFC", word) if letter.isalnum()), "")
