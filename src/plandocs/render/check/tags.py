"""The different tags of a part: what most rules read in place of the part.

Half a megabyte of document has thirty thousand tags and some thousand different ones, because cells and bars repeat.
The part is taken apart once; after that a rule looks at the different tags only, however long the part is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape


@dataclass(frozen=True, slots=True)
class Tags:
    """The different tags of a part, each with the text behind it, one after the other in no order."""

    once: bytes

    def named(self, name: str) -> list[bytes]:
        """Return the tags of an element, such as `w:p`, without `<` and name; `/w:p` for its ends."""
        return _tags_of(name).findall(self.once)

    def are_plain(self, *names: str) -> bool:
        """Return whether elements are written in the usual way: no tag ends itself, and end tags hold no blank."""
        return all(
            all(end.startswith(b">") for end in self.named(f"/{name}"))
            and not any(tag.partition(b">")[0].endswith(b"/") for tag in self.named(name))
            for name in names
        )

    def all_begin(self, *starts: str) -> bool:
        """Return whether every tag of an element goes on so: `w:tc>` for one without attributes."""
        return all(all(tag.startswith(start[-1:].encode()) for tag in self.named(start[:-1])) for start in starts)

    def texts(self, name: str) -> list[str]:
        """Return the texts that stand right behind an element's tags."""
        found = [tag.partition(b">") for tag in self.named(name)]
        return decoded([b"" if head.endswith(b"/") else text for head, _, text in found])

    def values(self, name: str, attribute: str) -> list[str] | None:
        """Return the value of an attribute in each of an element's tags that has it.

        None when one has it in another writing than Office's and ours, such as with single quotes.
        """
        if f"<{name}".encode() not in self.once:
            return []
        found = values_in(self.once, name, attribute)
        if len(found) != self.once.count(f"<{name} ".encode()):
            having = [tag for tag in self.named(name) if _has(attribute).search(tag.partition(b">")[0])]
            if len(found) != len(having):
                return None
        return decoded(found)


def read_tags(data: bytes) -> Tags | None:
    """Return the tags of a part; None for one with comments or CDATA, in which a `<` may be no tag."""
    once = b"<" + b"<".join(set(data.split(b"<")))
    return None if b"<!" in once else Tags(once)


def values_in(data: bytes, name: str, attribute: str) -> list[bytes]:
    """Return an attribute's values in an element's tags, in order and as they are written."""
    first, anywhere = _values_of(name, attribute)
    found = first.findall(data)
    # where the attribute is not always the first, the slower pattern finds it
    return found if len(found) == data.count(f"<{name} ".encode()) else anywhere.findall(data)


def decoded(values: list[bytes]) -> list[str]:
    """Return texts and values as a reader of the XML sees them."""
    if not values:
        return []
    text = b"\0".join(values).decode("utf-8")
    return (unescape(text) if "&" in text else text).split("\0")


@lru_cache(maxsize=64)
def _tags_of(name: str) -> re.Pattern[bytes]:
    return re.compile(rf"<{name}(?=[\s/>])([^<]*)".encode())


@lru_cache(maxsize=64)
def _values_of(name: str, attribute: str) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    value = f'{attribute}="([^"]*)"'
    return re.compile(f"<{name} {value}".encode()), re.compile(rf"<{name}\s(?:[^>]*?\s)?{value}".encode())


@lru_cache(maxsize=64)
def _has(attribute: str) -> re.Pattern[bytes]:
    return re.compile(rf"\s{attribute}\s*=".encode())
