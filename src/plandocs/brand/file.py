"""The brand file `brand.yaml` as a person writes it: the open `_brand.yml` keys, and a few of our own.

`meta`, `logo`, `color`, `typography` and `defaults` mean what they mean in the `_brand.yml` convention, so that one
file can serve other tools too; keys of it that Office documents have no use for are taken and left alone. `roles`,
`footer`, `company`, `paper`, `language`, `office`, `templates`, `layouts` and `styles` are ours. Colours are names of the
palette or hex digits; what they resolve to is the matter of `resolve`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from plandocs.plan.base import Entry
from plandocs.plan.values import Language, Many


def _under(key: str) -> BeforeValidator:
    """Return a validator that lets a plain text stand for a mapping with one key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class BrandName(Entry):
    """The name, short and in full."""

    short: str = ""
    """The short name."""
    full: str = ""
    """The full name."""


class MetaSection(Entry):
    """Whose brand it is."""

    name: Annotated[BrandName, _under("full")] = BrandName()
    """The name, or its short and full form."""
    link: str | dict[str, str] = ""
    """The website, or several links by name."""


class Picture(Entry):
    """A picture file."""

    path: str
    """The file, relative to the brand file. Office documents need a PNG or JPEG; an SVG stands for the PNG beside it."""
    alt: str = ""
    """Alternative text."""


PictureOrPath = Annotated[Picture, _under("path")]


class LogoSize(Entry):
    """A logo for light grounds, and one for dark grounds."""

    light: PictureOrPath | None = None
    """For light grounds: a file, or a name from `images`."""
    dark: PictureOrPath | None = None
    """For dark grounds."""

    @model_validator(mode="before")
    @classmethod
    def _one_picture(cls, data: Any) -> Any:
        return {"light": data} if isinstance(data, str) or (isinstance(data, dict) and "path" in data) else data


class LogoSection(Entry):
    """The logo in up to three sizes; documents take the largest there is."""

    images: dict[str, PictureOrPath] = Field(default_factory=dict)
    """Pictures by name."""
    small: LogoSize | None = None
    """A mark without words."""
    medium: LogoSize | None = None
    """The logo for head lines."""
    large: LogoSize | None = None
    """The logo for covers."""


class ColorSection(Entry):
    """The colours, as names of the palette or hex digits."""

    palette: dict[str, str] = Field(default_factory=dict)
    """Colours by name."""
    foreground: str = ""
    """Text."""
    background: str = ""
    """The page."""
    primary: str = ""
    """The one accent."""
    secondary: str = ""
    """A second accent, rarely used."""
    tertiary: str = ""
    """Not used in documents."""
    success: str = ""
    """On track."""
    info: str = ""
    """Not used in documents."""
    warning: str = ""
    """At risk."""
    danger: str = ""
    """Off track."""
    light: str = ""
    """A light tint for surfaces."""
    dark: str = ""
    """Not used in documents."""


class Typeface(Entry):
    """A family, and details that web pages use; sizes in documents are the templates' own."""

    family: str = ""
    """The family's name."""
    weight: str | int = ""
    """Not used in documents."""
    size: str = ""
    """Not used in documents."""
    line_height: str | float = Field(default="", alias="line-height")
    """Not used in documents."""
    style: str = ""
    """Not used in documents."""
    color: str = ""
    """Not used in documents."""
    background_color: str = Field(default="", alias="background-color")
    """Not used in documents."""
    decoration: str = ""
    """Not used in documents."""


TypefaceOrFamily = Annotated[Typeface, _under("family")]


class TypographySection(Entry):
    """The fonts."""

    fonts: tuple[dict[str, Any], ...] = ()
    """Where web pages get the fonts from; documents name them only."""
    base: TypefaceOrFamily = Typeface()
    """The family of running text; Arial when left out."""
    headings: TypefaceOrFamily = Typeface()
    """The family of headings; that of running text when left out."""
    monospace: TypefaceOrFamily = Typeface()
    """Not used in documents."""
    monospace_inline: TypefaceOrFamily = Field(default=Typeface(), alias="monospace-inline")
    """Not used in documents."""
    monospace_block: TypefaceOrFamily = Field(default=Typeface(), alias="monospace-block")
    """Not used in documents."""
    link: TypefaceOrFamily = Typeface()
    """Not used in documents."""
    fallbacks: dict[str, Many[str]] = Field(default_factory=dict)
    """By family: what may stand in where it is not installed."""


