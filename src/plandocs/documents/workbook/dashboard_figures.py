"""The band of figures at the top of the dashboard: a label, a figure and a note each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plandocs.content.facts import TaskFact
from plandocs.content.sheets import Area, AreaRule, DataTable, Formula, Item, Value, address, quoted
from plandocs.documents.workbook.dashboard_buffers import BufferCells
from plandocs.documents.workbook.dashboard_left import behind, is_behind, of_tasks, work_done
from plandocs.documents.workbook.setting import Setting, matching
from plandocs.schedule.comparison import MINOR_SLIP, MODERATE_SLIP

_GAP, _LAST = 7, 12
_SLIP, _RISKS, _OVERDUE, _STATUS, _BEHIND, _DATE = 2, 5, 6, 8, 9, 10
"""Columns of figures that rules colour, and of the second date."""


def figures(setting: Setting, tables: Mapping[str, DataTable], row: int, buffers: BufferCells | None) -> Area:
    """Return the band: labels, figures and notes in three rows, each figure in its own column."""
    tasks = tables["schedule"]
    band = _Band(setting)
    if setting.tracked:
        _forecast_figures(band, tasks, row, buffers)
    else:
        _agreed_figures(band, tasks, buffers)
    band.add(3, "done", work_done(setting, tasks), "card_percent")
    band.add(_RISKS, "high_risks", _high_risks(setting, tables["risks"]))
    band.add(_OVERDUE, "overdue", _overdue(setting, tables["dependencies"]), note=setting.say("figure.dependencies"))
    band.add(_BEHIND, "behind", _behind(setting, tasks))
    band.add(11, "open_issues", _open(setting, tables["issues"], "issue_status.closed", _open_issues(setting)))
    band.add(_LAST, "open_changes", _open_changes(setting, tables["changes"]))
    return band.area(row)


def figure_rules(setting: Setting, row: int) -> tuple[AreaRule, ...]:
    """Return the rules of the figures' row: what is not as it should be stands out."""
    slip, risks, overdue, status, late = (
        address(row, column) for column in (_SLIP, _RISKS, _OVERDUE, _STATUS, _BEHIND)
    )
    found = [
        AreaRule(risks, f"{risks}>0", "watch"),
        AreaRule(overdue, f"{overdue}>0", "bad"),
        AreaRule(late, f"{late}>0", "watch"),
    ]
    if setting.tracked:
        found += [AreaRule(slip, f"{slip}>{MODERATE_SLIP}", "bad"), AreaRule(slip, f"{slip}>0", "watch")]
        words = {key: quoted(setting.common(f"rag.{key}")) for key in ("green", "amber", "red")}
        found += [
            AreaRule(status, f"{status}={words['green']}", "good"),
            AreaRule(status, f"{status}={words['amber']}", "watch"),
            AreaRule(status, f"{status}={words['red']}", "bad"),
        ]
    return tuple(found)


