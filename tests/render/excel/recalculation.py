"""LibreOffice as a calculator: a workbook's formulas worked out from nothing, to compare with what is stored."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from tests.validators.absence import absent

_REMEDY = "install Debian's libreoffice-calc"
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
_DAY_ZERO = datetime(1899, 12, 30)


def differences(books: Mapping[str, bytes]) -> dict[str, tuple[int, list[str]]]:
    """Return, by name, how many formulas a workbook has and which stored results are not what comes out anew.

    All workbooks are calculated in one run of LibreOffice.
    """
    anew = recalculated(books)
    return {name: compared(data, anew[name]) for name, data in books.items()}


def recalculated(books: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the workbooks, with their values, as LibreOffice saves them after calculating everything."""
    saved = saved_by_libreoffice(books)
    return {name: openpyxl.load_workbook(io.BytesIO(data), data_only=True) for name, data in saved.items()}


def saved_by_libreoffice(books: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them, all in one run."""
    program = shutil.which("soffice")
    if program is None:
        absent("LibreOffice", _REMEDY)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    profile = Path(tempfile.gettempdir()) / f"plandocs-recalculation-{os.getuid()}-{worker}"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_ALWAYS, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        sources = {name: Path(folder) / f"book{place}.xlsx" for place, name in enumerate(books)}
        for name, source in sources.items():
            source.write_bytes(books[name])
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, sources.values())]
        subprocess.run(command, check=True, capture_output=True, timeout=60 + 60 * len(books))
        return {name: (out / source.name).read_bytes() for name, source in sources.items()}


def compared(data: bytes, anew: Any) -> tuple[int, list[str]]:
    """Return how many formulas a workbook has, and which stored results are not those of another's cells."""
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    count, wrong = 0, []
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            count += 1
            kept = _plain(stored[sheet.title][cell.coordinate].value)
            found = _plain(anew[sheet.title][cell.coordinate].value)
            if kept != found:
                wrong.append(f"{sheet.title}!{cell.coordinate}: stored {kept!r}, computed {found!r}")
    return count, wrong


def _plain(value: object) -> object:
    """Return dates as serial numbers, numbers rounded, and an empty text as nothing."""
    if isinstance(value, datetime):
        return round((value - _DAY_ZERO).total_seconds() / 86400, 6)
    if isinstance(value, date):
        return float((datetime.combine(value, time()) - _DAY_ZERO).days)
    if isinstance(value, time):
        return 0.0
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return round(float(value), 6)
    return value or None
