"""The small values a plan is written in: durations, links, percentages, dates, letters.

Each value is a frozen dataclass or a plain Python type with a parser that takes what YAML or JSON gave and raises
ValueError with a message in the user's words. Nothing here knows a calendar: `5d` stays five days until the
scheduler gives days a meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import core_schema

DurationUnit = Literal["d", "ed", "h", "w"]
LinkType = Literal["FS", "SS", "FF", "SF"]
LagUnit = Literal["d", "ed", "h", "w", "%", "eh", "ew"]

_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(ed|d|h|w)\s*$")
_LINK = re.compile(
    r"^\s*(?P<id>\S+?)"
    r"(?:\s+(?P<type>FS|SS|FF|SF))?"
    r"\s*(?:(?P<sign>[+-])\s*(?P<amount>\d+(?:\.\d+)?)\s*(?P<unit>ed|eh|ew|d|h|w|%))?\s*$",
)
_PERCENT = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*%?\s*$")
_HOURS_PER_WEEK = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*h?\s*(?:/\s*week|/\s*wk|per week)?\s*$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$")

_DURATION_HELP = "write a number and a unit: 5d, 3ed (elapsed days), 4h, 2w, or 0d for a milestone"
_DAY_HELP = "look up how many days the month has, or whether day and month are exchanged"
_LINK_HELP = 'write "T02", "T02 FS+2d", "T05 SS+2d", "S12 FF" or "C27 FS-1d"'

T = TypeVar("T")


class _Parsed:
    """Lets pydantic build a frozen dataclass by its own `parse`, and describe it as text in the JSON Schema."""

    @classmethod
    def parse(cls, value: object) -> Any:
        raise NotImplementedError(cls.__name__)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(cls.json_schema())

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return how the value is described to an editor."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Duration(_Parsed):
    """A length of work: an exact amount and its unit. `d` is read under the plan's `day_count`."""

    amount: Decimal
    unit: DurationUnit

    @classmethod
    def parse(cls, value: object) -> Duration:
        """Read `5d`, `1.5d`, `3ed`, `4h`, `2w`; a Duration is returned as it is."""
        if isinstance(value, Duration):
            return value
        found = _DURATION.match(value) if isinstance(value, str) else None
        if found is None:
            raise ValueError(f"'{value}' is not a duration; {_DURATION_HELP}")
        return cls(Decimal(found[1]), found[2])  # type: ignore[arg-type]

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return how the value is described to an editor."""
        return {
            "type": "string",
            "pattern": r"^\s*(\d+(\.\d+)?\s*(ed|d|h|w)|.*\{\w+\}.*)\s*$",
            "examples": ["5d", "3ed", "4h", "2w"],
        }

    @property
    def is_zero(self) -> bool:
        """Whether this is a milestone's length."""
        return self.amount == 0

    def __str__(self) -> str:
        return f"{_plain(self.amount)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Link(_Parsed):
    """A dependency on another task, milestone or phase. A negative `lag` is a lead; `%` is of the predecessor."""

    predecessor: str
    type: LinkType = "FS"
    lag: Decimal = Decimal(0)
    lag_unit: LagUnit = "d"

    @classmethod
    def parse(cls, value: object) -> Link:
        """Read `T02`, `T02 FS+2d`, `T05 SS+2d`, `S12 FF`, `T03 FS+50%`, `T03 FS+2ed`."""
        if isinstance(value, Link):
            return value
        text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        found = _LINK.match(text)
        if found is None:
            raise ValueError(f"'{value}' is not a link; {_LINK_HELP}")
        lag = Decimal(found["amount"] or 0)
        return cls(
            found["id"],
            found["type"] or "FS",  # type: ignore[arg-type]
            -lag if found["sign"] == "-" else lag,
            found["unit"] or "d",  # type: ignore[arg-type]
        )

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return how the value is described to an editor."""
        return {"type": ["string", "integer"], "examples": ["T02", "T02 FS+2d", "T05 SS+2d", "S12 FF"]}

    def __str__(self) -> str:
        if not self.lag:
            return self.predecessor if self.type == "FS" else f"{self.predecessor} {self.type}"
        return f"{self.predecessor} {self.type}{'+' if self.lag > 0 else '-'}{_plain(abs(self.lag))}{self.lag_unit}"


def _plain(amount: Decimal) -> str:
    """Return a decimal without exponent or needless zeros."""
    return f"{amount.normalize():f}"


def parse_day(value: object) -> date:
    """Read an ISO date. Numbers are refused, because 20270111 is more often a slip than a date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.match(value.strip()):
        raise ValueError(f"'{value}' is not a date; write it as year-month-day, for example 2027-01-29")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f"there is no day {value.strip()} in the calendar; {_DAY_HELP}") from None


