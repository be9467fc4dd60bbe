"""Changes in, a new text out: found in the data, written as splices, and read back before anybody gets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from plandocs.errors import PlanError, Problem
from plandocs.exchange.patching.edits import Editor, Refusal, Splice
from plandocs.exchange.patching.paths import Path, concrete, value_at
from plandocs.exchange.patching.writing import Value, as_read
from plandocs.plan.reader import Data
from plandocs.plan.source import Source, key_text, parse_source

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Set:
    """Give a key or an entry a value. A key that is missing is added, with those above it that are missing too."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out a key with its value, or an entry of a list. The last one leaves `{}` or `[]`."""

    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """Put an entry into a list, before the entry at an index; at its end when that is None.

    A list that is missing is made.
    """

    path: Path
    value: Value
    index: int | None = None


Patch: TypeAlias = "Set | Remove | Insert"


def patched(data: bytes, patches: Iterable[Patch], name: str) -> bytes:
    """Return a plan file's bytes with changes made in their order; `name` is how messages call the file.

    Raises PlanError when the file cannot be read, when a path leads nowhere, or when a change cannot be written
    without touching something else: then nothing is changed.
    """
    source = parse_source(data, name)
    batch: list[tuple[Path, Patch]] = []
    for patch in patches:
        path = _concrete(source, batch, patch)
        if batch and not _is_independent(source.data, batch, path, patch):
            data = _written(data, source, batch)
            source, batch = parse_source(data, name), []
            path = _concrete(source, batch, patch)
        batch.append((path, patch))
    return _written(data, source, batch) if batch else data


def _concrete(source: Source, batch: Sequence[tuple[Path, Patch]], patch: Patch) -> Path:
    try:
        return concrete(source.data, patch.path)
    except LookupError as error:
        if batch:  # the entry may be one that the batch adds: look again when that is written
            return ("",)
        raise PlanError(_problem(source, patch.path, str(error.args[0]))) from None


def _is_independent(data: Data, batch: Sequence[tuple[Path, Patch]], path: Path, patch: Patch) -> bool:
    """Return whether a change can be written in one go with others: values set in different places."""
    if path == ("",) or not isinstance(patch, Set) or not all(isinstance(other, Set) for _, other in batch):
        return False
    if not _exists(data, path[:-1]) or any(not _exists(data, other[:-1]) for other, _ in batch):
        return False
    return all(path[: len(other)] != other and other[: len(path)] != path for other, _ in batch)


def _exists(data: Data, path: Path) -> bool:
    try:
        return bool(value_at(data, path))
    except LookupError:
        return False


def _written(data: bytes, source: Source, batch: Sequence[tuple[Path, Patch]]) -> bytes:
    """Return the bytes with a batch of changes, read back and found to say what they should."""
    text = data.decode("utf-8")
    head = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(head)
    editor = Editor(text, source.name)
    splices: list[Splice] = []
    wanted: Data = source.data
    for path, patch in batch:
        try:
            wanted = _with(wanted, path, _change(patch))
            splices += _splices(editor, path, patch)
        except Refusal as error:
            raise PlanError(_problem(source, path, str(error), error.fix, error.steps)) from None
        except LookupError as error:
            raise PlanError(_problem(source, path, str(error.args[0]))) from None
    new = _applied(text, splices)
    if new is None:
        raise PlanError(_problem(source, batch[0][0], "this touches another change that is made with it"))
    written = (head + new).encode("utf-8")
    try:
        found: Data = parse_source(written, source.name).data
    except PlanError:
        found = None
    if found != wanted:
        said = "this cannot be changed without touching something else in the file"
        raise PlanError(_problem(source, batch[0][0], said))
    return written


def _splices(editor: Editor, path: Path, patch: Patch) -> list[Splice]:
    match patch:
        case Set():
            return editor.set(path, patch.value)
        case Remove():
            return editor.remove(path)
        case Insert():
            return editor.insert(path, patch.value, patch.index)


def _applied(text: str, splices: Sequence[Splice]) -> str | None:
    """Return a text with pieces of it replaced, in their order where they go to one place; None if they overlap."""
    out: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < at:
            return None
        out += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*out, text[at:]])


def _change(patch: Patch) -> Callable[[Data], Data]:
    """Return what a patch does with the value at its path; `_GONE` takes it out."""
    if isinstance(patch, Set):
        return lambda _: as_read(patch.value)
    if isinstance(patch, Remove):
        return lambda _: _GONE
    return lambda old: _inserted(old, patch)


_GONE: Data = "\0gone"


def _inserted(old: Data, patch: Insert) -> Data:
    if old is None:
        old = []
    if not isinstance(old, list):
        raise LookupError("this is no list, so nothing can be added to it")
    at = len(old) if patch.index is None else patch.index
    if not 0 <= at <= len(old):
        raise LookupError(f"the list has no place {at}")
    return [*old[:at], as_read(patch.value), *old[at:]]


def _with(data: Data, path: Path, change: Callable[[Data], Data]) -> Data:
    """Return the data with one value changed; what lies around it is copied, not changed."""
    if not path:
        return change(data)
    head, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(head, int):
        if not 0 <= head < len(data):
            raise LookupError(f"the list has no entry {head}")
        new = _with(data[head], rest, change)
        return [*data[:head], *([] if new is _GONE else [new]), *data[head + 1 :]]
    if isinstance(data, list | str) or isinstance(head, int):
        raise LookupError(f"there is nothing with a key '{head}' here")
    known = data or {}
    new = _with(known.get(head), rest, change)
    if new is _GONE:
        if head not in known:
            raise LookupError(f"there is no key '{head}' to take out")
        return {key: value for key, value in known.items() if key != head}
    return {**known, head: new}


def _problem(source: Source, path: Path, message: str, fix: str = "", steps: int | None = None) -> Problem:
    fix = fix or "make this change by hand in the plan file"
    return source.problem("cannot-patch", f"{key_text(path)}: {message}", path[:steps], fix=fix)
