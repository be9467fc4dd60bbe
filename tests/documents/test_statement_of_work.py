"""The project plan as a statement of work, and what of a contract any plan says. Figures come from the worked plans."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plandocs.content.blocks import Callout, Chip, SignOff, Subheading
from plandocs.content.document import Document
from plandocs.documents.project_plan import project_plan
from plandocs.plan.model import Plan
from tests.documents.test_project_plan import facts_of, find, keys, made, plain, sample, table, texts


def as_sow(name: str) -> Document:
    facts = facts_of(sample(name), sow=True)
    return project_plan(facts, facts.words)


def with_sow(name: str = "invoice-approval", **changes: Any) -> Document:
    """Return a sample's project plan with parts of its contract replaced."""
    plan = sample(name)
    data = plan.sow.model_dump(by_alias=True) | changes if plan.sow else changes
    facts = facts_of(plan.model_copy(update={"sow": type(plan.sow).model_validate(data)}))  # type: ignore[union-attr]
    return project_plan(facts, facts.words)


def said(document: Document, key: str) -> str:
    return " ".join(texts(find(document, key))).replace("\u00a0", " ")


def test_a_statement_of_work_calls_itself_one_on_its_cover_in_its_properties_and_where_it_is_signed() -> None:
    document = as_sow("invoice-approval")
    assert document.cover is not None
    assert document.cover.kind == document.properties.subject == "Statement of work"
    assert document.properties.title == "Invoice approval automation: statement of work"
    block = find(document, "signoff").blocks[0]
    assert isinstance(block, SignOff)
    assert block.statement.startswith("By signing, both sides agree to this statement of work: ")


def test_a_plan_stays_a_plan() -> None:
    document = made("invoice-approval")
    assert document.cover is not None
    assert document.cover.kind == "Project plan"


def test_a_small_statement_of_work_has_the_sections_of_a_contract_besides() -> None:
    more = set(keys(as_sow("bakery"))) - set(keys(made("bakery")))
    assert more == {"deliverables", "assumptions", "changes", "acceptance", "security"}


def test_a_statement_of_work_explains_its_words() -> None:
    terms = {row.cells[0] for row in table(as_sow("invoice-approval"), "glossary").rows}
    assert {"Acceptance", "Business day", "Deliverable", "Go-live", "Plan hash"} <= terms


def test_a_standard_plan_explains_the_words_that_it_uses_and_a_small_one_none() -> None:
    """The sample has buffers, intensive support and a champion, and no waves. What has a section is told there."""
    terms = {row.cells[0] for row in table(made("invoice-approval"), "glossary").rows}
    assert {"Buffer", "Critical path", "Exit criterion", "Intensive support", "Champion", "Plan hash"} <= terms
    assert terms.isdisjoint({"Wave", "RACI", "Acceptance", "Deliverable", "Dependency", "Business day"})
    assert "glossary" not in keys(made("bakery"))


def test_a_standard_plan_without_buffers_does_not_explain_them() -> None:
    plan = sample("invoice-approval")
    phases = tuple(
        phase.model_copy(update={"tasks": tuple(task.model_copy(update={"kind": "task"}) for task in phase.tasks)})
        for phase in plan.phases
    )
    facts = facts_of(plan.model_copy(update={"phases": phases}))
    terms = {row.cells[0] for row in table(project_plan(facts, facts.words), "glossary").rows}
    assert "Buffer" not in terms
    assert "Sponsor" in terms


def test_the_acceptance_procedure_is_told_step_by_step_with_the_periods_of_the_plan() -> None:
    steps = texts(find(made("invoice-approval"), "acceptance"))[1:]
    assert steps == [
        "Nimbusfold Software hands a deliverable over in writing, with the evidence that it meets its criterion.",
        "Harrowby & Finch Textiles reviews it within 5 business days, and accepts it or says in writing which criterion"
        " it does not meet.",
        "What Harrowby & Finch Textiles neither accepts nor rejects within 5 business days counts as accepted.",
        "What is rejected is corrected and handed over again within 10 business days; it is then reviewed anew.",
        "After 2 rejections of one deliverable, Marta Exemplar and Rhea Demoville decide how it goes on.",
    ]


def test_the_billing_plan_has_its_forecast_dates_and_the_days_on_which_silence_is_acceptance() -> None:
    rows = table(made("invoice-approval"), "billing").rows
    # Review of 5 business days: from Tue 9 Feb over Presidents' Day, from Thu 25 Feb, from Wed 10 Mar.
    assert [row.cells[4:6] for row in rows] == [
        (date(2026, 12, 18), None),
        (date(2027, 2, 9), date(2027, 2, 17)),
        (date(2027, 2, 25), date(2027, 3, 4)),
        (date(2027, 3, 10), date(2027, 3, 17)),
        (None, None),
    ]


def test_the_price_is_proved_and_what_is_paid_before_the_work_is_said() -> None:
    text = said(made("invoice-approval"), "fees")
    assert "The installments add up to the contract value of USD 38,000." in text
    assert "30% of the price is billed before the work begins." in text
    assert "Payment terms: net 30." in text
    assert "EUR 420,000" in said(made("dock-scheduling"), "fees")


