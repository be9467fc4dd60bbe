"""The project plan as a reader meets it: what its contents, captions and references say is what stands on the page.

python-docx reads the file, LibreOffice lays it out anew and recounts every field on its own, pdfium reads the pages.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.documents.built import BRANDS, SAMPLES, built
from tests.validators.libreoffice import page_texts, soffice_pdfs

# One worker makes the files of all samples, once, and runs every test about them.
pytestmark = pytest.mark.xdist_group("samples")

EVERY = [(sample, brand) for sample in SAMPLES for brand in BRANDS]
LONG = [(sample, brand) for sample, brand in EVERY if sample != "bakery"]
"""Plans with a contents list: a small one has none, and no captions."""
ENTERPRISE = ("dock-scheduling",)
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_FEWEST = 12
"""Headings that a plan of ordinary size has at least."""
_KEPT = frozenset("!\"#$%&'()*+,./:;<=>?@[]_{|}→►♦●▲■○€")
"""What counts beside letters and figures when a text is looked for on a page."""


@dataclass(frozen=True)
class Heading:
    """A heading of the file, with the number that its style counts."""

    level: int
    number: str
    text: str
    bookmarks: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A complex field: its code and the result that is stored with it."""

    code: str
    result: str


@cache
def body(sample: str, brand: str) -> etree._Element:
    return docx.Document(str(built(sample, brand)["plan"])).element.body


@cache
def style_names(sample: str, brand: str) -> dict[str, str]:
    styles = docx.Document(str(built(sample, brand)["plan"])).styles
    return {style.style_id: style.name for style in styles}


@cache
def all_pages() -> dict[tuple[str, str], list[str]]:
    """Return the text of each page of each plan, laid out in one call of LibreOffice."""
    files = {place: built(*place)["plan"] for place in EVERY}
    made = soffice_pdfs(list(files.values()), Path(tempfile.mkdtemp(prefix="plandocs-pages-")))
    return {place: page_texts(made[path]) for place, path in files.items()}


def squeezed(text: str) -> str:
    """Return a text without blanks and hyphens: a layout breaks lines at both, and pdfium takes a broken one out."""
    return "".join(letter for letter in text if letter.isalnum() or letter in _KEPT)


def text_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def style_of(paragraph: etree._Element, names: dict[str, str]) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else names[style.get(qn("w:val"))]


def headings(sample: str, brand: str) -> list[Heading]:
    names = style_names(sample, brand)
    counts = [0, 0, 0]
    found = []
    for paragraph in body(sample, brand).iter(qn("w:p")):
        match = _HEADING.match(style_of(paragraph, names))
        if not match:
            continue
        level = int(match[1])
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        marks = tuple(item.get(qn("w:name")) for item in paragraph.iter(qn("w:bookmarkStart")))
        found.append(Heading(level, ".".join(map(str, counts[:level])), text_of(paragraph), marks))
    assert len(found) >= _FEWEST
    return found


def contents_lines(sample: str, brand: str, style: str) -> list[list[str]]:
    """Return the lines of a list in a style, parted at their tabs: number, text, page."""
    names = style_names(sample, brand)
    lines = []
    for paragraph in body(sample, brand).iter(qn("w:p")):
        if re.fullmatch(style, style_of(paragraph, names), re.IGNORECASE):
            parts = [node.text or "" if node.tag == qn("w:t") else "\t" for node in _texts_and_tabs(paragraph)]
            lines.append("".join(parts).split("\t"))
    return lines


def _texts_and_tabs(paragraph: etree._Element) -> Iterator[etree._Element]:
    return (node for node in paragraph.iter(qn("w:t"), qn("w:tab")) if node.getparent().tag == qn("w:r"))


def fields(sample: str, brand: str) -> list[Field]:
    """Return every innermost field of the body; those that begin are those that end."""
    found: list[Field] = []
    open_fields: list[list[str]] = []
    for node in body(sample, brand).iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        if node.tag == qn("w:fldChar"):
            kind = node.get(qn("w:fldCharType"))
            if kind == "begin":
                open_fields.append(["", ""])
            elif kind == "end":
                code, result = open_fields.pop()
                found.append(Field(code.strip(), result))
        elif open_fields:
            open_fields[-1][0 if node.tag == qn("w:instrText") else 1] += node.text or ""
    assert open_fields == []
    return found


