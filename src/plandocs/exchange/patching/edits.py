"""One change of a plan as splices of its text: which characters go, and what comes in their place.

Paths are concrete: keys and indices. Whether the splices say what they should is proven by whoever applies them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandocs.exchange.patching.nodes import Node, Tree
from plandocs.exchange.patching.paths import Path
from plandocs.exchange.patching.writing import Value, Writer


class Refusal(Exception):
    """A change that cannot be written. The first argument says why, `fix` what to do.

    `steps` is how much of the path leads to what is in the way; None for all of it.
    """

    def __init__(self, message: str, fix: str = "", steps: int | None = None) -> None:
        super().__init__(message)
        self.fix = fix
        self.steps = steps


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from `start` up to `end` replaced by a text."""

    start: int
    end: int
    text: str


class Editor:
    """Writes changes of one file. The text is without a byte order mark."""

    def __init__(self, text: str, name: str) -> None:
        self._tree = Tree(text)
        self._text = text
        is_json = name.lower().endswith(".json") or text.lstrip()[:1] == "{"
        self._writer = Writer(is_json, "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n")

    def set(self, path: Path, value: Value) -> list[Splice]:
        """Return how the value at a path is replaced, or added where its key is missing."""
        node, taken, parent = self._find(path)
        if taken == len(path):
            self._require_unshared(node)
            return self._replace(node, parent, value)
        for part in reversed(path[taken + 1 :]):
            if isinstance(part, int):
                raise Refusal("the list that this entry should be in is missing")
            value = {part: value}
        name = path[taken]
        if node.kind == "scalar" and not node.value and not node.style:
            return self._replace(node, parent, {str(name): value})
        if node.kind != "mapping" or isinstance(name, int):
            raise Refusal(f"there is nothing with a key '{name}' here")
        return self._add_key(node, parent, name, value)

    def remove(self, path: Path) -> list[Splice]:
        """Return how the key or the entry at a path is taken out."""
        node, taken, parent = self._find(path)
        if taken < len(path) or parent is None:
            raise Refusal("there is nothing to take out")
        self._require_unshared(node)
        if len(parent.items) == 1:
            above = self._find(path[:-2])[0] if len(path) > 1 else None
            if parent.flow:
                first = node.key or node
                return [Splice(first.start, self._behind_comma(node), "")]
            return self._replace(parent, above, {} if parent.kind == "mapping" else [])
        index = next(n for n, item in enumerate(parent.items) if item is node)
        return [self._cut_flow(parent, index) if parent.flow else self._cut_block(parent, index)]

    def insert(self, path: Path, value: Value, index: int | None) -> list[Splice]:
        """Return how an entry is put into the list at a path."""
        node, taken, _ = self._find(path)
        if taken < len(path) or (node.kind == "scalar" and not node.value and not node.style):
            return self.set(path, [value])
        if node.kind != "sequence":
            raise Refusal("this is no list, so nothing can be added to it")
        at = len(node.items) if index is None else index
        if not node.items:
            inside = self._tree.body(node) + 1
            return [Splice(inside, inside, self._writer.inline(value, flow=True))]
        if node.flow:
            return self._insert_flow(node, at, self._writer.inline(value, flow=True))
        return [self._insert_block(node, at, value)]

    # Finding

    def _find(self, path: Path) -> tuple[Node, int, Node | None]:
        """Return the node of a path or the last above it that exists, how many steps were taken, and its parent."""
        node, parent = self._tree.root, None
        if node is None:
            raise Refusal("the file holds no plan")
        for taken, part in enumerate(path):
            if node.kind == "alias":
                raise Refusal(
                    f"'*{node.value}' stands here for something written elsewhere", "write it out here first", taken
                )
            self._require_unshared(node)
            below = self._tree.child(node, part)
            if below is None:
                return node, taken, parent
            node, parent = below, node
        return node, len(path), parent

    def _require_unshared(self, node: Node) -> None:
        if node.anchor and node.anchor in self._tree.shared:
            raise Refusal(f"'*{node.anchor}' uses this in another place, which would change too", "write it out there")

    # Replacing

    def _replace(self, node: Node, parent: Node | None, value: Value) -> list[Splice]:
        start, end = self._tree.body(node), self._tree.content_end(node)
        in_flow = node.inside
        if node.items and not node.flow:
            return self._replace_block(node, parent, start, end, value)
        is_block_scalar = node.style in ("|", ">") and node.kind == "scalar"
        before, after, comment = "", "", ""
        if is_block_scalar:
            head = self._text[start : self._tree.line_end(start)]
            comment = head[head.index("#") :] if "#" in head else ""
            end = max(start, len(self._text[:end].rstrip("\r\n"))) if self._text[end - 1 : end] in "\r\n" else end
        if start == end:
            before = self._gap_before(node, start)
            after = "" if end >= len(self._text) or self._text[end] in " \t\r\n,]}" else " "
        fresh = not in_flow and self._has_rest_of_line(end, is_block_scalar)
        if fresh and not comment and parent is not None:
            column = parent.items[0].key.column if parent.items[0].key else parent.column
            if start == end and node.key is not None and before.startswith(" "):
                return [Splice(start, self._tree.line_end(end), self._writer.after_colon(value, column))]
            literal = self._writer.literal(value, column + 2)
            if literal:
                return [Splice(start, end, before + literal)]
        style = node.style if node.style in ("'", '"') else ""
        text = self._writer.inline(value, flow=in_flow, style=style)
        return [Splice(start, end, f"{before}{text}{after}{f' {comment}' if comment else ''}")]

    def _has_rest_of_line(self, end: int, is_block_scalar: bool) -> bool:
        return is_block_scalar or self._tree.ends_line(end)

    def _gap_before(self, node: Node, start: int) -> str:
        """Return what has to stand before a value where there was none: a space, or a colon too."""
        last = self._text[start - 1 : start]
        if node.key is not None and start == node.key.end:
            return ": "
        return "" if last in (" ", "\t", "\n", "") else " "

    def _replace_block(self, node: Node, parent: Node | None, start: int, end: int, value: Value) -> list[Splice]:
        """Return how a list or mapping on lines of its own is replaced: by the like, else behind its key."""
        same = isinstance(value, Mapping) if node.kind == "mapping" else _is_list(value)
        if same and value and not node.anchor:
            first = node.items[0].key
            column = first.column if first is not None else node.column
            return [Splice(start, end, self._writer.block(value, column))]
        text = self._writer.inline(value, flow=False)
        key = node.key
        if key is None or parent is None:
            return [Splice(start, end, text)]
        colon = self._text.find(":", key.end)
        if self._text[colon + 1 : start].strip():
            deep = "" if start - self._tree.line_start(start) > key.column else "  "
            return [Splice(start, end, deep + text)]
        return [Splice(colon + 1, end, f" {text}")]

    # Adding

    def _add_key(self, node: Node, parent: Node | None, name: str, value: Value) -> list[Splice]:
        writer = self._writer
        if not node.items:
            inside = self._tree.body(node) + 1
            return [Splice(inside, inside, f"{writer.key(name)}: {writer.inline(value, flow=True)}")]
        if node.flow:
            return self._insert_flow(node, len(node.items), f"{writer.key(name)}: {writer.inline(value, flow=True)}")
        column = node.items[0].key.column if node.items[0].key else node.column
        return [self._line_after(self._tree.content_end(node), column, writer.entry(name, value, column))]

    def _line_after(self, at: int, column: int, entry: str) -> Splice:
        """Return an entry on lines of its own behind the line of a place."""
        newline, indent = self._writer.newline, " " * column
        if at and self._text[at - 1] in "\r\n":  # behind a text that keeps its blank lines
            return Splice(at, at, f"{indent}{entry}{newline}")
        end = self._tree.line_end(at)
        return Splice(end, end, f"{newline}{indent}{entry}")

    def _insert_block(self, node: Node, at: int, value: Value) -> Splice:
        sibling = node.items[min(at, len(node.items) - 1)]
        column = self._column_of_dashes(node)
        if isinstance(value, Mapping | Sequence) and not isinstance(value, str) and sibling.flow:
            text = f"- {self._writer.inline(value, flow=False)}"
        else:
            text = f"- {self._writer.block(value, column + 2)}"
        if at == 0:
            start = self._tree.dash(node, 0)
            return Splice(start, start, f"{text}{self._writer.newline}{' ' * column}")
        return self._line_after(self._tree.content_end(node.items[at - 1]), column, text)

    def _column_of_dashes(self, node: Node) -> int:
        dash = self._tree.dash(node, 0)
        return dash - self._tree.line_start(dash)

    def _insert_flow(self, node: Node, at: int, text: str) -> list[Splice]:
        """Return an entry within brackets; where the entries have lines of their own, it gets one too."""
        if at < len(node.items):
            first = node.items[at].key or node.items[at]
            gap = f"{self._writer.newline}{self._indent(first.start)}" if self._tree.starts_line(first.start) else " "
            return [Splice(first.start, first.start, f"{text},{gap}")]
        last = node.items[-1]
        end = self._tree.content_end(last)
        first = last.key or last
        if not self._tree.starts_line(first.start) or (not self._writer.json and self._closes(node, end)):
            return [Splice(end, end, f", {text}")]
        line = f"{self._writer.newline}{self._indent(first.start)}{text}"
        if self._tree.skip(end) < len(self._text) and self._text[self._tree.skip(end)] == ",":
            return [Splice(self._behind_comma(last), self._behind_comma(last), f"{line},")]
        if self._tree.ends_line(end) or self._closes(node, end):
            return [Splice(end, end, f",{line}")]
        return [Splice(end, end, ","), Splice(self._tree.line_end(end), self._tree.line_end(end), line)]

    def _closes(self, node: Node, end: int) -> bool:
        """Return whether the closing bracket stands on the line on which the last entry ends."""
        return node.end <= self._tree.line_end(end)

    def _indent(self, at: int) -> str:
        return self._text[self._tree.line_start(at) : at]

    # Taking out

    def _cut_block(self, node: Node, index: int) -> Splice:
        item = node.items[index]
        start = item.key.start if item.key is not None else self._tree.dash(node, index)
        end = self._tree.content_end(item)
        whole = self._text[end - 1 : end] in ("\n", "\r")
        if self._tree.starts_line(start):
            return Splice(self._tree.line_start(start), end if whole else self._tree.next_line(end), "")
        following = node.items[index + 1] if index + 1 < len(node.items) else None
        if following is None:
            return Splice(start, end, "")
        begins = following.key.start if following.key is not None else self._tree.dash(node, index + 1)
        if self._text[end:begins].strip():
            return Splice(start, end + len(self._text[end:begins]) - len(self._text[end:begins].lstrip(" \t")), "")
        return Splice(start, begins, "")

    def _cut_flow(self, node: Node, index: int) -> Splice:
        item = node.items[index]
        start = (item.key or item).start
        end = self._tree.content_end(item)
        if index + 1 < len(node.items):
            following = node.items[index + 1]
            begins = (following.key or following).start
            plain = not self._text[end:begins].replace(",", "").strip()
            return Splice(start, begins if plain else self._behind_comma(item), "")
        before = self._tree.content_end(node.items[index - 1])
        if not self._text[before:start].replace(",", "").strip():
            return Splice(before, end, "")
        return Splice(start, end, "")

    def _behind_comma(self, item: Node) -> int:
        """Return the place behind the comma that follows an entry; its own end where none does."""
        end = self._tree.content_end(item)
        at = self._tree.skip(end)
        return at + 1 if self._text[at : at + 1] == "," else end


def _is_list(value: Value) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
