"""Charts as native charts: their numbers can be edited, because they stand in a workbook inside the document.

Each line is named at its end, where the eye arrives, and each column carries its value, instead of a legend.
"""

from __future__ import annotations

from plandocs.content.blocks import ColumnChart, LineChart, Series
from plandocs.render.chart_book import CHART_TYPE, SHEET_TYPE, chart_book, column_name
from plandocs.render.column_chart import ChartLook, column_chart_xml, column_labels, column_values
from plandocs.render.relationships import OFFICE, XML_HEAD
from plandocs.render.word.names import CHART, EMU_PER_TWIP, A, R
from plandocs.render.word.paragraphs import alt_attributes, caption, paragraph
from plandocs.render.word.setting import Setting
from plandocs.render.xmltext import escape_text

_CHART_RELATIONSHIP = f"{OFFICE}/chart"
_HEIGHT = 3600
_COLUMNS_HEIGHT = 3300
_COMPACT_HEIGHT = 1650
_LINES = (("accent6", "dash"), ("accent1", "solid"), ("accent2", "solid"), ("tx2", "solid"))
_BOLD_FROM = 800
"""The size of text, in hundredths of a point, from which on a line's name is bold."""
_SMALL_LAYOUT = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.14"/><c:y val="0.06"/><c:w val="0.66"/><c:h val="0.72"/></c:manualLayout></c:layout>'
)
"""Room at the right for the names of the lines."""
_X_AXIS, _Y_AXIS = 111111111, 222222222


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
    size = 800 if setting.compact else 900
    package.add_part(part, CHART_TYPE, _chart(block, labels, link, 800 if small else size, small=small).encode())
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
        text='<a:schemeClr val="accent6"/>',
        marked_text='<a:schemeClr val="tx2"/>',
        line='<a:schemeClr val="bg2"><a:lumMod val="90000"/></a:schemeClr>',
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


def _chart(block: LineChart, labels: list[str], link: str, size: int, *, small: bool) -> str:
    every = max(1, -(-len(labels) // 3) if small else len(labels) // 10)
    # LibreOffice prints every name of an axis; of a small chart's only those that Word would print are kept.
    shown = [label if not small or n % every == 0 else "" for n, label in enumerate(labels)]
    series = "".join(_series(n, item, shown, size) for n, item in enumerate(block.series))
    text = _text(size, "accent6")
    line = (
        '<a:ln w="6350"><a:solidFill><a:schemeClr val="bg2"><a:lumMod val="90000"/></a:schemeClr></a:solidFill></a:ln>'
    )
    layout = _SMALL_LAYOUT if small else "<c:layout/>"
    title = "" if small else _axis_title(block.unit, size)
    return (
        f'{XML_HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{layout}<c:lineChart><c:grouping val="standard"/>'
        f'<c:varyColors val="0"/>{series}<c:marker val="1"/><c:axId val="{_X_AXIS}"/><c:axId val="{_Y_AXIS}"/>'
        f'</c:lineChart><c:catAx><c:axId val="{_X_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{line}</c:spPr>{_text(size, "accent6", whole=small)}<c:crossAx val="{_Y_AXIS}"/>'
        f'<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'<c:tickLblSkip val="{every}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_Y_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>'
        f'{title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{text}<c:crossAx val="{_X_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/></c:valAx>'
        '<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{link}"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )


def _series(number: int, item: Series, labels: list[str], size: int) -> str:
    color, dash = _LINES[number % len(_LINES)]
    column = column_name(number + 1)
    last = max((n for n, value in enumerate(item.values) if value is not None), default=0)
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value:g}</c:v></c:pt>' for n, value in enumerate(item.values) if value is not None
    )
    names = "".join(
        f'<c:pt idx="{n}"><c:v>{escape_text(label)}</c:v></c:pt>' for n, label in enumerate(labels) if label
    )
    count = len(labels)
    # At the right edge of the plot a name beside the line would run off: there it stands above.
    place = "r" if last < count - 1 else "t"
    text = _text(size, color, bold=size >= _BOLD_FROM)
    named = (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/><c:spPr><a:noFill/></c:spPr>{text}'
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
        '<c:showSerName val="1"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
        '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>Data!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape_text(item.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f'<a:prstDash val="{dash}"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>{named}'
        f'<c:cat><c:strRef><c:f>Data!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>'
        f"{names}</c:strCache>"
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>Data!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
        '<c:smooth val="0"/></c:ser>'
    )


def _text(size: int, color: str, *, bold: bool = False, whole: bool = False) -> str:
    """Return how text looks. LibreOffice breaks names to the width of one point of time, unless they may be turned."""
    weight = ' b="1"' if bold else ' b="0"'
    level = "" if whole else ' rot="0"'
    return (
        f'<c:txPr><a:bodyPr{level}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"{weight}><a:solidFill>'
        f'<a:schemeClr val="{color}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _axis_title(unit: str, size: int) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{size}" b="0"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:defRPr></a:pPr><a:r>'
        f'<a:rPr lang="en-US" sz="{size}" b="0"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:rPr>'
        f'<a:t>{escape_text(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
