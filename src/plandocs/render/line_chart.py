"""A chart of lines as the XML of a native chart, alike in Word and PowerPoint.

Each line carries its name at its end, where the eye arrives. In a small chart long names would be broken there: then
they stand in a legend below.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.content.blocks import LineChart, Series
from plandocs.render.chart_book import column_name
from plandocs.render.chart_direction import category_order, placed, value_side
from plandocs.render.relationships import XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_X_AXIS, _Y_AXIS = 111111111, 222222222
_NO_NAMES = '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
_FEW, _MANY = 3, 10
"""Labels of the axis that a small and a usual chart have room for."""
_SHORT_NAME = 8
"""Letters of a line's name that a small chart has room for beside the line."""

_ABOVE_LEGEND = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.14"/><c:y val="0.05"/><c:w val="0.82"/><c:h val="0.4"/></c:manualLayout></c:layout>'
)
_LEGEND_PLACE = (
    '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.1"/><c:y val="0.68"/><c:w val="0.86"/><c:h val="0.32"/></c:manualLayout></c:layout>'
)
"""Where plot and legend of a small chart stand, with the names of the axis between them."""


@dataclass(frozen=True, slots=True)
class LineLook:
    """Colours as the XML of a DrawingML colour, each line's with its dash, and the size of text in points.

    A `small` chart has few labels and no title on its axis. `layout` places the plot; empty leaves that to Office.
    """

    lines: tuple[tuple[str, str], ...]
    text: str
    line: str
    size: float
    language: str
    bold: bool = True
    small: bool = False
    layout: str = ""


def line_chart_xml(block: LineChart, labels: list[str], link: str, look: LineLook) -> str:
    """Return the chart part; `link` is its relationship to the workbook that holds its numbers."""
    most = _FEW if look.small else _MANY
    every = max(1, -(-len(labels) // most) if look.small else len(labels) // most)
    # LibreOffice prints every name of an axis; of a small chart's only those that Word would print are kept.
    shown = [label if not look.small or n % every == 0 else "" for n, label in enumerate(labels)]
    below = look.small and any(len(item.name) > _SHORT_NAME for item in block.series)
    series = "".join(_series(n, item, shown, look, named=not below) for n, item in enumerate(block.series))
    layout = _ABOVE_LEGEND if below else look.layout
    text = _text(look, look.text)
    line = f'<a:ln w="6350"><a:solidFill>{look.line}</a:solidFill></a:ln>'
    title = "" if look.small else _axis_title(block.unit, look)
    return (
        f'{XML_HEAD}<c:chartSpace {_NAMESPACES}><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{placed(layout, look.language) or "<c:layout/>"}'
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f'<c:axId val="{_X_AXIS}"/><c:axId val="{_Y_AXIS}"/>'
        f'</c:lineChart><c:catAx><c:axId val="{_X_AXIS}"/><c:scaling>'
        f'<c:orientation val="{category_order(look.language)}"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{line}</c:spPr>{_text(look, look.text, may_turn=look.small)}<c:crossAx val="{_Y_AXIS}"/>'
        f'<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'<c:tickLblSkip val="{every}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_Y_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{value_side(look.language)}"/>'
        f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
        f'{title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{text}<c:crossAx val="{_X_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/></c:valAx>'
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(look) if below else ''}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{link}"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )


def _legend(look: LineLook) -> str:
    place = placed(_LEGEND_PLACE, look.language)
    return f'<c:legend><c:legendPos val="b"/>{place}<c:overlay val="0"/>{_text(look, look.text)}</c:legend>'


def _series(number: int, item: Series, labels: list[str], look: LineLook, *, named: bool) -> str:
    colour, dash = look.lines[number % len(look.lines)]
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
    place = "t" if last == count - 1 else "l" if value_side(look.language) == "r" else "r"
    name = (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/><c:spPr><a:noFill/></c:spPr>{_text(look, colour, bold=look.bold)}'
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
        f'<c:showSerName val="1"/>{_NO_NAMES}</c:dLbl>'
        '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        f"{_NO_NAMES}</c:dLbls>"
        if named
        else ""
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>Data!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape_text(item.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill>{colour}</a:solidFill>'
        f'<a:prstDash val="{dash}"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>{name}'
        f'<c:cat><c:strRef><c:f>Data!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>'
        f"{names}</c:strCache>"
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>Data!${column}$2:${column}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
        '<c:smooth val="0"/></c:ser>'
    )


def _text(look: LineLook, colour: str, *, bold: bool = False, may_turn: bool = False) -> str:
    """Return how text looks. LibreOffice breaks names to the width of one point of time, unless they may be turned."""
    level = "" if may_turn else ' rot="0"'
    return (
        f'<c:txPr><a:bodyPr{level}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(look.size * 100)}" b="{bold:d}">'
        f"<a:solidFill>{colour}</a:solidFill></a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{escape_attribute(look.language)}"/></a:p></c:txPr>'
    )


def _axis_title(unit: str, look: LineLook) -> str:
    size = f'sz="{round(look.size * 100)}" b="0"'
    fill = f"<a:solidFill>{look.text}</a:solidFill>"
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr {size}>{fill}</a:defRPr></a:pPr><a:r><a:rPr lang="{escape_attribute(look.language)}" {size}>{fill}'
        f'</a:rPr><a:t>{escape_text(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
