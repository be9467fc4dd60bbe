"""A chart of columns as the XML of a native chart, alike in Word and PowerPoint.

Every column carries its value and, below it, its label; those that stand out have a note there too. So the chart needs
no legend and no axis of values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plandocs.content.blocks import ChartColumn, ColumnChart
from plandocs.render.chart_direction import category_order, value_side
from plandocs.render.relationships import XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LABELS_AXIS, _VALUES_AXIS = 111111111, 222222222
_TOP = 1.1
"""Above a sure column there is room for its value."""
_GAP = 45
_NO_NAMES = '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:{}>'


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours as the XML of a DrawingML colour, the size of text in points, and how the language writes `1%`."""

    plain: str
    marked: str
    text: str
    marked_text: str
    line: str
    size: float
    language: str
    percent: str


def column_labels(block: ColumnChart) -> list[str]:
    """Return what stands below the columns: the label, and the note on a line of its own."""
    return ["\n".join(filter(None, (_plain(column.label), column.note))) for column in block.columns]


def column_values(block: ColumnChart) -> list[float | None]:
    """Return the shares."""
    return [column.share for column in block.columns]


def column_chart_xml(block: ColumnChart, link: str, look: ChartLook) -> str:
    """Return the chart part; `link` is its relationship to the workbook that holds its numbers."""
    line = f'<c:spPr><a:ln w="9525"><a:solidFill>{look.line}</a:solidFill></a:ln></c:spPr>'
    return (
        f'{XML_HEAD}<c:chartSpace {_NAMESPACES}><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{_series(block, look)}<c:gapWidth val="{_GAP}"/>'
        f'<c:axId val="{_LABELS_AXIS}"/><c:axId val="{_VALUES_AXIS}"/></c:barChart>'
        f'<c:catAx><c:axId val="{_LABELS_AXIS}"/><c:scaling>'
        f'<c:orientation val="{category_order(look.language)}"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_text(look, look.text)}<c:crossAx val="{_VALUES_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:max val="{_TOP:g}"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="{value_side(look.language)}"/>'
        f'<c:numFmt formatCode="{_format(look)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_LABELS_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        '<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{link}"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )


def _series(block: ColumnChart, look: ChartLook) -> str:
    count = len(block.columns)
    marked = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr><a:solidFill>{look.marked}</a:solidFill></c:spPr></c:dPt>"
        for n, column in enumerate(block.columns)
        if column.note
    )
    names = _points(map(escape_text, column_labels(block)))
    values = _points(f"{value:g}" for value in column_values(block) if value is not None)
    return (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>Data!$B$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/>{_points([escape_text(block.series)])}</c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill>{look.plain}</a:solidFill></c:spPr><c:invertIfNegative val="0"/>{marked}'
        f"{_labels(block.columns, look)}<c:cat><c:strRef><c:f>Data!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>'
        f"<c:f>Data!$B$2:$B${count + 1}</c:f><c:numCache><c:formatCode>{_format(look)}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _labels(columns: tuple[ChartColumn, ...], look: ChartLook) -> str:
    """Return the values above the columns, those of marked ones in bold."""
    number = f'<c:numFmt formatCode="{_format(look)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
    shown = '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
    strong = "".join(
        f'<c:dLbl><c:idx val="{n}"/>{number}{_text(look, look.marked_text, bold=True)}{shown}{_NO_NAMES.format("dLbl")}'
        for n, column in enumerate(columns)
        if column.note
    )
    return f"<c:dLbls>{strong}{number}{_text(look, look.text)}{shown}{_NO_NAMES.format('dLbls')}"


def _points(texts: Iterable[str]) -> str:
    return "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts))


def _format(look: ChartLook) -> str:
    """Return the number format of a share: with a blank before the sign where the language writes one."""
    return "0\\ %" if len(look.percent) > len("1%") else "0%"


def _text(look: ChartLook, colour: str, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr rot="0"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(look.size * 100)}" b="{bold:d}">'
        f"<a:solidFill>{colour}</a:solidFill></a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{escape_attribute(look.language)}"/></a:p></c:txPr>'
    )


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
