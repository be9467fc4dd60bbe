"""Laws of the way home: no edits, no change, whatever the plan; random edits come back as exactly those edits."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandocs import api, syncing
from plandocs.exchange.libreoffice import find_soffice
from tests.render.excel.recalculation import saved_by_libreoffice
from tests.syncing.workbooks import made, typed

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"
FRIDAY = date(2027, 1, 29)
PLANS = 200
WORDS = [
    "Zoë & Łukasz",
    "安装配置",
    "=1+1",
    " edge ",
    "12",
    "2027-02-30",
    "true",
    "a\nb",
    'it\'s "so"',
    "#REF!",
    "x" * 400,
]


def drawn_plan(number: int) -> dict[str, Any]:
    """Return a plan drawn from a number: tasks in phases, people of one name, registers with gaps."""
    draw = random.Random(number)
    day = lambda: (date(2027, 1, 11) + timedelta(days=draw.randrange(90))).isoformat()  # noqa: E731
    text = lambda: f"{draw.choice(WORDS)} {draw.randrange(100)}"  # noqa: E731
    people = {f"p{n}": {"name": draw.choice(["Ana Sampleton", "Bo Mockley", f"Person {n}"]),
                        "side": draw.choice(["customer", "vendor", "third_party"])} for n in range(4)}  # fmt: skip
    who = lambda: draw.choice(list(people))  # noqa: E731

    def maybe(**entry: Any) -> dict[str, Any]:
        return {key: value for key, value in entry.items() if draw.random() < 0.6}

    tasks = []
    for n in range(draw.randrange(2, 8)):
        task: dict[str, Any] = {"id": f"T{n}", "name": text(), "duration": f"{draw.randrange(1, 9)}d", "owner": who()}
        task |= maybe(progress=f"{draw.randrange(100)}%", raci={who(): draw.choice(["R", "A", "R/A", "C"])})
        tasks.append(task | ({"after": [f"T{n - 1}"]} if n else {}))
    return {
        "project": {"name": f"Drawn {number}", "id": f"D-{number}", "customer": "Three Otters Bakery",
                    "vendor": "Nimbusfold Software", "start": "2027-01-11",
                    "tier": draw.choice(["lite", "standard"]),
                    "language": draw.choice(["en-US", "en-GB", "de", "fr", "es", "pt"])},
        "people": people,
        "phases": [{"id": "a", "name": "Work", "tasks": tasks, "milestone": {"id": "M", "name": text()}}],
        "risks": [{"id": f"R{n}", "risk": text(), "likelihood": draw.choice("LMH"), "impact": draw.choice("LMH"),
                   **maybe(owner=who(), due=day(), mitigation=text(), audience="internal")}
                  for n in range(draw.randrange(4))],
        "issues": [{"id": f"I{n}", "issue": text(), **maybe(owner=who(), raised=day(), target=day())}
                   for n in range(draw.randrange(3))],
        "dependencies": [{"id": f"K{n}", "type": draw.choice(["customer", "external", "vendor"]), "what": text(),
                          **maybe(owner=who(), due=day(), blocker=text())} for n in range(draw.randrange(3))],
        "changes": [{"id": f"C{n}", "request": text(), **maybe(cost=draw.randrange(9000), impact_days=2.5, date=day())}
                    for n in range(draw.randrange(3))],
        "scope": {"parking_lot": [text() for _ in range(draw.randrange(3))]},
    }  # fmt: skip


def test_two_hundred_drawn_plans_come_home_unchanged(tmp_path: Path) -> None:
    compared = 0
    for number in range(PLANS):
        plan = tmp_path / "plan.json"
        plan.write_text(json.dumps(drawn_plan(number)), encoding="utf-8")
        file = tmp_path / "book.xlsx"
        file.write_bytes(made(plan, FRIDAY if number % 2 else None, ("customer", "internal")[number % 3 == 0]))
        found = syncing.compare(plan, file)
        assert (found.changes, found.problems) == ((), ()), number
        compared += found.same
    assert compared > PLANS * 20


DAYS = st.dates(date(2027, 1, 4), date(2027, 6, 30))
EDITS = {
    ("Risks", "R001", "Due"): ("risks[0].due", DAYS),
    ("Risks", "R001", "Mitigation"): ("risks[0].mitigation", st.text("abc ÄÖ:#-", min_size=1, max_size=30)),
    ("Risks", "R002", "Owner"): ("risks[1].owner", st.sampled_from(["Wei Mockridge", "Pia Standinsky"])),
    ("Risks", "R002", "Status"): ("risks[1].status", st.sampled_from(["Open", "Mitigated", "Closed"])),
    ("Issues", "I001", "Target"): ("issues[0].target", DAYS),
    ("ParkingLot", "P2", "Value"): ("scope.parking_lot[1].value", st.sampled_from(["more", "no: less", "'x'"])),
    ("Tasks", "T08", "Done"): ("progress", st.integers(2, 99)),
    ("RACI", "Kickoff", "Champion"): ("raci[0].champion", st.sampled_from(["R", "C", "I", "R/A"])),
}  # fmt: skip
UNSAID = {"risks[1].status": "open", "progress": "11%"}
"""What a key means where the sample does not say it: T08 has begun on 29 January: one of its nine days, a ninth."""
WRITTEN = {"Wei Mockridge": "wei", "Pia Standinsky": "pia"}
BEFORE = {
    "risks[0].due": "2027-01-25", "risks[1].owner": "jonas", "issues[0].target": "2027-01-26",
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    plan = Path(shutil.copy(SAMPLE, tmp_path_factory.mktemp("laws") / "plan.yaml"))
    return plan, made(plan, FRIDAY)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.fixed_dictionaries({}, optional={place: values for place, (_, values) in EDITS.items()}))
def test_random_edits_come_back_as_exactly_those_edits(book: tuple[Path, bytes], drawn: dict[Any, Any]) -> None:
    plan, data = book
    expected: dict[str, str] = {}
    cells: dict[tuple[str, str, str], Any] = {}
    data_then = api.load(plan).source.data
    for place, value in drawn.items():
        where = EDITS[place][0]
        key = where.rpartition(".")[2]
        cells[place] = value.isoformat() if isinstance(value, date) else value
        new = WRITTEN.get(value, value.lower() if place[2] == "Status" else value) if isinstance(value, str) else value
        new = f"{value}%" if place[2] == "Done" else str(new).strip()
        if new and new != (_known(data_then, where) or UNSAID.get(where, "")):
            expected[where] = f"{key}: {new}"
    drawn_file = plan.with_name("book.xlsx")
    drawn_file.write_bytes(typed(data, cells))
    found = syncing.compare(plan, drawn_file)
    refused = [problem for problem in found.problems if "may not be empty" not in problem.message]
    assert refused == []
    got = {change.where: change.new for change in found.changes if change.new != "mitigation: –"}
    got = {("progress" if where.endswith(".progress") else where): new for where, new in got.items()}
    assert {where: " ".join(new.split()) for where, new in got.items()} == {
        where: " ".join(new.split()) for where, new in expected.items()
    }


def _known(data: Any, where: str) -> str:
    """Return what the sample says at a key path, read with the plainest of means."""
    if where == "progress":
        return ""
    here = data
    for part in where.replace("]", "").replace("[", ".").split("."):
        here = here[int(part)] if part.isdecimal() else here.get(part, "")
    return str(here)


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_and_edits_still_come_home(book: tuple[Path, bytes], tmp_path: Path) -> None:
    plan, data = book
    file = tmp_path / "saved.xlsx"
    edits = {("Risks", "R002", "Owner"): "Wei Mockridge", ("Tasks", "T08", "Done"): 0.6}
    saved = saved_by_libreoffice({"as made": data, "edited": typed(data, edits)})
    for name, expected in (("as made", []), ("edited", ["owner: wei", "progress: 60%"])):
        file.write_bytes(saved[name])
        found = syncing.compare(plan, file)
        assert found.problems == ()
        assert sorted(change.new for change in found.changes) == expected
