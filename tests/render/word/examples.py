"""A document with every kind of block, and text that is hard to set, for the tests of the Word renderer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Chain,
    ChartColumn,
    Chip,
    Column,
    ColumnBoard,
    ColumnChart,
    HeatMap,
    KeyValues,
    LineChart,
    ListColumn,
    Mark,
    Matrix,
    Member,
    Paragraph,
    Row,
    Series,
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
from plandocs.content.document import Cover, Document, Properties, Section
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt, GanttRow

HARD = "Smith & Sons <Ltd> \"a\" 'b' {{ project.name }} {% if %} =1+1 \x07 \U0001f9d1\u200d\U0001f680 مرحبا 你好 Ä"
SHOWN = HARD.replace("\x07", "")
LONG = "Donaudampfschifffahrtsgesellschaft" * 9
WORDS = (
    ("contents", "Contents"),
    ("page", "Page"),
    ("of", "of"),
    ("figure", "Figure"),
    ("table", "Table"),
    ("section", "section"),
)
PROPERTIES = Properties(
    title="Plan",
    subject="Project plan",
    author="Rhea Demoville",
    company="Nimbusfold Software",
    project_id="HF-2027-01",
    project_name="Invoice approval automation",
    customer="Harrowby & Finch Textiles",
    vendor="Nimbusfold Software",
    version="1.0",
    plan_hash="abcdef12",
    language="en-US",
    dated=date(2027, 1, 29),
    as_of=None,
)
COVER = Cover(
    kind="Project plan",
    title="Invoice approval automation",
    line="Approve invoices in three days.",
    parties=(("Prepared for", "Harrowby & Finch Textiles"), ("Prepared by", "Nimbusfold Software")),
    status=Chip("For approval", "accent"),
    control=KeyValues("control", (("Version", "1.0"), ("As of", date(2027, 1, 29)))),
)


def document(*sections: Section, **changes: object) -> Document:
    """Return a document of the given sections."""
    made = Document(
        properties=PROPERTIES,
        formats=Formats("en-US", "USD"),
        sections=sections or (Section(key="one", title="One", blocks=(Paragraph("Text."),)),),
        template="plan",
        cover=COVER,
        contents=True,
        footer="Nimbusfold Software",
        words=WORDS,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def section(*blocks: Block, key: str = "one", **changes: object) -> Section:
    """Return a section of the given blocks."""
    return replace(Section(key=key, title=key.capitalize(), blocks=blocks), **changes)  # type: ignore[arg-type]


def table(count: int = 3) -> Table:
    """Return a captioned table of `count` rows with every kind of cell."""
    columns = (
        Column("No.", "id"),
        Column("Text"),
        Column("Amount", "money"),
        Column("When", "date"),
        Column("State", "chip"),
    )
    rows = tuple(
        Row((str(n), f"Row {n}", Decimal("12.50"), date(2027, 1, 11), Chip("On track", "good"))) for n in range(count)
    )
    return Table("items", columns, rows, caption="Items")


def gantt(count: int = 8, weeks: int = 8) -> Gantt:
    """Return a chart with every kind of row."""
    start = date(2027, 1, 11)
    kinds = ("phase", "task", "buffer", "milestone")
    rows = tuple(
        GanttRow(
            id=f"T{n}",
            label=f"Row {n}",
            kind=kinds[n % 4],  # type: ignore[arg-type]
            start=start + timedelta(days=n),
            finish=start + timedelta(days=n if n % 4 == 3 else n + 4),
            critical=n % 2 == 0,
            progress=40,
            baseline_start=start if n == 1 else None,
            baseline_finish=start + timedelta(days=2) if n == 1 else None,
        )
        for n in range(count)
    )
    return Gantt(
        "plan",
        start,
        start + timedelta(weeks=weeks, days=-1),
        rows,
        today=start + timedelta(days=3),
        today_label="As of 14 Jan",
        legend=(("task", "Task"), ("critical", "Critical path")),
        caption="The plan",
        alt="Gantt chart.",
    )


def every_block() -> tuple[Block, ...]:
    """Return one block of each kind, with hard text where text goes."""
    first = date(2027, 1, 11)
    return (
        Paragraph(HARD, kind="lead"),
        Paragraph(
            (Span("strong", strong=True), Span("muted", muted=True), Span("out", href="https://example.com/?a=1&b=2"))
        ),
        Bullets((HARD, "two")),
        Bullets(("first", "second"), numbered=True),
        Bullets(("first again", "second again"), numbered=True),
        table(),
        Table("nothing", (Column("A"),), (), empty="Nothing is here."),
        KeyValues("facts", (("Label", HARD), ("Date", first)), caption="Facts"),
        Callout(HARD, tone="bad", title="Look"),
        Cards((Card("Go-live", "25 Feb 2027"), Card("Delay", "3 days", tone="watch"))),
        Subheading("Second level"),
        Subheading("Third level", level=3),
        Chain(
            (Step("Kickoff", "11 Jan"), Step("Buffer", kind="buffer"), Step("Go-live", kind="milestone")), alt="Chain"
        ),
        ColumnBoard((ListColumn("In", (("1", HARD),), tone="good"), ListColumn("Out", (), empty="Nothing."))),
        TeamBoard((Team("Customer", (Member("Marta Exemplar", "CFO", "ME"),)), Team("Vendor", ()))),
        TimeLine(first, first + timedelta(weeks=8), ("Call",), (Mark(first, "Call"),), alt="Calls."),
        HeatMap(
            ((("H", "H"), ("R001", "R002")),),
            "Likelihood",
            "Impact",
            (("H", "High"), ("M", "Medium"), ("L", "Low")),
            caption="Risks",
            alt="Two risks.",
        ),
        Matrix(("Champion", "IT"), (("Kickoff", ("A", "R")),), corner="Activity", key="A accountable", caption="RACI"),
        LineChart(
            "burn-up",
            (first, first + timedelta(weeks=1)),
            (Series("Planned", (1.0, 2.0)), Series("Done", (1.0, None))),
            unit="Task-days",
            caption="Burn-up",
            alt="Burn-up chart.",
        ),
        ColumnChart(
            "chances",
            (ChartColumn("25 Feb", 0.6, "agreed"), ChartColumn(HARD, 1.0)),
            series=HARD,
            caption="Chances",
            alt="Chances of dates.",
        ),
        gantt(),
        SignOff("We agree.", (Signature("Customer", "Marta", "CFO"),), ("Name", "Title", "Signature", "Date")),
    )
