"""Each rule for Word finds its fault, and lets its near miss pass."""

from __future__ import annotations

import pytest

from tests.render.check.faults import Fault, prove, rules_found
from tests.render.check.small_files import replace, small_document

DOCUMENT, STYLES, SETTINGS = "/word/document.xml", "/word/styles.xml", "/word/settings.xml"
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
ROW = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
CELL = "<w:tc><w:p/></w:tc>"
GRID = '<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>'
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr>'
SECOND = '<w:bookmarkStart w:id="{}" w:name="{}"/><w:bookmarkEnd w:id="{}"/><w:sectPr/>'
LAST = "<w:p/><w:sectPr/>"
CELLS_IN_CONTROL = "<w:tr><w:sdt><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt>{}</w:tr>"

STYLE, SPAN = '<w:pStyle w:val="Heading1"/>', '<w:gridSpan w:val="2"/>'

FAULTS = [
    Fault("word-field-balance", DOCUMENT, END, "", f"<w:r><w:t>!</w:t></w:r>{END}"),
    Fault("word-field-balance", DOCUMENT, BEGIN, "", BEGIN + BEGIN + SEPARATE + END),
    Fault("word-field-balance", DOCUMENT, SEPARATE, SEPARATE + SEPARATE, ""),
    Fault("word-table-grid", DOCUMENT, ROW, f"<w:tr>{CELL}</w:tr>", f"<w:tr>{CELL}{CELL}</w:tr>"),
    Fault("word-table-grid", DOCUMENT, ROW, f"<w:tr>{CELL * 3}</w:tr>", ROW + ROW),
    Fault("word-table-grid", DOCUMENT, ROW, CELLS_IN_CONTROL.format(""), CELLS_IN_CONTROL.format(CELL)),
    Fault(
        "word-table-grid",
        DOCUMENT,
        ROW,
        f'<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>{CELL * 2}</w:tr>',
        f'<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>{CELL}</w:tr>',
    ),
    Fault(
        "word-table-grid",
        DOCUMENT,
        '<w:gridSpan w:val="2"/>',
        '<w:gridSpan w:val="3"/>',
        '<w:gridSpan w:val="2"/><w:vAlign w:val="top"/>',
    ),
    Fault("word-table-grid", DOCUMENT, GRID, "", GRID + "<!-- a grid -->"),
    Fault(
        "word-cell-paragraph",
        DOCUMENT,
        ROW,
        f"<w:tr>{CELL}<w:tc/></w:tr>",
        f'<w:tr>{CELL}<w:tc><w:p w:rsidR="0"/></w:tc></w:tr>',
    ),
    Fault(
        "word-cell-paragraph",
        DOCUMENT,
        ROW,
        f"<w:tr>{CELL}<w:tc><w:p/><w:tbl>{GRID}{ROW}</w:tbl></w:tc></w:tr>",
        f"<w:tr>{CELL}<w:tc><w:tbl>{GRID}{ROW}</w:tbl><w:p/></w:tc></w:tr>",
    ),
    Fault("word-undefined-style", DOCUMENT, '"Heading1"', '"Heading2"', '"Normal"'),
    Fault("word-undefined-style", DOCUMENT, '<w:tblStyle w:val="Grid"/>', '<w:tblStyle w:val="Grid2"/>', ""),
    Fault(
        "word-undefined-style",
        STYLES,
        'w:basedOn w:val="Normal"',
        'w:basedOn w:val="Body"',
        'w:basedOn w:val="Heading1"',
    ),
    Fault("word-undefined-number", DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="2"/>', '<w:numId w:val="0"/>'),
    Fault(
        "word-duplicate-drawing",
        DOCUMENT,
        "<w:drawing>",
        '<w:drawing><wp:docPr id="1" name="x"/></w:drawing><w:drawing>',
        '<w:drawing><wp:docPr id="2" name="x"/></w:drawing><w:drawing>',
    ),
    Fault(
        "word-duplicate-control",
        DOCUMENT,
        CONTROL,
        f"{CONTROL}<w:sdtContent/></w:sdt>{CONTROL}",
        f"{CONTROL.replace('7', '8')}<w:sdtContent/></w:sdt>{CONTROL}",
    ),
    Fault(
        "word-duplicate-bookmark",
        DOCUMENT,
        "<w:sectPr/>",
        SECOND.format(2, "_SCOPE", 2),
        SECOND.format(2, "_Scope2", 2),
    ),
    Fault(
        "word-duplicate-bookmark", DOCUMENT, "<w:sectPr/>", SECOND.format(1, "_Other", 1), SECOND.format(2, "_Other", 2)
    ),
    Fault(
        "word-duplicate-bookmark", DOCUMENT, "<w:sectPr/>", SECOND.format(2, "n" * 41, 2), SECOND.format(2, "n" * 40, 2)
    ),
    Fault("word-bookmark-range", DOCUMENT, '<w:bookmarkEnd w:id="1"/>', "", '<w:r/><w:bookmarkEnd w:id="1"/>'),
    Fault("word-dead-anchor", DOCUMENT, 'w:anchor="_Scope"', 'w:anchor="_Gone"', 'w:anchor="_SCOPE"'),
    Fault("word-dead-anchor", DOCUMENT, " PAGEREF _Scope ", " PAGEREF _Gone ", " DATE _Gone "),
    Fault("word-section-end", DOCUMENT, LAST, "<w:sectPr/><w:p/>", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr/>"),
    Fault("word-section-end", DOCUMENT, LAST, "<w:p/>", "<w:p/><w:p/><w:sectPr/>"),
    Fault(
        "word-update-prompt",
        SETTINGS,
        "/>",
        "><w:updateFields/></w:settings>",
        '><w:updateFields w:val="false"/></w:settings>',
    ),
    Fault("word-property-order", DOCUMENT, STYLE, f'<w:jc w:val="left"/>{STYLE}', f"{STYLE}<w:keepNext/>"),
    Fault(
        "word-property-order",
        DOCUMENT,
        SPAN,
        f'<w:shd w:val="clear"/>{SPAN}',
        f'{SPAN}<w:shd w:val="clear"/>',
    ),
    Fault(
        "word-property-order",
        DOCUMENT,
        '<w:tblStyle w:val="Grid"/>',
        '<w:jc w:val="left"/><w:tblStyle w:val="Grid"/>',
        '<w:tblStyle w:val="Grid"/><w:jc w:val="left"/>',
    ),
    Fault(
        "word-property-order",
        DOCUMENT,
        "<w:tblHeader/>",
        '<w:ins w:id="9"/><w:cantSplit/>',
        '<w:tblHeader/><w:cantSplit/><w:ins w:id="9"/>',
    ),
    Fault(
        "word-property-order",
        DOCUMENT,
        "<w:sectPr/>",
        "<w:sectPr><w:cols/><w:pgSz/></w:sectPr>",
        "<w:sectPr><w:pgSz/><w:cols/></w:sectPr>",
    ),
    Fault(
        "word-property-order",
        SETTINGS,
        "/>",
        "><w:compat/><w:zoom/></w:settings>",
        "><w:zoom/><w:compat/></w:settings>",
    ),
    Fault(
        "word-run-order",
        DOCUMENT,
        "<w:r><w:t>Scope",
        "<w:r><w:rPr><w:sz/><w:b/></w:rPr><w:t>Scope",
        "<w:r><w:rPr><w:b/><w:sz/></w:rPr><w:t>Scope",
    ),
    Fault("word-update-prompt", DOCUMENT, '"begin"', '"begin" w:dirty="true"', '"begin" w:dirty="0"'),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_found_and_its_near_miss_is_not(fault: Fault) -> None:
    prove(fault, small_document)


def test_a_twin_for_older_programs_may_repeat_ids() -> None:
    twin = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
        '<w:bookmarkStart w:id="1" w:name="_Scope"/><w:bookmarkEnd w:id="1"/></mc:Fallback></mc:AlternateContent>'
    )
    assert (
        rules_found(replace(small_document(), DOCUMENT, "<w:sectPr/>", f"<w:p><w:r>{twin}</w:r></w:p><w:sectPr/>"))
        == set()
    )


def test_the_order_is_read_from_the_tree_where_properties_stand_inside_others() -> None:
    change = '<w:pPrChange w:id="8"><w:pPr>{}</w:pPr></w:pPrChange></w:pPr>'
    wrong, right = '<w:jc w:val="left"/><w:keepNext/>', '<w:keepNext/><w:jc w:val="left"/>'
    assert rules_found(replace(small_document(), DOCUMENT, "</w:pPr>", change.format(wrong))) == {"word-property-order"}
    assert rules_found(replace(small_document(), DOCUMENT, "</w:pPr>", change.format(right))) == set()
