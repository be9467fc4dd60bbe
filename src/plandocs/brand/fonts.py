"""Which font families a reader's computer can be expected to have."""

from __future__ import annotations

_ON_DESKTOPS = (
    *("Arial", "Arial Black", "Arial Narrow", "Book Antiqua", "Bookman Old Style", "Calibri", "Calibri Light"),
    *("Cambria", "Cambria Math", "Candara", "Century", "Century Gothic", "Consolas", "Constantia", "Corbel"),
    *("Courier New", "Franklin Gothic Medium", "Garamond", "Georgia", "Impact", "Lucida Console", "Palatino Linotype"),
    *("Segoe UI", "Segoe UI Light", "Segoe UI Semibold", "Tahoma", "Times New Roman", "Trebuchet MS", "Verdana"),
)
_SYMBOLS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Segoe UI Symbol", "Segoe UI Emoji")

SAFE_FONTS = frozenset(name.casefold() for name in (*_ON_DESKTOPS, *_SYMBOLS))
"""Families, without case, that come with Windows or with desktop Office on Windows."""


def is_safe(family: str) -> bool:
    """Return whether a family can be expected on a reader's computer."""
    return family.casefold() in SAFE_FONTS
