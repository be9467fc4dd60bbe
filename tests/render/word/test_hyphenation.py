"""Words in tables are broken with a hyphen where the language has long ones, and nowhere else."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn

from plandocs.brand.load import load_brand
from plandocs.content.blocks import Column, Row, Table
from plandocs.content.formats import Formats
from plandocs.render.word import render_document
from tests.render.word.examples import document, section

LONG = Table("long", (Column("Nachweis"), Column("Zuständig")), (Row(("Verarbeitungsverzeichnis", "Rita")),))


def made(language: str) -> Opened:
    content = document(section(LONG))
    properties = replace(content.properties, language=language)
    content = replace(content, properties=properties, formats=Formats(language, "EUR"))
    brand = load_brand("default")
    return docx.Document(io.BytesIO(render_document(content, brand, brand.template("word/plan.docx"))))


def suppressed(found: Opened, name: str) -> str | None:
    """Return what a style says of hyphens: `0` where they are allowed, None where it says nothing."""
    style = next(item for item in found.styles if item.name == name)
    item = style.element.find(f"{qn('w:pPr')}/{qn('w:suppressAutoHyphens')}")
    return None if item is None else item.get(qn("w:val"))


@pytest.mark.parametrize("language", ["de-DE", "fr-FR", "es-ES", "pt-BR"])
def test_tables_are_hyphenated_in_languages_of_long_words(language: str) -> None:
    found = made(language)
    settings = found.settings.element
    assert settings.find(qn("w:autoHyphenation")) is not None
    assert settings.find(qn("w:consecutiveHyphenLimit")).get(qn("w:val")) == "2"
    defaults = found.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
    assert defaults.find(qn("w:suppressAutoHyphens")) is not None  # text and headings are not hyphenated
    assert suppressed(found, "Table Text") == "0"
    assert suppressed(found, "Heading 1") is None


@pytest.mark.parametrize("language", ["en-US", "ar"])
def test_other_languages_are_not(language: str) -> None:
    found = made(language)
    assert found.settings.element.find(qn("w:autoHyphenation")) is None
    assert suppressed(found, "Table Text") is None
