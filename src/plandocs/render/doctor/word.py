"""The doctor for Word templates: styles, tags, blocks, and what a build would lose or could not show."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.brand.model import Brand
from plandocs.content.document import Document
from plandocs.errors import PlanError, Problem, did_you_mean, has_errors
from plandocs.render.doctor import common
from plandocs.render.doctor.word_look import look
from plandocs.render.doctor.word_tags import tag_problems
from plandocs.render.package import Package
from plandocs.render.word import finish, render_document
from plandocs.render.word.styles import TEXT, Styles

DOCUMENT_BLOCKS = frozenset({"sections", "contents", "cover", "control", "approvals", "status"})
"""The blocks that every document has, beside its sections."""


def check_word(name: str, brand: Brand, document: Document, sections: frozenset[str]) -> list[Problem]:
    """Return everything there is to say about a Word template of a brand."""
    label, data = brand.template_label(name), brand.template(name)
    found: list[Problem] = []
    if name in brand.own_templates:
        try:
            package = Package.open(data, name=label)
            package.main_part()
        except PlanError as error:
            return list(error.problems)
        found += _file(package, brand, label)
        found += _styles(package, brand, label, name)
        names = DOCUMENT_BLOCKS | sections | {section.key for section in document.sections}
        try:
            found += tag_problems(package, brand, document, names, label)
        except PlanError as error:
            found += error.problems
    if not has_errors(found):
        found += _built(document, brand, data)
    return common.in_order(found)


def places(package: Package) -> dict[str, str]:
    """Return what a reader calls the parts of a document."""
    main = package.main_part()
    named = {part: finish.part_label(part) for part in finish.story_parts(package, main)}
    named |= {main: "the document's text", "/": "the file", "/word/settings.xml": "the document's settings"}
    return named | {"/word/styles.xml": "the styles", "/word/numbering.xml": "the lists"}


def _file(package: Package, brand: Brand, label: str) -> Iterator[Problem]:
    """Yield what is wrong with the file itself and how it looks."""
    named = places(package)
    yield from common.package_faults(package, label, named)
    yield from common.code_and_links(package, label, named)
    try:
        yield from look(package, brand, label, named)
    except PlanError as error:
        yield from error.problems


def _styles(package: Package, brand: Brand, label: str, name: str) -> Iterator[Problem]:
    """Yield the styles that are missing, and purposes in the brand's map that there are not."""
    main = package.main_part()
    mapped = brand.word_styles(name)
    for purpose in mapped:
        if purpose not in TEXT:
            message = f"styles: {{{purpose}: …}} serves nothing: there is no '{purpose}'"
            fix = did_you_mean(purpose, TEXT) or f"there are {', '.join(sorted(TEXT))}"
            yield common.problem("unknown-style-purpose", message, label, f"styles.{purpose}", fix=fix)
    try:
        part = finish.styles_part(package, main, label)
        Styles(package.parts[part], label, {key: value for key, value in mapped.items() if key in TEXT})
    except PlanError as error:
        yield from error.problems


def _built(document: Document, brand: Brand, data: bytes) -> list[Problem]:
    """Return what a build of the sample says, after all else is well."""
    try:
        render_document(document, brand, data)
    except PlanError as error:
        return list(error.problems)
    return []
