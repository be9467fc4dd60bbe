"""How a value is written into a plan file: plain where that is safe, quoted where not, in the style around it.

Values are texts, numbers, flags, days, lists and mappings. What the reader of plans makes of the written text is
`as_read` of the value, always: numbers and days are texts in a plan until the model parses them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from plandocs.plan.reader import Data

Value: TypeAlias = "str | int | Decimal | bool | date | Sequence[Value] | Mapping[str, Value] | None"

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?=[^\s])|(?<=[^\s])#)*", re.UNICODE)
_PLAIN_SIGNS = frozenset("()/+$€£§")
# A question mark ends a plain text in braces for PyYAML without its C library, so such texts are quoted.
_FLOW_SIGNS = re.compile(r"[,?\[\]{}]|:(?=[,\[\]{}]|$)")
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LONGEST_FLOW = 90


def as_read(value: Value) -> Data:
    """Return a value as the reader of plans gives it back."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: as_read(part) for key, part in value.items()}
    return [as_read(part) for part in value]


@dataclass(frozen=True, slots=True)
class Writer:
    """The habits of one file: JSON or YAML, and its line break."""

    json: bool
    newline: str

    def inline(self, value: Value, *, flow: bool, style: str = "") -> str:
        """Return a value on one line. `flow`: within brackets; `style`: the quotation mark that was there before."""
        if isinstance(value, Mapping):
            inside = ", ".join(f"{self.key(key)}: {self.inline(part, flow=True)}" for key, part in value.items())
            return f"{{{inside}}}"
        if isinstance(value, Sequence) and not isinstance(value, str):
            return f"[{', '.join(self.inline(part, flow=True) for part in value)}]"
        if self.json:
            return self._json(value)
        if value is None:
            return "null"
        if not isinstance(value, str):
            return str(as_read(value))
        return _text(value, flow=flow, style=style)

    def key(self, name: str) -> str:
        """Return a key as it is written."""
        return self._json(name) if self.json else _text(name, flow=True, style="")

    def literal(self, value: Value, column: int) -> str | None:
        """Return a text of several lines as a literal block whose lines begin at a column; None where none can be."""
        if self.json or not isinstance(value, str) or not _can_be_literal(value):
            return None
        indent = " " * column
        lines = [f"{indent}{line}" if line else "" for line in value.split("\n")]
        return self.newline.join(["|-", *lines])

    def entry(self, name: str, value: Value, column: int) -> str:
        """Return a key and its value as lines of a block whose key stands at a column; the first has no indent."""
        return f"{self.key(name)}:{self.after_colon(value, column)}"

    def after_colon(self, value: Value, column: int) -> str:
        """Return what stands behind the colon of a key at a column, with the space or the line break before it."""
        if self._is_long(value):
            inner = column + 2
            return f"{self.newline}{' ' * inner}{self.block(value, inner)}"
        return f" {self.literal(value, column + 2) or self.inline(value, flow=False)}"

    def block(self, value: Value, column: int) -> str:
        """Return a value as lines that begin at a column; the first line has no indent."""
        gap = f"{self.newline}{' ' * column}"
        if isinstance(value, Mapping) and value and not self.json:
            return gap.join(self.entry(name, part, column) for name, part in value.items())
        if isinstance(value, Sequence) and not isinstance(value, str) and value and not self.json:
            return gap.join(f"- {self.block(part, column + 2)}" for part in value)
        return self.literal(value, column) or self.inline(value, flow=False)

    def _is_long(self, value: Value) -> bool:
        """Return whether a collection is written on lines of its own."""
        if self.json or isinstance(value, str) or not isinstance(value, Mapping | Sequence) or not value:
            return False
        parts = value.values() if isinstance(value, Mapping) else value
        return (
            any(isinstance(part, Mapping) or (isinstance(part, str) and "\n" in part) for part in parts)
            or len(self.inline(value, flow=False)) > _LONGEST_FLOW
        )

    def _json(self, value: Value) -> str:
        if value is None or isinstance(value, bool):
            return json.dumps(value)
        if isinstance(value, int | Decimal):
            return str(value)
        return _double(str(as_read(value)))


def _text(value: str, *, flow: bool, style: str) -> str:
    """Return a text: plain if it reads back as it is, else in the quotation marks it had, or single ones."""
    if style not in ("'", '"') and _is_plain(value, flow=flow):
        return value
    if style == '"' or _SPECIAL.search(value):
        return _double(value)
    quoted = value.replace("'", "''")
    return f"'{quoted}'" if style == "'" or '"' in value else f'"{value}"' if "\\" not in value else f"'{quoted}'"


def _is_plain(value: str, *, flow: bool) -> bool:
    if value in _NULLS or value != value.strip() or _SPECIAL.search(value):
        return False
    head = value[0]
    body = value[1:] if head in _PLAIN_SIGNS else value
    if body and (_PLAIN.fullmatch(body) is None or body.endswith(":")):
        return False
    if head in _PLAIN_SIGNS and not body:
        return False
    return not (flow and _FLOW_SIGNS.search(value))


def _double(value: str) -> str:
    """Return a text in double quotes that mean the same in YAML and in JSON."""
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _can_be_literal(value: str) -> bool:
    lines = value.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and bool(lines[-1])
        and not any(line.startswith((" ", "\t")) or line != line.rstrip() for line in lines)
        and not _SPECIAL.search(value.replace("\n", ""))
    )
