"""One story of a document against its old self: the body, a header, a footer.

Every paragraph and row of both is there once: as it stayed, or with its marks. Accepting all marks gives the new
story, rejecting all gives the old one.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from plandocs.render.word.names import tag
from plandocs.render.word.redline.alignment import align
from plandocs.render.word.redline.atoms import like
from plandocs.render.word.redline.blocks import Block, Row, are_alike, read_blocks, text_of
from plandocs.render.word.redline.marks import Change, Marks
from plandocs.render.word.redline.side import OLD_BOOKMARK, Side
from plandocs.render.word.redline.tables import merged_table, whole_table
from plandocs.render.word.redline.words import merged_paragraph, take_properties, whole_paragraph

Noted = Callable[[etree._Element, str, tuple[str, ...]], None]
"""Is told of each changed paragraph or row: its element, its text, and the texts of its cells."""
_END = tag("sectPr")


class StoryMerger:
    """Merges one story. `renamed` collects what the old one's bookmarks and lists have become in the new one."""

    def __init__(self, old: Side, new: Side, marks: Marks, noted: Noted) -> None:
        self._old = old
        self._new = new
        self._marks = marks
        self._noted = noted
        self.bookmarks: dict[str, str] = {}
        self.lists: dict[str, str] = {}

    def merge(self, old: etree._Element, new: etree._Element) -> bool:
        """Replace the content of a body, header or footer by the merged one; return whether anything has changed."""
        content, changed = self._content(read_blocks(old, self._old), read_blocks(new, self._new))
        end = new.find(_END)
        for item in list(new):
            new.remove(item)
        new.extend(content)
        if end is not None:
            new.append(end)
        return changed

    def _content(self, old: list[Block], new: list[Block]) -> tuple[list[etree._Element], bool]:
        """Return merged blocks. A cell and a story end in a paragraph, whose end no mark can take away."""
        pairs = align([block.piece for block in old], [block.piece for block in new])
        last = _last_of_both(old, new, pairs)
        if last is not None:
            i, j = last
            pairs = [pair for pair in pairs if pair not in ((i, None), (None, j))]
            pairs.append(last)
        out: list[etree._Element] = []
        status: list[Change | None] = []
        originals: list[tuple[etree._Element | None, etree._Element | None]] = []
        changed = False
        for a, b in pairs:
            before = None if a is None else old[a]
            after = None if b is None else new[b]
            if before is not None and after is not None:
                made, differs = self._merged(before, after)
                changed = changed or differs
                kind: Change | None = None
            else:
                kind = "del" if after is None else "ins"
                made = self._whole([before or after], kind)  # type: ignore[list-item]  # one of the two is there
                changed = True
            out += made
            status += [kind] * len(made)
            source = (None if before is None else before.element, None if after is None else after.element)
            originals += [source] * len(made)
        self._move_last_end(out, status, originals)
        return self._parted(out, status), changed

    def _move_last_end(
        self,
        out: list[etree._Element],
        status: list[Change | None],
        originals: list[tuple[etree._Element | None, etree._Element | None]],
    ) -> None:
        """Let the paragraph before a tail of marked ones carry the mark, so that the last one has none."""
        tail = next((n for n in range(len(status) - 1, -1, -1) if status[n] is None), -1) + 1
        if not 0 < tail < len(out):
            return
        change = status[-1]
        kept, last = out[tail - 1], out[-1]
        if change is None or any(item.tag != tag("p") for item in [kept, *out[tail:]]):
            return
        if any(kind != change for kind in status[tail:]):
            return
        _without_mark(last)
        self._marks.paragraph(kept, change)
        before, after = originals[tail - 1]
        gone = originals[-1][0 if change == "del" else 1]
        if before is None or after is None or gone is None:
            return
        if change == "ins":
            take_properties(last, gone, before, self._marks)
        else:
            take_properties(last, after, gone, self._marks)

    def _parted(self, content: list[etree._Element], status: list[Change | None]) -> list[etree._Element]:
        """Return content with a gap between a table that goes and one that comes, else Word makes one of them."""
        out: list[etree._Element] = []
        for number, item in enumerate(content):
            if number and item.tag == content[number - 1].tag == tag("tbl") and status[number] != status[number - 1]:
                out.append(self._marks.gap())
            out.append(item)
        return out

    def _merged(self, old: Block, new: Block) -> tuple[list[etree._Element], bool]:
        if new.kind != "field" and are_alike(old.element, new.element):
            return [new.element], False
        if new.kind in ("paragraph", "section"):
            return self._paragraph(old, new)
        if new.kind == "table":
            return merged_table(old, new, self._whole, self._content, self._marks, self._note_row)
        if new.kind in ("control", "field"):
            inside, changed = self._content(old.inside, new.inside)
            return self._enclosed(new, inside), changed
        return [deepcopy(new.element)], False

    def _paragraph(self, old: Block, new: Block) -> tuple[list[etree._Element], bool]:
        self._remember(old.element, new.element)
        made, changed = merged_paragraph(old.element, old.atoms, new.element, new.atoms, self._marks)
        for item in self._lost_bookmarks(old.element, new.element):
            made.insert(1 if made.find(tag("pPr")) is not None else 0, item)
        if changed:
            self._noted(made, text_of([new]) or text_of([old]), ())
        return [made], changed

    def _whole(self, blocks: list[Block], change: Change) -> list[etree._Element]:
        out: list[etree._Element] = []
        for block in blocks:
            if block.kind in ("paragraph", "section"):
                out.append(whole_paragraph(block.element, block.atoms, change, self._marks))
                self._noted(out[-1], text_of([block]), ())
            elif block.kind == "table":
                out.append(whole_table(block, change, self._whole, self._marks, self._note_row))
            elif block.kind in ("control", "field"):
                inside = self._whole(block.inside, change)
                for runs in (block.opening, block.closing):
                    runs[:] = [self._marks.around(change, runs)] if runs else []
                out += self._enclosed(block, inside)
            elif change == "ins":
                out.append(deepcopy(block.element))
        return out

    def _enclosed(self, block: Block, inside: list[etree._Element]) -> list[etree._Element]:
        """Return content in its control, or between the halves of its field."""
        if block.kind == "control":
            made = like(block.element)
            made.extend(deepcopy(item) for item in block.element if item.tag != tag("sdtContent"))
            etree.SubElement(made, tag("sdtContent")).extend(inside)
            return [made]
        paragraphs = [item for item in inside if item.tag == tag("p")]
        if paragraphs:
            place = 1 if paragraphs[0].find(tag("pPr")) is not None else 0
            for number, run in enumerate(block.opening):
                paragraphs[0].insert(place + number, run)
            paragraphs[-1].extend(block.closing)
        return inside

    def _remember(self, old: etree._Element, new: etree._Element) -> None:
        """Note which bookmark and list of the new file a pair of paragraphs says the old one's are."""
        names = ([item.get(tag("name"), "") for item in side.iter(tag("bookmarkStart"))] for side in (old, new))
        self.bookmarks.update(zip(*names, strict=False))
        lists = ([item.get(tag("val"), "") for item in side.iter(tag("numId"))] for side in (old, new))
        self.lists.update(zip(*lists, strict=False))

    def _lost_bookmarks(self, old: etree._Element, new: etree._Element) -> list[etree._Element]:
        """Return the bookmarks that an old paragraph has and its new self has not: something may lead to them."""
        starts = list(old.iter(tag("bookmarkStart")))
        lost = starts[sum(1 for _ in new.iter(tag("bookmarkStart"))) :]
        out: list[etree._Element] = []
        for item in lost:
            end = etree.Element(tag("bookmarkEnd"))
            end.set(tag("id"), item.get(tag("id"), ""))
            out += [end, deepcopy(item)]  # inserted one by one in front: the start comes to stand first
            self.bookmarks.pop(item.get(tag("name"), OLD_BOOKMARK), None)
        return out

    def _note_row(self, element: etree._Element, row: Row) -> None:
        self._noted(element, "", tuple(text_of(cell.blocks) for cell in row.cells))


def _last_of_both(
    old: list[Block], new: list[Block], pairs: list[tuple[int | None, int | None]]
) -> tuple[int, int] | None:
    """Return the last blocks of both where neither has a counterpart and both are paragraphs: they become a pair."""
    if not old or not new:
        return None
    i, j = len(old) - 1, len(new) - 1
    both = (i, None) in pairs and (None, j) in pairs
    return (i, j) if both and old[i].kind == new[j].kind == "paragraph" else None


def _without_mark(paragraph: etree._Element) -> None:
    look = paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
    for item in [] if look is None else look.findall(tag("ins")) + look.findall(tag("del")):
        item.getparent().remove(item)  # type: ignore[union-attr]  # a child of the look
    if look is not None and not len(look):
        look.getparent().remove(look)  # type: ignore[union-attr]
