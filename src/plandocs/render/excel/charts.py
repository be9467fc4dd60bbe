"""Charts over cells: native, in the theme's colours, drawn anew by Excel whenever the cells change.

Each chart holds the values that its cells have now, for viewers that do not calculate.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from plandocs.brand.model import ROLE_SLOTS
from plandocs.content.formats import Formats
from plandocs.content.sheets import ChartCells, SheetChart, SheetSeries
from plandocs.render.chart_book import CHART_TYPE
from plandocs.render.excel.cells import number
from plandocs.render.excel.languages import date_code, language_prefix
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE, XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:r="{OFFICE}"'
)
_LABELS_AXIS, _VALUES_AXIS = 111111111, 222222222
_MOST_LABELS, _FEW = 12, 6
_FIRST_ID = 1000
"""Ids of charts: the logo and what a template has on its drawing have lower ones."""
_SIZE = 900
"""Hundredths of a point."""
_TEXT, _HAIRLINE = '<a:schemeClr val="tx1"/>', '<a:schemeClr val="bg2"><a:lumMod val="90000"/></a:schemeClr>'
_FILL, _LINE = '<a:schemeClr val="accent1"/>', '<a:schemeClr val="accent6"/>'


def add_chart(package: Package, drawing: str, chart: SheetChart, formats: Formats) -> str:
    """Add a chart's part below a drawing's part and return the anchor that the drawing shows it by."""
    part = package.next_name("/xl/charts/chart{}.xml")
    package.add_part(part, CHART_TYPE, chart_xml(chart, formats).encode())
    relationship = package.rels(drawing).add("chart", part)
    identity = _FIRST_ID + len(list(package.rels(drawing)))
    (top, left), (bottom, right) = chart.first, chart.last
    return (
        f"<xdr:twoCellAnchor><xdr:from>{_corner(left - 1, top - 1)}</xdr:from><xdr:to>{_corner(right, bottom)}</xdr:to>"
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{identity}" '
        f'name="{escape_attribute(chart.title)}" descr="{escape_attribute(chart.alt)}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart'
        ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' r:id="{relationship}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
    )


def chart_xml(chart: SheetChart, formats: Formats) -> str:
    """Return the chart part."""
    language = formats.language
    numbered = list(enumerate(chart.series))
    columns = "".join(_series(n, item, chart, language) for n, item in numbered if item.drawn == "columns")
    lines = "".join(_series(n, item, chart, language) for n, item in numbered if item.drawn == "line")
    axes = f'<c:axId val="{_LABELS_AXIS}"/><c:axId val="{_VALUES_AXIS}"/>'
    plots = ""
    if columns:
        plots += (
            '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
            f'{columns}<c:gapWidth val="60"/>{axes}</c:barChart>'
        )
    if lines:
        plots += (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}<c:marker val="1"/>{axes}'
            "</c:lineChart>"
        )
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(language)}</c:legend>'
    hairline = f'<c:spPr><a:ln w="6350"><a:solidFill>{_HAIRLINE}</a:solidFill></a:ln></c:spPr>'
    every = max(1, -(-len(chart.labels.values) // _MOST_LABELS))
    shown = _label_format(chart.labels, formats)
    return (
        f'{XML_HEAD}<c:chartSpace {_NAMESPACES}><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{plots}"
        f'<c:catAx><c:axId val="{_LABELS_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="{escape_attribute(shown)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{hairline}{_text(language)}<c:crossAx val="{_VALUES_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{every}"/><c:noMultiLvlLbl val="1"/>'
        f'</c:catAx><c:valAx><c:axId val="{_VALUES_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{hairline}</c:majorGridlines>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(language)}<c:crossAx val="{_LABELS_AXIS}"/><c:crosses val="autoZero"/>'
        f'<c:crossBetween val="between"/>{_whole_steps(chart)}</c:valAx><c:spPr><a:noFill/></c:spPr></c:plotArea>'
        f'{legend if len(chart.series) > 1 else ""}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    )


def _series(place: int, item: SheetSeries, chart: SheetChart, language: str) -> str:
    fill = f"<c:spPr><a:solidFill>{_FILL}</a:solidFill></c:spPr><c:invertIfNegative val='0'/>"
    if item.drawn == "line":
        fill = (
            f'<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill>{_LINE}</a:solidFill><a:prstDash val="dash"/><a:round/>'
            '</a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        )
    tones = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f'<c:spPr><a:solidFill><a:schemeClr val="{ROLE_SLOTS[tone]}"/></a:solidFill></c:spPr></c:dPt>'
        for n, tone in enumerate(item.tones)
    )
    values = (
        f'<c:dLbls><c:numFmt formatCode="0" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{_text(language, bold=True)}'
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        if len(chart.series) == 1
        else ""
    )
    end = '<c:smooth val="0"/>' if item.drawn == "line" else ""
    dated = any(isinstance(value, date) for value in chart.labels.values)
    labels = _numbers(chart.labels) if dated else _texts(chart.labels)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{_texts(item.name)}</c:tx>{fill}{tones}{values}'
        f"<c:cat>{labels}</c:cat><c:val>{_numbers(item.values)}</c:val>{end}</c:ser>"
    )


def _whole_steps(chart: SheetChart) -> str:
    """Return the step of an axis that counts few things: no half risks."""
    values = [value for item in chart.series for value in item.values.values]
    most = max((float(value) for value in values if isinstance(value, int | float | Decimal)), default=0)
    return '<c:majorUnit val="1"/>' if most <= _FEW else ""


def _texts(cells: ChartCells) -> str:
    points = _points(escape_text(str(value)) for value in cells.values)
    cache = f'<c:strCache><c:ptCount val="{len(cells.values)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{escape_text(cells.reference)}</c:f>{cache}</c:strRef>"


def _numbers(cells: ChartCells) -> str:
    points = _points("" if value is None or isinstance(value, str) else number(value) for value in cells.values)
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(cells.values)}"/>{points}'
    return f"<c:numRef><c:f>{escape_text(cells.reference)}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _points(texts: Iterable[str]) -> str:
    return "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts) if text)


def _label_format(labels: ChartCells, formats: Formats) -> str:
    dated = any(isinstance(value, date) for value in labels.values)
    return f"{language_prefix(formats.language)}{date_code(formats.language, 'd mmm')}" if dated else "General"


def _text(language: str, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_SIZE}" b="{bold:d}"><a:solidFill>{_TEXT}'
        f'</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="{escape_attribute(language)}"/></a:p></c:txPr>'
    )


def _corner(column: int, row: int) -> str:
    return f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
