"""Finds the templates, brands and playbooks that come with plandocs, in a checkout or an installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def bundled(kind: str) -> Path:
    """Return the folder of what comes with plandocs: `templates` or `brand`.

    A wheel carries them inside the package; a checkout has them at its top.
    """
    inside = _PACKAGE / "bundled" / kind
    beside = _PACKAGE.parents[1] / kind
    for folder in (inside, beside):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"plandocs was installed without its {kind} folder; install it again")
