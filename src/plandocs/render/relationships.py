"""Relationships: the named arrows from one part of an Office file to another, or out of the file.

A `Relationships` belongs to one source part (or to the package, whose name is `/`). Targets are kept as the
file has them and resolved to absolute part names when asked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from plandocs.render.xmltext import escape_attribute

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow: its id within the source, its type (a URI), and its target as written in the file."""

    id: str
    type: str
    target: str
    external: bool = False


class Relationships:
    """The ordered relationships of one source part."""

    __slots__ = ("_by_id", "_next", "_written", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._by_id: dict[str, Relationship] = {}
        self._next = 1
        self._written: bytes | None = None

    @classmethod
    def parse(cls, source: str, root: etree._Element) -> Relationships:
        """Return the relationships of a parsed `.rels` part."""
        found = cls(source)
        for child in root.iterchildren("{*}Relationship"):
            get = child.attrib.get
            external = get("TargetMode") == "External"
            found._keep(Relationship(get("Id", ""), get("Type", ""), get("Target", ""), external))
        return found

    def copy(self) -> Relationships:
        """Return relationships of the same source, to be changed alone."""
        made = Relationships(self.source)
        made._by_id, made._next, made._written = dict(self._by_id), self._next, self._written
        return made

    def __iter__(self) -> Iterator[Relationship]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, relationship_id: str) -> bool:
        return relationship_id in self._by_id

    def __getitem__(self, relationship_id: str) -> Relationship:
        return self._by_id[relationship_id]

    def add(self, type: str, target: str, *, external: bool = False) -> str:  # noqa: A002
        """Add an arrow and return its id.

        An internal target is an absolute part name. A type without a slash is one of Office's:
        `add("image", "/word/media/logo.png")` stores the full type URI and the target relative to the source.
        """
        while (relationship_id := f"rId{self._next}") in self._by_id:
            self._next += 1
        written = target if external else _relative(self.source, target)
        self._keep(Relationship(relationship_id, full_type(type), written, external))
        return relationship_id

    def remove(self, relationship_id: str) -> None:
        """Remove one arrow; the target part stays."""
        del self._by_id[relationship_id]
        self._written = None

    def find(self, type: str) -> Relationship | None:  # noqa: A002
        """Return the first relationship of a type (short or full), or None."""
        return next(self.find_all(type), None)

    def find_all(self, type: str) -> Iterator[Relationship]:  # noqa: A002
        """Return the relationships of a type (short or full), in order.

        Strict and transitional URIs both match.
        """
        wanted = type.rsplit("/", 1)[-1]
        whole = "/" in type
        for item in self._by_id.values():
            if item.type == type if whole else item.type.rsplit("/", 1)[-1] == wanted:
                yield item

    def target(self, relationship_id: str) -> str:
        """Return the absolute part name an arrow points to; for an external one, the target as written."""
        item = self._by_id[relationship_id]
        return item.target if item.external else resolve(self.source, item.target)

    def target_of(self, type: str) -> str | None:  # noqa: A002
        """Return the absolute name of the first target of a type, or None."""
        item = self.find(type)
        return None if item is None else self.target(item.id)

    @property
    def is_written(self) -> bool:
        """Whether nothing has changed since `to_bytes` was asked."""
        return self._written is not None

    def to_bytes(self) -> bytes:
        """Return the `.rels` part."""
        if self._written is None:
            self._written = self._write()
        return self._written

    def _write(self) -> bytes:
        rows = [
            f'<Relationship Id="{escape_attribute(item.id)}" Type="{escape_attribute(item.type)}"'
            f' Target="{escape_attribute(item.target)}"{_mode(item)}/>'
            for item in self._by_id.values()
        ]
        return f'{XML_HEAD}<Relationships xmlns="{NAMESPACE}">{"".join(rows)}</Relationships>'.encode()

    def _keep(self, item: Relationship) -> None:
        self._by_id[item.id] = item
        self._written = None


def full_type(type: str) -> str:  # noqa: A002
    """Return a relationship type's URI; `image` stands for Office's own `…/relationships/image`."""
    return type if "/" in type else f"{OFFICE}/{type}"


@lru_cache(maxsize=4096)
def resolve(source: str, target: str) -> str:
    """Return the absolute part name of a target written in the relationships of `source`."""
    if target.startswith("/"):
        return posixpath.normpath(target)
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def rels_name(source: str) -> str:
    """Return the name of the part that holds the relationships of `source` (`/` is the package)."""
    if source == "/":
        return "/_rels/.rels"
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def rels_source(name: str) -> str:
    """Return the source part of a `.rels` part: the reverse of `rels_name`."""
    folder, _, file = name.rpartition("/")
    return f"{folder.removesuffix('/_rels')}/{file.removesuffix('.rels')}"


@lru_cache(maxsize=4096)
def _relative(source: str, target: str) -> str:
    if not target.startswith("/"):
        raise ValueError(f"a part name starts with '/': {target!r}")
    return posixpath.relpath(target, posixpath.dirname(source))


def _mode(item: Relationship) -> str:
    return ' TargetMode="External"' if item.external else ""
