"""The findings of the doctor by id, each with the reason in one line: for the catalogue in the documentation.

Ids are never reused. Faults of the file itself are the package checker's (`render.check.all_rules`), and those of
built slides `slide-…`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "missing-layout": "A kind of slide has no layout in the template, or the brand names one that is not there.",
        "missing-placeholder": "Without a title, a subtitle or a slide number something of a slide is not shown.",
        "package-damaged": "A number, name or place in the file is not what its format asks for.",
        "placeholder-too-small": "A title needs two lines, and content 6 by 2.5 in, to be set in readable sizes.",
        "template-alt-text": "Who cannot see a picture is told what it shows, or that it is decoration.",
        "template-bad-styles": "A workbook without its groups of styles cannot be written in.",
        "template-block-alone": "A block takes the place of its whole paragraph, and of what else is in it.",
        "template-contrast": "Text needs a contrast of 4.5 on its ground, large text of 3 (WCAG 2.2, level AA).",
        "template-defined-name": "A workbook needs the name for its own formulas.",
        "template-font": "A reader who lacks a family sees another one, of another width.",
        "template-incomplete": "A workbook needs sheets and styles.",
        "template-language": "Without a language Word checks the spelling in the reader's.",
        "template-macros": "A document with code is blocked by mail servers, and by Office.",
        "template-missing-style": "Documents are set in named styles; what is missing must be mapped or added.",
        "template-no-block": "Without a block tag the content follows at the end of the template.",
        "template-pattern-sheet": "The sheet Styles gives cell styles, margins and footer, and is not kept itself.",
        "template-remote": "What is fetched on opening can be gone, tells of the reader, and makes Office ask.",
        "template-sheet-name": "Two sheets of a workbook cannot have one name.",
        "template-syntax": "A tag, an if or a for does not end where it began, or is not written as one.",
        "template-tag-unread": "Tags are filled in where text is; elsewhere they are printed as they stand.",
        "template-text-lost": "A paragraph that holds nothing but tags leaves nothing behind.",
        "template-theme-color": "The places of accent 3 to 6 carry status colors; what is drawn in them changes.",
        "template-unknown-block": "The document has no section of that name, or the place can hold none.",
        "template-table-name": "Two tables of a workbook cannot have one name.",
        "template-unknown-filter": "There is no filter or test of that name.",
        "template-unknown-name": "The document has no value of that name.",
        "template-value": "An expression in a tag cannot be worked out.",
        "unknown-slide-kind": "The brand's layout map names a kind of slide that there is not.",
        "unknown-style-purpose": "The brand's style map names a kind of block that there is not.",
    }
)
