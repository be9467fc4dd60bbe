"""A mark to begin with: a PNG picture that stands where the company's logo will."""

from __future__ import annotations

import struct
import zlib

from plandocs.brand.contrast import channels

WIDTH, HEIGHT = 480, 120
"""Pixels."""
_RADIUS, _HOLE = 48, 22
_LINES = ((150, 440, 34, 50), (150, 360, 70, 86))
"""Bars that stand for words: left, right, top, bottom."""


def placeholder_logo(mark: str, words: str) -> bytes:
    """Return a ring in one colour beside two bars in another, on a transparent ground. Colours are six hex digits."""
    ring, bar, clear = (*channels(mark), 255), (*channels(words), 255), (255, 255, 255, 0)
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            rows += bytes(_pixel(x, y, ring, bar, clear))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(rows), 9)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


_Pixel = tuple[int, int, int, int]


def _pixel(x: int, y: int, ring: _Pixel, bar: _Pixel, clear: _Pixel) -> _Pixel:
    distance = (x - HEIGHT // 2) ** 2 + (y - HEIGHT // 2) ** 2
    if _HOLE**2 < distance <= _RADIUS**2:
        return ring
    if any(left <= x < right and top <= y < bottom for left, right, top, bottom in _LINES):
        return bar
    return clear
