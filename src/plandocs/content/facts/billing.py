"""What is billed, and when: instalments to the smallest coin, their forecast invoice dates, and what they add up to.

Amounts are exact decimals. Shares of one total are rounded so that they add up to it, whatever the shares are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plandocs.content.facts.tasks import TaskFact
from plandocs.plan.model import Plan
from plandocs.plan.registers import BillingItem
from plandocs.schedule.result import Schedule

_HUNDRED = Decimal(100)
_SIGNATURE = re.compile(
    r"\b(signature|signing|signed|(vertrags)?unterschrift|(vertrags)?unterzeichnung|assinatura)\b"
    r"|\bfirma del?\b|\b(?:a|con|tras) la firma\b",
    re.IGNORECASE,
)
"""A trigger in words that means the day on which the contract is signed; a sign-off or a design is another thing."""


@dataclass(frozen=True, slots=True)
class BillingFact:
    """One instalment.

    `expected` is the forecast invoice date: the day its trigger is reached; None where that has no date. `accepted` is
    the last day on which it falls due when nobody answers: the end of the review period, after which what is handed
    over counts as accepted; None where it waits for no deliverable or no period was agreed.
    """

    trigger: str
    percent: Decimal | None
    amount: Decimal | None
    expected: date | None
    terms: str
    deliverables: tuple[str, ...]
    accepted: date | None = None
    at_signature: bool = False


@dataclass(frozen=True, slots=True)
class BillingTotals:
    """What the instalments add up to. Sums are None where one of the instalments lacks the figure.

    `upfront` is the share, in hundredths, that falls due before the work begins: at the signature, or by the kickoff.
    """

    percent: Decimal | None
    amount: Decimal | None
    contract: Decimal | None
    upfront: Decimal | None

    @property
    def adds_up(self) -> bool:
        """Whether the instalments are the whole: 100 %, and the contract value where there is one."""
        whole = self.percent is None or self.percent == _HUNDRED
        return whole and (self.contract is None or self.amount is None or self.amount == self.contract)


def billing_facts(plan: Plan, rows: dict[str, TaskFact], agreed: Schedule) -> tuple[BillingFact, ...]:
    """Return the instalments in the order of the plan, with exact amounts; a share of the total is worked out."""
    sow = plan.sow
    if sow is None or not sow.billing:
        return ()
    amounts = _amounts(sow.billing, sow.fees.total if sow.fees else None, coin_of(plan.project.currency))
    review = sow.acceptance.review_days if sow.acceptance else None
    facts = []
    for item, amount in zip(sow.billing, amounts, strict=True):
        row = rows.get(item.trigger)
        signed = row is None and _SIGNATURE.search(item.trigger) is not None
        expected = row.finish if row else plan.project.contract_signed if signed else None
        waits = row is not None and bool(item.deliverables) and review is not None
        facts.append(
            BillingFact(
                trigger=row.name if row else item.trigger,
                percent=item.percent,
                amount=amount,
                expected=expected,
                terms=item.terms or sow.payment_terms,
                deliverables=tuple(item.deliverables),
                accepted=agreed.add_working_days(expected, review) if waits and expected and review else None,
                at_signature=signed,
            )
        )
    return tuple(facts)


def billing_totals(plan: Plan, billing: Sequence[BillingFact], start: date) -> BillingTotals:
    """Return what the instalments add up to; `start` is the kickoff."""
    shares = [item.percent for item in billing]
    amounts = [item.amount for item in billing]
    early = [item for item in billing if item.at_signature or (item.expected is not None and item.expected <= start)]
    contract = plan.sow.fees.total if plan.sow and plan.sow.fees else None
    return BillingTotals(
        percent=_sum(shares),
        amount=_sum(amounts),
        contract=contract,
        upfront=_share(early, contract) if early else None,
    )


def coin_of(currency: str) -> Decimal:
    """Return a currency's smallest amount: 0.01, or 1 where it has no smaller coin."""
    from babel.numbers import get_currency_precision

    return Decimal(1).scaleb(-get_currency_precision(currency))


def _amounts(billing: Sequence[BillingItem], total: Decimal | None, coin: Decimal) -> list[Decimal | None]:
    """Return the amount of each instalment: the one given, else its share of the total.

    Rounded is what has been billed up to an instalment, not the instalment: so the last sum is the total itself.
    """
    found: list[Decimal | None] = []
    billed = shared = Decimal(0)
    for item in billing:
        if item.amount is not None or item.percent is None or total is None:
            found.append(item.amount)
            continue
        shared += item.percent
        upto = (total * shared / _HUNDRED).quantize(coin, ROUND_HALF_UP)
        found.append(upto - billed)
        billed = upto
    return found


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _share(items: Sequence[BillingFact], contract: Decimal | None) -> Decimal | None:
    shares = _sum([item.percent for item in items])
    if shares is not None:
        return shares
    amount = _sum([item.amount for item in items])
    return amount * _HUNDRED / contract if amount is not None and contract else None
