"""The customer's page: it stands alone, can be read by everybody, and fits a phone in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as parser

from plandocs import api
from plandocs.brand.contrast import contrast
from plandocs.brand.load import load_brand
from plandocs.content.facts import Facts
from plandocs.documents.customer_page import customer_page
from plandocs.render.html import render_page
from plandocs.render.html.style import style_sheet
from tests.documents.test_project_plan import facts_of, sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CASES = (
    ("invoice-approval", date(2027, 1, 29)),
    ("bakery", date(2027, 2, 5)),
    ("dock-scheduling", date(2027, 7, 2)),
    ("sixty-days", date(2027, 6, 1)),
)


def facts(name: str = "invoice-approval", as_of: date = date(2027, 1, 29)) -> Facts:
    return facts_of(sample(name), as_of)


def page(name: str = "invoice-approval", as_of: date = date(2027, 1, 29), brand: str = "default") -> str:
    known = facts(name, as_of)
    return render_page(customer_page(known, known.words), load_brand(brand))


@pytest.mark.parametrize(("name", "as_of"), CASES)
def test_the_page_stands_alone(name: str, as_of: date) -> None:
    text = page(name, as_of)
    assert "<script" not in text
    assert "default-src 'none'" in text
    tree = parser.fromstring(text)
    sources = [*tree.xpath("//@src"), *tree.xpath("//link/@href"), *re.findall(r"url\(([^)]*)\)", text)]
    assert sources
    assert all(source.startswith(("data:image/", "#")) for source in sources)


@pytest.mark.parametrize(("name", "as_of"), CASES)
def test_landmarks_and_headings_are_in_order(name: str, as_of: date) -> None:
    tree = parser.fromstring(page(name, as_of))
    assert tree.get("lang")
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(tree.xpath(f"//{landmark}")) == 1, landmark
    levels = [int(tag.tag[1]) for tag in tree.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    labels = tree.xpath("//@aria-labelledby")
    assert labels
    assert set(labels) <= set(ids)
    assert {link.lstrip("#") for link in tree.xpath("//nav//@href")} <= set(ids)
    assert all(image.get("alt") for image in tree.xpath("//img"))


def test_tables_have_headers_and_cells_name_their_column() -> None:
    tree = parser.fromstring(page())
    tables = tree.xpath("//table")
    assert tables
    for table in tables:
        heads = [head.text_content() for head in table.xpath("./thead//th")]
        for row in table.xpath("./tbody/tr"):
            assert [cell.get("data-label") for cell in row.xpath("./td")] == heads[1:]


def test_every_open_action_stands_under_its_person() -> None:
    """Shared work in which the customer decides stands under who decides: Marta, not the vendor's Rhea."""
    tree = parser.fromstring(page())
    people = [tag.text_content() for tag in tree.xpath("//section[@id='asks']/h3")]
    assert "Marta Exemplar: 1 action" in people
    assert not any(text.startswith("Rhea") for text in people)
    known = facts()
    waiting = [ask for ask in known.asks if not ask.done and ask.is_the_customers]
    assert len(tree.xpath("//section[@id='asks']//tbody/tr")) == len(waiting)


def test_the_chart_has_a_bar_for_each_row_and_tells_it_in_words() -> None:
    tree = parser.fromstring(page())
    told = [tag.text for tag in tree.xpath("//section[@id='timeline']//figure//svg//g/title")]
    known = facts()
    assert len(told) == len(known.rows) + len(known.phases) + 1  # and today
    assert any("Go-live" in text and "2\u00a0Mar" in text for text in told)


def test_a_long_chart_is_cut_where_a_printed_page_ends() -> None:
    """71 tasks, four buffers, nine milestones and their phases are more than a page holds."""
    tree = parser.fromstring(page("dock-scheduling", date(2027, 7, 2)))
    charts = tree.xpath("//figure//svg[@role='img']")
    rows = [len(chart.xpath("./g/path[@class='rule']")) for chart in charts]
    assert len(rows) > 1
    assert max(rows) <= 42
    known = facts("dock-scheduling", date(2027, 7, 2))
    assert sum(rows) == len(known.rows) + len(known.phases)


