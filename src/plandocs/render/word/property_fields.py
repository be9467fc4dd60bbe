"""Tags in a template's document properties: its title, subject, keywords … and the custom ones.

What a template's property says with a tag is kept before what the document would say there. A property without a tag
is replaced by the document's, as it always was; custom ones stay.
"""

from __future__ import annotations

import re

from lxml import etree

from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.package import Package
from plandocs.render.properties import CORE_RELATIONSHIP

_TEXTS = {
    "title": "title",
    "subject": "subject",
    "creator": "creator",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
    "contentStatus": "status",
}
"""The elements of the core properties, and what `Properties` calls them."""
_TAG = re.compile(r"\{\{|\{%")


def evaluate_properties(package: Package, vocabulary: Vocabulary, path: str) -> list[Problem]:
    """Evaluate the tags of a package's properties in place; return what is wrong with them."""
    problems: list[Problem] = []
    for relationship in (CORE_RELATIONSHIP, "custom-properties"):
        name = package.rels().target_of(relationship.rpartition("/")[2])
        if name is None or b"{" not in package.parts.get(name, b""):
            continue
        root = package.xml(name)
        for item in root.iter():
            if isinstance(item.tag, str) and item.text and _TAG.search(item.text):
                label = _label(item.tag, item.getparent())
                item.text, found = _evaluated(item.text, vocabulary, label, path)
                problems += found
    package.flush()
    return problems


def own_texts(template: Package) -> dict[str, str]:
    """Return which core properties a template says with a tag: their names, and the texts with their tags."""
    name = template.rels().target_of(CORE_RELATIONSHIP.rpartition("/")[2])
    if name is None or b"{" not in template.parts.get(name, b""):
        return {}
    found = {}
    for item in template.parse(name):
        key = _TEXTS.get(str(item.tag).rpartition("}")[2])
        if key and item.text and _TAG.search(item.text):
            found[key] = item.text
    return found


def core_texts(package: Package, names: dict[str, str]) -> dict[str, str]:
    """Return the evaluated texts of the core properties named."""
    part = package.rels().target_of(CORE_RELATIONSHIP.rpartition("/")[2])
    if not names or part is None:
        return {}
    texts = {_TEXTS.get(str(item.tag).rpartition("}")[2], ""): item.text or "" for item in package.parse(part)}
    return {name: texts[name] for name in names if name in texts}


def _evaluated(text: str, vocabulary: Vocabulary, label: str, path: str) -> tuple[str, list[Problem]]:
    from plandocs.render.word.names import W, tag
    from plandocs.render.word.tags import gather
    from plandocs.render.word.template import evaluate

    root = etree.Element(tag("hdr"), nsmap={"w": W})
    run = etree.SubElement(etree.SubElement(root, tag("p")), tag("r"))
    etree.SubElement(run, tag("t")).text = text + "\u200b"  # so that a tag alone does not stand for the paragraph
    story = gather(root, label, path)
    xml, problems = evaluate(story, vocabulary, (), path)
    texts = [node.text or "" for node in etree.fromstring(xml).iter(tag("t"))]
    return " ".join(texts).replace("\u200b", "").strip(), problems


def _label(name: object, holder: etree._Element | None) -> str:
    own = holder.get("name") if holder is not None else None
    return f"document property '{own or str(name).rpartition('}')[2]}'"
