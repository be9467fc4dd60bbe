"""Risks by score, and their heat map: both follow likelihood, impact and status as people change them."""

from __future__ import annotations

from plandocs.content.facts import RiskFact
from plandocs.content.sheets import (
    AS_OF_NAME,
    Area,
    ChartCells,
    DataTable,
    Formula,
    Item,
    Rule,
    Sheet,
    Value,
    address,
    quoted,
)
from plandocs.documents.workbook.registers import nothing_yet
from plandocs.documents.workbook.setting import (
    BAND_FROM,
    BAND_NAMES,
    BANDS,
    RISK_LEVELS,
    Setting,
    titled,
)

TABLE = "Risks"
_STALE_AFTER_DAYS = 14
_SPARE = 3
_LEVELS = ("L", "M", "H")
_MAP_ROW, _MAP_COLUMN = 6, 2
_SCALE_COLUMN = 7
_LITE_LEAVES_OUT = frozenset({"category", "trigger", "last_review", "review", "rank"})


def risks_sheet(setting: Setting) -> Sheet:
    """Return the sheet with the table `Risks`."""
    table = risks_table(setting)
    return setting.sheet(
        "risks",
        tables=(table,),
        areas=() if table.rows else (nothing_yet(setting, table),),
        freeze=(table.row, 2),
        repeat_rows=(table.row, table.row),
        print_columns=((1, table.number_of("status")),),
    )


def risks_table(setting: Setting) -> DataTable:
    """Return the risks by score, open ones first."""
    facts = setting.facts
    closed = setting.common("risk_status.closed")
    leave_out = _LITE_LEAVES_OUT if setting.lite else frozenset()
    if not facts.internal:
        leave_out |= {"audience"}
    columns = [
        setting.column("id", "id", "input"),
        setting.column("risk", "text", "input", most=52),
        setting.column("category", "text", "input", most=18),
        setting.column("likelihood", "id", "input", listed="level"),
        setting.column("impact", "id", "input", listed="level"),
        setting.column("score", "number", formula=_SCORE, hide_zero=True),
        setting.column(
            "band",
            formula=f'IF({{score}}=0,"",LOOKUP({{score}},{BAND_FROM},{BAND_NAMES}))',
            tones=dict(zip(setting.band_words, ("good", "watch", "bad"), strict=True)),
        ),
        setting.column("mitigation", "text", "input", most=52),
        setting.column("trigger", "text", "input", most=36),
        setting.column("owner", "text", "input", people=True, most=24),
        setting.column("due", "date", "input"),
        setting.column("status", "text", "input", listed="risk_status"),
        setting.column("audience", "id"),
        setting.column("last_review", "date", "input"),
        setting.column(
            "review",
            formula=f'IF(AND({{last_review}}<>"",{{status}}<>{quoted(closed)},'
            f'{AS_OF_NAME}-{{last_review}}>{_STALE_AFTER_DAYS}),{quoted(setting.say("risk.stale"))},"")',
            tones={setting.say("risk.stale"): "watch"},
        ),
        setting.column("rank", "number", formula=_rank(closed), hide_zero=True),
    ]
    kept = [column for column in columns if column.key not in leave_out]
    ranks = _ranks(facts.risks)
    rows = []
    for risk in facts.risks:
        values = _values(risk, ranks[risk.id], setting)
        rows.append(tuple(values[column.key] for column in kept))
    return DataTable(
        name=TABLE,
        columns=titled(kept),
        rows=tuple(rows),
        spare=_SPARE if rows else _SPARE + 2,
        rules=(Rule(f"{{status}}={quoted(closed)}", "faint"),),
        alt=setting.say("sheet.risks.alt"),
    )


_SCORE = (
    f'IF(OR({{likelihood}}="",{{impact}}=""),0,MATCH({{likelihood}},{RISK_LEVELS},0)*MATCH({{impact}},{RISK_LEVELS},0))'
)


def _rank(closed: str) -> str:
    """Return the formula for a risk's place among the open ones: by score, equals in the order of the rows."""
    same_before = "({score*}={score})*(ROW({score*})<ROW())"
    counted = f"SUMPRODUCT(({{status*}}<>{quoted(closed)})*(({{score*}}>{{score}})+{same_before}))"
    return f"IF(OR({{score}}=0,{{status}}={quoted(closed)}),0,1+{counted})"


def _ranks(risks: tuple[RiskFact, ...]) -> dict[str, int]:
    ranked = sorted((risk for risk in risks if risk.is_open), key=lambda risk: -risk.score)
    places = {risk.id: place for place, risk in enumerate(ranked, start=1)}
    return {risk.id: places.get(risk.id, 0) for risk in risks}


def _values(risk: RiskFact, rank: int, setting: Setting) -> dict[str, Value]:
    stale = (
        risk.last_review is not None
        and risk.is_open
        and (setting.facts.as_of - risk.last_review).days > _STALE_AFTER_DAYS
    )
    return {
        "id": risk.id,
        "risk": risk.risk,
        "category": risk.category,
        "likelihood": setting.common(f"level.{risk.likelihood}"),
        "impact": setting.common(f"level.{risk.impact}"),
        "score": risk.score,
        "band": risk.band_label,
        "mitigation": risk.mitigation,
        "trigger": risk.trigger,
        "owner": risk.owner,
        "due": risk.due,
        "status": risk.status_label,
        "audience": setting.say("audience.internal" if risk.internal else "audience.customer"),
        "last_review": risk.last_review,
        "review": setting.say("risk.stale") if stale else "",
        "rank": rank,
    }


