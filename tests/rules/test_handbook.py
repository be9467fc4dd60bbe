"""The table of the handbook: every id that a rule carries is in it, and every id has a rule or a reason."""

from __future__ import annotations

import re

from plandocs.rules import all_rules
from plandocs.rules.handbook import HANDBOOK, by_id

HANDBOOKS_OWN = re.compile(r"S\d+")


def test_every_id_is_there_once_and_in_order() -> None:
    numbers = [int(entry.id[1:]) for entry in HANDBOOK]
    # The handbook goes from S2 to S96; it has no S82 and no S95.
    assert numbers == [number for number in range(2, 97) if number not in (82, 95)]


def test_an_id_has_rules_or_a_reason_and_not_both() -> None:
    checked = {rule.id for rule in all_rules() if HANDBOOKS_OWN.fullmatch(rule.id)}
    assert checked
    assert {entry.id for entry in HANDBOOK if not entry.instead} == checked


def test_an_id_is_found_in_any_case() -> None:
    found = by_id("s73")
    assert found is not None
    assert found.id == "S73"
    assert by_id("S95") is None
