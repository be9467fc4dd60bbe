"""The last things: languages, properties, ids that loops have repeated, and the facts sealed into the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.brand.theme import restyle_parts
from plandocs.content.document import Document
from plandocs.errors import PlanError, Problem
from plandocs.render.package import Package, parse_xml
from plandocs.render.properties import Properties, set_properties
from plandocs.render.word.names import R, W, tag

_STORIES = ("header", "footer", "footnotes", "endnotes")
_LANGUAGE = re.compile(r"(<w:(?:lang|themeFontLang)\b)([^>]*?)(/?>)")
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})
_MARK_STYLES = (
    ("Emphasis", "Emphasis", "<w:i/>"),
    ("CodeText", "Code Text", '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'),
)
"""Styles that only a text with marks needs; a template without them gets them then."""
_STRETCH = re.compile(
    r"<w:(bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|commentReference|permStart|permEnd)"
    r'(?: [^<>]*?)? w:id="(-?\d+)"[^<>]*/>'
)
_DRAWING = re.compile(rb'(<wp:docPr [^<>]*?\bid=")(\d+)(")')
_OWN_TEMPLATE = "word/plan.docx"


def rooted(root: etree._Element) -> etree._Element:
    """Return the main part's root with the prefixes `w` and `r`, which written content uses; else a copy that has."""
    if root.nsmap.get("w") == W and root.nsmap.get("r") == R:
        return root
    names = {
        prefix: uri for prefix, uri in root.nsmap.items() if prefix and uri not in (W, R) and prefix not in ("w", "r")
    }
    fresh = etree.Element(root.tag, nsmap={**names, "w": W, "r": R})
    for name, value in root.attrib.items():
        fresh.set(name, value)
    fresh.extend(list(root))
    etree.cleanup_namespaces(fresh, keep_ns_prefixes=["w", "r", *names])
    return fresh


def styles_part(package: Package, part: str, label: str) -> str:
    """Return the name of the styles part; PlanError where the template has none."""
    name = package.rels(part).target_of("styles")
    if name is None or name not in package.parts:
        message = "the template has no styles, so nothing can be set in them"
        raise PlanError(
            Problem(rule="template-missing-style", message=message, path=label, fix="save it again in Word")
        )
    return name


def last_section(root: etree._Element) -> etree._Element:
    """Return the properties of the body's last section; they are added where a template has none."""
    body = root.find(tag("body"))
    if body is None:
        body = etree.SubElement(root, tag("body"))
    found = body.find(tag("sectPr"))
    return etree.SubElement(body, tag("sectPr")) if found is None else found


def story_parts(package: Package, part: str) -> list[str]:
    """Return the headers, footers and notes of a document, in the order of its relationships."""
    rels = package.rels(part)
    names = [rels.target(item.id) for kind in _STORIES for item in rels.find_all(kind)]
    return [name for name in dict.fromkeys(names) if name in package.parts]


def part_label(name: str) -> str:
    """Return what a reader calls a part: `header 1`."""
    stem = name.rpartition("/")[2].removesuffix(".xml")
    return re.sub(r"(\D)(\d+)$", r"\1 \2", stem)


def unique(xml: str, pattern: re.Pattern[str], fresh: Callable[[], int]) -> str:
    """Return XML in which no number that `pattern` finds (its second group) comes twice."""
    seen: set[str] = set()

    def renumber(found: re.Match[str]) -> str:
        number = found[2]
        if number in seen:
            number = str(fresh())
        seen.add(number)
        return f"{found[1]}{number}{found[3]}"

    return pattern.sub(renumber, xml)


def separate_drawings(package: Package, part: str) -> None:
    """Give a drawing in a header, footer or note another number where one before it in the file has the same.

    A header that is copied for landscape pages brings its pictures along; validators want every number once.
    """
    seen = {found[2] for found in _DRAWING.finditer(package.parts[part])}
    for name in story_parts(package, part):
        data = package.parts[name]
        if b"docPr" not in data:
            continue

        def renumber(found: re.Match[bytes]) -> bytes:
            number = found[2]
            if number in seen:
                number = str(1 + max(map(int, seen))).encode()
            seen.add(number)
            return found[1] + number + found[3]

        package.set_part(name, _DRAWING.sub(renumber, data))


