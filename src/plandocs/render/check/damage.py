"""Whether a file that somebody else made can be read at all, and what is said when it cannot.

A file from Office has whole parts and numbers where numbers belong. One that was damaged on its way, or written by
hand, may have neither; that is a finding, not a fault of ours. Which of the two it is, the bundled template tells: what
fails with it too is a fault of ours, and is raised as it is.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace

from lxml.etree import LxmlError

from plandocs.brand.model import Brand
from plandocs.errors import PlanError, Problem
from plandocs.render.check import check_package
from plandocs.resources import bundled

OF_A_BAD_FILE = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError),
    *(StopIteration, LxmlError, struct.error),
)
"""What reading a damaged file may raise, besides problems."""
_FIX = "open it in Office, save it under another name and take that file"


def faults_of_file(data: bytes, label: str) -> list[Problem]:
    """Return the faults of a file's container: parts that are missing, no XML, or cannot be found."""
    faults = [found for found in check_package(data, label) if found.severity == "error"]
    faults = [found for found in faults if found.rule.startswith(("package-", "drawing-size"))]
    return [replace(found, fix=found.fix or _FIX) for found in faults]


def damaged(error: Exception, label: str) -> Problem:
    """Return what to say of a file in which a value is not what the format has at its place."""
    said = " ".join(str(error).split())[:120]
    message = f"the file is damaged: a number, name or place in it is not what its format asks for ({said})"
    return Problem(rule="package-damaged", message=message, path=label, fix=_FIX)


def with_template(render: Callable[[Brand, bytes], bytes], brand: Brand, name: str) -> bytes:
    """Return what is rendered with one of the brand's templates, by its name (`word/plan.docx`).

    Raises PlanError for a template of the brand's own that cannot be read, whatever is wrong with it.
    """
    data = brand.template(name)
    try:
        return render(brand, data)
    except OF_A_BAD_FILE as error:
        if name not in brand.own_templates:
            raise
        render(*_bundled(brand, name))
        label = brand.template_label(name)
        raise PlanError(faults_of_file(data, label) or damaged(error, label)) from error


def _bundled(brand: Brand, name: str) -> tuple[Brand, bytes]:
    """Return the brand with the template that comes with plandocs in the place of its own."""
    data = (bundled("templates") / name).read_bytes()
    own = {key: label for key, label in brand.own_templates.items() if key != name}
    return replace(brand, templates={**brand.templates, name: data}, own_templates=own), data
