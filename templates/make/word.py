"""Make our Word templates: plan.docx, brief.docx and status.docx.

They are real Office files to be opened and changed: a cover or head with tags, headers and footers with tags, our
styles, and `{{ block.… }}` where content goes. Run it after changing a style or a page here:

    python templates/make/word.py
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from word_styles import BRIEF, COLORS, PLAN, Scale, W, numbering_xml, style_id, styles_xml  # noqa: E402

from plandocs.render.origin import stamp  # noqa: E402
from plandocs.render.package import Package  # noqa: E402
from plandocs.render.relationships import XML_HEAD  # noqa: E402

OUT = HERE.parent / "word"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
SLOTS = (
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "accent_strong"),
    ("lt2", "surface"),
    ("accent1", "accent"),
    ("accent2", "second"),
    ("accent3", "good"),
    ("accent4", "watch"),
    ("accent5", "bad"),
    ("accent6", "muted"),
    ("hlink", "accent"),
    ("folHlink", "accent_strong"),
)


def paragraph(style: str, *content: str) -> str:
    """Return a paragraph of tags and texts; content that begins with `<` is taken as runs."""
    runs = "".join(part if part.startswith("<") else text(part) for part in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>{runs}</w:p>'


def text(value: str, style: str = "") -> str:
    """Return a run."""
    look = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{value}</w:t></w:r>'


def field(code: str, shown: str = "1") -> str:
    """Return a field with its cached result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


TAB = "<w:r><w:tab/></w:r>"


def logo(width: int, height: int, number: int) -> str:
    """Return the picture that the brand's logo takes the place of, as large as it may get (EMU)."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f"{_picture(width, height, number)}</wp:inline></w:drawing></w:r>"
    )


def floating_logo(width: int, height: int, number: int) -> str:
    """Return the logo's picture at the right margin, with the text at its left."""
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapSquare wrapText="left"/>{_picture(width, height, number)}</wp:anchor></w:drawing></w:r>'
    )


def _picture(width: int, height: int, number: int) -> str:
    return (
        f'<wp:docPr id="{number}" name="brand:logo" descr="Logo"/><wp:cNvGraphicFramePr><a:graphicFrameLocks'
        ' noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="brand:logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdLogo"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}"'
        f' cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic>"
    )


def band(number: int) -> str:
    """Return the accent band along the left edge of the cover, anchored to the page, behind the text."""
    width, height = 252000, 10692000
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0"'
        ' distR="0" simplePos="0" relativeHeight="2" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Cover band" descr="Decoration"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r>"
    )


def facts_table(rows: tuple[tuple[str, str] | str, ...]) -> str:
    """Return a table of labels and values as wide as the page's text; a row given as text is a control tag."""
    out = []
    for row in rows:
        if isinstance(row, str):
            out.append(
                f'<w:tr><w:tc><w:tcPr>{_wide(5000)}<w:gridSpan w:val="2"/></w:tcPr>{paragraph("Table Text", row)}</w:tc></w:tr>'
            )
            continue
        label, value = paragraph("Table Label", row[0]), paragraph("Table Text", row[1])
        out.append(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{_wide(1250)}</w:tcPr>{label}</w:tc>"
            f"<w:tc><w:tcPr>{_wide(3750)}</w:tcPr>{value}</w:tc></w:tr>"
        )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id("Plandocs Facts")}"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        ' w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="2268"/><w:gridCol w:w="6804"/></w:tblGrid>'
        f"{''.join(out)}</w:tbl>"
    )


def _wide(share: int) -> str:
    return f'<w:tcW w:w="{share}" w:type="pct"/>'


def section(*, margins: tuple[int, int, int, int], first: str) -> str:
    """Return the last section's properties: A4 portrait, with headers and footers, and those of the first page."""
    top, right, bottom, left = margins
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        f'<w:footerReference w:type="default" r:id="rIdFooter"/>{first}<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="624" w:footer="567"'
        ' w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


