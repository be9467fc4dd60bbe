"""`plandocs simulate`: how likely each go-live is, from the estimates and risks of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, json_option, plan_argument

if TYPE_CHECKING:
    from plandocs.plan.model import Plan
    from plandocs.render.text.simulation_view import SimulationView
    from plandocs.schedule.simulation import Simulation

_MOST_TRIALS = 1_000_000
_MOST_SEED = 2**32 - 1


@click.command(
    "simulate",
    short_help="Tell how likely each go-live is: P10, P50, P80, P95.",
    epilog="""
\b
Examples:
  plandocs simulate plan.yaml
  plandocs simulate plan.yaml --trials 50000 --seed 7 --json
  plandocs simulate plan.yaml --as-of 2027-01-29 --owner-factor 0.5
""",
)
@plan_argument
@click.option(
    "--trials", type=click.IntRange(1, _MOST_TRIALS), default=10_000, show_default=True, metavar="N",
    help="How often the project is played through.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, _MOST_SEED), default=1, show_default=True, metavar="N",
    help="Where the random numbers begin: the same seed gives the same answer.",
)  # fmt: skip
@click.option(
    "--shape", type=click.Choice(["pert", "triangular"]), default="pert", show_default=True,
    help="How durations spread between the three points of an estimate.",
)  # fmt: skip
@click.option(
    "--owner-factor", type=click.FloatRange(0, 1), default=0.0, show_default=True, metavar="SHARE",
    help="How much the tasks of one owner go well or badly together: 0 not at all, 1 always.",
)  # fmt: skip
@as_of_option("Simulate what is left after this day. The agreed plan when left out.")
@json_option
@click.pass_obj
def command(
    console: Console,
    plan: Path,
    trials: int,
    seed: int,
    shape: Literal["pert", "triangular"],
    owner_factor: float,
    as_of: date | None,
    as_json: bool,
) -> int:
    """Play PLAN through many times and tell how likely each go-live is.

    A task's duration is drawn from its three-point `estimate`; a risk with `days` and `tasks` happens or does not. The
    same plan, trials and seed give the same answer. It is faster with numpy: pip install 'plandocs[simulate]'.
    """
    from plandocs import api
    from plandocs.errors import EXIT_DONE
    from plandocs.render.text.simulation_view import simulation_view
    from plandocs.schedule.to_json import simulation_as_dict

    loaded, made = api.simulate(plan, trials=trials, seed=seed, shape=shape, owner_factor=owner_factor, as_of=as_of)
    if not made.estimated and not made.costs:
        console.message(
            "Every trial is alike: no open task has an estimate, and no open risk has days and tasks. "
            "Add 'estimate: [3d, 5d, 9d]' to tasks."
        )
    if as_json:
        console.json({"project": loaded.plan.project.id, **simulation_as_dict(made)})
    else:
        console.result(simulation_view(_as_view(loaded.plan, made, as_of), console.width, console.painter()))
    return EXIT_DONE


def _as_view(plan: Plan, made: Simulation, as_of: date | None) -> SimulationView:
    from plandocs.render.text.simulation_view import RiskShare, SimulationView, TaskShare

    names = {task.id: task.name for task in plan.tasks()}
    names |= {milestone.id: milestone.name for milestone in plan.milestones()}
    risks = {risk.id: risk.risk for risk in plan.risks}
    return SimulationView(
        title=plan.project.name,
        project_id=plan.project.id,
        what=f"Go-live: {made.of} {names[made.of]}" if made.of else "Finish of the project",
        trials=made.trials,
        seed=made.seed,
        percentiles=tuple((found.percent, found.day) for found in made.percentiles),
        planned=("agreed" if as_of is None else "forecast", made.planned, made.planned_probability),
        counts=made.histogram,
        target=made.target,
        target_probability=made.target_probability,
        tasks=tuple(TaskShare(task, names[task], share) for task, share in made.criticality.items()),
        risks=tuple(
            RiskShare(cost.id, risks[cost.id], cost.probability, cost.days_if_it_happens, cost.expected_days)
            for cost in made.costs
        ),
    )
