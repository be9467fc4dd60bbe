"""Playbooks: plans to start from. Found by name, or a file of one's own; filled with a project's facts as text.

The text is changed only where a value of `project` stands, so that the comments that teach the format stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import yaml

from plandocs.errors import PlanError, Problem, UsageError, did_you_mean
from plandocs.resources import bundled

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W\d_][\w .&()/'-]*[\w.)]|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def playbook_names() -> list[str]:
    """Return the names of the playbooks that come with plandocs."""
    return sorted(file.stem for file in _folder().glob("*.yaml"))


def playbook_path(name: str) -> Path:
    """Return the file of a playbook: a packaged one by its name, else a file of the user's own.

    Raises UsageError for a name that is neither.
    """
    names = playbook_names()
    if name in names:
        return _folder() / f"{name}.yaml"
    own = Path(name)
    if own.is_file():
        return own
    message = f"there is no playbook '{name}'; there are {', '.join(names)}, or name a plan file of your own"
    raise UsageError(Problem(rule="unknown-playbook", message=message, fix=did_you_mean(name, names)))


def is_packaged(playbook: Path) -> bool:
    """Return whether a playbook comes with plandocs."""
    return playbook.parent == _folder()


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a plan's text with values of `project` replaced or added; everything else stays as it is."""
    root = yaml.compose(text, Loader=_Loader)
    project = _value_of(root, "project")
    if not isinstance(project, yaml.MappingNode) or not project.value:
        raise PlanError(Problem(rule="playbook", message="the playbook has no project to fill in"))
    edits: list[tuple[int, int, str]] = []
    for key, value in facts.items():
        node = _value_of(project, key)
        if node is None:
            edits.append(_inserted(project, key, value))
        else:
            lead = " " if node.start_mark.index == node.end_mark.index else ""
            edits.append((node.start_mark.index, node.end_mark.index, lead + _scalar(value)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def project_code(customer: str, start: date) -> str:
    """Return a short code for a project: the customer's initials with the year and month of the start."""
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", customer)).upper()[:4]
    return f"{initials or 'NEW'}-{start:%Y-%m}"


def first_monday(today: date) -> date:
    """Return the Monday that is at least a week away: time enough to invite people to a kickoff."""
    soon = today + timedelta(days=7)
    return soon + timedelta(days=-soon.weekday() % 7)


def _folder() -> Path:
    return bundled("templates") / "playbooks"


def _value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _inserted(project: yaml.MappingNode, key: str, value: str) -> tuple[int, int, str]:
    """Return the edit that puts a new key in front of the project's first one, in its own style."""
    first = project.value[0][0].start_mark
    end = ", " if project.flow_style else "\n" + " " * first.column
    return first.index, first.index, f"{key}: {_scalar(value)}{end}"


def _scalar(value: str) -> str:
    """Return a text as a YAML scalar, without quotes where it needs none."""
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS_WITH_A_MEANING
    return value if plain else json.dumps(value, ensure_ascii=False)
