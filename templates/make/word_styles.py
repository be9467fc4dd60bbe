"""The styles and the numbering of our Word templates, as XML.

One list of styles serves every template; a `Scale` says how large they are set. Colours are theme references with
the literal beside them that viewers without a theme show; `line`, `accent_soft` and `neutral` have no slot in an
Office theme and are literals alone. Renderers ask for these styles by their names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

COLORS = {
    "ink": "1B2430",
    "muted": "5B6672",
    "line": "D5DAE0",
    "paper": "FFFFFF",
    "surface": "F3F6F7",
    "accent": "0F766E",
    "accent_strong": "0B4F4A",
    "accent_soft": "DCEEEB",
    "second": "C2703D",
    "good": "2E7D4F",
    "watch": "E0A526",
    "bad": "B3261E",
    "neutral": "8A94A0",
}
THEME = {
    "ink": "text1",
    "paper": "background1",
    "accent_strong": "text2",
    "surface": "background2",
    "accent": "accent1",
    "second": "accent2",
    "good": "accent3",
    "watch": "accent4",
    "bad": "accent5",
    "muted": "accent6",
}


@dataclass(frozen=True)
class Scale:
    """Sizes in points and lengths in twentieths of a point: `width` is the text's, `measure` the reading line's."""

    body: float = 10.5
    line: int = 312
    after: int = 120
    h1: float = 20
    h1_before: int = 440
    h1_after: int = 140
    h2: float = 14
    h2_before: int = 320
    h3: float = 11.5
    title: float = 32
    lead: float = 11.5
    note: float = 9
    table: float = 9.5
    cell: int = 50
    card: float = 15
    gantt: float = 8.5
    board: int = 454
    number_indent: int = 794
    width: int = 9072
    measure: int = 8278
    numbered: bool = True


PLAN = Scale()
BRIEF = Scale(
    body=9.25,
    line=259,
    after=60,
    h1=11.5,
    h1_before=150,
    h1_after=50,
    h2=10.5,
    h2_before=120,
    h3=10,
    title=19,
    lead=9.25,
    note=7.75,
    table=8.5,
    cell=24,
    card=13.5,
    gantt=8,
    board=227,
    number_indent=0,
    width=9978,
    measure=9978,
    numbered=False,
)


def color(role: str) -> str:
    """Return a `w:color` element for text in a role."""
    theme = THEME.get(role)
    return f'<w:color w:val="{COLORS[role]}"' + (f' w:themeColor="{theme}"/>' if theme else "/>")


def shade(role: str, pattern: str = "clear", over: str = "") -> str:
    """Return a `w:shd` element: a fill, or a pattern of one role over another."""
    theme = THEME.get(role)
    fill = f'w:fill="{COLORS[role]}"' + (f' w:themeFill="{theme}"' if theme else "")
    if pattern == "clear":
        return f'<w:shd w:val="clear" w:color="auto" {fill}/>'
    stripe = f'w:color="{COLORS[over]}"' + (f' w:themeColor="{THEME[over]}"' if over in THEME else "")
    return f'<w:shd w:val="{pattern}" {stripe} {fill}/>'


def border(side: str, role: str, size: int, space: int = 0, kind: str = "single") -> str:
    """Return one border; `size` in eighths of a point."""
    theme = THEME.get(role)
    tone = f'w:color="{COLORS[role]}"' + (f' w:themeColor="{theme}"' if theme else "")
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" {tone}/>'


def run(
    *,
    size: float | None = None,
    bold: bool | None = None,
    tone: str = "",
    heading: bool = False,
    shaded: str = "",
    kern: int | None = None,
    italic: bool = False,
    underline: bool = False,
) -> str:
    """Return run properties in schema order."""
    parts = []
    if heading:
        parts.append(
            '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia"'
            ' w:cstheme="majorBidi"/>'
        )
    if bold is not None:
        parts.append("<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>')
    if italic:
        parts.append("<w:i/><w:iCs/>")
    if tone:
        parts.append(color(tone))
    if kern is not None:
        parts.append(f'<w:spacing w:val="{kern}"/>')
    if size is not None:
        parts.append(f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>')
    if underline:
        parts.append('<w:u w:val="single"/>')
    if shaded:
        parts.append(shaded)
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


@dataclass(frozen=True)
class Para:
    """Paragraph properties, written in schema order."""

    keep_next: bool = False
    keep_lines: bool = False
    number: tuple[int, int] | None = None
    borders: str = ""
    shaded: str = ""
    tabs: tuple[tuple[str, int], ...] = ()
    before: int | None = None
    after: int | None = None
    line: int | None = None
    rule: str = "auto"
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    contextual: bool = False
    align: str = ""
    outline: int | None = None
    extra: str = ""

    def xml(self) -> str:
        """Return the `w:pPr` element, or nothing."""
        out = []
        if self.keep_next:
            out.append("<w:keepNext/>")
        if self.keep_lines:
            out.append("<w:keepLines/>")
        if self.number is not None:
            level, number = self.number
            out.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        if self.borders:
            out.append(f"<w:pBdr>{self.borders}</w:pBdr>")
        out.append(self.shaded)
        if self.tabs:
            out.append("<w:tabs>" + "".join(f'<w:tab w:val="{k}" w:pos="{p}"/>' for k, p in self.tabs) + "</w:tabs>")
        out.append(self._spacing())
        out.append(self._indent())
        if self.contextual:
            out.append("<w:contextualSpacing/>")
        if self.align:
            out.append(f'<w:jc w:val="{self.align}"/>')
        if self.outline is not None:
            out.append(f'<w:outlineLvl w:val="{self.outline}"/>')
        text = "".join(out)
        return f"<w:pPr>{text}</w:pPr>" if text else ""

    def _spacing(self) -> str:
        given = []
        if self.before is not None:
            given.append(f'w:before="{self.before}"')
        if self.after is not None:
            given.append(f'w:after="{self.after}"')
        if self.line is not None:
            given.append(f'w:line="{self.line}" w:lineRule="{self.rule}"')
        return f"<w:spacing {' '.join(given)}/>" if given else ""

    def _indent(self) -> str:
        pairs = (("left", self.left), ("right", self.right), ("hanging", self.hanging))
        given = [f'w:{name}="{value}"' for name, value in pairs if value is not None]
        return f"<w:ind {' '.join(given)}/>" if given else ""


@dataclass
class Sheet:
    """Collects styles in order."""

    out: list[str] = field(default_factory=list)

    def paragraph(
        self,
        name: str,
        para: Para | None = None,
        run_properties: str = "",
        *,
        based: str = "Normal",
        following: str = "",
        builtin: bool = False,
        default: bool = False,
        quick: bool = True,
        priority: int = 30,
    ) -> None:
        """Add a paragraph style."""
        head = '<w:style w:type="paragraph"' + (' w:default="1"' if default else "")
        head += "" if builtin or default else ' w:customStyle="1"'
        body = f'<w:name w:val="{name}"/>'
        if not default:
            body += f'<w:basedOn w:val="{style_id(based)}"/>'
        if following:
            body += f'<w:next w:val="{style_id(following)}"/>'
        body += f'<w:uiPriority w:val="{priority}"/>' + ("<w:qFormat/>" if quick else "")
        self.out.append(
            f'{head} w:styleId="{style_id(name)}">{body}{para.xml() if para else ""}{run_properties}</w:style>'
        )

    def character(self, name: str, run_properties: str, *, builtin: bool = False) -> None:
        """Add a character style."""
        custom = "" if builtin else ' w:customStyle="1"'
        self.out.append(
            f'<w:style w:type="character"{custom} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="22"/><w:qFormat/>{run_properties}</w:style>'
        )

    def table(self, name: str, properties: str, *, cells: str = "", conditions: str = "") -> None:
        """Add a table style."""
        self.out.append(
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>{properties}</w:tblPr>{cells}{conditions}'
            "</w:style>"
        )


def style_id(name: str) -> str:
    """Return the id of a style: its name without blanks; Word's own ids for headings and contents."""
    words = ["TOC" if word == "toc" else word for word in name.split()]
    return "".join(word[:1].upper() + word[1:] for word in words)


