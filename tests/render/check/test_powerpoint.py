"""Each rule for presentations finds its fault, and lets its near miss pass."""

from __future__ import annotations

import re

import pytest

from plandocs.render.check import check_package
from tests.render.check.faults import Fault, prove, rules_found
from tests.render.check.small_files import small_deck

MAIN, SLIDE, MASTER = "/ppt/presentation.xml", "/ppt/slides/slide1.xml", "/ppt/slideMasters/slideMaster1.xml"
CELL = "<a:tc><a:txBody><a:bodyPr/><a:p/></a:txBody></a:tc>"
SHAPE = '<p:sp><p:nvSpPr><p:cNvPr id="{}" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'
ROW = '<a:tr h="100">'
ID = (
    '<a:extLst><a:ext uri="{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}"><a16:rowId'
    ' xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" val="%d"/></a:ext></a:extLst>'
)
SECOND_SLIDE = '<p:sldId id="257" r:id="rId3"/>'
SECTION = (
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst'
    ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="s"><p14:sldIdLst>'
    '<p14:sldId id="%d"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>'
)

FAULTS = [
    Fault("slides-table-grid", SLIDE, ROW, f'<a:tr h="9">{CELL}</a:tr>{ROW}', f'<a:tr h="9">{CELL}{CELL}</a:tr>{ROW}'),
    Fault("slides-table-grid", SLIDE, '<a:gridCol w="100"/>', "", '<a:gridCol w="200"/>'),
    Fault(
        "slides-duplicate-row",
        SLIDE,
        ROW,
        f'<a:tr h="9">{CELL}{CELL}{ID % 1}</a:tr>{ROW}',
        f'<a:tr h="9">{CELL}{CELL}{ID % 2}</a:tr>{ROW}',
    ),
    Fault("slides-duplicate-shape", SLIDE, '<p:cNvPr id="4"', '<p:cNvPr id="2"', '<p:cNvPr id="5"'),
    Fault(
        "slides-duplicate-template-shape",
        MASTER,
        "</p:spTree>",
        f"{SHAPE.format(1)}</p:spTree>",
        f"{SHAPE.format(2)}</p:spTree>",
    ),
    Fault("slides-dead-connection", SLIDE, '<a:stCxn id="2"', '<a:stCxn id="20"', '<a:stCxn id="4"'),
    Fault("slides-slide-id", MAIN, 'id="257"', 'id="256"', 'id="258"'),
    Fault("slides-slide-id", MAIN, 'id="256"', 'id="255"', 'id="2147483647"'),
    Fault("slides-slide-id", MAIN, "</p:presentation>", SECTION % 300, SECTION % 257),
    Fault("slides-master-id", MASTER, 'id="2147483649"', 'id="2147483648"', 'id="2147483650"'),
    Fault("slides-master-id", MASTER, 'id="2147483649"', 'id="300"', 'id="2147483651"'),
    Fault("slides-list", MAIN, SECOND_SLIDE, "", "<!-- second -->" + SECOND_SLIDE),
    Fault("slides-list", MAIN, SECOND_SLIDE, f'{SECOND_SLIDE}<p:sldId id="259" r:id="rId3"/>', SECOND_SLIDE + " "),
    Fault("slides-text-body", SLIDE, "<a:bodyPr/><a:p/>", "<a:bodyPr/>", "<a:bodyPr/><a:p/><a:p/>"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_found_and_its_near_miss_is_not(fault: Fault) -> None:
    prove(fault, small_deck)


def test_a_slide_without_a_layout_is_found() -> None:
    package = small_deck()
    rels = package.rels("/ppt/slides/slide2.xml")
    rels.remove(next(iter(rels)).id)
    assert [(problem.rule, problem.where) for problem in check_package(package)] == [
        ("slides-layout", "/ppt/slides/slide2.xml")
    ]


def test_a_slide_with_two_layouts_is_found() -> None:
    package = small_deck()
    package.rels("/ppt/slides/slide2.xml").add("slideLayout", "/ppt/slideLayouts/slideLayout1.xml")
    assert rules_found(package) == {"slides-layout"}


def test_a_part_listed_as_a_slide_that_is_none_is_found() -> None:
    package = small_deck()
    data = package.parts[MAIN].replace(b'r:id="rId3"', b'r:id="rId1"')
    package.set_part(MAIN, data)
    assert [problem.where for problem in check_package(package)] == [
        "/ppt/slideMasters/slideMaster1.xml",
        "/ppt/slides/slide2.xml",
    ]


def test_two_masters_that_share_a_theme_and_one_without_are_found() -> None:
    xml = small_deck().parts[MASTER].decode().replace("sldMaster", "notesMaster")
    notes = re.sub(r"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", "", xml)
    package = small_deck()
    kind = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
    master = package.add_part("/ppt/notesMasters/notesMaster1.xml", kind, notes.encode())
    package.rels(MAIN).add("notesMaster", master)
    assert rules_found(package) == {"slides-theme"}
    package.rels(master).add("theme", "/ppt/theme/theme1.xml")
    assert [problem.where for problem in check_package(package)] == [master]
    package.rels(master).remove("rId1")
    theme = package.parts["/ppt/theme/theme1.xml"]
    own = package.add_part("/ppt/theme/theme2.xml", "application/vnd.openxmlformats-officedocument.theme+xml", theme)
    package.rels(master).add("theme", own)
    assert rules_found(package) == set()
