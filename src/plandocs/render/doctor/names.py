"""Names in a template's tags that nothing answers to, also where the sample's own content does not lead.

A build notices an unknown name when it comes by it; a name inside an `if` that is seldom true waits for the one plan
where it is. Here the tags are read and not run: loops are followed by the first item of what they go over. A list or
a dictionary that is empty in the sample may hold anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plandocs.errors import Problem, did_you_mean
from plandocs.render.word.tags import Tag

if TYPE_CHECKING:
    from jinja2 import nodes

_ANY = object()
"""The value of what cannot be known without running the template."""
_MISSING = object()
"""The value of a name that nothing answers to."""
_BUILT_IN = frozenset({"loop", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "block", "true", "false"})


def unknown_names(tags: Sequence[Tag], values: Mapping[str, Any], path: str) -> list[Problem]:
    """Return a problem for each name in the tags that is not among the values; nothing where the tags do not parse."""
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    source = "\n".join("" if item.kind == "block" else item.text.replace("\n", " ") for item in tags)
    try:
        tree = ImmutableSandboxedEnvironment().parse(source)
    except TemplateError:
        return []
    known = list(_dotted(values))
    problems = []
    for name, line in dict.fromkeys(_Walk(values).unknown(tree)):
        tag = tags[line - 1] if 0 < line <= len(tags) else None
        place = "" if tag is None else tag.place
        message = f"'{name}' in {place} is no name that a template can use: {'' if tag is None else tag.text}"
        fix = did_you_mean(name, known) or f"names are {', '.join(sorted(known)[:12])} …"
        problems.append(Problem(rule="template-unknown-name", message=message, path=path, where=place, fix=fix))
    return problems


class _Walk:
    """Follows the names of a template through its loops."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def unknown(self, tree: nodes.Template) -> Iterator[tuple[str, int]]:
        """Yield unknown names, each with its line."""
        yield from self._in(tree, dict(self._values))

    def _in(self, node: nodes.Node, scope: dict[str, Any]) -> Iterator[tuple[str, int]]:
        from jinja2 import nodes

        if isinstance(node, nodes.For):
            yield from self._in(node.iter, scope)
            inner = dict(scope)
            item = _first(self._value(node.iter, scope))
            targets = [node.target] if isinstance(node.target, nodes.Name) else node.target.find_all(nodes.Name)
            for target in targets:
                inner[target.name] = item if target is node.target else _ANY
            for child in (*node.body, *([node.test] if node.test else [])):
                yield from self._in(child, inner)
            for child in node.else_:
                yield from self._in(child, scope)
        elif isinstance(node, nodes.Assign):
            yield from self._in(node.node, scope)
            for target in (
                node.target.find_all(nodes.Name) if not isinstance(node.target, nodes.Name) else [node.target]
            ):
                scope[target.name] = _ANY
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            yield from self._name(node, scope)
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            return  # with names of its own; the sample's run looks at it
        elif isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            return
        else:
            for child in node.iter_child_nodes():
                yield from self._in(child, scope)

    def _name(self, node: nodes.Node, scope: dict[str, Any]) -> Iterator[tuple[str, int]]:
        """Yield the shortest part of a dotted name that is not known."""
        from jinja2 import nodes

        if isinstance(node, nodes.Getattr | nodes.Getitem):
            found = list(self._name(node.node, scope)) if _is_name(node.node) else list(self._in(node.node, scope))
            if found:
                yield from found
                return
            if self._value(node, scope) is _MISSING:
                yield _written(node), node.lineno
        elif isinstance(node, nodes.Name) and node.name not in scope and node.name not in _BUILT_IN:
            yield node.name, node.lineno

    def _value(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
        """Return a value, `_MISSING` where there is none, `_ANY` where nobody can say."""
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return scope.get(node.name, _ANY if node.name in _BUILT_IN else _MISSING)
        key: Any = _ANY
        if isinstance(node, nodes.Getattr):
            key = node.attr
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            key = node.arg.value
        if key is _ANY or not isinstance(node, nodes.Getattr | nodes.Getitem):
            return _ANY
        above = self._value(node.node, scope)
        if isinstance(above, Mapping):
            return above.get(key, _MISSING) if above else _ANY
        if isinstance(above, str) and isinstance(node, nodes.Getattr):
            return _MISSING
        return _MISSING if above is _MISSING else _ANY


def _is_name(node: nodes.Node) -> bool:
    from jinja2 import nodes

    return isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem)


def _written(node: nodes.Node) -> str:
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_written(node.node)}.{node.arg.value}"
    return "…"


def _first(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _ANY
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value[0] if value else _ANY
    return _ANY


def _dotted(values: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"
