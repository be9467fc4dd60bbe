"""Shows a brand: pictures of all pages of a sample's documents, and one contact sheet that opens without a network.

With another brand to compare with, each page stands beside the same page there, and what is equal to the last pixel
is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plandocs import api
from plandocs.brand.load import load_brand
from plandocs.branding.contact_sheet import GENERATOR, Look, Shown, contact_sheet
from plandocs.branding.sample import sample_plan
from plandocs.errors import FileError, Problem
from plandocs.exchange.libreoffice import find_soffice, to_pdfs
from plandocs.exchange.pictures import page_pictures, require_page_pictures
from plandocs.output import write_whole

DPI = 64
"""Dots per inch of the pictures: a page is read as a whole, and a slide is 853 pixels wide."""
MOST_PAGES = 30
"""Pages shown of one document: the rest is counted."""
TITLES = {"plan": "Project plan", "kickoff": "Kickoff deck", "workbook": "Workbook", "status": "Weekly status"}
_PICTURE = re.compile(r"^(plan|kickoff|workbook|status)-\d+\.png$")
_INDEX = "index.html"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Preview:
    """A contact sheet that was written: its file, how many pages it shows, and how many differ from the other brand.

    `changed` is None where there was nothing to compare with.
    """

    index: Path
    pages: int
    changed: int | None


def preview_brand(
    name_or_dir: str,
    out: Path,
    *,
    sample: Path | None = None,
    against: str | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Write page pictures and the contact sheet of a brand into a folder.

    Raises FileError without LibreOffice or a program that draws PDF pages, for a folder whose index.html is somebody
    else's, and for files that cannot be read or written; PlanError for a brand or plan that is wrong.
    """
    report = progress or (lambda _what: None)
    _require_tools()
    _require_own(out / _INDEX)
    plan = sample or sample_plan()
    looks = [_look(name_or_dir, plan, report)]
    if against is not None:
        looks.insert(0, _look(against, plan, report))
    report("writing the contact sheet")
    return _written(looks, plan, out)


def _require_tools() -> None:
    if find_soffice() is None:
        message = "a preview needs LibreOffice, which was not found"
        fix = "install LibreOffice, or build the sample and open the documents in Office"
        raise FileError(Problem(rule="no-libreoffice", message=message, fix=fix))
    require_page_pictures()


def _require_own(index: Path) -> None:
    """Raise FileError where an index.html stands that is no contact sheet of ours."""
    try:
        text = index.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"'{index}' cannot be read: {(error.strerror or str(error)).lower()}"
        raise FileError(Problem(rule="file", message=message, path=str(index))) from None
    if GENERATOR not in text:
        message = f"'{index}' is somebody else's page, and is not overwritten"
        raise FileError(Problem(rule="preview-exists", message=message, fix="choose another folder with -o"))


def _look(name_or_dir: str, plan: Path, report: Progress) -> Look:
    """Return the pictures of a brand's documents."""
    brand = load_brand(name_or_dir)
    report(f"building the sample in {brand.name}")
    loaded, agreed = api.schedule(plan)
    made, _ = api.make_documents(loaded, agreed, api.BuildOptions(brand=name_or_dir))
    office = {
        _document(name): (name, data) for name, data in made.items() if name.endswith((".docx", ".pptx", ".xlsx"))
    }
    report(f"drawing the pages of {brand.name}, with LibreOffice")
    pdfs = to_pdfs({f"{key}{Path(name).suffix}": data for key, (name, data) in office.items()})
    pages: dict[str, list[bytes]] = {}
    counts: dict[str, int] = {}
    for key in (key for key in TITLES if key in office):
        pdf = pdfs[f"{key}{Path(office[key][0]).suffix}"]
        pages[key] = page_pictures(pdf, dpi=DPI, most=MOST_PAGES)
        counts[key] = _page_count(pdf)
    mail = next((data for name, data in made.items() if name.endswith(".html")), b"")
    return Look(brand, name_or_dir, pages, counts, mail)


def _document(name: str) -> str:
    """Return which document a file is, by its name's ending."""
    if name.endswith(".docx"):
        return "plan" if name.endswith("Project Plan.docx") else "status"
    return "kickoff" if name.endswith(".pptx") else "workbook"


def _page_count(pdf: bytes) -> int:
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def _written(looks: list[Look], plan: Path, out: Path) -> Preview:
    shown: list[Mapping[str, list[Shown]]] = []
    for number, look in enumerate(looks):
        folder = "pages" if number == len(looks) - 1 else "pages-before"
        _clear(out / folder)
        shown.append(
            {
                key: [_picture(out, folder, key, n, data) for n, data in enumerate(pages, 1)]
                for key, pages in look.pages.items()
            }
        )
        if look.mail:
            write_whole(out / folder / "mail.html", look.mail)
    if len(looks) == 1:
        _clear(out / "pages-before")
    changed = _changed(looks) if len(looks) > 1 else None
    text = contact_sheet(looks, shown, TITLES, plan.stem, changed)
    write_whole(out / _INDEX, text.encode())
    return Preview(out / _INDEX, sum(map(len, looks[-1].pages.values())), changed)


def _picture(out: Path, folder: str, key: str, number: int, data: bytes) -> Shown:
    path = f"{folder}/{key}-{number:02d}.png"
    write_whole(out / path, data)
    return Shown(path, number)


def _clear(folder: Path) -> None:
    """Remove the pictures of an earlier preview, and nothing else."""
    try:
        for path in folder.iterdir() if folder.is_dir() else ():
            if _PICTURE.match(path.name):
                path.unlink()
    except OSError as error:
        message = f"'{folder}' cannot be cleared: {(error.strerror or str(error)).lower()}"
        raise FileError(Problem(rule="cannot-write", message=message, path=str(folder))) from None


def _changed(looks: list[Look]) -> int:
    """Return how many pages of the second look are not, to the pixel, those of the first."""
    before, after = looks
    return sum(
        number >= len(before.pages.get(key, [])) or before.pages[key][number] != data
        for key, pages in after.pages.items()
        for number, data in enumerate(pages)
    )
