"""What one template may use: the values by group, their shapes, and the formats of the document's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plandocs.content.fields.shapes import Shape, shape_of
from plandocs.content.formats import Formats


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The shapes of all groups; the same object for all templates that may use the same, so that checks are kept."""

    by_name: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Values and what is known of them. `values` may make a group when it is asked for."""

    values: Mapping[str, Any]
    shapes: Shapes
    formats: Formats

    @classmethod
    def of(cls, values: Mapping[str, Any], formats: Formats) -> Vocabulary:
        """Return a vocabulary whose shapes are told by the values."""
        return cls(values, Shapes({name: shape_of(value) for name, value in values.items()}), formats)
