"""One slide as XML: the layout's placeholders with their text, then the shapes of its blocks.

The title is measured: it has two lines at most, is set smaller only down to 24 pt, and beyond that is shortened at a
word, with its full text in the notes. Footer, date and slide number are the layout's own placeholders, cloned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandocs.brand.model import Brand
from plandocs.content.document import Deck, Slide
from plandocs.render.direction import dates_kept, reads_left_to_right
from plandocs.render.metrics import metrics
from plandocs.render.powerpoint.arrange import Placed
from plandocs.render.powerpoint.covers import SAFE, cover_blocks, cover_texts, draw_homeless, fitted_lines
from plandocs.render.powerpoint.layouts import Layout, Placeholder, title_size
from plandocs.render.powerpoint.notes import NAMESPACES
from plandocs.render.powerpoint.painters import painter
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas, Chart, xfrm
from plandocs.render.powerpoint.text import one_line, symbol_parts
from plandocs.render.relationships import XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

TITLE_LINES = 2
_SIZES = (28.0, 26.0, 24.0)
_COVER_LINES = 4
_MARGINS = 7.5
"""What readers that do not ask the layout take for the margins above and below a title."""
_TITLE_LEADING = 1.2
"""Height of a title's line in ems."""
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
EXTENSIONS = (
    'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_PART = " · "
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True, slots=True)
class Page:
    """One slide to be written: a slide of the deck, or a further part of one."""

    slide: Slide
    layout: Layout
    title: str
    placed: tuple[Placed, ...]
    subtitle: str
    lift: float = 0.0
    """By how much the line below the title stands higher than on the layout: the title has one line less."""


@dataclass(frozen=True, slots=True)
class Written:
    """A slide's XML, the full texts of what was shortened on it, and its charts."""

    xml: str
    shortened: tuple[str, ...]
    charts: tuple[Chart, ...] = ()


def write_slide(page: Page, deck: Deck, setting: Setting) -> Written:
    """Return a slide's XML."""
    layout = page.layout
    shapes: list[str] = []
    shortened: list[str] = []
    title = layout.title()
    cover = page.slide.kind in ("cover", "section")
    if title is not None:
        text, size = fitted_title(page.title, title, setting.brand, cover=cover)
        if text != one_line(page.title):
            shortened.append(one_line(page.title))
        if page.lift:
            title = replace(title, box=replace(title.box, h=title.box.h - page.lift))
        shapes.append(_placeholder(2, title, [text], setting, size=size, placed=bool(page.lift) or title.moved))
    subtitle = layout.subtitle()
    if subtitle is not None and page.subtitle:
        below: float | None = None
        project = cover_blocks(page.slide.blocks, deck.formats)[0] if page.slide.kind == "cover" else ""
        if project and layout.named("Project") is None:
            lines, below = fitted_lines([project, page.subtitle], subtitle, setting, shortened)
        else:
            lines = [_fit(page.subtitle, subtitle, setting, shortened)]
        if page.lift:
            subtitle = replace(subtitle, box=replace(subtitle.box, y=subtitle.box.y - page.lift))
        shapes.append(_placeholder(3, subtitle, lines, setting, size=below, placed=bool(page.lift)))
    number = 4
    if page.slide.kind == "cover":
        for item, lines in cover_texts(page.slide, page.layout, setting):
            shapes.append(_placeholder(number, item, lines, setting, placed=True))
            number += 1
    canvas = Canvas(setting, number)
    if cover:
        draw_homeless(page.slide, page.subtitle, layout, canvas)
    canvas.panel([placed.box for placed in page.placed], layout.page)
    for placed in page.placed:
        canvas.turn_within(placed.box)
        painter(placed.block).draw(placed.block, placed.box, canvas)
    shapes.append(canvas.xml)
    shapes += [_foot(canvas.take_id(), item, deck, setting) for item in layout.foot()]
    shortened += canvas.shortened
    return Written(
        f"{XML_HEAD}<p:sld {NAMESPACES} {EXTENSIONS}><p:cSld><p:spTree>{_GROUP}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        tuple(shortened),
        tuple(canvas.charts),
    )


def title_lift(title: str, layout: Layout, brand: Brand) -> float:
    """Return by how much what stands below a title moves up, because the title has fewer lines than its box."""
    place = layout.title()
    if place is None:
        return 0.0
    text, size = fitted_title(title, place, brand)
    size = size or title_size(place)
    lines = len(metrics(brand.fonts.heading, size, True).wrap(text, place.box.w * SAFE))
    return layout.lift(lines * size * _TITLE_LEADING + _MARGINS)


def fitted_title(text: str, place: Placeholder, brand: Brand, *, cover: bool = False) -> tuple[str, float | None]:
    """Return a title as it fits its placeholder, and the size to set it in where that is not the layout's own."""
    text = one_line(text)
    own = title_size(place)
    most = _COVER_LINES if cover else TITLE_LINES
    sizes = [own, *(size for size in ((32.0, *_SIZES) if cover else _SIZES) if size < own)]
    if not cover and own > _SIZES[0]:
        sizes = list(_SIZES)
    if own < _SIZES[-1] and not cover:
        sizes = [own]
    for place_of, size in enumerate(sizes):
        font = metrics(brand.fonts.heading, size, True)
        lines = len(font.wrap(text, place.box.w * SAFE))
        if lines <= most and lines * size * _TITLE_LEADING <= max(place.box.h, size * 1.2):
            if not cover and lines > 1:
                size = next((less for less in sizes[place_of + 1 :] if _lines(text, less, place, brand) < lines), size)
            return text, None if size == own else size
    size = sizes[-1]
    room = max(1, min(most, int(place.box.h / (size * _TITLE_LEADING))))
    font = metrics(brand.fonts.heading, size, True)
    return font.cut(text, place.box.w * SAFE, lines=room), None if size == own else size


