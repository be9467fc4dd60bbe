"""`plandocs brand check`: the doctor for a brand and its templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option

if TYPE_CHECKING:
    from plandocs.branding.check import BrandCheck


@click.command(
    "check",
    short_help="Find what is wrong with a brand and its templates.",
    epilog="""
\b
Examples:
  plandocs brand check
  plandocs brand check ./our-brand
  plandocs brand check ./our-brand --json
  plandocs brand check ./our-brand --annotate our-plan-with-comments.docx
""",
)
@click.argument("brand", metavar="[NAME-or-DIR]", default="default")
@click.option(
    "--annotate", type=click.Path(path_type=Path), metavar="OUT.docx",
    help="Write a copy of the Word template with the findings as comments.",
)  # fmt: skip
@json_option
@click.pass_obj
def check(console: Console, brand: str, annotate: Path | None, as_json: bool) -> int:
    """Check a brand: its brand.yaml, and every Word, PowerPoint and Excel template it brings.

    All problems are told in one pass, each with its place, cause and fix. A full sample plan is built with the brand, so
    what is found here would be found by a build. Exit code 1 when there are errors, 0 for warnings only.
    """
    from plandocs.branding.check import check_brand
    from plandocs.cli.findings import as_finding, grouped, summary
    from plandocs.errors import EXIT_DONE, EXIT_PLAN, has_errors

    found = check_brand(brand)
    problems = sorted(found.problems, key=lambda problem: (problem.path, problem.sort_key()))
    ok = not has_errors(problems)
    written = [] if annotate is None else _annotated(found, annotate)
    if as_json:
        findings = [as_finding(problem) for problem in problems]
        console.json(
            {"ok": ok, "brand": str(found.file), "annotated": [str(path) for path in written], "findings": findings}
        )
    else:
        text = grouped(problems, console)
        verdict = console.painter()("good" if ok else "error", "ok" if ok else "failed")
        console.result(f"{text}{chr(10) if text else ''}{found.file}: {verdict}, {summary(problems)}")
        for path in written:
            console.path(path)
    return EXIT_DONE if ok else EXIT_PLAN


def _annotated(found: BrandCheck, out: Path) -> list[Path]:
    from plandocs.branding.annotate import annotate_templates

    return annotate_templates(found, out)
