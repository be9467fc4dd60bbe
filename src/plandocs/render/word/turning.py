"""A document from right to left: paragraphs, tables and sections run that way, and bars beside text change sides.

The direction is the styles' default, so that a paragraph somebody adds in Word runs like its neighbours. A sentence
that reads from left to right (see `render.direction`) says so itself and stands at the right all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from plandocs.render.direction import POP, dates_kept, embedded, is_led, reads_left_to_right
from plandocs.render.package import Package
from plandocs.render.word.names import tag
from plandocs.render.word.ordering import TABLE, first_child, paragraph_defaults, placed

_BIDI, _STYLE, _TEXT = tag("bidi"), tag("pStyle"), tag("t")
_VAL = tag("val")
_AFTER_SECTION_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_LANGUAGE = re.compile(r"<w:(lang|themeFontLang)\b[^>]*/>")
_BIDI_LANGUAGE = re.compile(r'\s+w:bidi="[^"]*"')
_TOWARDS = "←"
"""An arrow at the end of a text: the text stands in a picture that runs from right to left, and goes with it."""


@dataclass(slots=True)
class _Look:
    """What a paragraph style says of its place, with what it takes from the styles it is based on."""

    align: str = ""
    left: str = ""
    right: str = ""
    listed: bool = False


def turn_section(section: etree._Element) -> None:
    """Let a section's pages run from right to left."""
    if section.find(_BIDI) is not None:
        return
    following = {tag(name) for name in _AFTER_SECTION_BIDI}
    place = next((n for n, item in enumerate(section) if item.tag in following), len(section))
    section.insert(place, etree.Element(_BIDI))


def turn_document(package: Package, stories: Iterable[str], styles: str, settings: str | None, language: str) -> None:
    """Turn a finished document's styles, paragraphs and tables; `stories` are its parts with text."""
    package.flush()
    root = package.xml(styles)
    looks = _looks(root)
    _turn_styles(root)
    for name in stories:
        story = package.xml(name)
        for table in story.iter(tag("tblPr")):
            placed(table, "bidiVisual", TABLE)
        for section in story.iter(tag("sectPr")):
            turn_section(section)
        for paragraph in story.iter(tag("p")):
            _turn_paragraph(paragraph, looks)
    package.flush()
    for part in (styles, settings):
        if part is not None and part in package.parts:
            text = package.parts[part].decode()
            package.set_part(part, _LANGUAGE.sub(lambda found: _spoken(found[0], language), text).encode())


def _spoken(element: str, language: str) -> str:
    """Return a language element that names the language for text from right to left too."""
    return _BIDI_LANGUAGE.sub("", element).removesuffix("/>").rstrip() + f' w:bidi="{language}"/>'


def _turn_styles(root: etree._Element) -> None:
    """Let paragraphs run from right to left by default, and bars beside them stand on the other side."""
    placed(paragraph_defaults(root), "bidi")
    for borders in root.iter(tag("pBdr")):
        left, right = borders.find(tag("left")), borders.find(tag("right"))
        if left is not None and right is not None:
            looks = [list(item.attrib.items()) for item in (left, right)]
            for item, look in zip((left, right), reversed(looks), strict=True):
                item.attrib.clear()
                for key, value in look:
                    item.set(key, value)
        elif left is not None:
            left.tag = tag("right")
            bottom = borders.find(tag("bottom"))
            if bottom is not None:  # the order is top, left, bottom, right
                bottom.addnext(left)


def _looks(root: etree._Element) -> dict[str, _Look]:
    """Return what each paragraph style says, by its id; the default style's under an empty id."""
    found = {item.get(tag("styleId"), ""): item for item in root.iterfind(tag("style"))}
    looks = {key: _look(item, found) for key, item in found.items() if item.get(tag("type")) == "paragraph"}
    default = next((key for key in looks if found[key].get(tag("default")) == "1"), "")
    return {"": looks.get(default, _Look())} | looks


def _look(item: etree._Element | None, found: dict[str, etree._Element]) -> _Look:
    look, seen = _Look(), set[str]()
    while item is not None:
        properties = item.find(tag("pPr"))
        if properties is not None:
            _take(look, properties)
        based = item.find(tag("basedOn"))
        above = "" if based is None else based.get(_VAL, "")
        item = None if above in seen else found.get(above)
        seen.add(above)
    return look


def _take(look: _Look, properties: etree._Element) -> None:
    align, indent = properties.find(tag("jc")), properties.find(tag("ind"))
    if align is not None:
        look.align = look.align or align.get(_VAL, "")
    if indent is not None:
        look.left = look.left or indent.get(tag("left"), indent.get(tag("start"), ""))
        look.right = look.right or indent.get(tag("right"), indent.get(tag("end"), ""))
    look.listed = look.listed or properties.find(tag("numPr")) is not None


def _turn_paragraph(paragraph: etree._Element, looks: dict[str, _Look]) -> None:
    """Let a sentence from left to right be one: at the right, its full stop at its end."""
    texts = list(paragraph.iter(_TEXT))
    whole = "".join(item.text or "" for item in texts)
    if not reads_left_to_right(whole) or whole.endswith(_TOWARDS):
        return
    if next(paragraph.iterfind(f".//{tag('r')}/{tag('tab')}"), None) is not None:
        _embed_between_tabs(paragraph)
        return
    properties = first_child(paragraph, "pPr")
    style = properties.find(_STYLE)
    above = looks.get("" if style is None else style.get(_VAL, ""), looks[""])
    look = _Look()
    _take(look, properties)
    if look.listed or above.listed or is_led(whole):
        _write(texts, embedded([item.text or "" for item in texts]))
        return
    _write(texts, dates_kept([item.text or "" for item in texts]))
    placed(properties, "bidi").set(_VAL, "0")
    align = look.align or above.align
    if align != "center":
        placed(properties, "jc").set(_VAL, "left" if align in ("right", "end") else "right")
    left, right = look.left or above.left, look.right or above.right
    if left not in ("", "0") or right not in ("", "0"):
        indent = placed(properties, "ind")
        for name in ("start", "end"):
            indent.attrib.pop(tag(name), "")
        indent.set(tag("left"), right or "0")
        indent.set(tag("right"), left or "0")


def _embed_between_tabs(paragraph: etree._Element) -> None:
    """Put marks around what reads from left to right on each side of a tab: the tabs stay where they are."""
    piece: list[etree._Element] = []
    for item in [*paragraph.iter(_TEXT, tag("tab")), None]:
        if item is not None and item.tag == _TEXT:
            piece.append(item)
        elif piece:
            texts = embedded([text.text or "" for text in piece])
            if texts[-1].endswith(POP):
                _close_behind(piece[-1])
                texts[-1] = texts[-1].removesuffix(POP)
            _write(piece, texts)
            piece = []


def _close_behind(text: etree._Element) -> None:
    """Put the closing mark into a run of its own: within a field, which counts pages, it would be lost."""
    last = text.getparent()
    while last is not None and last.getparent() is not None and last.getparent().tag != tag("p"):  # type: ignore[union-attr]
        last = last.getparent()
    if last is None:
        return
    for after in last.itersiblings():
        mark = after.find(tag("fldChar"))
        kind = "" if mark is None else mark.get(tag("fldCharType"))
        if kind == "end":
            last = after
        if kind or next(after.iter(_TEXT, tag("tab")), None) is not None:
            break
    made = etree.Element(tag("r"))
    etree.SubElement(made, _TEXT).text = POP
    last.addnext(made)


def _write(items: Iterable[etree._Element], texts: Iterable[str]) -> None:
    for item, text in zip(items, texts, strict=True):
        item.text = text