def bookmarked(sample: str, brand: str) -> dict[str, str]:
    """Return the text that each bookmark encloses, within its paragraph."""
    found: dict[str, str] = {}
    for paragraph in body(sample, brand).iter(qn("w:p")):
        current: dict[str, str] = {}
        for node in paragraph.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
            if node.tag == qn("w:bookmarkStart"):
                current[node.get(qn("w:id"))] = node.get(qn("w:name"))
                found.setdefault(node.get(qn("w:name")), "")
            elif node.tag == qn("w:bookmarkEnd"):
                current.pop(node.get(qn("w:id")), None)
            else:
                for name in current.values():
                    found[name] += node.text or ""
    return found


def pages_with(place: tuple[str, str], text: str, *, after: int) -> list[int]:
    """Return the pages behind the contents on which a text stands."""
    wanted = squeezed(text)
    return [n for n, page in enumerate(all_pages()[place], start=1) if n > after and wanted in squeezed(page)]


def last_contents_page(place: tuple[str, str]) -> int:
    """Return the page before the first section: contents and lists end there."""
    first = headings(*place)[0]
    lines = contents_lines(*place, "toc 1")
    assert lines[0][:2] == [first.number, first.text]
    return int(lines[0][2]) - 1


@pytest.mark.parametrize(("sample", "brand"), EVERY)
def test_headings_go_down_one_level_at_a_time(sample: str, brand: str) -> None:
    levels = [heading.level for heading in headings(sample, brand)] if sample != "bakery" else [1]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("sample", "brand"), LONG)
def test_the_contents_list_is_the_headings_with_the_pages_on_which_they_stand(sample: str, brand: str) -> None:
    place = (sample, brand)
    listed = [heading for heading in headings(*place) if heading.level <= 2]
    lines = contents_lines(*place, "toc [12]")
    assert [line[:2] for line in lines] == [[heading.number, heading.text] for heading in listed]
    start = last_contents_page(place)
    wrong = [line for line in lines if int(line[2]) not in pages_with(place, f"{line[0]}{line[1]}", after=start)]
    assert wrong == []
    pages = [int(line[2]) for line in lines]
    assert pages == sorted(pages)


@pytest.mark.parametrize(("sample", "brand"), LONG)
def test_the_page_shows_the_headings_in_the_order_of_the_file(sample: str, brand: str) -> None:
    place = (sample, brand)
    text = squeezed("".join(all_pages()[place][last_contents_page(place) :]))
    at, lost = 0, []
    for heading in headings(*place):
        found = text.find(squeezed(f"{heading.number}{heading.text}"), at)
        if found < 0:
            lost.append(heading)
        else:
            at = found
    assert lost == []


@pytest.mark.parametrize(("sample", "brand"), LONG)
def test_captions_count_from_one_and_stand_so_on_the_page(sample: str, brand: str) -> None:
    place = (sample, brand)
    numbers: dict[str, list[str]] = {}
    for item in fields(*place):
        if item.code.startswith("SEQ"):
            numbers.setdefault(item.code.split()[1], []).append(item.result)
    assert set(numbers) == {"Figure", "Table"}
    for kind, counted in numbers.items():
        assert counted == [str(n) for n in range(1, len(counted) + 1)], kind
    names = style_names(*place)
    captions = [text_of(p) for p in body(*place).iter(qn("w:p")) if style_of(p, names).lower() == "caption"]
    assert len(captions) == sum(map(len, numbers.values()))
    start = last_contents_page(place)
    assert [caption for caption in captions if not pages_with(place, caption, after=start)] == []


