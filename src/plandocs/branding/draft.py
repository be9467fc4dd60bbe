"""A brand that is being made: what goes into its brand.yaml, and how that file reads with a comment for every key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plandocs.brand.file import BrandFile
from plandocs.brand.palette import resolve_colors

_HEAD = """\
# The brand of {name}. Everything is optional but one color; what is left out is computed and kept readable.
# Check it with `plandocs brand check {folder}`, look at it with `plandocs brand preview {folder}`, and build with
# `plandocs build plan.yaml --brand {folder}`. Colors stand in quotes, because after a blank # begins a comment.
"""
_WORDING = """\
# The company's own words stand beside this file, in wording/<language>/<file>.yaml, with only the strings that it says
# otherwise: wording/en/deck.yaml holds those of the kickoff deck, and so on for plan, status, workbook and common.
"""
_COLOR_WORDS = {
    "foreground": "text",
    "background": "the page; always light, because documents are printed",
    "primary": "the one accent: titles, bars, rules",
    "secondary": "a second accent, rarely used",
    "success": "on track",
    "warning": "at risk; carries dark text",
    "danger": "off track",
    "light": "a light tint for surfaces, 4 to 6 percent",
}
_OPEN_KEYS = {
    "foreground": "ink", "background": "paper", "primary": "accent", "secondary": "second", "success": "good",
    "warning": "watch", "danger": "bad", "light": "surface",
}  # fmt: skip
_ROLE_WORDS = {
    "accent_strong": "the accent for titles",
    "accent_soft": "a tint of the accent, 10 to 14 percent",
    "muted": "secondary text",
    "line": "hairlines",
    "neutral": "without a status",
}
_COMPANY_KEYS = ("address", "phone", "email", "website", "registration")
_WIDEST = 118


@dataclass(slots=True)
class Draft:
    """The content of a brand file. Colours by key, such as `color.primary`, without `#`; `notes` become comments."""

    name: str
    colors: dict[str, str]
    body: str = "Arial"
    heading: str = "Arial"
    fallbacks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    logo: str = ""
    logo_on_dark: str = ""
    footer: str = ""
    company: str = ""
    paper: str = ""
    language: str = ""
    templates: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    """Templates that cannot be used as they are, each with the reason."""
    layouts: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def brand_text(draft: Draft, folder: str) -> str:
    """Return the brand file's text."""
    parts = [
        _HEAD.format(name=draft.name, folder=folder),
        _noted(draft.notes, "To be looked at:"),
        f"meta:\n  name: {_quoted(draft.name)}          # on covers, in mails\n",
        _logos(draft),
        _colors(draft),
        _fonts(draft),
        _roles(draft),
        _company(draft),
        _paper(draft),
        _templates(draft),
        _WORDING,
        _map(
            "layouts",
            draft.layouts,
            "By kind of slide: the layout's name in the brand's own deck template.",
            "cover: Title Slide",
        ),
        _map(
            "styles",
            draft.styles,
            "By kind of block: the style's name in the brand's own Word templates.",
            "heading_1: Acme Heading",
        ),
    ]
    return "\n".join(part for part in parts if part)


def _noted(lines: Iterable[str], head: str) -> str:
    found = [wrapped for line in lines for wrapped in _wrapped(f"- {line}")]
    return "\n".join([f"# {head}", *(f"# {line}" for line in found), ""]) if found else ""


def _wrapped(line: str) -> list[str]:
    import textwrap

    return textwrap.wrap(" ".join(line.split()), _WIDEST - 2, subsequent_indent="  ")


def _logos(draft: Draft) -> str:
    alt = _quoted(f"Logo of {draft.name}")
    light = f"    light: {{path: {_quoted(draft.logo)}, alt: {alt}}}    # PNG or JPEG, for light grounds\n"
    dark = (
        f"    dark: {{path: {_quoted(draft.logo_on_dark)}, alt: {alt}}}    # for dark grounds, as of section slides\n"
    )
    if not draft.logo:
        light = "    # light: {path: logo.png, alt: Logo}    # PNG or JPEG, for light grounds\n"
    if not draft.logo_on_dark:
        dark = "    # dark: {path: logo-on-dark.png, alt: Logo}    # for dark grounds, as of section slides\n"
    if not draft.logo and not draft.logo_on_dark:
        return f"# logo:\n#   large:\n{_commented(light)}{_commented(dark)}"
    return f"logo:\n  large:\n{light}{dark}"