def parse_moment(value: object) -> date | datetime:
    """Read an ISO date, or a date with a time of day such as 2027-01-22T09:00."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.match(value.strip()):
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"there is no moment {value.strip()} in the calendar; {_DAY_HELP}") from None
    return parse_day(value)


def parse_day_or_text(value: object) -> date | str:
    """Read a date where there is one, else a text such as `phase 2`."""
    if isinstance(value, str) and not _DAY.match(value.strip()):
        return value
    return parse_day(value)


def parse_percent(value: object) -> Decimal:
    """Read `60%`, `60` or 60 as 60; more than 100 or less than 0 is refused."""
    found = _PERCENT.match(str(value)) if isinstance(value, str | int | float | Decimal) else None
    if found is None or isinstance(value, bool) or Decimal(found[1]) > 100:
        raise ValueError(f"'{value}' is not a percentage from 0% to 100%; write it as 60%")
    return Decimal(found[1])


def parse_hours_per_week(value: object) -> Decimal:
    """Read `2h/week`, `2h` or 2 as hours a week."""
    found = _HOURS_PER_WEEK.match(str(value)) if isinstance(value, str | int | float | Decimal) else None
    if found is None or isinstance(value, bool):
        raise ValueError(f"'{value}' is not hours a week; write 2h/week")
    return Decimal(found[1])


def parse_money(value: object) -> Decimal:
    """Read an exact amount of money; thousands may be parted by commas, spaces or underscores."""
    if isinstance(value, Decimal):
        return value
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    try:
        amount = Decimal(re.sub(r"[,_\s ]", "", text))
    except InvalidOperation:
        raise ValueError(f"'{value}' is not an amount of money; write 11400 or 11400.50") from None
    if not amount.is_finite():
        raise ValueError(f"'{value}' is not an amount of money; write 11400 or 11400.50")
    return amount


def parse_flag(value: object) -> bool:
    """Read true or false only; yes, no, on and off are plain text in a plan."""
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "TRUE"):
        return True
    if value in ("false", "False", "FALSE"):
        return False
    raise ValueError(f"'{value}' is neither true nor false; write true or false")


_ID_LIKE_A_LAG = re.compile(r"[+-]\s*\d+(\.\d+)?(ed|eh|ew|d|h|w|%)$")
_SHIFT = re.compile(r"^\s*(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)\s*$")
_MINUTES_A_DAY = 1440
_LANGUAGE = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$")
_CURRENCY = re.compile(r"^[A-Z]{3}$")


def parse_id(value: object) -> str:
    """Read an id. Spaces and an ending like a lag are refused, because a link could not name it."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text or any(c.isspace() for c in text):
        raise ValueError(f"'{value}' is not an id; write a short word without spaces, such as T02")
    if _ID_LIKE_A_LAG.search(text):
        raise ValueError(f"the id '{text}' ends like a lag, so no link could name it; write it otherwise")
    return text


def parse_shift(value: object) -> str:
    """Read a span of working time such as `09:00-13:00`; one that ends before it starts runs past midnight."""
    found = _SHIFT.match(value) if isinstance(value, str) else None
    start, end = (int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])) if found else (0, 0)
    if start == end or max(start, end) > _MINUTES_A_DAY:
        raise ValueError(f"'{value}' is not a span of hours; write 09:00-13:00, or 00:00-24:00 for the whole day")
    return str(value).strip()


def parse_language(value: object) -> str:
    """Read a language with or without its region, such as `en-GB`; one that nothing is known of is refused."""
    found = _LANGUAGE.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"'{value}' is not a language; write en-US, en-GB, de or fr-CA")
    language, script, region = found[1].lower(), found[2], found[3]
    if language != "en":
        from babel.localedata import exists

        if not exists(language):
            raise ValueError(f"nothing is known of the language '{value}'; write en-US, en-GB, de or fr-CA")
    return "-".join(part for part in (language, script and script.title(), region and region.upper()) if part)


def parse_currency(value: object) -> str:
    """Read a currency by its three letters."""
    text = value.strip().upper() if isinstance(value, str) else ""
    if not _CURRENCY.match(text):
        raise ValueError(f"'{value}' is not a currency; write its three letters, such as USD or EUR")
    return text


def parse_version(value: object) -> object:
    """Read the version of the file format, which is a whole number."""
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else value


def parse_weekday(value: object) -> object:
    """Read a day of the week by its first three letters or its whole name, in any case."""
    text = value.strip().lower() if isinstance(value, str) else ""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return text[:3] if text in names else text or value


