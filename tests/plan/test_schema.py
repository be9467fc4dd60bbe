"""The JSON Schema describes every key, accepts every correct plan, and refuses what the reader refuses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from plandocs.plan.schema import plan_schema

ROOT = Path(__file__).parents[2]
PLANS = sorted(
    [
        *(ROOT / "samples").glob("*.yaml"),
        *(ROOT / "tests/plans/correct").glob("*.yaml"),
        *(ROOT / "tests/plans/correct").glob("*.json"),
    ]
)
ERRORS = ROOT / "tests/plans/errors"


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads as editors do: YAML 1.2 core, so `no` and dates are texts, numbers and truth values are not."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(true|false|True|False|TRUE|FALSE)$", "tfTF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    import re

    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = plan_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_there_are_plans() -> None:
    assert len(PLANS) >= 10


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_correct_plans_and_samples_validate(path: Path, validator: Any) -> None:
    found = [error.message for error in validator.iter_errors(document(path))]
    assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key",
        "unknown-key-top",
        "missing-key",
        "missing-phases",
        "wrong-type-list",
        "wrong-type-mapping",
        "wrong-type-text",
        "not-a-tier",
        "not-a-side",
        "not-a-duration",
        "not-a-raci-letter",
        "not-the-format",
        "id-with-space",
        "estimate-of-two",
        "yes-is-no-flag",
    ],
)
def test_what_the_reader_refuses_is_refused(name: str, validator: Any) -> None:
    assert not validator.is_valid(document(ERRORS / f"{name}.yaml"))


def test_every_key_is_described_and_no_other_key_allowed() -> None:
    schema = plan_schema()
    entries = list(mappings(schema))
    assert len(entries) > 40
    for name, entry in entries:
        if name != "RaciRow":
            assert entry["additionalProperties"] is False, name
        for key, described in entry["properties"].items():
            assert described.get("description"), f"{name}.{key}"


def test_schema_names_itself() -> None:
    schema = plan_schema()
    assert schema["$id"] == "urn:plandocs:plan:1"
    assert schema["title"]
    assert schema["$schema"].endswith("2020-12/schema")


def mappings(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Plan", schema
    yield from ((name, entry) for name, entry in schema["$defs"].items() if "properties" in entry)


def document(path: Path) -> Any:
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        import json

        return json.loads(text)
    return yaml.load(text, Loader=CoreLoader)
