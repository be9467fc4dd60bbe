"""The shortest schedules known of the projects that `progen` makes, and where those numbers come from.

`best_known.json` holds, for each project, the length of the shortest schedule found and the largest lower bound that
was proved. Where both are equal, CP-SAT (OR-Tools) has proved the length optimal; that is so for all of j30. The
others are upper bounds: the best of long runs of CP-SAT, with and without our schedule as a start, and of our own
genetic search with several seeds.

`python -m benchmarks.best_known [NAME ...]` tries again for those that are not proved (it needs OR-Tools, and about a
minute for each), and keeps what is better than before.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from benchmarks.progen import COUNTS, instances
from plandocs.schedule.rcpsp import Effort, cp_sat, shortest_found

_FILE = Path(__file__).with_name("best_known.json")
_LONG = Effort(placements=5_000_000, schedules=60_000, population=100, samples=100)
_SEEDS = (21, 22, 23)
_SECONDS = 60.0


@cache
def _known() -> dict[str, dict[str, int]]:
    read: dict[str, dict[str, int]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return read


def shortest_known(name: str) -> int:
    """Return the length of the shortest schedule known of a project."""
    return _known()[name]["length"]


def main(names: list[str]) -> None:
    """Look for shorter schedules of the projects that are not proved, and write what is better."""
    known = dict(_known())
    for instance in [one for name in names or COUNTS for one in instances(name)]:
        before = known.get(instance.name)
        if before and before["length"] == before["bound"]:
            continue
        work = instance.workload()
        found = min((shortest_found(work, _LONG, seed=seed) for seed in _SEEDS), key=lambda made: made.length)
        if not found.is_optimal:
            found = cp_sat.improved(work, found, seconds=_SECONDS, steps=_SECONDS)
        length, bound = found.length, found.bound
        if before:
            length, bound = min(length, before["length"]), max(bound, before["bound"])
        known[instance.name] = {"length": length, "bound": bound}
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in known.items())
        _FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
        print(instance.name, before, known[instance.name], flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
