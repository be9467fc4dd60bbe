"""What surrounds the cells of a sheet: view, page, footer. It follows the template's pattern sheet.

The pattern sheet is called `Styles`. Its margins, zoom and footer go to every sheet of ours; it is not kept itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from plandocs.content.language.vocabulary import Vocabulary
from plandocs.content.sheets import Sheet, column_letters
from plandocs.errors import PlanError
from plandocs.render.excel.fields import fill_footer, literal
from plandocs.render.excel.gantt import last_printed
from plandocs.render.excel.styles import MAIN
from plandocs.render.xmltext import escape_attribute, escape_text

PATTERN_SHEET = "Styles"
_PAPER_CODES = {"Letter": 1, "A4": 9}
_MARGINS = {"left": "0.4", "right": "0.4", "top": "0.5", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
_FOOTER_LIMIT = 255
_PAPER_INCHES: Mapping[str, tuple[float, float]] = {"Letter": (8.5, 11.0), "A4": (8.27, 11.69)}
_PIXELS_PER_CHARACTER, _PIXELS_PER_INCH = 7, 96
_DEFAULT_WIDTH = 9.14
_SURE = 0.92
"""The share of a page that columns may fill: programs and printers draw them a little wider."""
_READABLE_SCALE = 60
"""Per cent: where all columns would be smaller on one page across, bars go on pages of their own."""
_X = f"{{{MAIN}}}"
_TAB_COLORS = {"start": 4, "plan": 3, "register": 4, "reference": 9, "internal": 5}
"""Places of theme colours (light before dark, as Excel counts) for the tabs of each group."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The view and page of every sheet of a workbook."""

    zoom: str
    margins: Mapping[str, str]
    footer: str
    paper: str
    turned: bool = False
    """Whether sheets run from right to left: column A is the one at the right."""

    def properties(self, sheet: Sheet, scale: int) -> str:
        """Return the sheet's own properties: the colour of its tab, and whether it is fitted to pages."""
        color = _TAB_COLORS[sheet.group]
        fitted = "" if scale else '<pageSetUpPr fitToPage="1"/>'
        return f'<sheetPr><tabColor theme="{color}"/>{fitted}</sheetPr>'

    def view(self, sheet: Sheet, *, selected: bool) -> str:
        """Return the sheet's view: no gridlines, the template's zoom, rows and columns that stay."""
        rows, columns = sheet.freeze
        chosen = ' tabSelected="1"' if selected else ""
        turned = ' rightToLeft="1"' if self.turned else ""
        head = f'<sheetView showGridLines="0"{turned}{chosen} zoomScale="{self.zoom}" zoomScaleNormal="{self.zoom}" '
        return f'<sheetViews>{head}workbookViewId="0">{_pane(rows, columns)}</sheetView></sheetViews>'

    def scale(self, sheet: Sheet, widths: Mapping[int, float]) -> int:
        """Return at what per cent a sheet is printed on several pages across; 0 for one that is fitted to one.

        Widths are in characters, by column.
        """
        if sheet.one_page or not widths or len(sheet.print_columns) < 2:
            return 0
        short, long = _PAPER_INCHES[self.paper]
        room = (short if sheet.portrait else long) - float(self.margins["left"]) - float(self.margins["right"])
        kept = range(1, sheet.freeze[1] + 1)
        spans = [{*kept, *range(first, last_printed(sheet, last) + 1)} for first, last in sheet.print_columns]
        if _per_cent(room, range(1, max(widths) + 1), widths) >= _READABLE_SCALE:
            return 0
        fitting = min(_per_cent(room, span, widths) for span in spans)
        return max(_READABLE_SCALE, min(100, fitting))

    def page(self, sheet: Sheet, scale: int) -> str:
        """Return margins, paper and footer. The footer keeps its size whatever the cells are scaled to."""
        margins = "".join(f' {side}="{escape_attribute(value)}"' for side, value in self.margins.items())
        turned = "portrait" if sheet.portrait else "landscape"
        fitted = f' scale="{scale}"' if scale else f' fitToHeight="{1 if sheet.one_page else 0}"'
        return (
            f'<pageMargins{margins}/><pageSetup paperSize="{_PAPER_CODES[self.paper]}"{fitted} orientation="{turned}"/>'
            f'<headerFooter scaleWithDoc="0"><oddFooter>{escape_text(self.footer)}</oddFooter></headerFooter>'
        )


def frame_of(
    pattern: etree._Element | None,
    paper: str,
    footer: str,
    words: Mapping[str, str],
    vocabulary: Vocabulary,
    path: str,
    *,
    turned: bool = False,
) -> Frame:
    """Return the frame of a template's pattern sheet, with our footer where the pattern has none."""
    view = None if pattern is None else pattern.find(f".//{_X}sheetView")
    margins = None if pattern is None else pattern.find(f"{_X}pageMargins")
    own = None if pattern is None else pattern.findtext(f"{_X}headerFooter/{_X}oddFooter")
    if own:
        text, wrong = fill_footer(own, vocabulary, where=f"sheet '{PATTERN_SHEET}', oddFooter", path=path)
        if wrong:
            raise PlanError(wrong)
    else:
        text = f"&L&9 {literal(footer)}&C&9 &A&R&9 {literal(words['page'])} &P {literal(words['of'])} &N"
    return Frame(
        zoom=(view.get("zoomScale") if view is not None else None) or "90",
        margins=_MARGINS | ({} if margins is None else {str(key): str(value) for key, value in margins.items()}),
        footer=text[:_FOOTER_LIMIT],
        paper=paper,
        turned=turned,
    )


def _per_cent(inches: float, columns: Iterable[int], widths: Mapping[int, float]) -> int:
    """Return how much of their size columns may keep to stand beside each other."""
    pixels = sum(widths.get(column, _DEFAULT_WIDTH) * _PIXELS_PER_CHARACTER for column in columns)
    return int(100 * _SURE * inches * _PIXELS_PER_INCH / pixels)


def _pane(rows: int, columns: int) -> str:
    if not rows and not columns:
        return ""
    across = f' xSplit="{columns}"' if columns else ""
    down = f' ySplit="{rows}"' if rows else ""
    active = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    corner = f"{column_letters(columns + 1)}{rows + 1}"
    panes = [name for name, there in (("topRight", columns), ("bottomLeft", rows)) if there and name != active]
    selections = "".join(f'<selection pane="{name}"/>' for name in (*panes, active))
    return f'<pane{across}{down} topLeftCell="{corner}" activePane="{active}" state="frozen"/>{selections}'
