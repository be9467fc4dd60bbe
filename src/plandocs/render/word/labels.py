"""The numbers a reader refers by, worked out before anything is written: headings, tables and figures.

A reference may stand before what it leads to, and its text must be right without anybody updating fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plandocs.content.blocks import (
    Block,
    ColumnChart,
    HeatMap,
    KeyValues,
    LineChart,
    Matrix,
    Subheading,
    Table,
    TimeLine,
)
from plandocs.content.document import Section
from plandocs.content.gantt import Gantt
from plandocs.render.word.own import OwnCaption, OwnHeading

FIGURES = (ColumnChart, Gantt, HeatMap, LineChart, TimeLine)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its key, its level from 1, its number (empty where headings carry none) and its text."""

    key: str
    level: int
    number: str
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a reference prints and leads to: `Table 3`, or a section's number."""

    text: str
    bookmark: str
    is_heading: bool
    number: str = ""
    """A section's number alone, which a field can print."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A caption as a list of figures or tables shows it: `kind` is `figure` or `table`."""

    kind: str
    label: str
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Every heading in order, and what each anchor leads to.

    `captions` maps the identity of a captioned block to its word and number.
    """

    headings: tuple[Heading, ...]
    anchors: Mapping[str, Label]
    captions: Mapping[int, tuple[str, int, str]]
    """The word, the number and the bookmark, by `id` of the block."""
    captioned: tuple[Captioned, ...] = ()
    """The captions of tables and figures, in the order of the text."""


@dataclass(slots=True)
class _Counter:
    numbered: bool
    words: Mapping[str, str]
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, Label] = field(default_factory=dict)
    captions: dict[int, tuple[str, int, str]] = field(default_factory=dict)
    captioned: list[Captioned] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"table": 0, "figure": 0})
    level: list[int] = field(default_factory=lambda: [0, 0, 0])

    def heading(self, level: int, text: str, key: str, anchor: str, *, counts: bool = True) -> None:
        number = ""
        if counts:
            self.level[level - 1] += 1
            self.level[level:] = [0] * (3 - level)
            number = ".".join(map(str, self.level[:level])) if self.numbered else ""
        bookmark = f"_Toc{len(self.headings) + 1:06d}"
        self.headings.append(Heading(key, level, number, text, bookmark))
        if anchor:
            shown = f"{self.words.get('section', '')} {number}".strip() if number else text
            self.anchors[anchor] = Label(shown, bookmark, is_heading=True, number=number)

    def block(self, block: Block, section: str) -> None:
        if isinstance(block, Subheading):
            key = f"{section}/{len(self.headings) + 1}"
            self.heading(min(max(block.level, 2), 3), block.text, key, block.anchor)
        elif caption_of(block):
            kind = "figure" if isinstance(block, FIGURES) else "table"
            self.counts[kind] += 1
            number = self.counts[kind]
            bookmark = f"_Ref{kind[:3]}{number:05d}"
            word = self.words[kind]
            self.captions[id(block)] = (word, number, bookmark)
            self.captioned.append(Captioned(kind, f"{word}\u00a0{number}", caption_of(block), bookmark))
            name = getattr(block, "name", "")
            if name and name not in self.anchors:
                self.anchors[name] = Label(f"{word}\u00a0{number}", bookmark, is_heading=False)

    def leave_out(self, section: Section) -> None:
        """Let what leads to a section that is not there print a text that leads nowhere."""
        self.anchors.setdefault(section.key, Label(section.title, "", is_heading=True))
        for block in section.blocks:
            name = getattr(block, "anchor" if isinstance(block, Subheading) else "name", "")
            text = block.text if isinstance(block, Subheading) else caption_of(block)
            if name and text:
                self.anchors.setdefault(name, Label(text, "", is_heading=True))


def caption_of(block: Block) -> str:
    """Return a block's caption; empty when it has none, or when its place is taken by a sentence."""
    if isinstance(block, Table):
        return block.caption if block.rows else ""
    if isinstance(block, Matrix):
        return block.caption if block.rows else ""
    if isinstance(block, KeyValues | HeatMap | LineChart | ColumnChart | TimeLine | Gantt):
        return block.caption
    return ""


def label_all(
    pieces: Sequence[Section | OwnHeading | OwnCaption],
    words: Mapping[str, str],
    left_out: Iterable[Section] = (),
    *,
    numbered: bool,
) -> Labels:
    """Return the numbers of a document: its sections, and what its template brings, in the order of the text.

    `numbered` tells whether its heading styles count. What leads to a section that is left out prints its title.
    """
    counter = _Counter(numbered, words)
    for number, piece in enumerate(pieces, start=1):
        if isinstance(piece, Section):
            counter.heading(1, piece.title, piece.key, piece.key)
            for block in piece.blocks:
                counter.block(block, piece.key)
        elif isinstance(piece, OwnHeading):
            counter.heading(piece.level, piece.text, f"own/{number}", "", counts=piece.counts)
        else:
            counter.counts[piece.kind] += 1
            if piece.shown is not None:
                piece.shown.text = str(counter.counts[piece.kind])
    for section in left_out:
        counter.leave_out(section)
    return Labels(tuple(counter.headings), counter.anchors, counter.captions, tuple(counter.captioned))
