"""Formulas as they are stored: taken apart into names, and checked for what Excel would not read.

In comes one formula without its leading `=`; out go the functions, tables, sheets and names it uses, and what
is wrong with its writing. Nothing is computed. The stored notation is always English, with commas between
arguments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from plandocs.render.check.functions import STANDARD, STORED_NAME

MAX_LENGTH = 8192

_TOKEN = re.compile(
    r"""
      (?P<other>[-+*/^&=<>%,\s@]+|:)
    | (?P<string>"(?:[^"]|"")*")
    | (?P<quoted>'(?:[^']|'')+'!)
    | (?P<error>\#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!))
    | (?P<function>[A-Za-z_\\][\w.]*)\(
    | (?P<word>[$A-Za-z_\\][\w.$\\?]*!?)
    | (?P<brackets>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<open>[({])
    | (?P<close>[)}])
    | (?P<semicolon>;)
    | (?P<spilled>\#)
    """,
    re.VERBOSE,
)
_BALANCED = frozenset({"function", "open", "close", "semicolon"})
_QUIET = frozenset({"other", "string", "number", "spilled"})
_CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}\Z")
_COLUMN_OR_ROW = re.compile(r"(?:\$?[A-Za-z]{1,3}|\$\d+)\Z")
_COLUMN_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_THIS_ROW = {"#all", "#data", "#headers", "#totals", "#this row"}


@dataclass(slots=True)
class Formula:
    """What a formula uses, and the faults of its writing."""

    functions: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    columns: set[tuple[str, str]] = field(default_factory=set)
    sheets: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    has_array: bool = False
    faults: list[str] = field(default_factory=list)


@lru_cache(maxsize=4096)
def read_formula(text: str) -> Formula:
    """Return what the formula uses and what is wrong with it, for reading only: equal texts share one answer.

    Columns are (table, column), both in lower case.
    """
    found = Formula()
    if text.startswith("="):
        found.faults.append("it begins with '='")
    if len(text) > MAX_LENGTH:
        found.faults.append(f"it is longer than {MAX_LENGTH} characters")
    stack: list[str] = []
    seen: set[tuple[str, str, str]] = set()
    position, previous = 0, ""
    for match in _TOKEN.finditer(text):
        if match.start() != position:
            break
        kind = match.lastgroup or ""
        value = match.group(kind)
        position = match.end()
        if kind in _BALANCED:
            _balance(found, kind, value, stack)
        elif kind not in _QUIET:
            token = (previous, value, text[position : position + 1])
            if token not in seen:
                seen.add(token)
                _take(found, kind, token)
        previous = value
    if position != len(text):
        found.faults.append(f"it cannot be read from {text[position : position + 12]!r} on")
    elif stack:
        found.faults.append("a bracket is opened and not closed")
    return found


def misnamed_functions(found: Formula) -> dict[str, str]:
    """Return the functions that must be stored under another name, and that name."""
    return {name: STORED_NAME[name.upper()] for name in sorted(found.functions) if name.upper() in STORED_NAME}


def unknown_functions(found: Formula) -> list[str]:
    """Return the functions Excel does not have of itself; an add-in may."""
    return sorted(name for name in found.functions if not _is_function(name.upper()))


def _is_function(name: str) -> bool:
    if name.startswith("_XLFN."):
        short = name.removeprefix("_XLFN.").removeprefix("_XLWS.")
        return STORED_NAME.get(short, "").upper() == name
    return name in STANDARD or name in STORED_NAME or name.startswith("_XLPM.")


def _balance(found: Formula, kind: str, value: str, stack: list[str]) -> None:
    """Record a function, a bracket or a semicolon; `stack` holds the brackets that are open."""
    if kind == "function":
        found.functions.add(value)
        stack.append("(")
    elif kind == "open":
        found.has_array |= value == "{"
        stack.append(value)
    elif kind == "close":
        if not stack or stack.pop() != {")": "(", "}": "{"}[value]:
            found.faults.append(f"'{value}' closes nothing")
    elif "{" not in stack:
        found.faults.append("';' separates arguments; the stored form has ','")


def _take(found: Formula, kind: str, token: tuple[str, str, str]) -> None:
    """Record a token that names something. It comes with the token before and the character after."""
    before, value, after = token
    if kind == "quoted":
        found.sheets.add(value[1:-2].replace("''", "'"))
    elif kind == "error" and value == "#REF!":
        found.faults.append("it refers to #REF!")
    elif kind == "brackets":
        _take_brackets(found, value, before)
    elif kind == "word":
        _take_word(found, value, (before, after))


def _take_word(found: Formula, value: str, around: tuple[str, str]) -> None:
    before, after = around
    if value.endswith("!"):
        found.sheets.add(value[:-1])
    elif after == "[":
        found.tables.add(value.lower())
    elif not _CELL.match(value) and value.upper() not in ("TRUE", "FALSE"):
        in_range = ":" in (before, after) and _COLUMN_OR_ROW.match(value)
        if not in_range and not value.startswith("_xlpm."):
            found.names.add(value)


def _take_brackets(found: Formula, value: str, table: str) -> None:
    if table.lower() not in found.tables:
        external = value[1:-1].isdecimal()
        found.faults.append(
            f"{value} leads to another workbook" if external else f"{value} is stored without its table's name"
        )
        return
    inside = value[1:-1]
    items = _COLUMN_ITEM.findall(inside) if "[" in inside else [inside]
    for item in items:
        column = re.sub(r"'(.)", r"\1", item.strip() if "[" not in inside else item)
        if column.startswith("@"):
            found.faults.append(f"{value} is the typed form; the stored form is [[#This Row],[…]]")
        elif column.lower() not in _THIS_ROW and column:
            found.columns.add((table.lower(), column.lower()))
