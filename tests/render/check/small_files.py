"""The smallest sound Office files, written out by hand: what tests break, one thing at a time."""

# ruff: noqa: E501  (XML breaks its lines where it may)

from __future__ import annotations

from plandocs.render.package import Package

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org"
OFFICE = "application/vnd.openxmlformats-officedocument"
NS_W = f'xmlns:w="{MAIN}/wordprocessingml/2006/main"'
NS_R = f'xmlns:r="{MAIN}/officeDocument/2006/relationships"'
NS_A = f'xmlns:a="{MAIN}/drawingml/2006/main"'
NS_P = f'xmlns:p="{MAIN}/presentationml/2006/main"'
NS_X = f'xmlns="{MAIN}/spreadsheetml/2006/main"'
NS_WP = f'xmlns:wp="{MAIN}/drawingml/2006/wordprocessingDrawing"'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)

STYLES = f"""{HEAD}<w:styles {NS_W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/></w:style></w:styles>"""
NUMBERING = f"""{HEAD}<w:numbering {NS_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
FONTS = f'{HEAD}<w:fonts {NS_W}><w:font w:name="Arial"/></w:fonts>'
SETTINGS = f"{HEAD}<w:settings {NS_W}/>"
DRAWING = f"""<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="Logo" descr="A logo"/>
<a:graphic {NS_A}><a:graphicData uri="{MAIN}/drawingml/2006/picture"><pic:pic
 xmlns:pic="{MAIN}/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="rId4"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>
<a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""
BODY = f"""{HEAD}<w:document {NS_W} {NS_R} {NS_WP}><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>
<w:bookmarkStart w:id="1" w:name="_Scope"/><w:r><w:t>Scope</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>
<w:p><w:hyperlink w:anchor="_Scope"><w:r><w:t>Scope</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> PAGEREF _Scope \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p>{DRAWING}</w:p></w:sdtContent></w:sdt>
<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>
<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr>
<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
<w:p/><w:sectPr/></w:body></w:document>"""


def small_document() -> Package:
    """Return a Word document with a heading, a link, a field, a picture and a table."""
    package = Package("small.docx")
    word = f"{OFFICE}.wordprocessingml"
    main = package.add_part("/word/document.xml", f"{word}.document.main+xml", BODY.encode())
    package.rels().add("officeDocument", main)
    rels = package.rels(main)
    rels.add("styles", package.add_part("/word/styles.xml", f"{word}.styles+xml", STYLES.encode()))
    rels.add("numbering", package.add_part("/word/numbering.xml", f"{word}.numbering+xml", NUMBERING.encode()))
    rels.add("settings", package.add_part("/word/settings.xml", f"{word}.settings+xml", SETTINGS.encode()))
    rels.add("image", package.add_image(PNG, folder="/word/media"))
    rels.add("fontTable", package.add_part("/word/fontTable.xml", f"{word}.fontTable+xml", FONTS.encode()))
    rels.add("theme", package.add_part("/word/theme/theme1.xml", f"{OFFICE}.theme+xml", theme().encode()))
    package.flush()
    return package


TREE = """<p:cSld{name}><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>
{shapes}</p:spTree></p:cSld>"""
SHAPES = f"""<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>
<a:p><a:r><a:t>Go-live</a:t></a:r></a:p></p:txBody></p:sp>
<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="3" name="Link"/><p:cNvCxnSpPr><a:stCxn id="2" idx="0"/></p:cNvCxnSpPr><p:nvPr/>
</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/>
</a:prstGeom></p:spPr></p:cxnSp>
<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Table"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>
<p:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></p:xfrm><a:graphic><a:graphicData
 uri="{MAIN}/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="100"/><a:gridCol w="100"/></a:tblGrid>
<a:tr h="100"><a:tc><a:txBody><a:bodyPr/><a:p/></a:txBody></a:tc><a:tc><a:txBody><a:bodyPr/><a:p/></a:txBody></a:tc>
<a:extLst><a:ext uri="{{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}}"><a16:rowId
 xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" val="1"/></a:ext></a:extLst></a:tr>
</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"""
COLOR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def theme() -> str:
    """Return a theme part with one grey for every colour."""
    slots = [
        "dk1",
        "lt1",
        "dk2",
        "lt2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    ]
    colors = "".join(f'<a:{slot}><a:srgbClr val="808080"/></a:{slot}>' for slot in slots)
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme {NS_A} name="Grey"><a:themeElements><a:clrScheme name="Grey">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Grey"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Grey"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>"
        f"</a:themeElements></a:theme>"
    )


