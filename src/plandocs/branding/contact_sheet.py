"""The contact sheet: one HTML page with all pictures of a brand, or of two side by side. It asks no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from plandocs.brand.contrast import contrast
from plandocs.brand.model import ROLES, Brand

GENERATOR = '<meta name="generator" content="plandocs brand preview">'
"""By this line an own page is known and may be written over."""
_STYLE = """
:root { color-scheme: light; font: 15px/1.45 system-ui, sans-serif; color: #1b2430; background: #eef1f3 }
body { margin: 0 auto; max-width: 1500px; padding: 24px 28px 60px }
h1 { font-size: 26px; margin: 0 } h2 { font-size: 19px; margin: 40px 0 12px } p { margin: 4px 0; color: #55606b }
.swatches { display: flex; flex-wrap: wrap; gap: 8px; margin: 16px 0 }
.swatch { width: 112px; height: 58px; border-radius: 4px; padding: 6px 8px; box-sizing: border-box; font-size: 12px;
  box-shadow: 0 0 0 1px #0001 }
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 18px; align-items: start }
.kickoff .pages { grid-template-columns: repeat(auto-fill, minmax(430px, 1fr)) }
.pairs { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; align-items: start }
figure { margin: 0 } figcaption { font-size: 12px; color: #55606b; padding: 4px 0 }
img { width: 100%; display: block; background: #fff; box-shadow: 0 1px 4px #0003 }
iframe { width: 100%; height: 720px; border: 0; background: #fff; box-shadow: 0 1px 4px #0003 }
.same { opacity: .55 } .gone { color: #55606b; font-size: 13px }
nav a { margin-right: 16px; color: #0b4f4a }
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A brand with the pictures of its documents' pages, how many pages each has, and its mail."""

    brand: Brand
    label: str
    pages: Mapping[str, list[bytes]]
    counts: Mapping[str, int]
    mail: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture's path from the contact sheet, and its page's number."""

    path: str
    number: int


def contact_sheet(
    looks: Sequence[Look],
    shown: Sequence[Mapping[str, list[Shown]]],
    titles: Mapping[str, str],
    sample: str,
    changed: int | None,
) -> str:
    """Return the page. The last look is the brand itself; one before it is what it is compared with."""
    brand = looks[-1].brand
    keys = [key for key in titles if key in looks[-1].pages]
    links = "".join(f'<a href="#{key}">{escape(titles[key])}</a>' for key in keys)
    parts = [
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{GENERATOR}\n'
        f"<title>{escape(brand.name)}: all documents</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{escape(brand.name)}</h1>",
        f"<p>{escape(_summary(looks, sample, changed))}</p>",
        *(_swatches(look) for look in looks),
        f'<nav>{links}<a href="#mail">Status mail</a></nav>',
    ]
    for key in keys:
        pages = _pairs(looks, shown, key) if len(looks) > 1 else _pages(shown[-1][key], titles[key])
        parts.append(
            f'<section class="{key}" id="{key}"><h2>{escape(titles[key])}</h2>{pages}{_rest(looks[-1], key)}</section>'
        )
    if looks[-1].mail:
        frames = "".join(
            f'<iframe sandbox title="Status mail in {escape(look.brand.name)}" src="{folder}/mail.html"></iframe>'
            for folder, look in _folders(looks)
        )
        parts.append(f'<section id="mail"><h2>Status mail</h2><div class="pairs">{frames}</div></section>')
    return "\n".join([*parts, "</body>", "</html>", ""])


def _folders(looks: Sequence[Look]) -> list[tuple[str, Look]]:
    return list(zip(("pages-before", "pages")[-len(looks) :], looks, strict=True))


def _summary(looks: Sequence[Look], sample: str, changed: int | None) -> str:
    after = looks[-1]
    pages = sum(len(found) for found in after.pages.values())
    fonts = f"{after.brand.fonts.heading} and {after.brand.fonts.body}"
    if changed is None:
        return f"{pages} pages of the sample '{sample}', set in {fonts}"
    sides = f"left in {looks[0].brand.name}, right in {after.brand.name}"
    return f"{pages} pages of the sample '{sample}', {sides}: {changed} differ"


def _swatches(look: Look) -> str:
    """Return the colours by role, each with its contrast against its text."""
    brand = look.brand
    cells = []
    for role in ROLES:
        fill = brand.colors[role]
        text = brand.on_color(fill)
        ratio = f"{contrast(fill, text):.1f}"
        cells.append(
            f'<div class="swatch" style="background:#{fill};color:#{text}"><b>{role.replace("_", " ")}</b><br>#{fill}'
            f" · {ratio}</div>"
        )
    return f'<div class="swatches" title="{escape(brand.name)}">{"".join(cells)}</div>'


def _pages(pages: Sequence[Shown], title: str) -> str:
    figures = "".join(_figure(item, title) for item in pages)
    return f'<div class="pages">{figures}</div>'


def _figure(item: Shown | None, title: str, *, same: bool = False) -> str:
    if item is None:
        return '<p class="gone">No such page</p>'
    mark, note = (' class="same"', ", unchanged") if same else ("", "")
    alt = escape(f"{title}, page {item.number}")
    return (
        f'<figure{mark}><a href="{item.path}"><img loading="lazy" src="{item.path}" alt="{alt}"></a>'
        f"<figcaption>{item.number}{note}</figcaption></figure>"
    )


def _pairs(looks: Sequence[Look], shown: Sequence[Mapping[str, list[Shown]]], key: str) -> str:
    left, right = (item.get(key, []) for item in shown)
    before, after = (look.pages.get(key, []) for look in looks)
    rows = []
    for number, (one, two) in enumerate(zip_longest(left, right)):
        same = one is not None and two is not None and before[number] == after[number]
        rows += [_figure(one, looks[0].brand.name, same=same), _figure(two, looks[1].brand.name, same=same)]
    return f'<div class="pairs">{"".join(rows)}</div>'


def _rest(look: Look, key: str) -> str:
    more = look.counts[key] - len(look.pages[key])
    return f'<p class="gone">and {more} more pages</p>' if more > 0 else ""
