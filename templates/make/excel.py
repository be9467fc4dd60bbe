"""Make the Excel template of the workbook: `templates/excel/workbook.xlsx`.

One sheet that shows every cell style by name, and a table style. A consultant opens the result in Excel and changes the
styles there (Home, Cell Styles); run this only to start again from our own drawing:

    python templates/make/excel.py

The sheet called `Styles` is the pattern: its margins, footer and zoom go to every sheet that is made, and the sheet
itself is left out. Any other sheet that a consultant adds stays in every workbook, in front. All colours are the
theme's.
"""

from __future__ import annotations

import io
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Side

from plandocs.render.excel.cells import SharedStrings
from plandocs.render.excel.tints import tint
from plandocs.render.package import Package

OUT = Path(__file__).resolve().parents[1] / "excel" / "workbook.xlsx"

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family"),
    *("charset", "scheme"),
)

# Places of the theme's colours as Excel counts them: light before dark.
PAPER, INK, SURFACE, STRONG, ACCENT, SECOND, _GOOD, _WATCH, _BAD, MUTED, LINK = range(11)

THEME = {
    "dk1": "1B2430",
    "lt1": "FFFFFF",
    "dk2": "0B4F4A",
    "lt2": "F3F6F7",
    "accent1": "0F766E",
    "accent2": "B35F2E",
    "accent3": "2E7D4F",
    "accent4": "E0A526",
    "accent5": "B3261E",
    "accent6": "5B6672",
    "hlink": "0F766E",
    "folHlink": "5B6672",
}

KINDS = {
    "Text": ("General", "left", True),
    "ID": ("General", "left", False),
    "Date": ("ddd d mmm yyyy", "left", False),
    "Number": ("General", "right", False),
    "Money": ("#,##0.00", "right", False),
    "Percent": ("0%", "right", False),
    "Letter": ("General", "center", False),
}
"""For each kind of value: its number format, its side, and whether it wraps."""

SHAPES = {"Good": "●", "Watch": "▲", "Bad": "■", "Neutral": "○", "Accent": "◆"}
"""The shape that goes with a status colour, so that colour never stands alone."""


def color(place: int) -> Color:
    """Return a colour of the theme."""
    return Color(theme=place)


def font(place: int = INK, size: float = 10, *, heading: bool = False, **more: object) -> Font:
    """Return a font of the theme: the body's, or the headings'."""
    return Font(name="Arial", scheme="major" if heading else "minor", family=2, sz=size, color=color(place), **more)


def own(name: str) -> Color:
    """Return one of our tints, a literal that moves with the brand."""
    return Color(rgb=f"FF{tint(name)}")


def fill(what: int | str) -> PatternFill:
    """Return a plain fill: of a theme's colour by its place, or of one of our tints by its name."""
    shown = own(what) if isinstance(what, str) else color(what)
    return PatternFill("solid", fgColor=shown, bgColor=Color(indexed=64))


GIVEN: dict[str, set[str]] = {}
"""Which parts each style sets: the others it leaves as they are, also where a rule puts it over a cell."""

HAIRLINE = Side(style="thin", color=own("line"))
RULE = Side(style="thin", color=color(ACCENT))
ROW = Border(bottom=HAIRLINE)