@pytest.mark.parametrize(("sample", "brand"), LONG)
def test_references_lead_to_what_they_name(sample: str, brand: str) -> None:
    place = (sample, brand)
    marks = bookmarked(*place)
    numbers = {name: heading.number for heading in headings(*place) for name in heading.bookmarks}
    references = [item for item in fields(*place) if re.match(r"(PAGE)?REF\b", item.code)]
    assert references
    for item in references:
        kind, name, *switches = item.code.split()
        assert name in marks, item
        if kind == "REF":
            assert item.result == (numbers[name] if "\\r" in switches else marks[name]), item
    anchors = {link.get(qn("w:anchor")) for link in body(*place).iter(qn("w:hyperlink"))} - {None}
    assert anchors <= set(marks)


@pytest.mark.parametrize(("sample", "brand"), [place for place in LONG if place[0] in ENTERPRISE])
def test_long_plans_list_their_figures_and_tables_with_their_pages(sample: str, brand: str) -> None:
    place = (sample, brand)
    names = style_names(*place)
    captions = [text_of(p) for p in body(*place).iter(qn("w:p")) if style_of(p, names).lower() == "caption"]
    lines = contents_lines(*place, "table of figures")
    assert sorted(f"{label}  {text}" for label, text, _ in lines) == sorted(captions)
    codes = [item.code for item in fields(*place) if item.code.startswith("TOC")]
    assert [code.partition("\\c ")[2] for code in codes] == ["", '"Figure"', '"Table"']
    start = last_contents_page(place)
    wrong = [line for line in lines if int(line[2]) not in pages_with(place, f"{line[0]}{line[1]}", after=start)]
    assert wrong == []


@pytest.mark.parametrize(("sample", "brand"), [place for place in LONG if place[0] not in ENTERPRISE])
def test_shorter_plans_have_no_lists_of_figures(sample: str, brand: str) -> None:
    assert contents_lines(sample, brand, "table of figures") == []


@pytest.mark.parametrize(("sample", "brand"), EVERY)
def test_every_word_of_the_file_is_on_a_page(sample: str, brand: str) -> None:
    place = (sample, brand)
    paragraphs = [text_of(p) for p in body(*place).iter(qn("w:p")) if p.find(f".//{qn('w:txbxContent')}") is None]
    written = [text for text in paragraphs if text.strip()]
    assert len(written) > 100
    whole = squeezed("".join(all_pages()[place]))
    lost = [
        text
        for text in written
        if squeezed(text) not in whole and any(squeezed(word) not in whole for word in text.split())
    ]
    assert lost == []


@pytest.mark.parametrize(("sample", "brand"), EVERY)
def test_every_page_says_which_version_it_is_and_how_many_there_are(sample: str, brand: str) -> None:
    place = (sample, brand)
    pages = all_pages()[place]
    version = docx.Document(str(built(*place)["plan"])).core_properties.version
    first = 1 if sample == "bakery" else 2  # a composed cover has its control instead
    for number, page in enumerate(pages[first - 1 :], start=first):
        assert squeezed(f"Page {number} of {len(pages)}") in squeezed(page), number
        assert squeezed(f"Version {version}") in squeezed(page), number


@pytest.mark.parametrize(("sample", "brand"), EVERY)
def test_the_sign_off_stands_on_one_page_with_its_heading(sample: str, brand: str) -> None:
    place = (sample, brand)
    controls = [item for item in body(*place).iter(qn("w:sdt")) if "plandocs:sign:" in _tag_of(item)]
    assert len(controls) == 8
    block = next(item for item in controls[0].iterancestors(qn("w:tbl")))
    words = [squeezed(text_of(p)) for p in block.iter(qn("w:p")) if text_of(p).strip()]
    statement = squeezed("By signing, both sides agree")
    page = [n for n, text in enumerate(all_pages()[place], start=1) if statement in squeezed(text)]
    assert len(page) == 1
    shown = squeezed(all_pages()[place][page[0] - 1])
    assert squeezed("Sign-off") in shown
    assert [word for word in words if word not in shown] == []


def _tag_of(control: etree._Element) -> str:
    found = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return "" if found is None else found.get(qn("w:val"))
