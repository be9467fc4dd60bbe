"""A company's own words: said in every document, checked by shape before, told with their line when they are wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from plandocs import api
from plandocs.branding.check import check_brand
from plandocs.branding.new import new_brand
from plandocs.content.formats import Formats
from plandocs.content.own_wording import OwnWording, own_wording, read_own_wording
from plandocs.content.wording import Words
from plandocs.errors import PlanError, Problem

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "invoice-approval.yaml"
BUNDLED = ROOT / "templates" / "wording"


def worded(tmp_path: Path, **files: str) -> Path:
    """Return a brand folder with wording in English: file names and their text."""
    folder = tmp_path / "acme"
    shutil.copytree(ROOT / "brand" / "default", folder)
    for name, text in files.items():
        path = folder / "wording" / "en" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def said(folder: Path, key: str, **values: object) -> str:
    words = own_wording(folder / "wording").within(Words.of(Formats("en-US", "USD")))
    return words.say(key, **values)


def wrong(tmp_path: Path, text: str, name: str = "deck") -> list[Problem]:
    return read_own_wording(worded(tmp_path, **{name: text}) / "wording")[1]


def made(brand: str | Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")
    loaded, agreed = api.schedule(SAMPLE)
    return api.make_documents(loaded, agreed, api.BuildOptions(brand=str(brand)))[0]


def test_own_words_are_said_and_all_others_stay(tmp_path: Path) -> None:
    folder = worded(
        tmp_path,
        plan="risks: {title: What may go wrong}",
        deck="asks: {title_later: \"{{ n | count('Bitte', 'Bitten') }} bis {{ last | iso }}\"}",
    )
    assert said(folder, "plan.risks.title") == "What may go wrong"
    from datetime import date

    values = {"n": 3, "word": "three", "last": date(2027, 1, 29)}
    assert said(folder, "deck.asks.title_later", **values) == "3 Bitten bis 2027-01-29"
    assert said(folder, "plan.scope_in.title") == "Scope"


def test_a_region_goes_before_its_language(tmp_path: Path) -> None:
    folder = worded(tmp_path, plan="risks: {title: Hazards}\nscope_in: {title: Extent}")
    (folder / "wording" / "en-US").mkdir()
    (folder / "wording" / "en-US" / "plan.yaml").write_text("risks: {title: Perils}", encoding="utf-8")
    own = own_wording(folder / "wording")
    for tag, risks in (("en-US", "Perils"), ("en-GB", "Hazards")):
        words = own.within(Words.of(Formats(tag, "USD")))
        assert (words.say("plan.risks.title"), words.say("plan.scope_in.title")) == (risks, "Extent")


def test_the_bundled_words_as_own_words_give_the_very_same_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = worded(tmp_path)
    shutil.copytree(BUNDLED, folder / "wording")
    ours, theirs = made("default", monkeypatch), made(folder, monkeypatch)
    assert len(ours) == 6
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.parametrize("more", [' "x"', " &<'>", " ¶ und so weiter in vielen langen Worten"])
def test_whatever_own_words_say_documents_stay_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    """A document that Office would repair is refused at the end of a build."""

    def longer(value: object) -> object:
        return {key: longer(item) for key, item in value.items()} if isinstance(value, dict) else f"{value}{more}"

    files = {}
    for path in (BUNDLED / "en").glob("*.yaml"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        files[path.stem] = yaml.safe_dump(longer(data), allow_unicode=True)
    assert {"common", "deck", "plan", "status", "workbook"} <= set(files)
    found = made(worded(tmp_path, **files), monkeypatch)
    assert more in next(data for name, data in found.items() if name.endswith(".md")).decode()


@pytest.mark.parametrize(
    ("text", "rule", "line", "fix"),
    [
        ("goals: {tilte: x}", "wording-unknown-key", 1, "did you mean 'goals.title'?"),
        ("goals: x", "wording-unknown-key", 1, "the strings are those of plandocs' own deck.yaml"),
        ("asks:\n  title_later: '{{ lsat }}'", "template-unknown-name", 2, "did you mean 'last'?"),
        ("sign_off:\n  title: '{{ xyz }}'", "template-unknown-name", 2, "this text is given"),
        ("asks: {title_later: '{{ last | dtae }}'}", "template-unknown-filter", 1, "did you mean 'date'?"),
        ("asks: {title_later: '{% if n %}x'}", "template-syntax", 1, ""),
        ("asks: {title_later: \"{{ ''.__class__.__mro__ }}\"}", "template-unknown-name", 1, ""),
        ("asks: {title_later: '{{ lipsum() }}'}", "template-refused", 1, ""),
        ("asks: {title_later: '{% include x %}'}", "template-refused", 1, ""),
        ("asks: {title_later: '{{ 9 ** 9 ** 9 }}'}", "template-refused", 1, ""),
        ("asks: {title_later: ''}", "wording-empty", 1, "write the words, or leave the key out"),
        ("asks: {title_later: [a]}", "wording-empty", 1, "write the words, or leave the key out"),
        (f"asks: {{title_later: {'x' * 4001}}}", "wording-too-long", 1, ""),
        ('asks: {title_later: "\\uE000"}', "wording-character", 1, ""),
        ("- a", "wrong-type", 1, ""),
        ("a: [", "syntax", None, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, rule: str, line: int, fix: str) -> None:
    found = wrong(tmp_path, text)
    assert found
    if rule != "syntax":
        assert (found[0].rule, found[0].line) == (rule, line)
    assert found[0].path.endswith("wording/en/deck.yaml")
    assert fix in found[0].fix


def test_files_and_languages_that_there_are_not(tmp_path: Path) -> None:
    folder = worded(tmp_path, dekc="a: b") / "wording"
    (folder / "plan.yaml").write_text("a: b", encoding="utf-8")
    (folder / "xx").mkdir()
    (folder / "README.md").write_text("Ours.", encoding="utf-8")
    found = {problem.rule: problem.fix for problem in read_own_wording(folder)[1]}
    assert found["wording-language"].startswith("languages are ")
    files = [problem for problem in read_own_wording(folder)[1] if problem.rule == "wording-file"]
    assert sorted(Path(problem.path).name for problem in files) == ["dekc.yaml", "plan.yaml"]
    assert any(problem.fix == "did you mean 'deck'?" for problem in files)


def test_the_doctor_tells_all_of_it_and_a_build_stops_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third mistake shows only when the text is said: a number cannot be a list."""
    folder = worded(
        tmp_path, deck="goals: {tilte: x}\nasks:\n  title_later: '{{ lsat }}'", plan="summary: {dates: '{{ x }}'}"
    )
    found = [problem for problem in check_brand(str(folder)).problems if "wording" in problem.path]
    assert {(Path(problem.path).name, problem.line) for problem in found} >= {("deck.yaml", 1), ("deck.yaml", 3)}
    with pytest.raises(PlanError) as caught:
        made(folder, monkeypatch)
    assert [problem.line for problem in caught.value.problems if problem.path.endswith("deck.yaml")] == [1, 3]


