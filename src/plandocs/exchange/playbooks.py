"""Playbooks: plans to start from. Found by name, in a brand's folder, or a file of one's own; filled as text.

The text is changed only where a value of `project` or a relative date stands, so that the comments that teach the
format stay. A relative date is a value such as `start+10d`, `start-5d` or `go_live+4w`: working days (`d`), calendar
days (`ed`) or weeks (`w`) from the kickoff or from the go-live that the plan computes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import yaml

from plandocs.errors import PlanError, Problem, UsageError, did_you_mean
from plandocs.plan.load import load_text
from plandocs.plan.reader import parse_events
from plandocs.plan.source import read_source
from plandocs.resources import bundled
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W\d_][\w .&()/'-]*[\w.)]|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RELATIVE = re.compile(r"^(start|go_live)\s*([+-])\s*(\d{1,4})\s*(d|ed|w)$")
_FOLDER = "playbooks"
_ANY_DAY = date(2027, 1, 11)
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def playbook_names() -> list[str]:
    """Return the names of the playbooks that come with plandocs."""
    return sorted(file.stem for file in _folder().glob("*.yaml"))


def playbook_path(name: str, brand: Path | None = None) -> Path:
    """Return the file of a playbook: one of the brand's by its name, a packaged one, else a file of the user's own.

    A brand keeps its playbooks in `playbooks/` in its folder. Raises UsageError for a name that is none of these.
    """
    folders = [folder for folder in (brand / _FOLDER if brand else None, _folder()) if folder is not None]
    for folder in folders:
        if (folder / f"{name}.yaml").is_file():
            return folder / f"{name}.yaml"
    own = Path(name)
    if own.is_file():
        return own
    names = sorted({file.stem for folder in folders for file in folder.glob("*.yaml")})
    message = f"there is no playbook '{name}'; there are {', '.join(names)}, or name a plan file of your own"
    raise UsageError(Problem(rule="unknown-playbook", message=message, fix=did_you_mean(name, names)))


def started(playbook: Path, facts: Mapping[str, str]) -> str:
    """Return a playbook's text as a plan of its own: `project` filled in, relative dates made real.

    Raises FileError when it cannot be read, PlanError for everything that is wrong with it.
    """
    name = str(playbook)
    text = filled("\n".join(read_source(playbook).lines) + "\n", facts)
    places = _relative_dates(text)
    if not places:
        load_text(text, name)
        return text
    # First the days from the start, which no other date moves; then the go-live that follows, and the days from it.
    first = _scheduled(_with_dates(text, places, None), name)
    known = _scheduled(_with_dates(text, places, first), name)
    finished = _with_dates(text, places, known)
    load_text(finished, name)
    return finished


def _scheduled(text: str, name: str) -> Schedule:
    return schedule_plan(load_text(text, name).plan)


def _relative_dates(text: str) -> list[tuple[int, int, re.Match[str]]]:
    """Return where relative dates stand: plain or quoted scalars that are nothing else."""
    found = []
    for event in parse_events(text):
        match = _RELATIVE.match(event.value.strip()) if isinstance(event, yaml.ScalarEvent) else None
        if match:
            found.append((event.start_mark.index, event.end_mark.index, match))
    return found


def _with_dates(text: str, places: list[tuple[int, int, re.Match[str]]], schedule: Schedule | None) -> str:
    """Return the text with real dates; without a schedule any date does."""
    for begin, end, match in reversed(places):
        day = _ANY_DAY if schedule is None else _day(match, schedule)
        text = text[:begin] + day.isoformat() + text[end:]
    return text


def _day(match: re.Match[str], schedule: Schedule) -> date:
    base = schedule.start if match[1] == "start" or schedule.go_live is None else schedule.go_live
    count = int(match[3]) * (-1 if match[2] == "-" else 1)
    if match[4] == "d":
        return schedule.add_working_days(base, count)
    return base + timedelta(days=count * (7 if match[4] == "w" else 1))


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
