"""Pictures of a PDF's pages, with what is installed: pypdfium2 (the extra `preview`), else poppler's pdftoppm.

Optional: without either there is one clear line. The same PDF gives the same pictures on one machine.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
import zlib
from importlib.util import find_spec
from pathlib import Path

from plandocs.errors import FileError, Problem

SECONDS = 180
"""How long the pages of one document may take."""
_POINTS_PER_INCH = 72


def page_pictures(pdf: bytes, *, dpi: int, most: int) -> list[bytes]:
    """Return PNG pictures of a PDF's first pages, `most` at the most. Raises FileError when nothing can draw them."""
    if find_spec("pypdfium2") is not None:
        return _with_pdfium(pdf, dpi, most)
    program = shutil.which("pdftoppm")
    if program is None:
        raise FileError(_missing())
    return _with_poppler(program, pdf, dpi, most)


def require_page_pictures() -> None:
    """Raise FileError when nothing can draw the pages of a PDF."""
    if find_spec("pypdfium2") is None and shutil.which("pdftoppm") is None:
        raise FileError(_missing())


def _with_pdfium(pdf: bytes, dpi: int, most: int) -> list[bytes]:
    import pypdfium2  # type: ignore[import-untyped]  # it brings no types

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            _png(document[number].render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, force_bitmap_format=2))
            for number in range(min(len(document), most))
        ]
    finally:
        document.close()


def _png(bitmap: object) -> bytes:
    """Return a bitmap of red, green and blue bytes as PNG: no imaging library is asked for."""
    width, height, stride = (int(getattr(bitmap, name)) for name in ("width", "height", "stride"))
    data = bytes(bitmap.buffer)  # type: ignore[attr-defined]
    rows = b"".join(b"\0" + data[start : start + 3 * width] for start in range(0, height * stride, stride))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 6)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def _with_poppler(program: str, pdf: bytes, dpi: int, most: int) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="plandocs-") as folder:
        source = Path(folder) / "document.pdf"
        source.write_bytes(pdf)
        command = [program, "-png", "-r", str(dpi), "-l", str(most), str(source), str(Path(folder) / "page")]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, stdin=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError) as error:
            message = f"pdftoppm could not draw the pages: {error}"
            raise FileError(Problem(rule="page-pictures-failed", message=message)) from None
        return [path.read_bytes() for path in sorted(Path(folder).glob("page*.png"), key=_page_number)]


def _page_number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def _missing() -> Problem:
    return Problem(
        rule="no-page-pictures",
        message="pictures of pages need pypdfium2 or pdftoppm, and neither was found",
        fix="pip install 'plandocs[preview]', or install poppler-utils",
    )
