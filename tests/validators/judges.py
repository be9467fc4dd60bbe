"""All judges of a file together."""

from __future__ import annotations

from pathlib import Path

from plandocs.render.check import check_package
from tests.validators.open_xml_sdk import sdk_findings
from tests.validators.other_validators import audit_findings, integrity_findings


def all_findings(path: Path) -> list[str]:
    """Return the findings of our checker and of all outside validators, each with its judge's name."""
    own = [f"{problem.rule} {problem.where}: {problem.message}" for problem in check_package(path.read_bytes())]
    judged = {
        "plandocs": own,
        "Open XML SDK": sdk_findings(path),
        "openxml-audit": audit_findings(path),
        "ooxml-integrity": integrity_findings(path),
    }
    return [f"{judge}: {finding}" for judge, findings in judged.items() for finding in findings]
