"""What is typed into a workbook comes home into the plan: exactly that, with its comments, and nothing in silence."""

from __future__ import annotations

import difflib
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs import api, syncing
from plandocs.errors import PlanError
from plandocs.syncing import Synced
from tests.syncing.workbooks import made, opened, packed, parts, saved, typed

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
FRIDAY = date(2027, 1, 29)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES[0].with_name("invoice-approval.yaml"), tmp_path / "plan.yaml"))


def synced(plan: Path, data: bytes, *, overwrite: bool = False) -> Synced:
    file = plan.parent / "book.xlsx"
    file.write_bytes(data)
    return syncing.compare(plan, file, overwrite=overwrite)


def said(found: Synced) -> dict[str, str]:
    return {change.where: change.new for change in found.changes}


def messages(found: Synced) -> list[str]:
    return [problem.message for problem in found.problems]


def new_lines(found: Synced) -> list[str]:
    assert found.data is not None
    old, new = found.before.decode().splitlines(), found.data.decode().splitlines()
    return [line for line in difflib.ndiff(old, new) if line[:2] in ("- ", "+ ")]


@pytest.mark.parametrize("audience", ["customer", "internal"])
@pytest.mark.parametrize("as_of", [None, FRIDAY])
def test_without_edits_nothing_changes(tmp_path: Path, audience: str, as_of: date | None) -> None:
    assert len(SAMPLES) >= 4
    for sample in SAMPLES:
        plan = Path(shutil.copy(sample, tmp_path / sample.name))
        found = synced(plan, made(plan, as_of, audience))
        assert (found.changes, found.problems, found.data) == ((), (), None), sample.name
        assert found.same > 100, sample.name


def test_progress_dates_and_owners_go_into_their_tasks_and_every_other_byte_stays(plan: Path) -> None:
    data = typed(
        made(plan, FRIDAY),
        {
            ("Tasks", "T08", "Done"): "60 %",
            ("Tasks", "T08", "Actual start"): 46415,  # 28 Jan 2027, as Excel counts days
            ("Tasks", "T12", "Owner"): "Pia Standinsky",
            ("Tasks", "T12", "Planned days"): 4,
        },
    )
    found = synced(plan, data)
    assert messages(found) == []
    assert {change.new for change in found.changes} == {
        "progress: 60%", "started: 2027-01-28", "owner: pia", "duration: 4d"}  # fmt: skip
    assert {line for line in new_lines(found) if line.startswith("- ")} >= {
        "-         started: 2027-01-29", "-         duration: 5d", "-         owner: jonas"}  # fmt: skip
    syncing.write(found)
    after = {task.id: task for task in api.load(plan).plan.tasks()}
    assert (after["T08"].progress, after["T08"].started) == (60, date(2027, 1, 28))
    assert (after["T12"].owner, str(after["T12"].duration)) == ("pia", "4d")
    assert synced(plan, data).changes == ()  # a second time there is nothing to do


@pytest.mark.parametrize("value", ["60%", "60 %", "0.6", "0,6", "60", 0.6, 60])
def test_a_share_is_sixty_per_cent_however_it_is_typed(plan: Path, value: Any) -> None:
    found = synced(plan, typed(made(plan, FRIDAY), {("Tasks", "T08", "Done"): value}))
    assert [change.new for change in found.changes] == ["progress: 60%"]


@pytest.mark.parametrize(
    "value", ["2027-02-03", "3 Feb 2027", "Feb 3, 2027", "2/3/2027", "3.2.2027", "Wed 3 February 2027", 46421]
)
def test_a_day_is_the_third_of_february_however_it_is_typed(plan: Path, value: Any) -> None:
    assert api.load(plan).plan.project.language == "en-US"
    found = synced(plan, typed(made(plan, FRIDAY), {("Risks", "R002", "Due"): value}))
    assert said(found) == {"risks[1].due": "due: 2027-02-03"}


def test_registers_take_changes_new_rows_and_closed_ones(plan: Path) -> None:
    data = typed(
        made(plan, FRIDAY),
        {
            ("Risks", "R002", "Likelihood"): "High",
            ("Risks", "R002", "Status"): "Closed",
            ("Risks", "+1", "Risk"): "The bakery's till: slow at noon",
            ("Risks", "+1", "Likelihood"): "Low",
            ("Risks", "+1", "Impact"): "Medium",
            ("Risks", "+1", "Owner"): "Wei Mockridge",
            ("Dependencies", "D2", "Status"): "in progress",
            ("ParkingLot", "P1", "Value"): None,
            ("ParkingLot", "+1", "Idea"): "Voice approval",
        },
    )
    found = synced(plan, data)
    assert messages(found) == []
    before = api.load(plan).plan
    syncing.write(found)
    after = api.load(plan).plan
    assert (after.risks[1].likelihood, after.risks[1].status) == ("H", "closed")
    new = after.risks[-1]
    assert len(after.risks) == len(before.risks) + 1
    assert (new.risk, new.likelihood, new.impact, new.owner) == ("The bakery's till: slow at noon", "L", "M", "wei")
    assert int(new.id[1:]) == max(int(risk.id[1:]) for risk in before.risks) + 1
    assert after.dependencies[1].status == "in_progress"
    assert after.scope.parking_lot[0].value == ""
    assert after.scope.parking_lot[-1].idea == "Voice approval"
    assert len(found.changes) == 6


