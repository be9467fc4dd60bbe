"""Patching by example: what a person sees of the file afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from plandocs.errors import PlanError, UsageError
from plandocs.exchange.patching import Insert, Patch, Remove, Set, parse_path, patched
from plandocs.plan.source import parse_source

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.yaml"))


def after(text: str, *patches: Patch, name: str = "p.yaml") -> str:
    return patched(text.encode(), patches, name).decode()


def refusal(text: str, *patches: Patch) -> str:
    with pytest.raises(PlanError) as caught:
        patched(text.encode(), patches, "p.yaml")
    problem = caught.value.problems[0]
    assert problem.path == "p.yaml"
    assert problem.line
    assert problem.fix
    return f"{problem.line}: {problem.message}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("phases[2].tasks[T05].duration", ("phases", 2, "tasks", "T05", "duration")),
        ('people["j.doe"].email', ("people", "j.doe", "email")),
        ('risks["7"].owner', ("risks", "7", "owner")),
        ("project", ("project",)),
    ],
)
def test_a_path_is_keys_indices_and_ids(text: str, path: tuple[str | int, ...]) -> None:
    assert parse_path(text) == path


@pytest.mark.parametrize("text", ["", "a..b", "a[", ".a", "a[]", "a.[", "a."])
def test_what_is_no_path_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="names no place"):
        parse_path(text)


def test_a_task_is_found_by_its_id_and_its_line_keeps_its_comment() -> None:
    text = "phases:\n- tasks:\n  - {id: T1, duration: 1d}\n  - {id: T2, duration: 5d}   # agreed\n"
    new = after(text, Set(parse_path("phases[0].tasks[T2].duration"), "7d"))
    assert new == text.replace("5d", "7d")


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a: old  # why\n", "new", "a: new  # why\n"),
        ("a: 'old'\n", "it's", "a: 'it''s'\n"),
        ('a: "old"\n', "new", 'a: "new"\n'),
        ("a: old\n", "a: b", 'a: "a: b"\n'),
        ("a: old\n", "", 'a: ""\n'),
        ("a: old\n", "null", 'a: "null"\n'),
        ("a: old\n", "- x", 'a: "- x"\n'),
        ("a:   # to ask\n", "yes", "a: yes   # to ask\n"),
        ("a:\n", "one\ntwo", "a: |-\n  one\n  two\n"),
        ("a:   # c\n", "one\ntwo", 'a: "one\\ntwo"   # c\n'),
        ("a: |  # c\n  one\n  two\n\nb: 1\n", "three", "a: three # c\n\nb: 1\n"),
        ("a: >-\n  one\n  two\n# tail\n", "x\ny", "a: |-\n  x\n  y\n# tail\n"),
        ("a: |+\n  one\n\nb: 1\n", "x", "a: x\n\nb: 1\n"),
        ("a: b\r\nc: d\r\n", "x\ny", "a: |-\r\n  x\r\n  y\r\nc: d\r\n"),
        ("a: old", "new", "a: new"),
        ("\ufeffa: old\n", "new", "\ufeffa: new\n"),
        ("a: &n old\n", "new", "a: &n new\n"),
        ("a: [x, y]  # c\n", ["z"], "a: [z]  # c\n"),
        ("a:\n  - x\n  - y\n# c\n", ["z"], "a:\n  - z\n# c\n"),
        ("a:\n- x\n- y\n", "none", "a: none\n"),
        ("{a, b: 1}\n", "x", '{a: "x", b: 1}\n'),
    ],
)
def test_a_value_is_written_as_its_place_wants_it(old: str, value: str | list[str], new: str) -> None:
    assert after(old, Set(("a",), value)) == new


def test_a_key_is_added_where_its_mapping_ends() -> None:
    text = "a:\n  b: 1  # one\n\n  # about c\nc: {d: 1}  # two\n"
    new = after(text, Set(("a", "new"), "x"), Set(("c", "e"), "y"), Set(("sow", "fees", "total"), 100))
    assert new == ("a:\n  b: 1  # one\n  new: x\n\n  # about c\nc: {d: 1, e: y}  # two\nsow:\n  fees: {total: 100}\n")


def test_an_entry_is_added_in_the_way_of_its_neighbours() -> None:
    text = "r:\n  - {id: R1, risk: one}  # c\ns:\n- id: S1\n  text: one\nt: [\n  a,  # first\n  b  # second\n]\n"
    new = after(
        text,
        Insert(("r",), {"id": "R2", "risk": "two"}),
        Insert(("s",), {"id": "S0", "text": "zero"}, 0),
        Insert(("t",), "c"),
    )
    assert new == (
        "r:\n  - {id: R1, risk: one}  # c\n  - {id: R2, risk: two}\n"
        "s:\n- id: S0\n  text: zero\n- id: S1\n  text: one\nt: [\n  a,  # first\n  b,  # second\n  c\n]\n"
    )


def test_an_entry_goes_with_its_lines_and_nothing_else() -> None:
    text = (
        "r:\n  # about one\n  - id: R1\n    # inside\n    risk: x\n\n  # about two\n  - {id: R2}  # c\ns: [a, b, c]\n"
    )
    new = after(text, Remove(("r", "R1")), Remove(("s", 1)))
    assert new == "r:\n  # about one\n\n  # about two\n  - {id: R2}  # c\ns: [a, c]\n"


def test_the_last_entry_leaves_an_empty_list_and_the_comments() -> None:
    assert after("r:\n  # why\n  - x\ns: [x]\n", Remove(("r", 0)), Remove(("s", 0))) == "r:\n  # why\n  []\ns: []\n"


def test_what_an_alias_shares_is_not_changed_behind_its_back() -> None:
    text = "a: &same {x: 1}\nb: *same\n"
    assert refusal(text, Set(("a", "x"), "2")) == "1: a.x: '*same' uses this in another place, which would change too"
    assert refusal(text, Set(("b", "x"), "2")) == "2: b.x: '*same' stands here for something written elsewhere"
    assert after(text, Set(("b",), "own")) == "a: &same {x: 1}\nb: own\n"


def test_taking_out_what_an_alias_needs_is_refused() -> None:
    text = "a:\n  b: &same 1\n  c: 2\nd: *same\n"
    assert "without touching something else" in refusal(text, Set(("a",), "gone"))


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        (Set(("r", "R9", "risk"), "x"), "no entry has the id 'R9'"),
        (Set(("r", "R1", "risk"), "x"), "several entries have the id 'R1'"),
        (Remove(("a", "zz")), "there is no key 'zz' to take out"),
        (Set(("t", "x"), "y"), "nothing with a key 'x'"),
        (Insert(("t",), "y"), "this is no list"),
        (Insert(("r",), "y", 7), "the list has no place 7"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(patch: Patch, message: str) -> None:
    assert message in refusal("r:\n  - {id: R1}\n  - {id: R1}\na: {b: 1}\nt: text\n", patch)


def test_control_characters_outside_of_a_change_stay_in_the_file() -> None:
    text = 'a: "x\x07y"\nb: z\x01z\nc: old\n'
    assert after(text, Set(("c",), "new")) == text.replace("old", "new")


def test_escaped_characters_of_json_stay_escaped() -> None:
    text = '{"a": "\\ud83d\\ude00", "b": 1,\n "c": [1, 2]}\n'
    new = after(text, Set(("b",), 2), Insert(("c",), True), Set(("d",), "ü"), name="p.json")
    assert new == '{"a": "\\ud83d\\ude00", "b": 2,\n "c": [1, 2, true],\n "d": "ü"}\n'


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_text_of_every_sample_can_be_changed_alone(path: Path) -> None:
    data = path.read_bytes()
    project = parse_source(data, path.name).data
    tasks = [
        ("phases", i, "tasks", j)
        for i, phase in enumerate(project["phases"])  # type: ignore[arg-type]
        for j, _ in enumerate(phase["tasks"])  # type: ignore[index, call-overload, arg-type]
    ]
    assert tasks
    new = patched(data, [Set((*task, "progress"), "50%") for task in tasks], path.name)
    found = parse_source(new, path.name).data
    assert {task["progress"] for phase in found["phases"] for task in phase["tasks"]} == {"50%"}  # type: ignore[index, union-attr, call-overload]
    assert [line.count(b"#") for line in data.splitlines() if b"#" in line] == [
        line.count(b"#") for line in new.splitlines() if b"#" in line
    ]


def test_samples_are_found() -> None:
    assert SAMPLES


@pytest.mark.parametrize("text", ["Which first?", "Who? Bea", "a, b", "why?no"])
def test_a_text_in_braces_can_be_read_without_the_c_library(text: str) -> None:
    new = patched(b"people: [{name: Kim, role: sponsor}]\n", [Set(("people", 0, "role"), text)], "p.yaml")
    assert yaml.load(new, Loader=yaml.SafeLoader) == {"people": [{"name": "Kim", "role": text}]}
