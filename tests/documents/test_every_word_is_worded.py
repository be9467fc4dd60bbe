"""Every word in a document comes from the plan, the brand or the wording, so that a language can be added by files.

A made-up language is spoken in which each worded text is written with accents (`Owner` is `Öwñér`), the computed dates
are Swedish; a word in a document without an accent, and not of the plan, was written into the code.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plandocs import api
from plandocs.content import wording
from plandocs.plan.load import load_text
from plandocs.resources import bundled

_ACCENTS = str.maketrans("aeiouAEIOUcnyzs", "àéîöûÀÉÎÖÛçñýžš")
_ACCENTED = set("àéîöûÀÉÎÖÛçñýžš")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{\w+\})", re.DOTALL)
_PRINTED_LITERALS = re.compile(r"((?:count|listed)\()([^)]*)")
_QUOTED = re.compile(r"(['\"])(.*?)\1")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHOWN = (
    re.compile(r"<(?:w|a|x)?:?t(?: [^>]*)?>([^<]+)<"),
    re.compile(r'\b(?:descr|promptTitle|prompt|errorTitle|error)="([^"]+)"'),
    re.compile(r"<(?:dc:title|dc:subject|dc:description|cp:keywords|oddFooter|oddHeader)(?: [^>]*)?>([^<]+)<"),
)
_PARTS = re.compile(
    r"(document|header\d*|footer\d*|footnotes|slide\d+|notesSlide\d+|sharedStrings|sheet\d+|drawing\d+|core)\.xml$"
)
_SWEDISH = set(re.findall(r"\w+", "jan feb mars apr maj juni juli aug sep okt nov dec mån tis ons tors fre lör sön"))
_LETTERS = {"amp", "quot", "WBS", "Decoration", "sig"}
"""XML's own names, the heading of a number column that every language keeps, a mark of the template, an anchor."""


def _accented(text: str) -> str:
    return "".join(_in_tag(part) if part.startswith("{") else part.translate(_ACCENTS) for part in _TAG.split(text))


def _in_tag(tag: str) -> str:
    def literals(call: re.Match[str]) -> str:
        quoted = _QUOTED.sub(lambda found: f"{found[1]}{found[2].translate(_ACCENTS)}{found[1]}", call[2])
        return call[1] + quoted

    return _PRINTED_LITERALS.sub(literals, tag)


def _in_language(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _in_language(value) if isinstance(value, dict) else _said(value) for key, value in data.items()}


def _said(value: object) -> str:
    text = str(value)
    return text if text in ("yes", "no") else _accented(text)


@pytest.fixture
def made_up_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = bundled("templates") / "wording" / "en"
    folder = tmp_path / "templates" / "wording"
    for name, said in (("en", lambda data: data), ("sv", _in_language)):
        (folder / name).mkdir(parents=True)
        for path in english.glob("*.yaml"):
            words = said(yaml.safe_load(path.read_text(encoding="utf-8")))
            (folder / name / path.name).write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), "utf-8")
    monkeypatch.setattr(wording, "bundled", lambda kind: tmp_path / kind)


@pytest.mark.usefixtures("made_up_language")
@pytest.mark.parametrize("audience", ["customer", "internal"])
@pytest.mark.parametrize("sample", ["invoice-approval", "bakery", "sixty-days"])
def test_documents_hold_no_word_of_the_code(sample: str, audience: Any, tmp_path: Path) -> None:
    text = Path(f"samples/{sample}.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^  language:.*\n", "", text, flags=re.MULTILINE).replace(
        "project:\n", "project:\n  language: sv\n", 1
    )
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    api.build(plan, api.BuildOptions(out=out, draft=True, as_of=date(2027, 1, 29), audience=audience))
    brand = Path("brand/default/brand.yaml").read_text(encoding="utf-8")
    written = " ".join(_values([load_text(text).plan.model_dump(), yaml.safe_load(brand)]))
    known = _SWEDISH | _LETTERS | {word.casefold() for word in _WORD.findall(written)}
    said = {(path.suffix, shown) for path in sorted(out.iterdir()) for shown in _texts(path)}
    assert len(said) > 100
    strange = {(suffix, shown): words for suffix, shown in said if (words := _unworded(shown, known))}
    assert not strange


def _values(data: object) -> Iterator[str]:
    """Yield the texts of a plan, without its keys."""
    if isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _values(value)
    else:
        yield str(data)


def _unworded(shown: str, known: set[str]) -> list[str]:
    return [
        word
        for word in _WORD.findall(re.sub(r"\b(?=\w*\d)\w+", " ", shown))
        if not _ACCENTED & set(word) and word not in known and word.casefold() not in known
    ]


def _texts(path: Path) -> set[str]:
    if path.suffix in (".docx", ".pptx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name).decode() for name in package.namelist() if _PARTS.search(name)]
        return {shown for part in parts for pattern in _SHOWN for shown in pattern.findall(part)}
    if path.suffix == ".md":
        return set(path.read_text(encoding="utf-8").splitlines())
    if path.suffix == ".html":
        page = re.sub(r"<style.*?</style>|<!--.*?-->", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        return set(re.findall(r">([^<]+)<", page))
    return set()
