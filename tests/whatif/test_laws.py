"""Laws of what is tried: a trial says what the schedule says, a recovery is not late when it is made again, and no plan
makes either fail."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.plan.load import load_text
from plandocs.plan.model import Plan
from plandocs.schedule.from_plan import schedule_plan
from plandocs.whatif.edits import edited
from plandocs.whatif.recovery import recovery
from plandocs.whatif.request import assess
from plandocs.whatif.trial import Trial

AS_OF = date(2027, 2, 5)
KINDS = ("task", "task", "task", "buffer", "validation", "training")
LENGTHS = ("1d", "2d", "5d", "4h", "1w", "3ed")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of up to seven tasks in the order of their links, some of them begun, and a go-live behind all."""
    count = draw(st.integers(1, 7))
    rows = []
    for number in range(count):
        before = draw(st.lists(st.integers(0, number - 1), unique=True, max_size=3)) if number else []
        row = f"id: t{number}, name: T{number}, kind: {draw(st.sampled_from(KINDS))}"
        row += f", duration: {draw(st.sampled_from(LENGTHS))}, owner: {draw(st.sampled_from(('ann', 'vic', 'pat')))}"
        links = [f"t{other}{draw(st.sampled_from(('', ' SS', ' FF', ' FS+1d')))}" for other in before]
        row += f", after: [{', '.join(links)}]"
        scope = draw(st.lists(st.sampled_from(("F1", "F2")), unique=True))
        row += f", scope: [{', '.join(scope)}]"
        state = draw(st.sampled_from(("", "", ", started: 2027-02-02", ", remaining: 3d", ", finished: 2027-02-04")))
        rows.append(f"      - {{{row}{state}}}\n")
    after = ", ".join(f"t{number}" for number in range(count))
    named = draw(st.lists(st.integers(0, count - 1), unique=True))
    text = (
        "project: {name: P, start: 2027-02-01, go_live: live}\n"
        "people:\n  ann: {name: Ann, role: sponsor, side: customer}\n"
        "  vic: {name: Vic, role: engineer, side: vendor}\n  pat: {name: Pat, role: engineer, side: third_party}\n"
        "phases:\n  - id: p\n    name: P\n    tasks:\n"
        + "".join(rows)
        + f"      - {{id: live, name: Live, kind: go_live, duration: 1d, owner: vic, after: [{after}]}}\n"
        "scope: {in: [{id: F1, text: One}, {id: F2, text: Two}]}\n"
        f"changes: [{{id: C1, request: More, duration: {draw(st.sampled_from(('3d', '10d', '6h', '1w')))},"
        f" date: 2027-02-02, tasks: [{', '.join(f't{number}' for number in named)}]}}]\n"
    )
    return load_text(text).plan


@settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from((None, AS_OF)))
def test_a_trial_says_what_the_schedule_says(plan: Plan, as_of: date | None) -> None:
    schedule = schedule_plan(plan, as_of=as_of)
    trial = Trial.of(plan, as_of)
    assert (trial.go_live, trial.finish) == (schedule.go_live, schedule.finish)
    assert trial.go_live_id == "live"
    assert trial.deciding[0] == "live"


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_recovery_that_is_made_again_is_as_early_as_it_said(plan: Plan) -> None:
    found = recovery(plan, AS_OF)
    for tried in (*found.single, *found.proposals, *((found.best,) if found.best else ())):
        edits = [edit for action in tried.actions for edit in action.edits]
        schedule = schedule_plan(edited(plan, edits), as_of=AS_OF)
        assert schedule.go_live == tried.go_live
        assert schedule.working_days_between(tried.go_live, found.forecast) == tried.won
    assert all(tried.go_live <= found.goal for tried in found.proposals)
    if found.best is not None:
        assert found.best.go_live <= found.forecast


@settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from((None, AS_OF)))
def test_a_request_never_brings_the_go_live_forward_by_more_than_it_gives_up(plan: Plan, as_of: date | None) -> None:
    found = assess(plan, 0, as_of=as_of)
    options = {option.kind: option for option in found.options}
    extend, resource, defer = options["extend"], options["resource"], options["defer"]
    assert extend.go_live is not None
    assert resource.go_live is not None
    assert extend.go_live >= resource.go_live >= found.go_live
    assert (defer.go_live, defer.days) == (found.go_live, 0)
    for option in found.options:
        again = schedule_plan(edited(plan, option.edits), as_of=as_of)
        assert again.go_live == option.go_live
