"""The template doctor: what is wrong with a brand's templates, all of it in one pass, before anybody builds.

In come a template's bytes, the brand, and sample content; out come problems with their place in a consultant's
words, cause and fix. The very functions that a build uses are asked, and at the end the sample is built, so that
doctor and build cannot disagree. What is not wrong for a build, but would embarrass, is a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.brand.model import Brand
from plandocs.content.document import Deck, Document
from plandocs.content.sheets import Workbook
from plandocs.errors import PlanError, Problem
from plandocs.render.check.damage import OF_A_BAD_FILE, damaged, faults_of_file

__all__ = ["Sample", "check_template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Content of every kind, with which templates are tried.

    `blocks` are the names of every section that a plan may have, and `slide_kinds` of every slide.
    """

    documents: Sequence[Document]
    deck: Deck
    workbook: Workbook
    blocks: frozenset[str] = frozenset()
    slide_kinds: frozenset[str] = frozenset()


def check_template(name: str, brand: Brand, sample: Sample) -> list[Problem]:
    """Return everything there is to say about one of the brand's templates, by its name (`word/plan.docx`).

    A template that comes with plandocs is only tried with the sample: what the brand asks of it may be wrong.
    """
    label = brand.template_label(name)
    try:
        return _checked(name, brand, sample)
    except PlanError as error:
        return list(dict.fromkeys([*faults_of_file(brand.template(name), label), *error.problems]))
    except OF_A_BAD_FILE as error:
        if name not in brand.own_templates:
            raise
        return faults_of_file(brand.template(name), label) or [damaged(error, label)]


def _checked(name: str, brand: Brand, sample: Sample) -> list[Problem]:
    room = name.partition("/")[0]
    if room == "word":
        from plandocs.render.doctor.word import check_word

        document = next((item for item in sample.documents if f"word/{item.template}.docx" == name), None)
        return [] if document is None else check_word(name, brand, document, sample.blocks)
    if room == "powerpoint":
        from plandocs.render.doctor.powerpoint import check_powerpoint

        return check_powerpoint(name, brand, sample.deck, sample.slide_kinds)
    from plandocs.render.doctor.excel import check_excel

    return check_excel(name, brand, sample.workbook)
