"""The documents beside the four: questionnaire, charter, RACI page, request for approval, and processes to pin.

They are made of the same facts, on demand. One that has nothing to say is not made; a note says why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from plandocs.errors import PlanError, Problem
from plandocs.output import safe_stem

if TYPE_CHECKING:
    from plandocs.brand.model import Brand
    from plandocs.content.document import Document
    from plandocs.content.facts import Facts
    from plandocs.content.markup.apply import Markup
    from plandocs.whatif.answers import Assessment, Decision

NAMES = {
    "questionnaire": "Questionnaire",
    "charter": "Charter",
    "raci": "RACI",
    "approval": "Approval Request",
    "processes": "How We Work",
}
"""What each is called in its file's name, behind the project's code."""


def make_siblings(
    only: Collection[str],
    facts: Facts,
    brand: Brand,
    markup: Markup,
    notes: list[Problem],
    step: Callable[[str], None],
) -> dict[str, bytes]:
    """Return the documents asked for as bytes by file name, and add what there is to say about them to `notes`."""
    made: dict[str, bytes] = {}
    for name in (name for name in NAMES if name in only):
        step(name)
        stem = f"{safe_stem(facts.code)} {NAMES[name]}"
        document = _document(name, facts)
        if document is None:
            notes.append(_nothing_to_say(name, facts))
        elif name == "approval":
            made.update(_message(markup.document(document), brand, stem))
        elif name == "processes":
            made[f"{stem}.txt"] = _pinned(markup.document(document))
        else:
            made[f"{stem}.docx"] = _word(markup.document(document), brand, notes)
        if name == "questionnaire":
            notes += _left_to_us(facts)
    return made


def change_papers(
    facts: Facts,
    assessment: Assessment,
    decision: Decision | None,
    brand: Brand,
    markup: Markup,
    notes: list[Problem],
) -> dict[str, bytes]:
    """Return a change request and the message that goes with it, as bytes by file name."""
    from plandocs.documents.change_message import change_message
    from plandocs.documents.change_request import change_request

    stem = safe_stem(f"{facts.code} Change {assessment.change.id}")
    paper = change_request(facts, facts.words, assessment, decision)
    message = change_message(facts, facts.words, assessment, decision)
    made = {f"{stem}.docx": _word(markup.document(paper), brand, notes)}
    made.update(_message(markup.document(message), brand, stem))
    return made


def _document(name: str, facts: Facts) -> Document | None:
    if name == "questionnaire":
        from plandocs.documents.questionnaire import questionnaire

        return questionnaire(facts, facts.words)
    if name == "charter":
        from plandocs.documents.charter import charter

        return charter(facts, facts.words)
    if name == "raci":
        from plandocs.documents.raci_page import raci_page

        return raci_page(facts, facts.words)
    if name == "processes":
        from plandocs.documents.how_we_work import how_we_work

        return how_we_work(facts, facts.words)
    from plandocs.documents.approval_request import approval_request

    return approval_request(facts, facts.words)


def _word(document: Document, brand: Brand, notes: list[Problem]) -> bytes:
    """Return a document in the brand's template; in ours where the brand's asks for sections of a plan by name."""
    from plandocs.render.check.damage import with_template
    from plandocs.render.word import render_document
    from plandocs.resources import bundled

    name = f"word/{document.template}.docx"
    try:
        return with_template(partial(render_document, document, notes=notes), brand, name)
    except PlanError as error:
        if {problem.rule for problem in error.problems} != {"template-unknown-block"}:
            raise
    message = f"the template places sections of a plan by name; '{document.properties.title}' is set in our own instead"
    notes.append(
        Problem(
            rule="template-of-a-plan",
            severity="info",
            message=message,
            path=brand.template_label(name),
            fix="put {{ block.sections }} where all sections may go",
        )
    )
    ours = replace(
        brand,
        templates={**brand.templates, name: (bundled("templates") / name).read_bytes()},
        own_templates={own: path for own, path in brand.own_templates.items() if own != name},
    )
    return render_document(document, ours, ours.template(name), notes=notes)


def _message(document: Document, brand: Brand, stem: str) -> dict[str, bytes]:
    """Return a message as text, with whom it goes to at its head, and as the body of a mail."""
    from plandocs.render.text.mail import render_mail
    from plandocs.render.text.markdown import render_markdown

    body = replace(document, sections=document.sections[1:])
    return {
        f"{stem}.md": render_markdown(document).encode(),
        f"{stem}.html": render_mail(body, brand).encode(),
    }


def _pinned(document: Document) -> bytes:
    """Return a document as plain text."""
    from plandocs.render.text.pinned import render_pinned

    return render_pinned(document).encode()


def _nothing_to_say(name: str, facts: Facts) -> Problem:
    """Return why a document was not made."""
    if name == "raci":
        message = "the plan assigns no RACI letters, so there is no RACI page"
        return Problem(rule="no-raci", severity="info", message=message, fix="add 'raci:' rows, or letters to tasks")
    if name == "processes":
        message = "the plan describes no process, so there is nothing to pin"
        return Problem(rule="no-processes", severity="info", message=message, fix="add 'processes:' with their steps")
    open_for_us = bool(facts.open_questions.own)
    message = (
        "no open question is for the customer, so there is no questionnaire"
        if open_for_us
        else "every question of discovery has an answer, so there is no questionnaire"
        if facts.discovery
        else "the plan has no questions of discovery, so there is no questionnaire"
    )
    return Problem(rule="no-open-questions", severity="info", message=message)


def _left_to_us(facts: Facts) -> list[Problem]:
    """Return which open questions the customer is not asked, because the vendor's own people answer them."""
    own = facts.open_questions.own
    if facts.internal or not own:
        return []
    names = ", ".join(question.number for question in own)
    message = f"{names}: open questions that your own people answer, and that the questionnaire does not ask"
    return [Problem(rule="own-questions", severity="info", message=message)]
