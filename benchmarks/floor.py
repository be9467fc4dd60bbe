"""The floor: writing parts that are already made with zipfile, at the level that plandocs compresses with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

LEVEL = 6

Parts = list[tuple[str, bytes]]


def parts_of(documents: Mapping[str, bytes]) -> list[Parts]:
    """Return the unpacked parts of each Office file among the documents."""
    found: list[Parts] = []
    for name, data in documents.items():
        if name.endswith((".docx", ".pptx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found.append([(info.filename, archive.read(info)) for info in archive.infolist()])
    if not found:
        raise ValueError("no Office file among the documents")
    return found


def write(files: Iterable[Parts]) -> int:
    """Write the parts of each file to memory and return the number of bytes."""
    total = 0
    for parts in files:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, data in parts:
                archive.writestr(name, data)
        total += len(out.getvalue())
    return total
