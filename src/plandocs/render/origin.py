"""Where an Office file comes from: made by us and untouched, made by us and edited since, or somebody else's.

Every generated file carries the SHA-256 of all its parts except the custom properties that hold it. Saving
the file in Office rewrites its parts, so the hash no longer fits; compressing it again does not count as an
edit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plandocs.errors import PlanError
from plandocs.render.package import CONTENT_TYPES, Package
from plandocs.render.properties import own_properties, set_own_properties
from plandocs.render.xmltext import clean_text

State = Literal["generated", "edited", "foreign"]
HASH = "hash"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file says about its making: its state, and the facts stamped into it (plan hash, as-of …)."""

    state: State
    facts: Mapping[str, str]


def stamp(package: Package, facts: Mapping[str, str]) -> None:
    """Write the facts and the content hash into the package. The last change before `to_bytes()`.

    Fact names are without the prefix they get in the file: `plan-hash` becomes the property `plandocs:plan-
    hash`.
    """
    if HASH in facts:
        raise ValueError(f"the fact '{HASH}' is computed, not given")
    cleaned = {key: clean_text(value) for key, value in sorted(facts.items())}
    part = set_own_properties(package, cleaned)
    package.flush()
    set_own_properties(package, {HASH: content_hash(package, without=part), **cleaned})


def content_hash(package: Package, *, without: str) -> str:
    """Return the SHA-256 over the names and bytes of all parts but one, and over the content types."""
    digest = hashlib.sha256()
    for name in sorted(package.parts):
        if name != without:
            _feed(digest, name, package.parts[name])
    _feed(digest, CONTENT_TYPES, package.content_types())
    return digest.hexdigest()


def origin_of(data: bytes, *, name: str = "") -> Origin:
    """Return a file's origin. A file that cannot be read as an Office file is foreign."""
    try:
        package = Package.open(data, name=name)
        facts = own_properties(package)
    except PlanError:
        return Origin("foreign", {})
    expected = facts.pop(HASH, None)
    if expected is None:
        return Origin("foreign", facts)
    part = package.rels().target_of("custom-properties")
    found = content_hash(package, without=part or "")
    return Origin("generated" if found == expected else "edited", facts)


def was_edited(data: bytes) -> State:
    """Return whether a file is as we generated it, edited since, or not ours."""
    return origin_of(data).state


def _feed(digest: hashlib._Hash, name: str, data: bytes) -> None:
    digest.update(f"{name}\0{len(data)}\0".encode())
    digest.update(data)
