"""No text and no bytes make the reader fail in another way than with a problem that names the file."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.errors import PlandocsError, Problem
from plandocs.plan.load import load_text
from plandocs.rules import check_rules

CORRECT = Path(__file__).parents[1] / "plans" / "correct"
TEXTS = sorted(path.read_text("utf-8") for path in CORRECT.iterdir())
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["kim", "T1", "1d", "2027-01-11"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def attempt(text: str | bytes) -> None:
    problems = problems_of(text)
    assert problems is None or problems
    assert all(problem.path == "plan.yaml" and problem.message for problem in problems or ())


def problems_of(text: str | bytes) -> tuple[Problem, ...] | None:
    """Return what stops a text from being a plan; None when it is one and could be judged."""
    try:
        loaded = load_text(text)
    except PlandocsError as error:
        return error.problems
    check_rules(loaded, None)
    return None


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes(data: bytes) -> None:
    attempt(data)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    attempt(text)


@given(st.text(alphabet="ab: -[]{}&*!|>'\"%@`#?,\n\t\\0~<", max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_punctuation(text: str) -> None:
    attempt(text)


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=200, deadline=None)
def test_a_plan_with_a_hole_or_a_patch(text: str, data: Any) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    patch = data.draw(st.sampled_from(["", ":", "\t", "[", "}", "- ", "x", '"', "&a ", "*a", "\n", "null", "\x00"]))
    attempt(text[:start] + patch + text[end:])


@given(
    st.fixed_dictionaries(
        {"project": VALUES, "people": VALUES, "phases": VALUES},
        optional=dict.fromkeys(("calendar", "scope", "raci", "sow", "rollout", "risks", "reports", "changes"), VALUES),
    )
)
@settings(max_examples=200, deadline=None)
def test_any_values_under_the_right_keys(plan: dict[str, Any]) -> None:
    attempt(json.dumps(plan))
