"""The kickoff decks of the samples, on any template: what is built, what goes in, and what is read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pptx

from plandocs import api
from plandocs.content.blocks import Chip, Span
from plandocs.content.document import Deck
from plandocs.documents.kickoff_deck import kickoff_deck
from plandocs.schedule.from_plan import schedule_plan
from tests.render.powerpoint.decks import brand

SAMPLES = Path(__file__).parents[3] / "samples"


@cache
def kickoff(sample: str = "invoice-approval") -> Deck:
    loaded = api.load(SAMPLES / f"{sample}.yaml")
    facts = api.facts_of(loaded, schedule_plan(loaded.plan), api.BuildOptions(), None)
    return kickoff_deck(facts, facts.words)


def built(template: bytes, sample: str = "invoice-approval", **looks: Any) -> bytes:
    from dataclasses import replace

    from plandocs.render.powerpoint import render_deck

    return render_deck(kickoff(sample), replace(brand(), **looks), template)


def opened(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text if slide.shapes.title is not None else "" for slide in opened(data).slides]


def written(data: bytes) -> str:
    """Return every text of a deck: shapes, tables, charts, alternative texts, notes."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in (name for name in archive.namelist() if name.startswith("ppt/charts/chart")):
            found += re.findall(r"<c:v>([^<]*)</c:v>", archive.read(name).decode())
    for slide in opened(data).slides:
        paragraphs = slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p")
        found += ["".join(node.text or "" for node in item.iter() if node.tag.endswith("}t")) for item in paragraphs]
        found += [node.get("descr", "") for node in slide._element.iter() if node.tag.endswith("}cNvPr")]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return plain("\n".join(found))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of a slide's content, however deep it stands in its blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Chip | Span):
        yield value.text
    elif isinstance(value, tuple | list):
        if value and all(isinstance(item, Span) for item in value):
            yield "".join(item.text for item in value)
        else:
            for item in value:
                yield from texts_in(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name in _SAID:
                yield from texts_in(getattr(value, name))


_SAID = frozenset(
    (
        *("title", "subtitle", "notes", "blocks", "text", "items", "rows", "cells", "columns", "pairs", "cards"),
        *("label", "value", "note", "before", "steps", "teams", "members", "role", "statement", "signatures", "side"),
        *("heads", "lanes", "criteria", "series", "slides"),
    )
)