def test_what_is_added_to_the_internal_workbook_stays_internal(plan: Path) -> None:
    data = made(plan, FRIDAY, "internal")
    data = typed(data, {("Issues", "+1", "Issue"): "Our own staffing", ("Issues", "+1", "Severity"): "High"})
    syncing.write(synced(plan, data))
    assert api.load(plan).plan.issues[-1].audience == "internal"


def test_letters_go_to_the_role_of_their_column(plan: Path) -> None:
    found = synced(
        plan,
        typed(
            made(plan, FRIDAY),
            {
                ("RACI", "Kickoff", "Champion"): "I",
                ("RACI", "Data migration", "Champion"): None,
                ("RACI", "+1", "Activity"): "Go-live party",
                ("RACI", "+1", "Champion"): "a / r",
            },
        ),
    )
    assert messages(found) == []
    syncing.write(found)
    raci = api.load(plan).plan.raci
    assert raci[0].letters["champion"] == "I"
    assert "champion" not in raci[3].letters
    assert (raci[-1].activity, raci[-1].letters) == ("Go-live party", {"champion": "R/A"})


@pytest.mark.parametrize(
    ("where", "value", "place", "why"),
    [
        (("Risks", "R002", "Likelihood"), "often", "'Risks'!", "'often' is none of the choices"),
        (("Risks", "R002", "Due"), "30 Feb 2027", "'Risks'!", "'30 Feb 2027' is not a day"),
        (("Risks", "R002", "Owner"), "Nobody Known", "'Risks'!", "'Nobody Known' is not among the people"),
        (("Risks", "R002", "Risk"), None, "'Risks'!", "'risk' may not be empty"),
        (("Tasks", "T08", "Done"), "140%", "'Schedule'!", "'1.4' is not a share from 0% to 100%"),
        (("Tasks", "T08", "Done"), "half", "'Schedule'!", "'half' is not a number"),
        (("Tasks", "T08", "Actual finish"), "2027-01-05", "'Schedule'!", "lies before 'started'"),
        (("RACI", "Kickoff", "Champion"), "X", "'RACI'!", "'X' is not a RACI letter"),
    ],
)
def test_a_cell_that_is_not_valid_is_named_and_the_others_are_taken(
    plan: Path, where: tuple[str, str, str], value: Any, place: str, why: str
) -> None:
    data = made(plan, FRIDAY)
    found = synced(plan, typed(data, {where: value, ("Risks", "R001", "Category"): "facts"}))
    (problem,) = found.problems
    assert problem.severity == "error"
    assert problem.message.startswith(place)
    assert why in problem.message
    assert said(found) == {"risks[0].category": "category: facts"}


def test_what_plan_and_workbook_both_changed_is_told_and_left_alone(plan: Path) -> None:
    data = typed(made(plan, FRIDAY), {("Risks", "R002", "Owner"): "Wei Mockridge", ("Risks", "R001", "Category"): "x"})
    text = plan.read_text("utf-8")
    at = text.index("id: R002")
    plan.write_text(text[:at] + text[at:].replace("owner: jonas", "owner: kim", 1), encoding="utf-8")
    found = synced(plan, data)
    assert said(found) == {"risks[0].category": "category: x"}
    (message,) = messages(found)
    assert "the plan says 'Kim" in message
    assert "the workbook 'Wei Mockridge'" in message
    assert said(synced(plan, data, overwrite=True))["risks[1].owner"] == "owner: wei"


def test_what_only_the_plan_changed_is_no_edit(plan: Path) -> None:
    data = made(plan, FRIDAY)
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("duration: 9d", "duration: 12d").replace("owner: jonas", "owner: pia"), "utf-8")
    found = synced(plan, data)
    assert found.changes == ()
    assert [problem.rule for problem in found.problems] == ["plan-changed"]
    assert {problem.severity for problem in found.problems} == {"info"}


def test_a_row_that_was_deleted_or_renumbered_is_told_and_kept(plan: Path) -> None:
    data = typed(
        made(plan, FRIDAY),
        {("Issues", "I001", title): None for title in ("Issue", "Raised", "Severity", "Owner", "Target", "Status",
                                                       "Resolution", "Closed", "ID")}
        | {("Risks", "R002", "ID"): "R-2"},
    )  # fmt: skip
    found = synced(plan, data)
    assert found.changes == ()
    assert sorted(problem.rule for problem in found.problems) == ["id-changed", "row-deleted"]


