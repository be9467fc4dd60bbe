"""What the work costs and when it is billed: instalments with what releases them and their forecast invoice dates."""

from __future__ import annotations

from plandocs.content.blocks import Block, Callout, Column, ColumnKind, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import BillingFact, BillingTotals, Facts
from plandocs.content.wording import Words, upper_first
from plandocs.documents.project_plan.references import referring
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.registers import Fees

_COLUMNS: tuple[tuple[str, ColumnKind], ...] = (
    ("trigger", "text"),
    ("deliverables", "text"),
    ("percent", "percent"),
    ("amount", "money"),
    ("expected", "date"),
    ("accepted", "date"),
    ("terms", "text"),
)


def fees(facts: Facts, words: Words) -> Section | None:
    """Return the price and the billing plan; None where the plan has neither."""
    sow = facts.plan.sow
    billing = facts.agreed_view.billing
    if sow is None or (sow.fees is None and not billing):
        return None
    blocks: list[Block] = [Paragraph(_lead(sow.fees, len(billing), words), kind="lead")]
    terms = {item.terms for item in billing} or {sow.payment_terms}
    if billing:
        totals = facts.agreed_view.billing_totals
        blocks.append(_table(billing, totals, words, with_terms=len(terms) > 1))
        blocks += _proof(totals, words)
    if len(terms) == 1 and any(terms):
        blocks.append(Paragraph(words.say("plan.fees.payment", terms=terms.pop())))
    if any(item.accepted for item in billing):
        blocks.append(Paragraph(referring(words, "plan.fees.dates", "acceptance"), kind="note"))
    if sow.fees and sow.fees.notes:
        blocks.append(Paragraph(sow.fees.notes, kind="note"))
    return Section(key="fees", title=words.say("plan.fees.title"), blocks=tuple(blocks))


def _lead(fees: Fees | None, instalments: int, words: Words) -> str:
    """Return what is paid for. An amount that nobody entered is marked as open."""
    if fees is None:
        return words.say("plan.fees.lead_plain", n=instalments)
    key = f"plan.fees.lead_{fees.model}"
    if fees.model == "fixed" and fees.total is None:
        return words.say(f"{key}_open", amount=words.say("plan.to_complete", what=words.say("plan.fees.open.total")))
    if fees.model == "time_and_materials" and fees.not_to_exceed is None:
        return words.say(f"{key}_open", amount=words.say("plan.to_complete", what=words.say("plan.fees.open.ceiling")))
    return words.say(key, n=instalments, total=fees.total, ceiling=fees.not_to_exceed)


def _table(billing: tuple[BillingFact, ...], totals: BillingTotals, words: Words, *, with_terms: bool) -> Table:
    """Return the instalments; their terms where they differ, else a sentence says them once."""
    rows = [
        Row(
            (
                upper_first(item.trigger),
                ", ".join(item.deliverables),
                item.percent,
                item.amount,
                item.expected,
                item.accepted,
                item.terms if with_terms else None,
            )
        )
        for item in billing
    ]
    total = (words.say("plan.fees.total"), None, totals.percent, totals.amount, None, None, None)
    rows.append(Row(total, kind="total"))
    columns = tuple(Column(words.say(f"plan.fees.{key}"), kind) for key, kind in _COLUMNS)
    return without_empty_columns(Table("billing", columns, tuple(rows), caption=words.say("plan.fees.caption")))


def _proof(totals: BillingTotals, words: Words) -> list[Block]:
    """Return that the instalments are the whole price and how much is paid beforehand; a warning where they are not."""
    if not totals.adds_up:
        if totals.percent is not None and totals.percent != 100:
            text = words.say("plan.fees.wrong_percent", percent=totals.percent)
        else:
            text = words.say("plan.fees.wrong_amount", amount=totals.amount, contract=totals.contract)
        return [Callout(text, tone="watch", title=words.say("plan.fees.wrong_title"))]
    lines = []
    if totals.contract is not None and totals.amount is not None:
        lines.append(words.say("plan.fees.adds_up", contract=totals.contract))
    if totals.upfront:
        lines.append(words.say("plan.fees.upfront", percent=totals.upfront))
    return [Paragraph(" ".join(lines))] if lines else []
