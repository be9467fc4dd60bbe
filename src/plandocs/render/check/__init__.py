"""The package checker: what Office would repair, drop or ask about, found before anybody opens the file.

It runs on every render. In goes a finished file, or the package it is made of; out come problems, each with
the part or the sheet and cell. It changes nothing, and knows nothing of the plan the file was made from.
"""

from __future__ import annotations

from plandocs.errors import PlanError, Problem, has_errors
from plandocs.render.check import common, excel, powerpoint, word
from plandocs.render.check.view import Rule, View
from plandocs.render.package import Package

_BY_ROOT: dict[str, tuple[Rule, ...]] = {
    "wordprocessingml": word.RULES,
    "presentationml": powerpoint.RULES,
    "spreadsheetml": excel.RULES,
}


def check_package(file: bytes | Package, name: str = "") -> list[Problem]:
    """Return what is wrong with an Office file, sorted by place; empty when nothing is.

    A `Package` is flushed first (see there) and goes by its own name when none is given. Bytes are opened, so
    that faults of the zip itself, such as two entries of one name, are found too.
    """
    if isinstance(file, bytes):
        try:
            file = Package.open(file, name=name)
        except PlanError as error:
            return list(error.problems)
    view = View(file)
    if name:
        view.name = name
    rules = (*common.RULES, *_own_rules(view), *common.LAST_RULES)
    found = [problem for rule in rules for problem in rule.problems(view)]
    return sorted(found, key=lambda problem: (problem.rule, problem.where, problem.message))


def require_sound(package: Package, name: str = "") -> list[Problem]:
    """Return the warnings about a package. Raises `PlanError` with all problems when one of them is an error.

    Warnings come from templates: a part nothing leads to, a function of an add-in, a cell that shows an error.
    """
    problems = check_package(package, name)
    if has_errors(problems):
        raise PlanError(problems)
    return problems


def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the checker, for the catalogue and the tests."""
    return (*common.RULES, *common.LAST_RULES, *word.RULES, *powerpoint.RULES, *excel.RULES)


def _own_rules(view: View) -> tuple[Rule, ...]:
    namespace = view.root_tag(view.main())
    return next((rules for word_, rules in _BY_ROOT.items() if word_ in namespace), ())
