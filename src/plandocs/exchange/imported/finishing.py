"""The last steps of an import: the kickoff, the trial, the comments, the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plandocs.baseline.model import AgreedTask, Baseline
from plandocs.errors import Problem
from plandocs.exchange.imported.model import Given, ImportedProject
from plandocs.exchange.imported.page import plan_page
from plandocs.exchange.imported.shaping import Shaped, shaped
from plandocs.exchange.imported.trial import keep_to_dates
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import LoadedPlan, load_text
from plandocs.plan.shape import keys_of
from plandocs.plan.tasks import Task

BASELINE = "imported"
"""What the baseline of a file is called beside the new plan."""
_TO_COMPLETE = {
    "id": "id: a short code for file names and footers",
    "customer": "customer: the name that shall stand on the cover",
    "vendor": "vendor: your company",
    "go_live": "go_live: the id of the task that is the go-live",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A new plan: its text, how many phases, tasks and people it has, and what was not understood or is told.

    `baseline` holds the dates that the file has as agreed once; None where it has none.
    """

    text: str
    phases: int
    tasks: int
    people: int
    as_of: date | None
    problems: tuple[Problem, ...]
    baseline: Baseline | None = None


def finished(project: ImportedProject, given: Given, *, path: str, name: str) -> Imported:
    """Return the plan of an imported project. `path` is how messages call the file, `name` its stem."""
    made = shaped(project, given, name)
    _kickoff(made, project, given)
    keep_to_dates(made, project.as_of)
    _in_order(made)
    _comments(made, project)
    text = plan_page(made.data, made.remarks)
    loaded = load_text(text, "the new plan")
    plan = loaded.plan
    problems = [*project.problems, *made.problems, *_unknown_sides(made)]
    return Imported(
        text=text,
        phases=len(plan.phases),
        tasks=sum(1 for _ in plan.tasks()) + sum(1 for _ in plan.milestones()),
        people=len(plan.people),
        as_of=project.as_of,
        problems=tuple(replace(problem, path=problem.path or path) for problem in problems),
        baseline=_baseline(made, project, loaded),
    )


def _kickoff(made: Shaped, project: ImportedProject, given: Given) -> None:
    """Give the plan a start: as said, else the file's, else the earliest date in it, else the one for that case."""
    facts = made.data["project"]
    if not facts.get("start"):
        days = [line.start or line.finish for line in made.lines.values()]
        known = [day for day in days if day is not None]
        facts["start"] = min(known, default=given.start_if_unknown)
        if not known:
            made.remarks.behind["project", "start"] = "not known from the file: the kickoff"
    order = ("name", "id", "customer", "vendor", "start")
    made.data["project"] = {key: facts[key] for key in order if key in facts} | facts


def _in_order(made: Shaped) -> None:
    """Put the keys of each task in the order in which the format is explained."""
    order = {key: number for number, key in enumerate(keys_of(Task))}
    for phase in made.data["phases"]:
        phase["tasks"] = [dict(sorted(task.items(), key=lambda item: order[item[0]])) for task in phase["tasks"]]


def _comments(made: Shaped, project: ImportedProject) -> None:
    """Say in the file what it was made from, and what to complete."""
    made.remarks.head += [
        f"Made by plandocs import from {project.source}.",
        "Dates follow from durations, links and the kickoff. Complete what comments ask for, then:",
        "  plandocs check FILE       what is still missing or does not fit",
        "  plandocs schedule FILE    the dates that follow",
    ]
    facts = made.data["project"]
    missing = [text for key, text in _TO_COMPLETE.items() if not facts.get(key)]
    if missing:
        made.remarks.above["project", "start"] = ["to complete:", *(f"  {text}" for text in missing)]
    for number, phase in enumerate(made.data["phases"]):
        for index, task in enumerate(phase["tasks"]):
            for key, remark in made.lines[task["id"]].remarks.items():
                if remark and key in task:
                    made.remarks.behind["phases", number, "tasks", index, key] = remark


def _baseline(made: Shaped, project: ImportedProject, loaded: LoadedPlan) -> Baseline | None:
    """Return the baseline of a file: the new plan with the dates that were agreed once, approved by nobody."""
    agreed = {key: project.baseline[line.key] for key, line in made.lines.items() if line.key in project.baseline}
    data = loaded.source.data
    if not agreed or not isinstance(data, dict):
        return None
    facts = loaded.plan.project
    go_live = agreed.get(facts.go_live)
    return Baseline(
        name=BASELINE,
        number=1,
        project=facts.id or facts.name,
        version=facts.version,
        plan_hash=plan_hash(loaded.plan),
        start=min(start for start, _ in agreed.values()),
        finish=max(finish for _, finish in agreed.values()),
        go_live=go_live[1] if go_live else None,
        approvals=(),
        tasks=tuple(
            AgreedTask(id=key, name=made.lines[key].name, start=start, finish=finish)
            for key, (start, finish) in agreed.items()
        ),
        data=data,
    )


def _unknown_sides(made: Shaped) -> list[Problem]:
    unknown = [place[1] for place in made.remarks.behind if place[0] == "people" and place[-1] == "side"]
    if not unknown:
        return []
    people = made.data["people"]
    names = ", ".join(people[key]["name"] for key in unknown[:5]) + (" …" if len(unknown) > 5 else "")
    count = "one person" if len(unknown) == 1 else f"{len(unknown)} people"
    return [
        Problem(
            rule="side-unknown",
            severity="warning",
            message=f"the file does not say on whose side {count} stand: {names}; the plan has them as "
            f"{people[unknown[0]]['side']}, with a comment",
            fix="correct 'side' in the plan, or give --side",
        )
    ]