def styles_xml(scale: Scale) -> str:
    """Return the whole styles part."""
    sheet = Sheet()
    _text(sheet, scale)
    _cover(sheet, scale)
    _tables(sheet, scale)
    _figures(sheet, scale)
    _characters(sheet)
    size = round(scale.body * 2)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{W}"><w:docDefaults>'
        '<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
        ' w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        f'{color("ink")}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>" + "".join(sheet.out) + "</w:styles>"
    )


def _text(sheet: Sheet, s: Scale) -> None:
    right = s.width - s.measure
    sheet.paragraph("Normal", Para(after=s.after, line=s.line), default=True, priority=0)
    sheet.out.append(
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    sheet.paragraph("Body Text", Para(right=right), builtin=True, priority=1)
    sheet.paragraph("Body Text Spaced", Para(before=160), based="Body Text", following="Body Text")
    indent = s.number_indent or None
    for level, (size, before, after) in enumerate(
        ((s.h1, s.h1_before, s.h1_after), (s.h2, s.h2_before, round(s.h1_after * 0.6)), (s.h3, 220, 60)), start=1
    ):
        sheet.paragraph(
            f"heading {level}",
            Para(
                keep_next=True,
                keep_lines=True,
                number=(level - 1, 1) if s.numbered else None,
                before=before,
                after=after,
                line=252,
                left=indent,
                hanging=indent,
                outline=level - 1,
            ),
            run(heading=True, bold=True, size=size, tone="accent_strong" if level == 1 else "ink"),
            following="Body Text",
            builtin=True,
            priority=9,
        )
    sheet.paragraph(
        "Title",
        Para(keep_lines=True, after=160, line=240),
        run(heading=True, bold=True, size=s.title, tone="ink", kern=-6),
        following="Subtitle",
        builtin=True,
        priority=10,
    )
    sheet.paragraph(
        "Title Long",
        Para(after=160, line=252),
        run(heading=True, bold=True, size=s.title * 0.55, tone="ink"),
        based="Title",
        following="Subtitle",
        priority=10,
        quick=False,
    )
    sheet.paragraph(
        "Subtitle",
        Para(after=200, right=right),
        run(size=14 if s.numbered else 10, tone="muted"),
        following="Body Text",
        builtin=True,
        priority=11,
    )
    sheet.paragraph(
        "Lead",
        Para(keep_next=True, keep_lines=True, after=round(s.after * 1.4), right=right),
        run(size=s.lead, tone="ink" if s.numbered else "muted"),
        following="Body Text",
        priority=2,
    )
    sheet.paragraph("Note", Para(before=80, after=s.after, line=264, right=right), run(size=s.note, tone="muted"))
    sheet.paragraph(
        "List Bullet",
        Para(number=(0, 2), after=round(s.after * 0.5), right=right),
        builtin=True,
        based="Body Text",
        priority=3,
    )
    sheet.paragraph(
        "List Number",
        Para(number=(0, 3), after=round(s.after * 0.5), right=right),
        builtin=True,
        based="Body Text",
        priority=3,
    )
    sheet.paragraph(
        "caption",
        Para(keep_next=True, keep_lines=True, before=240 if s.numbered else 120, after=80, line=252),
        run(size=s.note, tone="muted"),
        following="Body Text",
        builtin=True,
        priority=35,
    )
    sheet.paragraph(
        "TOC Heading",
        Para(keep_next=True, after=280, line=252),
        run(heading=True, bold=True, size=s.h1, tone="accent_strong"),
        following="Body Text",
        builtin=True,
        priority=39,
    )
    sheet.paragraph(
        "toc 1",
        Para(
            tabs=(("left", 624), ("right", s.width)),
            before=70,
            after=0,
            line=252,
            left=624,
            hanging=624,
        ),
        run(bold=True, size=s.body - 0.5),
        builtin=True,
        priority=39,
        quick=False,
    )
    sheet.paragraph(
        "toc 2",
        Para(tabs=(("left", 1304), ("right", s.width)), after=0, line=247, left=1304, hanging=680),
        run(tone="muted", size=s.body - 1),
        builtin=True,
        priority=39,
        quick=False,
    )
    sheet.paragraph(
        "table of figures",
        Para(
            keep_lines=True,
            tabs=(("left", 1304), ("right", s.width)),
            after=20,
            line=247,
            left=1304,
            hanging=1304,
        ),
        run(tone="muted", size=s.body - 1),
        builtin=True,
        priority=99,
        quick=False,
    )
    sheet.paragraph(
        "List Heading",
        Para(keep_next=True, before=360, after=120, line=252),
        run(heading=True, bold=True, size=s.h2, tone="accent_strong"),
        following="Body Text",
        priority=39,
        quick=False,
    )
    edge = Para(tabs=(("right", s.width),), after=0, line=240)
    sheet.paragraph("header", edge, run(size=8.5, tone="muted"), builtin=True, priority=99, quick=False)
    sheet.paragraph("footer", edge, run(size=8.5, tone="muted"), builtin=True, priority=99, quick=False)
    for name, tone in (
        ("Callout", "accent"),
        ("Callout Good", "good"),
        ("Callout Watch", "watch"),
        ("Callout Bad", "bad"),
        ("Callout Neutral", "neutral"),
    ):
        pad = "surface"
        sheet.paragraph(
            name,
            Para(
                keep_lines=True,
                before=160,
                after=200,
                line=288,
                left=170,
                right=113,
                borders=border("top", pad, 24, 3)
                + border("left", tone, 36, 6)
                + border("bottom", pad, 24, 3)
                + border("right", pad, 24, 3),
                shaded=shade("surface"),
            )
            if s.numbered
            else Para(
                keep_lines=True,
                before=90,
                after=110,
                line=264,
                left=170,
                right=85,
                borders=border("top", pad, 16, 2)
                + border("left", tone, 36, 6)
                + border("bottom", pad, 16, 2)
                + border("right", pad, 16, 2),
                shaded=shade("surface"),
            ),
            "" if name == "Callout" else "",
            based="Normal",
            following="Body Text",
        )
    sheet.paragraph("Block Gap", Para(after=0, line=160, rule="exact"), run(size=2), quick=False, priority=98)
    sheet.paragraph("Section End", Para(after=0, line=20, rule="exact"), run(size=1), quick=False, priority=98)


def _cover(sheet: Sheet, s: Scale) -> None:
    sheet.paragraph("Cover Logo", Para(after=2600, line=240), quick=False)
    sheet.paragraph(
        "Cover Kind",
        Para(
            keep_next=True,
            borders=border("top", "accent", 36, 10),
            before=0,
            after=200,
            line=264,
            right=round(s.width * 0.62),
        ),
        run(bold=True, size=12, tone="accent_strong"),
        quick=False,
    )
    sheet.paragraph("Cover Chip", Para(before=240, after=240, line=264), run(size=10.5, bold=True), quick=False)
    sheet.paragraph("Cover Label", Para(keep_next=True, after=20, line=252), run(size=8.5, tone="muted"), quick=False)
    sheet.paragraph("Cover Value", Para(after=0, line=276), run(size=12, bold=True), quick=False)
    sheet.paragraph("Cover Foot", Para(before=160, after=0, line=240), run(size=8.5, tone="muted"), quick=False)
    sheet.paragraph("Head Line", Para(after=30, line=252), run(size=8.5, tone="muted"), quick=False)
    sheet.paragraph("Head Chip", Para(before=60, after=0, line=252), run(size=9, bold=True), quick=False)


def _tables(sheet: Sheet, s: Scale) -> None:
    cell = Para(before=0, after=0, line=259)
    sheet.paragraph("Table Text", cell, run(size=s.table), priority=4)
    sheet.paragraph("Table Number", Para(align="right", right=85), based="Table Text", priority=4)
    sheet.paragraph("Table Centred", Para(align="center"), based="Table Text", priority=4)
    sheet.paragraph(
        "Table Head",
        Para(keep_next=True),
        run(size=s.table - 0.5, bold=True, tone="accent_strong"),
        based="Table Text",
        priority=4,
    )
    sheet.paragraph("Table Head Number", Para(align="right", right=85), based="Table Head", priority=4)
    sheet.paragraph("Table Head Centred", Para(align="center"), based="Table Head", priority=4)
    sheet.paragraph(
        "Table Group",
        Para(keep_next=True, before=100),
        run(bold=True, tone="accent_strong"),
        based="Table Text",
        priority=4,
    )
    sheet.paragraph("Table Label", None, run(tone="muted"), based="Table Text", priority=4)
    pad, side = s.cell, 150
    none = 'w:val="nil"'
    margins = (
        f'<w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
    hairlines = f"<w:tblBorders>{border('bottom', 'line', 4)}{border('insideH', 'line', 4)}</w:tblBorders>"
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f'{border("bottom", "accent", 12)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    sheet.table("Plandocs Table", hairlines + margins, conditions=head)
    sheet.table("Plandocs Matrix", hairlines + margins, conditions=head)
    rules = f"<w:tblBorders>{border('top', 'line', 4)}{border('bottom', 'line', 4)}{border('insideH', 'line', 4)}</w:tblBorders>"
    sheet.table("Plandocs Facts", rules + margins)
    sheet.table(
        "Plandocs Plain",
        f"<w:tblBorders><w:top {none}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>',
    )
    sheet.table(
        "Plandocs Gantt",
        f"<w:tblBorders>{border('bottom', 'line', 4)}{border('insideH', 'line', 4)}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>',
    )


def _figures(sheet: Sheet, s: Scale) -> None:
    sheet.paragraph(
        "Card Label",
        Para(keep_next=True, before=90, after=0, line=252, left=113, right=57),
        run(size=s.note - 0.5 if s.numbered else s.note, tone="muted"),
        quick=False,
    )
    sheet.paragraph(
        "Card Value",
        Para(keep_next=True, before=20, after=20, line=252, left=113, right=57),
        run(heading=True, bold=True, size=s.card, tone="accent_strong"),
        quick=False,
    )
    sheet.paragraph("Card Note", Para(after=90, line=252, left=113, right=57), run(size=s.note), quick=False)
    sheet.paragraph(
        "Step", Para(before=60, after=0, line=247, left=85, right=85), run(size=s.note, bold=True), quick=False
    )
    sheet.paragraph(
        "Step Note", Para(after=60, line=247, left=85, right=85), run(size=s.note, tone="muted"), quick=False
    )
    sheet.paragraph("Step Arrow", Para(after=0, line=240, align="center"), run(size=12, tone="accent"), quick=False)
    small = s.gantt
    sheet.paragraph("Gantt Label", Para(after=0, line=230, left=142, right=60), run(size=small), quick=False)
    sheet.paragraph(
        "Gantt Phase Label",
        Para(keep_next=True, left=28),
        run(bold=True, tone="accent_strong"),
        based="Gantt Label",
        quick=False,
    )
    sheet.paragraph("Gantt Dates", Para(after=0, line=230, right=60), run(size=small, tone="muted"), quick=False)
    sheet.paragraph(
        "Gantt Head",
        Para(keep_next=True, after=0, line=240, left=20),
        run(size=small - 0.5, bold=True, tone="accent_strong"),
        quick=False,
    )
    sheet.paragraph(
        "Gantt Week", Para(keep_next=True, after=0, line=240, left=20), run(size=small - 1.5, tone="muted"), quick=False
    )
    sheet.paragraph("Gantt Mark", Para(after=0, line=220, rule="exact"), run(size=small, bold=True), quick=False)
    sheet.paragraph("Gantt Mark Left", Para(align="right", right=20), based="Gantt Mark", quick=False)
    bar = 170
    outline = "".join(border(side, "ink", 12) for side in ("top", "left", "bottom", "right"))
    dashed = "".join(border(side, "muted", 6, 0, "dashed") for side in ("top", "left", "bottom", "right"))

    def bar_style(name: str, fill: str, edge: str = "", height: int = bar) -> None:
        inset = 15 if edge else None
        sheet.paragraph(
            name,
            Para(after=0, line=height, rule="exact", shaded=fill, borders=edge, left=inset, right=inset),
            run(size=2),
            quick=False,
            priority=98,
        )

    hatch = shade("paper", "thinDiagStripe", "muted")
    bar_style("Gantt Bar", shade("accent"))
    bar_style("Gantt Bar Done", shade("accent_strong"))
    bar_style("Gantt Bar Critical", shade("accent"), outline, bar - 30)
    bar_style("Gantt Bar Done Critical", shade("accent_strong"), outline, bar - 30)
    bar_style("Gantt Buffer", hatch, dashed, bar - 15)
    bar_style("Gantt Buffer Critical", hatch, outline, bar - 30)
    bar_style("Gantt Phase", shade("ink"), "", 60)
    bar_style("Gantt Baseline", shade("neutral"), "", 40)
    bar_style("Gantt Space", "", "", 40)
    sheet.paragraph(
        "Gantt Legend", Para(before=80, after=s.after, line=252), run(size=s.note - 0.5, tone="muted"), quick=False
    )
    sheet.paragraph(
        "Heat Id", Para(keep_next=True, after=0, line=264, align="center"), run(size=s.table, bold=True), quick=False
    )
    sheet.paragraph("Heat Label", Para(keep_next=True, after=0, line=252), run(size=s.note, tone="muted"), quick=False)
    sheet.paragraph(
        "Heat Label Centred", Para(after=0, line=252, align="center"), run(size=s.note, tone="muted"), quick=False
    )
    sheet.paragraph("Figure", Para(keep_lines=True, after=s.after, line=240), quick=False)
    sheet.paragraph(
        "Board Head",
        Para(keep_next=True, after=0, line=264),
        run(bold=True, size=s.body, tone="accent_strong"),
        quick=False,
    )
    sheet.paragraph(
        "Board Item",
        Para(before=50, after=30, line=252, left=s.board, hanging=s.board, right=40, tabs=(("left", s.board),)),
        run(size=s.table),
        quick=False,
    )
    sheet.paragraph("Board Person", Para(before=50, after=30, line=252, right=40), run(size=s.table), quick=False)
    sheet.paragraph(
        "Sign Label", Para(keep_next=True, before=60, after=0, line=252), run(size=8.5, tone="muted"), quick=False
    )
    sheet.paragraph("Sign Value", Para(keep_next=True, after=0, line=276), run(size=s.body), quick=False)


def _characters(sheet: Sheet) -> None:
    sheet.character("Strong", run(bold=True), builtin=True)
    sheet.character("Muted", run(tone="muted"))
    sheet.character("Sign Anchor", run(size=1, tone="paper"))
    hyperlink = f'<w:rPr><w:color w:val="{COLORS["accent"]}" w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr>'
    sheet.character("Hyperlink", hyperlink, builtin=True)
    for name, tone in (
        ("Good", "good"),
        ("Watch", "watch"),
        ("Bad", "bad"),
        ("Neutral", "neutral"),
        ("Accent", "accent"),
    ):
        sheet.character(f"Chip {name}", run(tone=tone))
    sheet.character("Raci A", run(bold=True, tone="accent_strong"))
    sheet.character("Raci R", run(bold=True))
    sheet.character("Raci C", run(tone="muted"))
    sheet.character("Caption Label", run(bold=True, tone="ink"))
    sheet.character("Key Task", run(shaded=shade("accent"), tone="accent"))
    sheet.character("Key Done", run(shaded=shade("accent_strong"), tone="accent_strong"))
    sheet.character("Key Buffer", run(shaded=shade("paper", "thinDiagStripe", "muted")))
    sheet.character("Key Baseline", run(shaded=shade("neutral"), tone="neutral"))
    sheet.character("Today", run(bold=True, tone="second"))


def numbering_xml(scale: Scale) -> str:
    """Return the numbering part: headings (1), bullets (2) and numbers (3)."""
    indent = scale.number_indent
    levels = []
    for level in range(9):
        text = ".".join(f"%{n}" for n in range(1, level + 2))
        bound = f'<w:pStyle w:val="Heading{level + 1}"/>' if level < 3 and scale.numbered else ""
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{bound}<w:suff w:val="tab"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>'
            f"{run(bold=False, tone='accent')}</w:lvl>"
        )
    bullet = 284
    lists = (
        (1, "multilevel", "".join(levels)),
        (2, "hybridMultilevel", _bullets(bullet, "List Bullet")),
        (3, "hybridMultilevel", _numbers(340)),
    )
    out = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{xml}</w:abstractNum>'
        for number, kind, xml in lists
    )
    out += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _, _ in lists)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{W}">{out}</w:numbering>'


def _bullets(indent: int, bound: str) -> str:
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style_id(bound)}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}"'
        f' w:hanging="{indent}"/></w:pPr>{run(tone="accent")}</w:lvl>'
    )


def _numbers(indent: int) -> str:
    return (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="ListNumber"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}"'
        f' w:hanging="{indent}"/></w:pPr>{run(tone="accent_strong")}</w:lvl>'
    )
