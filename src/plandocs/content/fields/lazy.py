"""Groups of plain values that are made when they are asked for, so that a template without fields costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any


class Fields(Mapping[str, Any]):
    """Plain values by group. Each is made once, the first time somebody asks for it."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]] | None = None) -> None:
        self._makers = makers or {}
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
