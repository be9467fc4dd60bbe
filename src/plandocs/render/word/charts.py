"""Charts as native charts: their numbers can be edited, because they stand in a workbook inside the document.

Each line is named at its end, where the eye arrives, and each column carries its value, instead of a legend.
"""

from __future__ import annotations

from plandocs.content.blocks import ColumnChart, LineChart
from plandocs.render.chart_book import CHART_TYPE, SHEET_TYPE, chart_book
from plandocs.render.column_chart import ChartLook, column_chart_xml, column_labels, column_values
from plandocs.render.line_chart import LineLook, line_chart_xml
from plandocs.render.relationships import OFFICE
from plandocs.render.word.names import CHART, EMU_PER_TWIP, A
from plandocs.render.word.paragraphs import alt_attributes, caption, paragraph
from plandocs.render.word.setting import Setting

_CHART_RELATIONSHIP = f"{OFFICE}/chart"
_HEIGHT = 3600
_COLUMNS_HEIGHT = 3300
_COMPACT_HEIGHT = 1650
_MUTED = '<a:schemeClr val="accent6"/>'
_HAIRLINE = '<a:schemeClr val="bg2"><a:lumMod val="90000"/></a:schemeClr>'
_LINES = (
    (_MUTED, "dash"),
    *((f'<a:schemeClr val="{color}"/>', "solid") for color in ("accent1", "accent2", "tx2")),
)
_SMALL_LAYOUT = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.14"/><c:y val="0.06"/><c:w val="0.66"/><c:h val="0.72"/></c:manualLayout></c:layout>'
)
"""Room at the right for the names of the lines."""


def line_chart(block: LineChart, setting: Setting, *, height: int = 0, small: bool = False) -> str:
    """Return a chart with its caption; its part and its workbook are added to the package.

    `height` is in twentieths of a point; 0 is the usual one. A `small` chart has few labels and no axis title.
    """
    labels = [setting.formats.day_month(point) for point in block.points]
    labels = labels if small else [label.replace("\u00a0", " ") for label in labels]
    package = setting.package
    part = package.next_name("/word/charts/chart{}.xml")
    columns = [(item.name, item.values) for item in block.series]
    book = package.add_part(
        package.next_name("/word/embeddings/chart-data{}.xlsx"), SHEET_TYPE, chart_book(labels, columns)
    )
    link = package.rels(part).add("package", book)
    look = LineLook(
        lines=_LINES,
        text=_MUTED,
        line=_HAIRLINE,
        size=8.0 if small or setting.compact else 9.0,
        language=setting.formats.language,
        small=small,
        layout=_SMALL_LAYOUT if small else "",
    )
    package.add_part(part, CHART_TYPE, line_chart_xml(block, labels, link, look).encode())
    tall = height or (_COMPACT_HEIGHT if setting.compact else _HEIGHT)
    return _placed(block, part, tall, setting)


def column_chart(block: ColumnChart, setting: Setting) -> str:
    """Return a chart of columns with its caption; its part and its workbook are added to the package."""
    package = setting.package
    part = package.next_name("/word/charts/chart{}.xml")
    data = chart_book(column_labels(block), [(block.series, column_values(block))])
    book = package.add_part(package.next_name("/word/embeddings/chart-data{}.xlsx"), SHEET_TYPE, data)
    link = package.rels(part).add("package", book)
    look = ChartLook(
        plain=f'<a:srgbClr val="{setting.brand.tint("accent", 0.35)}"/>',
        marked='<a:schemeClr val="accent1"/>',
        text=_MUTED,
        marked_text='<a:schemeClr val="tx2"/>',
        line=_HAIRLINE,
        size=9.0,
        language=setting.formats.language,
        percent=setting.formats.percent(1),
    )
    package.add_part(part, CHART_TYPE, column_chart_xml(block, link, look).encode())
    return _placed(block, part, _COLUMNS_HEIGHT, setting)


def _placed(block: LineChart | ColumnChart, part: str, tall: int, setting: Setting) -> str:
    """Return the paragraph that holds a chart of the text's width, `tall` twentieths of a point, with its caption."""
    relationship = setting.package.rels(setting.part).add(_CHART_RELATIONSHIP, part)
    width = setting.width * EMU_PER_TWIP
    number = setting.drawing_id()
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{tall * EMU_PER_TWIP}"/>'
        f'<wp:docPr id="{number}" {alt_attributes(f"plandocs:{block.name}", block.alt or block.caption)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{A}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{relationship}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    above = caption(block, block.caption, setting) if block.caption else ""
    return above + paragraph(setting.style("Figure"), drawing)
