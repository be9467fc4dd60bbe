"""The zip around an Office file: read with suspicion, written canonically.

Reading looks at the zip directory before it unpacks anything: a file of half a megabyte can unpack to
gigabytes. Writing gives the same bytes for the same entries: order, dates and attributes are fixed. Nothing
here knows what an entry means.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from plandocs.errors import PlanError, Problem

MAX_ENTRIES = 20_000
MAX_TOTAL_BYTES = 512 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 16 * 1024 * 1024

_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_EPOCH = (1980, 1, 1, 0, 0, 0)
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
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as error:
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


def write_archive(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of the entries in the order given, with fixed dates and attributes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = _ATTRIBUTES
            archive.writestr(info, data, compresslevel=6)
    return out.getvalue()


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
