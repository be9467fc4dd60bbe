"""An MSPDI file's tree, read with suspicion, and the values in it: numbers, days, lengths.

Nothing is fetched and nothing expanded: a file with a document type is refused, so there are no entities. A value that
is not what it should be counts as left out; numbers and dates far beyond any project count as that too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from plandocs.errors import PlanError, Problem
from plandocs.exchange.mspdi.codes import NAMESPACE
from plandocs.plan.decoding import strip_controls

MOST_ELEMENTS = 4_000_000
MOST_TASKS = 20_000
_LENGTH = re.compile(r"P(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?")
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?")
_FIRST_YEAR, _LAST_YEAR = 1984, 2149
_LARGEST = 10**9


class Node:
    """One element with children that are asked for by name. What is not there is empty."""

    __slots__ = ("_children", "line")

    def __init__(self, element: etree._Element) -> None:
        self.line = int(str(element.sourceline or 0))
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(child.tag.rpartition("}")[2], []).append(child)

    def has(self, name: str) -> bool:
        """Return whether there is a child of a name."""
        return name in self._children

    def all(self, name: str) -> Iterator[Node]:
        """Yield the children of a name."""
        return (Node(child) for child in self._children.get(name, ()))

    def within(self, name: str, inner: str) -> Iterator[Node]:
        """Yield the children of a name within the children of another one: tasks within Tasks."""
        for outer in self.all(name):
            yield from outer.all(inner)

    def text(self, name: str) -> str:
        """Return the text of a child, stripped; empty for none."""
        found = self._children.get(name)
        return strip_controls(found[0].text or "").strip() if found else ""

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        text = self.text(name)
        if not re.fullmatch(r"-?\d{1,12}(?:\.0+)?", text):
            return default
        found = int(text.partition(".")[0])
        return found if abs(found) <= _LARGEST else default

    def share(self, name: str) -> float | None:
        """Return a number that need not be whole; None for none."""
        text = self.text(name)
        return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,20})?", text) else None

    def is_set(self, name: str) -> bool:
        """Return whether a flag is set."""
        return self.text(name).lower() in ("1", "true")

    def minutes(self, name: str) -> int | None:
        """Return a length in minutes, a rest of at least half a minute rounded up; None for none."""
        found = _LENGTH.fullmatch(self.text(name))
        if found is None or not any(found.groups()):
            return None
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        total = days * 1440 + hours * 60 + minutes + (seconds + 30) // 60
        return total if total <= _LARGEST else None

    def moment(self, name: str) -> datetime | None:
        """Return a moment; None for none, and for one outside the years that Project knows."""
        found = _MOMENT.fullmatch(self.text(name))
        if found is None:
            return None
        year, month, day, hour, minute = (int(part or 0) for part in found.groups()[:5])
        try:
            made = datetime(year, month, day, hour, minute)
        except ValueError:
            return None
        return made if _FIRST_YEAR < year < _LAST_YEAR else None


def read_tree(data: bytes, path: str) -> Node:
    """Return the project's element. PlanError for what is no MSPDI, is damaged, too large, or has a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = (
            f"the file is not well-formed XML: {(error.msg or '').splitlines()[0] if error.msg else 'it is empty'}"
        )
        fix = "save it again in Project: File, Save As, XML Format"
        problem = Problem(rule="bad-xml", message=message, path=path, line=line or None, column=column or None, fix=fix)
        raise PlanError(problem) from None
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        message = "the file declares a document type, which no file of Project does: it is not read"
        raise PlanError(Problem(rule="bad-xml", message=message, path=path, line=1))
    if etree.QName(root).localname != "Project" or etree.QName(root).namespace not in (NAMESPACE, None):
        message = f"this is no project of Microsoft Project: its first element is '{etree.QName(root).localname}'"
        fix = "in Project, choose File, Save As, XML Format (*.xml)"
        raise PlanError(Problem(rule="no-project", message=message, path=path, line=1, fix=fix))
    count = sum(1 for _ in root.iter())
    if count > MOST_ELEMENTS:
        message = f"the file has {count:,} elements; at most {MOST_ELEMENTS:,} are read"
        raise PlanError(Problem(rule="too-large", message=message, path=path))
    return Node(root)
