"""The doctor for PowerPoint templates: layouts and placeholders by their names, and room by measure."""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree

from plandocs.brand.load import load_brand
from plandocs.render.doctor.powerpoint_look import resolved
from plandocs.render.package import Package
from tests.branding.companies import picture
from tests.render.doctor.patients import DECK, LABELS, bundled, changed, findings, substituted
from tests.render.powerpoint.hostile import new_slide, with_slides

LAYOUTS = "/ppt/slideLayouts/"


def renamed(package: Package, *names: str) -> None:
    """Give layouts other names and the type of an empty page, so that nothing tells what they are for."""
    for name in names:
        part = layout_part(package, name)
        text = re.sub(r'(<p:sldLayout [^>]*) type="\w+"', r'\1 type="blank"', package.parts[part].decode(), count=1)
        package.set_part(part, text.replace(f'name="{name}"', f'name="Acme {name}"', 1).encode())


def layout_part(package: Package, name: str) -> str:
    return next(
        part
        for part, data in package.parts.items()
        if part.startswith(LAYOUTS) and part.endswith(".xml") and f'<p:cSld name="{name}"'.encode() in data
    )


def test_our_own_template_has_no_finding_as_a_brands_own() -> None:
    assert findings(DECK, bundled(DECK)) == []


def test_template_that_can_serve_nothing_is_told_once_with_what_is_there() -> None:
    def change(package: Package) -> None:
        for part in [name for name in package.parts if name.startswith("/ppt/slideLayouts/slideLayout")]:
            text = package.parts[part].decode()
            package.set_part(part, re.sub(r'(?<=<p:ph )type="(ctrTitle|title)"', 'type="body" idx="77"', text).encode())

    found = [item for item in findings(DECK, changed(DECK, change)) if item.rule == "missing-layout"]
    assert [(item.severity, item.path) for item in found] == [("error", LABELS[DECK])]
    assert "agenda" in found[0].message + found[0].where
    assert "Cover" in found[0].message


def test_a_layout_of_the_brands_map_that_there_is_not() -> None:
    found = findings(DECK, bundled(DECK), layouts={"agenda": "Title onyl", "agnda": "Cover"})
    assert [(item.rule, item.severity, item.where, item.fix) for item in found] == [
        ("missing-layout", "error", "layout for agenda", "did you mean 'Title only'?"),
        ("unknown-slide-kind", "warning", "layouts.agnda", "did you mean 'agenda'?"),
    ]


def test_a_title_too_small_for_two_lines() -> None:
    def change(package: Package) -> None:
        part = layout_part(package, "Title only")
        text = package.parts[part].decode()
        at = text.index('type="title"')
        place = text.index("<a:ext ", at)
        package.set_part(part, (text[:place] + re.sub(r'cy="\d+"', 'cy="320040"', text[place:], count=1)).encode())

    found = [item for item in findings(DECK, changed(DECK, change)) if item.rule == "placeholder-too-small"]
    assert [item.where for item in found] == ["layout 'Title only'"]
    assert "0.35 in high; two lines of 24 pt need 0.80 in" in found[0].message


def test_text_that_cannot_be_read_on_the_layouts_ground() -> None:
    def change(package: Package) -> None:
        part = layout_part(package, "Title only")
        text = package.parts[part].decode()
        at = text.index("<a:solidFill>", text.index('type="title"'))
        end = text.index("</a:solidFill>", at)
        package.set_part(part, (text[:at] + '<a:solidFill><a:srgbClr val="B0B0B0"/>' + text[end:]).encode())

    found = findings(DECK, changed(DECK, change))
    assert [(item.rule, item.where) for item in found] == [
        ("template-contrast", "layout 'Title only', placeholder 'Title'")
    ]
    assert "#B0B0B0 on #FFFFFF cannot be read: contrast 2.16, needed 3.0" in found[0].message


def test_a_tint_is_resolved_as_powerpoint_does() -> None:
    """Black with a tint of 75 percent is shown as #898989, which is too faint for text of 14 pt."""
    fill = etree.fromstring(
        '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:srgbClr val="000000">'
        '<a:tint val="75000"/></a:srgbClr></a:solidFill>'
    )
    assert resolved(fill, load_brand("default")) == "898989"


def test_a_picture_without_alternative_text_and_a_font() -> None:
    def change(package: Package) -> None:
        part = layout_part(package, "Cover")
        substituted(part, 'name="brand:logo(-on-dark)?"( descr="[^"]*")?', 'name="Photo"')(package)
        master = "/ppt/slideMasters/slideMaster1.xml"
        substituted(master, r'<a:latin typeface="\+mj-lt"/>', '<a:latin typeface="Acme Sans"/>')(package)

    found = findings(DECK, changed(DECK, change))
    assert [(item.rule, item.where) for item in found] == [
        ("template-alt-text", "layout 'Cover'"),
        ("template-font", "slide master 1"),
    ]


def test_a_file_without_a_main_part() -> None:
    def change(package: Package) -> None:
        package.rels().remove(next(item.id for item in package.rels() if item.type.endswith("officeDocument")))

    assert [item.rule for item in findings(DECK, changed(DECK, change))] == ["package-no-main-part"]


def test_pictures_on_slides_that_stay_need_a_text_and_samples_do_not() -> None:
    def add(presentation: Any) -> None:
        for title, order in (("Ours", "plandocs: keep"), ("A sample", "Just notes"), ("Gone", "plandocs: drop")):
            slide = new_slide(presentation, title, order)
            slide.shapes.add_picture(io.BytesIO(picture()), 0, 0).name = f"Photo of {title}"
            slide.shapes[-1]._element.nvPicPr.cNvPr.set("descr", "")

    found = [item for item in findings(DECK, with_slides(add)) if item.rule == "template-alt-text"]
    assert [(item.where, "Photo of Ours" in item.message) for item in found] == [("the template's slide 1", True)]
