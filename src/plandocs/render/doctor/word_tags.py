"""Tags of a Word template: every mistake at once, by the functions with which a build evaluates them.

A build stops at the first kind of mistake, because nothing that follows from a broken `if` means anything. Here each
tag that was found wrong is put out of action and the rest is evaluated again, until nothing new is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.document import Document
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.doctor import common
from plandocs.render.package import Package
from plandocs.render.word import finish
from plandocs.render.word.names import tag
from plandocs.render.word.tags import Story, Tag, gather, paragraph_places
from plandocs.render.word.template import evaluate
from plandocs.render.word.values import template_vocabulary

_MOST_ROUNDS = 60
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"\}\}|%\}")
_UNREAD = re.compile(rb"\{\{|\{%")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_LOST = {
    tag("footnoteReference"): "a footnote",
    tag("endnoteReference"): "an endnote",
    tag("commentReference"): "a comment",
    _MATH: "a formula",
    tag("sdt"): "a content control",
    tag("delText"): "a tracked deletion",
    tag("bookmarkStart"): "a bookmark",
}
_LAST_EDIT = "_GoBack"
"""The bookmark with which Word remembers where somebody wrote last."""
_UNREAD_WORDS = (
    ("/word/charts/", "a chart"),
    ("/word/diagrams/", "a SmartArt drawing"),
    ("/word/comments", "a comment"),
    ("/word/glossary/", "the building blocks"),
    ("/customXml/", "the custom data"),
)


def tag_problems(
    package: Package, brand: Brand, document: Document, blocks: frozenset[str], label: str
) -> list[Problem]:
    """Return what is wrong with the tags of all parts of a template, without changing it."""
    main = package.main_part()
    vocabulary = template_vocabulary(document, brand)
    found: list[Problem] = []
    for part in (main, *finish.story_parts(package, main)):
        root = etree.fromstring(etree.tostring(package.parse(part)))
        name = "" if part == main else finish.part_label(part)
        found += _beside(root, name, label)
        story = gather(root, name, label)
        known = blocks if part == main else frozenset[str]()
        has_block = any(item.kind == "block" for item in story.tags)
        found += _all_of(story, vocabulary, known, label)
        if part == main and not has_block:
            message = "no tag says where the content goes, so it follows at the end, in standard order"
            fix = "write {{ block.sections }} alone in a paragraph where it should begin"
            found.append(common.problem("template-no-block", message, label, fix=fix, severity="info"))
    found += _unread(package, label)
    return found


def _all_of(story: Story, vocabulary: Vocabulary, blocks: frozenset[str], path: str) -> list[Problem]:
    """Return every problem of a story: evaluate, put the tags at fault out of action, and evaluate again."""
    found = list(story.problems)
    story.problems.clear()
    for _ in range(_MOST_ROUNDS):
        _, problems = evaluate(story, vocabulary, blocks, path)
        new = [problem for problem in problems if problem not in found]
        if not new:
            break
        found += new
        if not _put_out(story, new):
            break
    return [_in_the_body(problem) if story.label else problem for problem in found]


def _put_out(story: Story, problems: list[Problem]) -> bool:
    """Make comments of the tags that problems are about; tell whether any was one."""
    changed = False
    for number, item in enumerate(story.tags):
        if item.kind != "comment" and any(_is_about(problem, item) for problem in problems):
            story.tags[number] = replace(item, kind="comment", text="{# #}", block="")
            changed = True
    return changed


def _is_about(problem: Problem, item: Tag) -> bool:
    if problem.rule == "template-unknown-name" or item.place not in problem.message:
        return False  # unknown names stop nothing: all of them are found at once
    closing = item.kind == "control" and re.match(r"\{%[-+\s]*end", item.text) is not None
    named = item.text in problem.message or (item.block and f"'{item.block}'" in problem.message)
    return bool(named) or (closing and f"ends in another place, {item.place}" in problem.message)


def _in_the_body(problem: Problem) -> Problem:
    """Return a problem of a header or note; a block in one is not unknown but out of place."""
    if problem.rule != "template-unknown-block":
        return problem
    message = problem.message.replace("there is no block", "no header, footer or note can hold the block", 1)
    return replace(problem, message=message, fix="put the block into the text of the document")


def _beside(root: etree._Element, name: str, label: str) -> Iterator[Problem]:
    """Yield what goes with a paragraph that holds only tags, and ends of tags that nothing begins."""
    for paragraph, place in paragraph_places(root, name):
        text = "".join(node.text or "" for node in paragraph.iter(tag("t")))
        rest = _TAG.sub("", text)
        if "{{" not in rest and "{%" not in rest and _STRAY.search(rest):
            message = f"a tag ends in {place} that does not begin there: {rest.strip()[:60]}"
            fix = "keep a tag in one paragraph, from {{ to }}"
            yield common.problem("template-syntax", message, label, place, fix=fix, severity="error")
        if text and not rest.strip() and "{%" in text:
            for kind, words in _LOST.items():
                if any(item.get(tag("name")) != _LAST_EDIT for item in paragraph.iter(kind)):
                    message = f"{words} in {place} goes with the paragraph, which holds only {text.strip()[:40]}"
                    fix = "move it into a paragraph of its own"
                    yield common.problem("template-text-lost", message, label, place, fix=fix)


def _unread(package: Package, label: str) -> Iterator[Problem]:
    """Yield parts with tags that nobody fills in."""
    for prefix, words in _UNREAD_WORDS:
        for part in sorted(name for name in package.parts if name.startswith(prefix) and name.endswith(".xml")):
            if _UNREAD.search(package.parts[part]):
                message = (
                    f"a tag in {words} is printed as it stands: tags work in text, tables, boxes, headers and notes"
                )
                fix = "take the tag out, or move it into the text"
                yield common.problem("template-tag-unread", message, label, words, fix=fix)
                break
