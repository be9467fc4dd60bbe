"""What a Word template may bring along: text, styles, pictures of its own. Nothing that runs, fetches or reads.

Macros, toolbars and the link to the template's own template are left behind, with a word on it, because corporate files
have them without anybody's knowing. What would open a file, fetch a picture or start a program when the document is
opened is refused, with its place. Fields are allowed by name: the name of a field can be put together out of pieces, so
a list of forbidden ones would be no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from plandocs.errors import PlanError, Problem, Severity
from plandocs.render.package import Package, serialise
from plandocs.render.relationships import Relationship, rels_source
from plandocs.render.word.names import WML, R, tag

MAIN_TYPE = f"{WML}.document.main+xml"
_NAMES = """
PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC XE INDEX TOA TA HYPERLINK
DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM TITLE SUBJECT AUTHOR LASTSAVEDBY KEYWORDS
COMMENTS FILENAME FILESIZE TEMPLATE DOCPROPERTY DOCVARIABLE NUMCHARS NUMWORDS INFO USERNAME
USERINITIALS USERADDRESS IF COMPARE SYMBOL ADVANCE EQ LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT FORMTEXT
FORMCHECKBOX FORMDROPDOWN BIBLIOGRAPHY CITATION BARCODE DISPLAYBARCODE MERGEFIELD ADDRESSBLOCK
GREETINGLINE NEXT NEXTIF SKIPIF MERGEREC MERGESEQ GOTOBUTTON PRIVATE SHAPE =
"""
FIELDS = frozenset(_NAMES.split())
"""The fields that a template may have: they tell of the document, count, or refer within it."""
_LEFT_BEHIND = {
    "attachedTemplate": "a link to the template that it was made from",
    "vbaProject": "macros",
    "keyMapCustomizations": "keys for macros",
    "customizations": "toolbars",
    "extensibility": "buttons for macros",
    "customUI": "buttons for macros",
    "webextensiontaskpanes": "add-ins",
    "mailMergeSource": "a data source for mailings",
    "mailMergeHeaderSource": "a data source for mailings",
    "recipientData": "a data source for mailings",
}
"""Relationships that are taken out, and what they are to a reader."""
_REFUSED = {
    "aFChunk": "a file that Word would read in when the document is opened",
    "oleObject": "an object of another program",
    "control": "a control of another program (ActiveX)",
    "subDocument": "another document that it is made up of",
    "frame": "a page that is fetched from elsewhere",
    "image": "a picture that is fetched from elsewhere",
    "transform": "a transformation that is fetched from elsewhere",
}
_ALWAYS_REFUSED = frozenset({"aFChunk", "oleObject", "control", "subDocument", "frame"})
_MENDED = {
    "image": "in Word, choose File, Info, Edit Links to Files, Break Link; or insert the picture itself",
    "oleObject": "put a picture of it in its place",
    "control": "put a content control in its place",
}
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_VML = b"urn:schemas-microsoft-com:"
_UTF8 = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding=["'](?!utf-8["']))""", re.IGNORECASE)
_MACRO_FIELD = re.compile(r"^\s*MACROBUTTON\s+(NoMacro|\S+)", re.IGNORECASE)
_RELS = "/_rels/"


def make_safe(package: Package) -> list[Problem]:
    """Leave behind what a document must not carry, and return a warning for each; PlanError for what is refused."""
    warnings: list[Problem] = []
    problems: list[Problem] = []
    for name in list(_texts(package)):
        if not _UTF8.match(package.parts[name]):  # what is searched below as bytes must be written in the usual way
            package.set_part(name, serialise(package.parse(name)))
    for name in [part for part in package.parts if _RELS in part and part.endswith(".rels")]:
        source = rels_source(name) if name != "/_rels/.rels" else "/"
        for item in list(package.rels(source)):
            kind = item.type.rpartition("/")[2]
            if kind in _LEFT_BEHIND:
                warnings += _leave_behind(package, source, item, _LEFT_BEHIND[kind])
            elif kind in _ALWAYS_REFUSED or (item.external and kind != "hyperlink"):
                problems.append(_refused(package, source, item, kind))
            elif item.external and not _is_safe(item.target):
                problems.append(_bad_link(package, source, item))
    for name in _texts(package):
        problems += _bad_fields(package, name)
        problems += _remote_sources(package, name)
    if problems:
        raise PlanError(problems)
    main = package.main_part()
    if package.content_type(main) != MAIN_TYPE:  # a .dotx, .docm or .dotm
        package.set_content_type(main, MAIN_TYPE)
    _settle_settings(package, main)
    return warnings


def _leave_behind(package: Package, source: str, item: Relationship, what: str) -> list[Problem]:
    target = "" if item.external else package.rels(source).target(item.id)
    package.rels(source).remove(item.id)
    if target in package.parts:
        below = [] if not len(package.rels(target)) else list(package.rels(target))
        inner = [package.rels(target).target(other.id) for other in below if not other.external]
        for part in (target, *inner):
            if part in package.parts and part.rpartition("/")[2] != "settings.xml":
                package.drop_part(part)
    severity: Severity = "info" if item.type.endswith("attachedTemplate") else "warning"
    return [
        Problem(
            rule="template-left-behind",
            severity=severity,
            message=f"the template has {what}, which no document gets",
            path=package.name,
            where=_place(source),
        )
    ]


