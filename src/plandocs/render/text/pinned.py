"""A document as plain text to pin in a channel: headings, paragraphs and lists, and no sign that means formatting."""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Paragraph, Subheading
from plandocs.content.document import Document
from plandocs.render.text.plain import marked_title, rich_text


def render_pinned(document: Document) -> str:
    """Return the document as text, ending in a line end. TypeError for a block that is more than words."""
    parts = [marked_title(document)]
    parts += [
        "\n".join([section.title, *(line for block in section.blocks for line in _lines(block))])
        for section in document.sections
    ]
    if document.footer:
        parts.append(document.footer)
    return "\n\n".join(parts) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph() | Subheading():
            return [rich_text(block.text)]
        case Bullets():
            marks = (f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1))
            return [f"{mark} {rich_text(item)}" for mark, item in zip(marks, block.items, strict=True)]
        case _:
            raise TypeError(f"a text to pin has no {type(block).__name__}")
