"""`plandocs brand new`: a brand to begin with, from scratch or from a company's own Office files."""

from __future__ import annotations

from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option


@click.command(
    "new",
    short_help="Make the folder of a new brand.",
    epilog="""
\b
Examples:
  plandocs brand new Acme
  plandocs brand new Acme --from acme-letter.dotx --from acme-deck.potx --from acme-book.xlsx
  plandocs brand new "Three Otters" --from deck.pptx -o brands
""",
)
@click.argument("name", metavar="NAME")
@click.option(
    "--from", "sources", multiple=True, type=click.Path(path_type=Path), metavar="TEMPLATE",
    help="A .docx, .pptx or .xlsx file, or a template of these, of the company. May be given for each.",
)  # fmt: skip
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path(), metavar="DIR",
    help="Where the folder is made. The current folder when left out.",
)  # fmt: skip
@json_option
@click.pass_obj
def new(console: Console, name: str, sources: tuple[Path, ...], out: Path, as_json: bool) -> int:
    """Make a folder NAME with a brand.yaml that explains every key. A folder that exists is never touched.

    Without --from the folder holds copies of plandocs' own templates, to be changed in Office, and a placeholder for the
    logo. With --from colors, fonts, logo, footer and paper come from the file, its layouts are matched to kinds of slide and
    its styles to kinds of block, and the file becomes the brand's template. What could not be matched is listed.
    """
    from plandocs.branding.new import new_brand
    from plandocs.cli.findings import as_finding, summary
    from plandocs.errors import EXIT_DONE

    made = new_brand(name, sources, out)
    if as_json:
        console.json(
            {
                "folder": str(made.folder),
                "files": [str(path) for path in made.files],
                "notes": list(made.notes),
                "findings": [as_finding(problem) for problem in made.problems],
            }
        )
        return EXIT_DONE
    for path in made.files:
        console.path(path)
    for note in made.notes:
        console.message(f"note: {note}")
    console.message(f"Tried with a sample plan: {summary(made.problems)}.")
    console.message(f"Next: look through {made.folder / 'brand.yaml'}, then run plandocs brand check {made.folder}")
    return EXIT_DONE
