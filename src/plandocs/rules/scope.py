"""Scope that can be tested: specific items, exclusions, answered questions, something that delivers each item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandocs.plan.places import KeyPath
from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_TOPICS = ("process", "tools", "data", "integration", "security", "compliance", "infrastructure")
_VAGUE_ENDS = re.compile(
    r"^(implement|introduce|set ?up|deploy|install|roll ?out|configure|support|improve|optimi[sz]e|provide|deliver|"
    r"enable)\s+(of\s+)?(the\s+|our\s+|a\s+|an\s+|all\s+)?(new\s+)?"
    r"(product|system|software|solution|tool|platform|application|app|process(es)?|workflows?|everything|things)\.?$",
    re.IGNORECASE,
)
_VAGUE_WORDS = re.compile(
    r"\b(etc|and so on|and more|as needed|as required|as appropriate|various|miscellaneous|tbd|to be defined)\b",
    re.IGNORECASE,
)


@rule("S13", "gate-question", "what is not known cannot be promised", severity="error")
def gate_question(case: Case) -> Iterator[Finding]:
    """No gate question is unanswered."""
    for i, question in enumerate(case.plan.discovery):
        if question.gate and question.is_open:
            at = ("discovery", i, "answer") if case.source.has(("discovery", i, "answer")) else ("discovery", i)
            fix = "find the answer; until then, only drafts are built (--draft)"
            message = f"the question '{question.question}' has to be answered before the plan is sent, and is open"
            yield Finding(message, at, fix)


@rule("S12", "answer-source", "an answer without a source cannot be checked", severity="warning", lite="off")
def answer_source(case: Case) -> Iterator[Finding]:
    """Answers say where they come from."""
    for i, question in enumerate(case.plan.discovery):
        if not question.is_open and not question.source:
            message = f"nobody says where the answer to '{question.question}' comes from"
            yield Finding(message, ("discovery", i), "add 'source:', such as: discovery call, workshop, contract")


@rule(
    "S12", "open-question-followed-up", "a question that nobody follows up stays open", severity="warning", lite="off"
)
def open_question_followed_up(case: Case) -> Iterator[Finding]:
    """An open question says who finds the answer. Gate questions have a rule of their own."""
    for i, question in enumerate(case.plan.discovery):
        if question.is_open and not question.gate and not question.owner:
            message = f"the question '{question.question}' is open, and nobody is named who finds the answer"
            yield Finding(message, ("discovery", i), "add 'owner:' with a person's id, and 'due:' with a date")


@rule("S10", "discovery-topics", "what nobody asked about turns up in the test", severity="warning", standard="off")
def discovery_topics(case: Case) -> Iterator[Finding]:
    """Discovery has asked about process, tools, data, integration, security, compliance and infrastructure."""
    asked = {question.topic for question in case.plan.discovery}
    missing = [topic for topic in _TOPICS if topic not in asked]
    if missing:
        path = ("discovery",) if case.plan.discovery else ()
        message = f"discovery has no question about {_listed(missing)}"
        yield Finding(message, path, f"add a question with 'topic: {missing[0]}' under 'discovery'", on_key=True)


@rule("S10", "migration-volume", "work that depends on a number cannot be planned without it", severity="warning")
def migration_volume(case: Case) -> Iterator[Finding]:
    """Data that is taken over is counted: 4,200 vendors, not vendors."""
    for i, item in enumerate(case.plan.scope.in_):
        if item.type == "data" and not any(character.isdigit() for character in item.text):
            message = f"'{item.text}' does not say how much data is taken over"
            yield Finding(message, _text_of(case, i), "write the number of records, and where they come from")


@rule("S11", "training-planned", "people who were not trained do not use it", severity="warning")
def training_planned(case: Case) -> Iterator[Finding]:
    """Training that is in scope has a task of kind training, or a task that names the scope item."""
    trained = any(task.kind == "training" for task in case.plan.tasks())
    named = {name for task in case.plan.tasks() for name in task.scope}
    for i, item in enumerate(case.plan.scope.in_):
        if item.type == "training" and not trained and item.id not in named:
            message = f"'{item.text}' is in scope, but no task of the plan is marked as training"
            yield Finding(message, _text_of(case, i), "add 'kind: training' to the task that is, or plan one")


@rule("S12", "constraints-recorded", "a limit that is not written down is run into", severity="warning", standard="off")
def constraints_recorded(case: Case) -> Iterator[Finding]:
    """A large plan writes down what limits it: budget, dates, availability, technology."""
    if not case.plan.scope.constraints:
        path = ("scope",) if case.source.has(("scope",)) else ()
        message = "the plan names no constraint: no limit of budget, dates, people or technology"
        yield Finding(message, path, "add 'constraints:' under 'scope' with what cannot be moved", on_key=True)


@rule("S18", "parked-idea", "a parked idea without a name and a date is lost", severity="warning", lite="off")
def parked_idea(case: Case) -> Iterator[Finding]:
    """An idea kept for later says who asked for it and when it is looked at again."""
    for i, idea in enumerate(case.plan.scope.parking_lot):
        wanted: list[tuple[object, str, str]] = [
            (idea.requester, "who asked for it", "add 'requester:' with a person's id"),
            (idea.revisit, "when it is looked at again", "add 'revisit:' with a day, or a text such as: phase 2"),
        ]
        for value, what, fix in wanted:
            if not value:
                message = f"the parked idea '{idea.idea}' does not say {what}"
                yield Finding(message, ("scope", "parking_lot", i), fix)


def _text_of(case: Case, i: int) -> KeyPath:
    """Return the key path of a scope item's text, in its long or short form."""
    long: KeyPath = ("scope", "in", i, "text")
    return long if case.source.has(long) else long[:-1]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


