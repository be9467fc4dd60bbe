"""Draws the page pictures of docs/images from the sample plan: `python scripts/make_images.py`.

Needs LibreOffice, and pypdfium2 and Pillow from the development tools. The documents are built as a user builds them;
pages are found by what stands on them, so that a new section does not change which page is shown.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2
from company_example import NAME, ORDER, with_slide, written
from PIL import Image, ImageChops, ImageDraw, ImageFont
from template_example import example

from plandocs import api
from plandocs.brand.load import load_brand
from plandocs.branding.new import new_brand
from plandocs.documents.project_plan import project_plan
from plandocs.exchange.libreoffice import to_pdf, to_pdfs
from plandocs.render.word import render_document

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "invoice-approval.yaml"
IMAGES = ROOT / "docs" / "images"
AS_OF = date(2027, 1, 29)
GROUND, EDGE = (238, 241, 243), (213, 218, 224)
COLORS = 256
SHARPNESS = 3.2
GAP = 28


@dataclass(frozen=True, slots=True)
class Shot:
    """One page: the end of its document's name, words that no page before it has, and the width of its picture."""

    document: str
    words: tuple[str, ...]
    width: int = 1100


SHOTS: Mapping[str, Shot] = {
    "plan-cover": Shot("Project Plan.docx", ("Project plan",), 800),
    "plan-timeline": Shot("Project Plan.docx", ("Figure 1", "As of 29 Jan"), 900),
    "plan-raci": Shot("Project Plan.docx", ("R responsible",), 900),
    "deck-cover": Shot("Kickoff.pptx", ("Implementation kickoff",)),
    "deck-timeline": Shot("Kickoff.pptx", ("in four phases",)),
    "deck-risks": Shot("Kickoff.pptx", ("R001", "risks and what")),
    "workbook-dashboard": Shot("Workbook.xlsx", ("Dashboard Page",)),
    "workbook-schedule": Shot("Workbook.xlsx", ("Schedule Page",)),
    "workbook-raci": Shot("Workbook.xlsx", ("RACI Page",)),
    "status": Shot("Status 2027-01-29.docx", (), 900),
}


IN_EACH_BRAND = (
    Shot("Project Plan.docx", ("Figure 1",)),
    *(SHOTS[name] for name in ("deck-cover", "deck-timeline", "workbook-schedule", "status")),
)
"""The pages by which brands are compared."""


def main() -> int:
    """Write all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        options = api.BuildOptions(out=Path(folder), as_of=AS_OF)
        files = api.build(SAMPLE, options).files
        pages = {file.name: _pages(file) for file in files if file.suffix in (".docx", ".pptx", ".xlsx")}
    pictures = {name: _find(shot, pages) for name, shot in SHOTS.items()}
    _save_template()
    _save_brands()
    for name, picture in pictures.items():
        _save(_wide(picture, SHOTS[name].width), name)
    _save(_overview(pictures), "overview")
    return 0


def _save_template() -> None:
    """Save a template of a firm as it is written, and as it is filled in."""
    brand = replace(load_brand("default"), own_templates={"word/plan.docx": "acme-plan.docx"})
    loaded = api.load(SAMPLE)
    facts = api.facts_of(loaded, api.scheduled(loaded), api.BuildOptions(), None)
    made = render_document(replace(project_plan(facts, facts.words), cover=None, contents=False), brand, example())
    for name, data in (("template-before", example()), ("template-after", made)):
        page = pypdfium2.PdfDocument(to_pdf(f"{name}.docx", data))[0]
        _save(_wide(page.render(scale=SHARPNESS).to_pil().convert("RGB"), 900), name)


def _save_brands() -> None:
    """Save one picture of the same four pages in three brands: the two bundled ones, and one of a company's files."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = new_brand(NAME, written(Path(folder) / "files"), Path(folder) / "brands").folder
        _save_slide_and_sheet(theirs, Path(folder) / "more")
        brands = ("default", "harbour", str(theirs))
        made = {f"{n} {name}": data for n, brand in enumerate(brands) for name, data in _office(brand).items()}
    pdfs = to_pdfs(made)
    rows = []
    for n in range(len(brands)):
        pages = {name: pypdfium2.PdfDocument(pdfs[name]) for name in made if name.startswith(f"{n} ")}
        rows.append([_high(_find(shot, pages), 380) for shot in IN_EACH_BRAND])
    _save(_stacked(rows), "brands")


def _office(brand: str) -> dict[str, bytes]:
    """Return the Office documents of the sample in a brand."""
    loaded, agreed = api.schedule(SAMPLE)
    made, _ = api.make_documents(loaded, agreed, api.BuildOptions(brand=brand, as_of=AS_OF))
    return {name: data for name, data in made.items() if name.endswith((".docx", ".pptx", ".xlsx"))}


