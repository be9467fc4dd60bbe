"""How finished documents reach the disk: safe names, whole or not at all, never over edits or another edition.

With `api` the only place that writes. A file is written beside its target under a temporary name and then put in its
place in one step, so a reader sees the old file or the new one, never half.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
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

OFFICE = (".docx", ".pptx", ".xlsx")

Existing = Literal["absent", "generated", "edited", "foreign"]
Edition = Literal["customer", "internal"]
"""For whom a document was made. Both have the same names, so one is never written over the other unasked."""


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


class Ledger:
    """What plandocs wrote into a folder: the hash and edition of each file that cannot carry its own.

    Office files hold both inside. Mails and PDFs would show them to their reader, so theirs are kept beside them
    in `.plandocs.json`. Without the ledger such a file counts as somebody else's.
    """

    NAME = ".plandocs.json"

    def __init__(self, folder: Path) -> None:
        self._path = folder / self.NAME
        self._hashes, self._internal = self._read()
        self._changed = False

    def state(self, path: Path) -> Existing:
        """Return what stands at a path: nothing, a file as plandocs wrote it, one edited since, or somebody else's."""
        return self.standing(path)[0]

    def standing(self, path: Path) -> tuple[Existing, Edition | None]:
        """Return what stands at a path, and for whom it was made; None where nothing says so."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return "absent", None
        except OSError as error:
            raise FileError(_unwritable(path, error)) from None
        if path.suffix in OFFICE:
            from plandocs.render.origin import origin_of

            origin = origin_of(data, name=path.name)
            said = origin.facts.get("audience")
            return origin.state, "internal" if said == "internal" else "customer" if said == "customer" else None
        known = self._hashes.get(path.name)
        if known is None:
            return "foreign", None
        state: Existing = "generated" if known == hashlib.sha256(data).hexdigest() else "edited"
        return state, "internal" if path.name in self._internal else "customer"

    def note(self, path: Path, data: bytes, *, internal: bool = False) -> None:
        """Remember a file that was written, and for whom."""
        if path.suffix not in OFFICE:
            self._hashes[path.name] = hashlib.sha256(data).hexdigest()
            self._internal.discard(path.name)
            self._internal |= {path.name} if internal else set()
            self._changed = True

    def save(self) -> None:
        """Write the ledger, when there is something new in it."""
        if self._changed:
            known: dict[str, object] = {"written": dict(sorted(self._hashes.items()))}
            if self._internal:
                known["internal"] = sorted(self._internal)
            text = json.dumps(known, indent=1, ensure_ascii=False)
            write_whole(self._path, text.encode() + b"\n")

    def _read(self) -> tuple[dict[str, str], set[str]]:
        """Return the hashes, and the names of internal files.

        A ledger that is absent or damaged knows nothing, so that nothing is overwritten.
        """
        try:
            known = json.loads(self._path.read_bytes())
            hashes = {str(name): str(value) for name, value in known["written"].items()}
            return hashes, {str(name) for name in known.get("internal", ())}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}, set()


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
