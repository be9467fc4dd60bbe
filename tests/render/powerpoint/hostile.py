"""Templates that companies really have, or worse, made by script: each with the trap that its name tells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches, Pt

from plandocs.render.package import Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MAIN = "/ppt/presentation.xml"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ff"
    "89993d1d0000000049454e44ae426082"
)
SLIDE_NAMES = re.compile(r"/ppt/slides/slide\d+\.xml")


def saved(presentation: Any) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return clean(out.getvalue())


def clean(data: bytes) -> bytes:
    """Return a file without what python-pptx's own template carries that validators do not like."""
    package = Package.open(data, name="made")
    for part in [name for name in package.parts if "printerSettings" in name and not name.endswith(".rels")]:
        package.drop_part(part)
    for name in list(package.parts):
        if name.endswith("presentation.xml.rels"):
            rels = package.rels(MAIN)
            for item in list(rels.find_all("printerSettings")):
                rels.remove(item.id)
    return package.to_bytes()


def fresh(width: float = 10.0, height: float = 7.5) -> Any:
    """Return an Office template with the eleven layouts that Office has, in 4:3 unless another size is given."""
    presentation = pptx.Presentation()
    scale_x, scale_y = width / 10.0, height / 7.5
    presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
    master = presentation.slide_master
    for page in (master, *presentation.slide_layouts):
        for shape in page.shapes:
            own = shape._element.find(f"{P}spPr/{A}xfrm")
            if own is None:
                continue
            for node, (across, down) in ((own[0], ("x", "y")), (own[1], ("cx", "cy"))):
                node.set(across, str(int(int(node.get(across)) * scale_x)))
                node.set(down, str(int(int(node.get(down)) * scale_y)))
    return presentation


def office(width: float = 10.0, height: float = 7.5) -> bytes:
    return saved(fresh(width, height))


def renamed(names: Callable[[int, str], str]) -> bytes:
    presentation = fresh()
    for number, layout in enumerate(presentation.slide_layouts):
        layout.name = names(number, layout.name)
    return saved(presentation)


def german() -> bytes:
    german_names = (
        *("Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich", "Nur Titel", "Leer"),
        *("Inhalt mit Überschrift", "Bild mit Überschrift", "Titel und vertikaler Text", "Vertikaler Titel und Text"),
    )
    return renamed(lambda number, _: german_names[number])


def nameless() -> bytes:
    """Layouts whose names and types tell nothing."""
    package = Package.open(renamed(lambda number, _: f"Layout {number + 1}"), name="made")
    for name in list(package.parts):
        if "/slideLayouts/slideLayout" in name and not name.endswith(".rels"):
            package.xml(name).attrib.pop("type", None)
    return package.to_bytes()


def duplicate_names() -> bytes:
    return renamed(lambda _, __: "Title Only")


