"""Makes the pages of docs/ that follow from the code: plan-file reference, JSON Schema, rules, command line,
and the lists of what a template can use.

`python scripts/make_docs.py` writes them; with `--check` it writes nothing and fails when a page is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import command_line_page
import plan_file_page
import rules_page
import templates_page

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "plan-file.md": plan_file_page.page,
    "plan.schema.json": plan_file_page.schema,
    "rules.md": rules_page.page,
    "command-line.md": command_line_page.page,
    "templates.md": templates_page.page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are stale."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"docs/{name} {'is stale: run python scripts/make_docs.py' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
