"""Changes of a plan file's text that leave everything else as it is, to the byte.

A person's comments, order, quotation marks, indentation and line ends stay; only the places that change are written
anew. Every change is proven: the new text must read back as the plan that was meant, else nothing is changed and one
located message says why.
"""

from __future__ import annotations

from plandocs.exchange.patching.patch import Insert, Patch, Remove, Set, patched
from plandocs.exchange.patching.paths import Path, parse_path
from plandocs.exchange.patching.writing import Value

__all__ = ["Insert", "Patch", "Path", "Remove", "Set", "Value", "parse_path", "patched"]
