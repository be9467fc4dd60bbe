"""Pages become pictures by either of two programs, and without them there is one clear line."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence

import pytest
from PIL import Image
from pypdf import PdfWriter

from plandocs.brand.picture import png_size
from plandocs.errors import FileError
from plandocs.exchange import pictures


def pdf(sizes: Sequence[tuple[int, int]]) -> bytes:
    """Return a PDF of empty pages, sizes in points."""
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width, height)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_each_page_is_a_png_of_its_size() -> None:
    found = pictures.page_pictures(pdf([(72, 144), (144, 72)]), dpi=50, most=5)
    assert [png_size(item) for item in found] == [(50, 100), (100, 50)]
    picture = Image.open(io.BytesIO(found[0]))
    picture.load()
    assert picture.getpixel((10, 10)) == (255, 255, 255)


def test_only_the_first_pages_are_drawn() -> None:
    assert len(pictures.page_pictures(pdf([(72, 72)] * 4), dpi=50, most=2)) == 2


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_poppler_stands_in_for_pdfium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _name: None)
    found = pictures.page_pictures(pdf([(72, 144)] * 11), dpi=50, most=11)
    assert [png_size(item) for item in found] == [(50, 100)] * 11


def test_without_either_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    for ask in (pictures.require_page_pictures, lambda: pictures.page_pictures(pdf([(72, 72)]), dpi=50, most=1)):
        with pytest.raises(FileError, match="need pypdfium2 or pdftoppm"):
            ask()
