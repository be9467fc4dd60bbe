"""The JSON Schema of the plan file, so that an editor completes its keys and explains them.

Made from the models; the words under each field become its description. The schema allows what the reader allows:
a key without a value, a number where a text is wanted, one entry where a list may stand, a text for a short entry.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from plandocs.plan.base import Entry
from plandocs.plan.model import Plan

SCHEMA_ID = "urn:plandocs:plan:1"
"""The name of the schema, with the version of the file format."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHORT_FORMS = {
    ("Project", "objectives"),
    ("Plan", "success_criteria"),
    ("CalendarSpec", "holidays"),
    ("Scope", "in"),
    ("Scope", "out"),
    ("Scope", "parking_lot"),
    ("Scope", "assumptions"),
    ("Scope", "constraints"),
    ("StatementOfWork", "signatories"),
    ("StatementOfWork", "acceptance"),
}
"""Lists whose entries, and mappings that, may be written as one text."""

Schema = dict[str, Any]


def plan_schema() -> Schema:
    """Return the schema as plain data, ready for JSON."""
    made = Plan.model_json_schema(by_alias=True)
    definitions: dict[str, Schema] = made.pop("$defs")
    made.pop("description", None)
    words = _descriptions(sorted({entry.__module__ for entry in Entry.__subclasses__()}))
    for name, definition in [*definitions.items(), ("Plan", made)]:
        if "properties" in definition:
            _finish(name, definition, words.get(name, {}))
    _allow_letters_beside_activity(definitions["RaciRow"])
    _allow_one_amount(definitions["StatementOfWork"])
    made.pop("title", None)
    return {
        "$schema": _DIALECT,
        "$id": SCHEMA_ID,
        "title": "plandocs plan file",
        "description": "One customer project: schedule, scope, people, registers. All documents are made from it.",
        **made,
        "$defs": definitions,
    }


def _finish(name: str, definition: Schema, words: dict[str, str]) -> None:
    """Describe the keys of one mapping and allow what the reader allows."""
    required = set(definition.get("required", ()))
    definition["additionalProperties"] = False
    for key, found in definition["properties"].items():
        found.pop("title", None)
        default = found.pop("default", None)
        allowed = _loosened(found)
        if (name, key) in _SHORT_FORMS:
            allowed = _with_text(allowed)
        if key not in required:
            allowed = _or_null(allowed)
        described = {"description": words[key.rstrip("_")], **allowed}
        if default not in (None, [], {}, ""):
            described["default"] = default
        definition["properties"][key] = described


def _loosened(found: Schema) -> Schema:
    """Return the schema with numbers and flags allowed where any text is."""
    if found == {"type": "string"} or (found.get("type") == "string" and set(found) <= {"type", "minLength"}):
        return {**found, "type": ["string", "number", "boolean"]}
    out = dict(found)
    for key in ("items", "additionalProperties"):
        if isinstance(out.get(key), dict):
            out[key] = _loosened(out[key])
    for key in ("anyOf", "oneOf", "prefixItems"):
        if isinstance(out.get(key), list) and not any(entry.get("type") == "number" for entry in out[key]):
            out[key] = [_loosened(entry) for entry in out[key]]
    return out


def _with_text(found: Schema) -> Schema:
    text = {"type": "string"}
    if found.get("type") == "array":
        return {**found, "items": {"anyOf": [found["items"], text]}}
    return {"anyOf": [*_alternatives(found), text]}


def _or_null(found: Schema) -> Schema:
    null = {"type": "null"}
    alternatives = _alternatives(found)
    return found if null in alternatives else {"anyOf": [*alternatives, null]}


def _alternatives(found: Schema) -> list[Schema]:
    return list(found["anyOf"]) if set(found) == {"anyOf"} else [found]


def _allow_letters_beside_activity(row: Schema) -> None:
    letters = next(entry for entry in row["properties"]["letters"]["anyOf"] if "additionalProperties" in entry)
    row["additionalProperties"] = letters["additionalProperties"]


def _allow_one_amount(sow: Schema) -> None:
    sow["properties"]["fees"]["anyOf"].append({"type": ["number", "string"]})


def _descriptions(modules: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the words under each field of the modules' classes, by class and by the field's name in the file."""
    found: dict[str, dict[str, str]] = {}
    for module in modules:
        for node in ast.parse(inspect.getsource(sys.modules[module])).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = dict(_fields(node))
    return found


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            yield field.target.id.rstrip("_"), _text_of(text)


def _text_of(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return inspect.cleandoc(node.value.value)
    return ""
