"""No deck has a finding: kickoff, steering and timeline of the worked plans, in three brands, on 16:9 and 4:3.

Also in other languages, one of them from right to left. The check itself is tried in tests/render/powerpoint.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plandocs import api
from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.branding.new import new_brand
from plandocs.content.document import Deck
from plandocs.documents.kickoff_deck import kickoff_deck
from plandocs.documents.steering_deck import steering_deck
from plandocs.documents.timeline_deck import timeline_deck
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.layout_check import check_layout
from plandocs.schedule.from_plan import schedule_plan
from tests.branding.test_three_brands import company
from tests.render.powerpoint.hostile import office
from tests.render.powerpoint.kickoffs import opened

SAMPLES = Path(__file__).parents[2] / "samples"
AS_OF = {
    "bakery": date(2027, 2, 5),
    "invoice-approval": date(2027, 1, 29),
    "dock-scheduling": date(2027, 4, 9),
}
ARABIC = """
project: {name: أتمتة الموافقة على الفواتير, customer: شركة النسيج الوهمية, vendor: Nimbusfold Software,
  start: 2027-01-11, go_live: T3, language: ar, currency: USD, tier: standard, confirm_by: 2027-01-15,
  problem: تستغرق الموافقة على الفاتورة تسعة أيام}
people:
  sara: {name: سارة المثال, role: [sponsor, champion], side: customer, hours_per_week: 6}
  omar: {name: عمر التجربة, role: implementation_pm, side: vendor}
phases:
  - id: p1
    name: الإعداد والتهيئة
    exit_criteria: [تم اعتماد النظام]
    tasks:
      - {id: T1, name: إعداد الحسابات والصلاحيات, duration: 4d, owner: omar, effort: {sara: 8h}}
      - {id: T2, name: اختبار قبول المستخدم, duration: 5d, owner: sara, after: [T1], effort: {sara: 12h}}
      - {id: T3, name: بدء التشغيل, kind: go_live, duration: 1d, owner: omar, after: [T2]}
scope:
  in: [{id: F1, text: الموافقة على الفواتير في خطوتين}]
  out: [{text: تقارير السفر, reason: لاحقا, revisit: phase 2}]
risks:
  - {id: R001, risk: تأخر البيانات من النظام القديم, likelihood: H, impact: M, mitigation: مراجعة مبكرة, owner: omar}
success_criteria:
  - {text: الموافقة خلال ثلاثة أيام, metric: متوسط أيام الموافقة, baseline: "9", target: "3", by: 2027-04-30}
"""


@cache
def brand(name: str, folder: Path | None = None) -> Brand:
    if name != "theirs" or folder is None:
        return load_brand(name)
    made = new_brand(company().NAME, company().written(folder / "files"), folder)
    return load_brand(str(made.folder))


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("theirs")


def decks(path: Path, as_of: date) -> dict[str, Deck]:
    loaded = api.load(path)
    agreed = schedule_plan(loaded.plan)
    facts = api.facts_of(loaded, agreed, api.BuildOptions(), None)
    now = api.facts_of(loaded, agreed, api.BuildOptions(), as_of)
    return {
        "kickoff": kickoff_deck(facts, facts.words),
        "steering": steering_deck(now, now.words),
        "timeline": timeline_deck(facts, facts.words),
    }


def findings(made: dict[str, Deck], look: Brand) -> list[str]:
    """Return what the check finds in decks, on the brand's own pages and on Office's of 4:3."""
    assert len(made) == 3
    found = []
    for kind, deck in made.items():
        for page, template in (("own", look.template("powerpoint/kickoff.pptx")), ("4:3", office())):
            data = render_deck(deck, look, template)
            assert len(opened(data).slides) >= len(deck.slides)
            found += [f"{kind} on {page}: {item.where}: {item.message}" for item in check_layout(data)]
    return found


@pytest.mark.parametrize("name", ["default", "harbour", "theirs"])
@pytest.mark.parametrize("sample", AS_OF)
def test_no_deck_of_a_worked_plan_has_a_finding(sample: str, name: str, theirs: Path) -> None:
    assert findings(decks(SAMPLES / f"{sample}.yaml", AS_OF[sample]), brand(name, theirs)) == []


@pytest.mark.parametrize("language", ["de", "fr", "es", "pt"])
@pytest.mark.parametrize("sample", ["invoice-approval", "dock-scheduling"])
def test_no_deck_in_another_language_has_a_finding(sample: str, language: str, tmp_path: Path) -> None:
    text = (SAMPLES / f"{sample}.yaml").read_text(encoding="utf-8")
    changed, count = re.subn(r"^  language: \S+", f"  language: {language}", text, count=1, flags=re.MULTILINE)
    assert count == 1
    path = tmp_path / "plan.yaml"
    path.write_text(changed, encoding="utf-8")
    assert findings(decks(path, AS_OF[sample]), brand("default")) == []


@pytest.mark.parametrize("name", ["default", "theirs"])
def test_no_deck_from_right_to_left_has_a_finding(name: str, theirs: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(ARABIC, encoding="utf-8")
    made = decks(path, date(2027, 1, 18))
    assert findings(made, brand(name, theirs)) == []
    data = render_deck(made["kickoff"], brand("default"), brand("default").template("powerpoint/kickoff.pptx"))
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    written = [
        (paragraph, slide)
        for slide in opened(data).slides
        for paragraph in slide._element.iter(f"{main}p")
        if paragraph.find(f"{main}r") is not None
    ]
    assert len(written) > 100
    arabic = re.compile("[\u0600-\u06ff]")
    for paragraph, _ in written:
        look = paragraph.find(f"{main}pPr")
        text = "".join(node.text or "" for node in paragraph.iter(f"{main}t"))
        assert look is not None, text
        if arabic.match(text) and not re.search("[A-Za-z]", text):
            assert look.get("rtl") == "1", text
        elif not arabic.search(text) and text[0].isalpha() and look.get("marL") is None:
            assert look.get("rtl") == "0", text  # an English sentence, whose full stop must stay behind it
    titles = [slide.shapes.title.text_frame.paragraphs[0]._p.find(f"{main}pPr") for slide in opened(data).slides]
    assert {title.get("algn") for title in titles} == {"r"}


def test_a_wave_of_the_large_plan_is_planned_on_one_slide_under_its_whole_name() -> None:
    """Twelve tasks, their bracket and their milestone; links between them are drawn, to be planned with."""
    deck = decks(SAMPLES / "dock-scheduling.yaml", AS_OF["dock-scheduling"])["timeline"]
    look = load_brand("default")
    slides = opened(render_deck(deck, look, look.template("powerpoint/kickoff.pptx"))).slides
    found = [slide for slide in slides if slide.shapes.title is not None and "Wave 3" in slide.shapes.title.text]
    assert len(found) == 1
    assert found[0].shapes.title.text.startswith("Wave 3: Eastpike, Fenwold, Grimsay Point: 11 tasks")
    names = [shape.name for shape in found[0].shapes]
    wave = [name for name in names if name.startswith(("plandocs:task:W3-", "plandocs:task:M7"))]
    assert len(wave) == 13
    assert sum(name.startswith("plandocs:link:") for name in names) >= 10
