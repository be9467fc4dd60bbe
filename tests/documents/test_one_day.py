"""A project of a single day: nothing reads as if it went from a day to the same day."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from plandocs.content.formats import Formats
from tests.documents.reading import made, text_of
from tests.documents.sibling_plans import one, plan_file

PLAN = """\
project:
  name: Label printers
  id: LP-1
  customer: Fictive Foods
  vendor: Imagined Software
  start: 2027-01-11
  {go_live}
  tier: standard
  language: {language}
  summary: Exchange the label printers.
people:
  ann: {{name: Annabel Sampleton, side: customer, role: [sponsor, champion]}}
  vic: {{name: Victor Mockingham, side: vendor, role: [implementation_pm], hours_per_week: 8}}
phases:
  - id: exchange
    name: Exchange
    exit_criteria: [Labels are printed]
    tasks:
      - {{id: T1, name: Exchange the printers, duration: 1d, owner: vic}}
scope:
  in: [Two printers]
  out: [{{text: Software, reason: later, revisit: "2028"}}]
"""
DAY = date(2027, 1, 11)
GO_LIVES = ("go_live: T1", "go_live:")


def _lines(kind: str, data: bytes) -> list[str]:
    """Return the paragraphs of a document and what its pictures and charts are described with, with plain spaces."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    described = [text for part in parts for text in re.findall(r'descr="([^"]*)"', part)]
    return [re.sub(r"\s", " ", line) for line in (*text_of(kind, data).split("\n"), *described)]


@pytest.mark.parametrize("go_live", GO_LIVES)
@pytest.mark.parametrize("language", ["en-GB", "de-DE", "es-ES", "fr-FR", "pt-BR"])
def test_no_document_goes_from_a_day_to_the_same_day(language: str, go_live: str, tmp_path: Path) -> None:
    path = plan_file(tmp_path, PLAN.format(language=language, go_live=go_live))
    files = made(path, draft=True, as_of=DAY)
    documents = [(kind, files[kind]) for kind in ("plan", "kickoff", "workbook")]
    documents += [("plan", one(path, "charter")), ("kickoff", one(path, "timeline"))]
    formats = Formats(language, "EUR")
    days = [re.sub(r"\s", " ", day) for day in (formats.day(DAY), formats.short_date(DAY))]
    lines = [line for kind, data in documents for line in _lines(kind, data)]
    assert sum(days[0] in line for line in lines) > 5
    assert [line for line in lines if any(re.search(f"{re.escape(day)}.*{re.escape(day)}", line) for day in days)] == []
