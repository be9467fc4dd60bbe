"""What pydantic complains about, located and in a planner's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from plandocs.errors import Problem, did_you_mean
from plandocs.plan.base import Entry
from plandocs.plan.shape import called, entry_at, keys_of
from plandocs.plan.source import Data, KeyPath, Source

_WANTED = {
    "string_type": "a text",
    "dict_type": "keys and values (a mapping)",
    "model_type": "keys and values (a mapping)",
    "model_attributes_type": "keys and values (a mapping)",
    "tuple_type": "a list",
    "list_type": "a list",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "finite_number": "a finite number",
}
_BOUNDS = {"greater_than_equal": ("ge", "at least"), "greater_than": ("gt", "more than"),
           "less_than_equal": ("le", "at most"), "less_than": ("lt", "less than")}  # fmt: skip
_LIST_FIXES = {"tuple_type", "list_type"}
_SHOWN_KEYS = 12
_NEAREST_KEYS = 5
_OTHER_NAMES = {
    "after": ("depends_on", "depends", "dependson", "predecessor", "predecessors", "requires", "follows", "waits_for"),
    "owner": ("responsible", "assignee", "assigned_to", "assigned", "resource", "who", "lead"),
    "with": ("participants", "helpers", "involved", "attendees"),
    "duration": ("length", "days", "work_days", "workdays"),
    "start_no_earlier_than": ("start", "start_date", "begin", "earliest", "not_before", "earliest_start"),
    "deadline": ("due", "due_date", "end_date"),
    "due": ("deadline", "due_date", "end_date", "until"),
    "finished": ("done", "completed", "actual_finish"),
    "progress": ("percent", "complete", "percent_complete", "percent_done"),
    "name": ("title", "label"),
    "text": ("description", "title", "name"),
    "mitigation": ("countermeasure", "response", "action"),
    "likelihood": ("probability", "chance"),
    "impact": ("severity", "effect"),
}
"""What other tools and people call our keys."""
_SHOWN_TEXT = 60


def explain_errors(errors: Iterable[Any], source: Source, root: type[Entry]) -> dict[KeyPath, Problem]:
    """Return one problem for each key path that pydantic refused, in the words of a planner.

    Where a value may have several forms, only the complaint of the form that came closest is kept.
    """
    found: dict[KeyPath, tuple[int, Problem]] = {}
    for error in errors:
        path = data_path(error["loc"], source.data, missing=error["type"] == "missing")
        weight = 2 if error["type"] in ("value_error", "extra_forbidden", "missing") else 1
        if path not in found or weight > found[path][0]:
            found[path] = (weight, _explain(error, path, source, root))
    forms = {
        path
        for path in found
        if any(other != path and other[: len(path)] == path for other in found) and found[path][0] < 3
    }
    kept = {path: problem for path, (_, problem) in found.items() if path not in forms}
    return kept or {path: problem for path, (_, problem) in found.items()}


def data_path(loc: Sequence[str | int], data: Data, *, missing: bool = False) -> KeyPath:
    """Return the key path in the file for a location in the model, without the names of forms between them."""
    path: list[str | int] = []
    at: Data = data
    for index, part in enumerate(loc):
        if isinstance(at, dict) and part in at:
            at = at[str(part)]
            path.append(part)
        elif isinstance(at, list) and isinstance(part, int) and part < len(at):
            at = at[part]
            path.append(part)
        elif missing and index == len(loc) - 1:
            path.append(part)
    return tuple(path)


def _explain(error: Any, path: KeyPath, source: Source, root: type[Entry]) -> Problem:
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, source, root)
    if kind == "missing":
        return _missing(path, source, root)
    if kind == "value_error":
        return _refused(str(error["ctx"]["error"]), path, source)
    if kind == "literal_error":
        return _not_one_of(error, path, source)
    if kind in _WANTED:
        return _wrong_type(error, path, source)
    message, fix = _limit(error)
    return source.problem("bad-value", message, path, fix=fix)


def _unknown_key(path: KeyPath, source: Source, root: type[Entry]) -> Problem:
    key, entry = str(path[-1]), entry_at(path[:-1], root)
    if entry is None:
        return source.problem("unknown-key", f"the key '{key}' is not known here", path, on_key=True)
    keys = keys_of(entry)
    fix = did_you_mean(key, keys) or _meant(key, keys) or _nearest_keys(key, keys, called(entry))
    return source.problem("unknown-key", f"{called(entry)} has no key '{key}'", path, fix=fix, on_key=True)


def _meant(key: str, keys: Sequence[str]) -> str:
    """Return the key that other tools call by this name, as a question; an empty text for a name of none."""
    word = key.strip().casefold().replace("-", "_").replace(" ", "_")
    meant = next((known for known, others in _OTHER_NAMES.items() if word in others and known in keys), "")
    return f"did you mean '{meant}'?" if meant else ""


def _nearest_keys(key: str, keys: Sequence[str], entry: str) -> str:
    """Return all keys of a small entry, else the nearest ones and where the others stand."""
    if len(keys) <= _SHOWN_KEYS:
        return f"the keys of {entry} are {', '.join(keys)}"
    near = sorted(keys, key=lambda known: -SequenceMatcher(None, key.casefold(), known).ratio())[:_NEAREST_KEYS]
    return (
        f"the nearest keys of {entry} are {', '.join(near)}; docs/plan-file.md and 'plandocs schema' have all of them"
    )


def _missing(path: KeyPath, source: Source, root: type[Entry]) -> Problem:
    key, parent = path[-1], path[:-1]
    if isinstance(key, int):
        return source.problem(
            "missing-key", f"the list is too short: an entry {key + 1} is missing", parent, fix="write all of them"
        )
    entry = entry_at(parent, root)
    owner = called(entry) if entry is not None else "this entry"
    if source.has(path):
        message = f"'{key}' has no value, but {owner} needs one"
        return source.problem("missing-key", message, path, fix=f"write something after '{key}:'", on_key=True)
    return source.problem("missing-key", f"{owner} needs the key '{key}'", parent, fix=f"add '{key}:'")


def _refused(message: str, path: KeyPath, source: Source) -> Problem:
    """Return the problem of a value that a parser of `values` refused; its words follow the semicolon."""
    said, _, fix = message.partition("; ")
    rule = "impossible-date" if said.startswith("there is no ") else "bad-value"
    return source.problem(rule, said, path, fix=fix)


def _not_one_of(error: Any, path: KeyPath, source: Source) -> Problem:
    on_key = bool(error["loc"]) and error["loc"][-1] == "[key]"
    choices = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
    given = _short(error["input"])
    listed = ", ".join(choices)
    fix = did_you_mean(given, choices) or f"write {choices[0]}" + (", or another of them" if len(choices) > 1 else "")
    message = f"'{given}' is not one of {listed}" if len(choices) > 1 else f"'{given}' should be {listed}"
    return source.problem("bad-value", message, path, fix=fix, on_key=on_key)


def _wrong_type(error: Any, path: KeyPath, source: Source) -> Problem:
    kind, given = error["type"], error["input"]
    wanted = _WANTED[kind]
    fix = f"write {wanted}"
    if kind in _LIST_FIXES and isinstance(given, str):
        fix = f"write [{given}]" if len(given) < _SHOWN_TEXT else "begin each entry on a line of its own with '- '"
    elif kind in ("string_type", "model_type") and isinstance(given, list) and len(given) == 1:
        fix = "leave out the list around it"
    elif kind == "string_type" and isinstance(given, dict):
        fix = "put the text in quotes if it contains a colon or begins with {"
    return source.problem("wrong-type", f"{wanted} is wanted here, not {_kind_of(given)}", path, fix=fix)


def _kind_of(given: Any) -> str:
    if given is None:
        return "an empty value"
    if isinstance(given, dict):
        return "keys and values"
    if isinstance(given, list | tuple):
        return "a list"
    return f"'{_short(given)}'"


def _limit(error: Any) -> tuple[str, str]:
    """Return what a bound or length says, and how to keep it."""
    kind, context = error["type"], error.get("ctx", {})
    given = _short(error["input"])
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"{given} is out of range", f"write a number that is {words} {context[name]}"
    if kind == "string_too_short":
        return "the text is empty", "write something"
    if kind == "too_short":
        return f"at least {_entries(context['min_length'])} needed here", "add one"
    if kind == "too_long":
        return f"at most {_entries(context['max_length'])} allowed here", "take some out"
    said: str = error["msg"]
    return f"'{given}' cannot stand here", f"{said[:1].lower()}{said[1:]}"


def _entries(count: int) -> str:
    return "one entry is" if count == 1 else f"{count} entries are"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1] + "…"
