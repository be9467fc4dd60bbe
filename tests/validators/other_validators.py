"""The two validators written in Python: openxml-audit for all three formats, ooxml-integrity for Word and slides."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from tests.validators.absence import absent

REMEDY = "pip install 'plandocs[dev]'"


def audit_findings(path: Path) -> list[str]:
    """Return openxml-audit's findings of any severity, for Microsoft 365."""
    return [str(error) for error in _auditor().validate(path).errors]


def integrity_findings(path: Path) -> list[str]:
    """Return ooxml-integrity's errors and warnings; it has nothing to say about workbooks."""
    if importlib.util.find_spec("ooxml_integrity") is None:
        absent("ooxml-integrity", REMEDY)
    import ooxml_integrity

    if path.suffix == ".xlsx":
        return []
    check = ooxml_integrity.check if path.suffix == ".docx" else ooxml_integrity.check_pptx
    return [str(finding) for finding in check(path) if finding.severity is not ooxml_integrity.INFO]


@cache
def _auditor() -> Any:
    if importlib.util.find_spec("openxml_audit") is None:
        absent("openxml-audit", REMEDY)
    from openxml_audit import FileFormat, OpenXmlValidator

    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
