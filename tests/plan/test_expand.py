from datetime import date
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.plan.load import LoadedPlan, load_plan, load_text
from plandocs.schedule.from_plan import schedule_plan

WAVES = Path(__file__).parents[1] / "plans" / "correct" / "waves.yaml"


@pytest.fixture(scope="module")
def loaded() -> LoadedPlan:
    return load_plan(WAVES)


def test_each_wave_becomes_a_phase_before_the_one_that_waits_for_it(loaded: LoadedPlan) -> None:
    assert [phase.id for phase in loaded.plan.phases] == ["prepare", "wave-W1", "wave-W2", "close"]
    assert loaded.plan.rollout is not None
    assert [wave.phase for wave in loaded.plan.rollout.waves] == ["wave-W1", "wave-W2"]
    assert loaded.plan.rollout.template is None


def test_placeholders_are_filled_in_texts_and_keys(loaded: LoadedPlan) -> None:
    second = loaded.plan.phases[2]
    assert second.name == "Wave 2: Dunmarsh, Ashmoor"
    assert (second.tasks[0].id, second.tasks[0].name, second.tasks[0].owner) == ("W2-golive", "Go-live W2", "dun")
    assert list(second.tasks[0].effort) == ["dun"]
    assert str(second.tasks[1].duration) == "3d"
    assert second.milestone is not None
    assert (second.milestone.id, second.milestone.name) == ("M2", "W2 done")


def test_braces_written_twice_are_no_placeholder(loaded: LoadedPlan) -> None:
    assert loaded.plan.phases[1].tasks[1].name == "Buffer {{kept}}"


def test_first_wave_waits_for_no_wave_and_later_ones_for_the_one_before(loaded: LoadedPlan) -> None:
    first, second = loaded.plan.phases[1:3]
    assert [link.predecessor for link in first.after] == ["prepare"]
    assert [link.predecessor for link in second.after] == ["prepare", "wave-W1"]


def test_what_a_wave_has_points_at_the_template(loaded: LoadedPlan) -> None:
    lines = loaded.source.lines
    for index in (1, 2):
        mark = loaded.source.mark(("phases", index, "tasks", 1, "duration"))
        assert lines[mark.line - 1][mark.column - 1 :].startswith('"{buffer}"')


def test_problem_in_a_wave_is_shown_in_the_template_once_for_each_wave() -> None:
    text = WAVES.read_text("utf-8").replace('after: ["{wave}-golive"]', 'after: ["{wave}-live"]')
    with pytest.raises(PlanError) as caught:
        load_text(text)
    problems = caught.value.problems
    line = next(n for n, shown in enumerate(text.splitlines(), 1) if "{wave}-live" in shown)
    assert [(problem.rule, problem.line) for problem in problems] == [("unknown-predecessor", line)] * 2
    assert "'W1-live'" in problems[0].message
    assert "W1-golive" in problems[0].fix


def test_wave_that_names_its_phase_is_written_by_hand() -> None:
    text = WAVES.read_text("utf-8").replace("- {id: W1, name: Pilot,", "- {id: W1, phase: wave-W1, name: Pilot,")
    by_hand = "  - id: wave-W1\n    name: By hand\n    tasks: [{id: W1-golive, name: Go-live, duration: 1d}]\n"
    plan = load_text(text.replace("  - id: close\n", by_hand + "  - id: close\n")).plan
    assert [phase.name for phase in plan.phases] == ["Prepare", "By hand", "Wave 2: Dunmarsh, Ashmoor", "Close"]
    assert plan.rollout is not None
    assert [wave.phase for wave in plan.rollout.waves] == ["wave-W1", "wave-W2"]


def test_expanded_plan_equals_the_one_written_out() -> None:
    head, _, _ = WAVES.read_text("utf-8").partition("  template:")
    written = []
    for number, wave, name, sites, lead, buffer in (
        (1, "W1", "Pilot", "Ashmoor", "ash", "4d"),
        (2, "W2", "W2", "Dunmarsh, Ashmoor", "dun", "3d"),
    ):
        after = "[prepare]" if number == 1 else "[prepare, wave-W1]"
        written.append(f"""  - id: wave-{wave}
    name: "Wave {number}: {sites}"
    after: {after}
    tasks:
      - {{id: {wave}-golive, name: Go-live {name}, duration: 1d, owner: {lead}, effort: {{{lead}: 4h}}}}
      - {{id: {wave}-buffer, name: "Buffer {{{{kept}}}}", kind: buffer, duration: {buffer}, after: [{wave}-golive]}}
    milestone: {{id: M{number}, name: {name} done, acceptance: "All users of {sites} work"}}
""")
        head = head.replace(f"{{id: {wave},", f"{{id: {wave}, phase: wave-{wave},")
    by_hand = head.replace("  - id: close\n", "".join(written) + "  - id: close\n")
    assert load_text(by_hand).plan == load_plan(WAVES).plan


