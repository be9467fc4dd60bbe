import json
from pathlib import Path

import pytest

from plandocs.errors import EXIT_FILE, EXIT_PLAN, FileError, PlanError, Problem, render_problem
from plandocs.plan.source import MAX_BYTES, Source, key_path, key_text, parse_source, read_source


def read(text: str | bytes, name: str = "plan.yaml") -> Source:
    return parse_source(text.encode("utf-8") if isinstance(text, str) else text, name)


def refused(text: str | bytes, name: str = "plan.yaml") -> Problem:
    with pytest.raises(PlanError) as caught:
        read(text, name)
    return next(problem for problem in caught.value.problems if problem.severity == "error")


def test_marks_lead_to_key_and_value() -> None:
    source = read("a:\n  bcd: [x, efg]\n")
    assert (source.mark(("a", "bcd", 1)).line, source.mark(("a", "bcd", 1)).column) == (2, 12)
    assert source.mark(("a", "bcd", 1)).width == 3
    assert (source.mark(("a", "bcd"), on_key=True).column, source.mark(("a", "bcd"), on_key=True).width) == (3, 3)


def test_mark_of_what_is_not_there_is_the_nearest_entry_around_it() -> None:
    source = read("a:\n  - {b: 1}\n")
    mark = source.mark(("a", 0, "c", 3))
    assert (mark.line, mark.column) == (2, 5)


def test_word_within_a_quoted_text_is_marked_without_its_quotes() -> None:
    mark = read('after: ["T02 FS+2d"]').word_mark(("after", 0), "T02")
    assert (mark.column, mark.width) == (10, 3)


def test_columns_count_characters_not_bytes() -> None:
    assert read("a: {ü: é, b: x}").mark(("a", "b")).column == 14


def test_house_style_example_is_printed_to_the_letter() -> None:
    text = "\n" * 11 + "    after: [tranining]\n"
    problem = read(text).problem(
        "unknown-predecessor",
        "task 'uat' depends on unknown task 'tranining'",
        ("after", 0),
        fix="did you mean 'training'?",
        word="tranining",
    )
    assert render_problem(problem, text.splitlines()) == (
        "plan.yaml:12:13: error[unknown-predecessor]: task 'uat' depends on unknown task 'tranining'\n"
        "  12 |     after: [tranining]\n"
        "     |             ^^^^^^^^^\n"
        "  fix: did you mean 'training'?"
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~", "\ufeff"])
def test_empty_file_says_how_to_begin(text: str) -> None:
    assert refused(text).rule == "empty-file"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_encodings_are_refused_by_name(encoding: str) -> None:
    problem = refused("project: {}".encode(encoding))
    assert problem.rule == "encoding"
    assert "UTF-16" in problem.message


def test_latin_1_is_refused_at_its_first_byte() -> None:
    problem = refused(b"a: 1\nb: caf\xe9\n")
    assert (problem.rule, problem.line, problem.column) == ("encoding", 2, 7)


def test_byte_order_mark_and_windows_line_ends_are_taken() -> None:
    source = read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert source.data == {"a": "1", "b": "2"}
    assert source.mark(("b",)).line == 2


def test_control_characters_are_left_out_with_a_located_warning() -> None:
    source = read('a: x\x07y\nb: "\\u0001z\\uFFFE"\n')
    assert source.data == {"a": "xy", "b": "z"}
    assert [(p.rule, p.severity, p.line) for p in source.problems] == [
        ("control-character", "warning", n) for n in (1, 2)
    ]


def test_pairs_of_surrogates_in_json_become_one_character() -> None:
    source = read(json.dumps({"a": "🦦 \\ud83d 🥐", "b": "x"}))
    assert source.data == {"a": "🦦 \\ud83d 🥐", "b": "x"}
    assert source.problems == ()


def test_half_a_pair_in_json_is_reported() -> None:
    source = read('{"a": "x\\ud83dy"}', "plan.json")
    assert source.data == {"a": "x\ufffdy"}
    assert source.problems[0].rule == "control-character"


def test_too_large_file_is_refused_before_it_is_read() -> None:
    assert refused(b"a" * (MAX_BYTES + 1)).rule == "too-large"


def test_aliases_of_aliases_do_not_grow_without_bound() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    problem = refused("\n".join(["a0: &a0 [x]", *levels]))
    assert problem.rule == "alias"


def test_deep_nesting_is_refused_quickly() -> None:
    assert refused("[" * 100_000).rule == "too-deep"


def test_quoted_and_plain_nothing_differ() -> None:
    assert read("a: null\nb: 'null'\nc: ''\nd:\n").data == {"a": None, "b": "null", "c": "", "d": None}


def test_missing_file_folder_and_odd_name_are_file_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, Path("a\0b"), tmp_path / ("x" * 300)):
        with pytest.raises(FileError) as caught:
            read_source(path)
        assert caught.value.exit_code == EXIT_FILE
        assert caught.value.problems[0].path == str(path)
    assert EXIT_FILE != EXIT_PLAN


def test_key_path_reads_what_key_text_writes() -> None:
    path = ("phases", 0, "tasks", 12, "after", 3)
    assert key_text(path) == "phases[0].tasks[12].after[3]"
    assert key_path(key_text(path)) == path


def test_problem_of_another_part_is_located_by_its_where() -> None:
    source = read("calendar:\n  country: XX\nphases:\n- tasks:\n  - {id: T1}\n")
    by_key, by_task = source.located(
        [
            Problem(rule="r", message="m", where="calendar.country"),
            Problem(rule="r", message="m", where="task T1"),
        ]
    )
    assert (by_key.path, by_key.line, by_key.column) == ("plan.yaml", 2, 12)
    assert (by_task.line, by_task.column) == (5, 5)
