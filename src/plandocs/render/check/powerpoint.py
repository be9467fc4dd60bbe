"""Checks of a presentation: slides and their ids, layouts, shapes, tables and text bodies.

A slide that is written and not listed is lost without a word; most of the others make PowerPoint offer a
repair.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.render.check.slide_tables import grid_findings
from plandocs.render.check.view import Finding, Rule, View, repeated, tag, xpath, xpath_texts

_SLIDE = "presentationml.slide+xml"
_LAYOUT = "presentationml.slideLayout+xml"
_MASTER = "presentationml.slideMaster+xml"
_NOTES = "presentationml.notesSlide+xml"
_NOTES_MASTER = "presentationml.notesMaster+xml"
_HANDOUT_MASTER = "presentationml.handoutMaster+xml"
_WITH_SHAPES = (_SLIDE, _LAYOUT, _MASTER, _NOTES, _NOTES_MASTER)
_RELATIONSHIP_ID = tag("r:id")
_FIRST_SLIDE_ID, _FIRST_MASTER_ID = 256, 2**31
_SLIDE_IDS = xpath("/p:presentation/p:sldIdLst/p:sldId")
_MASTER_IDS = xpath_texts("//p:sldMasterId/@id | //p:sldLayoutId/@id")
_SECTION_SLIDES = xpath_texts("//p14:sectionLst//p14:sldId/@id")
_CONNECTED = xpath_texts("//a:stCxn/@id | //a:endCxn/@id")
_ROW_IDS = xpath_texts("a:tr/a:extLst/a:ext/a16:rowId/@val")
_BODIES, _PARAGRAPH = (tag("p:txBody"), tag("a:txBody")), tag("a:p")
_ONE_OF = ((_SLIDE, "slideLayout"), (_LAYOUT, "slideMaster"), (_NOTES, "notesMaster"), (_NOTES, "slide"))


def table_grid(view: View) -> Iterator[Finding]:
    """Every row of a table has exactly as many cells as the grid has columns, merged ones included."""
    for ending in _WITH_SHAPES:
        for part in view.parts(ending, b":tbl>", b":tbl "):
            yield from grid_findings(view, part)


def duplicate_row_id(view: View) -> Iterator[Finding]:
    """The rows of a table have unique ids."""
    for part in (part for ending in _WITH_SHAPES for part in view.parts(ending, b":rowId")):
        if not _is_plain(view, part) or view.repeated(part, "a16:rowId", "val"):
            root = view.root(part)
            for table in [] if root is None else root.iter(tag("a:tbl")):
                for identity in repeated(_ROW_IDS(table)):
                    yield part, f"two table rows have the id {identity}"


def duplicate_shape_id(view: View) -> Iterator[Finding]:
    """The shapes of a slide, and of its notes, have unique ids."""
    for part in [*view.parts(_SLIDE), *view.parts(_NOTES)]:
        for identity in view.repeated(part, "p:cNvPr", "id"):
            yield part, f"two shapes have the id {identity}"


def duplicate_template_shape_id(view: View) -> Iterator[Finding]:
    """The shapes of a layout or master have unique ids; LibreOffice repeats some, and PowerPoint bears it."""
    for part in [*view.parts(_LAYOUT), *view.parts(_MASTER), *view.parts(_NOTES_MASTER)]:
        for identity in view.repeated(part, "p:cNvPr", "id"):
            yield part, f"two shapes have the id {identity}"


def dead_connection(view: View) -> Iterator[Finding]:
    """A connector is glued to shapes of its own slide."""
    for part in (part for ending in _WITH_SHAPES for part in view.parts(ending, b"Cxn ")):
        for identity in sorted(_connected(view, part) - view.values(part, "p:cNvPr", "id")):
            yield part, f"a connector is glued to the shape {identity}, which does not exist"


def slide_ids(view: View) -> Iterator[Finding]:
    """Slide ids are unique, from 256 up, and stay below the range of masters and layouts."""
    root = view.root(view.main())
    if root is None:
        return
    identities = [item.get("id", "") for item in _SLIDE_IDS(root)]
    for identity in repeated(identities):
        yield view.main(), f"two slides have the id {identity}"
    for identity in identities:
        if not identity.isdecimal() or not _FIRST_SLIDE_ID <= int(identity) < _FIRST_MASTER_ID:
            yield view.main(), f"the slide id {identity} is outside 256 to 2147483647"
    for identity in sorted(set(_SECTION_SLIDES(root)) - set(identities)):
        yield view.main(), f"a section lists the slide {identity}, which does not exist"


def master_ids(view: View) -> Iterator[Finding]:
    """Masters and layouts share one space of ids, from 2147483648 up."""
    roots = [root for _, root in view.roots(_MASTER)]
    main = view.root(view.main())
    identities = [identity for root in (main, *roots) if root is not None for identity in _MASTER_IDS(root)]
    for identity in repeated(identities):
        yield view.main(), f"two masters or layouts have the id {identity}"
    for identity in identities:
        if not identity.isdecimal() or int(identity) < _FIRST_MASTER_ID:
            yield view.main(), f"the master or layout id {identity} is below 2147483648"


def listed_slides(view: View) -> Iterator[Finding]:
    """Every slide in the file is listed once in the presentation, and every listed slide is there."""
    main = view.main()
    root = view.root(main)
    if root is None:
        return
    rels = view.rels(main)
    wanted = [item.get(_RELATIONSHIP_ID, "") for item in _SLIDE_IDS(root)]
    listed = [rels.target(identity) for identity in wanted if identity in rels]
    slides = set(view.parts(_SLIDE))
    for part in repeated(listed):
        yield part, "the slide is listed twice"
    for part in sorted(slides - set(listed)):
        yield part, "the slide is in the file and not in the presentation's list"
    for part in sorted(set(listed) - slides):
        yield part, "the presentation lists this as a slide, and it is none"


def one_layout(view: View) -> Iterator[Finding]:
    """A slide has one layout, a layout one master, notes one slide and one notes master."""
    for ending, relationship in _ONE_OF:
        for part in view.parts(ending):
            count = len(view.targets_of(part, relationship))
            if count != 1:
                yield part, f"{count} relationships of the type {relationship}; one is needed"


def own_theme(view: View) -> Iterator[Finding]:
    """A slide, notes or handout master has one theme, and no two masters share it."""
    themes: dict[str, str] = {}
    for part in [part for ending in (_MASTER, _NOTES_MASTER, _HANDOUT_MASTER) for part in view.parts(ending)]:
        found = view.targets_of(part, "theme")
        if len(found) != 1:
            yield part, f"{len(found)} themes; a master has one"
        for theme in found:
            if theme in themes:
                yield part, f"the theme {theme} is that of {themes[theme]} too; each master has its own"
            themes[theme] = part


def text_body(view: View) -> Iterator[Finding]:
    """A text body holds at least one paragraph."""
    for part in (part for ending in _WITH_SHAPES for part in view.parts(ending, b"txBody")):
        data = view.package.parts[part]
        ends = data.count(b"</p:txBody>") + data.count(b"</a:txBody>")
        filled = data.count(b"</a:p></p:txBody>") + data.count(b"</a:p></a:txBody>")
        if ends == filled and b"txBody/>" not in view.once(part):
            continue
        root = view.root(part)
        bodies = [] if root is None else list(root.iter(*_BODIES))
        count = sum(1 for body in bodies if body.find(_PARAGRAPH) is None)
        if count:
            yield part, f"{count} text bodies hold no paragraph"


def _connected(view: View, part: str) -> set[str]:
    """Return the ids of the shapes that a part's connectors are glued to."""
    if _is_plain(view, part):
        return view.values(part, "a:stCxn", "id") | view.values(part, "a:endCxn", "id")
    root = view.root(part)
    return set() if root is None else set(_CONNECTED(root))


def _is_plain(view: View, part: str) -> bool:
    """Return whether a part's tags are all there is to know: nothing stands there twice, for older programs too."""
    tags = view.tags(part)
    return tags is not None and b"Fallback" not in tags.once


RULES = (
    Rule("slides-table-grid", table_grid),
    Rule("slides-duplicate-row", duplicate_row_id),
    Rule("slides-duplicate-shape", duplicate_shape_id),
    Rule("slides-duplicate-template-shape", duplicate_template_shape_id, severity="warning"),
    Rule("slides-dead-connection", dead_connection),
    Rule("slides-slide-id", slide_ids),
    Rule("slides-master-id", master_ids),
    Rule("slides-list", listed_slides),
    Rule("slides-layout", one_layout),
    Rule("slides-theme", own_theme),
    Rule("slides-text-body", text_body),
)
