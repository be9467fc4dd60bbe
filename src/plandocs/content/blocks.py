"""The blocks that documents, decks and workbooks share.

A block says what is shown, never how: no font, colour, pixel or file format. Dates stay dates and amounts stay
decimals until a renderer writes them through `Formats`. All blocks are plain frozen data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from plandocs.content.gantt import Gantt

Tone = Literal["good", "watch", "bad", "neutral", "accent"]
ColumnKind = Literal["text", "id", "date", "number", "money", "percent", "letter", "chip"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text within a line. `anchor` links inside the document, `href` outside.

    An empty text with an anchor prints what the anchor leads to: `Table 3`, `section 16`. A `tone` makes the text a
    status: its shape stands before the word.
    """

    text: str
    strong: bool = False
    muted: bool = False
    anchor: str = ""
    href: str = ""
    tone: Tone | None = None
    italic: bool = False
    code: bool = False


Rich = str | tuple[Span, ...]
"""A line of text: plain, or in spans."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A status in word, shape and colour. The word alone must say it; the tone gives shape and colour."""

    text: str
    tone: Tone = "neutral"


Cell = str | int | float | Decimal | date | Chip | tuple[Span, ...] | None
"""One cell's value; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what kind of values it holds, and its share of the table's width.

    `share` is relative; 0 lets the renderer size the column by its content.
    """

    title: str
    kind: ColumnKind = "text"
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: as many cells as the table has columns. A `group` row is a heading over the rows that follow."""

    cells: tuple[Cell, ...]
    kind: Literal["plain", "group", "total"] = "plain"
    indent: int = 0
    marked: bool = False
    """Whether the row stands out: a critical task, an overdue action."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header. `empty` is the sentence that takes the table's place when there are no rows.

    `name` identifies it (`tasks`, `milestones`): captions, alternative text and tests use it. `wide` asks for a
    landscape page where the format has pages.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    empty: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `lead` opens a section, `note` is small and muted."""

    text: Rich
    kind: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `numbered` counts. `title` heads a list that stands for itself, as on a slide.

    `endings` are what items end with and keep where a slide has to cut them, one for each item; empty ones for none.
    """

    items: tuple[Rich, ...]
    numbered: bool = False
    title: str = ""
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section; `level` 2 is directly below the section's own."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Facts in pairs: a label and its value. `full` holds the values that a renderer had to shorten, as they were."""

    name: str
    pairs: tuple[tuple[str, Cell], ...]
    caption: str = ""
    full: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Callout:
    """One to three sentences that must be seen."""

    text: Rich
    tone: Tone = "accent"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: `value` is read first, `label` says of what, `note` adds a line, `before` is what it was."""

    label: str
    value: str
    note: str = ""
    tone: Tone | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Risks by likelihood (up) and impact (right). `cells` maps (likelihood, impact) to risk ids, both H, M or L."""

    cells: tuple[tuple[tuple[str, str], tuple[str, ...]], ...]
    likelihood_label: str
    impact_label: str
    level_labels: tuple[tuple[str, str], ...]
    """H, M and L in words."""
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A RACI matrix: activities down, roles or people across, letters in the cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    corner: str
    key: str
    """The letters in words."""
    caption: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain or flow: a name, a line below it, and whether it stands out."""

    text: str
    note: str = ""
    kind: Literal["plain", "buffer", "milestone"] = "plain"


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps in a row: the critical path as `chevrons`, a process as a `flow`."""

    steps: tuple[Step, ...]
    kind: Literal["chevrons", "flow"] = "chevrons"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a column board: a heading with its count, and numbered items."""

    title: str
    items: tuple[tuple[str, str], ...]
    """Pairs of number or id, and text."""
    tone: Tone | None = None
    empty: str = ""
    remarks: tuple[str, ...] = ()
    """A line below each item, such as its reason, shown where there is room for all of them; none at all, or as many
    as there are items."""


@dataclass(frozen=True, slots=True)
class ColumnBoard:
    """Lists side by side: scope in, out and parked."""

    columns: tuple[ListColumn, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One person on a team board."""

    name: str
    role: str
    initials: str
    note: str = ""
    """Hours a week, backup."""
    work: tuple[str, ...] = ()
    """The first of the person's tasks, a line each, where a board has so few people that there is room."""


@dataclass(frozen=True, slots=True)
class Team:
    """One side of a team board."""

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """The people of each side, side by side."""

    teams: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One point on a line of time."""

    day: date
    kind: str
    """Which of the line's kinds it is."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Marks by kind on one line of time; `kinds` are shown in the legend in this order."""

    start: date
    finish: date
    kinds: tuple[str, ...]
    marks: tuple[Mark, ...]
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer's block."""

    side: str
    name: str
    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """The sign-off block: what is signed, and by whom."""

    statement: str
    signatures: tuple[Signature, ...]
    labels: tuple[str, str, str, str]
    """The words for name, title, signature and date."""
    brief: bool = False
    """Whether each signer has one line, on a page that has no room for more."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: a value for each point, None where there is none yet."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """A chart of lines over dates, such as a burn-up. `beside` asks for a small one beside the table before it."""

    name: str
    points: tuple[date, ...]
    series: tuple[Series, ...]
    unit: str
    caption: str = ""
    alt: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One column of a chart: its share from 0 to 1, and what stands below it; one with a `note` there stands out."""

    label: str
    share: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A chart of shares, each written above its column: how likely each date is. `series` names what they are."""

    name: str
    columns: tuple[ChartColumn, ...]
    series: str
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question of a form. `tag` marks its field in the file, so that the answer is found again."""

    number: str
    text: str
    tag: str
    note: str = ""
    """Who answers, and by when."""
    mark: str = ""
    """What makes it stand out from the others, in words."""


@dataclass(frozen=True, slots=True)
class Form:
    """Questions with room for an answer each. `prompt` stands in a field that nobody has filled."""

    name: str
    questions: tuple[FormQuestion, ...]
    prompt: str
    label: str
    """What a field is called, before its question's number."""


Block = (
    Paragraph
    | Bullets
    | Subheading
    | Table
    | KeyValues
    | Callout
    | Cards
    | HeatMap
    | Matrix
    | Chain
    | ColumnBoard
    | TeamBoard
    | TimeLine
    | SignOff
    | LineChart
    | ColumnChart
    | Gantt
    | Form
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that is wanted: `what` stands on `basis`, `who` takes it, `by` a day in words; empty where open."""

    what: str
    basis: str = ""
    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """A few decisions, as a deck shows them; `who` and `by` are the labels of what stands beside each."""

    items: tuple[Decision, ...]
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Columns over weeks, by their Mondays, that stack the values of each series; `unit` names them on the axis."""

    name: str
    points: tuple[date, ...]
    series: tuple[Series, ...]
    unit: str
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of a swimlane picture: what it is, its stretch of time, its go-live and its criteria in lines."""

    id: str
    title: str
    start: date
    finish: date
    note: str = ""
    go_live: date | None = None
    label: str = ""
    """What is written beside the go-live."""
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lanes:
    """Swimlanes over time, as a deck shows waves. `closed` are spans without go-live: first day, last day, reason."""

    start: date
    finish: date
    lanes: tuple[Lane, ...]
    closed: tuple[tuple[date, date, str], ...] = ()
    alt: str = ""
