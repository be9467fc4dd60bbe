"""Make the PowerPoint template of the kickoff deck: `templates/powerpoint/kickoff.pptx`.

A 16:9 deck without slides: one master with its theme, eight layouts with named placeholders, a notes master. A
consultant opens the result in PowerPoint and changes it there; run this only to start again from our own drawing:

    python templates/make/powerpoint.py

All sizes are points on a page of 960 × 540. Colours are the theme's, so that a brand or a person restyles all of it.
"""

from __future__ import annotations

import struct
import sys
import zlib
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from powerpoint_shapes import (
    COLOURS,
    FULL,
    HIGH,
    IDS,
    LEFT,
    LINE,
    NAMESPACES,
    TYPES,
    WIDE,
    Layout,
    alpha,
    colour,
    drawing,
    emu,
    fill,
    footer,
    logo,
    placeholder,
    plain,
    title,
)

from plandocs.render.package import Package
from plandocs.render.powerpoint.notes import NOTES_MASTER_TYPE, notes_master_xml
from plandocs.render.properties import Properties, set_properties
from plandocs.render.relationships import XML_HEAD

OUT = Path(__file__).resolve().parents[1] / "powerpoint" / "kickoff.pptx"


def bars(x: float, y: float, scale: float) -> list[str]:
    """Return the motif: a plan seen from afar. Bars that step down to a diamond, and the line of today."""
    round_ = '<a:gd name="adj" fmla="val 22000"/>'
    soft, mid, full = fill("bg1", alpha(14)), fill("bg1", alpha(28)), fill("bg1", alpha(62))
    rows = (
        (0, 74, mid),
        (36, 96, full),
        (36, 62, soft),
        (104, 88, mid),
        (136, 52, soft),
        (136, 104, full),
        (196, 58, soft),
    )
    out = [
        drawing(x + left * scale, y + 30 * row * scale, wide * scale, 17 * scale, paint, "roundRect", round_)
        for row, (left, wide, paint) in enumerate(rows)
    ]
    row = len(rows)
    out.append(drawing(x + 246 * scale, y + 30 * row * scale - 2, 21 * scale, 21 * scale, fill("bg1"), "diamond"))
    out.append(drawing(x + 120 * scale, y - 26 * scale, 1, (30 * row + 50) * scale, fill("bg1", alpha(45))))
    return out


def layouts() -> list[Layout]:
    """Return the layouts in the order in which PowerPoint offers them."""
    heading = (LEFT, 22.0, FULL, 70.0)
    lead = (LEFT, 93.0, FULL, 24.0)
    body = (LEFT, 120.0, FULL, 370.0)
    half = (FULL - 24) / 2
    band = (LEFT, 7.0, FULL, 70.0)

    def under(paint: str = "accent6", box: tuple[float, float, float, float] = lead) -> str:
        return placeholder("body", 13, "Subtitle", box, "One line that explains it", plain(14, paint=paint))

    return [
        Layout("Cover", "title", cover()),
        Layout("Section", "secHead", section(), ground="tx2", footer="bg1"),
        Layout("Title only", "titleOnly", (title(heading), under()), tab=True),
        Layout("Title on tint", "titleOnly", (title(heading), under()), ground="bg2", tab=True),
        Layout(
            "Title and body",
            "obj",
            (title(heading), under(), placeholder("", 1, "Body", body, "Text", "")),
            tab=True,
        ),
        Layout(
            "Two content",
            "twoObj",
            (
                title(heading),
                under(),
                placeholder("", 1, "Left", (LEFT, 120.0, half, 370.0), "Text", ""),
                placeholder("", 2, "Right", (LEFT + half + 24, 120.0, half, 370.0), "Text", ""),
            ),
            tab=True,
        ),
        Layout(
            "Call to action",
            "titleOnly",
            (
                drawing(0, 0, WIDE, 84, fill("tx2")),
                title(band, paint="bg1", anchor="ctr"),
                under(box=(LEFT, 92.0, FULL, 24.0)),
            ),
        ),
        Layout(
            "Closing",
            "titleOnly",
            (
                drawing(0, 0, WIDE, 84, fill("tx2")),
                title(band, paint="bg1", anchor="ctr"),
                under(box=(LEFT, 92.0, FULL, 24.0)),
            ),
            ground="bg2",
        ),
    ]