class _Band:
    """The three rows of the band while they are filled."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._labels: dict[int, Item] = {}
        self._values: dict[int, Item] = {}
        self._notes: dict[int, Item] = {}

    def add(
        self,
        column: int,
        key: str,
        value: Formula | str,
        style: str = "card_value",
        note: Formula | str = "",
        **words: object,
    ) -> None:
        """Add a figure under its worded label."""
        self._labels[column] = Item(self.setting.say(f"figure.{key}", **words), "card_label")
        self._values[column] = Item(value, style)
        if note:
            self._notes[column] = Item(note, "card_note")

    def area(self, row: int) -> Area:
        """Return the band from a row on."""
        blank = Item(None, "card_note")
        rows = [
            tuple(None if column == _GAP else found.get(column, blank) for column in range(1, _LAST + 1))
            for found in (self._labels, self._values, self._notes)
        ]
        return Area(row, 1, tuple(rows), (28.0, 28.0, 16.0))


def _forecast_figures(band: _Band, tasks: DataTable, row: int, buffers: BufferCells | None) -> None:
    """Add where the go-live stands against what was agreed, the buffer that is left, and the status."""
    setting = band.setting
    now, agreed, slip = _go_live(setting, tasks)
    band.add(1, "go_live_now", now, "card_date")
    band.add(_DATE, "go_live_agreed", agreed, "card_date")
    band.add(_SLIP, "slip", slip, note=_delay(setting, address(row + 1, _SLIP)))
    left = buffers.left(setting) if buffers else Formula("0", 0)
    size = buffers.size(setting) if buffers else Formula("0", 0)
    of = setting.say("figure.of") + " "
    band.add(4, "buffer_left", left, note=Formula(f"{quoted(of)}&{size.text}", f"{of}{size.value}"))
    facts = setting.facts
    status = setting.common(f"rag.{facts.progress.shown_rag}")
    band.add(_STATUS, "status", status, day=setting.words.formats.day_month(facts.as_of))


def _agreed_figures(band: _Band, tasks: DataTable, buffers: BufferCells | None) -> None:
    """Add the agreed go-live, the buffer of the plan, and how far the plan is agreed."""
    setting = band.setting
    facts = setting.facts
    row = facts.by_id.get(facts.agreed.go_live_task or "")
    end = Formula(f"MAX({tasks.whole('finish')})", max(row.finish for row in facts.rows))
    band.add(1, "go_live_agreed", end if row is None else _of_row(tasks, row, "finish"), "card_date")
    band.add(_DATE, "project_end", end, "card_date")
    size = buffers.planned(setting) if buffers else Formula("0", 0)
    band.add(4, "buffer", size, note=setting.say("figure.buffer_note"))
    band.add(_STATUS, "approval", setting.common(f"approval.{facts.approval}"))


def _go_live(setting: Setting, tasks: DataTable) -> tuple[Formula, Formula, Formula]:
    """Return go-live now, go-live agreed and the slip; of the project's end where no visible row is the go-live."""
    facts = setting.facts
    row = facts.by_id.get(facts.current.go_live_task or "")
    if row is not None:
        now, agreed, slip = (_of_row(tasks, row, key) for key in ("finish", "base_finish", "slip"))
        return now, agreed, slip
    end: date = max(row.finish for row in facts.rows)
    before: date = max(row.agreed_finish for row in facts.rows)
    ends = [f"MAX({tasks.whole(key)})" for key in ("base_finish", "finish")]
    return (
        Formula(ends[1], end),
        Formula(ends[0], before),
        Formula(setting.counted.between(*ends), facts.agreed.working_days_between(before, end)),
    )


def _of_row(tasks: DataTable, row: TaskFact, key: str) -> Formula:
    """Return a formula for one of a task's values."""
    values: dict[str, Value] = {"finish": row.finish, "base_finish": row.agreed_finish, "slip": row.slip}
    return Formula(f"INDEX({tasks.whole(key)},MATCH({matching(row.id)},{tasks.whole('id')},0))", values[key])


def _delay(setting: Setting, slip: str) -> Formula:
    words = {key: setting.common(f"delay.{key}") for key in ("none", "minor", "moderate", "major")}
    formula = (
        f"IF({slip}<=0,{quoted(words['none'])},IF({slip}<={MINOR_SLIP},{quoted(words['minor'])},"
        f"IF({slip}<={MODERATE_SLIP},{quoted(words['moderate'])},{quoted(words['major'])})))"
    )
    return Formula(formula, words[setting.facts.progress.delay])


def _behind(setting: Setting, tasks: DataTable) -> Formula:
    """Return how many tasks are past their agreed date, or will be by the forecast."""
    formula = f"SUMPRODUCT({of_tasks(setting, tasks)}*{behind(setting, tasks)})"
    return Formula(formula, sum(map(is_behind, setting.facts.tasks)))


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
