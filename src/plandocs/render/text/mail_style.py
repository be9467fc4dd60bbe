"""The styles of a mail, made from a brand once: every element of a mail carries its style with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plandocs.brand.model import Brand
from plandocs.content.blocks import Tone

_TONES: tuple[Tone, ...] = ("good", "watch", "bad", "neutral", "accent")
_DARK = (
    "@media (prefers-color-scheme: dark) {"
    ".page,.sheet{background:#16191d !important}.tint{background:#22272d !important}"
    ".ink,.strong{color:#f2f4f6 !important}.muted{color:#b4bcc6 !important}.link{color:#8fd3cc !important}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailStyle:
    """Inline styles by what they are for. Colours have their `#`."""

    ground: str
    paper: str
    accent: str
    muted: str
    link: str
    tones: Mapping[Tone, str]
    title: str
    heading: str
    lead: str
    body: str
    small: str
    list: str
    callout: str
    card: str
    label: str
    figure: str
    head: str
    cell: str
    dark_mode: str

    @classmethod
    def of(cls, brand: Brand) -> MailStyle:
        """Return the styles of a brand; text colours are dark enough to be read on its paper."""
        ink, paper, surface = (f"#{brand.colors[role]}" for role in ("ink", "paper", "surface"))
        muted, line = f"#{brand.text('muted')}", f"#{brand.colors['line']}"
        strong, accent = f"#{brand.text('accent_strong')}", f"#{brand.colors['accent']}"
        body = _family(brand.fonts.body, brand.fonts.body_fallbacks)
        title = _family(brand.fonts.heading, brand.fonts.heading_fallbacks)
        text = f"font-family:{body};color:{ink};font-size:15px;line-height:22px"
        note = f"font-family:{body};color:{muted};font-size:13px;line-height:18px"
        return cls(
            ground=surface,
            paper=paper,
            accent=accent,
            muted=muted,
            link=f"#{brand.text('accent')}",
            tones={tone: f"#{brand.text(tone)}" for tone in _TONES},
            title=f"font-family:{title};color:{strong};font-size:24px;line-height:30px;margin:24px 0 8px",
            heading=f"font-family:{title};color:{strong};font-size:17px;line-height:24px;margin:20px 0 8px",
            lead=f"{text};font-size:16px;margin:0 0 12px",
            body=f"{text};margin:0 0 12px",
            small=f"{note};margin:12px 0 0",
            list=f"{text};margin:0 0 16px;padding:0 0 0 20px",
            callout=f"{text};background:{surface};padding:12px 16px",
            card=f"background:{surface};padding:12px 12px;border-right:4px solid {paper}",
            label=note,
            figure=f"font-family:{title};color:{strong};font-size:20px;line-height:26px;font-weight:bold",
            head=f"{note};color:{strong};padding:6px 8px 6px 0;border-bottom:2px solid {accent}",
            cell=f"{text};font-size:14px;line-height:20px;padding:6px 8px 6px 0;border-bottom:1px solid {line}",
            dark_mode=_DARK,
        )


def _family(first: str, rest: tuple[str, ...]) -> str:
    """Return a font list for an attribute: single quotes, and a family that every reader has at the end."""
    return ",".join([*(f"'{name}'" for name in (first, *rest)), "sans-serif"])
