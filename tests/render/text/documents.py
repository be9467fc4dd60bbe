"""A small document that holds one of every block a status mail may meet, with text that wants to be markup."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Chain,
    Chip,
    Column,
    ColumnBoard,
    HeatMap,
    KeyValues,
    LineChart,
    ListColumn,
    Matrix,
    Member,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Span,
    Step,
    Subheading,
    Table,
    Team,
    TeamBoard,
    TimeLine,
)
from plandocs.content.document import Document, Properties, Section
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt

DAY = date(2027, 1, 29)
NASTY = "Smith & Sons <b>, {{ x }} *now* | \"quoted\" 'single'"

ASKS = Table(
    "asks",
    (Column("Action"), Column("Due", "date"), Column("Amount", "money"), Column("State", "chip")),
    (Row((NASTY, DAY, Decimal("11400"), Chip("On track", "good"))), Row(("Plain", None, None, None))),
    caption="What we need",
)
EVERY_BLOCK: tuple[Block, ...] = (
    Paragraph("A lead", "lead"),
    Paragraph((Span("strong", strong=True), Span(" and "), Span("link", href="https://example.com/a?b=1&c=2"))),
    Subheading("Below"),
    Bullets(("one", "two"), numbered=True),
    Callout("Go-live slips 3 days.", "watch", "At risk."),
    Cards((Card("Go-live", "Tue 2 Mar 2027", "was Thu 25 Feb"), Card("Buffer", "0 of 3", tone="bad"))),
    KeyValues("facts", (("As of", DAY), ("State", Chip("Off track", "bad")))),
    ASKS,
    Table("none", (Column("X"),), (), empty="Nothing is blocked."),
    Matrix(("Champion", "IT"), (("Kickoff", ("A", "R")),), "Activity", "A accountable"),
    Chain((Step("Design", "1 Feb"), Step("Build"))),
    ColumnBoard((ListColumn("In", (("F1", "Approval"),)), ListColumn("Parked", (), empty="Nothing is parked."))),
    TeamBoard((Team("Vendor", (Member("Rhea Demoville", "Project manager", "RD"),)),)),
    SignOff("We agree.", (Signature("Customer", "Marta Exemplar", "CFO"),), ("Name", "Title", "Signature", "Date")),
    HeatMap((), "Likelihood", "Impact", (), alt="Two risks are high."),
    TimeLine(DAY, DAY, (), (), alt="Three calls."),
    LineChart("burn", (), (), "days", alt="Done 12 of 20 task-days."),
    Gantt("plan", DAY, DAY, (), alt="Four phases."),
)


def document(*blocks: Block, title: str = "Status") -> Document:
    """Return a document of one section."""
    properties = Properties(
        title=title,
        subject="",
        author="",
        company="",
        project_id="HF-2027-01",
        project_name="Invoice approval",
        customer="",
        vendor="",
        version="1.0",
        plan_hash="0" * 8,
        language="en-US",
        dated=DAY,
        as_of=DAY,
    )
    sections = (Section(key="one", title="Where we are", blocks=blocks), Section(key="two", title="Empty", blocks=()))
    return Document(properties=properties, formats=Formats("en-US", "USD"), sections=sections, template="status")
