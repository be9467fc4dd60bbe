"""A Word document with everything that has changed against an older one as tracked changes.

In come two finished files of one template; out comes the newer one, in which every word, paragraph and table row that
came or went is marked for Word's reviewing pane. Accepting all gives the newer document, rejecting all the older one.
Reasons stand beside the changes as comments. Nothing here knows a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.content.review import Reason, Reviewer
from plandocs.render.check import require_sound
from plandocs.render.origin import HASH, stamp
from plandocs.render.package import Package
from plandocs.render.properties import own_properties
from plandocs.render.word.names import tag
from plandocs.render.word.redline.comments import Places, add_reasons
from plandocs.render.word.redline.marks import Marks
from plandocs.render.word.redline.settling import settle
from plandocs.render.word.redline.side import Side, highest_number, set_old_apart
from plandocs.render.word.redline.story import StoryMerger

__all__ = ["Redline", "redline"]


@dataclass(frozen=True, slots=True)
class Redline:
    """The marked file, how many paragraphs and rows are marked in it, and how many comments it has got."""

    data: bytes
    changes: int
    comments: int


def redline(
    old: bytes, new: bytes, reviewer: Reviewer, reasons: Sequence[Reason] = (), *, against: str = ""
) -> Redline:
    """Return the new file with its changes against the old one marked, and reasons beside them.

    `against` names the older version in the file's properties. Raises PlanError for files that are no Word documents.
    """
    was, now = Package.open(old, name="the agreed document"), Package.open(new, name="the new document")
    main = now.main_part()
    root, old_root = now.xml(main), was.xml(was.main_part())
    first = 1 + max(highest_number(root), highest_number(old_root))
    marks = Marks(reviewer, 4 * first + 1000)
    places = Places()
    for name in [main, *_stories(now)]:
        other = was.main_part() if name == main else name
        if other not in was.parts or (name != main and was.parts[other] == now.parts[name]):
            continue
        before, after = Side(was, other, was.xml(other)), Side(now, name, now.xml(name))
        set_old_apart(before, first)
        body, old_body = (side.root.find(tag("body")) if name == main else side.root for side in (after, before))
        if body is None or old_body is None:
            continue
        merger = StoryMerger(before, after, marks, places.note)
        merger.merge(old_body, body)
        settle(before, after, after.root, merger.bookmarks, merger.lists)
    comments = add_reasons(now, reasons, places, marks)
    facts = {key: value for key, value in own_properties(now).items() if key != HASH}
    stamp(now, {**facts, "against": against} if against else facts)
    require_sound(now, "the redline")
    return Redline(now.to_bytes(), len(places.found), comments)


def _stories(package: Package) -> list[str]:
    """Return the headers and footers of a document in the order of their names."""
    rels = package.rels(package.main_part())
    found = {rels.target(item.id) for kind in ("header", "footer") for item in rels.find_all(kind)}
    return sorted(name for name in found if name in package.parts)
