"""What a statement of work needs before it can be signed, and what of it a plan does not say.

A plan may leave open how long a review takes or what the work costs; a contract may not. Nothing here is a planning
rule: it is asked for with `build --sow` only, cannot be waived, and nothing that is missing is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plandocs.errors import Problem
from plandocs.plan.load import LoadedPlan
from plandocs.plan.model import Plan
from plandocs.plan.places import KeyPath
from plandocs.plan.registers import Fees, StatementOfWork
from plandocs.plan.source import key_text
from plandocs.rules import money
from plandocs.rules.case import Case

RULE = "sow-part"
"""The rule id of every part that is missing."""
_UNKNOWN = frozenset({"", "unknown", "tbd", "?", "open"})
_OBLIGING = frozenset({"security", "compliance"})
_SIDES = ("customer", "vendor")

Missing = tuple[str, KeyPath, str]
"""What is missing, the key that says it, and how to fill it."""


def missing_parts(loaded: LoadedPlan) -> list[Problem]:
    """Return every part that a statement of work needs and the plan does not have, each with the key to fill.

    In the order of the document. An empty list means that the plan can be printed as a statement of work.
    """
    plan = loaded.plan
    sow = plan.sow or StatementOfWork()
    case = Case(plan, loaded.source)
    found = [
        *_parties(plan),
        *_scope(plan),
        *_deliverables(plan),
        *_assumptions(plan),
        *_change_control(sow),
        *_acceptance(sow),
        *_fees(sow),
        *_sums(case),
        *_security(plan),
        *_obligations(plan),
        *_completion(plan),
        *_signatures(plan, sow),
    ]
    return [
        loaded.source.problem(RULE, f"a statement of work needs {what} ({key_text(path)})", path, fix=fix)
        for what, path, fix in found
    ]


def _parties(plan: Plan) -> Iterator[Missing]:
    for side in _SIDES:
        if not getattr(plan.project, side):
            yield f"the name of the {side}", ("project", side), f"add '{side}:' under 'project'"


def _scope(plan: Plan) -> Iterator[Missing]:
    if not plan.scope.in_:
        yield "the scope", ("scope", "in"), "add 'in:' under 'scope', with what is delivered"
    if not plan.scope.out:
        yield "what is out of scope", ("scope", "out"), "add 'out:' under 'scope', with what is not delivered and why"


def _deliverables(plan: Plan) -> Iterator[Missing]:
    if not plan.deliverables:
        fix = "add 'deliverables:', each with a task, an acceptance criterion and a reviewer"
        yield "deliverables with acceptance criteria", ("deliverables",), fix
    asked = {
        "acceptance": ("the acceptance criterion of", "with a test that it passes or fails"),
        "reviewer": ("who accepts", "with a person's id"),
        "task": ("the date of", "with the id of the task or milestone on whose finish it is due"),
    }
    for i, item in enumerate(plan.deliverables):
        for key, (what, how) in asked.items():
            if not getattr(item, key):
                what = f"{what} the deliverable '{item.id or item.name}'"
                yield what, ("deliverables", i, key), f"add '{key}:' {how}"


def _assumptions(plan: Plan) -> Iterator[Missing]:
    if not plan.scope.assumptions:
        at = ("scope", "assumptions")
        yield "the assumptions it rests on", at, "add 'assumptions:' under 'scope', each with 'if_false:'"
    for i, item in enumerate(plan.scope.assumptions):
        if not item.if_false:
            what = f"what follows when the assumption '{item.id or item.text}' is false"
            yield what, ("scope", "assumptions", i, "if_false"), "add 'if_false:'"


def _change_control(sow: StatementOfWork) -> Iterator[Missing]:
    if not sow.change_approver:
        fix = "add 'change_approver:' under 'sow' with a person's id"
        yield "who approves changes", ("sow", "change_approver"), fix
    if not sow.precedence:
        fix = "add 'precedence:' under 'sow': the papers in their order, the master agreement first"
        yield "the order of precedence", ("sow", "precedence"), fix


def _acceptance(sow: StatementOfWork) -> Iterator[Missing]:
    terms = sow.acceptance
    asked = {
        "review_days": ("the review period", "the business days after which a deliverable counts as accepted"),
        "cure_days": ("the time to correct", "the business days to mend what was rejected"),
        "max_rejections": ("the number of rejections", "how many there are before it is escalated"),
    }
    for key, (what, how) in asked.items():
        if terms is None or getattr(terms, key) is None:
            fix = f"add '{key}:' under 'sow: acceptance:', {how}"
            yield f"{what} of the acceptance procedure", ("sow", "acceptance", key), fix


def _fees(sow: StatementOfWork) -> Iterator[Missing]:
    fees = sow.fees
    if fees is None:
        fix = "add 'fees:' under 'sow' with 'model:' fixed, time_and_materials or subscription, and the amount"
        yield "the fees", ("sow", "fees"), fix
        return
    yield from _FEES[fees.model](sow, fees)


def _fixed(sow: StatementOfWork, fees: Fees) -> Iterator[Missing]:
    if fees.total is None:
        yield "the contract value", ("sow", "fees", "total"), "add 'total:' under 'sow: fees:'"
    if not sow.billing:
        yield "a billing plan", ("sow", "billing"), "add 'billing:' under 'sow', an instalment a milestone"
    for i, item in enumerate(sow.billing):
        if item.percent is None and item.amount is None:
            what = f"a share or an amount for the instalment '{item.trigger}'"
            yield what, ("sow", "billing", i, "percent"), "add 'percent:' or 'amount:'"
    yield from _payment_terms(sow)


def _time_and_materials(sow: StatementOfWork, fees: Fees) -> Iterator[Missing]:
    if fees.not_to_exceed is None:
        at = ("sow", "fees", "not_to_exceed")
        yield "the amount that time and materials do not exceed", at, "add 'not_to_exceed:' under 'sow: fees:'"
    yield from _payment_terms(sow)


def _subscription(sow: StatementOfWork, fees: Fees) -> Iterator[Missing]:
    """A subscription is paid under its own contract: nothing more is asked, unless instalments are billed."""
    if sow.billing:
        yield from _payment_terms(sow)


def _payment_terms(sow: StatementOfWork) -> Iterator[Missing]:
    if not sow.payment_terms and not (sow.billing and all(item.terms for item in sow.billing)):
        yield "payment terms", ("sow", "payment_terms"), "add 'payment_terms:' under 'sow', such as net 30"


def _sums(case: Case) -> Iterator[Missing]:
    """Instalments must be the whole price, even where a plan has waived the rule that says so."""
    for each in (money.billing_total, money.billing_amount):
        for finding in each.check(case):
            yield f"instalments that add up: {finding.message}", finding.path, finding.fix


_FEES: dict[str, Callable[[StatementOfWork, Fees], Iterator[Missing]]] = {
    "fixed": _fixed,
    "time_and_materials": _time_and_materials,
    "subscription": _subscription,
}


def _security(plan: Plan) -> Iterator[Missing]:
    for i, question in enumerate(plan.discovery):
        if question.topic in _OBLIGING and question.answer.strip().casefold() in _UNKNOWN:
            at = ("discovery", i, "answer")
            yield f"the answer to the {question.topic} question '{question.question}'", at, "add 'answer:'"


def _obligations(plan: Plan) -> Iterator[Missing]:
    asked = {
        "evidence": ("what proves", "with what is shown"),
        "owner": ("who answers for", "with a person's id"),
    }
    for i, item in enumerate(plan.obligations):
        for key, (what, how) in asked.items():
            if not getattr(item, key):
                named = f"{what} the obligation '{item.id or item.text}'"
                yield named, ("obligations", i, key), f"add '{key}:' {how}"


def _completion(plan: Plan) -> Iterator[Missing]:
    for i, phase in enumerate(plan.phases):
        if not phase.exit_criteria and not (phase.milestone and phase.milestone.acceptance):
            fix = "add 'exit_criteria:' with something that can be measured"
            yield f"what completes the phase '{phase.name}'", ("phases", i, "exit_criteria"), fix


def _signatures(plan: Plan, sow: StatementOfWork) -> Iterator[Missing]:
    sides: list[str] = []
    for i, entry in enumerate(sow.signatories):
        person = plan.people.get(entry.person)
        sides.append(entry.side or (person.side if person else ""))
        at: KeyPath = ("sow", "signatories", i)
        if not entry.name and person is None:
            yield f"the name of signatory {i + 1}", (*at, "name"), "add 'person:' with a person's id, or 'name:'"
        if not entry.title and not (person and (person.title or person.role)):
            yield f"the title of signatory {i + 1}", (*at, "title"), "add 'title:'"
        if not sides[-1]:
            yield f"the side of signatory {i + 1}", (*at, "side"), "add 'side:' customer or vendor"
    for side in _SIDES:
        if side not in sides:
            fix = f"add somebody of the {side} to 'signatories:' under 'sow'"
            yield f"who signs for the {side}", ("sow", "signatories"), fix
