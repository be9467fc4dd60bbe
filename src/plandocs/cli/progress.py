"""How far a long command has come, on a terminal; silence everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from plandocs.cli.console import Console

Report = Callable[[str, int, int], None]


@contextmanager
def progress(console: Console, title: str) -> Iterator[Report | None]:
    """Give a function that takes what is being done, how many steps are done, and of how many.

    None where nobody looks: stderr is no terminal. The display vanishes when the work is over.
    """
    if not console.shows_progress:
        yield None
        return
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    with Progress(*columns, console=RichConsole(file=console.err), transient=True) as display:
        task = display.add_task(title, total=None)

        def report(step: str, done: int, total: int) -> None:
            display.update(task, description=step, completed=done, total=total)

        yield report
