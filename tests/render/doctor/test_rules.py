"""Every finding of the doctor is in its catalogue, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import plandocs.render
from plandocs.render.doctor.rules import REASONS

FOLDER = Path(plandocs.render.__file__).parent
DOCTOR = [path for path in (FOLDER / "doctor").glob("*.py") if path.name != "rules.py"]
OTHERS = [
    *(path for room in ("word", "powerpoint", "excel") for path in (FOLDER / room).glob("*.py")),
    FOLDER / "check" / "damage.py",
    *(FOLDER.parent / "content" / "language").glob("*.py"),
]
IDS = re.compile(r'(?:rule=|problem\(\s*)"([a-z]+(?:-[a-z]+)+)"')


def test_every_rule_id_of_the_doctor_has_its_reason() -> None:
    raised = {found for path in DOCTOR for found in IDS.findall(path.read_text(encoding="utf-8"))}
    assert len(raised) >= 15
    assert raised - set(REASONS) == set()


def test_every_reason_is_of_a_rule_that_there_is() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (*DOCTOR, *OTHERS))
    assert [rule for rule in REASONS if f'"{rule}"' not in text] == []


def test_a_reason_is_one_sentence() -> None:
    for reason in REASONS.values():
        assert reason[0].isupper()
        assert reason.endswith(".")
        assert "\n" not in reason
