"""Checks of a Word document: fields, tables, styles, ids, bookmarks and sections.

Most of these pass every schema validator, and Word repairs the file, shows an error text or hangs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from plandocs.render.check.view import NAMESPACES, Finding, Rule, View, repeated, tag, xpath
from plandocs.render.check.word_order import RUN, Orders
from plandocs.render.check.word_tables import grid_findings

_MAIN = "wordprocessingml.document.main+xml"
_STORIES = (
    _MAIN,
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
    "wordprocessingml.comments+xml",
)
_STYLE_ELEMENTS = ("w:pStyle", "w:rStyle", "w:tblStyle")
_STYLE_LINKS = ("w:basedOn", "w:next", "w:link")
_VAL = tag("w:val")
_BAD_CELLS = xpath("//w:tc[not(*[last()][self::w:p])]")
_REFERENCE = re.compile(r"^\s*(?:PAGEREF|REF|NOTEREF)\s+\"?([^\s\"\\]+)")
_USUAL_PREFIX = f'xmlns:w="{NAMESPACES["w"]}"'.encode()
_ENDS_WITH_SECTION = re.compile(rb"</w:sectPr></w:body></w:document>\s*\Z")
_PROMPTS = xpath("//w:fldChar[@w:dirty] | //w:fldSimple[@w:dirty]")
_SECTION_AFTER = xpath("/w:document/w:body/w:sectPr/following-sibling::*")
_SECTION_LAST = xpath("/w:document/w:body/w:sectPr")


def field_balance(view: View) -> Iterator[Finding]:
    """A field that begins must end, in the same story; else Word swallows the text after it."""
    for part in _stories(view, b"fldChar"):
        states: list[str] = []
        for kind in view.sequence(part, "w:fldChar", "w:fldCharType"):
            if kind == "begin":
                states.append(kind)
            elif not states:
                yield part, f"a field has '{kind}' before 'begin'"
            elif kind == "separate":
                if states[-1] == "separate":
                    yield part, "a field has two 'separate'"
                states[-1] = kind
            elif kind == "end":
                states.pop()
        if states:
            yield part, f"{len(states)} field(s) begin and do not end"


def table_grid(view: View) -> Iterator[Finding]:
    """A table needs a grid, and the cells of every row must fill it."""
    for part in _stories(view, b":tbl"):
        yield from grid_findings(view, part)


def cell_paragraph(view: View) -> Iterator[Finding]:
    """A table cell must end in a paragraph."""
    for part in _stories(view, b":tc>"):
        tags, data = view.tags(part), view.package.parts[part]
        plain = tags is not None and _USUAL_PREFIX in tags.once and tags.are_plain("w:tc")
        if plain and data.count(b"</w:tc>") == data.count(b"</w:p></w:tc>"):
            continue
        root = view.root(part)
        count = 0 if root is None else len(_BAD_CELLS(root))
        if count:
            yield part, f"{count} table cell(s) do not end in a paragraph"


def undefined_style(view: View) -> Iterator[Finding]:
    """A style that is used must be defined: Word falls back to Normal without a word."""
    styles = view.target_of(view.main(), "styles")
    defined = _defined(view, styles, "w:style", "w:styleId")
    for part in _stories(view):
        used = {style for element in _STYLE_ELEMENTS for style in view.values(part, element, "w:val")}
        for style in sorted(used - defined):
            yield part, f"the style '{style}' is used and not defined"
    if styles is not None:
        linked = {style for element in _STYLE_LINKS for style in view.values(styles, element, "w:val")}
        for style in sorted(linked - defined):
            yield "/word/styles.xml", f"a style refers to the style '{style}', which is not defined"


def undefined_number(view: View) -> Iterator[Finding]:
    """A list number that is used must be defined; 0 means none."""
    defined = {"0"} | _defined(view, view.target_of(view.main(), "numbering"), "w:num", "w:numId")
    for part in [*_stories(view, b"numPr"), *view.parts("wordprocessingml.styles+xml", b"numPr")]:
        for number in sorted(view.values(part, "w:numId", "w:val") - defined):
            yield part, f"the list number {number} is used and not defined"


def duplicate_drawing_id(view: View) -> Iterator[Finding]:
    """Drawings have unique ids within a story."""
    yield from _duplicates(view, "wp:docPr", "id", "drawings")


def duplicate_control_id(view: View) -> Iterator[Finding]:
    """Content controls have unique ids within a story."""
    yield from _duplicates(view, "w:id", "w:val", "content controls")


def duplicate_bookmark(view: View) -> Iterator[Finding]:
    """Bookmarks have unique ids and names (compared without case): Word drops the second."""
    for part in _stories(view, b"bookmarkStart"):
        names = view.sequence(part, "w:bookmarkStart", "w:name")
        for identity in view.repeated(part, "w:bookmarkStart", "w:id"):
            yield part, f"two bookmarks have the id {identity}"
        for name in repeated(name.casefold() for name in names):
            yield part, f"two bookmarks are called '{name}'"
        for name in (name for name in names if len(name) > 40):
            yield part, f"the bookmark name '{name}' is longer than 40 characters"


def bookmark_range(view: View) -> Iterator[Finding]:
    """A bookmark that starts must end."""
    for part in _stories(view, b"bookmark"):
        starts = view.values(part, "w:bookmarkStart", "w:id")
        for identity in sorted(starts ^ view.values(part, "w:bookmarkEnd", "w:id")):
            yield part, f"the bookmark {identity} has only {'a start' if identity in starts else 'an end'}"


def dead_anchor(view: View) -> Iterator[Finding]:
    """A link or page reference must lead to a bookmark, or Word prints "Error! Bookmark not defined"."""
    stories = list(_stories(view, b"bookmark", b"instrText", b"fldSimple", b":anchor"))
    names = (name for part in stories for name in view.values(part, "w:bookmarkStart", "w:name"))
    known = {name.casefold() for name in names} | {"_top"}
    for part in stories:
        texts = _instructions(view, part)
        found = (_REFERENCE.match(text) for text in [*texts, *view.values(part, "w:fldSimple", "w:instr")])
        targets = {match.group(1) for match in found if match}
        targets.update(view.values(part, "w:hyperlink", "w:anchor"))
        for target in sorted(target for target in targets if target.casefold() not in known):
            yield part, f"a link or reference leads to the bookmark '{target}', which does not exist"


def section_end(view: View) -> Iterator[Finding]:
    """The body ends with its one section; nothing follows it."""
    for part in view.parts(_MAIN):
        if _ENDS_WITH_SECTION.search(view.package.parts[part], max(0, len(view.package.parts[part]) - 200)):
            continue
        root = view.root(part)
        if root is None:
            continue
        if not _SECTION_LAST(root):
            yield part, "the body has no section properties"
        elif _SECTION_AFTER(root):
            yield part, "something follows the body's section properties"


def update_prompt(view: View) -> Iterator[Finding]:
    """Fields marked dirty, and updateFields, make Word ask the reader a question at opening."""
    for part, root in view.roots("wordprocessingml.settings+xml"):
        item = root.find(tag("w:updateFields"))
        if item is not None and item.get(_VAL, "true") not in ("0", "false", "off"):
            yield part, "updateFields is set"
    for part, root in _roots(view, b":dirty"):
        if any(item.get(tag("w:dirty")) not in ("0", "false", "off") for item in _PROMPTS(root)):
            yield part, "a field is marked dirty"


def property_order(view: View) -> Iterator[Finding]:
    """Properties of paragraphs, tables, rows, cells and sections, and the settings, stand in Word's order."""
    settings = view.parts("wordprocessingml.settings+xml")
    for part in [*_stories(view), *view.parts("wordprocessingml.styles+xml"), *settings]:
        for inside, name, before in sorted(view.shared(Orders).misplaced(part)):
            if inside != RUN:
                yield part, f"in {_short(inside)}, the element '{name}' stands behind '{before}'"


