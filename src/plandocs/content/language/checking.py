"""What is wrong with a template's tags, found without evaluating one: every mistake at once.

A tag may use the fields, filters and tests there are. Whatever else jinja2 knows is refused by name. Names are checked
against shapes, so that a mistake within a condition that does not hold today is told today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from plandocs.content.fields.shapes import ANY, Shape, entry_of
from plandocs.content.language.filters import FILTERS
from plandocs.content.language.sandbox import LOOP, TESTS
from plandocs.errors import did_you_mean

MAX_DEPTH = 40
"""How deep an expression may be nested."""
MAX_LOOPS = 8
"""How deep loops and conditions may stand in each other."""
_LOOP = Shape("group", below=dict.fromkeys(LOOP, ANY))
_EXPRESSIONS = (
    nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.Not, nodes.And, nodes.Or, nodes.Neg, nodes.Pos, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div,
    nodes.FloorDiv, nodes.Mod, nodes.Keyword, nodes.Slice,
)  # fmt: skip
_REFUSED: Mapping[type[nodes.Node], tuple[str, str]] = {
    nodes.Call: ("a template cannot call anything", "name a field and send it through a filter: {{ field | filter }}"),
    nodes.Pow: ("a template cannot raise to a power", "write the number"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: the template line, its rule, what it is and how to mend it."""

    line: int
    rule: str
    message: str
    fix: str = ""


@dataclass(slots=True)
class Checked:
    """What a check found, and which groups of fields the template uses."""

    findings: list[Finding] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def check_template(tree: nodes.Template, fields: Mapping[str, Shape]) -> Checked:
    """Return the findings of a parsed template, in the order of its lines."""
    checker = _Checker(fields)
    if _depth(tree) > MAX_DEPTH + 3 * MAX_LOOPS:
        checker.found.findings.append(Finding(0, "template-refused", "a tag is nested too deep", "write it simpler"))
        return checker.found
    for node in tree.body:
        checker.statement(node, {}, 0)
    checker.found.findings.sort(key=lambda item: item.line)
    return checker.found


def _depth(tree: nodes.Node) -> int:
    """Return how deep a tree is, without going down by calls: a hostile one is too deep for that."""
    level: list[nodes.Node] = [tree]
    depth = 0
    while level:
        level = [child for node in level for child in node.iter_child_nodes()]
        depth += 1
        if depth > 10 * MAX_DEPTH:
            break
    return depth


