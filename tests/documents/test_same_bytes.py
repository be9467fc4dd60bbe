"""Same plan, template, brand and as-of date: the same bytes in two processes, two folders, two hash seeds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.documents.reading import SAMPLES


def build(out: Path, cwd: Path, seed: str) -> dict[str, str]:
    zone = "Asia/Tokyo" if seed == "1" else "UTC"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PLANDOCS_SOFFICE": ""}
    command = [sys.executable, "-m", "plandocs", "build", str(SAMPLES / "invoice-approval.yaml"), "-o", str(out)]
    command += ["--as-of", "2027-01-29", "--no-history"]
    subprocess.run(command, check=True, cwd=cwd, env=environment, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_two_builds_are_identical(tmp_path: Path) -> None:
    one = build(tmp_path / "one", tmp_path, "1")
    other = tmp_path / "elsewhere"
    other.mkdir()
    two = build(other / "two", other, "2")
    assert len(one) == 7
    assert one == two
