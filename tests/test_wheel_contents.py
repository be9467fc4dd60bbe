"""Everything a user needs is listed for the wheel: each template folder and each brand, and nothing that makes them."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAKERS = {"make", "__pycache__"}


def test_every_template_folder_and_brand_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"])
    folders = {
        f"{top}/{path.name}"
        for top in ("templates", "brand")
        for path in (ROOT / top).iterdir()
        if path.is_dir() and path.name not in MAKERS
    }
    assert len(folders) >= 7
    assert listed == folders | {"samples/dock-scheduling.yaml"}