def test_moved_columns_sorted_rows_new_titles_and_renamed_sheets_are_followed(plan: Path) -> None:
    book = opened(made(plan, FRIDAY))
    sheet = book["Risks"]
    top, last = 5, sheet.max_column
    rows = [[sheet.cell(row, column).value for column in range(1, last + 1)] for row in range(top, top + 15)]
    head, body = rows[0], [row for row in rows[1:] if row[0]]
    assert len(body) >= 3
    owner = head.index("Owner")
    for row in body:
        if row[0] == "R002":
            row[owner] = "Wei Mockridge"
    order = [*reversed(range(1, last)), 0]
    for number, row in enumerate([head, *sorted(body, key=lambda row: str(row[1]))]):
        for column, source in enumerate(order, start=1):
            sheet.cell(top + number, column).value = row[source]
    for row in sheet.iter_rows(min_row=top + len(body) + 1, max_row=top + 20):
        for cell in row:
            cell.value = None
    sheet.cell(top, order.index(owner) + 1).value = "Owner (ours)"
    del sheet.tables["Risks"]  # as programs do that know no tables
    sheet.row_dimensions[top + 1].hidden = True
    sheet.title = "Was uns bremst"
    book.move_sheet(sheet, -2)
    found = synced(plan, saved(book))
    assert [(p.severity, p.message) for p in found.problems] == []
    assert said(found) == {"risks[1].owner": "owner: wei"}


def test_a_row_typed_below_a_table_belongs_to_it(plan: Path) -> None:
    book = opened(made(plan, FRIDAY))
    sheet = book["Issues"]
    bottom = int(sheet.tables["Issues"].ref.rpartition("K")[2])
    titles = {sheet.cell(5, column).value: column for column in range(1, 12)}
    sheet.cell(bottom + 1, titles["Issue"]).value = "The printer jams"
    sheet.cell(bottom + 40, titles["Issue"]).value = "A note far below"
    found = synced(plan, saved(book))
    assert [change.label for change in found.changes] == ["I003" if len(api.load(plan).plan.issues) == 2 else "I004"]
    assert [(problem.rule, problem.severity) for problem in found.problems] == [("row-below", "warning")]


def test_a_finish_takes_an_older_share_of_work_with_it(plan: Path) -> None:
    first = typed(made(plan, FRIDAY), {("Tasks", "T08", "Done"): 0.5})
    syncing.write(synced(plan, first))
    found = synced(plan, typed(made(plan, FRIDAY), {("Tasks", "T08", "Actual finish"): "2027-01-29"}))
    assert messages(found) == []
    assert sorted(change.new for change in found.changes) == ["finished: 2027-01-29", "progress: –"]


def test_another_project_s_workbook_and_one_without_memory_are_refused(plan: Path) -> None:
    other = plan.with_name("other.yaml")
    other.write_text(plan.read_text("utf-8").replace("HF-2027-01", "HF-2027-02"), "utf-8")
    with pytest.raises(PlanError, match="made for project 'HF-2027-02'"):
        synced(plan, made(other))
    files = parts(made(plan))
    files["docProps/custom.xml"] = files["docProps/custom.xml"].replace(b"plandocs:made", b"somebody:made")
    with pytest.raises(PlanError, match="does not remember"):
        synced(plan, packed(files))
    assert synced(plan, packed(files), overwrite=True).changes == ()


def test_a_brand_s_own_words_are_understood(plan: Path, tmp_path: Path) -> None:
    brand = tmp_path / "brand"
    shutil.copytree(Path(__file__).parents[2] / "brand" / "default", brand)
    (brand / "wording" / "en").mkdir(parents=True)
    own = "risk_status: {open: Live, closed: Put to bed}\nlevel: {H: Severe}\nrole: {champion: Guide}\n"
    (brand / "wording" / "en" / "common.yaml").write_text(own, encoding="utf-8")
    options = api.BuildOptions(out=tmp_path, only=frozenset({"workbook"}), as_of=FRIDAY, draft=True, brand=str(brand))
    (made_file,) = api.build(plan, options).files
    data = Path(made_file).read_bytes()
    assert synced(plan, data).changes == ()
    assert synced(plan, data).problems == ()
    edits = {("Risks", "R002", "Status"): "put to bed", ("Risks", "R002", "Likelihood"): "Severe",
             ("Risks", "R001", "Status"): "closed", ("RACI", "Kickoff", "Guide"): "I"}  # fmt: skip
    found = synced(plan, typed(data, edits))
    assert messages(found) == []
    assert said(found) == {
        "risks[1].status": "status: closed", "risks[1].likelihood": "likelihood: H",
        "risks[0].status": "status: closed", "raci[0].champion": "champion: I"}  # fmt: skip
    (message,) = messages(synced(plan, typed(data, {("Risks", "R002", "Status"): "shut"})))
    assert "'shut' is none of the choices" in message
