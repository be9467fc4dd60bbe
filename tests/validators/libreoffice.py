"""LibreOffice as a second reader: files to PDF, pages counted and drawn.

A PDF that appears is no evidence that a file is sound; page counts, texts and pictures of it are.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.validators.absence import absent

REMEDY = "install Debian's libreoffice-writer, libreoffice-impress and libreoffice-calc"
_SECONDS_PER_FILE = 60


@cache
def _profile() -> Path:
    """Return this process's LibreOffice profile; it is removed when the process ends."""
    folder = tempfile.mkdtemp(prefix="plandocs-libreoffice-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def soffice_pdfs(paths: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Convert files of different names to PDF in one call, and return file → PDF; a missing one fails the test.

    Each test process has its own LibreOffice profile: two processes cannot share one.
    """
    program = shutil.which("soffice")
    if program is None:
        absent("LibreOffice", REMEDY)
    profile = _profile()
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), *map(str, paths)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60 + _SECONDS_PER_FILE * len(paths), check=False
    )
    found = {path: folder / f"{path.stem}.pdf" for path in paths}
    missing = [path.name for path, pdf in found.items() if not pdf.exists()]
    assert len(set(found.values())) == len(paths), "two files have the same name without extension"
    assert not missing, f"LibreOffice made no PDF of {missing}: {done.stderr}"
    return found


def soffice_pdf(path: Path) -> bytes:
    """Return one file as PDF. Many files are faster through `soffice_pdfs`."""
    with tempfile.TemporaryDirectory() as folder:
        return soffice_pdfs([path], Path(folder))[path].read_bytes()


def page_count(pdf: bytes | Path) -> int:
    """Return how many pages a PDF has."""
    return len(_open(pdf))


def page_texts(pdf: bytes | Path) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_bounded() for page in _open(pdf)]


def page_pictures(pdf: bytes | Path, folder: Path, *, dots_per_inch: int = 60) -> list[Path]:
    """Write each page as PNG into the folder and return the files, in page order."""
    files = []
    for number, page in enumerate(_open(pdf), start=1):
        file = folder / f"page-{number:02}.png"
        page.render(scale=dots_per_inch / 72).to_pil().save(file)
        files.append(file)
    return files


def _open(pdf: bytes | Path):  # type: ignore[no-untyped-def]
    try:
        import pypdfium2
    except ImportError:
        absent("pypdfium2", "pip install 'plandocs[dev]'")
    return pypdfium2.PdfDocument(pdf)


def soffice_saved(path: Path, folder: Path) -> bytes:
    """Return a Word file as LibreOffice saves it after opening it."""
    program = shutil.which("soffice")
    if program is None:
        absent("LibreOffice", REMEDY)
    profile = _profile()
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "docx:Office Open XML Text",
    ]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    saved = folder / path.name
    assert saved != path, "the folder is the file's own"
    assert saved.exists(), f"LibreOffice saved nothing: {done.stderr}"
    return saved.read_bytes()
