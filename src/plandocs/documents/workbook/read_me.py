"""The first sheet: what the workbook is for, how it is used, and what its cells mean."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.sheet_memory import comes_back, is_typed_into, takes_rows
from plandocs.content.sheets import Area, Item, Sheet, SheetLink
from plandocs.documents.workbook.setting import Setting

_FIRST_ROW = 5


def read_me_sheet(setting: Setting, sheets: Sequence[Sheet]) -> Sheet:
    """Return the sheet that leads to all the others."""
    rows: list[tuple[Item | None, ...]] = [(Item(setting.say("read_me.about"), "heading"), Item(None, "heading"))]
    rows += [(Item(label, "label"), Item(value, "strong")) for label, value in _facts(setting)]
    rows += [(), (Item(setting.say("read_me.use"), "heading"), Item(None, "heading"))]
    steps = [text for _, text in setting.words.table("workbook.read_me.step")]
    rows += [(Item(f"{number}.", "label"), Item(text, "text")) for number, text in enumerate(steps, start=1)]
    rows += [(), (Item(setting.say("read_me.cells"), "heading"), Item(None, "heading"))]
    for style in ("plain", "input", "formula"):
        rows.append((Item(setting.say(f"read_me.cell.{style}"), style), Item(setting.say(f"read_me.means.{style}"))))
    rows += [(), (Item(setting.say("read_me.back"), "heading"), Item(None, "heading"))]
    rows += [(Item(label, "label"), Item(text)) for label, text in _coming_back(setting, sheets)]
    rows += [(), (Item(setting.say("read_me.sheets"), "heading"), Item(None, "heading"))]
    rows += [(Item(SheetLink(sheet.title, sheet.key), "link"), Item(sheet.purpose)) for sheet in sheets]
    return setting.sheet(
        "read_me",
        group="start",
        areas=(Area(_FIRST_ROW, 1, tuple(rows)),),
        widths={1: 26.0, 2: 96.0},
        logo_column=3,
        portrait=True,
        one_page=True,
    )


def _coming_back(setting: Setting, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return what is read back of each sheet, and last the sheets of which nothing is."""
    found: list[tuple[str, str]] = []
    for sheet in sheets:
        tables = [table for table in (*sheet.kept, *sheet.tables) if is_typed_into(table)]
        columns = [column.title for table in tables for column in table.columns if comes_back(table.name, column)]
        if columns:
            rows = any(takes_rows(table.name) for table in tables)
            text = setting.say("read_me.back_columns", columns=list(dict.fromkeys(columns)), rows=rows)
            found.append((sheet.title, text))
    known = {title for title, _ in found}
    others = [sheet.title for sheet in sheets if sheet.title not in known]
    if others:
        found.append((setting.say("read_me.back_others"), setting.say("read_me.back_none", sheets=others)))
    return found


def _facts(setting: Setting) -> list[tuple[str, str]]:
    facts = setting.facts
    manager = facts.project_manager
    found = [
        ("project", facts.plan.project.name),
        ("code", facts.plan.project.id),
        ("customer", facts.plan.project.customer),
        ("vendor", facts.plan.project.vendor),
        ("manager", manager.name if manager else ""),
        ("status", setting.common(f"approval.{facts.approval}")),
    ]
    return [(setting.say(f"read_me.fact.{key}"), value) for key, value in found if value]
