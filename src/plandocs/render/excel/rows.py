"""The rows of a sheet while they are written: pieces of XML by place, joined in order at the end."""

from __future__ import annotations


class Rows:
    """Cells by row. A piece is one cell, or neighbouring cells that begin in its column."""

    __slots__ = ("_fitted", "_heights", "_rows")

    def __init__(self) -> None:
        self._rows: dict[int, list[tuple[int, str]]] = {}
        self._heights: dict[int, float] = {}
        self._fitted: dict[int, float] = {}

    def put(self, row: int, column: int, xml: str) -> None:
        """Add a piece that begins at a place. Two pieces never cover one cell."""
        found = self._rows.get(row)
        if found is None:
            self._rows[row] = [(column, xml)]
        else:
            found.append((column, xml))

    def height(self, row: int, points: float) -> None:
        """Fix a row's height, unless it is already taller."""
        self._heights[row] = max(points, self._heights.get(row, 0.0))

    def fit(self, row: int, points: float) -> None:
        """Make a row at least so tall, as its content asks; programs may fit it again when that changes."""
        if points > self._fitted.get(row, 0.0):
            self._fitted[row] = points

    def to_xml(self) -> str:
        """Return the sheet's data."""
        parts = ["<sheetData>"]
        for row in sorted(self._rows.keys() | self._heights.keys()):
            points = self._heights.get(row)
            if points is not None:
                tall = f' ht="{points:g}" customHeight="1"'
            else:
                tall = f' ht="{self._fitted[row]:g}"' if row in self._fitted else ""
            pieces = self._rows.get(row, [])
            pieces.sort()
            parts.append(f'<row r="{row}"{tall}>')
            parts += [xml for _, xml in pieces]
            parts.append("</row>")
        parts.append("</sheetData>")
        return "".join(parts)
