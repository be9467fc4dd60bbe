"""Decks made by hand, with every block, and what reads them back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from pptx import Presentation
from pptx.presentation import Presentation as Opened

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.content.blocks import (
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
    Decision,
    Decisions,
    HeatMap,
    KeyValues,
    Lane,
    Lanes,
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
    StackedChart,
    Step,
    Subheading,
    Table,
    Team,
    TeamBoard,
    TimeLine,
)
from plandocs.content.document import Deck, Properties, Slide
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt, GanttLink, GanttRow
from plandocs.render.powerpoint import render_deck

START = date(2027, 1, 11)
TEMPLATE = "powerpoint/kickoff.pptx"


@cache
def brand(name: str = "default") -> Brand:
    return load_brand(name)


def deck(*slides: Slide, footer: str = "HF-2027-01 · Invoice approval") -> Deck:
    properties = Properties(
        title="Kickoff",
        subject="Kickoff deck",
        author="Rhea Demoville",
        company="Nimbusfold Software",
        project_id="HF-2027-01",
        project_name="Invoice approval automation",
        customer="Harrowby & Finch Textiles",
        vendor="Nimbusfold Software",
        version="1.0",
        plan_hash="0123abcd",
        language="en-US",
        dated=START,
        as_of=None,
    )
    return Deck(properties=properties, formats=Formats("en-US", "USD"), slides=slides, footer=footer)


def rendered(*slides: Slide, template: bytes | None = None, name: str = "default") -> bytes:
    look = brand(name)
    return render_deck(deck(*slides), look, template or look.template(TEMPLATE))


def opened(data: bytes) -> Opened:
    return Presentation(io.BytesIO(data))


def slide(*blocks: object, kind: str = "scope", title: str = "A title", **values: object) -> Slide:
    return replace(Slide(kind=kind, title=title, blocks=blocks), **values)  # type: ignore[arg-type]


def table(rows: int, text: str = "Row", columns: int = 3) -> Table:
    heads = tuple(Column(f"Head {place}") for place in range(columns))
    body = tuple(Row(tuple(f"{text} {number}.{place}" for place in range(columns))) for number in range(rows))
    return Table("numbers", heads, body, caption="Numbers")


def gantt(tasks: int = 4, *, days: int = 5) -> Gantt:
    rows = [GanttRow("setup", "Setup", "phase", START, START + timedelta(days=tasks * days - 1))]
    rows = [replace(rows[0], marks=((rows[0].finish, "Configured"),))]
    links = []
    for number in range(tasks):
        first = START + timedelta(days=number * days)
        kind = "buffer" if number == tasks - 1 else "task"
        rows.append(
            GanttRow(
                f"T{number}",
                f"Task {number}",
                kind,  # type: ignore[arg-type]
                first,
                first + timedelta(days=days - 1),
                owner="Kim Stubworth",
                critical=number % 2 == 0,
                alt=f"Task {number}: in words",
            )
        )
        if number:
            links.append(GanttLink(f"T{number - 1}", f"T{number}"))
    finish = rows[-1].finish
    rows.append(GanttRow("M1", "Configured and ready", "milestone", finish, finish))
    return Gantt(
        "timeline",
        START,
        finish,
        tuple(rows),
        tuple(links),
        today=START,
        today_label="Kickoff 11 Jan",
        legend=(("task", "Task"), ("critical", "Critical path"), ("buffer", "Buffer"), ("milestone", "Milestone")),
        alt="The schedule",
    )


def heat_map() -> HeatMap:
    cells = (
        (("H", "H"), ("R001",)),
        (("M", "H"), ("R002", "R005")),
        (("M", "M"), ("R003",)),
        (("H", "M"), ("R004",)),
    )
    return HeatMap(cells, "Likelihood", "Impact", (("H", "High"), ("M", "Medium"), ("L", "Low")))


def matrix(rows: int = 7, heads: int = 6) -> Matrix:
    names = tuple(("Champion", "IT", "Implementation PM", "Support")[place % 4] for place in range(heads))
    body = tuple(
        (f"Activity {row}", tuple("A" if place == row % heads else "RCI"[place % 3] for place in range(heads)))
        for row in range(rows)
    )
    return Matrix(names, body, "Activity", "R responsible, A accountable, C consulted, I informed")


def every_block() -> tuple[Slide, ...]:
    """A slide for each block, and the cover."""
    week = timedelta(days=7)
    blocks: dict[str, tuple[object, ...]] = {
        "prose": (
            Paragraph((Span("Strong", strong=True), Span(" and "), Span("muted", muted=True)), "lead"),
            Subheading("Below"),
            Callout("Something that must be seen", title="Mind"),
            KeyValues("facts", (("Status", Chip("On track", "good")), ("Start", START))),
        ),
        "beside": (table(4), Bullets(("One", "Two", "Three"), title="Decisions")),
        "numbered": (Bullets(("One", "Two"), numbered=True),),
        "cards": (Cards(tuple(Card(f"Label {n}", f"{n} days", "A note", before="9 days") for n in range(4))),),
        "risks": (heat_map(), table(5, "A risk that takes some words to tell")),
        "raci": (matrix(),),
        "path": (Chain(tuple(Step(f"Step {n}", "11 Jan – 15 Jan") for n in range(9))),),
        "flow": (Chain(tuple(Step(f"Step {n}", "What happens in it") for n in range(5)), "flow"),),
        "scope": (
            ColumnBoard(
                (
                    ListColumn("In", tuple((f"F{n}", "An item that is in scope") for n in range(9)), "accent"),
                    ListColumn("Out", (), None, "Nothing is out"),
                )
            ),
        ),
        "team": (
            TeamBoard(
                (
                    Team("Customer", tuple(Member(f"Person {n}", "Champion", "PN", "8 h/week") for n in range(6))),
                    Team("Vendor", (Member("Rhea Demoville", "Project manager", "RD"),)),
                )
            ),
        ),
        "touchpoints": (
            TimeLine(
                START, START + 8 * week, ("Call", "Mail"), tuple(Mark(START + n * week, "Call") for n in range(8))
            ),
        ),
        "sign_off": (
            SignOff(
                "We confirm.",
                (Signature("Customer", "Marta Exemplar", "CFO"), Signature("Vendor", "Rhea Demoville", "PM")),
                ("Name", "Title", "Signature", "Date"),
            ),
        ),
        "waves": (
            Lanes(
                START,
                START + 20 * week,
                (
                    Lane("W1", "Wave 1", START, START + 6 * week, "Two sites", START + 4 * week, "Go-live", ("Ready",)),
                    Lane("W2", "Wave 2", START + 7 * week, START + 12 * week, "Three sites"),
                ),
                ((START + 15 * week, START + 20 * week, "No go-live in the peak season"),),
            ),
        ),
        "burn_up": (
            LineChart(
                "burn-up",
                tuple(START + n * week for n in range(6)),
                (Series("Planned", (0, 10, 20, 30, 40, 50)), Series("Done", (0, 8, 15, None, None, None))),
                "days",
            ),
        ),
        "chances": (
            ColumnChart(
                "chances",
                (ChartColumn("25 Feb", 0.49, "agreed"), ChartColumn("26 Feb", 0.8, "8 of 10"), ChartColumn("1 Mar", 1)),
                "Share of runs that are done",
                alt="The chances of three days.",
            ),
            KeyValues("behind", (("Decides most often", "ERP connector (78%)"),)),
        ),
        "decisions": (
            Decisions(
                (
                    Decision("Accept the new go-live", "It is two days later than agreed.", "Marta Exemplar", "2 Feb"),
                    Decision("Approve version 1.1 of the plan"),
                ),
                "Who decides",
                "By",
            ),
        ),
        "effort": (
            StackedChart(
                "effort",
                tuple(START + n * week for n in range(6)),
                (Series("Customer", (4, 8, None, 6, 2, 1)), Series("Vendor", (20, 12.5, 30, 8, None, 4))),
                "Hours a week",
                alt="Hours by side and week.",
            ),
        ),
        "timeline": (gantt(),),
    }
    cover = slide(
        Paragraph("Invoice approval automation"),
        KeyValues("control", (("Version", "1.0"), ("Status", Chip("Draft", "watch")))),
        kind="cover",
        title="Harrowby & Finch Textiles × Nimbusfold Software",
        subtitle="Implementation kickoff",
    )
    section = slide(kind="section", title="Appendix", subtitle="What follows")
    return (
        cover,
        *(slide(*found, title=f"The {key} slide", notes=("Say it.",)) for key, found in blocks.items()),
        section,
    )
