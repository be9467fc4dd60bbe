"""Laws of patching on files that nobody wrote for it."""

from __future__ import annotations

import difflib
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandocs.exchange.patching import Insert, Remove, Set, patched
from plandocs.plan.source import parse_source
from tests.exchange.patching.files import WORDS, Typist, changed, places, plans, trees

LAW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
NEWLINES = st.sampled_from(["\n", "\n", "\r\n"])


def typed(draw: Any, data: dict[str, Any], newline: str) -> bytes:
    text = Typist(draw, newline).file(data).encode()
    assert parse_source(text, "p.yaml").data == data  # the typist writes what was meant
    return text


def read(data: bytes) -> Any:
    return parse_source(data, "p.yaml").data


def comments(data: bytes) -> list[bytes]:
    return re.findall(rb"# (?:note|above) \d+", data)


@LAW
@given(st.data(), plans, WORDS, NEWLINES)
def test_a_text_that_is_set_is_the_only_thing_that_changes(draw: Any, data: Any, word: str, newline: str) -> None:
    old = typed(draw.draw, data, newline)
    targets = [path for path, value in places(data) if isinstance(value, str | None)]
    if not targets:
        return
    path = draw.draw(st.sampled_from(targets))
    new = patched(old, [Set(path, word)], "p.yaml")
    assert read(new) == changed(data, path, "set", word)
    assert comments(new) == comments(old)
    if "\n" not in word:
        assert new.count(b"\r\n") * (newline == "\r\n") <= old.count(b"\r\n")
    assert (b"\r\n" in new) == (b"\r\n" in old)


@LAW
@given(st.data(), plans, trees, NEWLINES)
def test_any_value_takes_the_place_of_any_other(draw: Any, data: Any, value: Any, newline: str) -> None:
    old = typed(draw.draw, data, newline)
    path = draw.draw(st.sampled_from([path for path, _ in places(data)]))
    assert read(patched(old, [Set(path, value)], "p.yaml")) == changed(data, path, "set", value)


@LAW
@given(st.data(), plans, trees, NEWLINES)
def test_a_new_key_is_added_and_no_line_is_lost(draw: Any, data: Any, value: Any, newline: str) -> None:
    old = typed(draw.draw, data, newline)
    targets = [(), *(path for path, found in places(data) if isinstance(found, dict))]
    path = (*draw.draw(st.sampled_from(targets)), "fresh")
    new = patched(old, [Set(path, value)], "p.yaml")
    assert read(new) == changed(data, path, "set", value)
    assert comments(new) == comments(old)
    lost = [line for line in difflib.ndiff(old.decode().splitlines(), new.decode().splitlines()) if line[:2] == "- "]
    assert len(lost) <= 1  # the line of brackets that it went into


@LAW
@given(st.data(), plans, trees, NEWLINES)
def test_a_list_grows_at_its_end(draw: Any, data: Any, value: Any, newline: str) -> None:
    old = typed(draw.draw, data, newline)
    targets = [path for path, found in places(data) if isinstance(found, list)]
    if not targets:
        return
    path = draw.draw(st.sampled_from(targets))
    new = patched(old, [Insert(path, value)], "p.yaml")
    assert read(new) == changed(data, path, "append", value)
    assert comments(new) == comments(old)


@LAW
@given(st.data(), plans, NEWLINES)
def test_what_is_taken_out_is_gone_and_the_rest_is_there(draw: Any, data: Any, newline: str) -> None:
    old = typed(draw.draw, data, newline)
    path = draw.draw(st.sampled_from([path for path, _ in places(data) if len(path) > 1] or [()]))
    if not path:
        return
    new = patched(old, [Remove(path)], "p.yaml")
    assert read(new) == changed(data, path, "remove")
    assert set(comments(new)) <= set(comments(old))


@LAW
@given(st.data(), plans, st.lists(WORDS, min_size=2, max_size=5), NEWLINES)
def test_many_changes_at_once_are_what_they_are_one_by_one(
    draw: Any, data: Any, words: list[str], newline: str
) -> None:
    old = typed(draw.draw, data, newline)
    targets = [path for path, value in places(data) if isinstance(value, str | None)]
    if not targets:
        return
    patches = [Set(draw.draw(st.sampled_from(targets)), word) for word in words]
    one_by_one = old
    for patch in patches:
        one_by_one = patched(one_by_one, [patch], "p.yaml")
    assert read(patched(old, patches, "p.yaml")) == read(one_by_one)


@LAW
@given(st.data(), plans, trees, st.sampled_from([None, 1, 4]))
def test_json_stays_json(draw: Any, data: Any, value: Any, indent: int | None) -> None:
    old = json.dumps(data, indent=indent, ensure_ascii=draw.draw(st.booleans())).encode()
    path = draw.draw(st.sampled_from([path for path, _ in places(data)]))
    new = patched(old, [Set(path, value), Set(("fresh",), value)], "p.json")
    assert json.loads(new) == {**changed(data, path, "set", value), "fresh": value}
    lists = [path for path, found in places(data) if isinstance(found, list)]
    if lists:
        path = draw.draw(st.sampled_from(lists))
        assert json.loads(patched(old, [Insert(path, value)], "p.json")) == changed(data, path, "append", value)
    inner = [path for path, _ in places(data) if len(path) > 1]
    if inner:
        path = draw.draw(st.sampled_from(inner))
        assert json.loads(patched(old, [Remove(path)], "p.json")) == changed(data, path, "remove")