def _settle_settings(package: Package, main: str) -> None:
    """Take from the settings what pointed to things that were left behind."""
    name = package.rels(main).target_of("settings")
    if name is None or name not in package.parts:
        return
    if not re.search(rb"<\w+:(?:attachedTemplate|mailMerge|saveThroughXslt|attachedSchema)[ />]", package.parts[name]):
        return
    root = package.xml(name)
    for item in list(
        root.iter(tag("attachedTemplate"), tag("mailMerge"), tag("saveThroughXslt"), tag("attachedSchema"))
    ):
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)
    package.flush()


def _refused(package: Package, source: str, item: Relationship, kind: str) -> Problem:
    what = _REFUSED.get(kind, f"something that is fetched from elsewhere ({kind})")
    shown = f": {item.target[:80]}" if item.external else ""
    where = _place_of(package, source, item.id)
    return Problem(
        rule="template-unsafe",
        message=f"the template has {what}{shown}",
        path=package.name,
        where=where,
        fix=_MENDED.get(kind, "take it out of the template"),
    )


def _bad_link(package: Package, source: str, item: Relationship) -> Problem:
    return Problem(
        rule="template-unsafe",
        message=f"a link leads to {item.target[:80]}, which is neither a web nor a mail address",
        path=package.name,
        where=_place_of(package, source, item.id),
        fix="let it lead to a https:// or mailto: address",
    )


def _is_safe(target: str) -> bool:
    """Return whether a link leads to the web, to a mail address, or stays within the document."""
    scheme = _SCHEME.match(target.strip())
    if scheme is None:
        return not target.startswith(("\\\\", "//"))
    return scheme[1].lower() in _SAFE_SCHEMES


def _texts(package: Package) -> Iterator[str]:
    """Return the parts that are XML, whatever they are called."""
    return (name for name in package.parts if package.content_type(name).endswith("xml") and _RELS not in name)


def _bad_fields(package: Package, name: str) -> list[Problem]:
    """Return a problem for each field of a part that may do more than tell of the document."""
    data = package.parts[name]
    if not re.search(rb"instrText|fldSimple|delInstrText", data):
        return []
    problems = []
    for code, element in _codes(package.parse(name)):
        word = (code.split() or [""])[0].upper()
        macro = _MACRO_FIELD.match(code)
        if word in FIELDS or word.startswith("=") or (macro and macro[1].lower() == "nomacro"):
            continue
        shown = f"a field {word[:30]}" if word else "a field whose name is made up by another field"
        problems.append(
            Problem(
                rule="template-unsafe",
                message=f"the template has {shown}, which documents are not given: {code.strip()[:60]}",
                path=package.name,
                where=_where(name, element),
                fix="take the field out, or put its result in its place (Ctrl+Shift+F9 in Word)",
            )
        )
    return problems


def _codes(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Return the code of every field, up to the first field within it, and the element where it begins."""
    for item in root.iter(tag("fldSimple")):
        yield item.get(tag("instr"), ""), item
    stack: list[tuple[list[str], etree._Element, bool]] = []
    for item in root.iter(tag("fldChar"), tag("instrText"), tag("delInstrText")):
        if item.tag != tag("fldChar"):
            if stack:
                stack[-1][0].append(item.text or "")
            else:
                yield item.text or "", item
            continue
        kind = item.get(tag("fldCharType"))
        if kind == "begin":
            stack.append(([], item, True))
        elif stack and kind == "separate":
            code, element, is_open = stack.pop()
            stack.append(([], element, False))
            if is_open:
                yield "".join(code), element
        elif stack and kind == "end":
            code, element, is_open = stack.pop()
            if is_open:
                yield "".join(code), element


def _remote_sources(package: Package, name: str) -> list[Problem]:
    """Return a problem for each picture of the older kind (VML) whose address stands in the text itself."""
    if _VML not in package.parts[name]:
        return []
    problems = []
    for item in package.parse(name).iter():
        if not isinstance(item.tag, str) or not item.tag.startswith("{urn:schemas-microsoft-com:"):
            continue
        for key, value in item.attrib.items():
            attribute, text = str(key).rpartition("}")[2], str(value)
            is_remote = _SCHEME.match(text.strip()) is not None or text.startswith(("\\\\", "//"))
            if (attribute == "src" and is_remote) or (attribute == "href" and not _is_safe(text)):
                problems.append(
                    Problem(
                        rule="template-unsafe",
                        message=f"the template has a picture or shape that is fetched from elsewhere: {text[:80]}",
                        path=package.name,
                        where=_where(name, item),
                        fix="insert the picture itself",
                    )
                )
    return problems


def _place_of(package: Package, source: str, identity: str) -> str:
    """Return where a relationship is used: the part, and the paragraph in it."""
    if source in package.parts and source.endswith(".xml"):
        for item in package.parse(source).iter():
            if isinstance(item.tag, str) and any(
                value == identity and str(name).startswith(f"{{{R}}}") for name, value in item.attrib.items()
            ):
                return _where(source, item)
    return _place(source)


def _where(part: str, element: etree._Element) -> str:
    root = element.getroottree().getroot()
    paragraph = next((item for item in element.iterancestors(tag("p"))), None)
    numbers = {item: number for number, item in enumerate(root.iter(tag("p")), start=1)}
    place = f"paragraph {numbers[paragraph]}" if paragraph is not None else ""
    return ", ".join(text for text in (_place(part), place) if text)


def _place(part: str) -> str:
    """Return what a reader calls a part; nothing for the document's body."""
    from plandocs.render.word.finish import part_label

    return "" if part == "/word/document.xml" else "the file" if part == "/" else part_label(part)
