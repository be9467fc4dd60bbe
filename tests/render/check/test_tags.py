"""The different tags of a part tell what the part holds; what they cannot tell is left to the tree."""

from __future__ import annotations

import pytest

from plandocs.render.check.tags import read_tags

_PART = b'<w:p><w:pStyle w:val="A&amp;B"/><w:t>x</w:t><w:pStyle w:val="A&amp;B"/><w:pStyle w:x="1" w:val="C"/></w:p>'


def test_a_tag_that_repeats_is_kept_once() -> None:
    tags = read_tags(_PART)
    assert tags is not None
    assert tags.once.count(b"<w:pStyle ") == 2
    assert sorted(tags.values("w:pStyle", "w:val") or []) == ["A&B", "C"]


def test_an_element_that_begins_like_another_is_another() -> None:
    tags = read_tags(_PART)
    assert tags is not None
    assert tags.values("w:p", "w:val") == []
    assert len(tags.named("w:p")) == 1


@pytest.mark.parametrize("written", ["w:val='C'", 'w:val = "C"', 'w:val\n="C"'])
def test_an_attribute_in_another_writing_is_left_to_the_tree(written: str) -> None:
    tags = read_tags(_PART.replace(b'w:val="C"', written.encode()))
    assert tags is not None
    assert tags.values("w:pStyle", "w:val") is None


@pytest.mark.parametrize("inside", [b"<!-- <w:p> -->", b"<![CDATA[<w:p>]]>"])
def test_a_part_with_comments_or_cdata_is_left_to_the_tree(inside: bytes) -> None:
    assert read_tags(_PART.replace(b"x", inside)) is None


def test_texts_are_those_right_behind_the_tag() -> None:
    tags = read_tags(b"<a><w:t>one</w:t>far<w:t/>behind<w:t>&lt;two</w:t></a>")
    assert tags is not None
    assert sorted(tags.texts("w:t")) == ["", "<two", "one"]


@pytest.mark.parametrize(
    ("part", "plain"),
    [
        (b"<w:tr><w:tc></w:tc></w:tr>", True),
        (b"<w:tr><w:tc/></w:tr>", False),
        (b'<w:tr><w:tc a="1"/></w:tr>', False),
        (b"<w:tr><w:tc></w:tc ></w:tr>", False),
        (b"<w:tr><w:tcPr/><w:tc></w:tc></w:tr>", True),
    ],
)
def test_an_element_that_ends_itself_is_not_plain(part: bytes, plain: bool) -> None:
    tags = read_tags(part)
    assert tags is not None
    assert tags.are_plain("w:tc") is plain
