"""The filters: how a value is printed, and what is taken of a list.

Dates, numbers and money are written in the document's language. A filter that gets nothing gives nothing, because a
plan need not say everything. Each filter carries the line that the manual prints.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from plandocs.content.formats import Formats
from plandocs.content.wording import Words, is_singular, listed, sentence, upper_first, within_sentence

Gives = Literal["same", "entry", "value"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its function (formats first), what it gives (the same list, one entry of it, or a new value)."""

    name: str
    run: Callable[..., Any]
    gives: Gives
    example: str
    about: str


_Run = TypeVar("_Run", bound=Callable[..., Any])
FILTERS: dict[str, Filter] = {}


def _filter(name: str, example: str, about: str, gives: Gives = "value") -> Callable[[_Run], _Run]:
    def keep(run: _Run) -> _Run:
        FILTERS[name] = Filter(name, run, gives, example, about)
        return run

    return keep


def _date_filter(name: str, example: str, about: str, write: Callable[[Formats, date], str]) -> None:
    def run(formats: Formats, value: Any) -> str:
        if not isinstance(value, date):
            return _text(value)
        return write(formats, value)

    FILTERS[name] = Filter(name, run, "value", example, about)


_date_filter("date", "project.start | date", "a day with its weekday: Mon 11 Jan 2027", Formats.day)
_date_filter("moment", "criterion.by | moment", "a day as `date` has it, or the text that stands for one", Formats.day)
_date_filter("short_date", "project.start | short_date", "a day without weekday: 11 Jan 2027", Formats.short_date)
_date_filter("day_month", "project.start | day_month", "a day without year: 11 Jan", Formats.day_month)
_date_filter("month", "project.start | month", "month and year: Jan 2027", Formats.month)
_date_filter("year", "project.start | year", "the year: 2027", lambda formats, day: str(day.year))
_date_filter("iso", "project.start | iso", "2027-01-11, for machines", lambda formats, day: day.isoformat())


@_filter("until", "phase.start | until(phase.finish)", "a span of days: 11–15 Jan 2027")
def _until(formats: Formats, first: Any, last: Any) -> str:
    if isinstance(first, date) and isinstance(last, date):
        return formats.span(first, last)
    return _text(first) or _text(last)


@_filter("number", "project.kickoff_minutes | number", "with the language's separators: 1,250.5")
def _number(formats: Formats, value: Any) -> str:
    return "" if _is_nothing(value) else formats.number(_amount(value))


@_filter("money", "sow.total | money", "with the plan's currency: USD 48,000")
def _money(formats: Formats, value: Any) -> str:
    return "" if _is_nothing(value) else formats.money(Decimal(str(_amount(value))))


@_filter("percent", "task.percent | percent", "hundredths: 60%")
def _percent(formats: Formats, value: Any) -> str:
    return "" if _is_nothing(value) else formats.percent(_amount(value))


@_filter("round", "task.days | round(1)", "rounded to so many decimals")
def _round(formats: Formats, value: Any, digits: int = 0) -> Any:
    return None if _is_nothing(value) else round(_amount(value), max(-9, min(9, int(digits))))


@_filter("days", "task.days | days", "a length: 1 day, 2.5 days; other words may be given: days('Tag', 'Tage')")
def _days(formats: Formats, value: Any, one: str = "day", many: str = "days") -> str:
    return _count(formats, value, one, many)


@_filter("count", "risks | length | count('risk', 'risks')", "a number with its noun: 1 risk, 3 risks")
def _count(formats: Formats, value: Any, one: str, many: str) -> str:
    if _is_nothing(value):
        return ""
    amount = _amount(value)
    return f"{formats.number(amount)} {one if is_singular(Words.of(formats).spoken, amount) else many}"


@_filter("first_name", "task.owner | first_name", "the first word of a name")
def _first_name(formats: Formats, value: Any) -> str:
    return (_text(value).split() or [""])[0]


