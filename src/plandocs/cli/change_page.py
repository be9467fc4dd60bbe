"""What `plandocs change` prints: the ways to answer a request, and what is written into the plan; and both as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plandocs.cli.console import Console
from plandocs.cli.findings import as_finding

if TYPE_CHECKING:
    from plandocs.api import Assessed, BuildResult
    from plandocs.syncing.decision import Decided
    from plandocs.whatif.answers import Option

_KINDS = {
    "extend": "Extend the timeline",
    "trade": "Trade it against scope",
    "resource": "Add a second person",
    "defer": "Keep it for a later phase",
    "other": "Another way",
}
_MOST_TRADES = 3


def show_answers(console: Console, found: Assessed) -> None:
    """Print a request and the ways to answer it."""
    paint = console.painter()
    assessment = found.assessment
    unit = "days" if found.agreed.day_count == "elapsed" else "working days"
    console.result(paint("heading", f"{assessment.change.id} {assessment.change.request}"))
    names = ", ".join(f"{length.task} +{_number(length.after - length.before)} d" for length in assessment.lengths)
    where = names or "a task of its own, before the next test and the go-live"
    console.result(f"{_number(assessment.days)} {unit} of work: {where}")
    basis = f"forecast as of {assessment.as_of}" if assessment.as_of else "agreed"
    console.result(f"go-live without it {assessment.go_live:%a} {assessment.go_live}, {basis}")
    for option in assessment.options:
        console.result(f"  {option.number}. {option.text or _KINDS[option.kind]}")
        console.result(f"     {_effect(option, unit)}")
    for trade in assessment.trades[:_MOST_TRADES]:
        freed = ", ".join(f"{task} {_number(days)} d" for task, days in trade.freed)
        console.result(
            paint(
                "muted", f"  to trade: {trade.item} frees {freed}; go-live {trade.go_live}, {_moves(trade.days, unit)}"
            )
        )


def _effect(option: Option, unit: str) -> str:
    if option.go_live is None or option.days is None:
        return "not computed: the plan does not say what it changes"
    parts = [f"go-live {option.go_live:%a} {option.go_live}, {_moves(option.days, unit)}"]
    parts += [f"{length.task} {_number(length.before)} → {_number(length.after)} d" for length in option.lengths]
    if option.items:
        parts.append(f"without {', '.join(option.items)}")
    if option.hours is not None:
        parts.append(f"{_number(option.hours)} hours of a second person")
    if option.cost is not None:
        parts.append(f"cost {option.cost:f}")
    return "; ".join(parts)


def _moves(days: int, unit: str) -> str:
    if not days:
        return "as without it"
    one = unit.removesuffix("s") if abs(days) == 1 else unit
    return f"{abs(days)} {one} {'later' if days > 0 else 'earlier'}"


def show_changes(console: Console, decided: Decided) -> None:
    """Print what changes in the plan: where, what stood there, what comes in its place."""
    paint = console.painter()
    for change in decided.changes:
        label = f"{paint('heading', change.label)} " if change.label else ""
        console.result(f"{label}{_printable(change.about)}  {paint('muted', change.where)}".strip())
        if change.old:
            console.result(f"  - {_printable(change.old)}")
        if change.new:
            console.result(paint("good", f"  + {_printable(change.new)}"))


def show_written(console: Console, decided: Decided, *, dry_run: bool) -> None:
    """Print how many changes were written, or would be."""
    count = len(decided.changes)
    done = "would be written" if dry_run else "written"
    console.result(f"{decided.plan}: {count} {'change' if count == 1 else 'changes'} {done}")


def as_dict(
    found: Assessed, decided: Decided | None, result: BuildResult | None, *, written: bool
) -> dict[str, object]:
    """Return everything as JSON. Days are working days (calendar days where the plan counts elapsed ones)."""
    assessment = found.assessment
    return {
        "plan": str(found.path),
        "change": assessment.change.id,
        "request": assessment.change.request,
        "as_of": assessment.as_of.isoformat() if assessment.as_of else None,
        "go_live": assessment.go_live.isoformat(),
        "finish": assessment.finish.isoformat(),
        "days": float(assessment.days),
        "hours": float(assessment.hours),
        "options": [_option_as_dict(option) for option in assessment.options],
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
        "changes": [
            {"where": change.where, "id": change.label, "old": change.old, "new": change.new}
            for change in (decided.changes if decided else ())
        ],
        "files": [str(path) for path in (result.files if result else ())],
        "findings": [as_finding(problem) for problem in (*found.problems, *(decided.problems if decided else ()))],
    }


def _option_as_dict(option: Option) -> dict[str, object]:
    return {
        "number": option.number,
        "kind": option.kind,
        "text": option.text or _KINDS[option.kind],
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


def _number(amount: Decimal) -> str:
    return f"{round(amount, 2).normalize():f}"


def _printable(text: str) -> str:
    """Return a text in which nothing moves the cursor."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
