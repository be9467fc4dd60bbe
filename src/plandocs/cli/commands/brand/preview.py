"""`plandocs brand preview`: what all documents look like in a brand."""

from __future__ import annotations

from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option


@click.command(
    "preview",
    short_help="Make pictures of all documents in a brand.",
    epilog="""
\b
Examples:
  plandocs brand preview ./our-brand
  plandocs brand preview ./our-brand --against default -o compared
  plandocs brand preview ./our-brand --sample plan.yaml
""",
)
@click.argument("brand", metavar="[NAME-or-DIR]", default="default")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("brand-preview"), metavar="DIR", show_default=True,
    help="Folder for the pictures and the page index.html.",
)  # fmt: skip
@click.option(
    "--sample", type=click.Path(path_type=Path), metavar="PLAN", help="A plan of your own instead of the sample."
)
@click.option("--against", metavar="OTHER", help="Another brand, or the folder before a change: both side by side.")
@json_option
@click.pass_obj
def preview(console: Console, brand: str, out: Path, sample: Path | None, against: str | None, as_json: bool) -> int:
    """Build a sample in a brand, draw every page, and put all of them on one page that opens without a network.

    Needs LibreOffice, and pypdfium2 (pip install 'plandocs[preview]') or pdftoppm; without them exit code 3. With
    --against each page stands beside the other brand's, and pages that are the same to the pixel are marked.
    """
    from plandocs.branding.preview import preview_brand
    from plandocs.cli.progress import progress
    from plandocs.errors import EXIT_DONE

    with progress(console, "preparing the preview") as report:
        tell = None if report is None else (lambda what: report(what, 0, 0))
        made = preview_brand(brand, out, sample=sample, against=against, progress=tell)
    if as_json:
        console.json({"index": str(made.index), "pages": made.pages, "changed": made.changed})
        return EXIT_DONE
    console.path(made.index)
    differ = "" if made.changed is None else f", {made.changed} of them different from {against}"
    console.message(f"{made.pages} pages{differ}.")
    return EXIT_DONE