def styles() -> list[NamedStyle]:
    """Return every cell style of the template, in the order of the gallery."""
    found: list[NamedStyle] = []

    def add(name: str, **parts: object) -> None:
        GIVEN[f"Plandocs {name}"] = set(parts)
        found.append(NamedStyle(name=f"Plandocs {name}", **{"font": font(), **parts}))

    middle = Alignment(vertical="center")
    add("Title", font=font(STRONG, 16, heading=True, b=True), alignment=middle)
    add("Purpose", font=font(MUTED), alignment=middle)
    add("Label", font=font(MUTED), alignment=middle)
    add("Fact", font=font(), alignment=middle)
    add(
        "Fact Date",
        font=font(b=True),
        alignment=Alignment(horizontal="left", vertical="center"),
        number_format=KINDS["Date"][0],
    )
    add(
        "Heading",
        font=font(STRONG, 12, heading=True, b=True),
        alignment=Alignment(vertical="bottom"),
        border=Border(bottom=RULE),
    )
    add("Note", font=font(MUTED, 9), alignment=Alignment(vertical="top", wrap_text=True))
    # On one line with the label beside them, and clear of the heading's rule above.
    add("Body", font=font(), alignment=Alignment(vertical="center", wrap_text=True))
    add("Strong", font=font(b=True), alignment=Alignment(vertical="center", wrap_text=True))
    add("Link", font=font(LINK, u="single"), alignment=middle)
    for name, side in (("Header", "left"), ("Header Number", "right"), ("Header Center", "center")):
        add(
            name,
            font=font(PAPER, b=True),
            fill=fill(STRONG),
            alignment=Alignment(horizontal=side, vertical="center", wrap_text=True, indent=int(side == "right")),
        )
    looks = {
        "": {"font": font()},
        "Input ": {"font": font(STRONG), "fill": fill("input")},
        "Formula ": {"font": font(MUTED)},
        "Total ": {"font": font(b=True), "border": Border(top=RULE)},
    }
    for look, parts in looks.items():
        for kind, (code, side, wraps) in KINDS.items():
            if look == "Total " and kind in ("ID", "Date", "Letter"):
                continue
            add(
                f"{look}{kind}",
                **{"border": ROW, **parts},
                number_format=code,
                alignment=Alignment(horizontal=side, vertical="center", wrap_text=wraps, indent=int(side == "right")),
            )
    card = {"fill": fill(SURFACE), "alignment": Alignment(horizontal="left", vertical="center", indent=1)}
    add(
        "Card Label",
        **card
        | {
            "font": font(MUTED, 9),
            "alignment": Alignment(vertical="bottom", wrap_text=True, indent=1, horizontal="left"),
        },
    )
    for name, code in (("Value", "General"), ("Date", "d mmm yyyy"), ("Percent", "0%")):
        add(f"Card {name}", **card, font=font(STRONG, 16, heading=True, b=True), number_format=code)
    add(
        "Card Note",
        **card
        | {"font": font(MUTED, 9), "alignment": Alignment(vertical="top", wrap_text=True, indent=1, horizontal="left")},
    )
    for name, shape in SHAPES.items():
        add(
            name,
            font=font(INK, b=name == "Bad"),
            fill=fill(name.lower()),
            alignment=middle,
            number_format=f'General;General;General;"{shape} "@',
        )
    add("Emphasis", font=font(STRONG, b=True))
    add("Faint", font=font(MUTED))
    add("Divider", border=Border(top=Side(style="thin", color=color(ACCENT))))
    center = Alignment(horizontal="center", vertical="center", wrap_text=True)
    edges = Side(style="medium", color=color(PAPER))
    frame = Border(left=edges, right=edges, top=edges, bottom=edges)
    for name in ("High", "Medium", "Low"):
        add(
            f"Heat {name}",
            font=font(INK, 11, b=True),
            fill=fill(f"heat_{name.lower()}"),
            alignment=center,
            border=frame,
        )
    add("Heat Axis", font=font(MUTED, b=True), alignment=center)
    add(
        "Period",
        font=font(STRONG, 9, b=True),
        alignment=Alignment(horizontal="left", vertical="bottom"),
        number_format="@",
    )
    add(
        "Day",
        font=font(PAPER, 8, b=True),
        fill=fill(STRONG),
        alignment=Alignment(horizontal="center", vertical="center"),
        number_format="d",
    )
    add(
        "Day Month",
        font=font(PAPER, b=True),
        fill=fill(STRONG),
        alignment=Alignment(horizontal="right", vertical="center"),
        number_format="d mmm",
    )
    add(
        "Month",
        font=font(PAPER, 8, b=True),
        fill=fill(STRONG),
        alignment=Alignment(horizontal="center", vertical="center"),
        number_format="mmm",
    )
    add(
        "Year",
        font=font(PAPER, 8, b=True),
        fill=fill(STRONG),
        alignment=Alignment(horizontal="center", vertical="center"),
        number_format="yyyy",
    )
    add(
        "Grid",
        font=font(INK, 9),
        border=Border(bottom=HAIRLINE, left=Side(style="hair", color=own("line"))),
        alignment=Alignment(horizontal="center", vertical="center"),
        number_format=";;;",
    )
    ink_line = Side(style="thin", color=color(INK))
    add("Bar", fill=fill("bar"))
    add("Bar Done", fill=fill(STRONG))
    add("Bar Critical", fill=fill(ACCENT), border=Border(top=ink_line, bottom=ink_line))
    add(
        "Bar Buffer",
        fill=PatternFill("lightUp", fgColor=color(ACCENT), bgColor=color(PAPER)),
        border=Border(top=Side(style="dashed", color=color(ACCENT)), bottom=Side(style="dashed", color=color(ACCENT))),
    )
    add("Bar Milestone", font=font(INK, 11, b=True), number_format='"◆";"◆";"◆"', alignment=center)
    add("Bar Today", border=Border(left=Side(style="thin", color=color(SECOND))))
    add("Bar Day Off", fill=fill("day_off"))
    return found


def make() -> bytes:
    """Return the template."""
    book = Workbook()
    base = book._named_styles["Normal"]
    base.font = font()
    sheet = book.active
    sheet.title = "Styles"
    sheet["A1"] = "Cell styles of plandocs workbooks"
    sheet["A2"] = (
        "Change a style under Home, Cell Styles, Modify. This sheet is left out of the workbooks that are made."
    )
    for row, style in enumerate(styles(), start=4):
        book.add_named_style(style)
        cell = sheet.cell(row, 1, style.name)
        cell.style = style.name
    sheet["A1"].style = "Plandocs Title"
    sheet["A2"].style = "Plandocs Purpose"
    sheet.column_dimensions["A"].width = 44
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_view.zoomScaleNormal = 90
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = 0.5
    sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.page_setup.orientation = "landscape"
    out = io.BytesIO()
    book.save(out)
    return finish(out.getvalue())


