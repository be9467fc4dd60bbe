"""From text to data with places: the events of the YAML parser, read in one pass without recursion.

Plain scalars stay text: `no`, `on`, `1:30`, `001`, `3.10` and `2027-02-30` reach the model as they were written, and
the model says what it makes of them. Only an empty value, `null` and `~` are None. Size, depth and aliases are
bounded, so that no file can exhaust the machine. Own tags are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from plandocs.errors import PlanError, Problem
from plandocs.plan.decoding import CONTROLS, control_problem
from plandocs.plan.places import Place, Position

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
"""What a plan file holds before the model has read it."""

MAX_DEPTH = 60
TOO_DEEP = f"the file is nested more than {MAX_DEPTH} levels deep"
MAX_COPIED_NODES = 100_000

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TEXT_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_COLLECTION_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read. `key` is the scalar event whose value comes next."""

    data: list[Data] | dict[str, Data]
    place: Place
    anchor: str | None
    first_node: int
    key: Any = None


@dataclass(slots=True)
class _Anchored:
    data: Data
    place: Place
    nodes: int


def parse_events(text: str) -> Iterable[Any]:
    """Return the parser's events; reading them raises yaml.YAMLError where the text is not YAML."""
    events: Iterable[Any] = yaml.parse(text, Loader=_Loader)
    return events


def read_events(events: Iterable[Any], name: str) -> tuple[Data, Place | None, list[Problem]]:
    """Return the data of the first document, its places, and the problems that do not stop the reading.

    The place is None for an empty file. Raises PlanError for what cannot be read on: a second document, a tag of its
    own, a mapping as a key, an unknown or endless alias, too deep nesting.
    """
    reader = _Reader(name)
    for event in events:
        reader.take(event)
    return reader.root, reader.root_place, reader.problems


@dataclass(slots=True)
class _Reader:
    name: str
    root: Data = None
    root_place: Place | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    nodes: int = 0
    copied: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._stop("several-documents", "a second document begins here", event, "keep one plan in a file")

    def _scalar(self, event: Any) -> None:
        self.nodes += 1
        top = self.stack[-1] if self.stack else None
        if event.tag not in _TEXT_TAGS:
            self._stop_tag(event)
        if top is not None and top.key is None and type(top.data) is dict:
            top.key = event
            return
        value: str | None = event.value
        if value in _NULLS and not event.style and event.tag is None:
            value = None
        elif event.style == '"' and CONTROLS.search(event.value):
            value = self._clean(event)
        place = Place(event.start_mark, event.end_mark)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(value, place, 1)
        self._attach(value, place)

    def _clean(self, event: Any) -> str:
        """Leave out control characters that were written as escapes."""
        first = CONTROLS.search(event.value)
        if first is not None:
            mark = event.start_mark
            self.problems.append(control_problem(self.name, first[0], mark.line + 1, mark.column + 1))
        return CONTROLS.sub("", event.value)

    def _open(self, event: Any, data: list[Data] | dict[str, Data]) -> None:
        self.nodes += 1
        if event.tag not in _COLLECTION_TAGS:
            self._stop_tag(event)
        if self.stack and self.stack[-1].key is None and type(self.stack[-1].data) is dict:
            self._stop("bad-key", "a key must be a plain text", event, "put text that begins with { or [ in quotes")
        if len(self.stack) >= MAX_DEPTH:
            self._stop("too-deep", TOO_DEEP, event, "take levels out")
        children: dict[str, Place] | list[Place] = {} if type(data) is dict else []
        place = Place(event.start_mark, event.end_mark, children)
        self.stack.append(_Open(data, place, event.anchor, self.nodes + self.copied))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        done.place.end = event.end_mark
        if done.anchor is not None:
            size = self.nodes + self.copied - done.first_node + 1
            self.anchors[done.anchor] = _Anchored(done.data, done.place, size)
        self._attach(done.data, done.place)

    def _alias(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is None or any(entry.anchor == event.anchor for entry in self.stack):
            self._stop("alias", f"'*{event.anchor}' stands for something that contains itself", event, "write it out")
        elif top.key is None and type(top.data) is dict:
            self._stop("bad-key", "a key must be a plain text", event, "write the key out")
        if event.anchor not in self.anchors:
            fix = "put text that begins with * in quotes"
            self._stop("alias", f"'*{event.anchor}' refers to nothing above it", event, fix)
        known = self.anchors[event.anchor]
        self.copied += known.nodes
        if self.copied > MAX_COPIED_NODES:
            self._stop("alias", "the aliases of this file stand for too much text", event, "write it out")
        self._attach(known.data, Place(event.start_mark, event.end_mark, known.place.children))

    def _attach(self, value: Data, place: Place) -> None:
        if not self.stack:
            self.root, self.root_place = value, place
            return
        top = self.stack[-1]
        if isinstance(top.data, list):
            top.data.append(value)
            assert isinstance(top.place.children, list)
            top.place.children.append(place)
            return
        key = top.key
        top.key = None
        place.key_start, place.key_end = key.start_mark, key.end_mark
        self._enter(top.data, top.place, key, value, place)

    def _enter(self, data: dict[str, Data], parent: Place, key: Any, value: Data, place: Place) -> None:
        """Put a value into its mapping; the first of two equal keys stays."""
        text: str = key.value
        assert isinstance(parent.children, dict)
        if text == "<<" and not key.style:
            self._add("merge-key", "YAML 1.2 has no merge key '<<'", key, "write the keys out")
        elif text in data:
            first = parent.children[text].key_start
            line = first.line + 1 if first is not None else 0
            self._add("duplicate-key", f"the key '{text}' is already on line {line}", key, "keep one of the two")
        else:
            data[text] = value
            parent.children[text] = place

    def _stop_tag(self, event: Any) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._stop("tag", f"the tag '{tag}' means nothing in a plan", event, "leave it out, or put the text in quotes")

    def _add(self, rule: str, message: str, event: Any, fix: str) -> None:
        self.problems.append(self._problem(rule, message, event, fix))

    def _stop(self, rule: str, message: str, event: Any, fix: str) -> None:
        raise PlanError([*self.problems, self._problem(rule, message, event, fix)])

    def _problem(self, rule: str, message: str, event: Any, fix: str) -> Problem:
        start: Position = event.start_mark
        end: Position = event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Problem(
            rule=rule,
            message=message,
            path=self.name,
            line=start.line + 1,
            column=start.column + 1,
            width=max(1, width),
            fix=fix,
        )