def test_list_of_a_wave_fills_a_list_and_is_joined_in_a_text() -> None:
    text = (
        WAVES.read_text("utf-8")
        .replace("values: {lead: ash, buffer: 4d}", "values: {lead: ash, others: [], buffer: 4d}")
        .replace("values: {lead: dun, buffer: 3d}", "values: {lead: dun, others: [ash, imogen], buffer: 3d}")
        .replace('owner: "{lead}", effort', 'owner: "{lead}", with: ["{others}"], description: "With {others}", effort')
    )
    loaded = load_text(text)
    first, second = (phase.tasks[0] for phase in loaded.plan.phases[1:3])
    assert (first.with_, second.with_) == ((), ("ash", "imogen"))
    assert second.description == "With ash, imogen"
    for index in (0, 1):
        mark = loaded.source.mark(("phases", 2, "tasks", 0, "with", index))
        assert loaded.source.lines[mark.line - 1][mark.column - 1 :].startswith('"{others}"')


def test_sites_of_a_wave_can_be_the_sites_of_its_phase() -> None:
    text = WAVES.read_text("utf-8").replace("    after: [prepare,", '    sites: ["{site_ids}"]\n    after: [prepare,')
    assert [phase.sites for phase in load_text(text).plan.phases[1:3]] == [("ashmoor",), ("dunmarsh", "ashmoor")]


def test_unknown_name_in_a_list_of_a_wave_is_found() -> None:
    text = (
        WAVES.read_text("utf-8")
        .replace("values: {lead: dun, buffer: 3d}", "values: {lead: dun, others: [ahs], buffer: 3d}")
        .replace("values: {lead: ash, buffer: 4d}", "values: {lead: ash, others: [], buffer: 4d}")
        .replace('owner: "{lead}", effort', 'owner: "{lead}", with: ["{others}"], effort')
    )
    with pytest.raises(PlanError) as caught:
        load_text(text)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.fix) == ("unknown-person", "did you mean 'ash'?")


SITES = """
project: {name: Dock booking, start: 2027-04-05, go_live: W2-live}
calendars:
  north: {week: [mon, tue, wed, thu]}
people:
  imogen: {name: Imogen Waveley, side: vendor, role: implementation_pm}
  ash: {name: Ash Local, side: customer}
  dun: {name: Dun Marshall, side: customer}
phases:
  - {id: prepare, name: Prepare, tasks: [{id: C1, name: Preparation, duration: 1d, owner: imogen}]}
rollout:
  sites:
    ashmoor: {name: Ashmoor, lead: ash, values: {training: 2d}}
    dunmarsh: {name: Dunmarsh, lead: dun, calendar: north, values: {training: 5d}}
  waves:
    - {id: W1, sites: [ashmoor]}
    - {id: W2, sites: [ashmoor, dunmarsh]}
  template:
    id: "{wave}"
    name: "Wave {n}"
    after: [prepare, "{previous}"]
    tasks:
      - {each: site, id: "{wave}-{site}", name: "Training {site_name}", duration: "{training}", owner: "{site_lead}",
         sites: ["{site}"]}
      - {id: "{wave}-live", name: "Go-live {sites}", duration: 1d, owner: imogen, after: ["{wave}-{each_site}"]}
"""


def test_a_task_for_each_site_is_written_once_for_each_site_of_its_wave() -> None:
    first, second = load_text(SITES).plan.phases[1:]
    assert [(task.id, task.name, task.owner, str(task.duration)) for task in second.tasks[:2]] == [
        ("W2-ashmoor", "Training Ashmoor", "ash", "2d"),
        ("W2-dunmarsh", "Training Dunmarsh", "dun", "5d"),
    ]
    assert [task.sites for task in second.tasks[:2]] == [("ashmoor",), ("dunmarsh",)]
    assert [link.predecessor for link in second.tasks[2].after] == ["W2-ashmoor", "W2-dunmarsh"]
    assert [task.id for task in first.tasks] == ["W1-ashmoor", "W1-live"]
    assert all(task.each is None for phase in (first, second) for task in phase.tasks)


def test_a_task_of_a_site_keeps_the_site_s_calendar() -> None:
    """W1: training 6-7 Apr (C1 on the 5th), live on the 8th. Dunmarsh works Monday to Thursday: 12-15 and 19 April."""
    schedule = schedule_plan(load_text(SITES).plan)
    assert schedule.task("W1-live").finish == date(2027, 4, 8)
    assert schedule.task("W2-ashmoor").finish == date(2027, 4, 12)
    dunmarsh = schedule.task("W2-dunmarsh")
    assert (dunmarsh.start, dunmarsh.finish) == (date(2027, 4, 12), date(2027, 4, 19))
    assert schedule.task("W2-live").finish == date(2027, 4, 20)


def test_a_problem_of_one_site_is_shown_in_the_template() -> None:
    text = SITES.replace(", values: {training: 5d}", "")
    with pytest.raises(PlanError) as caught:
        load_text(text)
    (problem,) = [one for one in caught.value.problems if one.rule == "unknown-placeholder"]
    assert "'{training}'" in problem.message
    line = next(n for n, shown in enumerate(text.splitlines(), 1) if "{training}" in shown)
    assert problem.line == line