def marked_once(xml: str) -> str:
    """Return XML in which every bookmark and comment begins and ends once, although a loop has repeated its text."""
    seen: set[tuple[str, str]] = set()

    def keep(found: re.Match[str]) -> str:
        key = (found[1], found[2])
        if key in seen:
            return ""
        seen.add(key)
        return found[0]

    return _STRETCH.sub(keep, xml)


def drop_lost_comments(package: Package, part: str) -> None:
    """Remove the comments that nothing leads to any more: their text was a tag's."""
    name = package.rels(part).target_of("comments")
    if name is None or name not in package.parts:
        return
    shown = {found[2] for found in _STRETCH.finditer(package.parts[part].decode()) if found[1] == "commentReference"}
    root = package.xml(name)
    for item in list(root):
        if item.get(tag("id")) not in shown:
            root.remove(item)
    package.flush()


def set_language(package: Package, main: str, styles: str, language: str) -> None:
    """Set the language in which Word checks the spelling: the default of the styles, and of the theme's fonts.

    Word keeps a language for each kind of script. Of Chinese, Japanese and Korean it is the East Asian one: as the
    language of Latin letters, those would have English words broken anywhere.
    """
    kind = "w:eastAsia" if language.partition("-")[0].lower() in _EAST_ASIAN else "w:val"

    def spoken(found: re.Match[str]) -> str:
        others = re.sub(rf'\s*{kind}="[^"]*"', "", found[2])
        return f'{found[1]} {kind}="{language}"{others}{found[3]}'

    names = (styles, package.rels(main).target_of("settings"))
    for name in names:
        if name is not None and name in package.parts:
            text = package.parts[name].decode()
            package.set_part(name, _LANGUAGE.sub(spoken, text).encode(), shared=True)


def set_core(package: Package, document: Document, kept: Mapping[str, Any]) -> None:
    """Replace the template's properties by the document's; `kept` are those that the template itself says."""
    own = document.properties
    set_properties(
        package,
        replace(
            Properties(
                title=own.title,
                subject=own.subject,
                creator=own.author,
                company=own.company,
                keywords=", ".join(own.keywords),
                language=own.language,
                version=own.version,
                created=own.dated,
                modified=own.dated,
            ),
            **kept,
        ),
    )


def sealed_facts(document: Document) -> dict[str, str]:
    """Return what is stamped into the file: which plan, which version, as of when, for whom."""
    own = document.properties
    facts = {
        "document": document.template,
        "plan-hash": own.plan_hash,
        "version": own.version,
        "project": own.project_id,
        "as-of": own.as_of.isoformat() if own.as_of else "",
        "audience": "internal" if own.internal else "customer",
    }
    return {name: value for name, value in {**facts, **dict(document.stamped)}.items() if value}


@lru_cache(maxsize=8)
def own_styles(brand: Brand) -> etree._Element:
    """Return our own styles in a brand's colours, from which a template gets what it lacks."""
    from plandocs.resources import bundled

    data = (bundled("templates") / _OWN_TEMPLATE).read_bytes()
    package = Package.open(data, name=_OWN_TEMPLATE)
    name = styles_part(package, package.main_part(), _OWN_TEMPLATE)
    xml = restyle_parts({name: package.parts[name]}, brand).get(name, package.parts[name])
    root = parse_xml(xml, path=_OWN_TEMPLATE, part=name)
    for own_id, name, look in _MARK_STYLES:
        root.append(
            etree.fromstring(
                f'<w:style xmlns:w="{W}" w:type="character" w:customStyle="1" w:styleId="{own_id}">'
                f'<w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
            )
        )
    return root
