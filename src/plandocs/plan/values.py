"""The types of a plan's small values: how each is parsed, written back, and described to an editor."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic_core import core_schema

from plandocs.plan.durations import BufferSize, Duration, DurationUnit, LagUnit, Link, LinkType, plain_decimal
from plandocs.plan.parsing import (
    parse_currency,
    parse_day,
    parse_day_or_text,
    parse_flag,
    parse_hours_per_week,
    parse_id,
    parse_language,
    parse_moment,
    parse_money,
    parse_percent,
    parse_raci,
    parse_shift,
    parse_time_of_day,
    parse_version,
    parse_weekday,
)

T = TypeVar("T")


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

TimeOfDay = Annotated[
    str, BeforeValidator(parse_time_of_day), WithJsonSchema({"type": "string", "examples": ["10:00", "14:30"]})
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
    PlainSerializer(lambda p: f"{plain_decimal(p)}%", return_type=str),
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
    PlainSerializer(lambda amount: plain_decimal(amount), return_type=str),
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
    BeforeValidator(lambda v: parse_raci(v)),
    WithJsonSchema({"enum": ["R", "A", "C", "I", "R/A", "A/R", "", None]}),
]

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

__all__ = [
    "Audience",
    "BufferSize",
    "Currency",
    "Day",
    "DayOrText",
    "DependencyStatus",
    "DependencyType",
    "Duration",
    "DurationUnit",
    "Flag",
    "FormatVersion",
    "HoursPerWeek",
    "Id",
    "LagUnit",
    "Language",
    "Level",
    "Link",
    "LinkType",
    "Many",
    "Moment",
    "Money",
    "Percent",
    "RaciLetters",
    "RiskStatus",
    "ScopeType",
    "Shift",
    "Side",
    "TimeOfDay",
    "Weekday",
    "parse_currency",
    "parse_day",
    "parse_day_or_text",
    "parse_flag",
    "parse_hours_per_week",
    "parse_id",
    "parse_language",
    "parse_moment",
    "parse_money",
    "parse_percent",
    "parse_raci",
    "parse_shift",
    "parse_time_of_day",
]
