"""The plan's first page and what stands on every page: status, control, footer, fixed words."""

from __future__ import annotations

from plandocs.content.blocks import Cell, Chip, KeyValues, Tone
from plandocs.content.document import Cover
from plandocs.content.facts import Facts
from plandocs.content.wording import Words

TONES: dict[str, Tone] = {"draft": "neutral", "for_approval": "accent", "approved": "good", "stale": "watch"}
_LONGEST_NAME = 40
"""Characters of a name that a footer has room for."""
_LONGEST_LINE = 240
"""Characters of purpose that a cover has room for below a long title."""
_WORD_KEYS = ("contents", "page", "of", "figure", "table", "section", "figures", "tables")


def cover(facts: Facts, words: Words) -> Cover:
    """Return the cover: the project, both companies, how far the plan is agreed, and its control."""
    project = facts.plan.project
    status = facts.approval
    return Cover(
        kind=words.say("plan.sow.kind" if facts.sow else "plan.paper.kind"),
        title=project.name,
        line=shortened(first_sentence(facts.goals.summary), _LONGEST_LINE),
        parties=(
            (words.say("plan.cover.customer"), project.customer),
            (words.say("plan.cover.vendor"), project.vendor),
        ),
        status=Chip(words.say(f"common.approval.{status}"), TONES[status]),
        control=_control(facts, words),
    )


def _control(facts: Facts, words: Words) -> KeyValues:
    project = facts.plan.project
    author = facts.project_manager
    pairs: list[tuple[str, Cell]] = [
        (words.say("plan.cover.version"), project.version),
        *([(words.say("plan.cover.dated"), facts.as_of)] if facts.forecast else []),
        (words.say("plan.cover.hash"), facts.plan_hash[:8]),
    ]
    if author:
        pairs.append((words.say("plan.cover.author"), author.name))
    pairs += _approvals(facts, words)
    if project.distribution:
        names = ", ".join(facts.people.names(tuple(project.distribution)))
        pairs.append((words.say("plan.cover.distribution"), names))
    return KeyValues("control", tuple(pairs))


def _approvals(facts: Facts, words: Words) -> list[tuple[str, Cell]]:
    """Return who approved this plan; of a plan that changed since, who approved what, and that it no longer holds."""
    latest = [entry for entry in facts.approvals if entry.latest]
    if not latest or facts.approval not in ("approved", "stale"):
        return []
    key = "plan.cover.approved_line" if facts.approval == "approved" else "plan.cover.stale_line"
    lines = [
        words.say(key, name=entry.name, day=entry.date, method=entry.method, version=entry.version, hash=entry.hash)
        for entry in latest
        if facts.approval == "approved" or not entry.holds
    ]
    if facts.approval == "approved":
        return [(words.say("plan.cover.approved_by"), words.formats.apart(lines))]
    return [
        (words.say("plan.cover.approved_before"), words.formats.apart(lines)),
        (words.say("plan.cover.approval"), words.say("plan.cover.stale", hash=facts.plan_hash[:8])),
    ]


def footer(facts: Facts, words: Words) -> str:
    """Return the line at the foot of every page: vendor, code, version, plan hash."""
    return words.say(
        "plan.footer",
        vendor=shortened(facts.vendor, _LONGEST_NAME),
        code=shortened(facts.code, _LONGEST_NAME),
        version=facts.plan.project.version,
        hash=facts.plan_hash[:8],
    )


def fixed_words(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the words a renderer needs, and the mark of a draft or an internal edition."""
    found = [(key, words.say(f"plan.word.{key}")) for key in _WORD_KEYS]
    mark = "common.draft_mark" if facts.draft else "common.internal_mark" if facts.internal else ""
    return (*found, ("mark", words.say(mark))) if mark else tuple(found)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut after a word and marked with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def first_sentence(text: str) -> str:
    """Return a text's first sentence; the whole text where it has only one."""
    head, stop, _ = text.strip().partition(". ")
    return head + ("." if stop else "")
