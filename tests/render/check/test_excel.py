"""Each rule for workbooks finds its fault, and lets its near miss pass."""

from __future__ import annotations

import re

import pytest

from plandocs.render.check import check_package
from plandocs.render.package import Package
from tests.render.check.faults import Fault, prove, rules_found
from tests.render.check.small_files import replace, small_workbook

BOOK, SHEET, TABLE, STYLES = "/xl/workbook.xml", "/xl/worksheets/sheet1.xml", "/xl/tables/table1.xml", "/xl/styles.xml"
STRINGS = "/xl/sharedStrings.xml"
NAME = '<definedName name="Limit">Lists!$A$1</definedName>'
SUM = "<f>SUM(Tasks[Days])</f>"
RULE = "<formula>$B4&gt;2</formula>"
LIST = '<formula1>"Set up,Train"</formula1>'
MERGE = '<mergeCell ref="A1:B1"/>'
LINK = "location=\"'Lists'!A1\""
THREE = '<c r="B4"><v>3</v></c>'
SECOND_NAME = '<definedName name="{}"{}>Lists!$A$1</definedName></definedNames>'
END_NAMES = "</definedNames>"


def formula(rule: str, broken: str, near: str) -> Fault:
    return Fault(rule, SHEET, SUM, f"<f>{broken}</f>", f"<f>{near}</f>")


COLUMNS = '<cols><col min="1" max="2" width="12" style="1" customWidth="1"/></cols>'
MARGINS = '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
PARTS, PANES, FOOTER = (
    "<tableParts",
    '<sheetViews><sheetView workbookViewId="0"/></sheetViews>',
    "<headerFooter><oddFooter>{}",
)
END_FOOTER = "</oddFooter></headerFooter>"
OWN_FORMAT = 'numFmtId="164" formatCode="d mmm yyyy"'