def test_terms_that_differ_stand_beside_each_instalment() -> None:
    items = [
        {"trigger": "signature", "percent": "30%", "terms": "at once"},
        {"trigger": "M4", "percent": "70%", "terms": "net 30"},
    ]
    document = with_sow(billing=items)
    assert [row.cells[-1] for row in table(document, "billing").rows] == ["at once", "net 30", None]
    assert "Payment terms" not in said(document, "fees")


def test_instalments_that_are_not_the_price_are_no_silent_total() -> None:
    document = with_sow(billing=[{"trigger": "M4", "percent": "95%"}])
    (warning,) = [block for block in find(document, "fees").blocks if isinstance(block, Callout)]
    assert (warning.tone, plain(warning.text)) == ("watch", "The installments add up to 95%, not to 100%.")
    assert "contract value" not in said(document, "fees")


@pytest.mark.parametrize(
    ("fees", "sentence"),
    [
        ({"model": "fixed"}, "The price is fixed: [To be completed: contract value]."),
        (
            {"model": "time_and_materials"},
            "Work is billed by time and material, not to exceed [To be completed: amount].",
        ),
        (
            {"model": "time_and_materials", "not_to_exceed": "9000"},
            "Work is billed by time and material, not to exceed USD 9,000.",
        ),
        ({"model": "subscription"}, "The work is part of the subscription."),
    ],
)
def test_an_amount_that_nobody_entered_is_marked_and_never_made_up(fees: dict[str, str], sentence: str) -> None:
    assert said(with_sow(fees=fees, billing=()), "fees").startswith(sentence)


def test_obligations_stand_with_their_evidence_owner_and_date() -> None:
    rows = {row.cells[0]: row.cells for row in table(made("dock-scheduling"), "obligations").rows}
    assert len(rows) == 5
    assert rows["OB1"][3:] == ("Impact assessment signed by Sol Redactson", "Sol Redactson", date(2027, 4, 19))
    assert rows["OB3"][4:] == ("Ravi Blueprintson", date(2027, 6, 24))


def test_deliverables_say_what_they_are() -> None:
    cell = table(made("invoice-approval"), "deliverables").rows[0].cells[1]
    assert isinstance(cell, tuple)
    assert plain(cell).split("\n") == [
        "Approval workflow",
        "Two approval steps by amount, delegation, mobile approval and audit log.",
        "Configured system",
    ]


def test_nothing_is_said_of_tests_that_nobody_wrote() -> None:
    plan = sample("invoice-approval")
    bare = tuple(item.model_copy(update={"acceptance": ""}) for item in plan.deliverables)
    facts = facts_of(plan.model_copy(update={"deliverables": bare}))
    document = project_plan(facts, facts.words)
    assert "test" not in said(document, "deliverables")
    assert texts(find(document, "acceptance"))[0] == (
        "Every deliverable is accepted against its own criterion, with evidence."
    )


def test_waived_rules_are_told_in_an_annex_unless_the_vendor_waived_them() -> None:
    assert [row.cells[0] for row in table(made("dock-scheduling"), "waivers").rows] == [
        "Outside parties have promised in writing (S43)"
    ]
    plan = sample("dock-scheduling")
    own = (plan.waivers[0].model_copy(update={"by": "imogen"}),)
    facts = facts_of(plan.model_copy(update={"waivers": own}))
    assert "waivers" not in keys(project_plan(facts, facts.words))
    inside = facts_of(plan.model_copy(update={"waivers": own}), audience="internal")
    assert "waivers" in keys(project_plan(inside, inside.words))


@pytest.mark.parametrize(("tier", "is_told"), [("lite", False), ("standard", True), ("enterprise", True)])
def test_waived_rules_are_told_in_every_tier_that_has_annexes(tier: str, is_told: bool) -> None:
    plan = sample("dock-scheduling")
    facts = facts_of(plan.model_copy(update={"project": plan.project.model_copy(update={"tier": tier})}))
    assert ("waivers" in keys(project_plan(facts, facts.words))) is is_told


def stale() -> Plan:
    plan = sample("invoice-approval")
    entry = plan.approvals[0].model_copy(update={"hash": "0123456789abcdef", "version": "0.9"})
    return plan.model_copy(update={"approvals": (entry,)})


def test_a_plan_that_changed_after_its_approval_says_so_on_its_cover() -> None:
    facts = facts_of(stale())
    document = project_plan(facts, facts.words)
    assert document.cover is not None
    assert document.cover.status == Chip("Changed since approval", "watch")
    control = {label: str(value).replace("\u00a0", " ") for label, value in document.cover.control.pairs}
    assert control["Approved before"] == "Marta Exemplar, 15 Jan 2027, version 0.9, plan hash 01234567, by e-mail"
    assert control["Approval"].startswith("The plan has changed since it was approved.")
    assert "Approved by" not in control


def test_the_sign_off_lists_who_approved_which_version() -> None:
    for plan, holds in ((sample("invoice-approval"), "this version"), (stale(), "an earlier version")):
        facts = facts_of(plan)
        document = project_plan(facts, facts.words)
        (row,) = table(document, "approvals").rows
        assert row.cells[:3] == ("Marta Exemplar", "CFO", date(2027, 1, 15))
        assert isinstance(row.cells[-1], Chip)
        assert row.cells[-1].text == holds
    assert not any(isinstance(block, Subheading) for block in find(made("dock-scheduling"), "signoff").blocks)
