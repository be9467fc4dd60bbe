"""A document as an HTML mail: parsed by a strict parser, and looked through for what mail programs do not take."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.content.blocks import Chip, Column, Paragraph, Row, Span, Table
from plandocs.render.text.mail import render_mail
from tests.render.text.documents import ASKS, EVERY_BLOCK, NASTY, document

VOID = {"meta", "br", "hr", "img"}


class Balance(HTMLParser):
    """Fails on a tag that is closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def brand() -> Brand:
    return load_brand("default")


@pytest.fixture(scope="module")
def mail(brand: Brand) -> str:
    return render_mail(document(*EVERY_BLOCK), brand)


def test_short_columns_do_not_break_and_long_ones_do(brand: Brand) -> None:
    """Beside long actions, what is left would stand in three lines: `■ 5`, `days`, `late`."""
    columns = (Column("Action"), Column("Left"), Column("Owner"))
    rows = (
        Row(("Legal review of the agreement", Chip("5 days late", "bad"), "Ines Testerman-Placeholt")),
        Row(("Cleaning", "6 days", "Lucia Placeholt")),
    )
    tree = lxml_html.fromstring(render_mail(document(Table("asks", columns, rows)), brand))
    texts = [cell.text_content() for cell in tree.iter("td")]
    assert "■\u00a05\u00a0days\u00a0late" in texts
    assert "6\u00a0days" in texts
    assert "Lucia Placeholt" in texts
    assert "Legal review of the agreement" in texts


def test_tags_are_balanced(mail: str) -> None:
    parser = Balance()
    parser.feed(mail)
    assert parser.open == []
    assert "table" in parser.seen


def test_text_is_shown_as_it_is(brand: Brand) -> None:
    tree = lxml_html.fromstring(render_mail(document(ASKS, title=NASTY), brand))
    assert NASTY in [cell.text_content() for cell in tree.iter("td")]
    assert tree.find(".//h1").text_content() == NASTY
    assert tree.find(".//title").text_content() == NASTY


def test_it_is_one_column_of_600_pixels(mail: str) -> None:
    assert 'width="600"' in mail
    assert "max-width:600px" in mail


def test_nothing_is_loaded_and_nothing_runs(mail: str) -> None:
    assert not re.search(r"<(script|img|link|iframe|object|form)\b|url\(|@import|\bon\w+=", mail)


def test_a_link_with_another_scheme_is_no_link(brand: Brand) -> None:
    text = Paragraph((Span("click", href="javascript:alert(1)"), Span("mail", href="mailto:a@example.com")))
    made = render_mail(document(text), brand)
    assert "javascript" not in made
    assert 'href="mailto:a@example.com"' in made


def test_every_text_element_carries_its_own_style(mail: str) -> None:
    tree = lxml_html.fromstring(mail)
    found = [element for tag in ("p", "h1", "h2", "td", "th", "ul", "ol") for element in tree.iter(tag)]
    assert len(found) > 20
    layout = [element for element in found if element.tag == "td" and element.find("table") is not None]
    assert [e for e in found if not e.get("style") and e not in layout] == []


def test_colours_are_the_brands() -> None:
    default, harbour = (render_mail(document(*EVERY_BLOCK), load_brand(name)) for name in ("default", "harbour"))
    assert f"#{load_brand('default').colors['accent']}" in default
    assert f"#{load_brand('harbour').colors['accent']}" in harbour
    assert default != harbour


def test_a_status_is_shape_and_word(mail: str) -> None:
    assert re.search("<span[^>]*>●</span>\u00a0On\u00a0track", mail)
    assert re.search("<span[^>]*>■</span>\u00a0Off track", mail)


def test_dark_mode_is_prepared(mail: str) -> None:
    assert "prefers-color-scheme: dark" in mail
    assert '<meta name="color-scheme" content="light dark">' in mail


def test_the_language_is_set(mail: str) -> None:
    assert '<html lang="en-US">' in mail


def test_a_section_without_content_is_left_out(mail: str) -> None:
    assert "Where we are" in mail
    assert "Empty" not in mail