FAULTS = [
    Fault("sheets-name", BOOK, 'name="Lists"', 'name="PLAN"', 'name="LISTS"', ("sheets-dead-sheet",)),
    Fault("sheets-entry", BOOK, 'sheetId="2"', 'sheetId="1"', 'sheetId="9"'),
    Fault(
        "sheets-entry",
        BOOK,
        'r:id="rId2"',
        'r:id="rId99"',
        'state="hidden" r:id="rId2"',
        ("package-unknown-relationship",),
    ),
    Fault(
        "sheets-entry",
        BOOK,
        "<sheets>",
        '<bookViews><workbookView activeTab="2"/></bookViews><sheets>',
        '<bookViews><workbookView activeTab="1"/></bookViews><sheets>',
    ),
    Fault(
        "sheets-entry",
        BOOK,
        '<sheets><sheet name="Plan"',
        '<bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet state="hidden" name="Plan"',
        '<bookViews><workbookView activeTab="1"/></bookViews><sheets><sheet state="hidden" name="Plan"',
    ),
    Fault("sheets-defined-name", BOOK, END_NAMES, SECOND_NAME.format("LIMIT", ""), SECOND_NAME.format("Limit2", "")),
    Fault("sheets-defined-name", BOOK, END_NAMES, SECOND_NAME.format("tasks", ""), SECOND_NAME.format("_tasks", "")),
    Fault("sheets-defined-name", BOOK, END_NAMES, SECOND_NAME.format("Q1", ""), SECOND_NAME.format("Quarter1", "")),
    Fault("sheets-defined-name", BOOK, END_NAMES, SECOND_NAME.format("R2C3", ""), SECOND_NAME.format("R2D2_", "")),
    Fault("sheets-defined-name", BOOK, END_NAMES, SECOND_NAME.format("a b", ""), SECOND_NAME.format("a.b", "")),
    Fault(
        "sheets-defined-name",
        BOOK,
        END_NAMES,
        SECOND_NAME.format("Limit", ' localSheetId="2"'),
        SECOND_NAME.format("Limit", ' localSheetId="1"'),
    ),
    formula("sheets-formula", "SUM((1,2)", "SUM((1),2)"),
    formula("sheets-formula", "SUM(1,2))", "SUM(1,(2))"),
    formula("sheets-formula", "SUM(1;2)", "SUM({1;2})"),
    formula("sheets-formula", "=SUM(1)", "SUM(1=1)"),
    formula("sheets-formula", '"a', '"a"""'),
    formula("sheets-unknown-function", "SUMME(1)", "SUM(1)"),
    formula("sheets-formula", 'XLOOKUP("a",A1:A2,B1:B2)', '_xlfn.XLOOKUP("a",A1:A2,B1:B2)'),
    formula("sheets-unknown-function", "_xlfn.SORT(A1:A2)", "_xlfn._xlws.SORT(A1:A2)"),
    formula("sheets-unknown-function", "_xlfn.SUM(A1:A2)", "NETWORKDAYS.INTL(A1,A2,1)"),
    formula("sheets-formula", "A1+#REF!", 'A1+IFERROR(1,"#REF!")'),
    formula("sheets-formula", "[1]Plan!A1", "Plan!A1"),
    formula("sheets-formula", "[Days]", "Tasks[[Days]]"),
    formula("sheets-formula", "Tasks[@Days]", "Tasks[[#This Row],[Days]]"),
    formula("sheets-formula", "1+" * 4096 + "1", "1+" * 4095 + "1"),
    formula("sheets-formula", f'"{"a" * 256}"', f'"{"a" * 254}"""'),
    formula("sheets-dead-sheet", "Gone!A1", "LISTS!A1"),
    formula("sheets-dead-sheet", "'Gone'!A1", "SUM(Plan:Lists!A1)"),
    Fault("sheets-dead-sheet", BOOK, NAME, NAME.replace("Lists!", "Gone!"), NAME.replace("Lists!", "'Lists'!")),
    Fault("sheets-dead-sheet", SHEET, LINK, "location=\"'Gone'!A1\"", 'location="Limit"'),
    formula("sheets-dead-name", "Limits+1", "LIMIT+1"),
    formula("sheets-dead-name", "TRUTH", "TRUE"),
    formula("sheets-dead-name", "SUM(A:B)+Nothing", "SUM(A:B)+SUM($1:2)+SUM(1:$2)"),
    formula("sheets-dead-table", "SUM(Task[Days])", "SUM(TASKS[days])"),
    formula("sheets-dead-table", "SUM(Tasks[Hours])", "SUM(Tasks[[Task]:[Days]])"),
    formula("sheets-dead-table", "SUM(Tasks[[Task]:[Hours]])", "ROWS(Tasks[#All])"),
    Fault("sheets-rule-formula", SHEET, RULE, "<formula>SUM(Tasks[Days])</formula>", "<formula>SUM(Limit)</formula>"),
    Fault("sheets-rule-formula", SHEET, RULE, "<formula>OR(B4={1,2})</formula>", "<formula>OR(B4=1,B4=2)</formula>"),
    Fault("sheets-rule-formula", SHEET, LIST, "<formula1>Tasks[Task]</formula1>", "<formula1>$A$4:$A$4</formula1>"),
    Fault("sheets-differential-index", SHEET, 'dxfId="0"', 'dxfId="1"', 'dxfId="0" stopIfTrue="1"'),
    Fault("sheets-differential-index", TABLE, 'dataDxfId="0"', 'dataDxfId="1"', 'headerRowDxfId="0"'),
    Fault("sheets-format-parts", STYLES, 'fontId="0"', 'fontId="1"', 'fontId="0" applyFont="1"'),
    Fault("sheets-format-parts", STYLES, 'xf numFmtId="164"', 'xf numFmtId="165"', 'xf numFmtId="14"'),
    Fault(
        "sheets-table-name",
        TABLE,
        'displayName="Tasks"',
        'displayName="My tasks"',
        'displayName="tasks"',
        ("sheets-dead-table",),
    ),
    Fault("sheets-table-name", TABLE, 'tableColumn id="2"', 'tableColumn id="1"', 'tableColumn id="5"'),
    Fault("sheets-table-area", TABLE, 'ref="A3:B4"><auto', 'ref="A3:B3"><auto', 'ref="A3:B5"><auto'),
    Fault("sheets-table-area", TABLE, 'autoFilter ref="A3:B4"', 'autoFilter ref="A3:C4"', 'autoFilter ref="A3:B3"'),
    Fault("sheets-table-header", TABLE, 'name="Task"', 'name="Tasks"', 'name="_x0054_ask"'),
    Fault("sheets-table-header", STRINGS, "<t>Task</t>", "<t> Task</t>", "<r><t>Ta</t></r><r><t>sk</t></r>"),
    Fault("sheets-table-header", SHEET, 't="inlineStr"><is><t>Days</t></is>', "><v>5</v>", 't="str"><v>Days</v>'),
    Fault("sheets-table-name", TABLE, 'name="Task"', 'name=""', 'name="Task"', ("sheets-table-header",)),
    Fault(
        "sheets-table-name",
        TABLE,
        'name="Days"',
        'name="TASK"',
        'name="Days"',
        ("sheets-table-header", "sheets-dead-table"),
    ),
    Fault("sheets-overlap", SHEET, MERGE, f'{MERGE}<mergeCell ref="B1:C2"/>', f'{MERGE}<mergeCell ref="C1:D2"/>'),
    Fault("sheets-overlap", SHEET, MERGE, '<mergeCell ref="B4:C4"/>', '<mergeCell ref="C4:D4"/>'),
    Fault(
        "sheets-validation",
        SHEET,
        LIST,
        f'<formula1>"{"a," * 127}ab"</formula1>',
        f'<formula1>"{"a," * 127}a"</formula1>',
    ),
    Fault(
        "sheets-validation",
        SHEET,
        'type="list"',
        f'type="list" promptTitle="{"a" * 33}"',
        f'type="list" promptTitle="{"a" * 32}"',
    ),
    Fault(
        "sheets-validation",
        SHEET,
        'type="list" sqref="A4"',
        'type="list" sqref="A4,B4"',
        'type="list" sqref="A4 B4:C9"',
    ),
    Fault("sheets-columns", SHEET, "</cols>", '<col min="2" max="3"/></cols>', '<col min="3" max="16384"/></cols>'),
    Fault("sheets-cell-order", SHEET, '<row r="4">', '<row r="2">', '<row r="4" spans="1:5">'),
    Fault("sheets-cell-order", SHEET, THREE, f"{THREE}{THREE}", f'{THREE}<c r="C4"/>'),
    Fault("sheets-cell-order", SHEET, THREE, '<c r="F4"/>', '<c r="C4"/>'),
    Fault("sheets-cell-order", SHEET, THREE, '<c r="B5"><v>3</v></c>', '<c s="1" r="B4"><v>3</v></c>'),
    Fault(
        "sheets-cell-order",
        SHEET,
        "</row></sheetData>",
        '<c r="D4"/></row></sheetData>',
        '<c r="F4"/></row></sheetData>',
    ),
    Fault(
        "sheets-cell-order",
        SHEET,
        "</row></sheetData>",
        '<c r="F5"/></row></sheetData>',
        '<c r="AA4"/></row></sheetData>',
    ),
    Fault(
        "sheets-style-index",
        SHEET,
        "</row></sheetData>",
        '<c r="F4" s="4"/></row></sheetData>',
        '<c r="F4" s="1"/></row></sheetData>',
    ),
    Fault("sheets-style-index", SHEET, '<c r="B4">', '<c r="B4" s="2">', '<c r="B4" s="0">'),
    Fault("sheets-style-index", SHEET, 'width="12" style="1"', 'width="12" style="2"', 'width="12" style="0"'),
    Fault("sheets-style-index", SHEET, '<c r="B4">', '<c t="n" s="2" r="B4">', '<c t="n" s="1" r="B4">'),
    Fault("sheets-shared-string", SHEET, THREE, '<c r="B4" t="s"><v>1</v></c>', '<c r="B4" t="s"><v>0</v></c>'),
    Fault("sheets-number", SHEET, "<v>3</v></c><c", "<v>nan</v></c><c", "<v>-3.5E-7</v></c><c"),
    Fault("sheets-number", SHEET, "</f><v>3</v>", "</f><v>inf</v>", "</f><v>3.25</v>"),
    Fault("sheets-number", SHEET, THREE, '<c r="B4" t="n"><v>Infinity</v></c>', '<c r="B4" t="str"><v>Nan</v></c>'),
    Fault("sheets-text-length", SHEET, "<t>Set up</t>", f"<t>{'a' * 32768}</t>", f"<t>{'é' * 32767}</t>"),
    Fault(
        "sheets-text-length",
        SHEET,
        "<t>Set up</t>",
        f"<r><t>{'a' * 32767}</t></r><r><t>b</t></r>",
        f"<t>{'&amp;' * 9000}</t>",
    ),
    Fault(
        "sheets-text-length",
        STRINGS,
        "</sst>",
        f"<si><t>{'a' * 32768}</t></si></sst>",
        f"<si><t>{'a' * 32767}</t></si></sst>",
    ),
    Fault("sheets-stored-result", SHEET, "</f><v>3</v>", "</f>", "</f><v>0</v>"),
    Fault("sheets-stored-result", SHEET, "</f><v>3</v>", "</f><v></v>", "</f><v>3</v><extLst/>"),
    Fault("sheets-stored-result", SHEET, "</f><v></v>", "</f>", "</f><v/>"),
    Fault("sheets-element-order", SHEET, PARTS, f"{PANES}{PARTS}", f"{MARGINS}{PARTS}"),
    Fault("sheets-element-order", SHEET, COLUMNS, f"{COLUMNS}{PANES}", f"{PANES}{COLUMNS}"),
    Fault("sheets-element-order", SHEET, PARTS, f"{MARGINS}{MARGINS}{PARTS}", f"{MARGINS}<pageSetup/>{PARTS}"),
    Fault("sheets-element-order", BOOK, "<sheets>", "<calcPr/><sheets>", "<bookViews/><sheets>"),
    Fault("sheets-element-order", STYLES, "</dxfs>", "</dxfs><numFmts/>", "</dxfs><tableStyles/>"),
    Fault("sheets-element-order", TABLE, "</tableColumns>", "</tableColumns><sortState/>", "</tableColumns><extLst/>"),
    Fault(
        "sheets-header-length",
        SHEET,
        PARTS,
        f"{FOOTER.format('a' * 256)}{END_FOOTER}{PARTS}",
        f"{FOOTER.format('&amp;P' + 'é' * 253)}{END_FOOTER}{PARTS}",
    ),
    Fault("sheets-size", SHEET, '<row r="4">', '<row r="4" ht="410" customHeight="1">', '<row r="4" ht="409.5">'),
    Fault("sheets-size", SHEET, 'width="12"', 'width="256"', 'width="255"'),
    Fault("sheets-theme-color", STYLES, '<sz val="11"/>', '<color theme="12"/>', '<color theme="11"/>'),
    Fault(
        "sheets-theme-color",
        SHEET,
        COLUMNS,
        f'<sheetPr><tabColor theme="-1"/></sheetPr>{COLUMNS}',
        f'<sheetPr><tabColor theme="0"/></sheetPr>{COLUMNS}',
    ),
    Fault("sheets-number-format", STYLES, OWN_FORMAT, f"{OWN_FORMAT}/><numFmt {OWN_FORMAT}", f"{OWN_FORMAT}"),
    Fault("sheets-number-format", STYLES, "d mmm yyyy", "0 &quot;days", "0 \\&quot; &quot;days;[&quot;[Red]0;;"),
    Fault("sheets-number-format", STYLES, "d mmm yyyy", "[Red", "[Red]0"),
    Fault("sheets-number-format", STYLES, "d mmm yyyy", "0;0;0;0;0", "0;0;0;@"),
    Fault("sheets-error-value", SHEET, THREE, '<c r="B4" t="e"><v>#N/A</v></c>', '<c r="B4" t="str"><v>#N/A</v></c>'),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_found_and_its_near_miss_is_not(fault: Fault) -> None:
    prove(fault, small_workbook)


@pytest.mark.parametrize(
    "name", ["", "a" * 32, "a/b", "a?b", "a:b", "[a]", "a*b", "a\\b", "'a", "a'", "History", "hIsToRy"]
)
def test_a_sheet_name_excel_refuses_is_found(name: str) -> None:
    package = replace(small_workbook(), "/xl/workbook.xml", 'name="Lists"', f'name="{name}"')
    assert "sheets-name" in rules_found(package)


@pytest.mark.parametrize("name", ["a" * 31, "a'b", "Häfen & Tore", "2027"])
def test_an_odd_sheet_name_passes(name: str) -> None:
    escaped = name.replace("&", "&amp;")
    package = replace(small_workbook(), "/xl/workbook.xml", 'name="Lists"', f'name="{escaped}"')
    assert {problem.rule for problem in check_package(package)} <= {"sheets-dead-sheet"}


def test_a_workbook_of_hidden_sheets_is_found() -> None:
    package = replace(small_workbook(), BOOK, 'name="Plan"', 'state="hidden" name="Plan"')
    assert rules_found(package) == set()
    assert rules_found(replace(package, BOOK, 'name="Lists"', 'state="veryHidden" name="Lists"')) == {"sheets-entry"}


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart>'
    "<c:ser><c:val><c:numRef><c:f>{}</c:f></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def _with_part(source: str, relationship: str, part: str, kind: str, xml: str) -> Package:
    package = small_workbook()
    package.rels(source).add(
        relationship, package.add_part(part, f"application/vnd.openxmlformats-{kind}", xml.encode())
    )
    return package


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("Plan!$B$4", set()),
        ("'Plan'!$B$4:$B$9", set()),
        ("Limit", set()),
        ("Gone!$B$4", {"sheets-chart-reference"}),
        ("Limits", {"sheets-chart-reference"}),
        ("Plan!#REF!", {"sheets-chart-reference"}),
    ],
)
def test_a_chart_takes_its_values_from_a_sheet_that_is_there(values: str, found: set[str]) -> None:
    kind = "officedocument.drawingml.chart+xml"
    assert rules_found(_with_part(SHEET, "chart", "/xl/charts/chart1.xml", kind, CHART.format(values))) == found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ('<c r="D4" i="1"/><c r="E4"/>', set()),
        ('<c r="D5" i="1"/>', {"sheets-calculation-chain"}),
        ('<c r="B4" i="1"/>', {"sheets-calculation-chain"}),
        ('<c r="D4" i="3"/>', {"sheets-calculation-chain"}),
    ],
)
def test_the_order_of_calculation_names_cells_with_formulas(cells: str, found: set[str]) -> None:
    xml = f'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{cells}</calcChain>'
    kind = "officedocument.spreadsheetml.calcChain+xml"
    assert rules_found(_with_part(BOOK, "calcChain", "/xl/calcChain.xml", kind, xml)) == found


