"""The tags in a template slide's texts, filled: `{{ project.customer }}`, conditions, and loops over paragraphs.

A paragraph's text is gathered over its runs, because PowerPoint splits it where it likes; a tag takes the look of the
run it begins in, and text outside tags keeps its own. A paragraph that holds only `{% … %}` vanishes, and what stands
between a `for` and its `endfor` is repeated with its look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial

from lxml import etree

from plandocs.content.language.budget import Budget
from plandocs.content.language.texts import fill_text, has_tags
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.powerpoint.layouts import A, P, shape_name
from plandocs.render.run_marks import BETWEEN, LINE, marked, parted
from plandocs.render.xmltext import clean_text

_CONTROL = re.compile(r"\s*(?:\{%[^%]*(?:%(?!\})[^%]*)*%\}\s*)+")
_RUNS = (f"{A}r", f"{A}br", f"{A}fld")


def fill_texts(
    root: etree._Element, vocabulary: Vocabulary, *, where: str, path: str, budget: Budget | None = None
) -> tuple[list[etree._Element], list[Problem]]:
    """Fill every text of a slide, its notes, charts or diagrams in place.

    `budget` is what all texts of the template may cost together. Returns the text bodies that had tags, and what is
    wrong with those.
    """
    problems: list[Problem] = []
    filled_bodies: list[etree._Element] = []
    for body in _bodies(root):
        paragraphs = body.findall(f"{A}p")
        texts = [paragraph_text(paragraph) for paragraph in paragraphs]
        if not any(map(has_tags, texts)):
            continue
        filled_bodies.append(body)
        fill = partial(fill_text, vocabulary=vocabulary, where=_place(body, where), path=path, budget=budget)
        if any(_CONTROL.fullmatch(text) for text in texts):
            problems += _fill_together(body, paragraphs, texts, fill)
            continue
        for paragraph, text in zip(paragraphs, texts, strict=True):
            if has_tags(text):
                filled, wrong = fill(_marked(paragraph))
                problems += wrong
                if not wrong:
                    _set_pieces(paragraph, filled)
    return filled_bodies, problems


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph's runs, with line breaks as line ends."""
    runs = paragraph.iterchildren(*_RUNS)
    return "".join("\n" if run.tag == f"{A}br" else run.findtext(f"{A}t") or "" for run in runs)


def _bodies(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that hold paragraphs, in order."""
    last: etree._Element | None = None
    for paragraph in list(root.iter(f"{A}p")):
        parent = paragraph.getparent()
        if parent is not None and parent is not last:
            last = parent
            yield parent


def _fill_together(
    body: etree._Element,
    paragraphs: list[etree._Element],
    texts: list[str],
    fill: Callable[[str], tuple[str, list[Problem]]],
) -> list[Problem]:
    """Fill a text whose loops and conditions stand around paragraphs."""
    source = ""
    for number, text in enumerate(texts):
        if _CONTROL.fullmatch(text):
            source += text.strip()
        else:
            source += f"{LINE}{number}{BETWEEN}{_marked(paragraphs[number])}"
    filled, problems = fill(source)
    if problems:
        return problems
    place_of = list(body).index(paragraphs[0])
    for paragraph in paragraphs:
        body.remove(paragraph)
    made = []
    for piece in filled.split(LINE)[1:]:
        owner, _, text = piece.partition(BETWEEN)
        paragraph = deepcopy(paragraphs[int(owner)])
        _set_pieces(paragraph, text)
        made.append(paragraph)
    if not made:
        made.append(_emptied(deepcopy(paragraphs[0])))
    for offset, paragraph in enumerate(made):
        body.insert(place_of + offset, paragraph)
    return []


def _marked(paragraph: etree._Element) -> str:
    """Return a paragraph's text with a mark for each run: whose look the words that follow have."""
    return marked(
        ["\n" if run.tag == f"{A}br" else run.findtext(f"{A}t") or "" for run in paragraph.iterchildren(*_RUNS)]
    )


def _set_pieces(paragraph: etree._Element, filled: str) -> None:
    """Write a filled text into a paragraph, each piece with the look of its run."""
    runs = list(paragraph.iterchildren(*_RUNS))
    made: list[etree._Element] = []
    for owner, text in parted(filled):
        made += _runs_of(runs[owner], text)
    place = list(paragraph).index(runs[0]) if runs else len(paragraph)
    for run in runs:
        paragraph.remove(run)
    for offset, run in enumerate(made):
        paragraph.insert(place + offset, run)


def _runs_of(run: etree._Element, text: str) -> Iterator[etree._Element]:
    """Yield a run's look with another text; line ends become line breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            broken = etree.Element(f"{A}br")
            look = run.find(f"{A}rPr")
            if look is not None:
                broken.append(deepcopy(look))
            yield broken
        if line and run.tag == f"{A}br":
            yield _plain_run(run, line)
        elif line:
            made = deepcopy(run)
            words = made.find(f"{A}t")
            if words is None:
                words = etree.SubElement(made, f"{A}t")
            words.text = clean_text(line)
            yield made


def _plain_run(run: etree._Element, line: str) -> etree._Element:
    made = etree.Element(f"{A}r")
    look = run.find(f"{A}rPr")
    if look is not None:
        made.append(deepcopy(look))
    etree.SubElement(made, f"{A}t").text = clean_text(line)
    return made


def _emptied(paragraph: etree._Element) -> etree._Element:
    for run in list(paragraph.iterchildren(*_RUNS)):
        paragraph.remove(run)
    return paragraph


def _place(body: etree._Element, where: str) -> str:
    """Return how a person finds a text: `slide 3, shape 'Title 1'`, `slide 3, shape 'Table 4', row 2, column 1`."""
    cell = next((item for item in body.iterancestors() if item.tag == f"{A}tc"), None)
    shape = next((item for item in body.iterancestors() if item.tag in (f"{P}sp", f"{P}graphicFrame")), None)
    found = where if shape is None else f"{where}, shape '{shape_name(shape)}'"
    row = cell.getparent() if cell is not None else None
    table = row.getparent() if row is not None else None
    if cell is None or row is None or table is None:
        return found
    down = table.findall(f"{A}tr").index(row) + 1
    across = row.findall(f"{A}tc").index(cell) + 1
    return f"{found}, row {down}, column {across}"
