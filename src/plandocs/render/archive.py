"""The zip around an Office file: read with suspicion, written canonically.

Reading looks at the zip directory before it unpacks anything: a file of half a megabyte can unpack to
gigabytes. Writing gives the same bytes for the same entries: order, dates and attributes are fixed. Nothing
here knows what an entry means.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Container, Iterable
from functools import lru_cache

from plandocs.errors import PlanError, Problem

MAX_ENTRIES = 20_000
MAX_TOTAL_BYTES = 512 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 16 * 1024 * 1024

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,  # UnicodeDecodeError of names; a directory that points before the file's beginning
    OSError,  # damaged bzip2 data
    OverflowError,
)
"""What `zipfile` raises on a file that is not whole."""
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_LEVEL = 6
_ENTRY_HEAD, _DIRECTORY_HEAD = b"PK\3\4\x14\0", b"PK\1\2\x14\0\x14\0"
_FACTS = struct.Struct("<4H3L2H")
"""What an entry and its line in the directory have in common: from the flags to the lengths of name and extra field."""
_PLACE, _END = struct.Struct("<3H2L"), struct.Struct("<4s4H2LH")
_ENTRY_SIZE = len(_ENTRY_HEAD) + _FACTS.size
_UTF8 = 0x800
_DATE = 0x21
"""1 January 1980, the first day that a zip can name."""
_ATTRIBUTES = 0o600 << 16  # what zipfile would write in place of 0


def read_archive(data: bytes, *, name: str) -> dict[str, bytes]:
    """Return the entries of a zip as name → bytes, in directory order; folders are left out.

    `name` is what problems call the file. Raises `PlanError` when the file is no zip, is encrypted, is too
    large unpacked, or holds unsafe or duplicate names.
    """
    if data.startswith(_OLE_SIGNATURE):
        message = "the file is password-protected or of an Office version before 2007"
        raise _refused("package-encrypted", name, message, "open it in Office and save it without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            problems = directory_problems(infos, name=name, size=len(data))
            if problems:
                raise PlanError(problems)
            return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except _DAMAGE as error:
        message = f"the file is no readable Office file ({error})"
        raise _refused("package-unreadable", name, message, "open it in Office and save it again") from error


def directory_problems(infos: Iterable[zipfile.ZipInfo], *, name: str, size: int) -> list[Problem]:
    """Return what is wrong with a zip directory, before anything is unpacked.

    `size` is the file's own, in bytes.
    """
    infos = list(infos)
    problems: list[Problem] = []
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_ENTRIES:
        message = f"{len(infos)} entries; at most {MAX_ENTRIES} are read"
        problems.append(_problem("package-too-large", name, message))
    if total > MAX_TOTAL_BYTES:
        limit = MAX_TOTAL_BYTES // 2**20
        message = f"unpacks to {total // 2**20} MB; at most {limit} MB are read"
        problems.append(_problem("package-too-large", name, message))
    elif total > RATIO_MATTERS_FROM_BYTES and total > MAX_RATIO * size:
        message = f"unpacks to {total // max(size, 1)} times its size; at most {MAX_RATIO} times"
        problems.append(_problem("package-too-large", name, message))
    seen: set[str] = set()
    for info in infos:
        entry = info.filename
        if _is_unsafe(entry):
            problems.append(_problem("package-entry-name", name, f"unsafe entry name {entry!r}", entry))
        if entry.casefold() in seen:
            message = f"two entries are called '{entry}'"
            problems.append(_problem("package-duplicate-entry", name, message, entry))
        seen.add(entry.casefold())
        if info.flag_bits & 0x1:
            problems.append(_problem("package-encrypted", name, f"the entry '{entry}' is encrypted", entry))
    return problems


def write_archive(entries: Iterable[tuple[str, bytes]], shared: Container[str] = frozenset()) -> bytes:
    """Return a zip of the entries in the order given, with fixed dates and attributes.

    `shared` names entries that many files have in common: they are compressed once. The records are those of
    `zipfile`, which takes as long to write them as it takes to compress a small part.
    """
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in entries:
        packed, checksum = _packed_once(data) if name in shared else _packed(data)
        written = name.encode()
        facts = _FACTS.pack(
            0 if name.isascii() else _UTF8,
            zipfile.ZIP_DEFLATED,
            0,
            _DATE,
            checksum,
            len(packed),
            len(data),
            len(written),
            0,
        )
        directory += [_DIRECTORY_HEAD, facts, _PLACE.pack(0, 0, 0, _ATTRIBUTES, offset), written]
        pieces += [_ENTRY_HEAD, facts, written, packed]
        offset += _ENTRY_SIZE + len(written) + len(packed)
    count, size = len(directory) // 4, sum(map(len, directory))
    return b"".join([*pieces, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)])


def _packed(data: bytes) -> tuple[bytes, int]:
    """Return data compressed, and its checksum."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(), zlib.crc32(data)


_packed_once = lru_cache(maxsize=128)(_packed)


def _is_unsafe(entry: str) -> bool:
    return (
        not entry
        or entry.startswith("/")
        or "\\" in entry
        or ":" in entry
        or any(character < " " for character in entry)
        or any(step in ("", ".", "..") for step in entry.removesuffix("/").split("/"))
    )


def _problem(rule: str, name: str, message: str, where: str = "") -> Problem:
    return Problem(rule=rule, message=message, path=name, where=where)


def _refused(rule: str, name: str, message: str, fix: str) -> PlanError:
    return PlanError(Problem(rule=rule, message=message, path=name, fix=fix))
