"""A filled-in questionnaire against the plan as it is now: which answers are taken, and which need a person.

An answer is taken where the plan still asks the same question and has no answer yet. One to a question that was
reworded or removed, and one that differs from what the plan knows meanwhile, is told instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plandocs.content.facts.questions import question_tags
from plandocs.errors import PlanError, Problem
from plandocs.exchange.answers import Answer, read_answers
from plandocs.exchange.patching import Patch, Set
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.unknown import known
from plandocs.syncing.changes import Change, Proposal

if TYPE_CHECKING:
    from plandocs.plan.load import LoadedPlan

_LONGEST_SHOWN = 100


def answers_of(loaded: LoadedPlan, data: bytes, name: str, overwrite: bool) -> Proposal:
    """Return what a questionnaire's answers change in a plan. Raises PlanError where it is another project's."""
    form = read_answers(data, name)
    plan = loaded.plan
    if form.project and plan.project.id and form.project != plan.project.id:
        message = f"the questionnaire was made for project '{form.project}', the plan is '{plan.project.id}'"
        raise PlanError(Problem(rule="other-project", message=message, path=name, fix="name the plan it was made from"))
    places = {tag: n for n, tag in enumerate(question_tags(tuple(entry.question for entry in plan.discovery)))}
    source = _source_in_words(loaded)
    changes: list[Change] = []
    patches: list[Patch] = []
    problems: list[Problem] = []
    same = empty = 0
    for answer in form.answers:
        if not known(answer.text):
            empty += 1
            continue
        place = places.get(answer.tag)
        if place is None:
            problems.append(_not_asked(answer, name))
            continue
        entry = plan.discovery[place]
        if not entry.is_open and _one_line(entry.answer) == _one_line(answer.text):
            same += 1
            continue
        if not entry.is_open and not overwrite:
            problems.append(_differs(loaded, place, answer))
            continue
        path = ("discovery", place, "answer")
        changes.append(
            Change(
                where=f"discovery[{place}].answer",
                label=entry.id or f"Q{place + 1}",
                about=entry.question,
                old=entry.answer,
                new=answer.text,
            )
        )
        patches.append(Set(path, answer.text))
        if not entry.source:
            patches.append(Set(("discovery", place, "source"), source))
    if form.plan_hash and not plan_hash(plan).startswith(form.plan_hash):
        problems.append(_changed_since(form.plan_hash, name))
    answered = {change.where for change in changes}
    still = sum(entry.is_open and f"discovery[{n}].answer" not in answered for n, entry in enumerate(plan.discovery))
    return Proposal(tuple(changes), tuple(patches), tuple(problems), same, empty, still)


def _source_in_words(loaded: LoadedPlan) -> str:
    """Return what a plan says of answers that came with the questionnaire, in its own language."""
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words

    project = loaded.plan.project
    return Words.of(Formats(project.language, project.currency)).say("questionnaire.answered_in")


def _not_asked(answer: Answer, name: str) -> Problem:
    asked = f"'{_shown(answer.question)}'" if answer.question else "a question"
    return Problem(
        rule="question-changed",
        message=f"the plan does not ask {asked} any more, so the answer was left out: '{_shown(answer.text)}'",
        path=name,
        where=answer.number,
        fix="the question was reworded or removed since the questionnaire was made; take the answer over by hand",
    )


def _differs(loaded: LoadedPlan, place: int, answer: Answer) -> Problem:
    known = loaded.plan.discovery[place].answer
    return loaded.source.problem(
        "answer-differs",
        f"the plan has another answer by now: '{_shown(known)}'; the questionnaire says '{_shown(answer.text)}'",
        ("discovery", place, "answer"),
        fix="settle it with who answered; --overwrite takes the questionnaire's",
    )


def _changed_since(was: str, name: str) -> Problem:
    message = (
        f"the agreed plan has changed since the questionnaire was made from plan {was}; its questions were compared"
    )
    return Problem(rule="plan-changed", severity="info", message=message, path=name)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"
