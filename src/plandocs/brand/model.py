"""The resolved brand: what renderers ask when they choose a colour, a font, a logo or a template.

Made by `load.load_brand` from a brand file; every role has a colour, and every pair of colours that documents put
on each other can be read. Colours are six upper-case hex digits without `#`. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plandocs.brand.contrast import READABLE, contrast, until_readable
from plandocs.errors import FileError, Problem, did_you_mean

Role = Literal[
    "ink",
    "muted",
    "line",
    "paper",
    "surface",
    "accent",
    "accent_strong",
    "accent_soft",
    "second",
    "good",
    "watch",
    "bad",
    "neutral",
]

ROLES: tuple[Role, ...] = (
    "ink",
    "muted",
    "line",
    "paper",
    "surface",
    "accent",
    "accent_strong",
    "accent_soft",
    "second",
    "good",
    "watch",
    "bad",
    "neutral",
)

ROLE_SLOTS: Mapping[str, str] = {
    "ink": "dk1",
    "paper": "lt1",
    "accent_strong": "dk2",
    "surface": "lt2",
    "accent": "accent1",
    "second": "accent2",
    "good": "accent3",
    "watch": "accent4",
    "bad": "accent5",
    "muted": "accent6",
}
"""The theme slot that carries a role. `line`, `accent_soft` and `neutral` have none: they are written as literals."""

SLOTS: tuple[str, ...] = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
"""The colours of an Office theme, in the order in which a theme part holds them."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the company's mark, ready to be placed. The sizes are its own, in pixels."""

    data: bytes
    """The PNG or JPEG."""
    width_px: int
    height_px: int
    name: str
    """Alternative text: whose mark it is."""

    def fit(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size within a box, in the box's unit, that keeps the picture's proportions."""
        scale = min(width / self.width_px, height / self.height_px)
        return max(1, int(self.width_px * scale)), max(1, int(self.height_px * scale))


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two families, and what may stand in for each where it is not installed."""

    heading: str
    body: str
    heading_fallbacks: tuple[str, ...] = ()
    body_fallbacks: tuple[str, ...] = ()
    replaceable: tuple[str, ...] = ()
    """Families, of templates too, for which the brand file names a stand-in."""


@dataclass(frozen=True, slots=True)
class Company:
    """Facts about the company for covers and footers; empty where the brand file says nothing."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    registration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One look for all formats. Compared by what it holds, so that it can be a key of a cache over many builds."""

    name: str
    colors: Mapping[str, str]
    """A colour for each of `ROLES`."""
    links: tuple[str, str]
    """The colours of a link and of a link that was followed."""
    fonts: Fonts
    logo: Logo | None = None
    """The logo for light grounds."""
    logo_on_dark: Logo | None = None
    """The logo for dark grounds."""
    footer: str = ""
    """A line of the company's own for the foot of pages."""
    company: Company = Company()
    paper: Literal["A4", "Letter"] | None = None
    """The paper the brand insists on; None leaves it to the plan's language."""
    language: str = ""
    """The language and region of documents whose plan names none; empty leaves it to the plan."""
    layouts: Mapping[str, str]
    """Layout names by slide kind, where the brand's own template needs them."""
    styles: Mapping[str, str]
    """Word style names by block kind, where the brand's own template needs them."""
    templates: Mapping[str, bytes]
    """The templates by name, such as `word/plan.docx`: the bundled ones, some replaced by the brand's own."""
    own_templates: Mapping[str, str]
    """The files of the templates that are the brand's own, by template name: errors point to them."""
    wording: str = ""
    """The folder with the strings that the company words otherwise; empty where it has none."""
    problems: tuple[Problem, ...] = ()
    """Warnings about the brand that do not stop a build."""

    def __hash__(self) -> int:
        """Return a hash of what two brands seldom share; the rest is told apart by comparing."""
        return hash((self.name, self.colors["accent"]))

    def on(self, fill: str) -> Literal["ink", "paper"]:
        """Return the role for text on a fill: the one of ink and paper that is read better there."""
        ground = self.colors[fill]
        return "ink" if self.contrast("ink", ground) >= self.contrast("paper", ground) else "paper"

    def on_color(self, color: str) -> str:
        """Return the colour for text on any colour, such as a tint: ink's or paper's."""
        ink, paper = self.colors["ink"], self.colors["paper"]
        return ink if contrast(ink, color) >= contrast(paper, color) else paper

    def contrast(self, role: str, color: str) -> float:
        """Return the contrast of a role's colour on a colour."""
        return contrast(self.colors[role], color)

    def text(self, role: str, ground: str = "paper") -> str:
        """Return a role's colour for use as text on a light ground, darkened toward ink as far as reading needs."""
        return until_readable(self.colors[role], self.colors[ground], self.colors["ink"], READABLE)

    def tint(self, role: str, share: float) -> str:
        """Return a role's colour laid over the paper with a share of 0 to 1."""
        top, base = self.colors[role], self.colors["paper"]
        mixed = (
            round(int(top[place : place + 2], 16) * share + int(base[place : place + 2], 16) * (1 - share))
            for place in (0, 2, 4)
        )
        return "".join(f"{part:02X}" for part in mixed)

    def slot(self, role: str) -> str | None:
        """Return the theme slot that carries a role, or None where the role is written as a literal."""
        return ROLE_SLOTS.get(role)

    def theme_slots(self) -> dict[str, str]:
        """Return the twelve colours of the Office theme by slot, in theme order."""
        slots = {slot: self.colors[role] for role, slot in ROLE_SLOTS.items()}
        slots["hlink"], slots["folHlink"] = self.links
        return {slot: slots[slot] for slot in SLOTS}

    def template(self, name: str) -> bytes:
        """Return a template, such as `word/plan.docx`: the brand's own, else the bundled one.

        Raises FileError when there is none of that name.
        """
        data = self.templates.get(name)
        if data is None:
            known = ", ".join(sorted(self.templates)) or "none"
            raise FileError(
                Problem(
                    rule="missing-template",
                    message=f"there is no template '{name}' (there are: {known})",
                    where=f"brand {self.name}",
                    fix=did_you_mean(name, self.templates),
                )
            )
        return data

    def word_styles(self, name: str) -> Mapping[str, str]:
        """Return the style map for a Word template: the brand's for its own templates, none for the bundled ones."""
        return self.styles if name in self.own_templates else {}

    def template_label(self, name: str) -> str:
        """Return how messages name a template: the brand's own file, else the bundled template's name."""
        return self.own_templates.get(name, name)
