"""The reference of the plan file, key by key, made from its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from plandocs.plan.schema import plan_schema

Schema = dict[str, Any]

INTRODUCTION = """\
# The plan file

One YAML 1.2 file per project; JSON is accepted too. Everything but `project`, `people` and `phases` is optional.
`yes`, `no`, `on` and `off` are plain text. A duplicate key, an unknown key, a tab or an impossible date is an error
that names file, line and column.

`plandocs new plan.yaml` writes a plan to start from. With the [JSON Schema](plan.schema.json) an editor completes and
explains every key; `plandocs schema` prints it.

Made by `scripts/make_docs.py` from the models in `src/plandocs/plan`: change the words there.
"""


def schema() -> str:
    """Return the JSON Schema as a file."""
    return json.dumps(plan_schema(), indent=2, ensure_ascii=False) + "\n"


def page() -> str:
    """Return the page."""
    root = plan_schema()
    places = _places(root)
    parts = [INTRODUCTION, _table("Top level", "", root, places)]
    parts += [
        _table(f"`{paths[0]}`", root["$defs"][name].get("description", ""), root["$defs"][name], places, paths[1:])
        for name, paths in places.items()
    ]
    return "\n".join(parts)


def _places(root: Schema) -> dict[str, list[str]]:
    """Return each definition with the key paths at which it is used, in the order of the file."""
    found: dict[str, list[str]] = {}

    def visit(definition: Schema, path: str) -> None:
        for key, value in definition.get("properties", {}).items():
            for name, suffix in _references(value):
                here = f"{path}{key}{suffix}"
                if name not in found:
                    found[name] = [here]
                    visit(root["$defs"][name], f"{here}.")
                elif here not in found[name]:
                    found[name].append(here)

    visit(root, "")
    return found


def _references(value: Schema, suffix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the definitions that a value refers to, each with what its path gets at the end."""
    if "$ref" in value:
        yield value["$ref"].rpartition("/")[2], suffix
    for choice in value.get("anyOf", ()):
        yield from _references(choice, suffix)
    if isinstance(value.get("items"), dict):
        yield from _references(value["items"], f"{suffix}[]")
    if isinstance(value.get("additionalProperties"), dict):
        yield from _references(value["additionalProperties"], f"{suffix}.<id>")


def _table(title: str, words: str, definition: Schema, places: dict[str, list[str]], also: Sequence[str] = ()) -> str:
    lines = [f"## {title}", ""]
    if words:
        lines += [words, ""]
    if also:
        lines += [f"The same keys stand under {', '.join(f'`{path}`' for path in also)}.", ""]
    lines += ["| key | holds | value |", "| --- | --- | --- |"]
    required = set(definition.get("required", ()))
    for key, value in definition["properties"].items():
        name = f"**`{key}`**" if key in required else f"`{key}`"
        lines.append(f"| {name} | {_cell(value.get('description', ''))} | {_cell(_value(value, places))} |")
    if required:
        lines += ["", "Keys in bold are needed."]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _value(value: Schema, places: dict[str, list[str]]) -> str:
    """Return what a key may hold, in words."""
    words = _kinds(value, places)
    default = value.get("default")
    if default not in (None, "", [], {}, False):
        shown = ", ".join(map(str, default)) if isinstance(default, list) else str(default)
        words += f"; {shown} when left out"
    return words


def _kinds(value: Schema, places: dict[str, list[str]]) -> str:
    choices = [choice for choice in value.get("anyOf", ()) if choice.get("type") != "null"]
    if choices:
        return _alternatives([_kinds(choice, places) for choice in choices])
    if "$ref" in value:
        path = places[value["$ref"].rpartition("/")[2]][0]
        return f"[`{path}`](#{_anchor(path)})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return " · ".join(f"`{word}`" for word in value["enum"] if word)
    kind = value.get("type", "string")
    if kind == "array":
        return _list(value, places)
    if kind == "object":
        inner = value.get("additionalProperties")
        return f"mapping: {_kinds(inner, places)}" if isinstance(inner, dict) else "mapping"
    return _scalar(value, kind)


def _alternatives(words: list[str]) -> str:
    """Join alternatives; one value and a list of the same is told once."""
    unique = list(dict.fromkeys(words))
    if len(unique) == 2 and unique[1] == f"list of {unique[0]}":
        return f"{unique[0]}, or a list"
    return " or ".join(unique)


def _list(value: Schema, places: dict[str, list[str]]) -> str:
    if "prefixItems" in value:
        return f"list of {len(value['prefixItems'])}: {_kinds(value['prefixItems'][0], places)}"
    items = value.get("items")
    return f"list of {_kinds(items, places)}" if isinstance(items, dict) else "list"


def _scalar(value: Schema, kind: str | list[str]) -> str:
    if value.get("format") == "date":
        return "date"
    if "examples" in value:
        return ", ".join(f"`{example}`" for example in value["examples"])
    kinds = [kind] if isinstance(kind, str) else kind
    if "string" in kinds:
        return "text"
    if kinds == ["boolean"]:
        return "`true` · `false`"
    low, high = (value.get(key) for key in ("minimum", "maximum"))
    number = "whole number" if kinds == ["integer"] else "number"
    if low is not None and high is not None:
        return f"{number} from {low} to {high}"
    return f"{number}, at least {low}" if low is not None else number


def _anchor(path: str) -> str:
    """Return the anchor a Markdown page gives to a heading that is this path in code."""
    return "".join(character for character in path.lower() if character.isalnum() or character in "_-")
