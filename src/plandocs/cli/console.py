"""Where a command writes: results to stdout, messages to stderr, each as its stream can show it.

Colours and links only go to a terminal, and `NO_COLOR` switches colours off. A character that a stream cannot encode
is written as the nearest plain one. Nothing here knows a plan.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TextIO

from plandocs.errors import Problem, render_problem

Role = Literal["error", "warning", "info", "heading", "strong", "muted", "good"]
Painter = Callable[[Role, str], str]

_CODES: Mapping[Role, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "heading": "1",
    "strong": "1",
    "muted": "2",
    "good": "32",
}
_PLAIN = {
    "…": ".", "–": "-", "—": "-", "−": "-", "·": "-", "→": ">", "≤": "<", "≥": ">", "×": "x",
    "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ",
    "█": "#", "▒": "=", "▓": "%", "░": "~", "│": "|", "─": "-", "◆": "*", "●": "*", "▲": "^", "■": "#",
    "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "#", "▊": "#", "▉": "#",
}  # fmt: skip
_FALLBACK_WIDTH = 100
_MOST_WIDTH = 160
_HARMLESS = {ord("\n"), ord("\t")}
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in _HARMLESS}


class ReaderGone(Exception):
    """Whoever read our output has stopped reading."""


class Console:
    """The two streams of a command, and what each of them can show."""

    def __init__(self, out: TextIO, err: TextIO, environment: Mapping[str, str]) -> None:
        self.out = out
        self.err = err
        self._environment = environment
        self._sources: dict[str, list[str]] = {}

    @classmethod
    def of_process(cls) -> Console:
        """Return the console of this process."""
        return cls(sys.stdout, sys.stderr, os.environ)

    @property
    def width(self) -> int:
        """How many columns a line of results may have; `COLUMNS` decides where there is no terminal."""
        return min(_MOST_WIDTH, max(40, shutil.get_terminal_size((_FALLBACK_WIDTH, 24)).columns))

    @property
    def shows_progress(self) -> bool:
        """Whether a moving display on stderr has somebody to look at it."""
        return _is_terminal(self.err) and self._environment.get("TERM") != "dumb"

    def painter(self, stream: TextIO | None = None) -> Painter:
        """Return how to colour text for a stream (stdout by default): with ANSI codes, or not at all."""
        return _paint if self._colours(stream or self.out) else lambda _role, text: text

    def result(self, text: str) -> None:
        """Print a result, with a line end."""
        self._write(self.out, f"{text}\n")

    def json(self, value: Any, *, indented: bool = False) -> None:
        """Print a value as JSON: readable characters where the stream can carry all of them, else escapes.

        `indented` gives every value a line of its own, for what a person keeps as a file.
        """
        as_they_are = codecs.lookup(self.out.encoding or "ascii").name.startswith("utf")
        if indented:
            self.result(json.dumps(value, indent=2, ensure_ascii=not as_they_are))
        else:
            self.result(_laid_out(value, ensure_ascii=not as_they_are))

    def raw(self, data: bytes) -> None:
        """Hand over bytes as they are: a file in another format, whose line ends and letters are its own."""
        binary = getattr(self.out, "buffer", None)
        if binary is None:
            self._write(self.out, data.decode("utf-8"))
            return
        self.flush()
        try:
            binary.write(data)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def path(self, path: Path) -> None:
        """Print where a file is: a link on a terminal, the plain path elsewhere."""
        shown = _without_controls(str(path))
        if _is_terminal(self.out) and self._environment.get("TERM") != "dumb":
            shown = f"\x1b]8;;{path.absolute().as_uri()}\x1b\\{shown}\x1b]8;;\x1b\\"
        self.result(shown)

    def message(self, text: str) -> None:
        """Print a message to stderr, with a line end."""
        self._write(self.err, f"{text}\n")

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems to stderr, each with its line of the file and its fix."""
        for problem in problems:
            self.message(self.problem_text(problem, self.err))

    def problem_text(self, problem: Problem, stream: TextIO | None = None) -> str:
        """Return a problem with its excerpt, coloured as the stream (stdout by default) can show it."""
        text = _without_controls(render_problem(problem, self._lines_of(problem)))
        return _paint_problem(text, problem, self.painter(stream))

    def flush(self) -> None:
        """Hand everything over; raises `ReaderGone` when nobody takes it."""
        for stream in (self.out, self.err):
            try:
                stream.flush()
            except BrokenPipeError as error:
                raise ReaderGone from error

    def _write(self, stream: TextIO, text: str) -> None:
        try:
            stream.write(text)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def _colours(self, stream: TextIO) -> bool:
        if self._environment.get("NO_COLOR") or self._environment.get("TERM") == "dumb":
            return False
        return _is_terminal(stream)

    def _lines_of(self, problem: Problem) -> list[str] | None:
        """Return the lines of the file a problem points into; None when it points at no line."""
        if problem.line is None or not problem.path:
            return None
        if problem.path not in self._sources:
            try:
                text = Path(problem.path).read_text(encoding="utf-8-sig", errors="replace")
            except OSError:
                text = ""  # the file has gone since it was read: the place is still worth printing
            self._sources[problem.path] = text.split("\n")
        return self._sources[problem.path]


def _laid_out(value: Any, *, ensure_ascii: bool) -> str:
    """Return JSON with a key a line, and an item a line where a list holds objects.

    json's own indenting is done in Python, not in C: for ten thousand tasks it takes as long as scheduling them.
    """
    encode = json.JSONEncoder(ensure_ascii=ensure_ascii).encode
    if not isinstance(value, dict) or not value:
        return encode(value)
    lines = []
    for key, part in value.items():
        if isinstance(part, list) and part and isinstance(part[0], dict):
            rows = ",\n".join(f"    {encode(item)}" for item in part)
            lines.append(f"  {encode(key)}: [\n{rows}\n  ]")
        else:
            lines.append(f"  {encode(key)}: {encode(part)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def degrade_unprintable(*streams: TextIO) -> None:
    """Let streams of a small character set write the nearest plain character instead of failing."""
    codecs.register_error("plandocs-plain", _plain_character)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="plandocs-plain")


def _plain_character(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in missing), error.end


def _is_terminal(stream: TextIO) -> bool:
    return not stream.closed and stream.isatty()


def _without_controls(text: str) -> str:
    """Return text in which nothing moves the cursor: it may quote a file of unknown origin."""
    return text.translate(_CONTROLS)


def _paint(role: Role, text: str) -> str:
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if text else text


def _paint_problem(text: str, problem: Problem, paint: Painter) -> str:
    head, *rest = text.split("\n")
    label = f"{problem.severity}[{problem.label}]"
    lines = [head.replace(label, paint(problem.severity, label), 1)]
    for line in rest:
        if re.fullmatch(r" +\| *\^+", line):
            marker = line.index("^")
            lines.append(line[:marker] + paint(problem.severity, line[marker:]))
        elif line.startswith("  why: "):
            lines.append(paint("muted", "  why:") + line[6:])
        elif line.startswith("  fix: "):
            lines.append(paint("good", "  fix:") + line[6:])
        else:
            lines.append(line)
    return "\n".join(lines)