@pytest.mark.parametrize("brand", ["default", "harbour"])
def test_colours_of_text_can_be_read(brand: str) -> None:
    sheet = style_sheet(load_brand(brand))
    colours = dict(re.findall(r"--([a-z-]+):#([0-9A-F]{6})", sheet.split("}")[0]))
    for role in ("ink", "strong", "muted", "link"):
        for ground in ("paper", "surface"):
            assert contrast(colours[role], colours[ground]) >= 4.5, (role, ground)
    assert contrast(colours["on-second"], colours["second"]) >= 4.5
    tones = re.findall(r"\.t-\w+\{--tone:#([0-9A-F]{6})\}", sheet)
    assert len(tones) == 5
    assert all(contrast(tone, colours["surface"]) >= 4.5 for tone in tones)


def test_what_a_plan_says_is_text_and_nothing_else() -> None:
    plan = sample("bakery")
    bad = "</title><script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp;"
    phase = plan.phases[0]
    task = phase.tasks[0].model_copy(update={"name": bad})
    changed = plan.model_copy(
        update={
            "project": plan.project.model_copy(update={"name": bad}),
            "phases": (phase.model_copy(update={"name": bad, "tasks": (task, *phase.tasks[1:])}), *plan.phases[1:]),
        }
    )
    known = facts_of(changed, date(2027, 2, 5))
    tree = parser.fromstring(render_page(customer_page(known, known.words), load_brand("default")))
    assert not tree.xpath("//script")
    assert not tree.xpath("//@onerror")
    assert tree.xpath("//h1")[0].text_content() == bad


def test_a_build_makes_it_by_name_and_nothing_internal_is_in_it(tmp_path: Path) -> None:
    from tests.documents.test_nothing_leaks import PLAN, SECRET

    path = tmp_path / "leak.yaml"
    path.write_text(PLAN, encoding="utf-8")
    day = date(2027, 2, 3)
    made = api.build(
        path, api.BuildOptions(out=tmp_path / "o", only=frozenset({"page", "slide"}), as_of=day, draft=True)
    )
    assert [item.name for item in made.files] == [
        "LEAK-1 Project Page 2027-02-03.html",
        "LEAK-1 Status Slide 2027-02-03.pptx",
    ]
    from tests.documents.reading import every_string

    assert SECRET not in made.files[0].read_text(encoding="utf-8")
    assert SECRET not in every_string(made.files[1].read_bytes())


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["invoice-approval", "dock-scheduling"])
def test_a_browser_shows_it_without_scrolling_sideways(name: str, width: int, tmp_path: Path) -> None:
    """A copy is given a script that measures it, in a frame: a window is not narrower than 500 pixels."""
    measure = (
        "<script>const e=document.documentElement;const b=document.querySelector('.scroll');"
        "parent.document.title=[innerWidth,e.scrollWidth,b.scrollWidth>b.clientWidth,getComputedStyle("
        "document.querySelector('main')).display,Math.min(1,...[...document.querySelectorAll('tbody th')].map("
        "c=>c.offsetWidth/c.closest('table').offsetWidth)).toFixed(2)].join(' ')</script></body>"
    )
    text = page(name, dict(CASES)[name])
    copy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("</body>", measure)
    path = tmp_path / "page.html"
    frame = f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{escape(copy)}"></iframe>'
    path.write_text(f"<!DOCTYPE html><title></title>{frame}", encoding="utf-8")
    flags = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={tmp_path / 'u'}",
    )
    done = subprocess.run(
        [str(CHROMIUM), *flags, "--window-size=1400,1000", "--dump-dom", path.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = re.search(r"<title>(\d+) (\d+) (true|false) block ([\d.]+)</title>", done.stdout)
    assert found, done.stdout[:300]
    assert int(found[1]) == width
    assert int(found[2]) <= width  # nothing is wider than the window
    assert (found[3] == "true") == (width == 390)  # the chart alone scrolls, on a phone
    assert (float(found[4]) > 0.95) == (width == 390)  # what a row is about has the phone's whole width
