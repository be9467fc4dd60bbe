"""Writes the findings of `brand check` into copies of the brand's Word templates, as comments."""

from __future__ import annotations

from pathlib import Path

from plandocs.branding.check import BrandCheck
from plandocs.errors import FileError, PlanError, Problem, UsageError
from plandocs.output import write_whole
from plandocs.render.doctor.annotate import annotated


def annotate_templates(found: BrandCheck, out: Path) -> list[Path]:
    """Write a copy of each of the brand's own Word templates that has findings, and return the files.

    The first goes to `out`; further ones beside it, with the document's name in theirs. Raises UsageError where the
    brand brings no Word template, and FileError where `out` is the template itself.
    """
    brand = found.brand
    own = (
        {} if brand is None else {name: file for name, file in brand.own_templates.items() if name.startswith("word/")}
    )
    if brand is None or not own:
        message = "the brand brings no Word template that findings could be written into"
        raise UsageError(Problem(rule="annotate-nothing", message=message, path=str(found.file)))
    if any((found.folder / file).resolve() == out.resolve() for file in own.values()):
        message = f"'{out}' is the template itself, which is never overwritten"
        raise FileError(Problem(rule="annotate-over-template", message=message, fix="name another file"))
    written: list[Path] = []
    for name in own:
        problems = found.by_template.get(name, ())
        if not problems:
            continue
        path = out if not written else out.with_stem(f"{out.stem}-{Path(name).stem}")
        try:
            data = annotated(brand.template(name), problems, own[name])
        except PlanError:
            continue  # a file that cannot be opened cannot be annotated; the findings say so
        write_whole(path, data)
        written.append(path)
    return written
