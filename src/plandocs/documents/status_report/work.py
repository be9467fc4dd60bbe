"""Done and next, and what is in the way: the lists that give way when the page is full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plandocs.content.blocks import Block, Bullets, ColumnBoard, ListColumn, Paragraph
from plandocs.content.document import Section
from plandocs.content.facts import DependencyFact, Facts, RiskFact, TaskFact
from plandocs.content.wording import Words
from plandocs.documents.status_report.asks import Detail, clipped
from plandocs.documents.status_report.counting import counted
from plandocs.documents.status_report.fit import Budget
from plandocs.plan.registers import Issue

MOST_ITEMS = 7
"""Items a list holds at most on the page. Source: documents, weekly status."""
LEAST_ITEMS = (3, 3, 5)
"""Items that done, next and trouble keep while another can still give way; on a page that is overfull, one each."""

LONGEST_LINE = 112
"""Characters that a line keeps on a page so full that it must be clipped."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the way: the whole line, a shorter one for a full page, and the least for one that clips lines.

    `must` is the id of what the page always tells: a risk that is high or has come true, a dependency that is blocked
    or overdue. It is empty for the rest.
    """

    text: str
    short: str
    must: str = ""
    least: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """What was done, what comes, and what is in the way; each with how many items were left out."""

    done: tuple[str, ...]
    upcoming: tuple[str, ...]
    trouble: tuple[Trouble, ...]
    done_since: date | None
    next_until: date
    none_done: str = "none_done"
    none_next: str = "none_next"
    """The keys of what is said where nothing was done, and where nothing comes."""
    left_out: tuple[int, int, int] = (0, 0, 0)
    musts_left_out: tuple[str, ...] = ()
    """The ids of what the page should tell and has no room for: they are named where the rest is counted."""

    @classmethod
    def of(cls, facts: Facts, words: Words) -> Lists:
        """Return the whole lists."""
        since, until = facts.previous_as_of, facts.as_of + timedelta(days=7)
        rest = [row for row in facts.rows if row.state != "done" and not row.is_buffer]
        return cls(
            _done(facts, words, since),
            _next(facts, words, until),
            _trouble(facts, words),
            since if since >= facts.agreed.start else None,
            until,
            none_done="none_done" if any(row.state == "done" for row in facts.rows) else "none_done_yet",
            none_next="none_next" if rest else "none_left",
        )

    def cut(self, budget: Budget) -> Lists:
        """Return lists that fit: first done, then next, then the risks give way, and what is left out is counted.

        Before a risk is left out, risks are told in fewer words. What the page must tell goes last, and then by its id.
        """
        kept = [self._most(place) for place in (0, 1, 2)]
        musts = sum(1 for item in self.trouble if item.must)
        lists = self
        for least in (LEAST_ITEMS, (1, 1, 1), (1, 1, 0)):
            floor = max(musts, least[2]) if least[2] else 1
            for place in (0, 1, 2):
                if place == 2 and not budget.fits(lists._with(kept)):
                    lists = lists._brief()
                while kept[place] > (floor if place == 2 else least[place]) and not budget.fits(lists._with(kept)):
                    kept[place] -= 1
        for wanted in (LEAST_ITEMS, (MOST_ITEMS, MOST_ITEMS, len(self.trouble))):
            for place in (2, 1, 0):
                most = min(self._most(place), wanted[place])
                while kept[place] < most and budget.fits(lists._with(_one_more(kept, place))):
                    kept = _one_more(kept, place)
        return lists._with(kept)

    def _most(self, place: int) -> int:
        most = MOST_ITEMS if place < 2 else max(MOST_ITEMS, sum(1 for item in self.trouble if item.must))
        return min(len((self.done, self.upcoming, self.trouble)[place]), most)

    @property
    def is_full(self) -> bool:
        """Whether every list holds as many items as it should: all of them, or the least there is to say.

        Nothing that the page must tell is left out.
        """
        shown = (self.done, self.upcoming, self.trouble)
        parts = zip(shown, self.left_out, LEAST_ITEMS, strict=True)
        return not self.musts_left_out and all(not out or len(items) >= least for items, out, least in parts)

    def clipped(self, detail: Detail) -> Lists:
        """Return lists whose lines are clipped where the page asks for it."""
        if detail != "clipped":
            return self
        return replace(
            self,
            done=tuple(clipped(text, LONGEST_LINE // 2, detail) for text in self.done),
            upcoming=tuple(clipped(text, LONGEST_LINE // 2, detail) for text in self.upcoming),
            trouble=tuple(
                replace(item, text=line, short=line)
                for item, line in (
                    (item, clipped(item.least or item.short, LONGEST_LINE, detail)) for item in self.trouble
                )
            ),
        )

    def _brief(self) -> Lists:
        return replace(self, trouble=tuple(replace(item, text=item.short) for item in self.trouble))

    def _with(self, kept: list[int]) -> Lists:
        whole = (self.done, self.upcoming, self.trouble)
        out = tuple(len(items) - count for items, count in zip(whole, kept, strict=True))
        return replace(
            self,
            done=self.done[: kept[0]],
            upcoming=self.upcoming[: kept[1]],
            trouble=self.trouble[: kept[2]],
            left_out=(out[0], out[1], out[2]),
            musts_left_out=tuple(item.must for item in self.trouble[kept[2] :] if item.must),
        )

    def sections(self, words: Words) -> tuple[Section, ...]:
        """Return the two sections the lists are printed in."""
        board = ColumnBoard(
            (
                self._column("done", self.none_done, self.done, self.left_out[0], self.done_since, words),
                self._column("next", self.none_next, self.upcoming, self.left_out[1], self.next_until, words),
            )
        )
        trouble: Block = Paragraph(words.say("status.blockers.none"))
        if self.trouble:
            key = "status.more_named" if self.musts_left_out else "status.more"
            more = (words.say(key, n=self.left_out[2], ids=self.musts_left_out),) if self.left_out[2] else ()
            trouble = Bullets((*(item.text for item in self.trouble), *more))
        return (
            Section(key="work", title=words.say("status.work.title"), blocks=(board,)),
            Section(key="blockers", title=words.say("status.blockers.title"), blocks=(trouble,)),
        )

    @staticmethod
    def _column(
        kind: str, empty: str, items: tuple[str, ...], left_out: int, day: date | None, words: Words
    ) -> ListColumn:
        more = (("+", words.say("status.more", n=left_out).lstrip("+")),) if left_out else ()
        return ListColumn(
            title=words.say(f"status.work.{kind}", day=day) if day else words.say("status.work.done_so_far"),
            items=(*(("•", text) for text in items), *more),
            empty=words.say(f"status.work.{empty}"),
        )


def _one_more(kept: list[int], place: int) -> list[int]:
    return [count + (number == place) for number, count in enumerate(kept)]


def _done(facts: Facts, words: Words, since: date) -> tuple[str, ...]:
    """Return what was finished, reached or begun after the last report."""
    lines: list[tuple[date, str]] = []
    for row in facts.rows:
        if row.is_buffer:
            continue
        if row.is_milestone:
            if row.state == "done" and since < row.finish <= facts.as_of:
                lines.append((row.finish, words.say("status.work.reached", name=row.name)))
        elif row.finished is not None and since < row.finished <= facts.as_of:
            late = max(0, facts.agreed.working_days_between(row.agreed_finish, row.finished))
            line = words.say("status.work.finished", name=row.name, day=row.finished, late=late)
            lines.append((row.finished, line))
        elif row.started is not None and since < row.started <= facts.as_of and row.state != "done":
            line = words.say(
                "status.work.started", name=row.name, day=row.started, percent=row.percent if row.percent_stated else 0
            )
            lines.append((row.started, line))
    return tuple(text for _, text in sorted(lines, key=lambda item: item[0]))


def _next(facts: Facts, words: Words, until: date) -> tuple[str, ...]:
    """Return what starts or is due until the next report, by date."""
    lines: list[tuple[date, str]] = []
    for row in facts.rows:
        if row.state == "done" or row.is_buffer:
            continue
        if row.is_milestone:
            if facts.as_of < row.finish <= until:
                lines.append((row.finish, words.say("status.work.milestone", name=row.name, day=row.finish)))
        elif facts.as_of <= row.finish <= until:
            lines.append((row.finish, words.say("status.work.due", name=row.name, day=row.finish, owner=row.owner)))
        elif row.state in ("in_progress", "late") and row.started is not None:
            line = words.say("status.work.goes_on", name=row.name, day=row.finish, owner=row.owner)
            lines.append((row.finish, line))
        elif row.started is None and facts.as_of < row.start <= until:
            lines.append((row.start, words.say("status.work.starts", name=row.name, day=row.start, owner=row.owner)))
    return tuple(text for _, text in sorted(lines, key=lambda item: item[0]))


def _trouble(facts: Facts, words: Words) -> tuple[Trouble, ...]:
    """Return risks that have come true, what is blocked or overdue, high risks, late work and issues, in this order."""
    waiting = [entry for entry in facts.dependencies if entry.is_open and (entry.status == "blocked" or entry.overdue)]
    repeated = {entry.id: row for entry in waiting if (row := _row_of(entry, facts)) is not None}
    blocked = [_blocked(entry, repeated, words) for entry in waiting if entry.status == "blocked"]
    overdue = [_overdue(entry, repeated, words) for entry in waiting if entry.status != "blocked"]
    open_risks = [risk for risk in facts.risks if risk.is_open]
    fired = [risk for risk in open_risks if risk.triggered is not None and risk.triggered <= facts.as_of]
    come_true = [_triggered(risk, words) for risk in fired]
    risks = [_risk(risk, words) for risk in open_risks if risk.band == "high" and risk not in fired]
    issues = [_issue(issue, facts, words) for issue in facts.issues if issue.status != "closed"]
    told = {row.id for row in repeated.values()}
    behind = [row for row in facts.tasks if row.state != "done" and row.slip > 0 and row.percent > 0]
    late = [_late(row, facts, words) for row in behind if row.id not in told]
    return (*come_true, *blocked, *overdue, *risks, *late, *issues)


def _row_of(entry: DependencyFact, facts: Facts) -> TaskFact | None:
    """Return the open task that a dependency repeats: of the same person, due on the same day. None for none."""
    same = (row for row in facts.tasks if (row.owner_id, row.agreed_finish) == (entry.owner_id, entry.due))
    return next((row for row in same if row.state != "done"), None) if entry.owner_id else None


def _expected(entry: DependencyFact, repeated: Mapping[str, TaskFact]) -> date | None:
    """Return for when something late is forecast by now; None where that is not known."""
    row = repeated.get(entry.id)
    return row.finish if row is not None and entry.due is not None and row.finish > entry.due else None


def _blocked(entry: DependencyFact, repeated: Mapping[str, TaskFact], words: Words) -> Trouble:
    values = {
        "what": entry.what,
        "days": entry.blocked_hours // 24,
        "escalated": entry.escalated_on,
        "now": _expected(entry, repeated),
    }
    whole = words.say("status.blockers.blocked", blocker=entry.blocker, **values)
    least = words.say("status.blockers.blocked", blocker="", **{**values, "now": None})
    return Trouble(whole, words.say("status.blockers.blocked", blocker="", **values), entry.id, least)


def _overdue(entry: DependencyFact, repeated: Mapping[str, TaskFact], words: Words) -> Trouble:
    owner = entry.owner or words.say("common.not_assigned")
    late = -(entry.days_left or 0)
    values = {"what": entry.what, "days": late, "owner": owner, "now": _expected(entry, repeated)}
    whole = words.say("status.blockers.overdue", blocker=entry.blocker, **values)
    least = words.say("status.blockers.overdue", blocker="", **{**values, "now": None})
    return Trouble(whole, words.say("status.blockers.overdue", blocker="", **values), entry.id, least)


def _risk(risk: RiskFact, words: Words) -> Trouble:
    values = {"id": risk.id, "risk": risk.risk, "owner": risk.owner or words.say("common.not_assigned")}
    whole = words.say("status.blockers.risk", mitigation=risk.mitigation, **values)
    return Trouble(whole, words.say("status.blockers.risk", mitigation="", **values), risk.id)


def _triggered(risk: RiskFact, words: Words) -> Trouble:
    values = {"id": risk.id, "risk": risk.risk, "owner": risk.owner or words.say("common.not_assigned")}
    told = {"band": risk.band_label, "day": risk.triggered, **values}
    whole = words.say("status.blockers.triggered", mitigation=risk.mitigation, **told)
    return Trouble(whole, words.say("status.blockers.triggered", mitigation="", **told), risk.id)


def _issue(issue: Issue, facts: Facts, words: Words) -> Trouble:
    owner = facts.people.name(issue.owner) or words.say("common.not_assigned")
    late = max(0, facts.agreed.working_days_between(issue.target, facts.as_of)) if issue.target is not None else 0
    line = words.say(
        "status.blockers.issue", id=issue.id, issue=issue.issue, owner=owner, target=issue.target, late=late
    )
    return Trouble(line, line)


def _late(row: TaskFact, facts: Facts, words: Words) -> Trouble:
    owner = row.owner or words.say("common.not_assigned")
    unit = counted(row.slip, facts, words)
    line = words.say("status.blockers.late", name=row.name, count=unit, day=row.finish, owner=owner)
    return Trouble(line, line)
