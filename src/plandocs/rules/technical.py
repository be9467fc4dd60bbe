"""What makes a project technically hard, and what such a project needs beside the usual. Source: S74 to S76."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.plan.model import Plan
from plandocs.plan.places import KeyPath
from plandocs.rules.case import Case, joined
from plandocs.rules.registry import Finding, rule

_MANY_INTEGRATIONS = 3
_BUILDERS = frozenset({"engineer", "architect"})
_REGULATED = frozenset({"security", "privacy", "compliance"})
_SERVICE_LEVELS = frozenset({"availability", "performance"})
_DISCOVERY = ("discover", "analys", "survey", "audit", "assessment", "untersuch", "descubr", "découv", "levantamento")
_DOCUMENTS = ("document", "dokument", "decision record", "runbook", "manual", "handbu")
_TECHNICAL = ("techn", "técn", "integration", "interface", "security", "sicherheit")


def triggers(plan: Plan) -> tuple[str, ...]:
    """Return what makes a plan technically hard, each in words with its number: `4 integrations`.

    Three or more integrations, scope that engineers build, duties of security or privacy, and targets of availability
    or performance. Several legacy systems cannot be told from a plan, which has no place for their names.
    """
    integrations = sum(1 for item in plan.scope.in_ if item.type == "integration")
    built = _built_for_the_customer(plan)
    topics = [duty.topic.casefold() for duty in plan.obligations]
    regulated = sum(1 for topic in topics if topic in _REGULATED)
    levels = sum(1 for topic in topics if topic in _SERVICE_LEVELS)
    found = (
        (integrations if integrations >= _MANY_INTEGRATIONS else 0, "integrations", "integrations"),
        (len(built), "piece of custom development", "pieces of custom development"),
        (regulated, "duty of security or privacy", "duties of security or privacy"),
        (levels, "target of availability or performance", "targets of availability or performance"),
    )
    return tuple(f"{count} {one if count == 1 else many}" for count, one, many in found if count)


@rule("S75", "technical-discovery", "what is hard is found early, or late", severity="warning")
def technical_discovery(case: Case) -> Iterator[Finding]:
    """A technically hard project looks into the technology first: a task of kind discovery."""
    there = any(task.kind == "discovery" or _mentions(task.name, _DISCOVERY) for task in case.plan.tasks())
    yield from _asked(case, there, "a technical discovery", "add a task with 'kind: discovery' near the start")


@rule(
    "S75",
    "technical-architect",
    "parts that several people build fit only when somebody sees the whole",
    severity="warning",
)
def technical_architect(case: Case) -> Iterator[Finding]:
    """A technically hard project has an architect."""
    yield from _asked(case, bool(case.plan.with_role("architect")), "an architect", "give one person 'role: architect'")


@rule("S75", "technical-buffer", "what is hard takes longer", severity="warning")
def technical_buffer(case: Case) -> Iterator[Finding]:
    """A technically hard project has a buffer."""
    there = any(task.is_buffer for task in case.plan.tasks())
    yield from _asked(case, there, "a buffer", "add a task with 'kind: buffer' that the go-live waits for")


@rule("S75", "technical-testing", "parts that work alone may not work together", severity="warning")
def technical_testing(case: Case) -> Iterator[Finding]:
    """A technically hard project has a task that is marked as its formal test."""
    there = any(task.kind in ("validation", "test", "testing", "uat") for task in case.plan.tasks())
    yield from _asked(case, there, "a formal test", "mark the task that is the test with 'kind: validation'")


@rule("S75", "technical-documentation", "what was built must be understood by those who keep it", severity="warning")
def technical_documentation(case: Case) -> Iterator[Finding]:
    """A technically hard project hands over technical documentation, as a task or a deliverable."""
    tasks = any(task.kind == "documentation" or _mentions(task.name, _DOCUMENTS) for task in case.plan.tasks())
    handed_over = any(
        _mentions(f"{item.name} {item.description} {item.format}", _DOCUMENTS) for item in case.plan.deliverables
    )
    fix = "add a task with 'kind: documentation', or a deliverable with documentation in its name"
    yield from _asked(case, tasks or handed_over, "technical documentation", fix)


@rule("S75", "technical-risk", "a hard part that nobody fears was not looked at", severity="warning")
def technical_risk(case: Case) -> Iterator[Finding]:
    """A technically hard project has a technical risk with its mitigation."""
    there = any(_mentions(risk.category, _TECHNICAL) and risk.mitigation for risk in case.plan.risks)
    fix = "add a risk with 'category: technology', and 'mitigation:' with what is done about it"
    yield from _asked(case, there, "a technical risk that something is done about", fix)


def _asked(case: Case, there: bool, what: str, fix: str) -> Iterator[Finding]:
    """Yield that a hard project lacks something, with what makes it hard."""
    why = () if there else triggers(case.plan)
    if why:
        place: KeyPath = ("scope", "in") if case.source.has(("scope", "in")) else ("obligations",)
        yield Finding(f"the plan has {joined(why)}, and such a project needs {what}", place, fix, on_key=True)


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


def _built_for_the_customer(plan: Plan) -> set[str]:
    """Return the customisations that engineers or architects build; a logo set by a specialist is no development."""
    custom = {item.id for item in plan.scope.in_ if item.type == "customisation" and item.id}
    builders = {key for key, person in plan.people.items() if _BUILDERS.intersection(person.role)}
    return {name for task in plan.tasks() if task.owner in builders for name in task.scope if name in custom}
