"""Every mistake in a template's tags, without writing a document: for a check before a build."""

from __future__ import annotations

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.document import Document
from plandocs.errors import PlanError, Problem
from plandocs.render.package import Package
from plandocs.render.word import finish
from plandocs.render.word.columns import settle_columns
from plandocs.render.word.property_fields import evaluate_properties
from plandocs.render.word.safety import make_safe
from plandocs.render.word.tags import gather
from plandocs.render.word.template import evaluate
from plandocs.render.word.values import PLACES, block_names, template_vocabulary


def tag_problems(document: Document, brand: Brand, package: Package, label: str) -> list[Problem]:
    """Return what is wrong with the tags of an opened template, in all its parts and its properties."""
    package = package.copy()
    part = package.main_part()
    vocabulary = template_vocabulary(document, brand)
    blocks = (*PLACES, *block_names(document))
    problems: list[Problem] = []
    for name in (part, *finish.story_parts(package, part)):
        is_main = name == part
        story = gather(finish.rooted(package.parse(name)), "" if is_main else finish.part_label(name), label)
        xml, found = evaluate(story, vocabulary, blocks if is_main else (), label)
        problems += found
        if story.columns and not found:
            wrong = settle_columns(etree.fromstring(xml))
            problems += [Problem(rule="template-column", message=wrong, path=label)] if wrong else []
    return problems + evaluate_properties(package, vocabulary, label)


def template_problems(document: Document, brand: Brand, template: bytes) -> list[Problem]:
    """Return everything about a template file's safety and tags: errors that stop a build, and warnings."""
    label = brand.template_label(f"word/{document.template}.docx")
    try:
        package = Package.open(template, name=label)
        warnings = make_safe(package)
    except PlanError as error:
        return list(error.problems)
    return [*warnings, *tag_problems(document, brand, package, label)]
