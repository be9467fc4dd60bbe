"""The questions that discovery has left open, and how a filled-in form leads back to them.

Each question has a tag that follows from its text: a question that was worded anew since a form was made has another
one, so that no answer is taken for one to a question that was not asked.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

from plandocs.content.facts.people import People
from plandocs.content.wording import Words, upper_first
from plandocs.plan.model import Plan

TOPICS = (
    "use",
    "process",
    "people",
    "tools",
    "integration",
    "data",
    "infrastructure",
    "security",
    "compliance",
    "constraint",
)
"""The topics that have words of their own, in the order in which they are asked. Source: S10."""
TAG = "Answer_"
"""How the tag of a question's field begins; a bookmark's name is made of the same letters."""


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """An open question. `index` is its place in the plan's list, `number` its id or its place in words."""

    index: int
    number: str
    question: str
    topic: str
    topic_label: str
    source: str
    owner: str
    due: date | None
    gate: bool
    tag: str


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """The open questions of discovery: those to ask the customer, and those that are for the vendor's own people."""

    asked: tuple[QuestionFact, ...]
    own: tuple[QuestionFact, ...]


def question_tags(questions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tag of each question's field. Equal questions are told apart by their order.

    White space makes no difference, because Office changes it.
    """
    seen: Counter[str] = Counter()
    tags = []
    for question in questions:
        text = " ".join(question.split())
        tags.append(TAG + hashlib.sha256(f"{text}\0{seen[text]}".encode("utf-8", "backslashreplace")).hexdigest()[:16])
        seen[text] += 1
    return tuple(tags)


def open_questions(plan: Plan, people: People, words: Words) -> OpenQuestions:
    """Return the open questions in the order of their topics, gates first within each.

    Questions that somebody of the vendor has to answer are not put to the customer.
    """
    tags = question_tags(tuple(entry.question for entry in plan.discovery))
    found: dict[bool, list[QuestionFact]] = {True: [], False: []}
    for index, entry in enumerate(plan.discovery):
        if not entry.is_open:
            continue
        fact = QuestionFact(
            index=index,
            number=entry.id or f"Q{index + 1}",
            question=entry.question,
            topic=entry.topic,
            topic_label=_topic_label(entry.topic, words),
            source=entry.source,
            owner=people.name(entry.owner),
            due=entry.due,
            gate=entry.gate,
            tag=tags[index],
        )
        found[people.side_of(entry.owner) == "vendor"].append(fact)
    order = {topic: place for place, topic in enumerate(TOPICS)}
    others = {fact.topic: place for place, fact in enumerate(found[False] + found[True], start=len(TOPICS))}

    def key(fact: QuestionFact) -> tuple[bool, int, bool, int]:
        return (not fact.topic, order.get(fact.topic, others[fact.topic]), not fact.gate, fact.index)

    return OpenQuestions(tuple(sorted(found[False], key=key)), tuple(sorted(found[True], key=key)))


def _topic_label(topic: str, words: Words) -> str:
    """Return a topic in words: the wording's own, else as the plan has it."""
    key = f"questionnaire.topic.{topic or 'none'}"
    return words.say(key) if words.has(key) else upper_first(topic.replace("_", " "))
