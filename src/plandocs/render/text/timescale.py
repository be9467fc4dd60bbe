"""A line of time in characters: which column a day falls into, the header above, and a bar upon it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.formats import Formats

_ENGLISH = Formats("en", "")
_WEEK = 7
TODAY = "│"


@dataclass(frozen=True, slots=True)
class Timescale:
    """The days `start` to `finish`, both shown, over at most `width` columns. A day never has more than three."""

    start: date
    finish: date
    width: int

    @property
    def span(self) -> int:
        """The number of days shown."""
        return max(1, (self.finish - self.start).days + 1)

    @property
    def columns(self) -> int:
        """The columns in use."""
        return min(self.width, 3 * self.span)

    def column(self, day: date) -> int:
        """Return the first column of a day; a day outside the scale falls on its edge."""
        index = min(max((day - self.start).days, 0), self.span - 1)
        return index * self.columns // self.span

    def last_column(self, day: date) -> int:
        """Return the last column of a day."""
        index = min(max((day - self.start).days, 0), self.span - 1)
        return max(self.column(day), (index + 1) * self.columns // self.span - 1)

    def bar(self, first: date, last: date, sign: str, today: date | None = None) -> str:
        """Return the whole line with a bar from `first` to `last`, and a line at `today` where no bar is."""
        cells = [" "] * self.columns
        if today is not None and self.start <= today <= self.finish:
            cells[self.last_column(today)] = TODAY
        if first == last and sign == "◆":
            cells[self.last_column(last)] = sign
        else:
            begin, end = self.column(first), self.last_column(last)
            cells[begin : end + 1] = sign * (end + 1 - begin)
        return "".join(cells)

    def months(self) -> str:
        """Return the months by their short names, each above its first day; a January that follows is its year."""
        labels: list[tuple[int, str]] = []
        day = self.start
        while day <= self.finish:
            text = str(day.year) if labels and day.month == 1 else _ENGLISH.month(day)[:3]
            labels.append((self.column(day), text))
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        if len(labels) > 1 and labels[1][0] <= len(labels[0][1]):
            del labels[0]  # a few days of a month give way to the whole month that follows
        return self._labelled(labels)

    def weeks(self) -> str:
        """Return the day of the month above each Monday; every n-th Monday where they would touch."""
        monday = self.start + timedelta(days=-self.start.weekday() % _WEEK)
        mondays = [monday + timedelta(days=_WEEK * n) for n in range(self.span // _WEEK + 1)]
        mondays = [day for day in mondays if day <= self.finish]
        step = 1
        while mondays and step * _WEEK * self.columns // self.span < 3:
            step *= 2
        return self._labelled([(self.column(day), str(day.day)) for day in mondays[::step]])

    def _labelled(self, labels: list[tuple[int, str]]) -> str:
        """Set labels at their columns; one that would touch the one before, or the end, is left out."""
        line = ""
        for column, text in labels:
            if column + len(text) <= self.columns and (not line or column > len(line)):
                line = line.ljust(column) + text
        return line
