"""Stacked columns over weeks as the XML of a native chart.

One series has its values above its columns, where there are few, and neither axis nor legend; several have an axis with
hairlines, and a legend above that names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.content.blocks import Series, StackedChart
from plandocs.render.chart_book import column_name
from plandocs.render.chart_direction import category_order, value_side
from plandocs.render.relationships import XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LABELS_AXIS, _VALUES_AXIS = 111111111, 222222222
_MOST_LABELS = 14
_GAP = 40
_LABELS = (
    '<c:dLbls><c:numFmt formatCode="{}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{}'
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
)


@dataclass(frozen=True, slots=True)
class StackLook:
    """Colours as the XML of a DrawingML colour, one a series, and the size of text in points."""

    fills: tuple[str, ...]
    text: str
    line: str
    size: float
    language: str


def stacked_chart_xml(block: StackedChart, labels: list[str], link: str, look: StackLook) -> str:
    """Return the chart part; `labels` name the columns, `link` is its relationship to the workbook with its numbers."""
    every = max(1, -(-len(labels) // _MOST_LABELS))
    labelled = len(block.series) == 1 and len(labels) <= _MOST_LABELS
    series = "".join(_series(n, item, labels, look, labelled=labelled) for n, item in enumerate(block.series))
    overlap = "" if labelled else '<c:overlap val="100"/>'
    text = _text(look)
    line = f'<a:ln w="6350"><a:solidFill>{look.line}</a:solidFill></a:ln>'
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{text}</c:legend>' if len(block.series) > 1 else ""
    return (
        f'{XML_HEAD}<c:chartSpace {_NAMESPACES}><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="{"clustered" if labelled else "stacked"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{_GAP}"/>{overlap}'
        f'<c:axId val="{_LABELS_AXIS}"/><c:axId val="{_VALUES_AXIS}"/></c:barChart>'
        f'<c:catAx><c:axId val="{_LABELS_AXIS}"/><c:scaling>'
        f'<c:orientation val="{category_order(look.language)}"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{line}</c:spPr>{text}<c:crossAx val="{_VALUES_AXIS}"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{every}"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="{labelled:d}"/><c:axPos val="{value_side(look.language)}"/>'
        f'{"" if labelled else _ruled(block.unit, line, look)}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text}"
        f'<c:crossAx val="{_LABELS_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        f'<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f'</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{link}">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _ruled(unit: str, line: str, look: StackLook) -> str:
    """Return the hairlines and the title of the axis of values."""
    return f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>{_axis_title(unit, look)}"


def _series(number: int, item: Series, labels: list[str], look: StackLook, *, labelled: bool) -> str:
    column, count = column_name(number + 1), len(labels)
    shown = _LABELS.format(_decimals(item), _text(look)) if labelled else ""
    names = "".join(f'<c:pt idx="{n}"><c:v>{escape_text(label)}</c:v></c:pt>' for n, label in enumerate(labels))
    values = "".join(
        f'<c:pt idx="{n}"><c:v>{value:g}</c:v></c:pt>' for n, value in enumerate(item.values) if value is not None
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Data!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape_text(item.name)}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx><c:spPr><a:solidFill>{look.fills[number % len(look.fills)]}</a:solidFill></c:spPr>"
        f'<c:invertIfNegative val="0"/>{shown}<c:cat><c:strRef><c:f>Data!$A$2:$A${count + 1}</c:f><c:strCache>'
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat><c:val><c:numRef>'
        f"<c:f>Data!${column}$2:${column}${count + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _decimals(item: Series) -> str:
    """Return the number format of a series' values: as many decimals for all of them, one where any is not whole."""
    return "0" if all(value is None or float(value).is_integer() for value in item.values) else "0.0"


def _text(look: StackLook) -> str:
    return (
        f'<c:txPr><a:bodyPr rot="0"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(look.size * 100)}" b="0">'
        f"<a:solidFill>{look.text}</a:solidFill></a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{escape_attribute(look.language)}"/></a:p></c:txPr>'
    )


def _axis_title(unit: str, look: StackLook) -> str:
    size = f'sz="{round(look.size * 100)}" b="0"'
    fill = f"<a:solidFill>{look.text}</a:solidFill>"
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr {size}>{fill}</a:defRPr></a:pPr><a:r><a:rPr lang="{escape_attribute(look.language)}" {size}>{fill}'
        f'</a:rPr><a:t>{escape_text(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
