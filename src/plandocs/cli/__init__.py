"""The command line: the only place that prints, asks for the date of today, and decides an exit code.

In come arguments, out go results on stdout, messages on stderr and one of the exit codes of the contract: 0 done,
1 the plan has errors, 2 wrong usage, 3 a file could not be read or written. Importing this module imports no command.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from plandocs.cli.console import Console, ReaderGone, degrade_unprintable
from plandocs.cli.group import cli
from plandocs.errors import EXIT_DONE, EXIT_FILE, EXIT_USAGE, PlandocsError, Problem

EXIT_INTERRUPTED = 130
EXIT_READER_GONE = 141
"""What a shell reports for a program ended by SIGPIPE: `plandocs schedule plan.yaml | head` is no error in the plan."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. No exception that a user can cause leaves here as a traceback."""
    if arguments is None:
        # One command is all this process does, and what it builds lives to its end: looking for garbage among a plan's
        # many small objects finds none, and takes a sixth of the time. A caller's own process is left alone.
        gc.disable()
    degrade_unprintable(sys.stdout, sys.stderr)
    console = Console.of_process()
    try:
        code = _run(console, list(sys.argv[1:] if arguments is None else arguments))
        console.flush()
    except (ReaderGone, BrokenPipeError):
        _discard_output()
        return EXIT_READER_GONE
    return code


def _run(console: Console, arguments: list[str]) -> int:
    try:
        answer = cli.main(arguments, prog_name="plandocs", standalone_mode=False, obj=console)
    except PlandocsError as error:
        console.problems(error.problems)
        return error.exit_code
    except click.FileError as error:
        console.problems([Problem(rule="file", message=error.format_message())])
        return EXIT_FILE
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except click.Abort:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        console.problems([_file_problem(error)])
        return EXIT_FILE
    return answer if isinstance(answer, int) else EXIT_DONE


def _file_problem(error: OSError) -> Problem:
    """Return what the system said about a file, in one line."""
    return Problem(rule="file", message=(error.strerror or str(error)).lower(), path=str(error.filename or ""))


def _discard_output() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain about the closed pipe."""
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