def _drop(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def nothing_but_a_title() -> bytes:
    """One layout, with a title in the middle of the page and nothing else."""
    presentation = fresh()
    keep = presentation.slide_layouts[0]
    for layout in list(presentation.slide_layouts)[1:]:
        presentation.slide_layouts.remove(layout)
    for shape in list(keep.placeholders):
        if shape.placeholder_format.type.name not in ("TITLE", "CENTER_TITLE"):
            _drop(shape)
    keep.name = "Corporate"
    keep._element.attrib.pop("type", None)
    return saved(presentation)


def no_title() -> bytes:
    """Layouts without a single title placeholder."""
    presentation = fresh()
    for layout in presentation.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type.name in ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE"):
                _drop(shape)
    return saved(presentation)


def tiny_body() -> bytes:
    """The one content layout has a body as small as a stamp."""
    presentation = fresh()
    for layout in list(presentation.slide_layouts):
        if layout.name not in ("Title Slide", "Title and Content"):
            presentation.slide_layouts.remove(layout)
    body = next(item for item in presentation.slide_layouts[1].placeholders if item.placeholder_format.idx == 1)
    body.left, body.top, body.width, body.height = Inches(0.5), Inches(2), Inches(1.2), Inches(0.8)
    return saved(presentation)


def system_colours() -> bytes:
    """The theme's text and background follow the system."""
    package = Package.open(office(), name="made")
    theme = package.xml("/ppt/theme/theme1.xml")
    for slot, value, last in (("dk1", "windowText", "000000"), ("lt1", "window", "FFFFFF")):
        item = theme.find(f".//{A}clrScheme/{A}{slot}")
        for child in list(item):
            item.remove(child)
        etree.SubElement(item, f"{A}sysClr", val=value, lastClr=last)
    return package.to_bytes()


def right_to_left() -> bytes:
    """Everything runs from right to left unless it says otherwise."""
    package = Package.open(office(), name="made")
    for part in (MAIN, "/ppt/slideMasters/slideMaster1.xml"):
        for level in package.xml(part).iter(*(f"{A}lvl{number}pPr" for number in range(1, 10))):
            level.set("algn", "r")
            level.set("rtl", "1")
    package.xml(MAIN).set("rtl", "1")
    return package.to_bytes()


def two_masters(*, dark: bool = True) -> bytes:
    """A second master with a theme of its own; its colour map makes the dark colour the background."""
    package = Package.open(office(), name="made")
    prefix = "application/vnd.openxmlformats-officedocument.presentationml."
    master, theme = "/ppt/slideMasters/slideMaster2.xml", "/ppt/theme/theme9.xml"
    package.add_part(theme, package.content_type("/ppt/theme/theme1.xml"), package.parts["/ppt/theme/theme1.xml"])
    package.add_part(master, f"{prefix}slideMaster+xml", package.parts["/ppt/slideMasters/slideMaster1.xml"])
    root, first = package.xml(master), package.rels("/ppt/slideMasters/slideMaster1.xml")
    rels = package.rels(master)
    rels.add("theme", theme)
    listed = root.find(f"{P}sldLayoutIdLst")
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for number, item in enumerate(list(listed), start=20):
        source = first.target(item.get(relation))
        layout = f"/ppt/slideLayouts/slideLayout{number}.xml"
        package.add_part(layout, f"{prefix}slideLayout+xml", package.parts[source])
        package.rels(layout).add("slideMaster", master)
        name = package.xml(layout).find(f"{P}cSld")
        name.set("name", f"Dark {name.get('name')}")
        item.set("id", str(2147484000 + number))
        item.set(relation, rels.add("slideLayout", layout))
    if dark:
        colours = root.find(f"{P}clrMap")
        for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            colours.set(name, slot)
    masters = package.xml(MAIN).find(f"{P}sldMasterIdLst")
    entry = etree.SubElement(masters, f"{P}sldMasterId")
    entry.set("id", "2147484100")
    entry.set(relation, package.rels(MAIN).add("slideMaster", master))
    return package.to_bytes()


def add_notes(slide: Any, *lines: str) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def add_chart(slide: Any) -> None:
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Sales", (3, 5))
    box = (Inches(1), Inches(3), Inches(5), Inches(3))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data).chart
    for axis in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}axId"):
        axis.set("val", axis.get("val").lstrip("-"))
    for axis in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}crossAx"):
        axis.set("val", axis.get("val").lstrip("-"))


def add_box(slide: Any, text: str, name: str = "Box", *, top: float = 2.0, size: int = 18) -> Any:
    shape = slide.shapes.add_textbox(Inches(0.6), Inches(top), Inches(8.5), Inches(0.8))
    shape.name = name
    shape.text_frame.word_wrap = True
    shape.text_frame.text = text
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)
    return shape


def with_slides(make: Callable[[Any], None]) -> bytes:
    presentation = fresh()
    make(presentation)
    return saved(presentation)


def new_slide(presentation: Any, title: str, *notes: str, layout: int = 5) -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    slide.shapes.title.text = title
    if notes:
        add_notes(slide, *notes)
    return slide