def cover() -> tuple[str, ...]:
    """Return the cover: words at the left on paper, the motif at the right on the strong colour."""
    return (
        drawing(620, 0, 340, HIGH, fill("tx2")),
        drawing(620, 0, 6, HIGH, fill("accent1")),
        *bars(668, 158, 0.92),
        logo(LEFT, 42, 170, 40),
        placeholder("body", 14, "Project", (LEFT, 136, 540, 28), "The project", plain(15, bold=True, paint="accent1")),
        title((LEFT, 168, 540, 104), 36, "tx1", "ctrTitle", "t"),
        placeholder("subTitle", 1, "Subtitle", (LEFT, 276, 540, 52), "What this is, and when", plain(20)),
        drawing(LEFT, 426, 64, 3, fill("accent1")),
        placeholder("body", 15, "Details", (LEFT, 442, 540, 54), "Version, plan, status", plain(12, paint="accent6")),
    )


def section() -> tuple[str, ...]:
    """Return the section divider: the strong colour from edge to edge."""
    return (
        *bars(650, 300, 0.62),
        logo(LEFT, 508, 86, 16, "brand:logo-on-dark"),
        drawing(LEFT, 196, 64, 4, fill("bg1", alpha(62))),
        title((LEFT, 214, 560, 50), 36, "bg1", anchor="t"),
        placeholder("body", 13, "Subtitle", (LEFT, 276, 540, 70), "What follows", plain(18, paint="bg1")),
    )


def tree(shapes: list[str]) -> str:
    """Return a page's shapes."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{''.join(shapes)}</p:spTree>"
    )


def ground(value: str) -> str:
    """Return a page's background, or nothing for the master's."""
    return f"<p:bg><p:bgPr>{fill(value)}<a:effectLst/></p:bgPr></p:bg>" if value else ""


def layout_xml(layout: Layout) -> str:
    """Return a layout part."""
    shapes = []
    if layout.tab:
        shapes.append(drawing(LEFT, 0, 44, 6, fill("accent1")))
    shapes += layout.shapes
    if layout.type == "title":
        foot: list[str] = []
    else:
        if layout.type != "secHead":
            shapes.append(drawing(LEFT, 500, FULL, 0.75, fill(LINE)))
            shapes.append(logo(LEFT, 508, 86, 16))
        foot = footer(layout.footer)
    own = ' showMasterSp="0"' if layout.type in ("title", "secHead") else ""
    return (
        f'{XML_HEAD}<p:sldLayout {NAMESPACES} type="{layout.type}" preserve="1"{own}>'
        f'<p:cSld name="{layout.name}">{ground(layout.ground)}{tree(shapes + foot)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master_xml(count: int) -> str:
    """Return the master: its placeholders and the text styles that layouts inherit."""
    IDS.last = 1
    shapes = [
        title((LEFT, 22.0, FULL, 70.0)),
        placeholder("body", 1, "Body", (LEFT, 120.0, FULL, 370.0), "Text", ""),
        *footer("accent6"),
    ]
    heading = (
        '<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        '<a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="2600" b="1" kern="1200">{fill("tx1")}<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>'
        '<a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>'
    )
    rows = []
    for number, (indent, size) in enumerate(((16, 16), (32, 14), (48, 14), (64, 12), (80, 12)), start=1):
        rows.append(
            f'<a:lvl{number}pPr marL="{emu(indent)}" indent="-{emu(16)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1"'
            ' latinLnBrk="0" hangingPunct="1"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
            f"<a:buClr>{colour('accent1')}</a:buClr>"
            f'<a:buFont typeface="Arial"/><a:buChar char="{"•" if number == 1 else "–"}"/><a:defRPr sz="{size * 100}"'
            f' kern="1200">{fill("tx1")}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
            f"</a:defRPr></a:lvl{number}pPr>"
        )
    other = (
        f'<a:lvl1pPr algn="l"><a:defRPr sz="1400" kern="1200">{fill("tx1")}<a:latin typeface="+mn-lt"/>'
        '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
    )
    names = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(count))
    return (
        f"{XML_HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{ground('bg1')}{tree(shapes)}</p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
        ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:sldLayoutIdLst>{names}</p:sldLayoutIdLst>"
        '<p:hf hdr="0"/>'
        f"<p:txStyles><p:titleStyle>{heading}</p:titleStyle><p:bodyStyle>{''.join(rows)}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def theme_xml(name: str) -> str:
    """Return a theme part: colours, fonts, and flat formats without shadow or gloss."""
    slots = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in COLOURS.items())
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    paint = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{paint}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{slots}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{paint * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{paint * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def blank_logo(width: int = 430, height: int = 100) -> bytes:
    """Return a grey frame as PNG: where a brand's logo will be."""
    edge = 4
    rows = []
    for y in range(height):
        inside = edge <= y < height - edge
        row = (
            b"\xd5" * edge + (b"\xf3" * (width - 2 * edge) if inside else b"\xd5" * (width - 2 * edge)) + b"\xd5" * edge
        )
        rows.append(b"\x00" + row)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def presentation_xml() -> str:
    """Return the presentation part: no slides, 16:9."""
    return (
        f'{XML_HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDE)}" cy="{emu(HIGH)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{default_text()}</p:defaultTextStyle></p:presentation>"
    )


