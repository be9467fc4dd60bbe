"""From a file's bytes to clean text: UTF-8 only, without characters that no Office file can hold.

What is left out is reported, never silently lost: each control character and each half of a surrogate pair gives a
located warning.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from plandocs.errors import PlanError, Problem

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What XML 1.0 forbids, C1 controls but the line break U+0085, and a byte order mark inside the text."""

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
_SHOWN = 20


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a file and the warnings about what was left out of it.

    A byte order mark is dropped. Raises PlanError for anything that is not UTF-8.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\x00" in data[:4]:
        raise PlanError(_encoding_problem(name, "the file is in UTF-16 or UTF-32, not in UTF-8", 1, 1))
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        byte = data[error.start]
        raise PlanError(_encoding_problem(name, f"the byte 0x{byte:02X} is not UTF-8", line, column)) from None
    return _without_controls(text, name)


def join_surrogates(text: str, name: str) -> tuple[str, list[Problem]]:
    r"""Return JSON text with escaped surrogate pairs (`\ud83d\ude00`) written as the characters they stand for.

    YAML knows no pairs. A half without its partner becomes U+FFFD, with a warning.
    """
    text = _PAIR.sub(lambda m: m[1] + _character(m[2], m[3]), text)
    problems = [
        _control_problem(name, f"half a character (\\u{m[2]})", *_position(text, m.start(2) - 2))
        for m in _HALF.finditer(text)
    ]
    return _HALF.sub(lambda m: f"{m[1]}\ufffd", text), problems


def strip_controls(value: str) -> str:
    """Return a text without control characters."""
    return CONTROLS.sub("", value)


def control_problem(name: str, found: str, line: int, column: int) -> Problem:
    """Return the warning that a character was left out of a text."""
    return _control_problem(name, f"the control character U+{ord(found):04X}", line, column)


def _without_controls(text: str, name: str) -> tuple[str, list[Problem]]:
    found = CONTROLS.search(text)
    if found is None:
        return text, []
    problems = []
    for match in CONTROLS.finditer(text):
        problems.append(control_problem(name, match[0], *_position(text, match.start())))
        if len(problems) == _SHOWN:
            break
    return CONTROLS.sub("", text), problems


def _position(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of an index; columns count what is left of the line once it is clean."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, len(CONTROLS.sub("", text[start:index])) + 1


def _character(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))


def _control_problem(name: str, what: str, line: int, column: int) -> Problem:
    return Problem(
        rule="control-character",
        severity="warning",
        message=f"{what} was left out of the text",
        path=name,
        line=line,
        column=column,
        fix="delete it; it cannot be printed in a document",
    )


def _encoding_problem(name: str, message: str, line: int, column: int) -> Problem:
    return Problem(rule="encoding", message=message, path=name, line=line, column=column, fix="save the file as UTF-8")