def heat_map_sheet(setting: Setting, table: DataTable) -> Sheet:
    """Return the map of open risks, likelihood up and impact right, with the scale beside it."""
    up = setting.common("heatmap.likelihood")
    return setting.sheet(
        "heat_map",
        group="plan",
        areas=(
            Area(_MAP_ROW + 1, 1, ((Item(up, "heat_axis"),),)),
            _map(setting, table),
            _scale(setting, table),
        ),
        widths={1: max(14.0, len(up) * 1.1 + 2), 2: 14.0, 3: 26.0, 4: 26.0, 5: 26.0, 6: 4.0, 7: 12.0, 8: 14.0, 9: 14.0},
        one_page=True,
    )


def _map(setting: Setting, table: DataTable) -> Area:
    words = {level: setting.common(f"level.{level}") for level in _LEVELS}
    impact_row = _MAP_ROW + len(_LEVELS)
    rows: list[tuple[Item | None, ...]] = []
    for place, likelihood in enumerate(reversed(_LEVELS)):
        row = _MAP_ROW + place
        items: list[Item | None] = [Item(words[likelihood], "heat_axis")]
        for column, impact in enumerate(_LEVELS, start=_MAP_COLUMN + 1):
            items.append(_map_cell(setting, table, (likelihood, impact), (row, column), impact_row))
        rows.append(tuple(items))
    rows.append((None, *(Item(words[level], "heat_axis") for level in _LEVELS)))
    rows.append((None, None, Item(setting.common("heatmap.impact"), "heat_axis")))
    return Area(_MAP_ROW, _MAP_COLUMN, tuple(rows), (64.0, 64.0, 64.0, 20.0, 18.0))


def _map_cell(
    setting: Setting, table: DataTable, levels: tuple[str, str], place: tuple[int, int], impact_row: int
) -> Item:
    """Return one cell of the map: how many open risks it holds, and which."""
    row, column = place
    likelihood, impact = address(row, _MAP_COLUMN, fixed=True), address(impact_row, column, fixed=True)
    closed = quoted(setting.common("risk_status.closed"))
    there = (
        f"({table.whole('likelihood')}={likelihood})*({table.whole('impact')}={impact})"
        f"*({table.whole('status')}<>{closed})"
    )
    count = f"SUMPRODUCT({there})"
    ids = f'_xlfn.TEXTJOIN(", ",TRUE,IF({there},{table.whole("id")},""))'
    found = [risk.id for risk in setting.facts.risks if risk.is_open and (risk.likelihood, risk.impact) == levels]
    score = (_LEVELS.index(levels[0]) + 1) * (_LEVELS.index(levels[1]) + 1)
    band = [name for start, name in BANDS if score >= start][-1]
    text = f"{len(found)}\n{', '.join(found)}" if found else ""
    return Item(Formula(f'IF({count}=0,"",{count}&CHAR(10)&{ids})', text, array=True), f"heat_{band}")


def _scale(setting: Setting, table: DataTable) -> Area:
    """Return the bands with their scores and how many open risks are in each."""
    closed = setting.common("risk_status.closed")
    head = tuple(Item(setting.say(f"heat.{key}"), "header_center") for key in ("band", "scores", "open"))
    rows: list[tuple[Item | None, ...]] = [head]
    for start, band in reversed(BANDS):
        word = setting.common(f"band.{band}")
        count = sum(risk.is_open and risk.band == band for risk in setting.facts.risks)
        formula = f"COUNTIFS({table.whole('band')},{quoted(word)},{table.whole('status')},{quoted('<>' + closed)})"
        rows.append(
            (
                Item(word, f"heat_{band}"),
                Item(_score_span(start), "heat_axis"),
                Item(Formula(formula, count), "heat_axis"),
            )
        )
    rows.append((Item(setting.say("heat.note"), "label"),))
    return Area(_MAP_ROW - 1, _SCALE_COLUMN, tuple(rows))


def band_counts(setting: Setting, sheet: Sheet) -> tuple[ChartCells, ChartCells, ChartCells]:
    """Return the cells of the heat map's scale: the bands, how many open risks each has, and that column's title."""
    bands = [band for _, band in reversed(BANDS)]
    counts = [sum(risk.is_open and risk.band == band for risk in setting.facts.risks) for band in bands]
    words = tuple(setting.common(f"band.{band}") for band in bands)
    return (
        ChartCells(sheet.title, _MAP_ROW, _SCALE_COLUMN, words),
        ChartCells(sheet.title, _MAP_ROW, _SCALE_COLUMN + 2, tuple(counts)),
        ChartCells(sheet.title, _MAP_ROW - 1, _SCALE_COLUMN + 2, (setting.say("heat.open"),)),
    )


def _score_span(start: int) -> str:
    """Return the scores of a band: `3–4`; products of two levels leave gaps."""
    starts = [first for first, _ in BANDS]
    products = sorted({a * b for a in (1, 2, 3) for b in (1, 2, 3)})
    place = starts.index(start)
    end = starts[place + 1] if place + 1 < len(starts) else 10
    scores = [score for score in products if start <= score < end]
    return f"{scores[0]}–{scores[-1]}"
