"""The page of scheduling rules names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = Path(__file__).parents[2] / "docs" / "scheduling.md"


def test_every_test_the_page_names_exists() -> None:
    named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", _PAGE.read_text(encoding="utf-8"))
    assert len(named) > 15
    for file, test in named:
        source = (Path(__file__).parent / file).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in source, f"{file}::{test}"
