"""The shapes of one slide as XML: rectangles, text, lines, connectors, tables.

A canvas gives out shape ids and collects strings; nothing is parsed, so that a Gantt of sixty bars takes less than a
millisecond. Shapes that mean something carry a name `plandocs:<what>:<id>` and a text for people who do not see them;
shapes that only decorate are marked as decoration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plandocs.render.powerpoint.geometry import Box, emu
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.text import Para, paragraphs_xml
from plandocs.render.xmltext import escape_attribute

Anchor = Literal["t", "ctr", "b"]
Dash = Literal["solid", "dash", "sysDash", "sysDot"]

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


_DIRECTED = frozenset({"chevron", "homePlate"})
"""Shapes that point somewhere; their text stays as it is when they are turned round."""
_SHEET = 10.0
"""How far a sheet of paper reaches beyond what lies on it."""
_TURNS = {
    (True, True): ' rot="16200000" flipH="1"',
    (True, False): ' rot="5400000" flipH="1" flipV="1"',
    (False, True): ' rot="5400000"',
    (False, False): ' rot="16200000" flipV="1"',
}
"""How an elbow that goes across and then down is turned into one that goes down first, by (rightward, downward)."""


@dataclass(frozen=True, slots=True)
class Glue:
    """Where a connector is glued: a shape, its connection site (0 top, 1 left, 2 bottom, 3 right), and that point."""

    shape: int
    site: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart: its part, whose first relationship is to the workbook with its numbers, and that workbook."""

    xml: str
    book: bytes