def _lines(text: str, size: float, place: Placeholder, brand: Brand) -> int:
    return len(metrics(brand.fonts.heading, size, True).wrap(text, place.box.w * SAFE))


def _fit(text: str, place: Placeholder, setting: Setting, shortened: list[str]) -> str:
    size = place.size or 14.0
    font = setting.metrics(size)
    lines = max(1, int((place.box.h + 1) / font.line_height))
    cut = font.cut(one_line(text), place.box.w * SAFE, lines=lines)
    if cut != one_line(text):
        shortened.append(one_line(text))
    return cut


def _placeholder(
    number: int,
    item: Placeholder,
    lines: Sequence[str],
    setting: Setting,
    *,
    size: float | None = None,
    placed: bool = False,
) -> str:
    """Return a placeholder with its text, at the layout's place.

    With `placed` that place is written out: some readers take the first of several body placeholders for all.
    """
    place = f"<p:spPr>{xfrm(item.box)}</p:spPr>" if placed else "<p:spPr/>"
    language = setting.language
    look = f' sz="{round(size * 100)}"' if size else ""
    words = "".join(
        f"<a:p>{_directed(line, item, setting)}{_runs(_ordered(line, setting), language, look, item)}</a:p>"
        for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape_attribute(item.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_mark(item)}</p:nvPr></p:nvSpPr>{place}'
        "<p:txBody><a:bodyPr/><a:lstStyle/>"
        f"{words}</p:txBody></p:sp>"
    )


def _directed(text: str, item: Placeholder, setting: Setting) -> str:
    """Return what a placeholder's paragraph says of its direction, nothing where it is the layout's own.

    Text from right to left stands at the right in a placeholder whose text stands at the left, but for footers.
    """
    if not setting.direction:
        return ""
    if setting.direction == "ltr":
        return '<a:pPr rtl="0"/>'
    turned = item.align in ("", "l") and item.type not in ("ftr", "dt", "sldNum")
    side = ' algn="r"' if turned else ""
    return f'<a:pPr{side} rtl="{0 if reads_left_to_right(text) else 1}"/>'


def _ordered(text: str, setting: Setting) -> str:
    """Return a text with its dates in one piece, where it runs against the deck's direction."""
    return dates_kept([text])[0] if setting.turned and reads_left_to_right(text) else text


def _runs(line: str, language: str, look: str, item: Placeholder) -> str:
    """Return the runs of a line; symbols in a title are in the body font, because heading fonts may lack them."""
    head = f'lang="{language}"{look}'
    if item.type not in ("title", "ctrTitle"):
        return f"<a:r><a:rPr {head}/><a:t>{escape_text(line)}</a:t></a:r>"
    body = '<a:latin typeface="+mn-lt"/>'
    return "".join(
        f"<a:r><a:rPr {head}>{body}</a:rPr><a:t>{escape_text(part)}</a:t></a:r>"
        if symbol
        else f"<a:r><a:rPr {head}/><a:t>{escape_text(part)}</a:t></a:r>"
        for part, symbol in symbol_parts(line)
    )


def _foot(number: int, item: Placeholder, deck: Deck, setting: Setting) -> str:
    """Return a footer, date or slide number placeholder with its text, cut to one line."""
    language = escape_attribute(deck.formats.language)
    text = ""
    if item.type == "sldNum":
        run = f'<a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{language}"/><a:t>‹#›</a:t></a:fld>'
    else:
        font, room = setting.metrics(item.size or 10.0), (item.box.w - sum(item.inset)) * SAFE
        text = one_line(_footer(deck, setting.brand) if item.type == "ftr" else deck.formats.day(deck.properties.dated))
        while text.count(_PART) > 1 and font.width(text) > room:
            # Whole facts: those behind the project's code and name go where a line has no room for all.
            text = text.rpartition(_PART)[0]
        text = font.cut(text, room)
        look = "/>"
        if item.bare and item.size is not None:
            look = f' sz="{round(item.size * 100)}" b="0"><a:latin typeface="+mn-lt"/></a:rPr>'
        run = f'<a:r><a:rPr lang="{language}"{look}<a:t>{escape_text(text)}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape_attribute(item.name)}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_mark(item)}</p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/>"
        f"<a:p>{_directed(text, item, setting)}{run}</a:p></p:txBody></p:sp>"
    )


def _footer(deck: Deck, brand: Brand) -> str:
    """Return the deck's line for footers and the brand's, which is the plan's vendor where it says only a name."""
    line = brand.footer
    if line in (brand.name, brand.company.name) and deck.properties.company:
        line = deck.properties.company
    return _PART.join(part for part in (deck.footer, line) if part)


def _mark(item: Placeholder) -> str:
    kind = "" if item.type == "obj" else f' type="{item.type}"'
    index = f' idx="{item.index}"' if item.index != "0" else ""
    size = ' sz="half"' if item.type == "dt" else ""
    size = ' sz="quarter"' if item.type in ("ftr", "sldNum") else size
    return f"<p:ph{kind}{size}{index}/>"
