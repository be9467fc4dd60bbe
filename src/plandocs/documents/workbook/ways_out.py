"""The ways out where people are asked for more hours than they have. For the internal edition only. Source: S32.

A sheet to read: its dates are the scheduler's with each way tried, so they stay as they are when cells are changed.
"""

from __future__ import annotations

from plandocs.content.sheets import DataTable, Sheet, Value
from plandocs.content.ways_out import way_lines, week_line
from plandocs.documents.workbook.setting import Setting, titled

TABLE = "WaysOut"


def ways_out_sheet(setting: Setting) -> Sheet | None:
    """Return the four ways for each person with too few hours; None where nobody is short."""
    found = setting.facts.capacity
    if not found.overbooked:
        return None
    words = setting.words
    end = "go_live" if found.has_go_live else "end"

    def title(key: str) -> str:
        return words.say(f"capacity.column.{key}")

    columns = [
        setting.column("person", "text", most=24),
        setting.column("weeks", "text", title=title("weeks"), most=38),
        setting.column("number", "id", title=title("number")),
        setting.column("way", "text", title=title("way"), most=26),
        setting.column("end", "date", title=title(end)),
        setting.column("moves", "text", title=title("moves"), most=18),
        setting.column("cost", "money", title=title("cost")),
        setting.column("effect", "text", title=title("effect"), most=90),
    ]
    rows: list[tuple[Value, ...]] = []
    for over in found.overbooked:
        name = setting.facts.people.name(over.person)
        weeks = "\n".join(week_line(week, words) for week in over.weeks)
        for line in way_lines(setting.facts.plan, over, words):
            head = (name, weeks) if line.number == 1 else (name, "")
            rows.append((*head, str(line.number), line.called, line.end, line.moves, line.cost, line.effect))
    table = DataTable(name=TABLE, columns=titled(columns), rows=tuple(rows), alt=setting.say("sheet.ways_out.alt"))
    return setting.sheet("ways_out", group="internal", tables=(table,), freeze=(5, 1), repeat_rows=(5, 5))
