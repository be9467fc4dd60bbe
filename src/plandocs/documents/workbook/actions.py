"""What we need from the customer, by date: the one register a small project works from."""

from __future__ import annotations

from plandocs.content.sheets import AS_OF_NAME, DataTable, Rule, Sheet, Value, quoted
from plandocs.documents.workbook.setting import Setting, titled

_SPARE = 4


def actions_sheet(setting: Setting) -> Sheet:
    """Return the asks of the customer and what third parties owe, by date."""
    done = setting.say("ask_status.done")
    columns = [
        setting.column("id", "id", "input"),
        setting.column("action_needed", "text", "input", most=52),
        setting.column("owner", "text", "input", people=True, most=28),
        setting.column("due", "date", "input"),
        setting.column("status", "text", "input", listed="ask_status", tones={done: "good"}),
        setting.column(
            "days_left",
            "number",
            formula=f'IF(OR({{due}}="",{{status}}={quoted(done)}),"",{setting.counted.between(AS_OF_NAME, "{due}")})',
        ),
        setting.column("waits", "text", "input", most=44),
        setting.column("remark", "text", "input", most=44),
    ]
    overdue = "AND(ISNUMBER({days_left}),{days_left}<0)"
    near = "AND(ISNUMBER({days_left}),{days_left}<=3)"
    rows = _rows(setting)
    table = DataTable(
        name="Actions",
        columns=titled(columns),
        rows=rows,
        spare=_SPARE,
        rules=(
            Rule(overdue, "bad", ("days_left",)),
            Rule(near, "watch", ("days_left",)),
            Rule(f"{{status}}={quoted(done)}", "faint"),
        ),
        alt=setting.say("sheet.actions.alt"),
    )
    return setting.sheet("actions", tables=(table,), freeze=(table.row, 2), repeat_rows=(table.row, table.row))


def _rows(setting: Setting) -> tuple[tuple[Value, ...], ...]:
    facts = setting.facts
    found = [
        (ask.agreed_due, ask.id, ask.action, ask.owner, ask.state, ", ".join(ask.blocks), ask.consequence)
        for ask in facts.asks
    ]
    asked = {ask.id for ask in facts.asks}
    found += [
        (
            entry.due,
            entry.id,
            entry.what,
            entry.owner,
            "open" if entry.is_open else "done",
            ", ".join(entry.needed_by_names),
            entry.backup,
        )
        for entry in facts.dependencies
        if entry.id not in asked
    ]
    found.sort(key=lambda row: (row[0] is None, str(row[0]), row[1]))
    days = facts.agreed.days
    return tuple(
        (
            identity,
            what,
            owner,
            due,
            setting.say(f"ask_status.{state}"),
            "" if due is None or state == "done" else days.working_days_between(facts.as_of, due),
            blocks,
            remark,
        )
        for due, identity, what, owner, state, blocks, remark in found
    )
