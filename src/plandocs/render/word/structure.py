"""Whether a template's tags stand where they may: blocks alone, what is opened closed in the same place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from plandocs.errors import Problem, did_you_mean
from plandocs.render.word.tags import Tag

MAX_TAGS = 20_000
MAX_TAG = 2000
"""Characters of one tag."""
_OPENS = {"if": "endif", "for": "endfor"}
_WORDS = ("if", "elif", "else", "endif", "for", "endfor")


def structure_problems(tags: Sequence[Tag], blocks: Collection[str], path: str) -> list[Problem]:
    """Return what is wrong with where tags stand; `tags` in the order of the text."""
    if len(tags) > MAX_TAGS:
        message = f"the template has {len(tags):,} tags; at most {MAX_TAGS:,} are evaluated"
        return [Problem(rule="template-refused", message=message, path=path)]
    known = [tag for tag in tags if not is_refused(tag)]
    return list(dict.fromkeys([*_misplaced(tags, blocks, path), *_refused(tags, path), *_unbalanced(known, path)]))


def is_refused(tag: Tag) -> bool:
    """Return whether a control tag is no part of the language."""
    return tag.kind == "control" and word_of(tag) not in _WORDS


def word_of(tag: Tag) -> str:
    """Return the first word of a control tag: `for`, `endif`."""
    return (tag.text[2:-2].strip(" -+").split(None, 1) or [""])[0]


def _refused(tags: Sequence[Tag], path: str) -> list[Problem]:
    """Return a problem for each control tag that is no part of the language."""
    problems = []
    for tag in tags:
        if len(tag.text) > MAX_TAG and tag.kind != "comment":
            message = f"{tag.text[:60]}… in {tag.place} has more than {MAX_TAG:,} characters"
            problems.append(Problem(rule="template-refused", message=message, path=path, where=tag.place))
        if not is_refused(tag):
            continue
        word = word_of(tag)
        message = f"{tag.text[:120]} in {tag.place}: '{word[:40]}' is no part of the template language"
        fix = did_you_mean(word, _WORDS) or "a template has {{ fields }}, {% if %}, {% for %} and {# comments #}"
        problems.append(Problem(rule="template-refused", message=message, path=path, where=tag.place, fix=fix))
    return problems


def _misplaced(tags: Sequence[Tag], blocks: Collection[str], path: str) -> list[Problem]:
    """Return a problem for each block tag that is unknown, comes twice, or does not stand alone in its paragraph."""
    problems = []
    seen: dict[str, Tag] = {}
    for tag in tags:
        if tag.kind != "block":
            continue
        rule, message, fix = "", "", ""
        if tag.block not in blocks:
            rule, message = "template-unknown-block", f"there is no block '{tag.block}', which {tag.place} asks for"
            fix = did_you_mean(tag.block, blocks) or _what_blocks(blocks)
        elif not tag.alone:
            rule, message = "template-block-alone", f"{tag.text} in {tag.place} must stand alone in its paragraph"
            fix = "put it in a paragraph of its own"
        elif tag.block in seen and tag.block != "status":
            rule = "template-block-twice"
            message = f"{tag.text} stands in {seen[tag.block].place} and again in {tag.place}"
            fix = "take one of them out"
        seen.setdefault(tag.block, tag)
        if rule:
            problems.append(Problem(rule=rule, message=message, path=path, where=tag.place, fix=fix))
    return problems


def _what_blocks(blocks: Collection[str]) -> str:
    return f"blocks are {', '.join(sorted(blocks))}" if blocks else "blocks can stand in the document's body only"


def _unbalanced(tags: Sequence[Tag], path: str) -> list[Problem]:
    """Return a problem for each if or for whose end is missing, or stands in another paragraph, cell or table."""
    open_tags: list[tuple[str, Tag]] = []
    problems = []

    def tell(tag: Tag, message: str, fix: str = "") -> None:
        problems.append(Problem(rule="template-syntax", message=message, path=path, where=tag.place, fix=fix))

    for tag in tags:
        if tag.kind != "control":
            continue
        name = word_of(tag)
        if name in _OPENS:
            open_tags.append((_OPENS[name], tag))
            continue
        if not open_tags or (name not in ("else", "elif") and open_tags[-1][0] != name):
            tell(tag, f"{tag.text} in {tag.place} ends nothing")
            continue
        _, opened = open_tags[-1]
        if name not in ("else", "elif"):
            open_tags.pop()
        if (opened.alone, opened.container) != (tag.alone, tag.container):
            tell(
                opened,
                f"{opened.text} in {opened.place} "
                f"{'goes on' if name in ('else', 'elif') else 'ends'} in another place, {tag.place}",
                "put both in one line of text, each alone in a paragraph or row of the same table or page, or each"
                " alone in a cell of one row",
            )
    for ending, opened in open_tags:
        tell(opened, f"{opened.text} in {opened.place} has no {{% {ending} %}}", f"add {{% {ending} %}} behind it")
    return problems
