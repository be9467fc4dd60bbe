"""The smaller registers: issues, changes, the parking lot, change impacts, alignment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from plandocs.content.blocks import Tone
from plandocs.content.sheets import AS_OF_NAME, Area, DataTable, Formula, Item, Rule, Sheet, SheetColumn, Value, quoted
from plandocs.documents.workbook.setting import REACH_FROM, Setting, titled
from plandocs.plan.registers import Change

_SPARE = 3
_SPARE_WHEN_EMPTY = 6


def issues_sheet(setting: Setting) -> Sheet:
    """Return the issues, with their age and what is amiss with each."""
    facts = setting.facts
    closed = setting.common("issue_status.closed")
    columns = [
        setting.column("id", "id", "input"),
        setting.column("issue", "text", "input", most=52),
        setting.column("raised", "date", "input"),
        setting.column("severity", "text", "input", listed="severity", tones=_severity_tones(setting)),
        setting.column("owner", "text", "input", people=True, most=24),
        setting.column("target", "date", "input"),
        setting.column("status", "text", "input", listed="issue_status", tones={closed: "good"}),
        setting.column(
            "age",
            "number",
            formula=f'IF({{raised}}="","",IF({{closed}}<>"",{{closed}},{AS_OF_NAME})-{{raised}})',
        ),
        setting.column("check", formula=_issue_check(setting, closed), tones=_issue_tones(setting)),
        setting.column("resolution", "text", "input", most=52),
        setting.column("closed", "date", "input"),
    ]
    rows: list[tuple[Value, ...]] = []
    for issue in facts.issues:
        age: Value = ((issue.closed or facts.as_of) - issue.raised).days if issue.raised else ""
        past = issue.target is not None and issue.target < facts.as_of
        check = ""
        if issue.status == "closed":
            check = "" if issue.resolution else setting.say("issue.no_resolution")
        elif past:
            check = setting.say("issue.past_target")
        rows.append(
            (
                issue.id,
                issue.issue,
                issue.raised,
                setting.common(f"severity.{issue.severity}"),
                facts.people.name(issue.owner),
                issue.target,
                setting.common(f"issue_status.{issue.status}"),
                age,
                check,
                issue.resolution,
                issue.closed,
            )
        )
    return _register(setting, "issues", "Issues", columns, rows, (Rule(f"{{status}}={quoted(closed)}", "faint"),))


def _severity_tones(setting: Setting) -> dict[str, Tone]:
    return {setting.common("severity.critical"): "bad", setting.common("severity.high"): "watch"}


def _issue_check(setting: Setting, closed: str) -> str:
    late, empty = setting.say("issue.past_target"), setting.say("issue.no_resolution")
    return (
        f'IF({{id}}="","",IF({{status}}={quoted(closed)},IF({{resolution}}="",{quoted(empty)},""),'
        f'IF(AND({{target}}<>"",{{target}}<{AS_OF_NAME}),{quoted(late)},"")))'
    )


def _issue_tones(setting: Setting) -> dict[str, Tone]:
    return {setting.say("issue.past_target"): "bad", setting.say("issue.no_resolution"): "watch"}


def changes_sheet(setting: Setting) -> Sheet:
    """Return the change requests, with what the approved ones add up to."""
    facts = setting.facts
    approved = setting.common("change_status.approved")
    columns = [
        setting.column("id", "id", "input"),
        setting.column("request", "text", "input", most=52),
        setting.column("trigger", "text", "input", most=24),
        setting.column("requester", "text", "input", people=True, most=24),
        setting.column("date", "date", "input"),
        setting.column("impact_days", "number", "input"),
        setting.column("impact_hours", "number", "input"),
        setting.column("cost", "money", "input"),
        setting.column("options", "text", most=52),
        setting.column("option", "text", "input", most=52),
        setting.column(
            "status", "text", "input", listed="change_status", tones={approved: "good", **_open_tone(setting)}
        ),
        setting.column("approver", "text", "input", people=True, most=24),
        setting.column("decided", "date", "input"),
    ]
    rows = [
        (
            change.id,
            change.request,
            change.trigger,
            facts.people.name(change.requester),
            change.date,
            change.impact_days,
            change.impact_hours,
            change.cost,
            "\n".join(_option(setting, change, place) for place in range(1, len(change.options) + 1)),
            _chosen(change),
            setting.common(f"change_status.{change.status}"),
            facts.people.name(change.approver),
            change.decided,
        )
        for change in facts.changes
    ]
    sheet = _register(setting, "changes", "Changes", columns, rows, (), row=8)
    areas = (_approved(setting, sheet.tables[0], approved), *sheet.areas)
    return replace(sheet, areas=areas)


def _open_tone(setting: Setting) -> dict[str, Tone]:
    return {setting.common("change_status.open"): "watch"}


def _option(setting: Setting, change: Change, place: int) -> str:
    """Return an option in words: what would be done, the days and money it takes, the go-live that follows."""
    option = change.options[place - 1]
    formats = setting.words.formats
    effects = []
    if option.days is not None:
        effects.append(setting.say("change.days", days=option.days))
    if option.cost is not None:
        effects.append(formats.money(option.cost))
    if option.go_live is not None:
        effects.append(setting.say("change.go_live", day=formats.day(option.go_live)))
    return f"{place}. {option.text}" + (f" ({', '.join(effects)})" if effects else "")


def _chosen(change: Change) -> str:
    """Return the option that was taken, in words."""
    if change.chosen is None or not 1 <= change.chosen <= len(change.options):
        return ""
    return f"{change.chosen}. {change.options[change.chosen - 1].text}"


def _approved(setting: Setting, table: DataTable, approved: str) -> Area:
    """Return the days and the money of the approved changes, above the table."""
    taken = [change for change in setting.facts.changes if change.status == "approved"]
    days = sum(change.impact_days or 0 for change in taken)
    money = sum((change.cost or Decimal(0) for change in taken), Decimal(0))
    criterion = f"{table.whole('status')},{quoted(approved)}"
    return Area(
        4,
        1,
        (
            (
                Item(setting.say("change.approved_days"), "label"),
                None,
                Item(Formula(f"SUMIFS({table.whole('impact_days')},{criterion})", days), "total_number"),
            ),
            (
                Item(setting.say("change.approved_money"), "label"),
                None,
                Item(Formula(f"SUMIFS({table.whole('cost')},{criterion})", money), "total_money"),
            ),
        ),
    )


def parking_sheet(setting: Setting) -> Sheet:
    """Return the ideas kept for a later phase."""
    columns = [
        setting.column("id", "id", "input"),
        setting.column("idea", "text", "input", most=52),
        setting.column("requester", "text", "input", people=True, most=24),
        setting.column("date", "date", "input"),
        setting.column("value", "text", "input", most=44),
        setting.column("revisit", "date", "input"),
    ]
    rows = [
        (line.id, line.text, line.requester, line.asked, line.value, line.revisit)
        for line in setting.facts.scope.parked
    ]
    due = f"AND(ISNUMBER({{revisit}}),{{revisit}}<={AS_OF_NAME})"
    return _register(setting, "parking", "ParkingLot", columns, rows, (Rule(due, "watch", ("revisit",)),))


def impacts_sheet(setting: Setting) -> Sheet:
    """Return the change impacts, ranked by value and reach."""
    columns = [
        setting.column("group", "text", "input", most=36),
        setting.column("impact_on_group", "text", "input", most=52),
        setting.column("side", "text", "fixed", most=20),
        setting.column("value_1_5", "number", "input"),
        setting.column("people", "number", "input"),
        setting.column(
            "score",
            "number",
            formula=f'IF(OR({{value_1_5}}="",{{people}}=""),0,{{value_1_5}}*MATCH({{people}},{REACH_FROM},1))',
            hide_zero=True,
        ),
        setting.column("known", "text", "fixed"),
        setting.column("action", "text", "input", most=44),
        setting.column("owner", "text", "input", people=True, most=24),
        setting.column("due", "date", "input"),
    ]
    rows = [
        (
            impact.group,
            impact.impact,
            setting.say(f"impact.{impact.side}", customer=setting.facts.customer, vendor=setting.facts.vendor),
            impact.value,
            impact.people,
            impact.score,
            setting.say("impact.known" if impact.known else "impact.predicted"),
            impact.action,
            impact.owner,
            impact.due,
        )
        for impact in setting.facts.impacts
    ]
    return _register(setting, "impacts", "ChangeImpacts", columns, rows, (), freeze_columns=1)


def alignment_sheet(setting: Setting) -> Sheet:
    """Return who stands behind the plan: for the internal edition only."""
    facts = setting.facts
    tones: dict[str, Tone] = {
        setting.common("alignment_status.confirmed"): "good",
        setting.common("alignment_status.concern"): "bad",
        setting.common("alignment_status.asked"): "watch",
    }
    columns = [
        setting.column("person", "text", "input", people=True, most=28),
        setting.column("side", "text", "fixed"),
        setting.column("topic", "text", "input", most=44),
        setting.column("status", "text", "input", listed="alignment_status", tones=tones),
        setting.column("method", "text", "input", most=20),
        setting.column("date", "date", "input"),
        setting.column("concern", "text", "input", most=52),
    ]
    rows = []
    for entry in facts.alignment:
        side = facts.people.side_of(entry.person)
        rows.append(
            (
                facts.people.name(entry.person),
                setting.common(f"side.{side}") if side else "",
                entry.topic,
                setting.common(f"alignment_status.{entry.status}"),
                entry.method,
                entry.date,
                entry.concern,
            )
        )
    return _register(setting, "alignment", "Alignment", columns, rows, (), freeze_columns=1, group="internal")


def touchpoints_sheet(setting: Setting) -> Sheet:
    """Return every touchpoint by date; those without dates follow with their rhythm in words."""
    columns = [
        setting.column("date", "date", "input"),
        setting.column("touchpoint", "text", "input", most=40),
        setting.column("who", "text", "input", most=44),
        setting.column("owner", "text", "input", people=True, most=24),
        setting.column("channel", "text", "input", most=20),
        setting.column("format", "text", "input", most=36),
        setting.column("minutes", "number", "input"),
        setting.column("cadence", "text", "fixed", most=36),
    ]
    dated: list[tuple[Value, ...]] = []
    undated: list[tuple[Value, ...]] = []
    for entry in setting.facts.communications:
        rest = (entry.what, ", ".join(entry.who), entry.owner, entry.channel, entry.format, entry.minutes)
        days = entry.dates or ((entry.starts,) if entry.starts else ())
        dated += [(day, *rest, entry.cadence) for day in days]
        if not days:
            undated.append((None, *rest, entry.cadence))
    dated.sort(key=lambda row: str(row[0]))
    rules = (
        Rule(f"AND(ISNUMBER({{date}}),{{date}}<{AS_OF_NAME})", "faint"),
        Rule(f"AND(ISNUMBER({{date}}),{{date}}<={AS_OF_NAME}+7)", "accent", ("date",)),
    )
    return _register(setting, "touchpoints", "Touchpoints", columns, [*dated, *undated], rules, group="plan")


def _register(
    setting: Setting,
    key: str,
    name: str,
    columns: Iterable[SheetColumn],
    rows: Sequence[tuple[Value, ...]],
    rules: tuple[Rule, ...],
    *,
    row: int = 5,
    freeze_columns: int = 2,
    group: str = "register",
) -> Sheet:
    """Return a sheet with one table that is typed into."""
    table = DataTable(
        name=name,
        columns=titled(columns),
        rows=tuple(rows),
        row=row,
        rules=rules,
        spare=_SPARE if rows else _SPARE_WHEN_EMPTY,
        alt=setting.say(f"sheet.{key}.alt"),
    )
    return setting.sheet(
        key,
        group=group,
        tables=(table,),
        areas=() if rows else (nothing_yet(setting, table),),
        freeze=(row, freeze_columns),
        repeat_rows=(row, row),
    )


def nothing_yet(setting: Setting, table: DataTable) -> Area:
    """Return the sentence above an empty table; it goes when the first row is filled."""
    text = setting.say("nothing.entries")
    formula = f'IF(COUNTA({table.whole(table.columns[0].key)})=0,{quoted(text)},"")'
    return Area(table.row - 1, 1, ((Item(Formula(formula, text), "fact"),),))
