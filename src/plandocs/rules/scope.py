"""Scope that can be tested: specific items, exclusions, answered questions, something that delivers each item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandocs.plan.unknown import known
from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

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
        if question.gate and not known(question.answer):
            at = ("discovery", i, "answer") if case.source.has(("discovery", i, "answer")) else ("discovery", i)
            fix = "find the answer; until then, build with --draft"
            yield Finding(f"the gate question '{question.question}' is not answered", at, fix)


@rule("S12", "answer-source", "an answer without a source cannot be checked", severity="warning", lite="off")
def answer_source(case: Case) -> Iterator[Finding]:
    """Answers say where they come from."""
    for i, question in enumerate(case.plan.discovery):
        if known(question.answer) and not question.source:
            message = f"nobody says where the answer to '{question.question}' comes from"
            yield Finding(message, ("discovery", i), "add 'source:'")


@rule("S14", "vague-scope", "nobody can test a vague item", severity="warning")
def vague_scope(case: Case) -> Iterator[Finding]:
    """Scope items are specific: what, for whom."""
    for i, item in enumerate(case.plan.scope.in_):
        path = ("scope", "in", i, "text") if case.source.has(("scope", "in", i, "text")) else ("scope", "in", i)
        found = _VAGUE_WORDS.search(item.text)
        if found or _VAGUE_ENDS.match(item.text.strip()):
            fix = "name the thing and its users: 'invoice approval for Finance', not 'the product'"
            yield Finding(f"'{item.text}' is too vague to be tested", path, fix, word=found[0] if found else "")


@rule("S15", "scope-delivered", "scope that no deliverable covers is forgotten", severity="warning", lite="off")
def scope_delivered(case: Case) -> Iterator[Finding]:
    """Every scope item with an id is covered by a deliverable or a task, once any of them names scope items."""
    covered = {name for deliverable in case.plan.deliverables for name in deliverable.scope}
    covered |= {name for task in case.plan.tasks() for name in task.scope}
    for i, item in enumerate(case.plan.scope.in_ if covered else ()):
        if item.id and item.id not in covered:
            message = f"no deliverable or task covers the scope item '{item.id}'"
            yield Finding(message, ("scope", "in", i), "add it to the 'scope:' of a deliverable or task")


@rule("S16", "exclusions", "what is not excluded is expected", severity="error")
def exclusions(case: Case) -> Iterator[Finding]:
    """At least one thing is excluded."""
    if not case.plan.scope.out:
        path = ("scope", "out") if case.source.has(("scope", "out")) else ("scope",)
        fix = "add 'out:' under 'scope', with a text, a reason and when to look at it again"
        yield Finding("the scope excludes nothing", path if case.source.has(path) else (), fix, on_key=True)


@rule("S17", "exclusion-reason", "an exclusion without reason is argued about twice", severity="warning")
def exclusion_reason(case: Case) -> Iterator[Finding]:
    """Exclusions say why."""
    for i, item in enumerate(case.plan.scope.out):
        if not item.reason:
            yield Finding(f"the exclusion '{item.text}' has no reason", ("scope", "out", i), "add 'reason:'")


@rule("S16", "exclusion-revisit", "an exclusion that is never looked at again comes back", severity="warning")
def exclusion_revisit(case: Case) -> Iterator[Finding]:
    """At least one exclusion says when it is looked at again."""
    out = case.plan.scope.out
    if out and all(item.revisit is None for item in out):
        fix = "add 'revisit:' with a date or a text such as 'phase 2'"
        yield Finding("no exclusion says when to look at it again", ("scope", "out"), fix, on_key=True)
