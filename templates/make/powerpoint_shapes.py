"""Shapes of the PowerPoint template as XML: drawings, the logo's picture, placeholders with their list styles.

All sizes are points on a page of 960 × 540. Used by `powerpoint.py` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDE, HIGH = 960.0, 540.0
LEFT, RIGHT = 43.2, 916.8
FULL = RIGHT - LEFT
EMU = 12700

COLOURS = {
    "dk1": "1B2430",
    "lt1": "FFFFFF",
    "dk2": "0B4F4A",
    "lt2": "F3F6F7",
    "accent1": "0F766E",
    "accent2": "C2703D",
    "accent3": "2E7D4F",
    "accent4": "E0A526",
    "accent5": "B3261E",
    "accent6": "5B6672",
    "hlink": "0F766E",
    "folHlink": "5B6672",
}
LINE = "D5DAE0"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TYPES = "application/vnd.openxmlformats-officedocument.presentationml"
FOOTER_TOP = 506.0


@dataclass(frozen=True)
class Layout:
    """A layout: its name, its type in the file format, its shapes, and the ground it stands on."""

    name: str
    type: str
    shapes: tuple[str, ...]
    ground: str = ""
    footer: str = "accent6"
    tab: bool = False


class Ids:
    """Shape ids, counted up from 2 on each page; 1 is the page's own group."""

    def __init__(self) -> None:
        self.last = 1

    def next(self) -> int:
        """Return a new id."""
        self.last += 1
        return self.last


IDS = Ids()


def emu(points: float) -> int:
    """Return points as English metric units."""
    return round(points * EMU)


def xfrm(x: float, y: float, w: float, h: float) -> str:
    """Return a shape's place and size."""
    return f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'


def colour(value: str, shade: str = "") -> str:
    """Return a theme colour by slot, or a literal of six digits; `shade` is XML that changes it."""
    if len(value) == 6 and value == value.upper():
        return f'<a:srgbClr val="{value}">{shade}</a:srgbClr>'
    return f'<a:schemeClr val="{value}">{shade}</a:schemeClr>'


def fill(value: str, shade: str = "") -> str:
    """Return a solid fill."""
    return f"<a:solidFill>{colour(value, shade)}</a:solidFill>"


def lighter(percent: int) -> str:
    """Return the change of a colour toward white, in percent."""
    return f'<a:lumMod val="{(100 - percent) * 1000}"/><a:lumOff val="{percent * 1000}"/>'


def alpha(percent: int) -> str:
    """Return the change of a colour to a share of its cover."""
    return f'<a:alpha val="{percent * 1000}"/>'


def drawing(x: float, y: float, w: float, h: float, paint: str, geometry: str = "rect", adjust: str = "") -> str:
    """Return a decorative shape: without text, and marked as decoration for screen readers."""
    number = IDS.next()
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Drawing {number}"><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
        ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        f'</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(x, y, w, h)}'
        f'<a:prstGeom prst="{geometry}"><a:avLst>{adjust}</a:avLst></a:prstGeom>{paint}</p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def logo(x: float, y: float, w: float, h: float, name: str = "brand:logo") -> str:
    """Return a picture that a brand's logo takes the place of, at the left of its box."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{IDS.next()}" name="{name}" descr="Logo"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        '<p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{xfrm(x, y, w, h)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def level(number: int, size: float, look: str = "", *, bold: bool = False, paint: str = "tx1") -> str:
    """Return one level of a list style."""
    weight = ' b="1"' if bold else ' b="0"'
    font = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    return (
        f'<a:lvl{number}pPr{look}<a:defRPr sz="{round(size * 100)}"{weight}>{fill(paint)}{font}</a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def plain(size: float, *, bold: bool = False, paint: str = "tx1", align: str = "l") -> str:
    """Return a list style of plain lines: no bullet, no indent."""
    look = f' marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
    return "".join(level(number, size, look, bold=bold, paint=paint) for number in range(1, 6))


def placeholder(
    kind: str,
    index: int,
    name: str,
    box: tuple[float, float, float, float],
    prompt: str,
    style: str = "",
    *,
    anchor: str = "t",
    field: str = "",
) -> str:
    """Return a placeholder: its type, index, name, box, the prompt that is seen in the editor, and its style."""
    mark = f' type="{kind}"' if kind else ""
    mark += f' idx="{index}"' if index else ""
    mark += ' sz="quarter"' if kind in ("ftr", "sldNum", "body", "") and index >= 10 else ""
    mark += ' sz="half"' if kind == "dt" else ""
    run = (
        f'<a:fld id="{{{field}}}" type="{"slidenum" if kind == "sldNum" else "datetime1"}"><a:rPr lang="en-US"/>'
        f"<a:t>{prompt}</a:t></a:fld>"
        if field
        else f'<a:r><a:rPr lang="en-US"/><a:t>{prompt}</a:t></a:r>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{IDS.next()}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{mark}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{xfrm(*box)}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def title(
    box: tuple[float, float, float, float], size: float = 26, paint: str = "tx1", kind: str = "title", anchor: str = "t"
) -> str:
    """Return a title placeholder."""
    style = (
        '<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="1">{fill(paint)}<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>'
        '<a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>'
    )
    return placeholder(kind, 0, "Title", box, "The slide's finding in one sentence", style, anchor=anchor)


def footer(paint: str, *, numbers: bool = True) -> list[str]:
    """Return the footer, date and slide number placeholders."""
    shapes = [
        placeholder("ftr", 11, "Footer", (140, FOOTER_TOP, 430, 20), "Project", plain(10, paint=paint), anchor="ctr"),
        placeholder(
            "dt", 10, "Date", (640, FOOTER_TOP, 220, 20), "Date", plain(10, paint=paint, align="r"), anchor="ctr"
        ),
    ]
    if numbers:
        shapes.append(
            placeholder(
                "sldNum",
                12,
                "Slide number",
                (876.8, FOOTER_TOP, 40, 20),
                "‹#›",
                plain(10, bold=True, paint=paint, align="r"),
                anchor="ctr",
                field="B6F15528-21DE-4FAA-801E-634DDDAF4B2B",
            )
        )
    return shapes
