"""Footers of templates that are too faint are made readable; those that are not keep the template's own colour."""

from __future__ import annotations

import re

import pytest

from plandocs.brand.contrast import contrast
from plandocs.render.package import Package
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.decks import rendered, slide, table
from tests.render.powerpoint.hostile import office

LEVEL = re.compile(r'type="(ftr|dt|sldNum)".*?<a:lvl1pPr[^>]*>.*?<a:solidFill>(.*?)</a:solidFill>', re.DOTALL)


def colored(color: str) -> bytes:
    """Return Office's template with footers of a colour, which its layouts inherit from its master."""
    package = Package.open(office(), name="made")
    master = "/ppt/slideMasters/slideMaster1.xml"
    text = package.parts[master].decode()
    changed = re.sub(
        r'(type="(?:ftr|dt|sldNum)".*?<a:solidFill>).*?(</a:solidFill>)',
        rf'\g<1><a:srgbClr val="{color}"/>\g<2>',
        text,
        flags=re.DOTALL,
    )
    assert changed.count(color) == 3
    package.set_part(master, changed.encode())
    return package.to_bytes()


def footers(data: bytes) -> list[str]:
    package = Package.open(data, name="made")
    layouts = [name for name in package.parts if name.startswith("/ppt/slideLayouts/") and name.endswith(".xml")]
    assert len(layouts) == 11
    return [
        found[1] for name in layouts for found in LEVEL.findall(package.parts[name].decode()) if "srgbClr" in found[1]
    ]


def test_faint_footers_become_the_nearest_grey_that_can_be_read() -> None:
    data = rendered(slide(table(2)), template=colored("AAAAAA"))
    found = {re.search(r'val="(\w{6})"', item)[1] for item in footers(data)}  # type: ignore[index]
    assert found
    assert all(4.5 <= contrast(color, "FFFFFF") < 5 for color in found)
    assert [problem for problem in check_layout(data) if problem.rule == "slide-contrast"] == []


@pytest.mark.parametrize("color", ["767676", "102030"])
def test_footers_that_can_be_read_stay_as_they_are(color: str) -> None:
    assert footers(rendered(slide(table(2)), template=colored(color))) == []