@_filter("last_name", "task.owner | last_name", "the last word of a name")
def _last_name(formats: Formats, value: Any) -> str:
    return (_text(value).split() or [""])[-1]


@_filter("initials", "task.owner | initials", "one or two letters for a badge")
def _initials(formats: Formats, value: Any) -> str:
    words = _text(value).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@_filter("names", "team.customer | names", "the names of a list's entries", "value")
def _names(formats: Formats, value: Any) -> list[str]:
    return [_text(item.get("name")) if isinstance(item, Mapping) else _text(item) for item in _list(value)]


@_filter("listed", "team.customer | names | listed('and')", "a list as a sentence has it: Ada, Bo and Cy")
def _listed(formats: Formats, value: Any, word: str = "", most: int = 0) -> str:
    return listed([item for item in _names(formats, value) if item], str(word), int(most), Words.of(formats).folders)


@_filter("join", "phase.exit_criteria | join('; ')", "the entries of a list with something between them")
def _join(formats: Formats, value: Any, between: str = ", ") -> str:
    return str(between).join(_shown(item, formats) for item in _list(value))


@_filter("lines", "phase.exit_criteria | lines", "the entries of a list, each on a line of its own")
def _lines(formats: Formats, value: Any) -> str:
    return _join(formats, value, "\n")


@_filter("where", "people | where('side', 'customer')", "the entries of which a field is so", "same")
def _where(formats: Formats, value: Any, field: str, wanted: Any = True) -> list[Any]:
    return [item for item in _entries(value, field) if _has(item, field, wanted)]


@_filter("without", "tasks | without('side', 'vendor')", "the entries of which a field is not so", "same")
def _without(formats: Formats, value: Any, field: str, unwanted: Any = True) -> list[Any]:
    return [item for item in _entries(value, field) if not _has(item, field, unwanted)]


@_filter("sort_by", "tasks | sort_by('finish')", "the entries by a field, empty ones last; `true` turns it", "same")
def _sort_by(formats: Formats, value: Any, field: str, turned: bool = False) -> list[Any]:
    items = _entries(value, field)
    full = [item for item in items if not _is_nothing(item.get(field))]
    empty = [item for item in items if _is_nothing(item.get(field))]
    return sorted(full, key=lambda item: item[field], reverse=bool(turned)) + empty


@_filter("top", "risks | top(5)", "the first so many entries", "same")
def _top(formats: Formats, value: Any, most: int) -> list[Any]:
    return _list(value)[: max(0, int(most))]


@_filter("column", "tasks | column('owner')", "one field of every entry, as a list")
def _column(formats: Formats, value: Any, field: str) -> list[Any]:
    return [item.get(field) for item in _entries(value, field)]


@_filter("unique", "tasks | column('owner') | unique", "each entry once", "same")
def _unique(formats: Formats, value: Any) -> list[Any]:
    found: dict[Any, Any] = {}
    for item in _list(value):
        found.setdefault(item if isinstance(item, Hashable) else repr(item), item)
    return list(found.values())


@_filter("first", "(phases | first).name", "the first entry", "entry")
def _first(formats: Formats, value: Any) -> Any:
    return next(iter(_list(value)), None)


@_filter("last", "(phases | last).finish", "the last entry", "entry")
def _last(formats: Formats, value: Any) -> Any:
    return next(reversed(_list(value)), None)


@_filter("reverse", "milestones | reverse", "the entries from the last to the first", "same")
def _reverse(formats: Formats, value: Any) -> list[Any]:
    return _list(value)[::-1]


@_filter("length", "risks | length", "how many entries a list has, or characters a text")
def _length(formats: Formats, value: Any) -> int:
    return 0 if value is None else len(value)


@_filter("sum", "sow.billing | column('amount') | sum", "the sum of a list of numbers")
def _sum(formats: Formats, value: Any) -> Any:
    return sum(_amount(item) for item in _list(value) if not _is_nothing(item))


