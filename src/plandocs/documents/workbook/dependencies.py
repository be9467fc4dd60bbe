"""Dependencies with their clocks: when to reach out, how long blocked, when to escalate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from plandocs.content.blocks import Tone
from plandocs.content.facts import DependencyFact
from plandocs.content.facts.registers import ESCALATE_AFTER_HOURS, OUTREACH_DAYS
from plandocs.content.sheets import AS_OF_NAME, DataTable, Rule, Sheet, SheetColumn, Value, quoted
from plandocs.documents.workbook.registers import nothing_yet
from plandocs.documents.workbook.setting import Setting, titled

TABLE = "Dependencies"
_ATTENTION = ("overdue", "escalate", "blocked", "escalated", "reach_out", "no_commitment")
ATTENTION_TONES: Mapping[str, Tone] = {
    "overdue": "bad",
    "escalate": "bad",
    "blocked": "watch",
    "escalated": "watch",
    "reach_out": "watch",
}
_SPARE = 2
_DAYS_TO_ESCALATE = ESCALATE_AFTER_HOURS // 24


def dependencies_sheet(setting: Setting) -> Sheet:
    """Return the sheet with the table `Dependencies`."""
    table = dependencies_table(setting)
    return setting.sheet(
        "dependencies",
        tables=(table,),
        areas=() if table.rows else (nothing_yet(setting, table),),
        freeze=(table.row, 2),
        repeat_rows=(table.row, table.row),
        print_columns=((1, table.number_of("days_left")),),
    )


def dependencies_table(setting: Setting) -> DataTable:
    """Return the dependencies in the order of the plan."""
    moments = {entry.id: entry.blocked_since for entry in setting.facts.plan.dependencies}
    columns = _columns(setting)
    rows = []
    for entry in setting.facts.dependencies:
        values = _values(entry, moments[entry.id], setting)
        rows.append(tuple(values[column.key] for column in columns))
    done = quoted(setting.common("dependency_status.done"))
    return DataTable(
        name=TABLE,
        columns=titled(columns),
        rows=tuple(rows),
        spare=_SPARE if rows else _SPARE + 3,
        rules=(
            Rule(f"{{status}}={done}", "faint", ("id", "dependency", "owner", "due")),
            Rule(f"{{hours}}>{ESCALATE_AFTER_HOURS}", "bad", ("hours",)),
            Rule("AND(ISNUMBER({days_left}),{days_left}<0)", "bad", ("days_left",)),
        ),
        alt=setting.say("sheet.dependencies.alt"),
    )


def attention_words(setting: Setting) -> dict[str, str]:
    """Return what a dependency can ask attention for, in words."""
    return {key: setting.say(f"attention.{key}") for key in _ATTENTION}


def _columns(setting: Setting) -> list[SheetColumn]:
    column, counted = setting.column, setting.counted
    done = quoted(setting.common("dependency_status.done"))
    blocked = quoted(setting.common("dependency_status.blocked"))
    words = {key: quoted(text) for key, text in attention_words(setting).items()}
    named = attention_words(setting)
    status = {"done": "good", "blocked": "bad", "on_track": "accent"}
    first, last = OUTREACH_DAYS
    steps = [
        f'IF({{due}}="","",{counted.after("{due}", -count)})' if counted.can_step else "" for count in (first, last)
    ]
    window = f"AND(ISNUMBER({{reach_from}}),{AS_OF_NAME}>={{reach_from}},{AS_OF_NAME}<={{due}})"
    asks = (
        f'IF(OR({{id}}="",{{status}}={done}),"",IF(AND(ISNUMBER({{days_left}}),{{days_left}}<0),{words["overdue"]},'
        f'IF(AND({{hours}}>{ESCALATE_AFTER_HOURS},{{escalated}}=""),{words["escalate"]},'
        f'IF({{status}}={blocked},{words["blocked"]},IF(AND({{escalated}}<>"",{{escalated}}<={AS_OF_NAME}),{words["escalated"]},'
        f'IF({window},{words["reach_out"]},IF({{evidence}}="",{words["no_commitment"]},"")))))))'
    )
    return [
        column("id", "id", "input"),
        column("dependency", "text", "input", most=44),
        column("owner", "text", "input", people=True, most=24),
        column("due", "date", "input"),
        column(
            "status",
            "text",
            "input",
            listed="dependency_status",
            tones={setting.common(f"dependency_status.{key}"): tone for key, tone in status.items()},  # type: ignore[misc]
        ),
        column("blocker", "text", "input", most=36),
        column("escalation", "text", "input", most=28),
        column(
            "attention",
            formula=asks,
            tones={named[key]: tone for key, tone in ATTENTION_TONES.items()},
        ),
        column(
            "days_left",
            "number",
            formula=f'IF(OR({{due}}="",{{status}}={done}),"",{counted.between(AS_OF_NAME, "{due}")})',
        ),
        column("type", "text", most=18),
        column("needed_by", "text", most=20),
        column("reach_from", "date", formula=steps[0]),
        column("reach_to", "date", formula=steps[1]),
        column("blocked_since", "date", "input"),
        column(
            "hours",
            "number",
            formula=f'IF(AND({{status}}={blocked},{{blocked_since}}<>""),'
            f"MAX(0,INT(ROUND(({AS_OF_NAME}-{{blocked_since}})*24,4))),0)",
            hide_zero=True,
        ),
        column(
            "escalate_by",
            "date",
            formula=f'IF({{blocked_since}}="","",INT({{blocked_since}}+{_DAYS_TO_ESCALATE}))',
        ),
        column("escalated", "date", "input"),
        column("evidence", "text", "input", most=28),
        column("backup", "text", "input", most=36),
    ]


def _values(entry: DependencyFact, blocked_since: date | datetime | None, setting: Setting) -> dict[str, Value]:
    return {
        "id": entry.id,
        "dependency": entry.what,
        "owner": entry.owner,
        "due": entry.due,
        "status": entry.status_label,
        "blocker": entry.blocker,
        "escalation": entry.escalation,
        "attention": attention(entry, setting),
        "days_left": "" if entry.days_left is None else entry.days_left,
        "type": entry.type_label,
        "needed_by": ", ".join(entry.needed_by),
        "reach_from": entry.outreach_from or "",
        "reach_to": entry.outreach_to or "",
        "blocked_since": blocked_since,
        "hours": entry.blocked_hours,
        "escalate_by": entry.escalate_by or "",
        "escalated": entry.escalated_on,
        "evidence": entry.commitment,
        "backup": entry.backup,
    }


def attention(entry: DependencyFact, setting: Setting) -> str:
    """Return what the formula of the column gives."""
    words = attention_words(setting)
    if not entry.is_open:
        return ""
    if entry.overdue:
        return words["overdue"]
    if entry.blocked_hours > ESCALATE_AFTER_HOURS and entry.escalated_on is None:
        return words["escalate"]
    if entry.status == "blocked":
        return words["blocked"]
    as_of = setting.facts.as_of
    if entry.escalated_on is not None and entry.escalated_on <= as_of:
        return words["escalated"]
    if entry.due and entry.outreach_from and entry.outreach_from <= as_of <= entry.due:
        return words["reach_out"]
    return "" if entry.commitment else words["no_commitment"]
