"""The baselines beside a plan file: `plan.baselines/<name>.json`, read and found by name."""

from __future__ import annotations

import re
from pathlib import Path

from plandocs.baseline.file import read_baseline
from plandocs.baseline.model import Baseline
from plandocs.errors import Problem, UsageError, did_you_mean
from plandocs.plan.source import read_bytes

_NAME = re.compile(r"[\w][\w .+-]{0,59}")
MOST_BYTES = 32 * 1024 * 1024


def shelf_of(plan: Path) -> Path:
    """Return the folder in which a plan's baselines stand: beside it, called like it."""
    return plan.with_name(f"{plan.stem}.baselines")


def path_of(plan: Path, name: str) -> Path:
    """Return where a baseline of a name stands. UsageError for a name that is none."""
    if not _NAME.fullmatch(name) or name.endswith((" ", ".")):
        message = f"'{name}' cannot be the name of a baseline"
        fix = "use up to 60 letters, digits, spaces, dots, dashes and underscores, for example v1.0 or signed"
        raise UsageError(Problem(rule="baseline-name", message=message, fix=fix))
    return shelf_of(plan) / f"{name}.json"


def baselines_of(plan: Path) -> list[Baseline]:
    """Return a plan's baselines in the order in which they were made; none where it has no such folder."""
    folder = shelf_of(plan)
    if not folder.is_dir():
        return []
    found = [read_at(path) for path in sorted(folder.glob("*.json"))]
    return sorted(found, key=lambda item: (item.number, item.name))


def read_at(path: Path) -> Baseline:
    """Return the baseline in a file. FileError when it cannot be read, PlanError when it is none."""
    return read_baseline(bytes_at(path), str(path))


def bytes_at(path: Path) -> bytes:
    """Return a file's bytes. FileError when it cannot be read, or is larger than any plan."""
    return read_bytes(path, MOST_BYTES)


def named(plan: Path, name: str) -> Baseline:
    """Return a plan's baseline of a name. UsageError with the nearest name, or with what there is."""
    found = {item.name: item for item in baselines_of(plan)}
    if name in found:
        return found[name]
    raise UsageError(no_such(plan, name, list(found)))


def no_such(plan: Path, name: str, known: list[str]) -> Problem:
    """Return that a plan has no baseline of a name."""
    there = f"there are {', '.join(known)}" if known else f"freeze one with 'plandocs baseline {plan}'"
    return Problem(
        rule="unknown-baseline",
        message=f"'{plan}' has no baseline '{name}'",
        fix=did_you_mean(name, known) or there,
    )
