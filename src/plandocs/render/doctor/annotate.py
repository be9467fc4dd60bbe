"""A Word template with findings written into it as comments, each at the paragraph it is about.

Comments are Word's own, so a consultant sees them where the mistake is. Findings about headers, text boxes or the
whole file, where Word allows no comment, stand at the nearest paragraph of the text, or at its first.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from plandocs.errors import Problem
from plandocs.render.package import Package, parse_xml
from plandocs.render.relationships import XML_HEAD
from plandocs.render.word import finish
from plandocs.render.word.names import WML, W, tag
from plandocs.render.word.styles import read_styles
from plandocs.render.word.tags import paragraph_places
from plandocs.render.xmltext import clean_text, escape_text

AUTHOR, INITIALS = "plandocs", "pd"
_BOX = tag("txbxContent")
_PARAGRAPH_STYLE, _MARK_STYLE = "annotation text", "annotation reference"
_STYLES = {
    _PARAGRAPH_STYLE: (
        "CommentText",
        '<w:style xmlns:w="{w}" w:type="paragraph" w:styleId="{id}"><w:name w:val="annotation text"/>'
        '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>',
    ),
    _MARK_STYLE: (
        "CommentReference",
        '<w:style xmlns:w="{w}" w:type="character" w:styleId="{id}"><w:name w:val="annotation reference"/>'
        '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>',
    ),
}


def annotated(template: bytes, problems: Sequence[Problem], label: str) -> bytes:
    """Return a Word template with a comment for each problem. Raises PlanError for a file that cannot be opened."""
    package = Package.open(template, name=label)
    main = package.main_part()
    root = package.xml(main)
    body = root.find(tag("body"))
    if body is None or not problems:
        return template
    styles = _with_styles(package, main, label)
    part, comments = _comments(package, main)
    number = 1 + max((int(item.get(tag("id"), "0")) for item in comments), default=-1)
    spots = _spots(root, body)
    for place, problem in enumerate(problems):
        comments.append(_comment(number + place, problem, styles))
        _mark(spots.get(problem.where, spots[""]), number + place, styles[_MARK_STYLE])
    package.set_part(part, (XML_HEAD + etree.tostring(comments, encoding="unicode")).encode())
    return package.to_bytes()


def _spots(root: etree._Element, body: etree._Element) -> dict[str, etree._Element]:
    """Return the paragraph for each place; that of a text box is the one that holds the box."""
    first = next(body.iter(tag("p")), None)
    if first is None:
        first = etree.Element(tag("p"))
        body.insert(0, first)
    spots = {"": first}
    for paragraph, place in paragraph_places(root, ""):
        spot = paragraph
        while next(spot.iterancestors(_BOX), None) is not None:
            spot = next(spot.iterancestors(_BOX))
            spot = next(spot.iterancestors(tag("p")), first)
        spots[place] = spot
    return spots


def _comments(package: Package, main: str) -> tuple[str, etree._Element]:
    """Return the comments part, made where there is none, and its tree."""
    part = package.rels(main).target_of("comments")
    if part is not None and part in package.parts:
        return part, parse_xml(package.parts[part], path=package.name, part=part)
    part = package.add_part("/word/comments.xml", f"{WML}.comments+xml", b"")
    package.rels(main).add("comments", part)
    return part, etree.Element(tag("comments"), nsmap={"w": W})


def _comment(number: int, problem: Problem, styles: dict[str, str]) -> etree._Element:
    """Return a comment: the rule and the message, and the fix as a paragraph of its own."""
    lines = [f"{problem.severity} [{problem.rule}] {problem.message}"]
    if problem.where and problem.where not in problem.message:
        lines[0] = f"{problem.where}: {lines[0]}"
    lines += [f"Fix: {problem.fix}"] if problem.fix else []
    mark = f'<w:r><w:rPr><w:rStyle w:val="{styles[_MARK_STYLE]}"/></w:rPr><w:annotationRef/></w:r>'
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{styles[_PARAGRAPH_STYLE]}"/></w:pPr>{"" if place else mark}'
        f'<w:r><w:t xml:space="preserve">{escape_text(clean_text(line))}</w:t></w:r></w:p>'
        for place, line in enumerate(lines)
    )
    return etree.fromstring(
        f'<w:comment xmlns:w="{W}" w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}">{paragraphs}</w:comment>'
    )


def _mark(paragraph: etree._Element, number: int, style: str) -> None:
    """Put a comment's range around a paragraph's content, and its mark behind it."""
    start = etree.Element(tag("commentRangeStart"))
    start.set(tag("id"), str(number))
    first = paragraph.find(tag("pPr"))
    paragraph.insert(0 if first is None else 1, start)
    end = etree.SubElement(paragraph, tag("commentRangeEnd"))
    end.set(tag("id"), str(number))
    run = etree.SubElement(paragraph, tag("r"))
    etree.SubElement(etree.SubElement(run, tag("rPr")), tag("rStyle")).set(tag("val"), style)
    etree.SubElement(run, tag("commentReference")).set(tag("id"), str(number))


def _with_styles(package: Package, main: str, label: str) -> dict[str, str]:
    """Return the ids of the styles that comments use; those that the template lacks are added."""
    root = package.xml(finish.styles_part(package, main, label))
    known = {style.name.casefold(): style.id for style in read_styles(root)}
    taken = set(known.values())
    ids = {}
    for name, (wanted, xml) in _STYLES.items():
        if name in known:
            ids[name] = known[name]
            continue
        identity = wanted
        while identity in taken:
            identity += "1"
        taken.add(identity)
        root.append(etree.fromstring(xml.format(w=W, id=identity)))
        ids[name] = identity
    return ids