def test_two_tables_of_one_name_are_found() -> None:
    package = small_workbook()
    second = package.parts[TABLE].decode().replace("A3:B4", "G3:H4").replace('id="1" name="Tasks"', 'id="2" name="x"')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
    package.rels(SHEET).add("table", package.add_part("/xl/tables/table2.xml", kind, second.encode()))
    heads = '<c r="G3" t="inlineStr"><is><t>Task</t></is></c><c r="H3" t="inlineStr"><is><t>Days</t></is></c></row>'
    package = replace(package, SHEET, '<row r="4">', '<row r="4" spans="1:5">')
    package = replace(package, SHEET, '</row>\n<row r="4"', f'{heads}\n<row r="4"')
    assert rules_found(package) == {"sheets-defined-name"}
    other = replace(package, "/xl/tables/table2.xml", 'displayName="Tasks"', 'displayName="Tasks2"')
    assert rules_found(other) == set()


def test_a_problem_names_its_cell() -> None:
    package = replace(small_workbook(), SHEET, "</f><v>3</v>", "</f>")
    assert [problem.where for problem in check_package(package)] == ["'Plan'!D4"]


def test_cells_with_a_namespace_prefix_are_read_too() -> None:
    package = small_workbook()
    text = package.parts[SHEET].decode().replace("</f><v>3</v>", "</f>").replace(' xmlns="', ' xmlns:x="')
    package.set_part(SHEET, re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).encode())
    assert rules_found(package) == {"sheets-stored-result"}


def test_formulas_that_differ_in_their_rows_only_are_read_once_and_others_each() -> None:
    broken = "".join(f'<row r="{row}"><c r="D{row}"><f>B{row}+Gone{row}</f><v>1</v></c></row>' for row in range(5, 9))
    package = replace(small_workbook(), SHEET, "</sheetData>", f"{broken}</sheetData>")
    names = {problem.message for problem in check_package(package)}
    assert names == {f"a formula uses the name 'Gone{row}', which is not defined" for row in range(5, 9)}
