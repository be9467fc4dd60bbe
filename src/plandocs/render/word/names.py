"""The names of WordprocessingML: namespaces and tags."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"

EMU_PER_TWIP = 635
"""English metric units in a twentieth of a point."""


def tag(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def wp(name: str) -> str:
    """Return the qualified name of an element of drawings in Word."""
    return f"{{{WP}}}{name}"


def a(name: str) -> str:
    """Return the qualified name of a DrawingML element."""
    return f"{{{A}}}{name}"


def r(name: str) -> str:
    """Return the qualified name of a relationship attribute."""
    return f"{{{R}}}{name}"
