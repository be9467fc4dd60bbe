"""The contract's part: fees, instalments, acceptance, obligations, signatures."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from plandocs.plan.base import Entry, text_entries
from plandocs.plan.values import Audience, Day, Many, Money, Percent


class Fees(Entry):
    """What the work costs."""

    model: Literal["fixed", "time_and_materials", "subscription"] = "fixed"
    """fixed, time_and_materials or subscription."""
    total: Money | None = None
    """The contract value."""
    not_to_exceed: Money | None = None
    """The ceiling of time and materials."""
    notes: str = ""
    """What the fees include or leave out."""


class BillingItem(Entry):
    """One instalment."""

    trigger: str
    """What releases it: a milestone's or task's id, or a text such as signature."""
    percent: Percent | None = None
    """The share of the contract value."""
    amount: Money | None = None
    """The amount, where it is not the share of the total."""
    deliverables: Many[str] = ()
    """The deliverables whose acceptance releases it."""
    terms: str = ""
    """Payment terms, such as net 30."""


class AcceptanceTerms(Entry):
    """How work is accepted. A number nobody entered is never invented."""

    review_days: int | None = Field(default=None, ge=1)
    """Business days to review a deliverable; after them it counts as accepted."""
    cure_days: int | None = Field(default=None, ge=1)
    """Business days to mend what was rejected."""
    max_rejections: int | None = Field(default=None, ge=1)
    """Rejections before it is escalated."""
    procedure: str = ""
    """The procedure in words, where it differs."""


class Obligation(Entry):
    """What a law, a standard or the contract asks of the project: security, privacy, compliance, availability."""

    id: str = ""
    """A short id, such as OB1."""
    text: str
    """What has to be done or kept."""
    topic: str = ""
    """security, privacy, compliance, availability, performance."""
    source: str = ""
    """What asks for it: the law, the standard, the contract."""
    evidence: str = ""
    """What proves that it is met."""
    owner: str = ""
    """Who answers for it: a person's id."""
    due: Day | None = None
    """By when it is proved; the finish of `task` when left out."""
    task: str = ""
    """The task or milestone with whose finish it is proved."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class Signatory(Entry):
    """Who signs."""

    person: str = ""
    """The person's id."""
    name: str = ""
    """The name, where the signer is not among the people."""
    title: str = ""
    """The title."""
    side: Literal["customer", "vendor"] | None = None
    """customer or vendor; taken from the person when left out."""
    anchor: str = ""
    """The text that an e-signing service looks for, such as /sig1/."""


class StatementOfWork(Entry):
    """The commercial part."""

    fees: Fees | None = None
    """What the work costs."""
    billing: tuple[BillingItem, ...] = ()
    """The instalments."""
    acceptance: AcceptanceTerms | None = None
    """How work is accepted."""
    signatories: tuple[Signatory, ...] = ()
    """Who signs."""
    payment_terms: str = ""
    """Terms for every instalment, such as net 30."""
    change_approver: str = ""
    """Who approves changes: a person's id."""
    change_limit: Money | None = None
    """Up to what amount they may."""
    precedence: Many[str] = ()
    """The contracts in order of precedence."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        out = dict(data)
        if isinstance(out.get("fees"), str | int | float):
            out["fees"] = {"total": out["fees"]}
        if isinstance(out.get("acceptance"), str):
            out["acceptance"] = {"procedure": out["acceptance"]}
        out["signatories"] = text_entries(out.get("signatories", ()), "person")
        return out