def _save_slide_and_sheet(brand: Path, out: Path) -> None:
    """Save a template's slide with an order and its sheet with tags, and what becomes of them."""
    (brand / "deck.pptx").write_bytes(with_slide((brand / "deck.pptx").read_bytes()))
    _save(_noted(_first_page("slide.pptx", (brand / "deck.pptx").read_bytes()), ORDER), "slide-before")
    _save(_cut(_wide(_first_page("book.xlsx", (brand / "book.xlsx").read_bytes()), 900)), "sheet-before")
    files = api.build(SAMPLE, api.BuildOptions(out=out, brand=str(brand), as_of=AS_OF)).files
    pages = {file.name: _pages(file) for file in files if file.suffix in (".pptx", ".xlsx")}
    _save(_wide(_find(Shot("Kickoff.pptx", ("Done when",)), pages), 900), "slide-after")
    book = next(file for file in files if file.suffix == ".xlsx")
    _save(_cut(_wide(_first_page(book.name, book.read_bytes()), 900)), "sheet-after")


def _first_page(name: str, data: bytes) -> Image.Image:
    page = pypdfium2.PdfDocument(to_pdf(name, data))[0]
    picture: Image.Image = page.render(scale=SHARPNESS).to_pil().convert("RGB")
    return picture


def _cut(picture: Image.Image) -> Image.Image:
    """Return the upper part of a printed sheet, where something stands."""
    return picture.crop((0, 0, picture.width, round(picture.width * 0.42)))


def _noted(picture: Image.Image, note: str) -> Image.Image:
    """Return a slide with a line of its speaker notes below it."""
    slide = _wide(picture, 900)
    canvas = Image.new("RGB", (slide.width, slide.height + 56), GROUND)
    canvas.paste(slide, (0, 0))
    font = ImageFont.load_default(size=22)
    ImageDraw.Draw(canvas).text((18, slide.height + 14), f"Notes:  {note}", fill=(30, 35, 48), font=font)
    return canvas


def _high(picture: Image.Image, height: int) -> Image.Image:
    return _wide(picture, round(picture.width * height / picture.height))


def _stacked(rows: list[list[Image.Image]]) -> Image.Image:
    """Return rows of pictures as one, on a ground."""
    width = max(sum(item.width + GAP for item in row) for row in rows) + GAP
    canvas = Image.new("RGB", (width, sum(row[0].height + GAP for row in rows) + GAP), GROUND)
    top = GAP
    for row in rows:
        left = GAP
        for item in row:
            canvas.paste(item, (left, top))
            left += item.width + GAP
        top += row[0].height + GAP
    return canvas


def _pages(file: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(to_pdf(file.name, file.read_bytes()))


def _find(shot: Shot, documents: Mapping[str, pypdfium2.PdfDocument]) -> Image.Image:
    """Return the first page of a document that holds all words of the shot; an error when no page does."""
    document = next(pages for name, pages in documents.items() if name.endswith(shot.document))
    for page in document:
        text = " ".join(page.get_textpage().get_text_range().split())
        if all(word in text for word in shot.words):
            picture: Image.Image = page.render(scale=SHARPNESS).to_pil().convert("RGB")
            return _without_footer(picture) if shot.document.endswith(".xlsx") else picture
    raise SystemExit(f"no page of '{shot.document}' holds {', '.join(shot.words)}")


def _without_footer(picture: Image.Image) -> Image.Image:
    """Return a printed sheet cut to what stands on it: most sheets leave the lower part of their page empty."""
    body = picture.crop((0, 0, picture.width, picture.height * 946 // 1000))  # a full page ends close above its footer
    box = ImageChops.difference(body, Image.new("RGB", body.size, "white")).getbbox()
    assert box is not None, "the sheet is empty"
    left, top, right, bottom = box
    margin = picture.width // 60
    right, bottom = min(body.width, right + margin), min(body.height, bottom + margin)
    return body.crop((max(0, left - margin), max(0, top - margin), right, bottom))


def _wide(picture: Image.Image, width: int) -> Image.Image:
    """Return a picture scaled to a width, with a hairline around it."""
    scaled = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    ImageDraw.Draw(scaled).rectangle((0, 0, scaled.width - 1, scaled.height - 1), outline=EDGE)
    return scaled


def _overview(pictures: Mapping[str, Image.Image]) -> Image.Image:
    """Return one picture of all four documents: two pages side by side, a slide above a sheet beside them."""
    plan, status = (_wide(pictures[name], 560) for name in ("plan-timeline", "status"))
    slide, sheet = (_wide(pictures[name], 640) for name in ("deck-timeline", "workbook-dashboard"))
    height = max(plan.height, status.height, slide.height + GAP + sheet.height)
    canvas = Image.new("RGB", (4 * GAP + plan.width + status.width + slide.width, height + 2 * GAP), GROUND)
    canvas.paste(plan, (GAP, GAP))
    canvas.paste(slide, (2 * GAP + plan.width, GAP))
    canvas.paste(sheet, (2 * GAP + plan.width, 2 * GAP + slide.height))
    canvas.paste(status, (3 * GAP + plan.width + slide.width, GAP))
    return canvas


def _save(picture: Image.Image, name: str) -> None:
    """Write a picture with few colours, rare ones kept: a page has no more, and the file is a third as large."""
    path = IMAGES / f"{name}.png"
    picture.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"docs/images/{path.name}  {picture.width} × {picture.height}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
