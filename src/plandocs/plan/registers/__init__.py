"""The registers of a plan: one class per kind of row, by topic.

Ids may be left out where the contract does not need them; documents then number the rows in the order of the file.
"""

from plandocs.plan.calendars import DateRange
from plandocs.plan.registers.agreement import AlignmentEntry, Approval, RaciRow, Waiver
from plandocs.plan.registers.commercial import (
    AcceptanceTerms,
    BillingItem,
    Fees,
    Obligation,
    Signatory,
    StatementOfWork,
)
from plandocs.plan.registers.control import Change, ChangeOption, Dependency, Issue, Risk
from plandocs.plan.registers.rollout import Release, ReleaseAnswers, RolloutAnswers, Site, Wave
from plandocs.plan.registers.scope import (
    Assumption,
    Constraint,
    Deliverable,
    DiscoveryQuestion,
    Exclusion,
    ParkedIdea,
    Scope,
    ScopeItem,
)
from plandocs.plan.registers.working import ChangeImpact, Communication, Measure, Process, Report, StatusOverride

__all__ = [
    "AcceptanceTerms",
    "AlignmentEntry",
    "Approval",
    "Assumption",
    "BillingItem",
    "Change",
    "ChangeImpact",
    "ChangeOption",
    "Communication",
    "Constraint",
    "DateRange",
    "Deliverable",
    "Dependency",
    "DiscoveryQuestion",
    "Exclusion",
    "Fees",
    "Issue",
    "Measure",
    "Obligation",
    "ParkedIdea",
    "Process",
    "RaciRow",
    "Release",
    "ReleaseAnswers",
    "Report",
    "Risk",
    "RolloutAnswers",
    "Scope",
    "ScopeItem",
    "Signatory",
    "Site",
    "StatementOfWork",
    "StatusOverride",
    "Waiver",
    "Wave",
]
