"""What `plandocs change` prints: the ways to answer a request, and what is written into the plan; and both as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plandocs.cli.console import Console
from plandocs.cli.findings import as_finding
from plandocs.content.formats import NBSP, Formats
from plandocs.content.wording import Words

if TYPE_CHECKING:
    from plandocs.api import Assessed, BuildResult
    from plandocs.plan.model import Plan
    from plandocs.syncing.decision import Decided
    from plandocs.syncing.written import Written
    from plandocs.whatif.answers import Option

_MOST_TRADES = 3


def words_of(plan: Plan) -> Words:
    """Return the words of a plan's own language."""
    return Words.of(Formats(plan.project.language, plan.project.currency))


class _Said:
    """Sentences of the file `change` for a terminal: blanks that must not break are plain ones there."""

    def __init__(self, found: Assessed) -> None:
        self._words = words_of(found.loaded.plan)
        self._elapsed = found.agreed.day_count == "elapsed"
        self._items = {item.id: item.text for item in found.loaded.plan.scope.in_}

    def __call__(self, key: str, **values: object) -> str:
        return self._words.say(f"change.{key}", **values).replace(NBSP, " ")

    def days(self, count: int | Decimal) -> str:
        """Return a number of days under the plan's own count."""
        kind = "elapsed" if self._elapsed else "working"
        return self._words.say(f"status.unit.counted_{kind}", n=count).replace(NBSP, " ")

    def apart(self, parts: list[str]) -> str:
        """Return parts that may have commas of their own in one line."""
        return self._words.formats.apart(parts).replace(NBSP, " ")

    def moves(self, days: int) -> str:
        """Return by how much an answer moves the go-live."""
        if not days:
            return self("console.same")
        return self("card.later" if days > 0 else "card.earlier", count=self.days(abs(days)))

    def called(self, option: Option) -> str:
        """Return what an answer is called: by the plan, else by its kind."""
        if option.text:
            return option.text
        if option.kind == "other":
            return self("console.other")
        items = [self._items.get(name, name) for name in option.items]
        return self(f"options.{option.kind}", items=items)


def show_answers(console: Console, found: Assessed) -> None:
    """Print a request and the ways to answer it, in the plan's language."""
    paint, say = console.painter(), _Said(found)
    assessment = found.assessment
    console.result(paint("heading", f"{assessment.change.id} {assessment.change.request}"))
    size = say.days(number(assessment.days))
    if assessment.lengths:
        tasks = [
            say("console.into_task", name=length.task, days=number(length.after - length.before))
            for length in assessment.lengths
        ]
        console.result(say("console.into_tasks", size=size, tasks=tasks))
    else:
        console.result(say("console.own_task", size=size))
    basis = "basis_forecast" if assessment.as_of else "basis_agreed"
    console.result(say(f"console.{basis}", go_live=assessment.go_live, day=assessment.as_of))
    for option in assessment.options:
        console.result(f"  {option.number}. {say.called(option)}")
        console.result(f"     {_effect(option, say)}")
    for trade in assessment.trades[:_MOST_TRADES]:
        freed = [say("console.freed", task=task, days=number(days)) for task, days in trade.freed]
        line = say("console.trade", item=trade.item, freed=freed, go_live=trade.go_live, moves=say.moves(trade.days))
        console.result(paint("muted", f"  {line}"))


def _effect(option: Option, say: _Said) -> str:
    if option.go_live is None or option.days is None:
        return say("console.unknown")
    parts = [say("console.effect", go_live=option.go_live, moves=say.moves(option.days))]
    parts += [
        say("options.longer", name=length.task, before=number(length.before), after=number(length.after))
        for length in option.lengths
    ]
    if option.items:
        parts.append(say("console.without", items=list(option.items)))
    if option.hours is not None:
        parts.append(say("options.hours", hours=number(option.hours)))
    if option.cost is not None:
        parts.append(say("console.cost", cost=option.cost))
    return say.apart(parts)


def show_changes(console: Console, written: Written) -> None:
    """Print what changes in the plan: where, what stood there, what comes in its place."""
    paint = console.painter()
    for change in written.changes:
        label = f"{paint('heading', change.label)} " if change.label else ""
        console.result(f"{label}{_printable(change.about)}  {paint('muted', change.where)}".strip())
        if change.old:
            console.result(f"  - {_printable(change.old)}")
        if change.new:
            console.result(paint("good", f"  + {_printable(change.new)}"))


def show_written(console: Console, written: Written, words: Words, *, dry_run: bool) -> None:
    """Print how many changes were written, or would be."""
    key = "would_write" if dry_run else "written"
    said = words.say(f"change.console.{key}", plan=str(written.plan), n=len(written.changes))
    console.result(_printable(said.replace(NBSP, " ")))


def as_dict(
    found: Assessed, decided: Decided | None, result: BuildResult | None, *, written: bool
) -> dict[str, object]:
    """Return everything as JSON. Days are working days (calendar days where the plan counts elapsed ones)."""
    assessment, say = found.assessment, _Said(found)
    return {
        "plan": str(found.path),
        "change": assessment.change.id,
        "request": assessment.change.request,
        "as_of": assessment.as_of.isoformat() if assessment.as_of else None,
        "go_live": assessment.go_live.isoformat(),
        "finish": assessment.finish.isoformat(),
        "days": float(assessment.days),
        "hours": float(assessment.hours),
        "options": [_option_as_dict(option, say) for option in assessment.options],
        "trades": [
            {
                "scope": trade.item,
                "freed": {task: float(days) for task, days in trade.freed},
                "go_live": trade.go_live.isoformat(),
                "moves": trade.days,
            }
            for trade in assessment.trades
        ],
        "applied": decided.decision.number if decided and written else None,
        "changes": decided.as_dicts() if decided else [],
        "files": [str(path) for path in (result.files if result else ())],
        "findings": [as_finding(problem) for problem in (*found.problems, *(decided.problems if decided else ()))],
    }


def _option_as_dict(option: Option, say: _Said) -> dict[str, object]:
    return {
        "number": option.number,
        "kind": option.kind,
        "text": say.called(option),
        "stated": option.stated is not None,
        "go_live": option.go_live.isoformat() if option.go_live else None,
        "finish": option.finish.isoformat() if option.finish else None,
        "moves": option.days,
        "cost": None if option.cost is None else f"{option.cost:f}",
        "hours": None if option.hours is None else float(option.hours),
        "trade": list(option.items),
        "tasks": [
            {"id": length.task, "before_days": float(length.before), "after_days": float(length.after)}
            for length in option.lengths
        ],
        "differences": [
            {"what": difference.what, "stated": str(difference.stated), "computed": str(difference.computed)}
            for difference in option.differences
        ],
    }


def number(amount: Decimal) -> int | Decimal:
    """Return an amount as a whole number where it is one, else with two decimals at most."""
    return int(amount) if amount == amount.to_integral_value() else round(amount, 2)


def _printable(text: str) -> str:
    """Return a text in which nothing moves the cursor."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