@_filter("least", "tasks | column('start') | least", "the least, or earliest, of a list")
def _least(formats: Formats, value: Any) -> Any:
    return min((item for item in _list(value) if not _is_nothing(item)), default=None)


@_filter("most", "tasks | column('finish') | most", "the most, or latest, of a list")
def _most(formats: Formats, value: Any) -> Any:
    return max((item for item in _list(value) if not _is_nothing(item)), default=None)


@_filter("default", "person.phone | default('–')", "something else where there is nothing")
def _default(formats: Formats, value: Any, other: Any = "") -> Any:
    return other if _is_nothing(value) else value


@_filter("yes_no", "task.critical | yes_no('yes', 'no')", "words for what is so or not")
def _yes_no(formats: Formats, value: Any, yes: str = "yes", no: str = "no") -> str:
    return str(yes if value else no)


@_filter("upper", "project.id | upper", "in capitals")
def _upper(formats: Formats, value: Any) -> str:
    return _text(value).upper()


@_filter("lower", "project.tier | lower", "in small letters")
def _lower(formats: Formats, value: Any) -> str:
    return _text(value).lower()


@_filter("capital", "project.tier | capital", "with a capital at its beginning")
def _capital(formats: Formats, value: Any) -> str:
    text = _text(value)
    return text[:1].upper() + text[1:]


@_filter("replace", "project.id | replace('-', ' ')", "one text in place of another")
def _replace(formats: Formats, value: Any, old: str, new: str = "") -> str:
    text, old, new = _text(value), str(old), str(new)
    if len(text) * max(1, len(new)) > 10_000_000:
        raise ValueError("too long a text to replace in")
    return text.replace(old, new) if old else text


@_filter("shorten", "project.summary | shorten(80)", "at most so many characters, cut after a word")
def _shorten(formats: Formats, value: Any, most: int) -> str:
    text, most = _text(value), max(1, int(most))
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rpartition(' ')[0] or head}…"


@_filter("lower_first", "project.problem | lower_first", "with a small letter first, except IT and UAT")
def _lower_first(formats: Formats, value: Any) -> str:
    return within_sentence(_text(value), Words.of(formats).folders)


@_filter("upper_first", "task.description | upper_first", "with a capital first, to open a sentence")
def _upper_first(formats: Formats, value: Any) -> str:
    return upper_first(_text(value))


@_filter("sentence", "risk.mitigation | sentence", "with a full stop at its end, where it has no mark of its own")
def _sentence(formats: Formats, value: Any) -> str:
    return sentence(_text(value))


def shown(value: Any, formats: Formats) -> str:
    """Return a value as it is printed without a filter."""
    return _shown(value, formats)


def _shown(value: Any, formats: Formats) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, int | float | Decimal):
        return formats.number(value)
    if isinstance(value, list | tuple):
        return ", ".join(_shown(item, formats) for item in value)
    if isinstance(value, Mapping):
        raise ValueError("a group of fields cannot be printed; name one of its fields")
    return str(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value) or _is_undefined(value)


def _has(entry: Any, field: str, wanted: Any) -> bool:
    """Return whether a field of an entry has a value; whether it has any, where True is asked for."""
    return not _is_nothing(entry[field]) and bool(entry[field]) if wanted is True else bool(entry[field] == wanted)


def _is_undefined(value: Any) -> bool:
    from jinja2 import Undefined

    return isinstance(value, Undefined)


def _amount(value: Any) -> Any:
    if isinstance(value, int | float | Decimal):
        return value
    raise TypeError(f"'{_text(value)[:40]}' is not a number")


def _list(value: Any) -> list[Any]:
    if value is None or _is_undefined(value):
        return []
    if not isinstance(value, list | tuple):
        raise TypeError(f"'{_text(value)[:40]}' is not a list")
    return list(value)


def _entries(value: Any, field: str) -> list[Any]:
    items = _list(value)
    if any(not isinstance(item, Mapping) or field not in item for item in items):
        raise TypeError(f"the entries of the list have no field '{field}'")
    return items
