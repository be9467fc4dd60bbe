"""A document as one page for a browser: landmarks, a way to skip to the content, sections with their headings.

A policy in the head forbids the browser to fetch or run anything, whatever a plan's texts hold; style, logo and
pictures are in the file. What the page shows does not depend on scripts.
"""

from __future__ import annotations

from base64 import b64encode

from plandocs.brand.model import Brand
from plandocs.content.document import Document
from plandocs.render.direction import runs_right_to_left
from plandocs.render.html.blocks import BlockWriter
from plandocs.render.html.style import style_sheet
from plandocs.render.html_direction import ordered_texts
from plandocs.render.xmltext import escape_attribute, escape_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def render_page(document: Document, brand: Brand) -> str:
    """Return the document as a whole HTML file."""
    words = dict(document.words)
    writer = BlockWriter(brand, document.formats, words)
    shown = [
        (section, inner)
        for section in document.sections
        if (inner := "".join(writer.block(block) for block in section.blocks))
    ]
    links = "".join(f'<li><a href="#{section.key}">{escape_text(section.title)}</a></li>' for section, _ in shown)
    sections = "\n".join(
        f'<section id="{section.key}" aria-labelledby="h-{section.key}">'
        f'<h2 id="h-{section.key}">{escape_text(section.title)}</h2>\n{inner}\n</section>'
        for section, inner in shown
    )
    title = escape_text(document.properties.title)
    direction = ' dir="rtl"' if runs_right_to_left(document.formats.language) else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape_attribute(document.formats.language)}"{direction}>\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{style_sheet(brand)}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{escape_text(words.get("skip", ""))}</a>\n'
        f'<div class="top">\n{_head(document, brand, words)}\n'
        f'<nav aria-label="{escape_attribute(words.get("contents", ""))}"><ul>{links}</ul></nav>\n</div>\n'
        f'<main id="main">\n{sections}\n</main>\n'
        f"<footer><p>{escape_text(document.footer)}</p></footer>\n</body>\n</html>\n"
    )
    return ordered_texts(page) if direction else page


def _head(document: Document, brand: Brand, words: dict[str, str]) -> str:
    """Return the page's head: what it is, for whom, of which day, and the logo."""
    cover = document.cover
    if cover is None:
        return f"<header><h1>{escape_text(document.properties.title)}</h1></header>"
    mark = words.get("mark", "")
    kinds = [*([mark] if mark else []), cover.kind, *(name for _, name in cover.parties)]
    return (
        f'<header><div><p class="kind">{escape_text(" · ".join(kinds))}</p><h1>{escape_text(cover.title)}</h1>'
        f'<p class="line">{escape_text(cover.line)}</p></div>{_logo(brand)}</header>'
    )


def _logo(brand: Brand) -> str:
    logo = brand.logo
    if logo is None:
        return ""
    kind = "png" if logo.data.startswith(b"\x89PNG") else "jpeg"
    data = b64encode(logo.data).decode("ascii")
    return (
        f'<img src="data:image/{kind};base64,{data}" width="{logo.width_px}" height="{logo.height_px}" '
        f'alt="{escape_attribute(logo.name)}">'
    )
