"""A document as Markdown."""

from __future__ import annotations

import pytest

from plandocs.content.blocks import Bullets, Callout, Column, ColumnBoard, ListColumn, Row, Table
from plandocs.render.text.markdown import escaped, render_markdown
from tests.render.text.documents import ASKS, EVERY_BLOCK, document


def test_a_title_a_section_and_its_blocks() -> None:
    text = render_markdown(document(Callout("Go-live slips 3 days.", "watch", "At risk."), Bullets(("one", "two"))))
    assert text == ("# Status\n\n## Where we are\n\n> ▲ **At risk.** Go-live slips 3 days.\n\n- one\n- two\n")


def test_a_table_aligns_amounts_and_writes_dates_and_statuses() -> None:
    table = Table(
        "asks",
        (Column("Action"), Column("Amount", "money")),
        (Row(("Sign", None)),),
    )
    assert render_markdown(document(table)).splitlines()[-3:] == [
        "| Action | Amount |",
        "| --- | ---: |",
        "| Sign |  |",
    ]
    text = render_markdown(document(ASKS))
    assert "| Fri 29 Jan 2027 |" in text
    assert "● On track" in text


def test_an_empty_table_is_a_sentence() -> None:
    assert "Nothing is blocked." in render_markdown(
        document(Table("x", (Column("X"),), (), empty="Nothing is blocked."))
    )


def test_every_block_says_something() -> None:
    assert len(EVERY_BLOCK) >= 18
    for block in EVERY_BLOCK:
        body = render_markdown(document(block)).partition("## Where we are\n\n")[2]
        assert body.strip(), block


def test_pictures_become_their_description() -> None:
    text = render_markdown(document(*EVERY_BLOCK))
    for sentence in ("Two risks are high.", "Three calls.", "Done 12 of 20 task-days.", "Four phases."):
        assert sentence in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*now*", "\\*now\\*"),
        ("# one", "\\# one"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("+1 more", "+1 more"),
        ("-3 days", "-3 days"),
        ("#hash", "#hash"),
        ("<b>", "\\<b>"),
        ("a_b_c", "a_b_c"),
        ("_a_", "\\_a\\_"),
        ("[x](y)", "\\[x\\](y)"),
        ("a\nb", "a b"),
        ("5 > 3 < 7", "5 > 3 < 7"),
        ("&lt;", "\\&lt;"),
    ],
)
def test_text_of_the_plan_is_not_read_as_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_signs_of_a_list_are_not_repeated() -> None:
    board = ColumnBoard((ListColumn("Done", (("•", "Kickoff"), ("+", "2 more"))), ListColumn("Next", (("F1", "Go"),))))
    body = render_markdown(document(board)).partition("## Where we are\n\n")[2]
    assert body == "**Done**\n\n- Kickoff\n- +2 more\n\n**Next**\n\n- F1 Go\n"


def test_a_bar_does_not_open_a_column() -> None:
    line = next(line for line in render_markdown(document(ASKS)).splitlines() if "Smith" in line)
    assert line.replace("\\|", "").count("|") == 5
