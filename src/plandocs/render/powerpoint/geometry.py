"""Boxes on a slide, in points: cut into columns and rows, compared, and written in the file's unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

EMU_PER_POINT = 12700


def emu(points: float) -> int:
    """Return points as English metric units, the unit of the file."""
    return round(points * EMU_PER_POINT)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def middle(self) -> float:
        """The height of the horizontal middle line."""
        return self.y + self.h / 2

    @property
    def centre(self) -> float:
        """The place of the vertical middle line."""
        return self.x + self.w / 2

    def inset(self, x: float, y: float | None = None) -> Box:
        """Return the box without a margin of `x` at the sides and `y` (or `x`) above and below."""
        y = x if y is None else y
        return Box(self.x + x, self.y + y, max(0.0, self.w - 2 * x), max(0.0, self.h - 2 * y))

    def columns(self, shares: Sequence[float], gap: float) -> list[Box]:
        """Return the box cut into columns of these shares, `gap` apart."""
        free = self.w - gap * (len(shares) - 1)
        unit = free / sum(shares)
        boxes, x = [], self.x
        for share in shares:
            boxes.append(Box(x, self.y, share * unit, self.h))
            x += share * unit + gap
        return boxes

    def top(self, height: float) -> Box:
        """Return the upper part of this height."""
        return Box(self.x, self.y, self.w, height)

    def below(self, height: float) -> Box:
        """Return what is left under an upper part of this height."""
        return Box(self.x, self.y + height, self.w, self.h - height)

    def holds(self, other: Box, slack: float = 0.5) -> bool:
        """Return whether another box lies inside, give or take `slack`."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Box, slack: float = 0.5) -> bool:
        """Return whether the boxes share more than an edge of `slack`."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )

    def mirrored(self, axis: float) -> Box:
        """Return the box on the other side of the vertical line at `axis`."""
        return Box(2 * axis - self.x - self.w, self.y, self.w, self.h)

    def around(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)