def _commented(text: str) -> str:
    return "".join(f"# {line.replace('# ', '', 1)}" for line in text.splitlines(keepends=True))


def _colors(draft: Draft) -> str:
    lines = ["color:"]
    computed = _computed(draft)
    for key, words in _COLOR_WORDS.items():
        value = draft.colors.get(f"color.{key}")
        known = computed[_OPEN_KEYS[key]]
        lines.append(f'  {key}: "#{value}"    # {words}' if value else f'  # {key}: "#{known}"    # {words}; computed')
    return "\n".join([*lines, ""])


def _computed(draft: Draft) -> Mapping[str, str]:
    """Return the colour that every role has, given or computed."""
    data: dict[str, dict[str, str]] = {}
    for key, value in draft.colors.items():
        section, _, name = key.partition(".")
        data.setdefault(section, {})[name] = f"#{value}"
    return resolve_colors(BrandFile.model_validate(data)).colors


def _fonts(draft: Draft) -> str:
    lines = [
        "typography:",
        f"  base: {_quoted(draft.body)}        # running text",
        f"  headings: {_quoted(draft.heading)}",
    ]
    lines.append("  fallbacks:      # by family: what may stand in where it is not installed")
    fallbacks = draft.fallbacks or {draft.body: ("Liberation Sans", "Helvetica")}
    for family, others in fallbacks.items():
        lines.append(f"    {_quoted(family)}: [{', '.join(map(_quoted, others))}]")
    return "\n".join([*lines, ""])


def _roles(draft: Draft) -> str:
    lines = ["# Colors of our documents that `color` does not name; all are computed where they are left out."]
    computed = _computed(draft)
    given = {key: value for key, value in draft.colors.items() if key.startswith("roles.")}
    lines.append("roles:" if given else "# roles:")
    for key, words in _ROLE_WORDS.items():
        value = given.get(f"roles.{key}")
        lines.append(f'  {key}: "#{value}"    # {words}' if value else f'#   {key}: "#{computed[key]}"    # {words}')
    links = {key: value for key, value in draft.colors.items() if key.startswith("office.")}
    lines += ["", "# The Office theme's own colors, where the company has fixed them beyond those above."]
    lines.append("office:" if links else '# office: {hlink: "#……", folHlink: "#……"}    # links')
    lines += [f'  {key.partition(".")[2]}: "#{value}"' for key, value in links.items()]
    return "\n".join([*lines, ""])


def _company(draft: Draft) -> str:
    footer = f"footer: {_quoted(draft.footer)}" if draft.footer else "# footer: A line for the foot of pages"
    lines = [
        f"{footer}    # beside the project's own line",
        "",
        "# Facts for covers; templates print them with {{ brand.address }} and so on.",
    ]
    lines.append("company:" if draft.company else "# company:")
    lines += [f"  name: {_quoted(draft.company)}" if draft.company else "#   name: …"]
    lines += [f"#   {key}: …" for key in _COMPANY_KEYS]
    return "\n".join([*lines, ""])


def _paper(draft: Draft) -> str:
    line = f"paper: {draft.paper}" if draft.paper else "# paper: A4"
    language = f"language: {draft.language}" if draft.language else "# language: en-GB"
    return (
        f"{line}    # A4 or Letter, where the brand insists on one; else the language decides\n"
        f"{language}    # of documents whose plan names none\n"
    )


def _templates(draft: Draft) -> str:
    lines = ["# The brand's own Office files, by document. Change them in Office; for one left out, ours is taken."]
    lines.append("templates:" if draft.templates else "# templates: {plan: our-plan.docx, kickoff: our-deck.pptx}")
    lines += [f"  {stem}: {_quoted(file)}" for stem, file in draft.templates.items()]
    for file, reason in draft.left_out.items():
        lines += [f"# {line}" for line in _wrapped(f"{file} is not used as a template: {reason}")]
    return "\n".join([*lines, ""])


def _map(key: str, entries: Mapping[str, str], words: str, example: str) -> str:
    if not entries:
        return f"# {words}\n# {key}: {{{example}}}\n"
    return "\n".join([f"# {words}", f"{key}:", *(f"  {kind}: {_quoted(name)}" for kind, name in entries.items()), ""])


def _quoted(text: str) -> str:
    """Return a text as a YAML scalar in double quotes, which read the same in YAML and JSON."""
    return json.dumps(text, ensure_ascii=False)
