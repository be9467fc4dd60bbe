"""Brand folders for the tests: written as text, with pictures of one pixel."""

import struct
import zlib
from pathlib import Path

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand


def png(width: int, height: int) -> bytes:
    """Return a white PNG picture."""
    rows = b"".join(b"\x00" + b"\xff" * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def load(folder: Path, text: str) -> Brand:
    """Write a brand file into a folder and return its brand."""
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    return load_brand(str(folder))