def small_deck() -> Package:
    """Return a presentation of two slides with a shape, a glued connector and a table on the first."""
    package = Package("small.pptx")
    kind = f"{OFFICE}.presentationml"
    namespaces = f"{NS_P} {NS_A} {NS_R}"
    presentation = (
        f'{HEAD}<p:presentation {namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f'</p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId3"/></p:sldIdLst>'
        f'<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    master = (
        f"{HEAD}<p:sldMaster {namespaces}>{TREE.format(name='', shapes='')}{COLOR_MAP}<p:sldLayoutIdLst>"
        f'<p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>'
    )
    blank = TREE.format(name=' name="Blank"', shapes="")
    layout = f"{HEAD}<p:sldLayout {namespaces}>{blank}</p:sldLayout>"
    main = package.add_part("/ppt/presentation.xml", f"{kind}.presentation.main+xml", presentation.encode())
    package.rels().add("officeDocument", main)
    master_part = package.add_part("/ppt/slideMasters/slideMaster1.xml", f"{kind}.slideMaster+xml", master.encode())
    layout_part = package.add_part("/ppt/slideLayouts/slideLayout1.xml", f"{kind}.slideLayout+xml", layout.encode())
    theme_part = package.add_part("/ppt/theme/theme1.xml", f"{OFFICE}.theme+xml", theme().encode())
    package.rels(main).add("slideMaster", master_part)
    package.rels(master_part).add("slideLayout", layout_part)
    package.rels(master_part).add("theme", theme_part)
    package.rels(layout_part).add("slideMaster", master_part)
    later = []
    for tag, relationship in (("presentationPr", "presProps"), ("viewPr", "viewProps")):
        xml = f"{HEAD}<p:{tag} {namespaces}/>"
        later.append(
            (relationship, package.add_part(f"/ppt/{relationship}.xml", f"{kind}.{relationship}+xml", xml.encode()))
        )
    for number, shapes in enumerate((SHAPES, ""), start=1):
        xml = f"{HEAD}<p:sld {namespaces}>{TREE.format(name='', shapes=shapes)}</p:sld>"
        slide = package.add_part(f"/ppt/slides/slide{number}.xml", f"{kind}.slide+xml", xml.encode())
        package.rels(main).add("slide", slide)
        package.rels(slide).add("slideLayout", layout_part)
    for relationship, part in later:
        package.rels(main).add(relationship, part)
    package.flush()
    return package


SHEET = f"""{HEAD}<worksheet {NS_X} {NS_R}><cols><col min="1" max="2" width="12" style="1" customWidth="1"/></cols><sheetData>
<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>Title</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="inlineStr"><is><t>Days</t></is></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>Set up</t></is></c><c r="B4"><v>3</v></c><c r="D4"><f>SUM(Tasks[Days])</f><v>3</v></c>
<c r="E4" t="str"><f>IF(B4&gt;Lists!$A$1,"late","")</f><v></v></c></row></sheetData>
<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>
<conditionalFormatting sqref="B4"><cfRule type="expression" dxfId="0" priority="1"><formula>$B4&gt;2</formula></cfRule>
</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="A4"><formula1>"Set up,Train"</formula1>
</dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" location="'Lists'!A1"/></hyperlinks>
<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>"""
LISTS = f'{HEAD}<worksheet {NS_X}><sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>'
TABLE = f"""{HEAD}<table {NS_X} id="1" name="Tasks" displayName="Tasks" ref="A3:B4"><autoFilter ref="A3:B4"/>
<tableColumns count="2"><tableColumn id="1" name="Task"/><tableColumn id="2" name="Days" dataDxfId="0"/></tableColumns></table>"""
WORKBOOK = f"""{HEAD}<workbook {NS_X} {NS_R}><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/>
<sheet name="Lists" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="Limit">Lists!$A$1</definedName>
</definedNames></workbook>"""
STRINGS = f'{HEAD}<sst {NS_X} count="1" uniqueCount="1"><si><t>Task</t></si></sst>'
CELL_STYLES = f"""{HEAD}<styleSheet {NS_X}><numFmts count="1"><numFmt numFmtId="164" formatCode="d mmm yyyy"/></numFmts>
<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/>
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>"""


def small_workbook() -> Package:
    """Return a workbook with a table, formulas, a validation, a conditional format and a defined name."""
    package = Package("small.xlsx")
    kind = f"{OFFICE}.spreadsheetml"
    main = package.add_part("/xl/workbook.xml", f"{kind}.sheet.main+xml", WORKBOOK.encode())
    package.rels().add("officeDocument", main)
    sheet = package.add_part("/xl/worksheets/sheet1.xml", f"{kind}.worksheet+xml", SHEET.encode())
    lists = package.add_part("/xl/worksheets/sheet2.xml", f"{kind}.worksheet+xml", LISTS.encode())
    rels = package.rels(main)
    rels.add("worksheet", sheet)
    rels.add("worksheet", lists)
    rels.add("styles", package.add_part("/xl/styles.xml", f"{kind}.styles+xml", CELL_STYLES.encode()))
    rels.add("sharedStrings", package.add_part("/xl/sharedStrings.xml", f"{kind}.sharedStrings+xml", STRINGS.encode()))
    rels.add("theme", package.add_part("/xl/theme/theme1.xml", f"{OFFICE}.theme+xml", theme().encode()))
    package.rels(sheet).add("table", package.add_part("/xl/tables/table1.xml", f"{kind}.table+xml", TABLE.encode()))
    package.flush()
    return package


SMALL_FILES = {".docx": small_document, ".pptx": small_deck, ".xlsx": small_workbook}


def replace(package: Package, part: str, old: str, new: str) -> Package:
    """Replace one text in a part, once; a text that is not there fails the test."""
    before = package.parts[part].decode()
    assert old in before, f"{part} does not hold {old!r}"
    package.set_part(part, before.replace(old, new, 1).encode())
    return package
