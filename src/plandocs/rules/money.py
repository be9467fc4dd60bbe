"""Instalments that add up. Amounts are exact decimals; nothing is rounded away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plandocs.plan.registers import BillingItem
from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@rule("billing-total", "billing-total", "a bill that does not add up is not paid", severity="error")
def billing_total(case: Case) -> Iterator[Finding]:
    """The instalments are the whole contract value, neither less nor more."""
    sow = case.plan.sow
    if sow is None or not sow.billing:
        return
    total = sow.fees.total if sow.fees else None
    path = ("sow", "billing")
    percents = [item.percent for item in sow.billing]
    if None not in percents:
        share = sum((percent for percent in percents if percent is not None), Decimal(0))
        if share != _HUNDRED:
            yield Finding(
                f"the instalments add up to {_plain(share)}%, not 100%",
                path,
                "correct a percentage, so that they add up to 100%",
                on_key=True,
            )
    elif total is not None:
        amounts = [_amount(item, total) for item in sow.billing]
        if None not in amounts:
            billed = sum((amount for amount in amounts if amount is not None), Decimal(0))
            if abs(billed - total) > _CENT:
                message = f"the instalments add up to {_plain(billed)}, the contract value is {_plain(total)}"
                yield Finding(
                    message, path, "correct an amount, so that they add up to the contract value", on_key=True
                )


@rule("billing-amount", "billing-amount", "a bill that contradicts itself is sent back", severity="error")
def billing_amount(case: Case) -> Iterator[Finding]:
    """An instalment with a percentage and an amount has the amount of the percentage."""
    sow = case.plan.sow
    total = sow.fees.total if sow and sow.fees else None
    for i, item in enumerate(sow.billing if sow and total is not None else ()):
        if item.percent is None and item.amount is None:
            message = f"the instalment '{item.trigger}' has neither a share nor an amount"
            yield Finding(message, ("sow", "billing", i), "add 'percent:' with its share, or 'amount:' with the money")
        elif item.percent is not None and item.amount is not None and total is not None:
            share = total * item.percent / _HUNDRED
            if abs(share - item.amount) > _CENT:
                message = (
                    f"the instalment '{item.trigger}' is {_plain(item.percent)}% of {_plain(total)}, which is "
                    f"{_plain(share)}, not {_plain(item.amount)}"
                )
                yield Finding(message, ("sow", "billing", i, "amount"), "correct one of the two, or leave one out")


def _amount(item: BillingItem, total: Decimal) -> Decimal | None:
    if item.amount is not None:
        return item.amount
    return total * item.percent / _HUNDRED if item.percent is not None else None


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
