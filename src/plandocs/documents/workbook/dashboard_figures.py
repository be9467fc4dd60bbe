"""The band of figures at the top of the dashboard: a label, a figure and a note each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plandocs.content.facts.progress import MINOR_SLIP, MODERATE_SLIP
from plandocs.content.sheets import Area, DataTable, Formula, Item, Value, address, quoted
from plandocs.documents.workbook.dashboard_left import buffer_total, work_done
from plandocs.documents.workbook.setting import Setting, matching

_GAP = 7
_LAST = 12


def figures(setting: Setting, tables: Mapping[str, DataTable], row: int) -> Area:
    """Return the band: labels, figures and notes in three rows, each figure in its own column."""
    tasks = tables["schedule"]
    labels: dict[int, Item] = {}
    values: dict[int, Item] = {}
    notes: dict[int, Item] = {}

    def add(column: int, key: str, formula: Formula, style: str = "card_value") -> None:
        labels[column] = Item(setting.say(f"figure.{key}"), "card_label")
        values[column] = Item(formula, style)

    now, agreed, slip = _go_live(setting, tasks)
    add(1, "go_live_now", now, "card_date")
    add(2, "slip", slip)
    notes[2] = Item(_delay(setting, address(row + 1, 2)), "card_note")
    add(3, "done", work_done(setting, tasks), "card_percent")
    left, size = buffer_total(setting, tasks)
    add(4, "buffer_left", left)
    notes[4] = Item(
        Formula(f"{quoted(setting.say('figure.of') + ' ')}&{size.text}", f"{setting.say('figure.of')} {size.value}"),
        "card_note",
    )
    add(5, "high_risks", _high_risks(setting, tables["risks"]))
    add(6, "overdue", _overdue(setting, tables["dependencies"]))
    notes[6] = Item(setting.say("figure.dependencies"), "card_note")
    add(8, "go_live_agreed", agreed, "card_date")
    add(9, "open_issues", _open(setting, tables["issues"], "issue_status.closed", _open_issues(setting)))
    add(10, "open_changes", _open_changes(setting, tables["changes"]))
    blank = Item(None, "card_note")
    rows = [
        tuple(None if column == _GAP else found.get(column, blank) for column in range(1, _LAST + 1))
        for found in (labels, values, notes)
    ]
    return Area(row, 1, tuple(rows), (28.0, 28.0, 16.0))


def _go_live(setting: Setting, tasks: DataTable) -> tuple[Formula, Formula, Formula]:
    """Return go-live now, go-live agreed and the slip; of the project's end where no visible row is the go-live."""
    facts = setting.facts
    row = facts.by_id.get(facts.current.go_live_task or "")
    if row is not None:
        place = f"MATCH({matching(row.id)},{tasks.whole('id')},0)"
        return (
            Formula(f"INDEX({tasks.whole('finish')},{place})", row.finish),
            Formula(f"INDEX({tasks.whole('base_finish')},{place})", row.agreed_finish),
            Formula(f"INDEX({tasks.whole('slip')},{place})", row.slip),
        )
    now: date = max(row.finish for row in facts.rows)
    agreed: date = max(row.agreed_finish for row in facts.rows)
    ends = [f"MAX({tasks.whole(key)})" for key in ("base_finish", "finish")]
    return (
        Formula(ends[1], now),
        Formula(ends[0], agreed),
        Formula(setting.counted.between(*ends), facts.agreed.working_days_between(agreed, now)),
    )


def _delay(setting: Setting, slip: str) -> Formula:
    words = {key: setting.common(f"delay.{key}") for key in ("none", "minor", "moderate", "major")}
    formula = (
        f"IF({slip}<=0,{quoted(words['none'])},IF({slip}<={MINOR_SLIP},{quoted(words['minor'])},"
        f"IF({slip}<={MODERATE_SLIP},{quoted(words['moderate'])},{quoted(words['major'])})))"
    )
    return Formula(formula, words[setting.facts.progress.delay])


def _high_risks(setting: Setting, risks: DataTable) -> Formula:
    high, closed = setting.common("band.high"), setting.common("risk_status.closed")
    formula = f"COUNTIFS({risks.whole('band')},{quoted(high)},{risks.whole('status')},{quoted('<>' + closed)})"
    return Formula(formula, sum(risk.is_open and risk.band == "high" for risk in setting.facts.risks))


def _overdue(setting: Setting, dependencies: DataTable) -> Formula:
    word = setting.say("attention.overdue")
    count: Value = sum(entry.overdue for entry in setting.facts.dependencies)
    return Formula(f"COUNTIF({dependencies.whole('attention')},{quoted(word)})", count)


def _open(setting: Setting, table: DataTable, closed_key: str, count: int) -> Formula:
    closed = setting.common(closed_key)
    filled = f'COUNTIFS({table.whole("id")},"?*",{table.whole("status")},{quoted("<>" + closed)})'
    return Formula(filled, count)


def _open_issues(setting: Setting) -> int:
    return sum(issue.status != "closed" and bool(issue.id) for issue in setting.facts.issues)


def _open_changes(setting: Setting, table: DataTable) -> Formula:
    words = [setting.common(f"change_status.{key}") for key in ("open", "assessed")]
    formula = "+".join(f"COUNTIF({table.whole('status')},{quoted(word)})" for word in words)
    return Formula(formula, sum(change.status in ("open", "assessed") for change in setting.facts.changes))