class Canvas:
    """Collects the shapes of one slide. `shortened` keeps the full texts of what had to be cut to fit.

    `charts` are those on the slide in order; the first has the slide's second relationship, after its layout.
    """

    __slots__ = ("_axis", "_next", "_xml", "charts", "setting", "shortened")

    def __init__(self, setting: Setting, first_id: int) -> None:
        self.setting = setting
        self.shortened: list[str] = []
        self.charts: list[Chart] = []
        self._next = first_id
        self._xml: list[str] = []
        self._axis: float | None = None

    @property
    def xml(self) -> str:
        """The shapes so far."""
        return "".join(self._xml)

    def take_id(self) -> int:
        """Return the next shape id."""
        number = self._next
        self._next += 1
        return number

    def turn_within(self, box: Box) -> None:
        """From here on, draw in the mirror of this box where drawings run from right to left; else nothing changes.

        Whoever draws goes on from left to right: places, insets, ends of connectors and arrows are turned here.
        """
        self._axis = box.centre if self.setting.turned else None

    def shape(
        self,
        box: Box,
        *,
        fill: str = "",
        line: str = "",
        weight: float = 0.75,
        dash: Dash = "solid",
        geometry: str = "rect",
        adjust: Sequence[tuple[str, int]] = (),
        hatch: str = "",
        name: str = "",
        alt: str = "",
        text: Sequence[Para] = (),
        anchor: Anchor = "ctr",
        inset: tuple[float, float, float, float] = (0, 0, 0, 0),
        vertical: bool = False,
        wrap: bool = True,
        number: int | None = None,
    ) -> int:
        """Draw a shape and return its id: `number` where it was taken before.

        `hatch` fills with diagonal lines of that colour on `fill`. `inset` is left, top, right, bottom. Without a
        name the shape is decoration, unless it holds text.
        """
        number = self.take_id() if number is None else number
        turn = ""
        if self._axis is not None:
            box, inset = box.mirrored(self._axis), (inset[2], inset[1], inset[0], inset[3])
            turn = ' flipH="1"' if geometry in _DIRECTED else ""
        found = "".join(f'<a:gd name="{key}" fmla="val {value}"/>' for key, value in adjust)
        guides = f"<a:avLst>{found}</a:avLst>" if found else "<a:avLst/>"
        self._xml.append(
            f"<p:sp><p:nvSpPr>{self._names(number, name, alt, bool(text))}"
            f"<p:cNvSpPr{self._text_box(fill, line, hatch)}/><p:nvPr/></p:nvSpPr><p:spPr>{xfrm(box, turn)}"
            f'<a:prstGeom prst="{geometry}">{guides}</a:prstGeom>{self._paint(fill, hatch)}'
            f"{self._line(line, weight, dash)}</p:spPr>"
            f"{self._body(text, anchor, inset, vertical=vertical, wrap=wrap)}</p:sp>"
        )
        return number

    def panel(self, boxes: Sequence[Box], page: Box) -> None:
        """Lay a sheet of paper below what is drawn in these boxes, where the page is too dark for it."""
        if not self.setting.panel or not boxes:
            return
        around = boxes[0]
        for box in boxes[1:]:
            around = around.around(box)
        left, top = max(page.x + 4, around.x - _SHEET), max(page.y + 4, around.y - _SHEET)
        right, bottom = min(page.right - 4, around.right + _SHEET), min(page.bottom - 4, around.bottom + _SHEET)
        self.shape(Box(left, top, right - left, bottom - top), fill="paper")

    def text(
        self,
        box: Box,
        text: Sequence[Para],
        *,
        anchor: Anchor = "t",
        name: str = "",
        vertical: bool = False,
    ) -> int:
        """Write text without a shape around it and return its id."""
        return self.shape(box, text=text, anchor=anchor, name=name, vertical=vertical)

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        weight: float = 0.75,
        *,
        dash: Dash = "solid",
        name: str = "",
        alt: str = "",
    ) -> None:
        """Draw a straight line."""
        number = self.take_id()
        box = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        box = box if self._axis is None else box.mirrored(self._axis)
        self._xml.append(
            f"<p:cxnSp><p:nvCxnSpPr>{self._names(number, name, alt, False)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{xfrm(box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{self._line(colour, weight, dash)}</p:spPr></p:cxnSp>"
        )

    def elbow(self, start: Glue, end: Glue, colour: str, *, weight: float = 1.0, name: str = "") -> None:
        """Draw an arrow glued to two shapes that goes up or down first, then across."""
        start, end = self._at(start), self._at(end)
        wide, tall = abs(end.x - start.x), abs(end.y - start.y)
        box = Box((start.x + end.x - tall) / 2, (start.y + end.y - wide) / 2, tall, wide)
        turn = _TURNS[end.x >= start.x, end.y >= start.y]
        self._connector(start, end, box, turn, "bentConnector2", colour, weight, name)

    def arrow(self, start: Glue, end: Glue, colour: str, *, weight: float = 1.0, name: str = "") -> None:
        """Draw a straight arrow glued to two shapes."""
        start, end = self._at(start), self._at(end)
        box = Box(min(start.x, end.x), min(start.y, end.y), abs(end.x - start.x), abs(end.y - start.y))
        turn = (' flipH="1"' if end.x < start.x else "") + (' flipV="1"' if end.y < start.y else "")
        self._connector(start, end, box, turn, "straightConnector1", colour, weight, name)

    def _at(self, glue: Glue) -> Glue:
        """Return where a connector is glued, in the mirror where there is one: left is right there."""
        if self._axis is None:
            return glue
        return replace(glue, site={1: 3, 3: 1}.get(glue.site, glue.site), x=2 * self._axis - glue.x)

    def _connector(
        self, start: Glue, end: Glue, box: Box, turn: str, geometry: str, colour: str, weight: float, name: str
    ) -> None:
        number = self.take_id()
        self._xml.append(
            f"<p:cxnSp><p:nvCxnSpPr>{self._names(number, name, '', False)}<p:cNvCxnSpPr>"
            f'<a:stCxn id="{start.shape}" idx="{start.site}"/><a:endCxn id="{end.shape}" idx="{end.site}"/>'
            f"</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{xfrm(box, turn)}"
            f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
            f"{self._line(colour, weight, 'solid', arrow=True)}</p:spPr></p:cxnSp>"
        )

    def table(self, box: Box, widths: Sequence[float], rows: Sequence[str], *, name: str, alt: str, title: str) -> None:
        """Place a table whose rows are XML already. From right to left, its first column is the one at the right."""
        number = self.take_id()
        box = box if self._axis is None else box.mirrored(self._axis)
        grid = "".join(
            f'<a:gridCol w="{emu(width)}"><a:extLst><a:ext uri="{{9D8B030D-6E8A-4147-A177-3AD203B41FA5}}">'
            f'<a16:colId val="{20000 + place}"/></a:ext></a:extLst></a:gridCol>'
            for place, width in enumerate(widths)
        )
        label = f' title="{escape_attribute(title)}"' if title else ""
        turned = ' rtl="1"' if self.setting.turned else ""
        self._xml.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escape_attribute(name)}"'
            f' descr="{escape_attribute(alt)}"{label}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{xfrm(box, tag='p')}<a:graphic>"
            f'<a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr{turned} firstRow="1">'
            f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic>"
            "</p:graphicFrame>"
        )

    def chart(self, box: Box, chart: Chart, *, name: str, alt: str) -> None:
        """Place a chart."""
        box = box if self._axis is None else box.mirrored(self._axis)
        self.charts.append(chart)
        self._xml.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self.take_id()}" name="{escape_attribute(name)}"'
            f' descr="{escape_attribute(alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{xfrm(box, tag='p')}<a:graphic>"
            f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{chart_id(len(self.charts))}"/>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _names(self, number: int, name: str, alt: str, has_text: bool) -> str:
        label = escape_attribute(name) if name else f"Shape {number}"
        words = f' descr="{escape_attribute(alt)}"' if alt else ""
        if alt or has_text:
            return f'<p:cNvPr id="{number}" name="{label}"{words}/>'
        return f'<p:cNvPr id="{number}" name="{label}">{_DECORATIVE}</p:cNvPr>'

    def _paint(self, fill: str, hatch: str) -> str:
        if not hatch:
            return self.setting.fill(fill)
        colour = self.setting.colour
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{colour(hatch)}</a:fgClr><a:bgClr>{colour(fill)}</a:bgClr>'
            "</a:pattFill>"
        )

    def _line(self, colour: str, weight: float, dash: str, *, arrow: bool = False) -> str:
        if not colour:
            return ""
        tail = '<a:tailEnd type="triangle" w="med" len="sm"/>' if arrow else ""
        style = "" if dash == "solid" else f'<a:prstDash val="{dash}"/>'
        return f'<a:ln w="{emu(weight)}">{self.setting.fill(colour)}{style}{tail}</a:ln>'

    def _body(
        self, text: Sequence[Para], anchor: str, inset: tuple[float, float, float, float], *, vertical: bool, wrap: bool
    ) -> str:
        if not text:
            return ""
        left, top, right, bottom = (emu(side) for side in inset)
        turn = f' vert="{self.setting.upright}"' if vertical else ""
        flow = "" if wrap else ' wrap="none"'
        return (
            f'<p:txBody><a:bodyPr{turn}{flow} lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}"'
            f' anchor="{anchor}"></a:bodyPr><a:lstStyle/>'
            f"{paragraphs_xml(text, self.setting)}</p:txBody>"
        )

    @staticmethod
    def _text_box(fill: str, line: str, hatch: str) -> str:
        return "" if fill or line or hatch else ' txBox="1"'


def xfrm(box: Box, turn: str = "", tag: str = "a") -> str:
    """Return a shape's place and size, turned or flipped by the attributes in `turn`."""
    return (
        f'<{tag}:xfrm{turn}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></{tag}:xfrm>'
    )


def chart_id(number: int) -> str:
    """Return the relationship from a slide to its chart of a number, counted from 1: the layout's is the first."""
    return f"rId{number + 1}"
