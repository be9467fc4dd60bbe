"""The few questions of `plandocs new`, asked on a terminal only. An answer left empty stays unknown."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

TEXTS = {
    "customer": "Who is the customer?",
    "vendor": "Who delivers (your company)?",
    "name": "What is the project called?",
}
COUNTS = {
    "people": "How many people work on it, on both sides?",
    "sites": "At how many sites does it go live?",
    "integrations": "How many other systems does it connect to?",
}


def somebody_answers() -> bool:
    """Return whether somebody sits at stdin and sees the questions on stderr."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(given: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
    """Return what was given with what is answered to the questions for the rest. Questions go to stderr."""
    answers = dict(given)
    click.echo("Press Enter for what you do not know yet.", err=True)
    for key, question in TEXTS.items():
        if answers.get(key) is None:
            answers[key] = str(click.prompt(question, default="", show_default=False, err=True)).strip() or None
    for key, question in COUNTS.items():
        if answers.get(key) is None:
            count = click.prompt(question, default=0, type=click.IntRange(min=0), show_default=False, err=True)
            answers[key] = int(count) or None
    return answers
