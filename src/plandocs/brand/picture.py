"""How large a picture is, read from its header: PNG and JPEG, the kinds that every Office shows."""

from __future__ import annotations

import struct

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers that begin a frame of a JPEG picture, and so say its size. Source: ITU-T T.81, table B.1."""


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None when the bytes are neither a PNG nor a JPEG picture."""
    return png_size(data) or jpeg_size(data)


def png_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None when the bytes are not a PNG picture. Source: PNG, 11.2.2 IHDR."""
    if len(data) < 33 or not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if width and height else None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None when the bytes are not a JPEG picture. Source: ITU-T T.81, B.2.2."""
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None
