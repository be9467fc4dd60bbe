"""Tags such as `{{ project.name }}` on a template's own sheets: each is replaced by what it prints.

They may stand in cells, in headers and footers, in text boxes, chart titles and comments, and know all that tags know
elsewhere; a condition or a loop begins and ends in one text. What is wrong is told with its place, all of it at once.
Text around a tag keeps its look; a tag that is split over runs takes the look of the run it begins in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.content.language.budget import Budget
from plandocs.content.language.texts import fill_text, has_tags
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.content.sheets import Workbook
from plandocs.errors import Problem
from plandocs.render.excel.styles import MAIN
from plandocs.render.package import Package
from plandocs.render.run_marks import marked, parted
from plandocs.render.values import page_vocabulary
from plandocs.render.xmltext import clean_text

_X = f"{{{MAIN}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FOOTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def sheet_vocabulary(workbook: Workbook, brand: Brand) -> Vocabulary:
    """Return what the tags on a template's own sheets may use."""
    mark = workbook.words.get("mark", "")
    return page_vocabulary(
        workbook.properties, workbook.formats, workbook.fields, brand, footer=workbook.footer, mark=mark
    )


def fill_footer(text: str, vocabulary: Vocabulary, *, where: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a header or footer with its tags evaluated, and what is wrong with them.

    An ampersand in a value is doubled: there it begins a code.
    """
    return fill_text(text, vocabulary, where=where, path=path, write=literal)


def literal(text: str) -> str:
    """Return a text as headers and footers hold it, where `&` begins a code."""
    return clean_text(text).replace("&", "&&")


class Filler:
    """Evaluates the tags of a template's own sheets. `problems` are those of all parts."""

    def __init__(self, package: Package, vocabulary: Vocabulary) -> None:
        self._package, self._vocabulary, self._budget = package, vocabulary, Budget()
        self.problems: list[Problem] = []

    def sheet(self, name: str, part: str) -> None:
        """Fill what stands on a sheet but its shared texts: inline texts, header and footer, drawings, comments."""
        package = self._package
        if b"{" in package.parts[part]:
            root = package.xml(part)
            for cell in root.iter(f"{_X}c"):
                for inline in cell.iterfind(f"{_X}is"):
                    self._runs(list(inline.iter(f"{_X}t")), f"sheet '{name}'!{cell.get('r', '')}")
            for foot in root.iter(*(f"{_X}{tag}" for tag in _FOOTS)):
                self._foot(foot, f"sheet '{name}', {foot.tag.rpartition('}')[2]}")
        for kind in ("drawing", "comments", "threadedComment"):
            for item in package.rels(part).find_all(kind):
                self._drawn(package.rels(part).target(item.id), name)

    def shared(self, part: str, places: Mapping[int, str]) -> None:
        """Fill the shared texts; `places` says where each is shown first."""
        if b"{" not in self._package.parts[part]:
            return
        for number, item in enumerate(self._package.xml(part).iterfind(f"{_X}si")):
            if number in places:
                self._runs(list(item.iter(f"{_X}t")), places[number])

    def _drawn(self, part: str, name: str) -> None:
        """Fill text boxes and, behind them, chart titles."""
        package = self._package
        if part not in package.parts:
            return
        if b"{" in package.parts[part]:
            root = package.xml(part)
            for paragraph in root.iter(f"{_A}p"):
                self._runs(list(paragraph.iter(f"{_A}t")), f"sheet '{name}', {_shape_around(paragraph)}")
            for comment in root.iter(f"{_X}comment"):
                self._runs(list(comment.iter(f"{_X}t")), f"sheet '{name}', comment at {comment.get('ref', '')}")
        for kind in ("chart", "chartEx"):
            for chart in package.rels(part).find_all(kind):
                self._drawn(package.rels(part).target(chart.id), name)

    def _foot(self, foot: etree._Element, where: str) -> None:
        filled, wrong = fill_footer(foot.text or "", self._vocabulary, where=where, path=self._package.name)
        self.problems += wrong
        if not wrong:
            foot.text = filled

    def _runs(self, texts: Sequence[etree._Element], where: str) -> None:
        """Evaluate the tags in texts that stand one behind the other, in place."""
        words = [text.text or "" for text in texts]
        if not has_tags("".join(words)):
            return
        filled, wrong = fill_text(
            marked(words), self._vocabulary, where=where, path=self._package.name, budget=self._budget
        )
        self.problems += wrong
        if wrong:
            return
        pieces = [""] * len(texts)
        found = parted(filled)
        owners = [owner for owner, _ in found]
        for owner, piece in found:  # a loop over several runs goes into the first, because runs cannot be repeated here
            pieces[owner if owners == sorted(owners) else owners[0]] += clean_text(piece)
        for text, piece in zip(texts, pieces, strict=True):
            text.text = piece
            if text.tag.startswith(_X):
                text.set(_SPACE, "preserve")


def _shape_around(paragraph: etree._Element) -> str:
    for item in paragraph.iterancestors():
        names = item.find("./{*}nvSpPr/{*}cNvPr")
        if names is not None:
            return f"shape '{names.get('name', '')}'"
    return "a chart"