def finish(data: bytes) -> bytes:
    """Return the file with our theme, fonts in the schema's order, a table style, and no trace of its making."""
    package = Package.open(data, name="workbook.xlsx")
    sheet_styles = package.xml("/xl/styles.xml")
    for item in sheet_styles.iter(f"{X}font"):
        item[:] = sorted(item, key=lambda child: FONT_ORDER.index(etree.QName(child).localname))
    mark_given_parts(sheet_styles)
    add_table_style(sheet_styles)
    book = package.xml("/xl/workbook.xml")
    for name in ("workbookProtection", "definedNames", "calcPr"):
        for item in book.findall(f"{X}{name}"):
            book.remove(item)
    share_strings(package)
    theme = package.xml("/xl/theme/theme1.xml")
    draw_theme(theme)
    for part in ("/docProps/core.xml", "/docProps/app.xml"):
        package.drop_part(part)
    for item in list(package.rels()):
        if item.type.rpartition("/")[2] in ("core-properties", "extended-properties"):
            package.rels().remove(item.id)
    return package.to_bytes()


def share_strings(package: Package) -> None:
    """Move the texts in the cells to the shared strings, where Excel would move them at the first saving."""
    strings = SharedStrings()
    for cell in package.xml("/xl/worksheets/sheet1.xml").iter(f"{X}c"):
        inline = cell.find(f"{X}is")
        if inline is not None:
            text = "".join(inline.itertext())
            cell.remove(inline)
            cell.set("t", "s")
            etree.SubElement(cell, f"{X}v").text = str(strings.index(text))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = package.add_part("/xl/sharedStrings.xml", kind, strings.to_bytes())
    package.rels("/xl/workbook.xml").add("sharedStrings", part)


def mark_given_parts(root: etree._Element) -> None:
    """Say of each style which parts it sets, and make the first font, which widths are counted in, the body's."""
    flags = (
        ("applyNumberFormat", "number_format"),
        ("applyFont", "font"),
        ("applyFill", "fill"),
        ("applyBorder", "border"),
        ("applyAlignment", "alignment"),
        ("applyProtection", "protection"),
    )
    formats = root.find(f"{X}cellStyleXfs")
    for item in root.find(f"{X}cellStyles"):
        given = GIVEN.get(item.get("name"))
        if given is not None:
            for attribute, part in flags:
                formats[int(item.get("xfId"))].set(attribute, "1" if part in given else "0")
    fonts = root.find(f"{X}fonts")
    body = formats[0].get("fontId")
    fonts[0][:] = [etree.fromstring(etree.tostring(child)) for child in fonts[int(body)]]
    root.find(f"{X}cellXfs")[0].set("fontId", "0")
    formats[0].set("fontId", "0")


def add_table_style(root: etree._Element) -> None:
    """Add the table style that new rows of a table take: a dark header, hairlines between rows."""
    dxfs = root.find(f"{X}dxfs")
    if dxfs is None:
        dxfs = etree.Element(f"{X}dxfs")
        root.find(f"{X}cellStyles").addnext(dxfs)
    line = f'<color rgb="FF{tint("line")}"/>'
    rows = [
        f'<dxf><border><bottom style="thin">{line}</bottom><horizontal style="thin">{line}</horizontal></border></dxf>',
        '<dxf><font><b/><color theme="0"/></font><fill><patternFill patternType="solid"><fgColor theme="3"/>'
        '<bgColor theme="3"/></patternFill></fill></dxf>',
    ]
    start = len(dxfs)
    for row in rows:
        dxfs.append(etree.fromstring(row.replace("<dxf>", f'<dxf xmlns="{X[1:-1]}">')))
    dxfs.set("count", str(len(dxfs)))
    for old in (*root.findall(f"{X}tableStyles"), *root.findall(f"{X}colors")):
        root.remove(old)
    xml = (
        f'<tableStyles xmlns="{X[1:-1]}" count="1" defaultTableStyle="Plandocs Table" defaultPivotStyle="PivotStyleLight16">'
        f'<tableStyle name="Plandocs Table" pivot="0" count="2"><tableStyleElement type="wholeTable" dxfId="{start}"/>'
        f'<tableStyleElement type="headerRow" dxfId="{start + 1}"/></tableStyle></tableStyles>'
    )
    dxfs.addnext(etree.fromstring(xml))
    etree.cleanup_namespaces(root)


def draw_theme(root: etree._Element) -> None:
    """Give the theme our colours and fonts; a brand replaces them when a workbook is made."""
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    root.set("name", "Plandocs")
    scheme = root.find(f".//{a}clrScheme")
    scheme.set("name", "Plandocs")
    for slot, value in THEME.items():
        item = scheme.find(f"{a}{slot}")
        for child in list(item):
            item.remove(child)
        etree.SubElement(item, f"{a}srgbClr").set("val", value)
    fonts = root.find(f".//{a}fontScheme")
    fonts.set("name", "Plandocs")
    for group in fonts:
        latin = group.find(f"{a}latin")
        latin.attrib.pop("panose", None)
        latin.set("typeface", "Arial")
        for extra in group.findall(f"{a}font"):
            group.remove(extra)


def main() -> None:
    """Write the template."""
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(make())


if __name__ == "__main__":
    main()
