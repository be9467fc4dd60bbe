"""Plan files are YAML that other programs read as well, also PyYAML without its C library."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PLANS = sorted((*ROOT.glob("samples/**/*.yaml"), *ROOT.glob("tests/plans/correct/*.yaml")))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_reads_the_same_without_the_c_library(path: Path) -> None:
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML has no C library here")
    text = path.read_text("utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)
