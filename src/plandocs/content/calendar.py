"""Dates for people's calendars: entries as data. Which file format holds them belongs to the exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry. `key` is the same in every export of a plan, so that a calendar moves it instead of adding another.

    `finish` is the last day, inclusive. An entry lasts all day where `at` is None; else it begins at that hour, of
    whoever reads it, and takes `minutes`. `busy` says whether it takes people's time.
    """

    key: str
    title: str
    start: date
    finish: date
    at: time | None = None
    minutes: int = 0
    about: tuple[str, ...] = ()
    """Lines that describe it."""
    categories: tuple[str, ...] = ()
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """The entries of a plan by day. `project` is its code; `dated` the day that they are as of: no clock is asked."""

    name: str
    project: str
    language: str
    dated: date
    entries: tuple[CalendarEntry, ...]