class _OneOrMany:
    """Lets one entry stand for a list of one, and says so in the JSON Schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_one_or_many, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many.get("items", {}), many]}


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str | int | float) else value


def _named(*pairs: tuple[str, str]) -> BeforeValidator:
    """Return a validator that folds spelling: case, spaces, hyphens, and the listed synonyms."""
    synonyms = dict(pairs)

    def fold(value: object) -> object:
        if not isinstance(value, str):
            return value
        key = value.strip().lower().replace("-", "_").replace(" ", "_")
        return synonyms.get(key, key)

    return BeforeValidator(fold)


_DATE_SCHEMA = {"type": "string", "format": "date"}

Id = Annotated[str, BeforeValidator(parse_id), WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\S+$"})]
Shift = Annotated[
    str, BeforeValidator(parse_shift), WithJsonSchema({"type": "string", "examples": ["09:00-13:00", "14:00-18:00"]})
]
Language = Annotated[
    str, BeforeValidator(parse_language), WithJsonSchema({"type": "string", "examples": ["en-US", "en-GB", "de-DE"]})
]
Currency = Annotated[
    str, BeforeValidator(parse_currency), WithJsonSchema({"type": "string", "examples": ["USD", "EUR", "GBP"]})
]
FormatVersion = Annotated[Literal[1], BeforeValidator(parse_version), WithJsonSchema({"const": 1})]
Weekday = Annotated[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], BeforeValidator(parse_weekday)]
Day = Annotated[date, BeforeValidator(parse_day), WithJsonSchema(_DATE_SCHEMA)]
Moment = Annotated[
    date | datetime, BeforeValidator(parse_moment), WithJsonSchema({"type": "string", "examples": ["2027-01-22"]})
]
DayOrText = Annotated[
    date | str,
    BeforeValidator(parse_day_or_text),
    WithJsonSchema({"type": "string", "examples": ["2027-03-15", "phase 2"]}),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(parse_percent),
    PlainSerializer(lambda p: f"{_plain(p)}%", return_type=str),
    WithJsonSchema({"type": ["string", "number"], "examples": ["60%"]}),
]
HoursPerWeek = Annotated[
    Decimal,
    BeforeValidator(parse_hours_per_week),
    WithJsonSchema({"type": ["string", "number"], "examples": ["2h/week", 8]}),
]
Money = Annotated[
    Decimal,
    BeforeValidator(parse_money),
    PlainSerializer(lambda amount: _plain(amount), return_type=str),
    WithJsonSchema({"type": ["string", "number"], "examples": [11400]}),
]
Flag = Annotated[bool, BeforeValidator(parse_flag), WithJsonSchema({"type": "boolean"})]
Many = Annotated[tuple[T, ...], _OneOrMany()]
"""A list in which a single entry may be written without brackets."""

Level = Annotated[
    Literal["H", "M", "L"],
    BeforeValidator(
        lambda v: (
            {"HIGH": "H", "MEDIUM": "M", "LOW": "L"}.get(v.strip().upper(), v.strip().upper())
            if isinstance(v, str)
            else v
        )
    ),
]
RaciLetters = Annotated[
    str,
    BeforeValidator(lambda v: _parse_raci(v)),
    WithJsonSchema({"enum": ["R", "A", "C", "I", "R/A", "A/R", "", None]}),
]


def _parse_raci(value: object) -> str:
    """Read one cell of a RACI matrix; responsible and accountable in one cell is written R/A."""
    if value is None:
        return ""
    text = str(value).upper().replace(" ", "").replace(",", "/").replace("RA", "R/A").replace("AR", "A/R")
    if text in ("A/R", "R/A"):
        return "R/A"
    if text in ("", "R", "A", "C", "I"):
        return text
    raise ValueError(f"'{value}' is not a RACI letter; write R, A, C, I or R/A")


Side = Annotated[
    Literal["customer", "vendor", "third_party"], _named(("thirdparty", "third_party"), ("partner", "third_party"))
]
Audience = Annotated[Literal["customer", "internal"], _named()]
ScopeType = Annotated[
    Literal["feature", "integration", "training", "data", "customisation"],
    _named(
        ("features", "feature"),
        ("integrations", "integration"),
        ("trainings", "training"),
        ("migration", "data"),
        ("customization", "customisation"),
        ("customizations", "customisation"),
        ("customisations", "customisation"),
    ),
]
DependencyType = Annotated[
    Literal["finish_to_start", "customer", "external", "vendor"],
    _named(("fs", "finish_to_start"), ("third_party", "external"), ("internal", "vendor")),
]
DependencyStatus = Annotated[
    Literal["not_started", "in_progress", "on_track", "blocked", "done"],
    _named(("open", "not_started"), ("closed", "done")),
]
RiskStatus = Annotated[Literal["open", "monitoring", "mitigated", "closed"], _named()]