def add_transition(slide: Any) -> None:
    """Give a slide a transition and an animation of its title."""
    name = slide.shapes.title._element.find(f"./*/{P}cNvPr").get("id")
    ns = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    transition = f'<p:transition {ns} spd="slow"><p:fade/></p:transition>'
    timing = (
        f'<p:timing {ns}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        "<p:childTnLst>"
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst><p:par>'
        '<p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst><p:par>'
        '<p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>'
        '<p:cTn id="5" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" nodeType="clickEffect">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{name}"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName>'
        '</p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn><p:prevCondLst>"
        '<p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst><p:nextCondLst>'
        '<p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>'
        "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    for xml in (transition, timing):
        slide._element.append(etree.fromstring(xml))


@cache
def forty_samples() -> bytes:
    """Forty sample slides with charts, pictures, comments, sections, a custom show; two of them to be kept."""
    presentation = fresh()
    for number in range(1, 41):
        slide = new_slide(presentation, f"Sample {number}", "Say this.", layout=5 if number % 2 else 1)
        if number % 5 == 0:
            add_chart(slide)
        if number % 4 == 0:
            slide.shapes.add_picture(io.BytesIO(PNG), Inches(6), Inches(1), Emu(914400), Emu(914400))
    for number, order in ((1, "plandocs: keep"), (10, "plandocs: keep after team"), (40, "plandocs: keep last")):
        slide = presentation.slides[number - 1]
        add_notes(slide, order, f"Notes of {number}")
        add_transition(slide)
    package = Package.open(saved(presentation), name="made")
    _add_comments(package, ("/ppt/slides/slide10.xml", "/ppt/slides/slide11.xml"))
    _add_sections(package)
    return package.to_bytes()


def _add_comments(package: Package, slides: tuple[str, ...]) -> None:
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    ns = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    authors = (
        f'<p:cmAuthorLst {ns}><p:cmAuthor id="0" name="Rita Reviewer" initials="RR" lastIdx="2" clrIdx="0"/>'
        "</p:cmAuthorLst>"
    )
    package.add_part("/ppt/commentAuthors.xml", f"{kind}commentAuthors+xml", authors.encode())
    package.rels(MAIN).add("commentAuthors", "/ppt/commentAuthors.xml")
    for number, slide in enumerate(slides, start=1):
        comment = (
            f'<p:cmLst {ns}><p:cm authorId="0" dt="2026-01-01T00:00:00.000" idx="{number}"><p:pos x="10" y="10"/>'
            f"<p:text>Remark {number}</p:text></p:cm></p:cmLst>"
        )
        part = package.add_part(f"/ppt/comments/comment{number}.xml", f"{kind}comments+xml", comment.encode())
        package.rels(slide).add("comments", part)


def _add_sections(package: Package) -> None:
    root = package.xml(MAIN)
    identities = [item.get("id") for item in root.iterfind(f"{P}sldIdLst/{P}sldId")]
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    first = root.find(f"{P}sldIdLst")[0].get(relation)
    show = etree.fromstring(
        '<p:custShowLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<p:custShow name="Short" id="0">'
        f'<p:sldLst><p:sld r:id="{first}"/></p:sldLst></p:custShow></p:custShowLst>'
    )
    root.find(f"{P}notesSz").addnext(show)
    halves = (("Company", identities[:20]), ("Offer", identities[20:]))
    sections = "".join(
        f'<p14:section name="{name}" id="{{{number}1111111-1111-1111-1111-111111111111}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{identity}"/>' for identity in found)
        + "</p14:sldIdLst></p14:section>"
        for number, (name, found) in enumerate(halves, start=1)
    )
    extension = etree.fromstring(
        '<p:ext xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst'
        f' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{sections}</p14:sectionLst></p:ext>'
    )
    holder = root.find(f"{P}extLst")
    if holder is None:
        holder = etree.SubElement(root, f"{P}extLst")
    holder.append(extension)
    settings = package.rels(MAIN).target_of("presProps")
    if settings:
        namespace = "http://schemas.openxmlformats.org/presentationml/2006/main"
        shown = f'<p:showPr xmlns:p="{namespace}"><p:custShow id="0"/></p:showPr>'
        package.xml(settings).insert(0, etree.fromstring(shown))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "office 4:3": office,
    "A4": lambda: office(10.833, 7.5),
    "small 16:9": lambda: office(10.0, 5.625),
    "letter": lambda: office(11.0, 8.5),
    "portrait": lambda: office(7.5, 10.0),
    "German names": german,
    "names that tell nothing": nameless,
    "one name for all": duplicate_names,
    "nothing but a title": nothing_but_a_title,
    "tiny body": tiny_body,
    "sysClr": system_colours,
    "right to left": right_to_left,
    "two masters": two_masters,
    "forty samples": forty_samples,
}
