"""A brand gives a colour to every role, and never two that cannot be read on each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.brand.contrast import contrast
from plandocs.brand.file import BrandFile
from plandocs.brand.load import bundled_brands, load_brand
from plandocs.brand.model import ROLES
from plandocs.brand.palette import Palette, resolve_colors
from plandocs.resources import bundled

TEXT_ON = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "accent_soft"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("accent_strong", "paper"),
    ("accent_strong", "surface"),
    ("accent_strong", "accent_soft"),
]
FILLS = ["accent", "accent_strong", "second", "good", "watch", "bad", "neutral", "muted", "accent_soft", "surface"]

colors = st.text("0123456789ABCDEF", min_size=6, max_size=6)


def resolve(**sections: object) -> Palette:
    return resolve_colors(BrandFile.model_validate(sections))


def assert_readable(palette_colors: dict[str, str]) -> None:
    for text, ground in TEXT_ON:
        assert contrast(palette_colors[text], palette_colors[ground]) >= 4.5, (text, ground)
    for fill in FILLS:
        best = max(contrast(palette_colors[role], palette_colors[fill]) for role in ("ink", "paper"))
        assert best >= 4.5, fill


@pytest.mark.parametrize("name", bundled_brands(bundled("brand")))
def test_every_pair_of_a_bundled_brand_can_be_read(name: str) -> None:
    brand = load_brand(name)
    assert_readable(dict(brand.colors))
    for link in brand.links:
        assert contrast(link, brand.colors["paper"]) >= 4.5
    assert brand.problems == ()


def test_there_are_two_brands_with_different_looks() -> None:
    names = bundled_brands(bundled("brand"))
    assert {"default", "harbour"} <= set(names)
    default, harbour = load_brand("default"), load_brand("harbour")
    assert default.fonts.heading != harbour.fonts.heading
    for role in ("ink", "accent", "accent_strong", "surface", "second", "good", "watch", "bad"):
        assert default.colors[role] != harbour.colors[role], role


@given(colors)
def test_an_accent_alone_makes_a_whole_brand_that_can_be_read(accent: str) -> None:
    palette = resolve(color={"primary": f"#{accent}"})
    if palette.findings:  # an accent between light and dark on which nothing can be read is refused, not corrected
        ink = palette.colors["ink"]
        assert max(contrast(accent, ink), contrast(accent, "FFFFFF")) < 4.5
        assert {finding.keys for finding in palette.findings} == {("color", "primary")}
    else:
        assert set(palette.colors) == set(ROLES)
        assert palette.colors["accent"] == accent
        assert_readable(dict(palette.colors))
        assert contrast(palette.links[0], palette.colors["paper"]) >= 4.5


@given(colors, colors, colors)
def test_a_brand_that_is_accepted_can_always_be_read(ink: str, paper: str, accent: str) -> None:
    palette = resolve(color={"foreground": ink, "background": paper, "primary": accent})
    if not palette.findings:
        assert_readable(dict(palette.colors))


def test_given_colors_stay_as_they_are() -> None:
    palette = resolve(
        color={"palette": {"sea": "#0f766e", "deep": "sea"}, "primary": "deep", "background": "white"},
        roles={"line": "abc"},
    )
    assert palette.findings == ()
    assert palette.colors["accent"] == "0F766E"
    assert palette.colors["line"] == "AABBCC"
    assert palette.colors["paper"] == "FFFFFF"


def test_a_role_goes_before_the_open_key() -> None:
    palette = resolve(color={"primary": "#0F766E", "danger": "#B3261E"}, roles={"bad": "#8C1D18"})
    assert palette.colors["bad"] == "8C1D18"


def test_an_office_slot_sets_the_role_it_carries() -> None:
    palette = resolve(office={"accent1": "#0F766E", "dk1": "#101820", "hlink": "#0B4F4A"})
    assert palette.findings == ()
    assert (palette.colors["accent"], palette.colors["ink"]) == ("0F766E", "101820")
    assert palette.links[0] == "0B4F4A"


@pytest.mark.parametrize(
    ("sections", "keys", "rule"),
    [
        ({"color": {"primary": "#0F766E", "success": "grass"}}, ("color", "success"), "bad-color"),
        ({"color": {"primary": "a", "palette": {"a": "b", "b": "a"}}}, ("color", "primary"), "color-loop"),
        ({"color": {"primary": "a", "palette": {"a": "#12345"}}}, ("color", "palette", "a"), "bad-color"),
        ({"color": {"foreground": "#111111"}}, (), "missing-color"),
        ({"color": {"primary": "#0F766E"}, "office": {"accent1": "#112233"}}, ("office", "accent1"), "color-conflict"),
        ({"color": {"primary": "#0F766E", "background": "#1B2430"}}, ("color", "background"), "brand-contrast"),
        ({"color": {"primary": "#0F766E", "foreground": "#999999"}}, ("color", "foreground"), "brand-contrast"),
        ({"color": {"primary": "#0F766E", "secondary": "#C2703D", "foreground": "#1B2430"}}, ("color", "secondary"),
         "brand-contrast"),
        ({"color": {"primary": "#0F766E"}, "roles": {"muted": "#AAAAAA"}}, ("roles", "muted"), "brand-contrast"),
        ({"color": {"primary": "#0F766E"}, "office": {"hlink": "#FFD400"}}, ("office", "hlink"), "brand-contrast"),
    ],
)  # fmt: skip
def test_a_wrong_color_is_named_with_its_key(sections: dict[str, object], keys: tuple[str, ...], rule: str) -> None:
    findings = resolve(**sections).findings
    assert (keys, rule) in [(finding.keys, finding.problem.rule) for finding in findings]


def test_an_unreadable_color_comes_with_the_nearest_that_works() -> None:
    (finding,) = resolve(color={"primary": "#0F766E", "secondary": "#C2703D", "foreground": "#1B2430"}).findings
    nearest = finding.problem.fix.rpartition("#")[2]
    assert max(contrast(nearest, "FFFFFF"), contrast(nearest, "1B2430")) >= 4.5
