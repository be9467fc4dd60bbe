"""What a Word template says about a company's look, and a copy of it with the styles that documents need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree

from plandocs.render.extract.common import (
    Extract,
    Image,
    company_of,
    first_text,
    image_at,
    likely_logo,
    opened,
    theme_of,
)
from plandocs.render.extract.word_styles import add_styles, drop_dangling, drop_old_effects
from plandocs.render.package import Package
from plandocs.render.word import finish
from plandocs.render.word.names import R, tag, wp
from plandocs.render.word.styles import BROUGHT, FALLBACKS, TEXT, Style, read_styles
from plandocs.render.word.theming import LOGO

_PAPERS: Mapping[Literal["A4", "Letter"], tuple[int, int]] = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_NEAR = 120
"""Twentieths of a point by which a page may differ from a paper's size."""
_PAGE_EMU = 11906 * 635 * 16838 * 635
_NUMBER = r"[ _.-]*"
_WORDS: Mapping[str, str] = {
    "title": r"^(\w+ )?(title|titel|titre|t[íi]tulo|titolo|document title)$",
    "heading_1": rf"(heading|h|[üu]berschrift|titre|t[íi]tulo|titolo|kop|rubrik){_NUMBER}1$",
    "heading_2": rf"(heading|h|[üu]berschrift|titre|t[íi]tulo|titolo|kop|rubrik){_NUMBER}2$",
    "heading_3": rf"(heading|h|[üu]berschrift|titre|t[íi]tulo|titolo|kop|rubrik){_NUMBER}3$",
    "bullet": r"bullet|aufz[äa]hlung|puce|vi[ñn]eta|opsomming",
    "number": r"list number|numbered|nummerierung|num[ée]rot|numeraci",
    "caption": r"caption|beschriftung|l[ée]gende|leyenda|bijschrift",
    "body": r"body|flie[ßs]|^text|paragraph|absatz|corps|cuerpo",
}
_PATTERNS = {purpose: re.compile(pattern, re.IGNORECASE) for purpose, pattern in _WORDS.items()}
_OUTLINE = {"heading_1": "0", "heading_2": "1", "heading_3": "2"}
_LIST_FORMATS = {"bullet": ("bullet",), "number": ("decimal", "decimalZero")}
_PLAIN_TABLES = frozenset({"normal table", "table normal", "table grid", "tabellenraster"})
_FIELD_TEXT = re.compile(r"\b(page|seite|page)\b.*", re.IGNORECASE)


def extract_word(data: bytes, label: str) -> Extract:
    """Return what a Word template says. Raises PlanError for a file that cannot be read."""
    package = opened(data, label)
    main = package.main_part()
    found = Extract(data, theme_of(package, main), company_of(package))
    root = package.parse(main)
    found.paper = _paper(root)
    found.footer = _footer(package, main)
    found.logo = likely_logo(_images(package, main), found.notes)
    styles = finish.styles_part(package, main, label)
    language = package.parse(styles).find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}/{tag('lang')}")
    found.language = "" if language is None else language.get(tag("val"), "")
    _match_styles(package, main, read_styles(package.parse(styles)), found)
    lacking = [purpose for purpose in TEXT if purpose not in found.styles and _is_lacking(purpose, package, styles)]
    if lacking:
        add_styles(package, main, styles, [TEXT[purpose] for purpose in lacking])
        found.added = [TEXT[purpose] for purpose in lacking]
    drop_old_effects(package, main)
    if drop_dangling(package, styles):
        found.notes.append("references to styles that are not there were taken out of the copy")
    found.template = package.to_bytes()
    return found


def _paper(root: etree._Element) -> Literal["A4", "Letter"] | None:
    size = next(root.iter(tag("pgSz")), None)
    if size is None:
        return None
    sides = sorted(int(size.get(tag(side), "0")) for side in ("w", "h"))
    for paper, (short, long) in _PAPERS.items():
        if abs(sides[0] - short) <= _NEAR and abs(sides[1] - long) <= _NEAR:
            return paper
    return None


def _footer(package: Package, main: str) -> str:
    """Return the text of the first footer that says something beside page numbers; tags are left out."""
    rels = package.rels(main)
    texts = []
    for item in rels.find_all("footer"):
        part = rels.target(item.id)
        for paragraph in package.parse(part).iter(tag("p")) if part in package.parts else ():
            text = "".join(node.text or "" for node in _plain_texts(paragraph))
            texts.append("" if "{{" in text or "{%" in text else _FIELD_TEXT.sub("", text))
    return first_text(texts, ("Type here", "[Type here]", "Text")).strip(" |·-–—")


