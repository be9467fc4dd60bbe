"""Durations and links as a plan writes them: `5d`, `T05 SS+2d`.

Frozen values with a parser each. Nothing here knows a calendar: `5d` stays five days until the scheduler gives days a
meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
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
_SHARE = re.compile(r"^(\d{1,3}(?:\.\d+)?)\s*%$")
_SIZE_HELP = "write 30%, the share of the chain before it, or estimates; a fixed length is its duration"
_DURATION_HELP = "write a number and a unit: 5d, 3ed (elapsed days), 4h, 2w, or 0d for a milestone"
_LINK_HELP = 'write "T02", "T02 FS+2d", "T05 SS+2d", "S12 FF" or "C27 FS-1d"'


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
        return f"{plain_decimal(self.amount)}{self.unit}"


@dataclass(frozen=True, slots=True)
class BufferSize(_Parsed):
    """How long a computed buffer is: `percent` of the chain before it; None for the reserve in its estimates."""

    percent: Decimal | None

    @classmethod
    def parse(cls, value: object) -> BufferSize:
        """Read `30%` or `estimates`."""
        if isinstance(value, BufferSize):
            return value
        text = value.strip() if isinstance(value, str) else ""
        found = _SHARE.match(text)
        if found is None and text.lower() != "estimates":
            raise ValueError(f"'{value}' is not a buffer's size; {_SIZE_HELP}")
        return cls(Decimal(found[1]) if found else None)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return how the value is described to an editor."""
        return {"type": "string", "pattern": r"^\s*(\d+(\.\d+)?\s*%|estimates|.*\{\w+\}.*)\s*$", "examples": ["30%"]}

    def __str__(self) -> str:
        return "estimates" if self.percent is None else f"{plain_decimal(self.percent)}%"


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
        return (
            f"{self.predecessor} {self.type}{'+' if self.lag > 0 else '-'}{plain_decimal(abs(self.lag))}{self.lag_unit}"
        )


def plain_decimal(amount: Decimal) -> str:
    """Return a decimal without exponent or needless zeros."""
    return f"{amount.normalize():f}"