COVER_PAGE = (
    '<w:headerReference w:type="first" r:id="rIdHeaderFirst"/><w:footerReference w:type="first" r:id="rIdFooterFirst"/>'
)
HEAD_PAGE = '<w:footerReference w:type="first" r:id="rIdFooter"/>'
"""The first page of a short document has its head instead of a header."""


def plan_body() -> str:
    """Return the plan's pages: the composed cover, contents, sections."""
    party = paragraph("Cover Label", "{{ party.label }}") + paragraph("Cover Value", "{{ party.name }}")
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    return "".join(
        (
            paragraph("Normal", "{% if cover %}"),
            paragraph("Cover Logo", logo(2160000, 720000, 1)),
            paragraph("Cover Kind", "{{ cover.kind }}"),
            paragraph("Normal", "{% if cover.is_long %}"),
            paragraph("Title Long", "{{ cover.title }}"),
            paragraph("Normal", "{% else %}"),
            paragraph("Title", "{{ cover.title }}"),
            paragraph("Normal", "{% endif %}"),
            paragraph("Subtitle", "{{ cover.line }}"),
            paragraph("Cover Chip", "{{ block.status }}"),
            paragraph("Normal", "{% for party in cover.parties %}"),
            party,
            paragraph("Normal", "{% endfor %}"),
            paragraph("Section End", page_break),
            paragraph("Normal", "{% endif %}"),
            paragraph("Normal", "{{ block.contents }}"),
            paragraph("Normal", "{{ block.sections }}"),
            section(margins=(1531, 1417, 1361, 1417), first=COVER_PAGE),
        )
    )


def cover_foot() -> str:
    """Return the foot of the cover: document control, always at the bottom of the page, however long the title is."""
    control = facts_table(("{% for row in cover.control %}", ("{{ row.label }}", "{{ row.value }}"), "{% endfor %}"))
    return (
        paragraph("footer", "{% if cover %}")
        + control
        + paragraph("footer", "{% endif %}")
        + paragraph("Cover Foot", "{{ document.company }}")
    )


def brief_body(*, chip: bool) -> str:
    """Return a compact head (what, for whom, how far) and the sections: lite plans and status reports."""
    parties = "{% for party in cover.parties %} · {{ party.name }}{% endfor %}"
    return "".join(
        (
            paragraph("Normal", "{% if cover %}"),
            paragraph("Head Line", floating_logo(1620000, 540000, 1), "{{ cover.kind }}", parties),
            paragraph("Title", "{{ cover.title }}"),
            paragraph("Head Line", "{{ cover.line }}"),
            paragraph("Head Chip", "{{ block.status }}") if chip else "",
            paragraph("Normal", "{% endif %}"),
            paragraph("Normal", "{{ block.sections }}"),
            section(margins=(964, 964, 907, 964), first=HEAD_PAGE),
        )
    )


def header_xml(*content: str) -> bytes:
    """Return a header part."""
    return f"{XML_HEAD}<w:hdr {ROOT}>{''.join(content)}</w:hdr>".encode()


def footer_xml(*content: str) -> bytes:
    """Return a footer part."""
    return f"{XML_HEAD}<w:ftr {ROOT}>{''.join(content)}</w:ftr>".encode()


def footer_line() -> str:
    """Return the foot of a page: whose it is, which version, which page."""
    return paragraph(
        "footer",
        "{{ document.footer }}",
        TAB,
        "{{ words.page }} ",
        field("PAGE"),
        " {{ words.of }} ",
        field("NUMPAGES"),
    )


def settings_xml() -> bytes:
    """Return the settings part: Word's current layout, no questions at opening."""
    mapping = " ".join(
        f'w:{name}="{value}"'
        for name, value in (
            ("bg1", "light1"),
            ("t1", "dark1"),
            ("bg2", "light2"),
            ("t2", "dark2"),
            *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
            ("hyperlink", "hyperlink"),
            ("followedHyperlink", "followedHyperlink"),
        )
    )
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        '<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        '<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        f'</w:compat><w:themeFontLang w:val="en-US"/><w:clrSchemeMapping {mapping}/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    ).encode()