def _plain_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text nodes of a paragraph that are no result of a field."""
    inside = False
    for item in paragraph.iter(tag("fldChar"), tag("t")):
        if item.tag == tag("fldChar"):
            inside = item.get(tag("fldCharType")) != "end"
        elif not inside and next(item.iterancestors(tag("fldSimple")), None) is None:
            yield item


def _images(package: Package, main: str) -> Iterator[Image]:
    """Yield the pictures of headers, the first page and footers, in this order."""
    rels = package.rels(main)
    headers = [rels.target(item.id) for item in rels.find_all("header")]
    footers = [rels.target(item.id) for item in rels.find_all("footer")]
    for rank, parts in enumerate((headers, [main], footers)):
        for part in parts:
            for drawing in package.parse(part).iter(tag("drawing")) if part in package.parts else ():
                yield from _image(package, part, drawing, rank, main)


def _image(package: Package, part: str, drawing: etree._Element, rank: int, main: str) -> Iterator[Image]:
    names, extent = next(drawing.iter(wp("docPr")), None), next(drawing.iter(wp("extent")), None)
    name = "" if names is None else f"{names.get('name', '')} {names.get('descr', '')}"
    if names is not None and names.get("name") == LOGO:
        return
    for blip in drawing.iter("{*}blip"):
        image = image_at(package, part, blip.get(f"{{{R}}}embed", ""))
        if image is not None:
            size = (int(extent.get("cx", "0")) * int(extent.get("cy", "0"))) if extent is not None else 0
            where = "the text" if part == main else finish.part_label(part)
            yield Image(image[0], image[1], where, size / _PAGE_EMU, name, rank)


def _is_lacking(purpose: str, package: Package, styles: str) -> bool:
    """Return whether a document could not be made, because nothing serves a purpose."""
    if purpose in FALLBACKS or purpose in BROUGHT:
        return False
    known = {style.name.casefold() for style in read_styles(package.parse(styles))}
    return TEXT[purpose].casefold() not in known


def _match_styles(package: Package, main: str, styles: list[Style], found: Extract) -> None:
    """Fill the style map for purposes whose own style the template has not."""
    known = {style.name.casefold() for style in styles}
    text_styles = [style for style in styles if style.kind == "paragraph" and style.name.casefold() not in ("normal",)]
    formats = _list_formats(package, main)
    for purpose, name in TEXT.items():
        if name.casefold() in known:
            continue
        if purpose == "table":
            match = _own_table(styles)
        else:
            match = _matched(purpose, text_styles, formats) if purpose in _PATTERNS else None
        if match is not None:
            found.styles[purpose] = match.name


def _matched(purpose: str, styles: list[Style], formats: Mapping[str, str]) -> Style | None:
    """Return the style for a purpose: by its name, else by its outline level or its list."""
    by_name = next((style for style in styles if _PATTERNS[purpose].search(style.name)), None)
    if by_name is not None:
        return by_name
    if purpose in _OUTLINE:
        level = _OUTLINE[purpose]
        return next((style for style in styles if _value(style, "outlineLvl") == level), None)
    if purpose in _LIST_FORMATS:
        for style in styles:
            item = style.xml.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}")
            number = "" if item is None else item.get(tag("val"), "")
            is_heading = _value(style, "outlineLvl") != ""
            if formats.get(number) in _LIST_FORMATS[purpose] and not is_heading:
                return style
    return None


def _own_table(styles: list[Style]) -> Style | None:
    """Return the company's table style: the only one of its own making."""
    own = [
        style
        for style in styles
        if style.kind == "table" and style.name.casefold() not in _PLAIN_TABLES
        and style.xml.get(tag("customStyle")) == "1"
    ]  # fmt: skip
    return own[0] if len(own) == 1 else None


def _value(style: Style, name: str) -> str:
    item = style.xml.find(f"{tag('pPr')}/{tag(name)}")
    return "" if item is None else item.get(tag("val"), "")


def _list_formats(package: Package, main: str) -> dict[str, str]:
    """Return the number format of the first level of each numbering instance."""
    part = package.rels(main).target_of("numbering")
    if part is None or part not in package.parts:
        return {}
    root = package.parse(part)
    first: dict[str, str] = {}
    for item in root.iterchildren(tag("abstractNum")):
        level = item.find(f"{tag('lvl')}/{tag('numFmt')}")
        first[item.get(tag("abstractNumId"), "")] = "" if level is None else level.get(tag("val"), "")
    found = {}
    for item in root.iterchildren(tag("num")):
        of = item.find(tag("abstractNumId"))
        found[item.get(tag("numId"), "")] = first.get("" if of is None else of.get(tag("val"), ""), "")
    return found
