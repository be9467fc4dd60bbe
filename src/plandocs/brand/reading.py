"""Reads a brand file: text to data with places, data to a `BrandFile`.

Scalars stay text as they are written, so that `001122` is a colour and not a number. All mistakes of the file are
collected and raised together as a PlanError; a file that cannot be opened is a FileError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plandocs.brand.file import BrandFile
from plandocs.brand.palette import Finding, KeyPath
from plandocs.errors import FileError, PlanError, Problem, did_you_mean

_LARGEST_FILE = 256 * 1024
_DEEPEST = 12
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class BrandSource:
    """A brand file's path, and the line, column and width of each of its keys."""

    path: str
    marks: Mapping[KeyPath, tuple[int, int, int]]

    def located(self, finding: Finding) -> Problem:
        """Return a finding's problem with the place of its key, or of the nearest key above it."""
        keys = finding.keys
        where = ".".join(str(key) for key in keys)
        while keys and keys not in self.marks:
            keys = keys[:-1]
        mark = self.marks.get(keys)
        problem = replace(finding.problem, where=where)
        return problem.at(self.path, *mark) if mark else problem.at(self.path, None, None)


def read_brand_file(path: Path) -> tuple[BrandSource, BrandFile]:
    """Return a brand file with the places of its keys."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(
            rule="unreadable-brand", message=f"the brand file cannot be read: {error.strerror}", path=str(path)
        )
        raise FileError(problem) from error
    data, source = _parse(raw, str(path))
    try:
        return source, BrandFile.model_validate(data)
    except ValidationError as error:
        raise PlanError(source.located(_finding(detail)) for detail in error.errors()) from error


def _parse(raw: bytes, path: str) -> tuple[object, BrandSource]:
    def stop(rule: str, message: str, line: int | None = None, column: int | None = None) -> PlanError:
        return PlanError(Problem(rule=rule, message=message, path=path, line=line, column=column))

    if len(raw) > _LARGEST_FILE:
        raise stop("brand-too-large", f"the brand file is larger than {_LARGEST_FILE // 1024} KB")
    try:
        text = raw.decode("utf-8-sig")
        _guard(text)
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise stop("brand-encoding", "the brand file is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise stop("yaml-syntax", str(error.problem or error.context), *place) from error
    except yaml.YAMLError as error:
        raise stop("yaml-syntax", str(error)) from error
    walk = _Walk()
    data = walk.value(node, ()) if node is not None else None
    source = BrandSource(path, walk.marks)
    if walk.findings:
        raise PlanError(source.located(finding) for finding in walk.findings)
    return data if data is not None else {}, source


def _guard(text: str) -> None:
    """Refuse nesting that would crash the composer, and aliases, which a brand file has no use for."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise _marked("aliases are not read in a brand file", event.start_mark)
        if depth > _DEEPEST:
            problem = f"the file is nested more than {_DEEPEST} deep"
            raise _marked(problem, event.start_mark)


def _marked(problem: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


class _Walk:
    """Turns YAML nodes into data, and notes the place of each key."""

    def __init__(self) -> None:
        self.marks: dict[KeyPath, tuple[int, int, int]] = {}
        self.findings: list[Finding] = []

    def value(self, node: yaml.Node, keys: KeyPath) -> object:
        mark = node.start_mark
        self.marks.setdefault(keys, (mark.line + 1, mark.column + 1, 1))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, keys)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*keys, index)) for index, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _mapping(self, node: yaml.MappingNode, keys: KeyPath) -> dict[str, object]:
        out: dict[str, object] = {}
        for key_node, value_node in node.value:
            key, mark = str(key_node.value), key_node.start_mark
            place = (mark.line + 1, mark.column + 1, max(1, len(key)))
            if key in out:
                first = self.marks[(*keys, key)][0]
                twice = f"the key '{key}' stands here for the second time; the first is on line {first}"
                self.marks[(*keys, key, "again")] = place
                self.findings.append(Finding((*keys, key, "again"), Problem(rule="duplicate-key", message=twice)))
                continue
            self.marks[(*keys, key)] = place
            out[key] = self.value(value_node, (*keys, key))
        return out


def _finding(detail: ErrorDetails) -> Finding:
    keys: KeyPath = tuple(detail["loc"])
    if detail["type"] == "extra_forbidden":
        key, choices = str(keys[-1]), _keys_at(keys[:-1])
        message = f"unknown key '{key}'" + (f" in '{'.'.join(map(str, keys[:-1]))}'" if keys[1:] else "")
        fix = did_you_mean(key, choices) or f"the keys here are {', '.join(choices)}"
        return Finding(keys, Problem(rule="unknown-key", message=message, fix=fix))
    name = ".".join(str(key) for key in keys)
    if detail["input"] is None:
        message = f"'{name}' is empty"
        fix = "put colours in quotes: after a blank, # begins a comment" if keys[0] in _COLORED else ""
        return Finding(keys, Problem(rule="empty-value", message=message, fix=fix))
    text = detail["msg"].removeprefix("Value error, ")
    return Finding(keys, Problem(rule="bad-value", message=f"'{name}': {text[0].lower()}{text[1:]}"))


_COLORED = ("color", "roles", "office")


def _keys_at(keys: KeyPath) -> list[str]:
    """Return the keys that the brand file's mapping at a key path may have."""
    model: type[BaseModel] = BrandFile
    for key in keys:
        for field_name, field in model.model_fields.items():
            if (field.alias or field_name) == key:
                model = _model_in(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType, Annotated, dict):
        return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
    return None
