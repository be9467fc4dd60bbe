"""What the old file brings along into the new one: pictures, charts, links, lists, styles, headers of old sections.

Old content that is only deleted, not gone, still needs all of it: a reviewer may reject the deletion.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.relationships import Relationship, resolve
from plandocs.render.word.names import tag
from plandocs.render.word.redline.side import OLD, OLD_BOOKMARK, REFERENCE, REFERRING, Side, redirect

_STYLED = (tag("pStyle"), tag("rStyle"), tag("tblStyle"))
_LINKED = (tag("basedOn"), tag("next"), tag("link"))


def settle(old: Side, new: Side, root: etree._Element, bookmarks: Mapping[str, str], lists: Mapping[str, str]) -> None:
    """Let everything old in a merged story lead to something that the new file has."""
    _settle_relationships(old, new, root)
    _settle_bookmarks(root, bookmarks)
    _settle_lists(old, new, root, lists)
    _settle_styles(old, new, root)


def _settle_relationships(old: Side, new: Side, root: etree._Element) -> None:
    settled: dict[str, str] = {}
    copied: dict[str, str] = {}
    for item in root.iter():
        if not isinstance(item.tag, str):
            continue
        for name, value in item.attrib.items():
            if str(value).startswith(f"{OLD}"):
                identity = str(value).removeprefix(OLD)
                if item.tag == tag("numId"):
                    continue
                if identity not in settled:
                    settled[identity] = _brought(old, new, identity, copied)
                item.set(name, settled[identity])


def _brought(old: Side, new: Side, identity: str, copied: dict[str, str]) -> str:
    """Return the id in the new story of what an old relationship leads to."""
    arrow = old.package.rels(old.part)[identity]
    rels = new.package.rels(new.part)
    if arrow.external:
        same = next(
            (item.id for item in rels.find_all(arrow.type) if item.external and item.target == arrow.target), ""
        )
        return same or rels.add(arrow.type, arrow.target, external=True)
    target = _copied(old.package, new.package, resolve(old.part, arrow.target), copied)
    same = next(
        (item.id for item in rels.find_all(arrow.type) if not item.external and rels.target(item.id) == target), ""
    )
    return same or rels.add(arrow.type, target)


def _copied(old: Package, new: Package, name: str, copied: dict[str, str]) -> str:
    """Return the name in the new package of an old part: an equal one that is there, else a copy with all it needs."""
    if name in copied:
        return copied[name]
    arrows: list[Relationship] = list(old.rels(name))
    if new.parts.get(name) == old.parts[name] and not arrows:
        return name
    stem, dot, extension = name.rpartition(".")
    made = new.next_name(f"{stem.rstrip('0123456789')}-agreed{{}}{dot}{extension}")
    copied[name] = made
    new.defaults.setdefault(extension.lower(), old.defaults.get(extension.lower(), "application/xml"))
    new.add_part(made, old.content_type(name), old.parts[name])
    if arrows:
        data = old.parts[name].decode()
        for arrow in arrows:
            target = arrow.target if arrow.external else _copied(old, new, resolve(name, arrow.target), copied)
            fresh = new.rels(made).add(arrow.type, target, external=arrow.external)
            data = data.replace(f'"{arrow.id}"', f'"\0{fresh}"')
        new.parts[made] = data.replace("\0", "").encode()
    return made


def _settle_bookmarks(root: etree._Element, bookmarks: Mapping[str, str]) -> None:
    """Let old references lead to the bookmarks that stand for the old ones; what leads nowhere becomes plain."""
    now = {name.casefold(): became for name, became in bookmarks.items()}
    for item in root.iter(*REFERRING):
        redirect(item, now)
    there = {item.get(tag("name"), "") for item in root.iter(tag("bookmarkStart"))}
    for item in list(root.iter(tag("hyperlink"))):
        anchor = item.get(tag("anchor"), "")
        if anchor.startswith(OLD_BOOKMARK) and anchor not in there:
            del item.attrib[tag("anchor")]
    for item in root.iter(tag("instrText"), tag("delInstrText")):
        found = REFERENCE.search(item.text or "")
        if found and found[2].startswith(OLD_BOOKMARK) and found[2] not in there:
            item.text = " QUOTE "


def _settle_lists(old: Side, new: Side, root: etree._Element, lists: Mapping[str, str]) -> None:
    """Give old list items the new number of their list, or bring their list along."""
    made: dict[str, str] = {}
    for item in root.iter(tag("numId")):
        value = item.get(tag("val"), "")
        if not value.startswith(OLD):
            continue
        number = value.removeprefix(OLD)
        if number not in made:
            made[number] = lists.get(value) or _list_of(old, new, number)
        item.set(tag("val"), made[number])


def _list_of(old: Side, new: Side, number: str) -> str:
    name = new.package.rels(_main(new)).target_of("numbering")
    own = old.package.rels(_main(old)).target_of("numbering")
    if name is None or own is None or number == "0":
        return "0"
    root, own_root = new.package.xml(name), old.package.xml(own)
    used = [int(item.get(tag("numId"), "0")) for item in root.iterchildren(tag("num"))]
    source = next((item for item in own_root.iterchildren(tag("num")) if item.get(tag("numId")) == number), None)
    if source is None:
        return "0"
    same = next((item for item in root.iterchildren(tag("num")) if item.get(tag("numId")) == number), None)
    if same is not None and source.find(tag("lvlOverride")) is None and same.find(tag("lvlOverride")) is None:
        return number
    fresh = deepcopy(source)
    fresh.set(tag("numId"), str(max(used, default=0) + 1))
    last = [item for item in root if item.tag in (tag("abstractNum"), tag("num"))][-1]
    last.addnext(fresh)
    return fresh.get(tag("numId"), "0")


def _settle_styles(old: Side, new: Side, root: etree._Element) -> None:
    """Bring along the styles that only the old file needed."""
    name = new.package.rels(_main(new)).target_of("styles")
    own = old.package.rels(_main(old)).target_of("styles")
    if name is None or own is None:
        return
    known = {item.get(tag("styleId"), "") for item in new.package.parse(name).iterchildren(tag("style"))}
    used = {item.get(tag("val"), "") for item in root.iter(*_STYLED)}
    wanted = sorted(used - known)
    own_styles = {item.get(tag("styleId"), ""): item for item in old.package.parse(own).iterchildren(tag("style"))}
    while wanted:
        style = wanted.pop(0)
        if style in known or style not in own_styles:
            continue
        new.package.xml(name).append(deepcopy(own_styles[style]))
        known.add(style)
        wanted += [item.get(tag("val"), "") for item in own_styles[style].iterchildren(*_LINKED)]


def _main(side: Side) -> str:
    return side.package.main_part()
