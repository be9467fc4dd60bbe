"""How finished documents reach the disk: safe names, whole or not at all, never over somebody's edits.

With `api` the only place that writes. A file is written beside its target under a temporary name and then put in its
place in one step, so a reader sees the old file or the new one, never half.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import Literal

from plandocs.errors import FileError, Problem

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_LONGEST_STEM_BYTES = 120
_SEAL = re.compile(rb"<!-- plandocs ([0-9a-f]{64}) -->\n?\Z")

Existing = Literal["absent", "generated", "edited", "foreign"]


def safe_stem(text: str) -> str:
    """Return a text as the beginning of a file name that every common file system takes; `Project` if nothing is left.

    Normalised to NFKC, without separators, control characters, dots at the ends and device names, and cut to a length.
    """
    stem = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))
    stem = "".join(letter for letter in stem if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem = re.sub(r"\s+", " ", _UNSAFE.sub(" ", stem)).strip(" .")
    while len(stem.encode()) > _LONGEST_STEM_BYTES:
        stem = stem[:-1].rstrip(" .")
    if stem.split(".")[0].upper() in _DEVICES:
        stem = f"{stem}_"
    return stem or "Project"


def existing(path: Path) -> Existing:
    """Return what stands at a path: nothing, a file as plandocs wrote it, one edited since, or somebody else's."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return "absent"
    except OSError as error:
        raise FileError(_unwritable(path, error)) from None
    if path.suffix in (".docx", ".pptx", ".xlsx"):
        from plandocs.render.origin import origin_of

        return origin_of(data, name=path.name).state
    if path.suffix == ".pdf":
        return "generated"
    return _text_state(data)


def seal_text(text: str) -> bytes:
    """Return a text as bytes with the hash of itself in a closing comment, by which an edit shows."""
    body = text.rstrip("\n").encode() + b"\n"
    return body + f"<!-- plandocs {hashlib.sha256(body).hexdigest()} -->\n".encode()


def _text_state(data: bytes) -> Existing:
    found = _SEAL.search(data)
    if found is None:
        return "foreign"
    return "generated" if hashlib.sha256(data[: found.start()]).hexdigest().encode() == found[1] else "edited"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; FileError names the path and what to do."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.stem[:20]}-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise FileError(_unwritable(path, error)) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _umask() -> int:
    """Return the process's file mask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> Problem:
    return Problem(
        rule="cannot-write",
        message=f"'{path}' could not be written: {(error.strerror or str(error)).lower()}",
        path=str(path),
        fix="close the file if it is open in Office, or choose another folder with -o",
    )
