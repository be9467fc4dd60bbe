"""A damaged file makes problems, never a traceback: the checker also sees templates from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from plandocs.render.check import check_package
from plandocs.render.package import Package
from tests.render.check.small_files import SMALL_FILES


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_a_missing_part_is_survived(suffix: str) -> None:
    for name in SMALL_FILES[suffix]().parts:
        package = Package.open(SMALL_FILES[suffix]().to_bytes(), name="x")
        del package.parts[name]
        assert check_package(package.to_bytes(), "x") != [] or name.startswith("/docProps"), name


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_an_element_without_attributes_children_or_sense_is_survived(suffix: str) -> None:
    sound = SMALL_FILES[suffix]()
    found = 0
    for name, data in _damaged(sound):
        package = Package.open(sound.to_bytes(), name="x")
        package.parts[name] = data
        found += bool(check_package(package, "x"))
    assert found > 20


def test_a_package_of_nothing_is_survived() -> None:
    assert [problem.rule for problem in check_package(Package("x.docx"))] == ["package-main-part"]
    assert [problem.rule for problem in check_package(b"", "x.docx")] == ["package-unreadable"]


def _damaged(sound: Package) -> Iterator[tuple[str, bytes]]:
    for name, data in sound.parts.items():
        if not name.endswith((".xml", ".rels")) or "/theme/" in name:
            continue
        for position in range(len(list(etree.fromstring(data).iter()))):
            # Of the four kinds, two an element: all of them are seen everywhere, in half the time.
            for damage in (_strip, _empty, _rename, _garble)[position % 2 :: 2]:
                root = etree.fromstring(data)
                damage(list(root.iter())[position])
                yield name, etree.tostring(root)


def _strip(element: etree._Element) -> None:
    element.attrib.clear()


def _empty(element: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _rename(element: etree._Element) -> None:
    element.tag = "{urn:x}nonsense"


def _garble(element: etree._Element) -> None:
    element.text = "-x'[[\"("
    for name in element.attrib:
        element.set(name, "-1'[(\u00e9")
