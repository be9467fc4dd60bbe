"""Speaker notes: a notes page for every slide, and a notes master where the template has none."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.render.direction import reads_left_to_right, runs_right_to_left
from plandocs.render.package import Package
from plandocs.render.powerpoint.geometry import Box, emu
from plandocs.render.powerpoint.text import one_line
from plandocs.render.relationships import XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
NOTES_MASTER_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_PICTURE = Box(90, 54, 360, 202.5)
_WORDS = Box(54, 288, 432, 378)


def notes_master_part(package: Package, main: str) -> str:
    """Return the name of the notes master's part; one is made, with the theme of the slides, where there is none."""
    rels = package.rels(main)
    found = rels.target_of("notesMaster")
    if found is not None:
        return found
    part = package.next_name("/ppt/notesMasters/notesMaster{}.xml")
    package.add_part(part, NOTES_MASTER_TYPE, notes_master_xml().encode())
    master = rels.target_of("slideMaster")
    source = package.rels(master).target_of("theme") if master else None
    if source is not None:
        theme = package.next_name("/ppt/theme/theme{}.xml")
        package.add_part(theme, THEME_TYPE, package.parts[source])
        package.rels(part).add("theme", theme)
    _list_master(package, main, rels.add("notesMaster", part))
    return part


def notes_master_xml() -> str:
    """Return a notes master: the slide's picture above, the words below."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'{_xfrm(_PICTURE)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill>'
        '<a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    words = (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr>{_xfrm(_WORDS)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
        '<a:p><a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    levels = "".join(
        f'<a:lvl{number}pPr marL="{(number - 1) * 228600}" algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        '<a:defRPr sz="1200" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
        for number in range(1, 6)
    )
    return (
        f'{XML_HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/>'
        f"</a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{picture}{words}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
        ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def add_notes(package: Package, slide: str, number: int, master: str, lines: Sequence[str], language: str) -> None:
    """Add the notes page of a slide: a paragraph for each line."""
    part = f"/ppt/notesSlides/notesSlide{number}.xml"
    package.add_part(part, NOTES_TYPE, _notes_xml(lines, language).encode())
    rels = package.rels(part)
    rels.add("notesMaster", master)
    rels.add("slide", slide)
    package.rels(slide).add("notesSlide", part)


def _notes_xml(lines: Sequence[str], language: str) -> str:
    tag = escape_attribute(language)
    turned = runs_right_to_left(language)
    words = "".join(
        f"<a:p>{_direction(line) if turned else ''}"
        f'<a:r><a:rPr lang="{tag}"/><a:t>{escape_text(one_line(line))}</a:t></a:r></a:p>'
        for line in lines
    )
    return (
        f"{XML_HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{_GROUP}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{words or '<a:p/>'}</p:txBody></p:sp></p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _direction(line: str) -> str:
    return f'<a:pPr algn="r" rtl="{0 if reads_left_to_right(line) else 1}"/>'


def _xfrm(box: Box) -> str:
    return f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'


def _list_master(package: Package, main: str, relationship: str) -> None:
    """Name the new notes master in the presentation, right behind the list of slide masters."""
    from lxml import etree

    from plandocs.render.powerpoint.layouts import P, R

    root = package.xml(main)
    listed = etree.Element(f"{P}notesMasterIdLst")
    etree.SubElement(listed, f"{P}notesMasterId").set(f"{R}id", relationship)
    masters = root.find(f"{P}sldMasterIdLst")
    root.insert(0 if masters is None else list(root).index(masters) + 1, listed)
