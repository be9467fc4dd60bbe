"""The workbook: the plan as sheets that a team works in between meetings.

A small project gets three sheets, schedule, actions, risks, and the one its dates are calculated on; and a register
more for issues or changes it has. Other
tiers get the registers that a team lives in, empty ones too, and every other sheet the plan has something for; the
internal edition adds who stands behind the plan and what it asks of people.
"""

from __future__ import annotations

from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.sheets import AS_OF_NAME, AS_OF_ROW, Name, Sheet, Workbook
from plandocs.content.wording import Words
from plandocs.documents.workbook.actions import actions_sheet
from plandocs.documents.workbook.board import board_sheet
from plandocs.documents.workbook.burn_up import burn_up_sheet
from plandocs.documents.workbook.calculation import (
    Calculation,
    calculation_of,
    calculation_sheet,
    held_values,
    why_not,
)
from plandocs.documents.workbook.capacity import capacity_sheet
from plandocs.documents.workbook.dashboard import dashboard_sheet
from plandocs.documents.workbook.days import counted_days
from plandocs.documents.workbook.dependencies import dependencies_sheet
from plandocs.documents.workbook.raci import raci_sheet
from plandocs.documents.workbook.read_me import read_me_sheet
from plandocs.documents.workbook.reference import holidays_sheet, lists_sheet
from plandocs.documents.workbook.registers import (
    alignment_sheet,
    changes_sheet,
    impacts_sheet,
    issues_sheet,
    parking_sheet,
    touchpoints_sheet,
)
from plandocs.documents.workbook.risks import heat_map_sheet, risks_sheet
from plandocs.documents.workbook.schedule import schedule_sheet
from plandocs.documents.workbook.setting import Setting, cell_name
from plandocs.documents.workbook.ways_out import ways_out_sheet

__all__ = ["workbook"]


def workbook(facts: Facts, words: Words) -> Workbook:
    """Return the workbook of a plan as one audience may see it."""
    setting = Setting(facts, words, counted_days(facts.agreed, facts.current, facts.as_of))
    calculation = _calculation(setting)
    sheets, names = _small(setting, calculation) if setting.lite else _whole(setting, calculation)
    holder = next(sheet for sheet in sheets if sheet.holds_as_of)
    project = facts.plan.project
    return Workbook(
        properties=facts.properties(
            setting.say("title", project=project.name), setting.say("subject", customer=facts.customer)
        ),
        formats=words.formats,
        sheets=sheets,
        as_of=facts.as_of,
        names=(cell_name(AS_OF_NAME, holder.title, AS_OF_ROW, 2), *names),
        fields=plan_fields(facts),
        words={
            **{key: setting.say(f"frame.{key}") for key in ("as_of", "page", "of", "id_kept", "id_taken")},
            "mark": " · ".join(_marks(setting)),
        },
        footer=_footer(setting),
        own_words=_own_words(words),
        held={} if calculation is None else held_values(setting, calculation),
    )


def _own_words(words: Words) -> dict[str, str]:
    """Return what a brand words otherwise in cells that people type into: plain texts, such as a status."""
    texts = words.own.texts if words.own is not None else {}
    return {
        key: text.strip()
        for key, text in texts.items()
        if key.startswith(("common.", "workbook.")) and "{" not in text and text != words.bundled(key)
    }


def _small(setting: Setting, calculation: Calculation | None) -> tuple[tuple[Sheet, ...], tuple[Name, ...]]:
    sheets = [schedule_sheet(setting, calculation), actions_sheet(setting), risks_sheet(setting)]
    if setting.facts.issues:
        sheets.append(issues_sheet(setting))
    if setting.facts.changes:
        sheets.append(changes_sheet(setting))
    more = _calculated(setting, calculation, sheets)
    return tuple(sheets), (*setting.counted.constants(), *setting.score_constants(), *more)


def _calculation(setting: Setting) -> Calculation | None:
    return None if why_not(setting) else calculation_of(setting)


def _calculated(setting: Setting, calculation: Calculation | None, sheets: list[Sheet]) -> tuple[Name, ...]:
    """Add the sheet that a plan's dates are calculated on, and return the names that formulas use."""
    if calculation is None:
        return ()
    sheet, names = calculation_sheet(setting, calculation, sheets[0].tables[0])
    sheets.append(sheet)
    return names


def _whole(setting: Setting, calculation: Calculation | None) -> tuple[tuple[Sheet, ...], tuple[Name, ...]]:
    risks = risks_sheet(setting)
    facts = setting.facts
    found: list[Sheet] = [schedule_sheet(setting, calculation)]
    if facts.raci.rows:
        found.append(raci_sheet(setting))
    found.append(risks)
    if facts.risks:
        found.append(heat_map_sheet(setting, risks.tables[0]))
    found += [dependencies_sheet(setting), issues_sheet(setting), changes_sheet(setting), parking_sheet(setting)]
    if facts.communications:
        found.append(touchpoints_sheet(setting))
    if facts.impacts:
        found.append(impacts_sheet(setting))
    if facts.internal:
        found.append(alignment_sheet(setting))
        capacity = capacity_sheet(setting, found[0], calculation)
        found += [sheet for sheet in (capacity, ways_out_sheet(setting)) if sheet is not None]
    found.append(board_sheet(setting, found[0].tables[0]))
    burn_up = burn_up_sheet(setting, found[0].tables[0])
    lists, list_names = lists_sheet(setting)
    holidays, day_names = holidays_sheet(setting)
    dashboard = dashboard_sheet(setting, {sheet.key: sheet for sheet in (*found, burn_up)})
    calculated = _calculated(setting, calculation, found)
    others = [dashboard, *found, burn_up, lists, holidays]
    return (read_me_sheet(setting, others), *others), (*list_names, *day_names, *calculated)


def _footer(setting: Setting) -> str:
    facts = setting.facts
    parts = [facts.code, setting.say("frame.version", version=facts.plan.project.version), *_marks(setting)]
    return " · ".join(part for part in parts if part)


def _marks(setting: Setting) -> list[str]:
    """Return what the workbook is marked as: a draft, internal, both or nothing."""
    return [setting.common(f"{mark}_mark") for mark in ("draft", "internal") if getattr(setting.facts, mark)]
