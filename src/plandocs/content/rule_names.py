"""What a planning rule is called in a document: what it asks for in the plan's language, and the handbook's id.

The word of a waiver goes in, an id or a name; a text a customer can read comes out.
"""

from __future__ import annotations

from plandocs.content.wording import Words


def rule_called(word: str, words: Words) -> str:
    """Return how a document names what a waiver calls `word`, such as `Sponsor and champion are two people (S33)`.

    An id that several rules share names each of them. A word that no rule has is printed as it is written; `check`
    says that it waives nothing.
    """
    from plandocs.rules import all_rules
    from plandocs.schedule.conflicts import CONFLICTS

    meant = [rule for rule in all_rules() if rule.answers_to(word)]
    if not meant:
        conflict = next((name for name in CONFLICTS if name == word.casefold()), "")
        return words.say(f"rules.{_key(conflict)}") if conflict else word
    told = "; ".join(words.say(f"rules.{_key(rule.name)}") for rule in meant)
    return told if meant[0].id == meant[0].name else f"{told} ({meant[0].id})"


def _key(name: str) -> str:
    return name.replace("-", "_")
