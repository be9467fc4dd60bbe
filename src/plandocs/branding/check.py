"""Checks a brand: its file and every template it brings, all problems in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plandocs.brand.load import Inspected, inspect_brand
from plandocs.brand.model import Brand
from plandocs.branding.sample import sample
from plandocs.content.own_wording import read_own_wording
from plandocs.errors import PlanError, Problem
from plandocs.render.doctor import Sample, check_template

_IN_ORDER = ("word/", "powerpoint/", "excel/")


@dataclass(frozen=True, slots=True)
class BrandCheck:
    """What there is to say about a brand, and which templates were looked at.

    `brand` is None where its file makes no sense, so that no template could be looked at.
    """

    folder: Path
    file: Path
    brand: Brand | None
    problems: tuple[Problem, ...]
    by_template: Mapping[str, tuple[Problem, ...]]


def check_brand(name_or_dir: str) -> BrandCheck:
    """Return everything that is wrong with a brand: a bundled one by its name, or a folder.

    Raises UsageError for a name that does not exist, and FileError for a file that cannot be read.
    """
    inspected = inspect_brand(name_or_dir)
    brand = inspected.brand
    by_template: dict[str, tuple[Problem, ...]] = {}
    worded: list[Problem] = []
    if brand is not None:
        content, worded = _content(brand)
        for name in sorted(brand.templates, key=_order):
            found = [_placed(problem, inspected) for problem in check_template(name, brand, content)]
            by_template[name] = tuple(_in_folder(problem, name, inspected) for problem in found)
    problems = [*inspected.problems, *worded, *(problem for found in by_template.values() for problem in found)]
    return BrandCheck(inspected.folder, inspected.file, brand, tuple(dict.fromkeys(problems)), by_template)


def _content(brand: Brand) -> tuple[Sample, list[Problem]]:
    """Return the sample in the brand's wording, and what is wrong with that; strings that are wrong are left out."""
    if not brand.wording:
        return sample(), []
    wording, problems = read_own_wording(Path(brand.wording))
    while True:
        try:
            return sample(wording), problems
        except PlanError as error:  # what a string says with values: one at a time
            problems += error.problems
            wording = wording.without(error.problems)


def _order(name: str) -> tuple[int, str]:
    return next((place for place, room in enumerate(_IN_ORDER) if name.startswith(room)), len(_IN_ORDER)), name


def _placed(problem: Problem, inspected: Inspected) -> Problem:
    """Return a problem that the brand file's maps cause with its line there."""
    section, _, key = problem.where.partition(".")
    if section in ("styles", "layouts") and key:
        return inspected.at((section, key), problem)
    kind = problem.where.removeprefix("layout for ")
    if problem.rule == "missing-layout" and inspected.brand is not None and kind in inspected.brand.layouts:
        return inspected.at(("layouts", kind), problem)
    return problem


def _in_folder(problem: Problem, name: str, inspected: Inspected) -> Problem:
    """Return a problem of one of the brand's own templates with the path to the file."""
    brand = inspected.brand
    assert brand is not None
    own = brand.own_templates.get(name)
    return replace(problem, path=str(inspected.folder / own)) if own is not None and problem.path == own else problem
