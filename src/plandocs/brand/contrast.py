"""Colours as six hex digits: how readable one is on another, and mixes of two.

A colour is text such as `0F766E`: upper case, no `#`. Source of the ratio and of its limits: WCAG 2.2, 1.4.3.
"""

from __future__ import annotations

from functools import lru_cache

READABLE = 4.5
"""The least contrast of text on its ground (WCAG 2.2, level AA)."""

STRONG = 7.0
"""The contrast that long or important text should have (WCAG 2.2, level AAA)."""


def channels(color: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255."""
    return int(color[0:2], 16), int(color[2:4], 16), int(color[4:6], 16)


def mix(color: str, other: str, share: float) -> str:
    """Return `color` with a share, 0 to 1, of `other` in it."""
    pairs = zip(channels(color), channels(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@lru_cache(maxsize=512)
def luminance(color: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def contrast(color: str, other: str) -> float:
    """Return the contrast of two colours, 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(color), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def until_readable(color: str, ground: str, toward: str, least: float = READABLE) -> str:
    """Return `color`, moved toward another one in small steps until it can be read on `ground`.

    The colour is returned as it is when it can be read already, and `toward` itself when no mix can.
    """
    for step in range(51):
        moved = mix(color, toward, step / 50)
        if contrast(moved, ground) >= least:
            return moved
    return toward


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
