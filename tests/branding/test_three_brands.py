"""The two bundled brands and one made of a company's own files: each document looks another way and says the same."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plandocs import api
from plandocs.branding.new import new_brand
from plandocs.documents.project_plan import project_plan
from plandocs.documents.status_report import status_report
from plandocs.errors import has_errors
from plandocs.render.check import check_package
from plandocs.render.package import Package
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.kickoffs import kickoff, plain, written
from tests.render.powerpoint.kickoffs import texts_in as texts_of_deck
from tests.render.word.test_hostile import squeezed, texts_in, texts_out

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "invoice-approval.yaml"
BRANDS = ("default", "harbour", "theirs")
WEEKDAY = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\u00a0\d")
"""A date in a table, which the status page prints without its weekday."""
KINDS = ("plan", "status", "kickoff", "workbook")


@cache
def company() -> Any:
    spec = importlib.util.spec_from_file_location("company_example", ROOT / "scripts" / "company_example.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """Return every Office document of the sample by brand and kind."""
    folder = tmp_path_factory.mktemp("three")
    made = new_brand(company().NAME, company().written(folder / "files"), folder)
    assert not has_errors(made.problems)
    loaded, agreed = api.schedule(SAMPLE)
    found = {}
    for brand in BRANDS:
        name = str(made.folder) if brand == "theirs" else brand
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PLANDOCS_SOFFICE", "")
            files, _ = api.make_documents(loaded, agreed, api.BuildOptions(brand=name))
        for file, data in files.items():
            kind = next((kind for kind in KINDS if kind in file.casefold()), "")
            if file.endswith(("docx", "pptx", "xlsx")):
                found[brand, "status" if "Status" in file else kind] = data
    assert len(found) == len(BRANDS) * len(KINDS)
    return found


def look(data: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the colours and the Latin families of a file's first theme."""
    package = Package.open(data, name="x")
    part = min(name for name in package.parts if "/theme/theme" in name and name.endswith(".xml"))
    text = package.parts[part].decode()
    colors = re.findall(r'<a:(?:dk|lt|accent)\d>\s*<a:srgbClr val="(\w{6})"', text)
    families = re.findall(r'<a:(?:major|minor)Font>\s*<a:latin typeface="([^"]*)"', text)
    assert len(colors) >= 10
    return tuple(colors), tuple(families)


@pytest.mark.parametrize("kind", KINDS)
def test_each_document_has_another_look_in_each_brand(built: dict[tuple[str, str], bytes], kind: str) -> None:
    looks = {brand: look(built[brand, kind]) for brand in BRANDS}
    for one, other in combinations(BRANDS, 2):
        same = sum(a == b for a, b in zip(looks[one][0], looks[other][0], strict=True))
        assert same <= 5, (one, other)  # paper, and status colours that a company has none of its own for
        assert looks[one][0][4] != looks[other][0][4]  # the accent
    assert looks["theirs"] != looks["default"]
    assert looks["theirs"][1] == ("Cambria", "Calibri")
    assert looks["default"][1] != looks["theirs"][1]


@pytest.mark.parametrize("brand", BRANDS)
def test_plan_and_status_say_all_that_went_in(built: dict[tuple[str, str], bytes], brand: str) -> None:
    loaded, agreed = api.schedule(SAMPLE)
    facts = api.facts_of(loaded, agreed, api.BuildOptions(), None)
    out = texts_out(built[brand, "plan"])
    wanted = texts_in(project_plan(facts, facts.words))
    assert len(wanted) > 300
    assert [text for text in wanted if squeezed(text.replace("**", "")) not in out] == []
    as_of = loaded.plan.default_as_of()
    assert as_of is not None
    late = api.facts_of(loaded, agreed, api.BuildOptions(), as_of)
    out = texts_out(built[brand, "status"])
    wanted = [text for text in texts_in(status_report(late, late.words)) if not WEEKDAY.match(text)]
    assert len(wanted) >= 50
    assert [text for text in wanted if squeezed(text.replace("**", "")) not in out] == []


@pytest.mark.parametrize("brand", BRANDS)
def test_the_deck_says_all_that_went_in_and_nothing_overflows(built: dict[tuple[str, str], bytes], brand: str) -> None:
    out = written(built[brand, "kickoff"])
    wanted = [plain(text) for text in texts_of_deck(kickoff()) if text.strip()]
    assert len(wanted) > 400
    assert [text for text in wanted if text not in out] == []
    assert check_layout(built[brand, "kickoff"]) == []


def test_the_workbooks_hold_the_same_values(built: dict[tuple[str, str], bytes]) -> None:
    def values(data: bytes) -> dict[str, Counter[object]]:
        book = openpyxl.load_workbook(io.BytesIO(data))
        return {
            sheet.title: Counter(
                getattr(cell.value, "text", cell.value)  # an array formula is an object of openpyxl's
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            )
            for sheet in book.worksheets
        }

    ours, harbour, theirs = (values(built[brand, "workbook"]) for brand in BRANDS)
    assert sum(map(len, ours.values())) > 400
    assert ours == harbour
    cover = theirs.pop("Cover")
    assert cover["Invoice approval automation"] == 1
    assert theirs == ours


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_of_the_company_is_sound(built: dict[tuple[str, str], bytes], kind: str) -> None:
    assert not has_errors(check_package(built["theirs", kind], kind))


def test_what_the_company_drew_in_its_own_accents_keeps_its_colors(built: dict[tuple[str, str], bytes]) -> None:
    """The bar at the foot of its slides is drawn in accent 3, which the theme then has for what is good."""
    with zipfile.ZipFile(io.BytesIO(built["theirs", "kickoff"])) as archive:
        master = archive.read("ppt/slideMasters/slideMaster1.xml").decode()
    assert f'<a:srgbClr val="{company().COLORS["accent3"]}">' in master