def test_what_cannot_be_said_with_its_values_is_told_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = worded(tmp_path, deck="asks:\n  title_soon: '{{ word | sum }}'\n  title: '{{ word | sum }}'")
    problem = next(item for item in check_brand(str(folder)).problems if item.rule == "wording-value")
    assert (problem.line, Path(problem.path).name) == (3, "deck.yaml")
    assert "is not a list" in problem.message
    with pytest.raises(PlanError, match="cannot be said"):
        made(folder, monkeypatch)


def test_a_new_brand_holds_every_string_as_a_comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = new_brand("Acme", parent=tmp_path).folder
    made_of, problems = read_own_wording(folder / "wording")
    assert (made_of.by_language, problems) == ({}, [])
    path = folder / "wording" / "en" / "status.yaml"
    text = path.read_text(encoding="utf-8")
    body = text.partition("\n\n")[2]
    uncommented = "".join(line[2:] if line.startswith("# ") else line[1:] for line in body.splitlines(keepends=True))
    bundled = (BUNDLED / "en" / "status.yaml").read_text(encoding="utf-8")
    assert yaml.load(uncommented, Loader=yaml.BaseLoader) == yaml.load(bundled, Loader=yaml.BaseLoader)
    assert "wording/<language>/<file>.yaml" in (folder / "brand.yaml").read_text(encoding="utf-8")


def test_a_hostile_string_ends_at_once(tmp_path: Path) -> None:
    loops = "{% for a in lines %}{% for b in lines %}{% for c in lines %}x{% endfor %}{% endfor %}{% endfor %}"
    folder = worded(tmp_path, deck=f'notes: {{goals: {{points: "{loops}"}}}}')
    with pytest.raises(PlanError, match="cannot be said"):
        said(folder, "deck.notes.goals.points", lines=["x"] * 200)


def test_wording_without_own_strings_is_the_bundled_one() -> None:
    words = Words.of(Formats("en-US", "USD"))
    assert OwnWording({}).within(words) is words
