"""RACI: who decides, who does, who is told; and whether every row has one who decides and one who does."""

from __future__ import annotations

from plandocs.content.sheets import (
    Area,
    DataTable,
    Formula,
    Item,
    Rule,
    Sheet,
    SheetColumn,
    Value,
    column_reference,
    quoted,
)
from plandocs.documents.workbook.setting import Setting, titled

TABLE = "RACI"
_MOST_CONSULTED = 3
"""Letters C in a row beyond which nobody is really asked. Source: S69."""
_HEADER_ROW = 8
_SPARE = 3


def raci_sheet(setting: Setting) -> Sheet:
    """Return the sheet with the table `RACI`, the load of each role above it, and a line on its health."""
    table = raci_table(setting)
    return setting.sheet(
        "raci",
        group="plan",
        tables=(table,),
        areas=(_health(setting, table), _loads(setting, table)),
        freeze=(table.row, 1),
        repeat_rows=(table.row, table.row),
    )


def raci_table(setting: Setting) -> DataTable:
    """Return the matrix with its counts and checks."""
    raci = setting.facts.raci
    titles = raci.heads or (setting.say("column.role"),)
    keys = [f"role_{place}" for place in range(len(titles))]
    letters = setting.choices("raci_letter")
    roles = [
        SheetColumn(key=key, title=title, kind="letter", role="input", choices=letters)
        for key, title in zip(keys, titles, strict=True)
    ]
    row = f"{{{keys[0]}:{keys[-1]}}}" if len(keys) > 1 else f"{{{keys[0]}}}"
    columns = titled(
        [
            setting.column("activity", "text", "input", most=44),
            *roles,
            setting.column("count_a", "number", formula=_count(row, "*A*")),
            setting.column("count_r", "number", formula=_count(row, "*R*")),
            setting.column("count_c", "number", formula=_count(row, "C")),
            setting.column("check", formula=_check_formula(setting), tones={setting.say("raci.ok"): "good"}),
        ]
    )
    rows = tuple((name, *given, *_counts(given, setting)) for name, given in raci.rows)
    return DataTable(
        name=TABLE,
        columns=columns,
        rows=rows,
        row=_HEADER_ROW,
        spare=_SPARE,
        alt=setting.say("sheet.raci.alt"),
        rules=(
            Rule(f'AND({{check}}<>"",{{check}}<>{quoted(setting.say("raci.ok"))})', "bad", ("activity", "check")),
            *(Rule(f'ISNUMBER(SEARCH("A",{{{key}}}))', "accent", (key,)) for key in keys),
            *(Rule(f'OR(LEFT({{{key}}})="A",LEFT({{{key}}})="R")', "strong", (key,)) for key in keys),
            *(Rule(f'OR({{{key}}}="C",{{{key}}}="I")', "faint", (key,)) for key in keys),
        ),
    )


def _count(row: str, letters: str) -> str:
    """Return the formula that counts letters in a row, empty where there is no activity."""
    return f'IF({{activity}}="","",COUNTIF({row},"{letters}"))'


def _check_formula(setting: Setting) -> str:
    say = setting.say
    return (
        f'IF({{activity}}="","",IF({{count_a}}=0,{quoted(say("raci.no_a"))},'
        f"IF({{count_a}}>1,{{count_a}}&{quoted(' ' + say('raci.a'))},IF({{count_r}}=0,{quoted(say('raci.no_r'))},"
        f"IF({{count_c}}>{_MOST_CONSULTED},{{count_c}}&{quoted(' ' + say('raci.c'))},{quoted(say('raci.ok'))})))))"
    )


def _counts(letters: tuple[str, ...], setting: Setting) -> tuple[Value, ...]:
    """Return what the four formulas of a row give."""
    accountable = sum("A" in letter for letter in letters)
    responsible = sum("R" in letter for letter in letters)
    consulted = sum(letter == "C" for letter in letters)
    say = setting.say
    if accountable == 0:
        check = say("raci.no_a")
    elif accountable > 1:
        check = f"{accountable} {say('raci.a')}"
    elif responsible == 0:
        check = say("raci.no_r")
    elif consulted > _MOST_CONSULTED:
        check = f"{consulted} {say('raci.c')}"
    else:
        check = say("raci.ok")
    return accountable, responsible, consulted, check


def _health(setting: Setting, table: DataTable) -> Area:
    """Return the line that says how many activities are settled."""
    checks = [row[-1] for row in table.rows]
    fine = setting.say("raci.ok")
    settled = sum(check == fine for check in checks)
    open_ = len(checks) - settled
    check = table.whole("check")
    return Area(
        4,
        1,
        (
            (
                Item(
                    Formula(
                        f"COUNTIF({check},{quoted(fine)})&{quoted(' ' + setting.say('raci.settled') + ' ')}"
                        f'&(COUNTIF({check},"?*")-COUNTIF({check},{quoted(fine)}))&'
                        f"{quoted(' ' + setting.say('raci.to_settle'))}",
                        f"{settled} {setting.say('raci.settled')} {open_} {setting.say('raci.to_settle')}",
                    ),
                    "fact",
                ),
            ),
        ),
    )


def _loads(setting: Setting, table: DataTable) -> Area:
    """Return, above each role, for how many activities it is accountable and responsible."""
    roles = [column for column in table.columns if column.key.startswith("role_")]
    lines: list[tuple[Item | None, ...]] = []
    for letter, word in (("A", "accountable"), ("R", "responsible")):
        items: list[Item] = [Item(setting.say(f"raci.{word}"), "label")]
        for place, column in enumerate(roles, start=1):
            count = sum(letter in str(row[place] or "") for row in table.rows)
            formula = f'COUNTIF({column_reference(TABLE, column.title)},"*{letter}*")'
            items.append(Item(Formula(formula, count), "formula_letter"))
        lines.append(tuple(items))
    return Area(5, 1, tuple(lines))
