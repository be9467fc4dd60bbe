"""What a test does when an outside tool is not on the machine: skip with the reason, or fail where none may skip."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(tool: str, remedy: str) -> NoReturn:
    """Skip the running test with a reason; fail it when PLANDOCS_NO_SKIP is set, as it is in CI."""
    reason = f"{tool} is not installed: {remedy}"
    if os.environ.get("PLANDOCS_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)
