"""Office files damaged in seeded ways: cut, bytes flipped, parts missing or emptied, XML that says something else."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from lxml import etree

_VALUES = ("", "x", "-1", "999999999999999999", "1.5", "NaN", "rId999", "../../etc/passwd", "\u0664", "FFFFFFFFF")


def damaged(data: bytes, seed: int) -> bytes:
    """Return an Office file with one fault, the same for the same seed."""
    dice = random.Random(seed)
    return _WAYS[seed % len(_WAYS)](data, dice)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _flipped(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.choice((1, 3, 40))):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _in_a_part(change: Callable[[bytes, random.Random], bytes | None]) -> Callable[[bytes, random.Random], bytes]:
    def make(data: bytes, dice: random.Random) -> bytes:
        entries = _entries(data)
        name = dice.choice(sorted(name for name in entries if name.endswith((".xml", ".rels"))))
        made = change(entries[name], dice)
        if made is None:
            del entries[name]
        else:
            entries[name] = made
        return _zipped(entries)

    return make


def _in_the_tree(
    change: Callable[[list[etree._Element], random.Random], None],
) -> Callable[[bytes, random.Random], bytes]:
    def make(content: bytes, dice: random.Random) -> bytes:
        root = etree.fromstring(content)
        items = [item for item in root.iter() if isinstance(item.tag, str)]
        for _ in range(dice.choice((1, 1, 6))):
            change(items, dice)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return _in_a_part(make)


def _without_an_element(items: list[etree._Element], dice: random.Random) -> None:
    item = dice.choice(items)
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _other_value(items: list[etree._Element], dice: random.Random) -> None:
    item = dice.choice([item for item in items if item.attrib] or items)
    if item.attrib:
        item.set(dice.choice(sorted(map(str, item.attrib))), dice.choice(_VALUES))


def _without_a_value(items: list[etree._Element], dice: random.Random) -> None:
    item = dice.choice([item for item in items if item.attrib] or items)
    if item.attrib:
        del item.attrib[dice.choice(sorted(map(str, item.attrib)))]


def _other_name(items: list[etree._Element], dice: random.Random) -> None:
    item = dice.choice(items)
    item.tag = dice.choice([other.tag for other in items] + ["{urn:other}thing", "plain"])


def _other_text(items: list[etree._Element], dice: random.Random) -> None:
    dice.choice(items).text = dice.choice(("{{", "{% for a in b %}", "{{ x.y | z }}", "\u202e", *_VALUES))


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _flipped,
    _in_a_part(lambda content, dice: None),
    _in_a_part(lambda content, dice: b""),
    _in_a_part(lambda content, dice: content[: dice.randrange(len(content))]),
    _in_a_part(_flipped),
    _in_a_part(lambda content, dice: b'<?xml version="1.0"?><other/>'),
    _in_the_tree(_without_an_element),
    _in_the_tree(_without_an_element),
    _in_the_tree(_other_value),
    _in_the_tree(_other_value),
    _in_the_tree(_without_a_value),
    _in_the_tree(_without_a_value),
    _in_the_tree(_other_name),
    _in_the_tree(_other_text),
)
