"""What every block is drawn with: the brand's colours and fonts, the language's formats, and the ground it stands on.

Colours are given by role (`accent`) or as six hex digits; a role that the theme carries is written as the theme's
colour, so that a person who changes the theme in PowerPoint restyles every shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plandocs.brand.contrast import READABLE, until_readable
from plandocs.brand.model import ROLES, Brand
from plandocs.content.blocks import Tone
from plandocs.content.formats import Formats
from plandocs.render.direction import reads_left_to_right
from plandocs.render.metrics import TextMetrics, metrics
from plandocs.render.xmltext import escape_attribute

_SCHEME = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}

STEPS = (2, 1)
"""The steps by which a page with little on it is set larger, the larger one first."""
_LARGER = {12.0: (12.0, 13.0, 14.0), 14.0: (14.0, 16.0, 18.0), 16.0: (16.0, 18.0, 20.0), 18.0: (18.0, 20.0, 22.0)}
_LARGER |= {20.0: (20.0, 24.0, 28.0)}
_WIDER = (1.0, 1.25, 1.5)
_MARK = 3.0
"""The least contrast of a mark."""
SHAPES: Mapping[Tone, str] = {"good": "●", "watch": "▲", "bad": "■", "neutral": "○", "accent": "♦"}
"""The shape that goes with a tone, so that colour is never alone: all in WGL4, so that every text font has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The look of one deck on one ground.

    `ground` is the role of the slide's background; cards stand out from it in `card`.
    """

    brand: Brand
    formats: Formats
    words: Mapping[str, str]
    ground: str = "paper"
    scheme: tuple[tuple[str, str], ...] = ()
    """Pairs of a theme slot and its name where the master's colour map is not the usual one."""
    direction: str = ""
    """`rtl` where every paragraph is written from right to left, `ltr` where one must say that it is not."""
    panel: bool = False
    """Whether blocks stand on a sheet of paper of their own, because the page is dark."""
    step: int = 0
    """By how many steps words are set larger: 0 as usual, 1 or 2 on a page that would be half empty."""
    memo: dict[tuple[object, ...], tuple[object, object]] = field(default_factory=dict)
    """What was measured for this deck: by a block's identity and its room, the block itself and the result."""
    _colours: dict[str, str] = field(default_factory=dict)
    _text_colours: dict[str, str] = field(default_factory=dict)
    _mark_colours: dict[tuple[str, str], str] = field(default_factory=dict)
    _fonts: dict[tuple[float, bool, bool], TextMetrics] = field(default_factory=dict)

    language: str = field(init=False)
    """The deck's language as an attribute's value."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", escape_attribute(self.formats.language))

    def size(self, points: float) -> float:
        """Return a size of text on this page, given the usual one in points."""
        return _LARGER[points][self.step]

    def space(self, points: float) -> float:
        """Return a distance, such as the room around a text, given the usual one in points."""
        return points * _WIDER[self.step]

    @property
    def turned(self) -> bool:
        """Whether drawings run from right to left, as the text does: what is drawn at the left stands at the right."""
        return self.direction == "rtl"

    @property
    def upright(self) -> str:
        """How text is turned that stands upright: it begins below, or in the mirror of that, above."""
        return "vert" if self.turned else "vert270"

    def onward(self, text: str) -> str:
        """Return the arrow from what a text says to what follows it."""
        return "←" if self.turned and not reads_left_to_right(text) else "→"

    @property
    def card(self) -> str:
        """The fill of cards: a tint on paper, paper on a tint."""
        return "surface" if self.ground == "paper" else "paper"

    @property
    def on_ground(self) -> str:
        """The role of text on the ground."""
        return self.brand.on(self.ground)

    def colour(self, value: str) -> str:
        """Return the XML of a colour: a role of the brand, or six hex digits."""
        found = self._colours.get(value)
        if found is None:
            slot = self.brand.slot(value)
            if slot is not None:
                names = dict(self.scheme) if self.scheme else _SCHEME
                found = f'<a:schemeClr val="{names.get(slot, slot)}"/>'
            else:
                found = f'<a:srgbClr val="{self.brand.colors.get(value, value)}"/>'
            self._colours[value] = found
        return found

    def fill(self, value: str) -> str:
        """Return the XML of a solid fill, or of none for an empty value."""
        return f"<a:solidFill>{self.colour(value)}</a:solidFill>" if value else "<a:noFill/>"

    def on(self, fill: str) -> str:
        """Return the role for text on a fill, given by role or as six hex digits."""
        if fill in ROLES:
            return self.brand.on(fill)
        return "ink" if self.brand.on_color(fill) == self.brand.colors["ink"] else "paper"

    def tint(self, role: str, share: float) -> str:
        """Return a role's colour laid over the paper with a share of 0 to 1, as six hex digits."""
        return self.brand.tint(role, share)

    def metrics(self, size: float, *, bold: bool = False, heading: bool = False) -> TextMetrics:
        """Return the widths of the brand's body or heading font."""
        key = (size, bold, heading)
        found = self._fonts.get(key)
        if found is None:
            fonts = self.brand.fonts
            found = self._fonts[key] = metrics(fonts.heading if heading else fonts.body, size, bold)
        return found

    def text_colour(self, role: str) -> str:
        """Return a role as text colour: the role itself where it can be read on the ground, else a darker shade."""
        found = self._text_colours.get(role)
        if found is None:
            found = role
            if self.brand.contrast(role, self.brand.colors[self.ground]) < READABLE:
                found = self.brand.text(role, self.ground) if self.on_ground == "ink" else "paper"
            self._text_colours[role] = found
        return found

    def mark_colour(self, tone: Tone, fill: str = "") -> str:
        """Return the colour of a tone's shape beside its word: the tone's own where it stands out, else a darker shade.

        `fill` is the role that the mark stands on, the ground where none is given. How much contrast a mark needs:
        WCAG 2.2, 1.4.11; amber seldom has it on paper.
        """
        key = (tone, fill or self.ground)
        found = self._mark_colours.get(key)
        if found is None:
            found = self.brand.text("neutral") if tone == "neutral" else tone
            ground = self.brand.colors[key[1]]
            if tone != "neutral" and self.brand.contrast(tone, ground) < _MARK:
                found = until_readable(self.brand.colors[tone], ground, self.brand.colors[self.brand.on(key[1])], _MARK)
            self._mark_colours[key] = found
        return found

    def value(self, cell: object) -> str:
        """Return a plain value as text in the deck's language."""
        if isinstance(cell, str):
            return cell
        if cell is None:
            return ""
        if isinstance(cell, date):
            return self.formats.day(cell)
        if isinstance(cell, int | float | Decimal):
            return self.formats.number(cell)
        return str(cell)

    def say(self, key: str, **values: object) -> str:
        """Return one of the deck's fixed words; KeyError when the deck does not bring it."""
        return self.words[key].format(**values)
