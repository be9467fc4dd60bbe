"""LibreOffice, where it is installed: PDF from a document, and the pages on which its bookmarks fall.

Optional: without it documents have no page numbers in their contents list, and there is no PDF. The environment
variable PLANDOCS_SOFFICE names the program; empty, it switches LibreOffice off.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from plandocs.errors import FileError, Problem

SECONDS = 180
"""How long one conversion may take."""
_ESCAPE = re.compile("/([0-9A-F]{2})")
"""How LibreOffice writes what is no letter or figure in the name of a destination: `/5FToc` is `_Toc`."""


def find_soffice() -> str | None:
    """Return the program's path, or None where it is not installed or switched off."""
    named = os.environ.get("PLANDOCS_SOFFICE")
    if named is not None:
        return shutil.which(named) if named else None
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(name: str, data: bytes) -> bytes:
    """Return an Office document as PDF, headings in its outline and bookmarks as destinations.

    FileError when LibreOffice fails. `name` gives the format by its ending. Each call runs with a profile of its own,
    so that calls do not meet.
    """
    program = find_soffice()
    if program is None:
        raise FileError(_missing())
    with tempfile.TemporaryDirectory(prefix="plandocs-") as folder:
        source = Path(folder) / f"document{Path(name).suffix}"
        source.write_bytes(data)
        _run(program, folder, source)
        target = source.with_suffix(".pdf")
        if not target.exists():
            raise FileError(_failed(name, "it wrote no PDF"))
        return target.read_bytes()


def to_pdfs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return several Office documents as PDF by the same names, in one run, which takes a third of the time.

    FileError when LibreOffice fails with any of them.
    """
    program = find_soffice()
    if program is None:
        raise FileError(_missing())
    with tempfile.TemporaryDirectory(prefix="plandocs-") as folder:
        sources = {name: Path(folder) / f"{number}{Path(name).suffix}" for number, name in enumerate(files)}
        for name, source in sources.items():
            source.write_bytes(files[name])
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        _call([*command, *map(str, sources.values())], ", ".join(files))
        for name, source in sources.items():
            if not source.with_suffix(".pdf").exists():
                raise FileError(_failed(name, "it wrote no PDF"))
        return {name: source.with_suffix(".pdf").read_bytes() for name, source in sources.items()}


def _run(program: str, folder: str, source: Path) -> None:
    wanted = ("ExportBookmarks", "ExportBookmarksToPDFDestination")
    chosen = ",".join(f'"{name}":{{"type":"boolean","value":"true"}}' for name in wanted)
    filters = {".docx": "writer_pdf_Export", ".pptx": "impress_pdf_Export", ".xlsx": "calc_pdf_Export"}
    command = [
        program,
        f"-env:UserInstallation={Path(folder).as_uri()}/profile",
        "--headless",
        "--convert-to",
        f"pdf:{filters[source.suffix]}:{{{chosen}}}",
        "--outdir",
        folder,
        str(source),
    ]
    _call(command, source.name)


def _call(command: list[str], what: str) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise FileError(_failed(what, f"it took more than {SECONDS} seconds")) from None
    except (subprocess.CalledProcessError, OSError) as error:
        raise FileError(_failed(what, str(error))) from None


def bookmark_pages(pdf: bytes) -> Mapping[str, int]:
    """Return the page, from 1, of each bookmark of the document by its name, from a PDF that `to_pdf` made."""
    import io

    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    pages: dict[str, int] = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None:
            pages[_ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(name))] = number + 1
    return pages


def _missing() -> Problem:
    return Problem(
        rule="no-libreoffice",
        message="PDF needs LibreOffice, which was not found",
        fix="install LibreOffice, or leave out --pdf",
    )


def _failed(name: str, why: str) -> Problem:
    return Problem(rule="libreoffice-failed", message=f"LibreOffice could not turn '{name}' into PDF: {why}", path=name)