@rule("S14", "vague-scope", "what cannot be tested cannot be accepted", severity="warning")
def vague_scope(case: Case) -> Iterator[Finding]:
    """Scope items are specific: what, for whom."""
    for i, item in enumerate(case.plan.scope.in_):
        found = _VAGUE_WORDS.search(item.text)
        if found or _VAGUE_ENDS.match(item.text.strip()):
            fix = "name the thing and its users: 'invoice approval for Finance', not 'the product'"
            yield Finding(
                f"'{item.text}' is too vague to be tested", _text_of(case, i), fix, word=found[0] if found else ""
            )


@rule(
    "S15",
    "scope-delivered",
    "scope that nobody plans to deliver is missed at acceptance",
    severity="warning",
    lite="off",
)
def scope_delivered(case: Case) -> Iterator[Finding]:
    """Every scope item with an id is covered by a deliverable or a task, once any of them names scope items."""
    covered = {name for deliverable in case.plan.deliverables for name in deliverable.scope}
    covered |= {name for task in case.plan.tasks() for name in task.scope}
    for i, item in enumerate(case.plan.scope.in_ if covered else ()):
        if item.id and item.id not in covered:
            message = f"{titled(item.id, item.text)} is in scope, but no task and no deliverable delivers it"
            yield Finding(message, ("scope", "in", i), f"add {item.id} to the 'scope:' of the one that does")


@rule("S16", "exclusions", "what is not excluded is expected", severity="error")
def exclusions(case: Case) -> Iterator[Finding]:
    """At least one thing is excluded."""
    if not case.plan.scope.out:
        path = ("scope", "out") if case.source.has(("scope", "out")) else ("scope",)
        fix = "add 'out:' under 'scope' with what is not delivered, why, and when you look at it again"
        yield Finding("the scope excludes nothing", path if case.source.has(path) else (), fix, on_key=True)


@rule("S17", "exclusion-reason", "an exclusion without reason is argued about twice", severity="warning")
def exclusion_reason(case: Case) -> Iterator[Finding]:
    """Exclusions say why."""
    for i, item in enumerate(case.plan.scope.out):
        if not item.reason:
            yield Finding(f"nobody says why '{item.text}' is left out", ("scope", "out", i), "add 'reason:' to it")


@rule("S16", "exclusion-revisit", "an exclusion that is never looked at again comes back", severity="warning")
def exclusion_revisit(case: Case) -> Iterator[Finding]:
    """At least one exclusion says when it is looked at again."""
    out = case.plan.scope.out
    if out and all(item.revisit is None for item in out):
        fix = "add 'revisit:' to one of them, with a day or a text such as: phase 2"
        yield Finding("nobody says when to look again at what is left out", ("scope", "out"), fix, on_key=True)
