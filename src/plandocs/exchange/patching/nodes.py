"""A plan file as nodes that know where in its text they stand, to the character.

The reader of plans gives data and places for messages; here are the same events with what a change of the text needs
besides: how each value is written, where its last character is, and which values are shared by an alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from plandocs.plan.decoding import CONTROLS
from plandocs.plan.reader import parse_events

Kind = Literal["scalar", "mapping", "sequence", "alias"]

_ESCAPED_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_PROPERTY = re.compile(r"(?:[&!][^\s,\[\]{}]*)(?:[ \t]+|(?=[\r\n])|$)")
_BLANK = re.compile(r"(?:[ \t\r\n\x85\u2028\u2029]+|(?:(?<=\s)|^)#[^\r\n\x85\u2028\u2029]*)*", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]|\Z")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


@dataclass(slots=True)
class Node:
    """One value of the file. `start` and `end` are where the parser says it stands, its anchor included.

    A mapping's `items` are its values, each with its `key`; a sequence's are its entries. `column` is the parser's,
    from 0. `style` is how a scalar is written: an empty text, a quotation mark, `|` or `>`.
    """

    kind: Kind
    start: int
    end: int
    column: int
    value: str = ""
    style: str = ""
    anchor: str = ""
    flow: bool = False
    inside: bool = False
    """Whether it stands within brackets, at any depth."""
    key: Node | None = None
    items: list[Node] = field(default_factory=list)


class Tree:
    """The nodes of one file's text, and what lies between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shared: set[str] = set()
        """The anchors that an alias refers to."""
        self._keys: dict[int, Node] = {}
        self.root = self._read(_findable(text))

    def child(self, node: Node, part: str | int) -> Node | None:
        """Return the value at a key or an index of a node, None when there is none."""
        if node.kind == "sequence" and isinstance(part, int):
            return node.items[part] if 0 <= part < len(node.items) else None
        if node.kind == "mapping":
            return next((item for item in node.items if item.key is not None and item.key.value == str(part)), None)
        return None

    def body(self, node: Node) -> int:
        """Return where a value itself begins, behind its anchor."""
        at = node.start
        while node.anchor and (found := _PROPERTY.match(self.text, at)):
            at = found.end()
        return self.skip(at) if node.items and not node.flow else at

    def content_end(self, node: Node) -> int:
        """Return where a value's last character ends; a block scalar that keeps its blank lines ends behind them."""
        if node.kind in ("mapping", "sequence") and not node.flow:
            return self.content_end(node.items[-1])
        if node.kind == "scalar" and node.style in ("|", ">"):
            head = _BLOCK_HEAD.match(self.text, self.body(node))
            if head is not None and "+" in head[0]:
                return node.end
            return node.start + len(self.text[node.start : node.end].rstrip(" \t\r\n\x85\u2028\u2029"))
        return node.end

    def skip(self, at: int) -> int:
        """Return the next place behind white space and comments."""
        found = _BLANK.match(self.text, at)
        return at if found is None else found.end()

    def dash(self, node: Node, index: int) -> int:
        """Return where the dash of an entry of a block sequence stands."""
        return self.skip(self.content_end(node.items[index - 1])) if index else self.body(node)

    def line_start(self, at: int) -> int:
        """Return where the line of a place begins."""
        return max(self.text.rfind(mark, 0, at) for mark in "\n\r\x85\u2028\u2029") + 1

    def line_end(self, at: int) -> int:
        """Return where the line of a place ends, before its line break."""
        found = _LINE_END.search(self.text, at)
        return len(self.text) if found is None else found.start()

    def next_line(self, at: int) -> int:
        """Return where the line behind that of a place begins."""
        found = _LINE_END.search(self.text, at)
        return len(self.text) if found is None else found.end()

    def starts_line(self, at: int) -> bool:
        """Return whether nothing but spaces stands before a place on its line."""
        return not self.text[self.line_start(at) : at].strip()

    def ends_line(self, at: int) -> bool:
        """Return whether nothing but spaces stands behind a place on its line."""
        return not self.text[at : self.line_end(at)].strip()

    def _read(self, text: str) -> Node | None:
        stack: list[Node] = []
        root: Node | None = None
        for event in parse_events(text):
            if isinstance(event, yaml.CollectionEndEvent):
                node = stack.pop()
                node.end = _index(event.end_mark)
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event)
                if stack:
                    node.key = self._keys.pop(id(stack[-1]), None)
                    node.inside = stack[-1].flow or stack[-1].inside
                if isinstance(event, yaml.CollectionStartEvent):
                    stack.append(node)
                    continue
            else:
                continue
            if stack:
                self._attach(node, stack[-1])
            else:
                root = node
        return root

    def _attach(self, node: Node, parent: Node) -> None:
        """Put a finished node into its parent; every other node of a mapping is the key of the next."""
        if parent.kind == "mapping" and node.key is None:
            self._keys[id(parent)] = node
        else:
            parent.items.append(node)

    def _node(self, event: Any) -> Node:
        start, end, column = _index(event.start_mark), _index(event.end_mark), event.start_mark.column
        if isinstance(event, yaml.AliasEvent):
            name = str(event.anchor)
            self.shared.add(name)
            return Node("alias", start, end, column, value=name)
        anchor = event.anchor or ""
        if isinstance(event, yaml.ScalarEvent):
            return Node("scalar", start, end, column, value=event.value, style=event.style or "", anchor=anchor)
        kind: Kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        return Node(kind, start, end, column, anchor=anchor, flow=bool(event.flow_style))


def _index(mark: Any) -> int:
    """Return how many characters stand before a mark of the parser."""
    return int(mark.index)


def _findable(text: str) -> str:
    """Return a text of the same length in which the parser finds everything where it is.

    What the reader of plans leaves out or puts together before it parses is covered by letters.
    """
    text = CONTROLS.sub("x", text)
    return _ESCAPED_HALF.sub(lambda found: f"{found[1]}{'x' * 6}", text)
