"""The templates in the product are sound themselves, so that a fault in a document is never theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validators.judges import all_findings

TEMPLATES = Path(__file__).parents[2] / "templates"
OFFICE = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in (".docx", ".pptx", ".xlsx"))


def test_there_are_templates_of_all_three_formats() -> None:
    assert {path.suffix for path in OFFICE} == {".docx", ".pptx", ".xlsx"}


@pytest.mark.parametrize("path", OFFICE, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_has_no_finding(path: Path) -> None:
    assert all_findings(path) == []
