"""Done and next, and what is in the way: the lists that give way when the page is full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.blocks import Block, Bullets, ColumnBoard, ListColumn, Paragraph
from plandocs.content.document import Section
from plandocs.content.facts import Facts, TaskFact
from plandocs.content.wording import Words
from plandocs.documents.status_report.fit import Budget

MOST_ITEMS = 7
"""Items a list holds at most. Source: documents, weekly status."""
LEAST_ITEMS = 3
"""Items a list keeps while another can still give way; on a page that is overfull, one."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What was done, what comes, and what is in the way; each with how many items were left out."""

    done: tuple[str, ...]
    upcoming: tuple[str, ...]
    trouble: tuple[str, ...]
    done_since: date
    next_until: date
    left_out: tuple[int, int, int] = (0, 0, 0)

    @classmethod
    def of(cls, facts: Facts, words: Words) -> Lists:
        """Return the whole lists."""
        since, until = facts.progress.previous_as_of, facts.as_of + timedelta(days=7)
        return cls(_done(facts, words, since), _next(facts, words, until), _trouble(facts, words), since, until)

    def cut(self, budget: Budget) -> Lists:
        """Return lists that fit: first done, then next, then the risks give way, and what is left out is counted."""
        kept = [min(len(items), MOST_ITEMS) for items in (self.done, self.upcoming, self.trouble)]
        for least in (LEAST_ITEMS, 1):
            for place in (0, 1, 2):
                while kept[place] > least and not budget.fits(self._with(kept)):
                    kept[place] -= 1
        return self._with(kept)

    def _with(self, kept: list[int]) -> Lists:
        whole = (self.done, self.upcoming, self.trouble)
        out = tuple(len(items) - count for items, count in zip(whole, kept, strict=True))
        return Lists(
            self.done[: kept[0]],
            self.upcoming[: kept[1]],
            self.trouble[: kept[2]],
            self.done_since,
            self.next_until,
            (out[0], out[1], out[2]),
        )

    def sections(self, words: Words) -> tuple[Section, ...]:
        """Return the two sections the lists are printed in."""
        board = ColumnBoard(
            (
                self._column("done", self.done, self.left_out[0], self.done_since, words),
                self._column("next", self.upcoming, self.left_out[1], self.next_until, words),
            )
        )
        trouble: Block = Paragraph(words.say("status.blockers.none"))
        if self.trouble:
            more = (words.say("status.more", n=self.left_out[2]),) if self.left_out[2] else ()
            trouble = Bullets((*self.trouble, *more))
        return (
            Section(key="work", title=words.say("status.work.title"), blocks=(board,)),
            Section(key="blockers", title=words.say("status.blockers.title"), blocks=(trouble,)),
        )

    @staticmethod
    def _column(kind: str, items: tuple[str, ...], left_out: int, day: date, words: Words) -> ListColumn:
        more = (("+", words.say("status.more", n=left_out).lstrip("+")),) if left_out else ()
        return ListColumn(
            title=words.say(f"status.work.{kind}", day=day),
            items=(*(("•", text) for text in items), *more),
            empty=words.say(f"status.work.none_{kind}"),
        )


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
            line = words.say("status.work.started", name=row.name, day=row.started, percent=row.percent)
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


def _trouble(facts: Facts, words: Words) -> tuple[str, ...]:
    """Return what is blocked, what is late, open issues, and high risks, in this order."""
    lines: list[str] = []
    for entry in facts.dependencies:
        if not entry.is_open:
            continue
        if entry.status == "blocked":
            lines.append(
                words.say(
                    "status.blockers.blocked",
                    what=entry.what,
                    days=entry.blocked_hours // 24,
                    blocker=entry.blocker,
                    escalated=entry.escalated_on,
                )
            )
        elif entry.overdue and entry.days_left is not None:
            line = words.say(
                "status.blockers.overdue",
                what=entry.what,
                days=-entry.days_left,
                owner=entry.owner or words.say("common.not_assigned"),
                blocker=entry.blocker,
            )
            lines.append(line)
    lines += [_late(row, words) for row in facts.tasks if row.state != "done" and row.slip > 0 and row.percent > 0]
    lines += [
        words.say(
            "status.blockers.issue",
            id=issue.id,
            issue=issue.issue,
            owner=facts.people.name(issue.owner) or words.say("common.not_assigned"),
            target=issue.target,
        )
        for issue in facts.issues
        if issue.status != "closed"
    ]
    lines += [
        words.say(
            "status.blockers.risk",
            id=risk.id,
            risk=risk.risk,
            mitigation=risk.mitigation,
            owner=risk.owner or words.say("common.not_assigned"),
        )
        for risk in facts.risks
        if risk.is_open and risk.band == "high"
    ]
    return tuple(lines)


def _late(row: TaskFact, words: Words) -> str:
    owner = row.owner or words.say("common.not_assigned")
    return words.say("status.blockers.late", name=row.name, days=row.slip, day=row.finish, owner=owner)
