"""Every sample, built once a test process under each brand, as a customer would get it."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from plandocs import api

ROOT = Path(__file__).parents[2]
SAMPLES = tuple(sorted(path.stem for path in (ROOT / "samples").glob("*.yaml")))
BRANDS = tuple(sorted(path.parent.name for path in (ROOT / "brand").glob("*/brand.yaml")))
AS_OF = {"invoice-approval": date(2027, 1, 29)}
OFFICE = (".docx", ".pptx", ".xlsx")


@cache
def built(sample: str, brand: str) -> dict[str, Path]:
    """Return the Office files of a sample by kind: plan, kickoff, workbook, status.

    The file names carry sample and brand, so that all of them can go through LibreOffice in one call.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"plandocs-{sample}-{brand}-"))
    options = api.BuildOptions(out=folder, brand=brand, as_of=AS_OF.get(sample))
    result = api.build(ROOT / "samples" / f"{sample}.yaml", options)
    found = {}
    for path in result.files:
        if path.suffix in OFFICE:
            kind = _kind(path)
            found[kind] = path.rename(folder / f"{sample}-{brand}-{kind}{path.suffix}")
    return found


def _kind(path: Path) -> str:
    if path.suffix == ".docx":
        return "status" if " Status " in path.name else "plan"
    return "kickoff" if path.suffix == ".pptx" else "workbook"