class _Checker:
    def __init__(self, fields: Mapping[str, Shape]) -> None:
        self._fields = fields
        self._known = list(dict.fromkeys(_dotted(fields)))
        self.found = Checked()

    def statement(self, node: nodes.Node, scope: Mapping[str, Shape], depth: int) -> None:
        """Check one statement and what stands in it."""
        if depth > MAX_LOOPS:
            self._tell(node, "template-refused", f"more than {MAX_LOOPS} loops and conditions stand in each other")
            return
        match node:
            case nodes.Output():
                for printed in node.nodes:
                    if not isinstance(printed, nodes.TemplateData):
                        self._printed(printed, scope)
            case nodes.If():
                self.shape(node.test, scope)
                for item in (*node.body, *node.else_):
                    self.statement(item, scope, depth + 1)
                for branch in node.elif_:
                    self.statement(branch, scope, depth)
            case nodes.For():
                self._loop(node, scope, depth)
            case _:
                self._refused(node)

    def _loop(self, node: nodes.For, scope: Mapping[str, Shape], depth: int) -> None:
        over = self.shape(node.iter, scope)
        if over.kind in ("text", "date", "number", "money", "percent", "yes_no"):
            self._tell(node, "template-value", "a loop needs a list, and this is one value")
        if node.recursive or not isinstance(node.target, nodes.Name):
            self._tell(node, "template-refused", "a loop has one name: {% for task in tasks %}")
            return
        inner = {**scope, "loop": _LOOP, node.target.name: entry_of(over)}
        if node.test is not None:
            self.shape(node.test, inner)
        for item in node.body:
            self.statement(item, inner, depth + 1)
        for item in node.else_:
            self.statement(item, scope, depth + 1)

    def _printed(self, node: nodes.Expr, scope: Mapping[str, Shape]) -> None:
        shape = self.shape(node, scope)
        if shape.kind == "group" and shape.below:
            names = ", ".join(list(shape.below)[:8])
            self._tell(node, "template-value", "a group of fields cannot be printed", f"name one of them: {names}")
        elif shape.kind == "list" and shape.below:
            fix = "repeat it: {% for item in … %}, or name what to print: | names | listed"
            self._tell(node, "template-value", "a list of entries cannot be printed", fix)

    def shape(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Shape:
        """Return the shape of an expression's value, noting what is wrong within."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr() | nodes.Getitem():
                root = _root(node)
                if isinstance(root, nodes.Name) and root.name not in scope and root.name not in self._fields:
                    self._unknown(node, _path(node), [*self._known, *scope])
                    return ANY
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                return self._test(node, scope)
        if not isinstance(node, _EXPRESSIONS):
            self._refused(node)
        for child in node.iter_child_nodes():
            self.shape(child, scope)
        return ANY

    def _name(self, node: nodes.Name, scope: Mapping[str, Shape]) -> Shape:
        if node.name in scope:
            return scope[node.name]
        if node.name in self._fields:
            self.found.used.add(node.name)
            return self._fields[node.name]
        self._unknown(node, node.name, [*self._known, *scope])
        return ANY

    def _item(self, node: nodes.Getattr | nodes.Getitem, scope: Mapping[str, Shape]) -> Shape:
        base = self.shape(node.node, scope)
        if isinstance(node, nodes.Getattr):
            return self._below(node, base, node.attr)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._below(node, base, node.arg.value)
        self.shape(node.arg, scope)
        return base if isinstance(node.arg, nodes.Slice) else entry_of(base)

    def _below(self, node: nodes.Node, base: Shape, name: str) -> Shape:
        """Return the shape of a name below another."""
        if name.startswith("_"):
            self._unknown(node, _path(node), self._known)
            return ANY
        if base.kind in ("any", "open"):
            return ANY
        if base.kind == "group":
            if name in base.below:
                return base.below[name]
            self._unknown(node, _path(node), [*self._known, *(f"{_path(node, 1)}.{key}" for key in base.below)])
        elif base.kind in ("list", "texts", "dates"):
            fix = f"repeat it: {{% for item in {_path(node, 1)} %}}, or take one: ({_path(node, 1)} | first).{name}"
            self._tell(node, "template-unknown-name", f"'{_path(node, 1)}' is a list, which has no '{name}'", fix)
        else:
            message = f"'{_path(node, 1)}' is one value, below which there is no '{name}'"
            self._tell(node, "template-unknown-name", message, "send it through a filter, such as | date")
        return ANY

    def _filter(self, node: nodes.Filter, scope: Mapping[str, Shape]) -> Shape:
        base = self.shape(node.node, scope) if node.node is not None else ANY
        for child in (*node.args, *node.kwargs):
            self.shape(child, scope)
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self._tell(node, "template-refused", "a filter takes its values one by one, without stars")
        found = FILTERS.get(node.name)
        if found is None:
            fix = did_you_mean(node.name, FILTERS) or f"filters are {', '.join(FILTERS)}"
            self._tell(node, "template-unknown-filter", f"there is no filter '{node.name}'", fix)
            return ANY
        return base if found.gives == "same" else entry_of(base) if found.gives == "entry" else ANY

    def _test(self, node: nodes.Test, scope: Mapping[str, Shape]) -> Shape:
        if node.name not in TESTS:
            fix = did_you_mean(node.name, TESTS) or f"tests are {', '.join(TESTS)}"
            self._tell(node, "template-unknown-filter", f"there is no test 'is {node.name}'", fix)
        if node.name not in ("defined", "undefined"):
            self.shape(node.node, scope)
        elif isinstance(root := _root(node.node), nodes.Name) and root.name in self._fields:
            self.found.used.add(root.name)
        for child in node.args:
            self.shape(child, scope)
        return ANY

    def _unknown(self, node: nodes.Node, name: str, known: list[str]) -> None:
        fix = did_you_mean(name, known) or f"names are {', '.join(sorted(self._fields))}"
        self._tell(node, "template-unknown-name", f"'{name}' is no name that a template can use", fix)

    def _refused(self, node: nodes.Node) -> None:
        message, fix = _REFUSED.get(
            type(node), (f"'{type(node).__name__.lower()}' is no part of the template language", "")
        )
        self._tell(node, "template-refused", message, fix)

    def _tell(self, node: nodes.Node, rule: str, message: str, fix: str = "") -> None:
        self.found.findings.append(Finding(node.lineno or 0, rule, message, fix))


def _root(node: nodes.Node) -> nodes.Node:
    found = node
    while isinstance(found, nodes.Getattr | nodes.Getitem):
        found = found.node
    return found


def _path(node: nodes.Node, without: int = 0) -> str:
    """Return a name as it was written, with so many of its last parts left out."""
    parts: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        if isinstance(node, nodes.Getattr):
            parts.append(node.attr)
        else:
            parts.append(str(node.arg.value) if isinstance(node.arg, nodes.Const) else "…")
        node = node.node
    parts.append(node.name if isinstance(node, nodes.Name) else "(…)")
    return ".".join(list(reversed(parts))[: len(parts) - without])


def _dotted(fields: Mapping[str, Shape], prefix: str = "") -> Iterator[str]:
    for name, shape in fields.items():
        if shape.kind == "group" and shape.below:
            yield from _dotted(shape.below, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"
