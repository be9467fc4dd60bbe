"""Texts with tags, such as `{{ project.customer }}`, filled with plain values: the safe half of a template language.

A text may use names, a few filters, conditions, and loops over the plan's own lists, two deep at most. It cannot call,
count or reach into Python, so it can neither run code nor run for ever: what a tag may not do is found in its syntax
tree, before anything is evaluated. All that is wrong with a text is told at once, with the place the caller gives.
Smart quotes and non-breaking spaces inside tags are what word processors make of plain ones, and are taken as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plandocs.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

Values = Mapping[str, Any]
"""Plain dictionaries, lists, texts and numbers: nothing that can be called."""

MAX_CHARACTERS = 200_000
"""What one text may grow to."""
MAX_DEPTH = 2
"""How many loops may stand inside one another."""
FILTERS = ("upper", "lower", "title", "capitalize", "trim", "length", "join", "default", "first", "last", "int")
"""The filters that a text may use."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u000b": " "})
_MARKS = re.compile("[\ue000-\ue005]")
"""Signs that renderers put between a text's pieces; no value can bring its own."""
_NUMBERED = re.compile("[\ue000-\ue005]\\d+[\ue000-\ue005]")
_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_MOST_KNOWN = 14


def has_tags(text: str) -> bool:
    """Return whether a text holds the beginning of a tag."""
    return "{{" in text or "{%" in text or "{#" in text


def fill_text(text: str, values: Values, *, where: str, path: str) -> tuple[str, list[Problem]]:
    """Return a text with its tags filled, and what is wrong with them; with problems the text is as it was."""
    if not has_tags(text):
        return text, []
    source = _TAG.sub(lambda found: found[0].translate(_PLAIN), text)
    found = forbidden(source)
    if found:
        return text, [_problem("template-syntax", f"{what}: {_shown(text)}", where, path, fix) for what, fix in found]
    return _evaluated(source, text, values, where, path)


def _evaluated(source: str, text: str, values: Values, where: str, path: str) -> tuple[str, list[Problem]]:
    from jinja2 import TemplateError

    unknown: list[str] = []
    try:
        out = _bounded(_template(source, unknown).generate(dict(values)))
    except TemplateError as error:
        return text, [_problem("template-syntax", f"{error.message or error}: {_shown(text)}", where, path)]
    except (TypeError, ValueError, ArithmeticError) as error:
        return text, [_problem("template-value", f"cannot be evaluated, {error}: {_shown(text)}", where, path)]
    if unknown:
        return text, [_unknown(name, source, values, where, path) for name in dict.fromkeys(unknown)]
    return out, []


def forbidden(source: str) -> list[tuple[str, str]]:
    """Return what a text's tags do that they may not, each with what to do instead; its syntax errors included."""
    from jinja2 import TemplateSyntaxError

    try:
        tree = _environment([]).parse(source)
    except TemplateSyntaxError as error:
        return [(f"the tag cannot be read ({error.message})", "")]
    found = [*_forbidden_nodes(tree)]
    if _depth(tree) > MAX_DEPTH:
        found.append((f"more than {MAX_DEPTH} loops inside one another", "loops go two deep at most"))
    return list(dict.fromkeys(found))


def _forbidden_nodes(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    from jinja2 import nodes

    allowed = (
        *(nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.If),
        *(nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Test),
        *(nodes.Filter, nodes.Concat, nodes.Keyword),
    )
    for node in tree.find_all(nodes.Node):
        name = getattr(node, "attr", None) or getattr(node, "name", None)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = node.arg.value
        if isinstance(name, str) and (name.startswith("_") or (name == "self" and isinstance(node, nodes.Name))):
            yield f"'{name}' is no name that a template may use", "use the names of the plan's facts"
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield (
                f"there is no filter '{node.name}'",
                did_you_mean(node.name, FILTERS) or f"filters are {', '.join(FILTERS)}",
            )
        elif isinstance(node, nodes.For) and node.recursive:
            yield "a loop that calls itself is not possible", ""
        elif not isinstance(node, allowed):
            what = type(node).__name__.lower()
            yield f"a template cannot do this here ({what})", "tags print names, filter, compare, and loop over lists"


def _depth(node: nodes.Node) -> int:
    from jinja2 import nodes

    below = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return below + 1 if isinstance(node, nodes.For) else below


def _bounded(pieces: Iterable[str]) -> str:
    out: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise ValueError(f"the text grows beyond {MAX_CHARACTERS:,} characters")
        out.append(piece)
    return "".join(out)


def _template(source: str, unknown: list[str]) -> Template:
    from jinja2 import Template

    environment = _environment(unknown)
    return Template.from_code(environment, _code(source), {})


@lru_cache(maxsize=256)
def _code(source: str) -> Any:
    return _environment([]).compile(source)


def _environment(unknown: list[str]) -> ImmutableSandboxedEnvironment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=_collector(unknown),
        autoescape=False,
        finalize=_finalise,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.filters["join"] = _joined
    return made


def _finalise(value: object) -> str:
    """Return a printed value as text. Raises ValueError for what is no value, such as a method of a text."""
    if value is None:
        return ""
    if isinstance(value, str | int | float) or type(value).__name__ == "Collected":
        return _MARKS.sub("", str(value))
    kind = "a list: loop over it" if isinstance(value, list | tuple) else "no text or number"
    raise ValueError(f"what is printed is {kind}")


def _joined(items: Iterable[object], between: str = "") -> str:
    """Return items with a text between them, within the bound of a whole text."""
    return _bounded(f"{between}{item}" if place else str(item) for place, item in enumerate(items))


def _collector(unknown: list[str]) -> type[Any]:
    """Return an undefined value that notes its name wherever it is used, and goes on."""
    from jinja2 import Undefined

    class Collected(Undefined):
        __slots__ = ()

        def _note(self, *_: Any) -> Any:
            unknown.append(str(self._undefined_name))
            return self

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self._note()

        def __str__(self) -> str:
            self._note()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._note()
            return iter(())

        def __bool__(self) -> bool:
            self._note()
            return False

        def __len__(self) -> int:
            self._note()
            return 0

        def __eq__(self, other: object) -> bool:
            self._note()
            return False

        def __hash__(self) -> int:
            return id(type(self))

        __call__ = __getitem__ = __lt__ = __gt__ = __le__ = __ge__ = _note

    return Collected


def _unknown(name: str, source: str, values: Values, where: str, path: str) -> Problem:
    """Return the problem of a name that there is not, written as the text writes it: `project.custmer`."""
    words = [word for tag in _TAG.findall(source) for word in _NAMES.findall(tag)]
    full = next((word for word in words if name in word.split(".")), name)
    known = list(known_names(values))
    fix = did_you_mean(full, known) or f"names are {', '.join(sorted(known)[:_MOST_KNOWN])} …"
    message = f"'{full}' is no name that a template can use"
    return _problem("template-unknown-name", f"{message}: {_shown(source)}", where, path, fix)


def known_names(values: Values, prefix: str = "") -> Iterator[str]:
    """Yield the names that values give, with dots between; a list's own name stands for it."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from known_names(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _shown(text: str) -> str:
    line = " ".join(_NUMBERED.sub("", text).split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _problem(rule: str, message: str, where: str, path: str, fix: str = "") -> Problem:
    return Problem(rule=rule, message=f"{where}: {message}" if where else message, path=path, where=where, fix=fix)
