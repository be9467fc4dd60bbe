"""What a company's own Office file says about its look: theme, logo, footer, paper, layouts and styles.

In come the bytes of a template; out comes an `Extract`, and for Word and Excel a copy of the template with what
documents need and it lacks. Nothing here decides what a brand takes of it.
"""

from __future__ import annotations

from plandocs.errors import PlanError
from plandocs.render.check.damage import OF_A_BAD_FILE, damaged, faults_of_file
from plandocs.render.extract.common import Extract, Image

__all__ = ["Extract", "Image", "extract"]


def extract(data: bytes, suffix: str, label: str) -> Extract:
    """Return what there is to know of a template, by its format: `.docx`, `.pptx` or `.xlsx`, or a template of these.

    Raises PlanError for a file that cannot be read.
    """
    try:
        return _extracted(data, suffix, label)
    except OF_A_BAD_FILE as error:
        raise PlanError(faults_of_file(data, label) or damaged(error, label)) from None


def _extracted(data: bytes, suffix: str, label: str) -> Extract:
    if suffix in (".docx", ".dotx"):
        from plandocs.render.extract.word import extract_word

        return extract_word(data, label)
    if suffix in (".pptx", ".potx"):
        from plandocs.render.extract.powerpoint import extract_powerpoint

        return extract_powerpoint(data, label)
    from plandocs.render.extract.excel import extract_excel

    return extract_excel(data, label)