def default_text() -> str:
    """Return the style of text in shapes and tables: the body font, no bullet, no space."""
    font = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    return "".join(
        f'<a:lvl{number}pPr marL="{(number - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1"'
        f' latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1400" kern="1200">{fill("tx1")}{font}</a:defRPr>'
        f"</a:lvl{number}pPr>"
        for number in range(1, 10)
    )


def build() -> bytes:
    """Return the template."""
    package = Package("kickoff.pptx")
    main = package.add_part("/ppt/presentation.xml", f"{TYPES}.presentation.main+xml", presentation_xml().encode())
    package.rels().add("officeDocument", main)
    image = package.add_image(blank_logo(), folder="/ppt/media")
    drawn = []
    for layout_name in range(len(layouts())):
        IDS.last = 1
        drawn.append(layout_xml(layouts()[layout_name]))
    master = package.add_part("/ppt/slideMasters/slideMaster1.xml", f"{TYPES}.slideMaster+xml", b"")
    for number, xml in enumerate(drawn, start=1):
        name = f"/ppt/slideLayouts/slideLayout{number}.xml"
        package.add_part(name, f"{TYPES}.slideLayout+xml", xml.encode())
        package.rels(master).add("slideLayout", name)
        package.rels(name).add("slideMaster", master)
        if "r:embed" in xml:
            package.rels(name).add("image", image)
    package.set_part(master, master_xml(len(drawn)).encode())
    theme_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    notes = package.add_part("/ppt/notesMasters/notesMaster1.xml", NOTES_MASTER_TYPE, notes_master_xml().encode())
    for number, source in enumerate((master, notes), start=1):
        theme = package.add_part(f"/ppt/theme/theme{number}.xml", theme_type, theme_xml("plandocs").encode())
        package.rels(source).add("theme", theme)
    rels = package.rels(main)
    rels.add("slideMaster", master)
    rels.add("notesMaster", notes)
    rels.add("theme", "/ppt/theme/theme1.xml")
    for kind in ("presProps", "viewProps", "tableStyles"):
        rels.add(kind, package.add_part(f"/ppt/{kind}.xml", f"{TYPES}.{kind}+xml", settings_xml(kind).encode()))
    set_properties(
        package,
        Properties(
            title="Kickoff deck", creator="plandocs", created=date(2027, 1, 1), modified=date(2027, 1, 1), language="en"
        ),
    )
    return package.to_bytes()


def settings_xml(kind: str) -> str:
    """Return one of the small settings parts."""
    if kind == "tableStyles":
        return (
            f'{XML_HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            ' def="{2D5ABB26-0587-4C30-8999-92F81FD0307C}"/>'
        )
    tag = {"presProps": "presentationPr", "viewProps": "viewPr"}[kind]
    return f"{XML_HEAD}<p:{tag} {NAMESPACES}/>"


if __name__ == "__main__":
    OUT.write_bytes(build())
