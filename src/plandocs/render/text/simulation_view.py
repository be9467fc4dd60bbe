"""A simulation on a terminal: how likely each date is, as bars; which tasks decide it; what risks cost.

In go plain numbers and dates, out comes text that fits a width. Nothing here draws a random number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.formats import NBSP, Formats
from plandocs.render.text.columns import cut, left, right, wrapped
from plandocs.render.text.schedule_view import Paint, no_paint

_ENGLISH = Formats("en", "")
_MOST_ROWS = 24
_MOST_TASKS = 10
_MOST_BAR = 60
_INDEX_BAR = 20
_WEEK = 7
_DATE = len("Thu 25 Feb 2027")
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class TaskShare:
    """A task and the share of trials in which it is critical."""

    id: str
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class RiskShare:
    """A risk: how likely it is, the working days it costs when it happens, and what that comes to on average."""

    id: str
    text: str
    probability: float
    days: float
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationView:
    """A simulation as it is shown. `what` is the milestone that is dated; `counts` are trials by day, in order."""

    title: str
    project_id: str
    what: str
    trials: int
    seed: int
    percentiles: tuple[tuple[int, date], ...]
    planned: tuple[str, date, float]
    """What the schedule's own date is called (agreed, forecast), the date, and the share of trials that keep it."""
    counts: tuple[tuple[date, int], ...]
    target: date | None = None
    target_probability: float | None = None
    tasks: tuple[TaskShare, ...] = ()
    risks: tuple[RiskShare, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bar:
    first: date
    last: date
    count: int


def simulation_view(view: SimulationView, width: int, paint: Paint = no_paint) -> str:
    """Return the simulation as lines of at most `width` columns."""
    heading = "  ·  ".join((view.title, view.project_id, f"{view.trials:,} trials, seed {view.seed}"))
    lines = [paint("heading", left(heading, width).rstrip()), "", paint("strong", left(view.what, width).rstrip())]
    lines += list(_dates(view, width))
    lines += ["", *_histogram(view, width, paint)]
    if view.tasks:
        lines += ["", paint("strong", "Critical in"), *_tasks(view, width)]
    if view.risks:
        lines += ["", paint("strong", "Risks, dearest first"), *_risks(view, width)]
    return "\n".join(lines)


def _dates(view: SimulationView, width: int) -> Iterator[str]:
    """Yield the percentiles with what they mean, then the dates of the plan with the share of trials that keep them."""
    name, planned, share = view.planned
    kept = [(name.capitalize(), planned, share)]
    if view.target is not None and view.target_probability is not None:
        kept.append(("Target", view.target, view.target_probability))
    room = max(len(label) for label, _, _ in kept)
    for percent, day in view.percentiles:
        yield cut(f"  {left(f'P{percent}', room)}  {left(_day(day), _DATE)}  {percent}% of the trials are done", width)
    for label, day, share in kept:
        yield cut(f"  {left(label, room)}  {left(_day(day), _DATE)}  kept in {_percent(share)} of the trials", width)


def _histogram(view: SimulationView, width: int, paint: Paint) -> Iterator[str]:
    bars = _bars(view.counts)
    by_weeks = any(bar.first != bar.last for bar in bars)
    yield paint("muted", left(f"  {'From' if by_weeks else 'On'}", 2 + _DATE) + "  Trials")
    marks = [" ".join(_marks(view, bar)) for bar in bars]
    room = min(_MOST_BAR, width - 2 - _DATE - 2 - 6 - 2 - 2 - max(map(len, marks)))
    most = max(bar.count for bar in bars)
    for bar, mark in zip(bars, marks, strict=True):
        shown = left(_filled(bar.count / most, room), room) if room > 0 else ""
        share = right(_percent(bar.count / view.trials), 6)
        yield cut(f"  {left(_day(bar.first), _DATE)}  {share}  {shown}  {mark}".rstrip(), width)


def _bars(counts: tuple[tuple[date, int], ...]) -> list[_Bar]:
    """Return one bar a day; where those are too many, one for as many whole weeks as are needed."""
    if len(counts) <= _MOST_ROWS:
        return [_Bar(day, day, count) for day, count in counts]
    first = counts[0][0] - timedelta(days=counts[0][0].weekday())
    weeks = (counts[-1][0] - first).days // _WEEK + 1
    length = _WEEK * -(-weeks // _MOST_ROWS)
    sums = [0] * ((counts[-1][0] - first).days // length + 1)
    for day, count in counts:
        sums[(day - first).days // length] += count
    starts = [first + timedelta(days=length * number) for number in range(len(sums))]
    return [_Bar(start, start + timedelta(days=length - 1), n) for start, n in zip(starts, sums, strict=True)]


def _marks(view: SimulationView, bar: _Bar) -> Iterator[str]:
    yield from (f"P{percent}" for percent, day in view.percentiles if bar.first <= day <= bar.last)
    if bar.first <= view.planned[1] <= bar.last:
        yield view.planned[0]
    if view.target is not None and bar.first <= view.target <= bar.last:
        yield "target"


def _tasks(view: SimulationView, width: int) -> Iterator[str]:
    """Yield the tasks that are critical in all trials, then those that are most often, and how many more at times."""
    always = [task.id for task in view.tasks if task.share == 1]
    for number, line in enumerate(wrapped(always, width - 10, ", ")):
        yield f"  {'' if number else '100%':>6}  {line}"
    at_times = sorted((task for task in view.tasks if 0 < task.share < 1), key=lambda task: -task.share)
    shown = at_times[:_MOST_TASKS]
    ids = max((len(task.id) for task in shown), default=0)
    room = max(10, width - 2 - 6 - 2 - _INDEX_BAR - 2 - ids - 2)
    for task in shown:
        bar = left(_filled(task.share, _INDEX_BAR), _INDEX_BAR)
        yield f"  {right(_percent(task.share), 6)}  {bar}  {left(task.id, ids)}  {left(task.name, room).rstrip()}"
    if len(at_times) > len(shown):
        yield f"  and {len(at_times) - len(shown)} more at times"


def _risks(view: SimulationView, width: int) -> Iterator[str]:
    ids = max(len(risk.id) for risk in view.risks)
    for risk in view.risks:
        numbers = f"{right(_percent(risk.probability), 6)} likely, {right(f'{risk.days:.1f}', 5)} days, "
        start = f"  {left(risk.id, ids)}  {numbers}{right(f'{risk.expected:.1f}', 5)} expected  "
        yield (start + left(risk.text, max(10, width - len(start)))).rstrip()


def _filled(share: float, room: int) -> str:
    """Return a bar of a share of some columns, to an eighth of one; what is not nothing is seen."""
    eighths = max(1 if share > 0 else 0, round(share * room * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def _percent(share: float) -> str:
    """Return a share in percent; only none is 0 %, only all is 100 %."""
    if 0 < share < 0.001:
        return "<0.1%"
    return f"{min(share, 0.999) * 100:.1f}%" if share < 1 else "100%"


def _day(day: date) -> str:
    return _ENGLISH.day(day).replace(NBSP, " ")
