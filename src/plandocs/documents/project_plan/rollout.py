"""The approach: phases with their goals, waves and sites where there are several, and how it is tested."""

from __future__ import annotations

from datetime import date

from plandocs.content.blocks import Block, Bullets, Column, Paragraph, Row, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts, PhaseFact, TaskFact
from plandocs.content.wording import Words
from plandocs.documents.project_plan.release import release
from plandocs.documents.project_plan.shared_teams import shared_teams
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.model import Rollout
from plandocs.rules.advice import rollout_advice


def approach(facts: Facts, words: Words) -> Section | None:
    """Return the phases with their goals, the waves where there are sites, and how it is tested."""
    rollout = facts.plan.rollout
    blocks: list[Block] = [Paragraph(_lead(facts, words), kind="lead")]
    why = _why(rollout, words) if rollout is not None else ""
    if why:
        blocks.append(Paragraph(why))
    blocks += release(facts, words)
    phases = _phases(facts, words)
    blocks += [phases] if phases else []
    if rollout is not None and rollout.waves:
        blocks += [_waves(facts, rollout, words), *_criteria(rollout, words), *shared_teams(facts, rollout, words)]
    if rollout is not None and rollout.sites:
        blocks.append(_sites(facts, rollout, words))
    tests = [row for row in facts.agreed_view.rows if row.kind == "validation"]
    if tests:
        blocks += [Subheading(words.say("plan.approach.testing")), Bullets(led_lines(tests, words))]
    if len(blocks) == 1 and len(facts.phases) == 1:
        return None
    return Section(key="approach", title=words.say("plan.approach.title"), blocks=tuple(blocks))


def _why(rollout: Rollout, words: Words) -> str:
    """Return the plan's own reason for the way it rolls out; else what the answers speak for, where that is the way.

    Empty where the plan goes another way without saying why: `check` asks for the reason then.
    """
    if rollout.reason:
        return rollout.reason
    advice = rollout_advice(rollout.answers)
    if advice is None or advice.strategy != rollout.strategy:
        return ""
    because = [words.say(f"plan.approach.because.{reason}") for reason in advice.reasons]
    return " ".join([words.say(f"plan.approach.advice.{advice.strategy}"), *because])


def led_lines(rows: list[TaskFact], words: Words) -> tuple[str, ...]:
    """Return a line a task: its dates, who leads it and with whom."""
    return tuple(
        words.say(
            "plan.approach.testing_line",
            name=row.name,
            start=row.agreed_start,
            finish=row.agreed_finish,
            owner=row.owner or words.say("plan.no_owner"),
            others=[name for name in row.with_names if name != row.owner],
        )
        for row in rows
    )


def _lead(facts: Facts, words: Words) -> str:
    rollout = facts.plan.rollout
    if rollout is not None and rollout.waves:
        return words.say(
            "plan.approach.lead_waves",
            sites=sum(len(wave.sites) for wave in rollout.waves),
            waves=len(rollout.waves),
            strategy=words.say(f"plan.approach.strategy.{rollout.strategy}"),
        )
    checked = all(phase.milestone for phase in facts.phases)
    key = "plan.approach.lead" if checked else "plan.approach.lead_plain"
    return words.say(key, phases=len(facts.phases), customer=facts.customer)


def _phases(facts: Facts, words: Words) -> Table | None:
    """Return the phases; None where there is no more to say of them than their names."""
    if not any(phase.goal or phase.milestone for phase in facts.phases):
        return None
    columns = tuple(Column(words.say(f"plan.approach.{key}")) for key in ("phase", "goal", "outcome"))
    rows = tuple(
        Row((phase.name, phase.goal, phase.milestone.name if phase.milestone else None)) for phase in facts.phases
    )
    return without_empty_columns(Table("phase_goals", columns, rows, caption=words.say("plan.approach.phases_caption")))


def _waves(facts: Facts, rollout: Rollout, words: Words) -> Table:
    """Return the waves: their sites, and when they start, go live and are accepted."""
    phases = {phase.id: phase for phase in facts.agreed_view.phases}
    keys = ("wave", "sites", "kickoff", "go_live", "accepted")
    columns = tuple(
        Column(words.say(f"plan.approach.{key}"), "date" if key in ("kickoff", "go_live", "accepted") else "text")
        for key in keys
    )
    rows = []
    for wave in rollout.waves:
        phase = phases.get(wave.phase)
        names = [rollout.sites[key].name if key in rollout.sites else key for key in wave.sites]
        rows.append(
            Row(
                (
                    wave.name or wave.id,
                    words.formats.apart(names),
                    phase.agreed_start if phase else None,
                    _go_live(phase),
                    phase.milestone.agreed_finish if phase and phase.milestone else None,
                )
            )
        )
    table = Table("waves", columns, tuple(rows), caption=words.say("plan.approach.waves_caption"))
    return without_empty_columns(table)


def _criteria(rollout: Rollout, words: Words) -> list[Block]:
    """Return by which criteria each wave starts and ends; nothing where none are named."""
    if not any(wave.entry or wave.exit for wave in rollout.waves):
        return []
    columns = tuple(Column(words.say(f"plan.approach.{key}")) for key in ("wave", "entry", "exit"))
    rows = tuple(Row((wave.name or wave.id, "\n".join(wave.entry), "\n".join(wave.exit))) for wave in rollout.waves)
    table = Table("wave_criteria", columns, rows, caption=words.say("plan.approach.criteria_caption"))
    return [without_empty_columns(table)]


def _go_live(phase: PhaseFact | None) -> date | None:
    rows = phase.tasks if phase else ()
    return max((row.agreed_finish for row in rows if row.is_go_live), default=None)


def _sites(facts: Facts, rollout: Rollout, words: Words) -> Table:
    """Return the sites: who leads there, how many use it, and where it is."""
    keys = ("site", "wave", "lead_column", "users", "address")
    columns = tuple(Column(words.say(f"plan.approach.{key}"), "number" if key == "users" else "text") for key in keys)
    wave_of = {site: wave.name or wave.id for wave in rollout.waves for site in wave.sites}
    rows = tuple(
        Row((site.name, wave_of.get(key, ""), facts.people.name(site.lead), site.users, site.address))
        for key, site in rollout.sites.items()
    )
    return without_empty_columns(Table("sites", columns, rows, caption=words.say("plan.approach.sites_caption")))
