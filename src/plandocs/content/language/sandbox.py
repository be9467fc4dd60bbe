"""The engine: jinja2's sandbox, made narrower still.

Only entries of dictionaries and lists can be reached, nothing can be called, arithmetic and lists are bounded, and
every round of a loop is counted. jinja2 is imported by this module, which is therefore imported
only where a tag is evaluated.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import Undefined, nodes, pass_context, pass_environment
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from plandocs.content.formats import Formats
from plandocs.content.language.budget import Budget, bounded
from plandocs.content.language.filters import FILTERS, Filter, shown

LOOP = ("index", "index0", "first", "last", "length", "revindex", "revindex0", "previtem", "nextitem", "depth")
"""What a loop tells of itself."""
TESTS = ("defined", "undefined", "none", "odd", "even", "divisibleby", "in", "number", "string")
"""The tests that may follow `is`."""
FILE = "<template>"
"""What jinja calls the code of a template that came as text."""
Show = Callable[[Any, Formats], str]
"""How a value is printed."""
_ROUNDS, _TOGETHER = "plandocs_rounds", "plandocs_together"
_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "//": lambda left, right: left // right,
    "%": lambda left, right: left % right,
}


class Environment(ImmutableSandboxedEnvironment):
    """An environment for one run: its formats, its budget, and the unknown names that it comes upon."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self,
        formats: Formats,
        write: Callable[[str], str] = str,
        budget: Budget | None = None,
        show: Show = shown,
    ) -> None:
        self.formats = formats
        self.write = write
        self.show = show
        self.budget = budget or Budget()
        self.unknown: list[tuple[str, int]] = []
        super().__init__(
            undefined=_collector(self.unknown),
            autoescape=False,
            finalize=_finalise,
            keep_trailing_newline=True,
            optimized=False,
        )
        self.filters = _FILTERS
        self.tests = {name: self.tests[name] for name in TESTS}
        self.globals.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an entry of a dictionary, or what a loop tells; attributes of Python's are out of reach."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an entry of a dictionary or a list; else the undefined value."""
        if isinstance(obj, LoopContext):
            return getattr(obj, argument) if argument in LOOP else self.undefined(obj=obj, name=argument)
        if isinstance(obj, Mapping) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        if isinstance(obj, Undefined):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator on numbers; plus also joins texts or lists."""
        self.budget.spend(1)
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return left if isinstance(left, Undefined) else right + left
        if operator == "**" or (operator != "+" and not (_is_number(left) and _is_number(right))):
            raise ValueError(f"'{operator}' calculates with numbers only" if operator != "**" else "powers are refused")
        return bounded(_OPERATORS[operator](left, right))

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is."""
        return False

    def translated(self, tree: nodes.Template) -> nodes.Template:
        """Return a parsed template whose loops and joined texts are counted."""
        return _Counting().visit(tree)  # type: ignore[no-any-return]


class _Counting(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _ROUNDS, [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, _TOGETHER, [], [], None, None, lineno=node.lineno)


@pass_environment
def _rounds(environment: Environment, value: Any) -> list[Any]:
    """Return what a loop goes over, counted before it begins."""
    items = [] if value is None else list(value)
    environment.budget.spend(1 + len(items))
    return items


@pass_environment
def _together(environment: Environment, parts: list[Any]) -> Any:
    environment.budget.spend(1)
    return bounded("".join(environment.show(part, environment.formats) for part in parts))


def _metered(item: Filter) -> Callable[..., Any]:
    def run(environment: Environment, value: Any = None, *args: Any, **kwargs: Any) -> Any:
        size = len(value) if isinstance(value, list | tuple | Mapping) else 0
        environment.budget.spend(1 + size)
        if any(isinstance(part, Undefined) for part in (*args, *kwargs.values())):
            raise ValueError(f"'{item.name}' is given a name that does not exist")
        return bounded(item.run(environment.formats, value, *args, **kwargs))

    return pass_environment(run)


@pass_context
def _finalise(context: Context, value: Any) -> str:
    environment = context.environment
    assert isinstance(environment, Environment)
    if isinstance(value, Undefined):
        return str(value)
    text = environment.show(bounded(value), environment.formats)
    environment.budget.print(len(text))
    return environment.write(text)


_FILTERS: dict[str, Callable[..., Any]] = {name: _metered(item) for name, item in FILTERS.items()}
_FILTERS |= {_ROUNDS: _rounds, _TOGETHER: _together}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) or type(value).__name__ == "Decimal"


def line_of_template() -> int:
    """Return the template line that is being evaluated, 0 where none is."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != FILE:
        frame = frame.f_back  # type: ignore[assignment]
    return 0 if frame is None else frame.f_lineno


def _collector(unknown: list[tuple[str, int]]) -> type[Undefined]:
    """Return an undefined value that notes its name wherever it is used, and goes on."""

    class Collected(Undefined):
        __slots__ = ()

        def _note(self) -> None:
            unknown.append((str(self._undefined_name), line_of_template()))

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            self._note()
            return self

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

        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            self._note()
            return self

        __getitem__ = __add__ = __radd__ = __lt__ = __gt__ = __le__ = __ge__ = __call__

    return Collected


plain_environment = partial(Environment, Formats("en", "USD"))
"""An environment to parse and translate with; it evaluates nothing."""