class RoleSection(Entry):
    """The colour roles of our documents; those left out are computed from the others."""

    ink: str = ""
    """Text."""
    muted: str = ""
    """Secondary text."""
    line: str = ""
    """Hairlines."""
    paper: str = ""
    """The page; always light, because documents are printed."""
    surface: str = ""
    """A tint of 4 to 6 percent."""
    accent: str = ""
    """The one accent."""
    accent_strong: str = ""
    """The accent for titles."""
    accent_soft: str = ""
    """A tint of the accent of 10 to 14 percent."""
    second: str = ""
    """A second accent, rarely used."""
    good: str = ""
    """On track."""
    watch: str = ""
    """At risk."""
    bad: str = ""
    """Off track."""
    neutral: str = ""
    """Without a status."""


class OfficeSection(Entry):
    """The Office theme's own colours, where a company has fixed them. Each sets the role that it carries."""

    dk1: str = ""
    """Text 1: the role ink."""
    lt1: str = ""
    """Background 1: the role paper."""
    dk2: str = ""
    """Text 2: the role accent_strong."""
    lt2: str = ""
    """Background 2: the role surface."""
    accent1: str = ""
    """The role accent."""
    accent2: str = ""
    """The role second."""
    accent3: str = ""
    """The role good."""
    accent4: str = ""
    """The role watch."""
    accent5: str = ""
    """The role bad."""
    accent6: str = ""
    """The role muted."""
    hlink: str = ""
    """A link."""
    folHlink: str = ""  # noqa: N815 (the theme's own spelling)
    """A link that was followed."""


class CompanySection(Entry):
    """Facts about the company, for covers and footers."""

    name: str = ""
    """The company's name."""
    address: str = ""
    """The address on one line."""
    phone: str = ""
    """The telephone number."""
    email: str = ""
    """The e-mail address."""
    website: str = ""
    """The website."""
    registration: str = ""
    """Registration or tax number."""


class BrandFile(Entry):
    """The whole brand file."""

    meta: MetaSection = MetaSection()
    """Whose brand it is."""
    logo: LogoSection = LogoSection()
    """The logo's files."""
    color: ColorSection = ColorSection()
    """The colours."""
    typography: TypographySection = TypographySection()
    """The fonts."""
    defaults: Any = None
    """Settings of other tools; left alone."""
    roles: RoleSection = RoleSection()
    """Colours by role, where `color` does not say enough."""
    footer: str = ""
    """A line for the foot of pages."""
    company: CompanySection = CompanySection()
    """Facts about the company."""
    paper: Annotated[
        Literal["A4", "Letter"] | None,
        BeforeValidator(lambda v: {"a4": "A4", "letter": "Letter"}.get(v.lower(), v) if isinstance(v, str) else v),
    ] = None
    """The paper, where the brand insists on one; else the plan's language decides."""
    language: Language | None = None
    """Language and region of the documents, such as en-GB, where a plan names none."""
    office: OfficeSection = OfficeSection()
    """The Office theme's colours, where the company has fixed them."""
    templates: dict[str, str] = Field(default_factory=dict)
    """The brand's own templates: {plan: our-plan.docx, kickoff: our-deck.pptx}."""
    layouts: dict[str, str] = Field(default_factory=dict)
    """By slide kind: the layout's name in the brand's own deck template."""
    styles: dict[str, str] = Field(default_factory=dict)
    """By block kind: the style's name in the brand's own Word templates."""

    @model_validator(mode="before")
    @classmethod
    def _one_logo(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("logo"), str):
            return {**data, "logo": {"large": data["logo"]}}
        return data
