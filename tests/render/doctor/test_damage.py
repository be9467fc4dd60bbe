"""A damaged template is a finding: every part of each kind is dropped, emptied, cut and spoilt in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from plandocs.errors import PlanError, Problem
from plandocs.render.extract import extract
from plandocs.render.package import Package
from tests.branding import companies
from tests.render.doctor.patients import BOOK, DECK, LABELS, WORD, bundled, findings

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "our plan": (WORD, lambda: bundled(WORD)),
    "our deck": (DECK, lambda: bundled(DECK)),
    "a letter": (WORD, companies.letter),
    "a workbook": (BOOK, companies.book),
}
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _data: b"",
    "of another kind": lambda _data: b"<a/>",
    "cut": lambda data: data[: len(data) // 2],
    "with words for numbers": lambda data: re.sub(rb'="\d+"', b'="x"', data),
    "with numbers out of range": lambda data: re.sub(rb'="\d+"', b'="-99999"', data),
}


def damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what was done, and the file."""
    for part in sorted(Package.open(data, name="x").parts):
        for words, damage in DAMAGES.items():
            package = Package.open(data, name="x")
            package.parts[part] = damage(package.parts[part])
            yield f"{part} {words}", package.to_bytes()
        package = Package.open(data, name="x")
        del package.parts[part]
        yield f"{part} dropped", package.to_bytes()


@pytest.mark.parametrize("key", FILES)
def test_damage_is_a_finding_and_never_a_traceback(key: str) -> None:
    name, make = FILES[key]
    tried = 0
    for _, data in damaged(make()):
        assert all(isinstance(item, Problem) for item in findings(name, data))
        with suppress(PlanError):
            extract(data, f".{LABELS[name].rpartition('.')[2]}", "theirs")
        tried += 1
    assert tried >= 40


def test_a_value_that_is_none_is_said_to_be_damage() -> None:
    package = Package.open(bundled(WORD), name="x")
    text = package.parts["/word/styles.xml"].replace(
        b'w:val="1B2430" w:themeColor="text1"', b'w:val="1B2430" w:themeColor="text1" w:themeTint="xx"'
    )
    assert text != package.parts["/word/styles.xml"]
    package.set_part("/word/styles.xml", text)
    found = findings(WORD, package.to_bytes())
    assert [item.rule for item in found] == ["package-damaged"]
    assert "save it under another name" in found[0].fix
