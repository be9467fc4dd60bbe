"""Columns that repeat: a tag alone in a cell opens, another closes, and grid, spans and widths follow."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from plandocs.content.formats import Formats
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.word.columns import settle_columns
from plandocs.render.word.tags import gather
from plandocs.render.word.template import evaluate

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VALUES: dict[str, Any] = {
    "sites": [{"name": "Ash", "users": 3}, {"name": "Bell", "users": 5}, {"name": "Cod", "users": 7}],
    "nobody": [],
    "wide": True,
    "tasks": [{"name": "Dig"}, {"name": "Build"}],
}


def cell(text: str = "", span: int = 1, width: int = 1000) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inside = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>{spans}</w:tcPr><w:p>{inside}</w:p></w:tc>'


def table(*rows: str, grid: tuple[int, ...] = (2000, 500, 3000, 500)) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def run(body: str) -> tuple[etree._Element, list[Problem], str]:
    root = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    story = gather(root, "", "t.docx")
    xml, problems = evaluate(story, Vocabulary.of(VALUES, Formats("en-US", "USD")), (), "t.docx")
    made = etree.fromstring(xml)
    return made, problems, settle_columns(made) if not problems else ""


def texts(made: etree._Element) -> list[list[str]]:
    return [
        ["".join(node.text or "" for node in item.iter(f"{{{W}}}t")) for item in row.iter(f"{{{W}}}tc")]
        for row in made.iter(f"{{{W}}}tr")
    ]


def values(made: etree._Element, name: str, attribute: str) -> list[int]:
    return [int(item.get(f"{{{W}}}{attribute}")) for item in made.iter(f"{{{W}}}{name}")]


HEAD = cell("Item") + cell("{% for site in sites %}") + cell("{{ site.name }}") + cell("{% endfor %}")
ROW = cell("Users") + cell() + cell("{{ site.users }}") + cell()


def test_the_columns_between_the_tags_repeat_in_every_row() -> None:
    made, problems, wrong = run(table(HEAD, ROW))
    assert (problems, wrong) == ([], "")
    assert texts(made) == [["Item", "Ash", "Bell", "Cod"], ["Users", "3", "5", "7"]]


def test_the_grid_keeps_its_width_and_fixed_columns_theirs() -> None:
    # 6,000 in all, 2,000 fixed: the three columns share 4,000.
    made, _, _ = run(table(HEAD, ROW))
    assert values(made, "gridCol", "w") == [2000, 1333, 1333, 1333]
    assert values(made, "tcW", "w") == [2000, 1333, 1333, 1333] * 2


def test_a_merged_header_over_the_table_grows_with_it() -> None:
    made, problems, _ = run(table(cell("All", span=4), HEAD, ROW))
    assert problems == []
    assert values(made, "gridSpan", "val") == [4]  # Item and three sites


def test_a_list_without_entries_leaves_no_column() -> None:
    made, _, _ = run(table(cell("All", span=4), HEAD.replace("in sites", "in nobody"), ROW))
    assert texts(made) == [["All"], ["Item"], ["Users"]]
    assert values(made, "gridCol", "w") == [6000]
    assert values(made, "gridSpan", "val") == [1]


@pytest.mark.parametrize(("condition", "expected"), [("wide", ["Item", "Extra"]), ("nobody", ["Item"])])
def test_a_column_can_be_chosen(condition: str, expected: list[str]) -> None:
    head = cell("Item") + cell(f"{{% if {condition} %}}") + cell("Extra") + cell("{% endif %}")
    assert texts(run(table(head))[0]) == [expected]


def test_rows_and_columns_can_repeat_in_one_table() -> None:
    body = table(
        HEAD,
        cell("{% for task in tasks %}") + cell() + cell() + cell(),
        cell("{{ task.name }}") + cell() + cell("{{ loop.index }}") + cell(),
        cell("{% endfor %}") + cell() + cell() + cell(),
    )
    made, problems, _ = run(body)
    assert problems == []
    assert texts(made) == [["Item", "Ash", "Bell", "Cod"], ["Dig", "1", "2", "3"], ["Build", "1", "2", "3"]]


def test_a_row_of_tags_alone_is_a_row_even_if_it_has_several_cells() -> None:
    rows = [cell(text) + cell() for text in ("{% for task in tasks %}", "{{ task.name }}", "{% endfor %}")]
    assert texts(run(table(*rows, grid=(3000, 3000)))[0]) == [["Dig", ""], ["Build", ""]]


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ((HEAD, cell("a") + cell("lost") + cell("b") + cell()), "row 2 has a text in column 2"),
        ((cell("half", span=2) + cell() + cell(), HEAD), "a merged cell of row 1 covers a part"),
        (
            (cell("Item") + cell("{% for site in sites %}", span=2) + cell("{% endfor %}"),),
            "is merged with its neighbour",
        ),
    ],
)
def test_what_would_be_lost_is_told_with_its_place(rows: tuple[str, ...], part: str) -> None:
    _, problems, _ = run(table(*rows))
    assert [problem.rule for problem in problems] == ["template-column"]
    assert part in problems[0].message
    assert problems[0].where.startswith("table 1, row")


def test_more_columns_than_word_allows_are_refused() -> None:
    loops = "{% for site in sites %}{% for a in sites %}{% for b in sites %}{% for c in sites %}"
    body = table(HEAD.replace("{% for site in sites %}", loops).replace("{% endfor %}", "{% endfor %}" * 4))
    assert "82 columns" in run(body)[2]  # one and 3 to the fourth
