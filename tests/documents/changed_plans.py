"""The flagship's plan as agreed, and as it is after a change request: for baselines, differences and redlines."""

from __future__ import annotations

from pathlib import Path

from tests.documents.reading import SAMPLES

AGREED = (SAMPLES / "invoice-approval.yaml").read_text("utf-8")


def replaced(text: str, *pairs: tuple[str, str], after: str = "") -> str:
    """Return a text with each pair's first text replaced once, behind `after`; a text that is not there fails."""
    start = text.index(after) if after else 0
    head, rest = text[:start], text[start:]
    for old, new in pairs:
        assert old in rest, f"the sample has no {old!r} any more"
        rest = rest.replace(old, new, 1)
    return head + rest


def changed() -> str:
    """Return the plan after CR-001 was approved: T08 takes 12 days, T08b of 4 days is new, scope F5 came, X2 went."""
    text = replaced(AGREED, ('version: "1.0"', 'version: "1.1"'))
    text = replaced(text, ("duration: 9d", "duration: 12d"), after="id: T08\n")
    text = replaced(text, ("test, 12 scripts", "test, 14 scripts"), after="id: T12\n")
    text = replaced(text, ("owner: kim", "owner: otto"), after="id: T15\n")
    text = replaced(text, ("      - id: T09\n", _NEW_TASK + "      - id: T09\n"))
    text = replaced(text, ("after: [T08, T10]", "after: [T08, T08b, T10]"), after="id: T11\n")
    text = replaced(text, ("    - {id: I1, text: Posting", _NEW_SCOPE + "    - {id: I1, text: Posting"))
    start, end = text.index("    - id: X2\n"), text.index("    - id: X3\n")
    text = text[:start] + text[end:]
    return replaced(
        text,
        ("tasks: [T08, T12]", "tasks: [T08, T08b, T12]"),
        ("chosen: 4\n    status: deferred", "chosen: 1\n    status: approved"),
        after="\nchanges:",
    )


def write_changed(folder: Path) -> Path:
    """Write the agreed plan, freeze it as v1.0, change it, and return its path."""
    from plandocs import baselining

    path = folder / "plan.yaml"
    path.write_text(AGREED, encoding="utf-8")
    baselining.freeze(path)
    path.write_text(changed(), encoding="utf-8")
    return path


_NEW_TASK = """\
      - id: T08b
        name: Purchase-order import and matching rules
        duration: 4d
        after: [T08]
        owner: kim
        with: [jonas]
        scope: [F5]
"""
_NEW_SCOPE = "    - {id: F5, text: Matching of invoices with purchase orders and goods receipts, type: feature}\n"
