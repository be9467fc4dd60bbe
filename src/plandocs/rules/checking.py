"""Runs the rules over a plan: findings become located problems, and waivers turn them into remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from plandocs.errors import Problem, Severity, did_you_mean
from plandocs.plan.load import LoadedPlan
from plandocs.plan.model import Plan
from plandocs.plan.registers import Waiver
from plandocs.plan.source import Source
from plandocs.rules.case import Case, Frozen
from plandocs.rules.registry import Finding, Rule, all_rules
from plandocs.schedule.conflicts import CONFLICTS
from plandocs.schedule.result import Schedule


def check_rules(
    loaded: LoadedPlan, schedule: Schedule | None, *, as_of: date | None = None, frozen: Frozen | None = None
) -> list[Problem]:
    """Return the findings of all rules and the conflicts of the schedule, sorted by place.

    `as_of` is the day on which ages are counted: the plan's own as-of date when left out. Rules about dates are
    silent without a schedule, those about what has grown without a `frozen` baseline. A waived finding stays as a
    remark that names who waived it and why.
    """
    plan, source = loaded.plan, loaded.source
    judged_on = as_of or (schedule.as_of if schedule else None) or plan.default_as_of()
    case = Case(plan, source, schedule, judged_on, frozen)
    found: list[Problem] = []
    for rule in all_rules():
        severity = rule.severity(case.tier)
        if severity is not None:
            found += [_problem(rule, severity, finding, source) for finding in rule.check(case)]
    if schedule is not None:
        found += source.located(schedule.problems)
    if plan.waivers:
        found = [_waived(problem, plan) for problem in found]
        found += _unknown_waivers(plan, source, found)
    return sorted(found, key=Problem.sort_key)


def _problem(rule: Rule, severity: Severity, finding: Finding, source: Source) -> Problem:
    return source.problem(
        rule.id,
        finding.message,
        finding.path,
        severity=severity,
        fix=finding.fix,
        on_key=finding.on_key,
        word=finding.word,
        name=rule.name if rule.name != rule.id else "",
        why=rule.reason,
    )


def _waived(problem: Problem, plan: Plan) -> Problem:
    waiver = next((entry for entry in plan.waivers if _means(entry, problem)), None)
    if waiver is None:
        return problem
    person = plan.people.get(waiver.by)
    name = person.name if person else waiver.by
    message = f"{problem.message} (waived by {name}: {waiver.reason})"
    return replace(problem, severity="info", message=message, why="", fix="")


def _means(waiver: Waiver, problem: Problem) -> bool:
    return waiver.rule.casefold() in (problem.rule.casefold(), problem.name.casefold())


def _unknown_waivers(plan: Plan, source: Source, found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield a warning for each waiver of a rule that does not exist, because it waives nothing."""
    known = {name for rule in all_rules() for name in (rule.id, rule.name)}
    known |= {problem.rule for problem in found}.union(CONFLICTS)
    folded = {name.casefold() for name in known}
    for i, waiver in enumerate(plan.waivers):
        if waiver.rule.casefold() not in folded:
            yield source.problem(
                "unknown-rule",
                f"there is no rule '{waiver.rule}', so this waives nothing",
                ("waivers", i, "rule"),
                severity="warning",
                fix=did_you_mean(waiver.rule, sorted(known)) or "write the id or name that 'plandocs check' prints",
            )