def run_order(view: View) -> Iterator[Finding]:
    """Properties of runs stand in Word's order; Word bears others, the schema does not."""
    for part in [*_stories(view), *view.parts("wordprocessingml.styles+xml")]:
        for inside, name, before in sorted(view.shared(Orders).misplaced(part)):
            if inside == RUN:
                yield part, f"in {_short(inside)}, the element '{name}' stands behind '{before}'"


def _short(name: str) -> str:
    return name.rpartition("}")[2]


def _instructions(view: View, part: str) -> list[str]:
    """Return the texts of a story's fields: the different ones from its tags, else all from its tree."""
    tags = view.tags(part)
    if tags is not None and _USUAL_PREFIX in tags.once:
        return tags.texts("w:instrText")
    root = view.root(part)
    return [] if root is None else [item.text or "" for item in root.iter(tag("w:instrText"))]


def _stories(view: View, *needles: bytes) -> Iterator[str]:
    """Return the parts that hold text; with needles, only those whose bytes hold one."""
    for ending in _STORIES:
        yield from view.parts(ending, *needles)


def _roots(view: View, *needles: bytes) -> Iterator[tuple[str, etree._Element]]:
    for ending in _STORIES:
        yield from view.roots(ending, *needles)


def _defined(view: View, part: str | None, element: str, attribute: str) -> set[str]:
    """Return the ids of what a part defines: of the elements right below its root."""
    if part is None:
        return set()
    start, end = f"<{element} ".encode(), f"</{element}>".encode()
    if all(end in piece for piece in view.package.parts[part].split(start)[1:]):
        return view.values(part, element, attribute)
    root = view.root(part)  # one is inside another, or empty
    return set() if root is None else {item.get(tag(attribute), "") for item in root.iterchildren(tag(element))}


def _duplicates(view: View, element: str, attribute: str, what: str) -> Iterator[Finding]:
    for part in _stories(view):
        for identity in view.repeated(part, element, attribute):
            yield part, f"two {what} have the id {identity}"


RULES = (
    Rule("word-field-balance", field_balance),
    Rule("word-table-grid", table_grid),
    Rule("word-cell-paragraph", cell_paragraph),
    Rule("word-undefined-style", undefined_style),
    Rule("word-undefined-number", undefined_number),
    Rule("word-duplicate-drawing", duplicate_drawing_id),
    Rule("word-duplicate-control", duplicate_control_id),
    Rule("word-duplicate-bookmark", duplicate_bookmark),
    Rule("word-bookmark-range", bookmark_range),
    Rule("word-dead-anchor", dead_anchor),
    Rule("word-section-end", section_end),
    Rule("word-update-prompt", update_prompt),
    Rule("word-property-order", property_order),
    Rule("word-run-order", run_order, severity="warning"),
)
