"""The questionnaire: what discovery has left open, asked of the customer topic by topic, with fields to fill in.

`plandocs sync` reads the answers back: each field carries the tag of its question, and the file the words that stand
in an empty field.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby

from plandocs.content.blocks import Block, Bullets, Chip, Form, FormQuestion, KeyValues, Paragraph
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.facts.questions import QuestionFact
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.project_plan.cover import fixed_words, footer

KIND = "questionnaire"
"""What the file says it is, for whoever reads it back."""


def questionnaire(facts: Facts, words: Words) -> Document | None:
    """Return the questionnaire; None where no question is open for this audience."""
    questions = asked_questions(facts)
    if not questions:
        return None
    project = facts.plan.project
    dues = [question.due for question in questions if question.due]
    topics = [list(group) for _, group in groupby(questions, key=lambda question: question.topic_label)]
    return Document(
        properties=facts.properties(
            words.say("questionnaire.file_title", project=project.name), words.say("questionnaire.subject")
        ),
        formats=words.formats,
        sections=(_intro(facts, questions, words), *(_topic(n, group, words) for n, group in enumerate(topics))),
        template="brief",
        cover=Cover(
            kind=words.say("questionnaire.kind"),
            title=project.name,
            line=words.say("questionnaire.line", n=len(questions), due=min(dues, default=None)),
            parties=(("", project.customer), ("", project.vendor)),
            status=Chip(words.say("questionnaire.status", n=len(questions)), "accent"),
            control=KeyValues("control", ()),
        ),
        compact=True,
        paper="Letter" if words.formats.paper == "Letter" else "A4",
        footer=footer(facts, words),
        words=fixed_words(facts, words),
        fields=plan_fields(facts.agreed_view),
        stamped=(("form", KIND), ("prompt", words.say("questionnaire.prompt"))),
    )


def asked_questions(facts: Facts) -> tuple[QuestionFact, ...]:
    """Return the questions that this edition asks: the internal one those of the vendor's own people too."""
    found = facts.open_questions
    return (*found.asked, *found.own) if facts.internal else found.asked


def _intro(facts: Facts, questions: tuple[QuestionFact, ...], words: Words) -> Section:
    """Return how to answer, by when, and where to."""
    has_gates = any(question.gate for question in questions)
    points = [words.say("questionnaire.intro.gates")] if has_gates else []
    points.append(words.say("questionnaire.intro.unknown"))
    pm = facts.project_manager
    if pm is not None:
        due = _return_by(facts, questions)
        key = "questionnaire.intro.return_by" if due else "questionnaire.intro.return_to"
        points.append(words.say(key, name=pm.name, email=pm.email, due=due))
    blocks: tuple[Block, ...] = (
        Paragraph(words.say("questionnaire.intro.lead"), kind="lead"),
        Bullets(tuple(points)),
    )
    return Section(key="intro", title=words.say("questionnaire.intro.title"), blocks=blocks)


def _return_by(facts: Facts, questions: tuple[QuestionFact, ...]) -> date | None:
    """Return the day the file is wanted back: that of the confirmation, or of the last answer once that has passed.

    None when nothing says a day that is still to come: nobody can send a file back in the past.
    """
    dues = [question.due for question in questions if question.due]
    days = [day for day in (facts.plan.project.confirm_by, max(dues, default=None)) if day and day >= facts.as_of]
    return days[0] if days else None


def _topic(number: int, questions: list[QuestionFact], words: Words) -> Section:
    """Return one topic's questions."""
    title = questions[0].topic_label
    form = Form(
        title, tuple(_question(question, words) for question in questions), words.say("questionnaire.prompt"),
        words.say("questionnaire.field"),
    )  # fmt: skip
    return Section(key=f"topic_{number + 1}", title=title, blocks=(form,))


def _question(question: QuestionFact, words: Words) -> FormQuestion:
    notes = []
    if question.owner:
        key = "questionnaire.owner_due" if question.due else "questionnaire.owner"
        notes.append(words.say(key, owner=question.owner, due=question.due))
    elif question.due:
        notes.append(words.say("questionnaire.due", due=question.due))
    if question.source:
        notes.append(words.say("questionnaire.source", source=question.source))
    return FormQuestion(
        question.number,
        question.question,
        question.tag,
        " · ".join(notes),
        words.say("questionnaire.gate") if question.gate else "",
    )