def theme_xml() -> bytes:
    """Return the theme: the default brand's twelve colours and two fonts."""
    colors = "".join(f'<a:{slot}><a:srgbClr val="{COLORS[role]}"/></a:{slot}>' for slot, role in SLOTS)
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plandocs"><a:themeElements>'
        f'<a:clrScheme name="Plandocs">{colors}</a:clrScheme><a:fontScheme name="Plandocs">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Plandocs"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def font_table_xml() -> bytes:
    """Return the font table."""
    return (
        f'{XML_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        "</w:font></w:fonts>"
    ).encode()


def placeholder_png() -> bytes:
    """Return a plain picture in the size of a logo, for people who open the template itself."""
    width, height = 300, 100
    row = b"\0" + bytes.fromhex(COLORS["line"]) * width

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * height, 9))
        + chunk(b"IEND", b"")
    )


def template(name: str, scale: Scale, body: str, headers: dict[str, bytes], footers: dict[str, bytes]) -> bytes:
    """Return a template's file."""
    package = Package(name)
    main = package.add_part(
        "/word/document.xml",
        f"{WML}.document.main+xml",
        f"{XML_HEAD}<w:document {ROOT}><w:body>{body}</w:body></w:document>".encode(),
    )
    package.rels().add("officeDocument", main)
    package.rels(main)
    parts = (
        ("styles", "/word/styles.xml", f"{WML}.styles+xml", styles_xml(scale).encode()),
        ("numbering", "/word/numbering.xml", f"{WML}.numbering+xml", numbering_xml(scale).encode()),
        ("settings", "/word/settings.xml", f"{WML}.settings+xml", settings_xml()),
        ("fontTable", "/word/fontTable.xml", f"{WML}.fontTable+xml", font_table_xml()),
        ("theme", "/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", theme_xml()),
    )
    for kind, part, content_type, data in parts:
        package.rels(main).add(kind, package.add_part(part, content_type, data))
    body_ids = {"rIdLogo": package.rels(main).add("image", package.add_image(placeholder_png(), folder="/word/media"))}
    for kind, group in (("header", headers), ("footer", footers)):
        for number, (identity, data) in enumerate(group.items(), start=1):
            part = package.add_part(f"/word/{kind}{number}.xml", f"{WML}.{kind}+xml", data)
            body_ids[identity] = package.rels(main).add(kind, part)
    xml = package.parts[main].decode()
    for identity, real in body_ids.items():
        xml = xml.replace(f'"{identity}"', f'"{real}"')
    package.set_part(main, xml.encode())
    stamp(package, {"template": name, "paper": "by language"})
    return package.to_bytes()


def main() -> None:
    """Write the templates."""
    OUT.mkdir(parents=True, exist_ok=True)
    header = header_xml(paragraph("header", "{{ project.short_name }}", TAB, "{{ document.mark }}{{ document.kind }}"))
    plan = template(
        "word/plan.docx",
        PLAN,
        plan_body(),
        {"rIdHeader": header, "rIdHeaderFirst": header_xml(paragraph("header", band(9001)))},
        {
            "rIdFooter": footer_xml(footer_line()),
            "rIdFooterFirst": footer_xml(cover_foot()),
        },
    )
    (OUT / "plan.docx").write_bytes(plan)
    for name in ("brief", "status"):
        data = template(
            f"word/{name}.docx",
            BRIEF,
            brief_body(chip=name == "brief"),
            {
                "rIdHeader": header_xml(
                    paragraph("header", "{{ project.id }}", TAB, "{{ document.mark }}{{ project.customer }}")
                )
            },
            {"rIdFooter": footer_xml(footer_line())},
        )
        (OUT / f"{name}.docx").write_bytes(data)


if __name__ == "__main__":
    main()
