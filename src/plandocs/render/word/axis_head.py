"""The two lines of names above a time axis, as long as their columns allow.

Names are shortened alike: where one month does not fit with its year, none but the first and each January has one.
"""

from __future__ import annotations

from plandocs.render.metrics import TextMetrics, metrics
from plandocs.render.word.scale import Axis, Group
from plandocs.render.word.setting import Setting

_INSET = 1.5
"""Points that the heading's styles leave at the left, and what must stay free at the right."""


class AxisHead:
    """Chooses the names of an axis whose columns are `slot` twentieths of a point wide."""

    def __init__(self, axis: Axis, slot: int, setting: Setting) -> None:
        size = 8.0 if setting.compact else 8.5
        self._axis = axis
        self._slot = slot
        self._upper = metrics(setting.brand.fonts.body, size - 0.5, bold=True)
        self._lower = metrics(setting.brand.fonts.body, size - 1.5)

    def upper(self) -> tuple[Group, ...]:
        """Return the first line: months or years; the last is short where the end of the chart cuts it off."""
        groups = self._rhythm()
        if all(self._fits(group, self._upper) for group in groups[:-1]):
            last = groups[-1]
            short = self._named(last, _month(last), _with_year(last))
            return (*groups[:-1], last if self._fits(last, self._upper) else short)
        named = []
        year = ""
        for group in groups:
            fitting = self._named(group, _month(group), *([_with_year(group)] if _year(group) != year else []))
            year = _year(group) if fitting.text == _with_year(group) else year
            named.append(fitting)
        return tuple(named)

    def years(self) -> str:
        """Return the years of the axis where none of its names tells one, else nothing."""
        if any(character.isdecimal() for group in self.upper() for character in group.text):
            return ""
        years = [year for year in map(_year, self._axis.upper) if year]
        return " – ".join(dict.fromkeys((years[0], years[-1]))) if years else ""

    def _rhythm(self) -> tuple[Group, ...]:
        """Return the months, or every second, third or sixth in the columns of those left out: what fits."""
        found = self._axis.upper
        for every in (1, 2, 3, 6):
            found = _joined(self._axis.upper, every)
            widest = max(group.last - group.first for group in found)
            whole = [group for group in found if (group.last - group.first) * 2 > widest]
            if all(self._fits(_renamed(group, _month(group)), self._upper) for group in whole):
                break
        return found

    def lower(self) -> tuple[Group, ...]:
        """Return the second line: the finest rhythm of days, weeks or months that can be read."""
        chosen = self._axis.lower(lambda group: self._fits(group, self._lower))
        return tuple(group if self._fits(group, self._lower) else _renamed(group, "") for group in chosen)

    def _fits(self, group: Group, font: TextMetrics) -> bool:
        return font.width(group.text) + _INSET <= self._slot * (group.last - group.first) / 20

    def _named(self, group: Group, *names: str) -> Group:
        """Return the group under the longest of the names that fits; under none where not even the first does."""
        fitting = [name for name in names if self._fits(_renamed(group, name), self._upper)]
        return _renamed(group, max(fitting, key=len, default=""))


def _joined(groups: tuple[Group, ...], every: int) -> tuple[Group, ...]:
    """Return groups of `every` neighbours under the first one's name, begun anew with each year."""
    found: list[Group] = []
    count = 0
    for before, group in zip((None, *groups), groups, strict=False):
        count = 0 if before is None or _year(before) != _year(group) else count + 1
        if count % every == 0:
            found.append(group)
        else:
            found[-1] = Group(found[-1].first, group.last, found[-1].text)
    return tuple(found)


def _renamed(group: Group, text: str) -> Group:
    return Group(group.first, group.last, text)


def _year(group: Group) -> str:
    """Return the year of a name like `Feb 2027`; nothing where a language writes it in another way."""
    year = group.text.replace("\u00a0", " ").rpartition(" ")[2]
    return year if year.isdecimal() else ""


def _month(group: Group) -> str:
    return group.text[: -len(_year(group)) - 1] if _year(group) and _year(group) != group.text else group.text


def _with_year(group: Group) -> str:
    year = _year(group)
    return f"{_month(group)}\u00a0’{year[-2:]}" if year and year != group.text else group.text
