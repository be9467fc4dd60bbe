"""One build in a process of its own, for its memory: `python -m benchmarks.once 1000` prints seconds and megabytes."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.plans import AS_OF, plan_text


def main(tasks: int) -> None:
    """Build the documents of a plan of `tasks` tasks and print what it took."""
    from plandocs import api

    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.yaml"
        plan.write_text(plan_text(tasks), encoding="utf-8")
        begin = time.perf_counter()
        api.build(plan, api.BuildOptions(out=Path(folder) / "out", as_of=AS_OF, draft=True))
        took = time.perf_counter() - begin
    print(json.dumps({"seconds": took, "megabytes": peak_megabytes()}))


def peak_megabytes() -> float:
    """Return the most memory this process has held; 0 where the system does not tell.

    On Linux from /proc: there `ru_maxrss` begins with what the process had held that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 2**10
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


if __name__ == "__main__":
    main(int(sys.argv[1]))
