"""Writes out the rollout template: one phase for each wave, as if a person had typed them.

Works on data before validation. A wave's phase points at the template's lines, so that a problem in it is shown where
it can be mended. `{wave}` is the wave's id, `{n}` its number from 1, `{previous}` the id of the wave before it,
`{name}` its name, `{sites}` the names of its sites, `{site_ids}` the list of their ids; every key of the wave's
`values` is a placeholder too. A value may be a list: an entry of a list that is that placeholder alone becomes its
texts, anywhere else they are joined by commas. A link that names `{previous}` is left out for the first wave. A wave
that names its own `phase` is written by hand.

An entry with `each: site` is written once for each site of the wave: `{site}` is the site's id there, `{site_name}` its
name, `{site_lead}` its lead, and every key of the site's own `values` a placeholder. What waits for all of them names
`{each_site}` in a list: that entry is written once for each site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plandocs.errors import Problem, did_you_mean
from plandocs.plan.places import KeyPath, Place
from plandocs.plan.source import Data, Source

_PLACEHOLDER = re.compile(r"(?<!\{)\{([A-Za-z_]\w*)\}(?!\})")
_TEMPLATE: KeyPath = ("rollout", "template")
_Words = dict[str, str | list[str]]
"""What each placeholder of a wave stands for."""


def expand_waves(source: Source) -> Source:
    """Return the source with a phase for each wave and without the template; the source itself when it has none."""
    rollout = source.data.get("rollout")
    if not isinstance(rollout, dict) or not isinstance(rollout.get("template"), dict):
        return source
    template, waves = rollout["template"], rollout.get("waves")
    place = _child(_child(source.root, "rollout"), "template")
    filler = _Filler(source, _site_words(rollout.get("sites")))
    made: list[tuple[dict[str, Data], Place]] = []
    new_waves: list[Data] = []
    for wave, words in _waves_with_words(rollout):
        if isinstance(wave, dict) and words is not None:
            phase, phase_place = filler.fill(template, place, words, _TEMPLATE)
            if isinstance(phase, dict):
                made.append((phase, phase_place))
                wave = {**wave, "phase": phase.get("id")}
        new_waves.append(wave)
    problems = list(filler.problems.values())
    if not made:
        message = "there is a template, but no wave that could use it"
        problems.append(source.problem("template-without-waves", message, _TEMPLATE, fix="add 'waves:'", on_key=True))
    new_rollout = {key: value for key, value in rollout.items() if key != "template"}
    if isinstance(waves, list):
        new_rollout["waves"] = new_waves
    data: dict[str, Data] = {**source.data, "rollout": new_rollout}
    data, root = _with_phases(data, source.root, made)
    return replace(source, data=data, root=root, problems=(*source.problems, *problems))


@dataclass(frozen=True, slots=True)
class MadeTask:
    """Where a task comes from that the template makes: the indices of its wave and of the template's task."""

    wave: int
    task: int


def made_by_template(data: dict[str, Data], task_id: str) -> MadeTask | None:
    """Return which wave and which task of the template make a task; None for one that is written by hand.

    `data` is the plan as it is typed, with its template.
    """
    rollout = data.get("rollout")
    template = rollout.get("template") if isinstance(rollout, dict) else None
    tasks = template.get("tasks") if isinstance(template, dict) else None
    if not isinstance(rollout, dict) or not isinstance(tasks, list):
        return None
    for wave, (_, words) in enumerate(_waves_with_words(rollout)):
        for number, task in enumerate(tasks if words is not None else []):
            typed = task.get("id") if isinstance(task, dict) else None
            if isinstance(typed, str) and words is not None and _filled(typed, words) == task_id:
                return MadeTask(wave, number)
    return None


def _filled(text: str, words: _Words) -> str:
    """Return a text with those placeholders filled that are a single text."""

    def word(found: re.Match[str]) -> str:
        known = words.get(found[1])
        return known if isinstance(known, str) else found[0]

    return _PLACEHOLDER.sub(word, text)


def _waves_with_words(rollout: dict[str, Data]) -> Iterator[tuple[Data, _Words | None]]:
    """Yield every wave with what its placeholders stand for; None for a wave that the template does not make."""
    waves, sites = rollout.get("waves"), rollout.get("sites")
    previous = ""
    for number, wave in enumerate(waves if isinstance(waves, list) else [], 1):
        if not isinstance(wave, dict) or not isinstance(wave.get("id"), str):
            yield wave, None
            continue
        wave_id = str(wave["id"])
        words: _Words = {"wave": wave_id, "n": str(number), "name": str(wave.get("name") or wave_id)}
        words["sites"] = ", ".join(_site_names(wave.get("sites"), sites))
        words["site_ids"] = [str(site) for site in _listed(wave.get("sites"))]
        if previous:
            words["previous"] = previous
        values = wave.get("values")
        if isinstance(values, dict):
            words |= {key: word for key, value in values.items() if (word := _word(value)) is not None}
        yield wave, None if wave.get("phase") else words
        previous = wave_id


def _word(value: Data) -> str | list[str] | None:
    """Return a value of a wave, None for one that is neither a text nor a list of texts."""
    if isinstance(value, str):
        return value
    texts = [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
    return texts if isinstance(value, list) and len(texts) == len(value) else None


def _listed(chosen: Data) -> list[Data]:
    return [chosen] if isinstance(chosen, str) else chosen if isinstance(chosen, list) else []


def _site_names(chosen: Data, sites: Data) -> Iterator[str]:
    for site_id in _listed(chosen):
        site = sites.get(str(site_id)) if isinstance(sites, dict) else None
        name = site.get("name") if isinstance(site, dict) else None
        yield str(name or site_id)


def _site_words(sites: Data) -> dict[str, _Words]:
    """Return what the placeholders of a site stand for, by its id."""
    found: dict[str, _Words] = {}
    for site_id, site in sites.items() if isinstance(sites, dict) else ():
        known = site if isinstance(site, dict) else {}
        words: _Words = {"site": site_id, "site_name": str(known.get("name") or site_id)}
        if isinstance(known.get("lead"), str):
            words["site_lead"] = str(known["lead"])
        values = known.get("values")
        if isinstance(values, dict):
            words |= {key: word for key, value in values.items() if (word := _word(value)) is not None}
        found[site_id] = words
    return found


@dataclass(slots=True)
class _Filler:
    """Fills placeholders in data, and collects those that stand for nothing, once for each place."""

    source: Source
    sites: dict[str, _Words]
    problems: dict[tuple[KeyPath, str], Problem] = field(default_factory=dict)

    def fill(self, value: Data, place: Place, words: _Words, path: KeyPath) -> tuple[Data, Place]:
        """Return a copy of the value with its placeholders filled, and the places of the copy."""
        if isinstance(value, str):
            return self._text(value, words, path), place
        if isinstance(value, list):
            entries = [
                filled
                for index, entry in enumerate(value)
                if not _leads_nowhere(entry, words, path)
                for filled in self._written(entry, _child(place, index), words, (*path, index))
            ]
            return [data for data, _ in entries], _copy(place, [below for _, below in entries])
        if isinstance(value, dict):
            return self._mapping(value, place, words, path)
        return value, place

    def _written(self, entry: Data, place: Place, words: _Words, path: KeyPath) -> Iterator[tuple[Data, Place]]:
        """Yield an entry of a list: once, or once for each site where it says so."""
        if isinstance(entry, dict) and entry.get("each") == "site":
            once = {key: value for key, value in entry.items() if key != "each"}
            for site_words in self._of_sites(words, (*path, "each")):
                yield self.fill(once, place, words | site_words, path)
        elif isinstance(entry, str) and "{each_site}" in entry:
            for site_words in self._of_sites(words, path):
                yield self.fill(entry, place, words | {"each_site": site_words["site"]}, path)
        else:
            yield from self._entries(entry, place, words, path)

    def _of_sites(self, words: _Words, path: KeyPath) -> Iterator[_Words]:
        ids = words["site_ids"]
        if not ids:
            message = f"wave {words['wave']} has no sites, so nothing is written for each of them"
            problem = self.source.problem("wave-without-sites", message, path, fix="add 'sites:' to the wave")
            self.problems.setdefault((path, "each"), problem)
        for site in ids:
            yield self.sites.get(site) or {"site": site, "site_name": site}

    def _entries(self, entry: Data, place: Place, words: _Words, path: KeyPath) -> Iterator[tuple[Data, Place]]:
        """Yield what an entry of a list becomes: itself, or every text of the list that it stands for."""
        alone = _PLACEHOLDER.fullmatch(entry) if isinstance(entry, str) else None
        listed = words.get(alone[1]) if alone else None
        if isinstance(listed, list):
            yield from ((text, place) for text in listed)
        else:
            yield self.fill(entry, place, words, path)

    def _mapping(self, value: dict[str, Data], place: Place, words: _Words, path: KeyPath) -> tuple[Data, Place]:
        data: dict[str, Data] = {}
        places: dict[str, Place] = {}
        for key, entry in value.items():
            if key == "after" and _leads_nowhere(entry, words, (*path, key)):
                continue
            name = self._text(key, words, (*path, key))
            data[name], places[name] = self.fill(entry, _child(place, key), words, (*path, key))
        return data, _copy(place, places)

    def _text(self, text: str, words: _Words, path: KeyPath) -> str:
        def word(found: re.Match[str]) -> str:
            if found[1] not in words:
                self._unknown(found[1], words, path)
            text = words.get(found[1], found[0])
            return text if isinstance(text, str) else ", ".join(text)

        return _PLACEHOLDER.sub(word, text) if "{" in text else text

    def _unknown(self, name: str, words: _Words, path: KeyPath) -> None:
        message = f"'{{{name}}}' stands for nothing in wave {words['wave']}"
        fix = did_you_mean(name, words) or f"add '{name}' to the values of the wave"
        if name == "previous":
            fix = "the first wave has no wave before it: use {previous} in links only, or give it in the wave's values"
        problem = self.source.problem("unknown-placeholder", message, path, fix=fix, word=f"{{{name}}}")
        self.problems.setdefault((path, name), problem)


def _leads_nowhere(entry: Data, words: _Words, path: KeyPath) -> bool:
    """Return whether this is a link of the first wave to the wave before it."""
    return path[-1] == "after" and isinstance(entry, str) and "{previous}" in entry and "previous" not in words


def _with_phases(
    data: dict[str, Data], root: Place, made: list[tuple[dict[str, Data], Place]]
) -> tuple[dict[str, Data], Place]:
    """Put the waves' phases before the first phase that waits for one of them, else at the end."""
    phases = data.get("phases")
    phases_place = root.child("phases")
    if phases is not None and not isinstance(phases, list):
        return data, root
    known: list[Data] = list(phases or [])
    places = list(phases_place.children) if phases_place and isinstance(phases_place.children, list) else []
    ids = {name for phase, _ in made for name in _ids(phase)}
    at = next((index for index, phase in enumerate(known) if ids & set(_awaited(phase))), len(known))
    known[at:at] = [phase for phase, _ in made]
    places[at:at] = [place for _, place in made]
    children = dict(root.children) if isinstance(root.children, dict) else {}
    children["phases"] = _copy(phases_place or root, places)
    return {**data, "phases": known}, _copy(root, children)


def _ids(phase: Data) -> Iterator[str]:
    """Yield the ids of a phase, its tasks and its milestone."""
    if not isinstance(phase, dict):
        return
    tasks = phase.get("tasks")
    for entry in (phase, phase.get("milestone"), *(tasks if isinstance(tasks, list) else [])):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield str(entry["id"])


def _awaited(phase: Data) -> Iterator[str]:
    """Yield the ids that a phase, its tasks and its milestone wait for."""
    if not isinstance(phase, dict):
        return
    tasks = phase.get("tasks")
    for entry in (phase, phase.get("milestone"), *(tasks if isinstance(tasks, list) else [])):
        after = entry.get("after") if isinstance(entry, dict) else None
        for link in after if isinstance(after, list) else [after]:
            if isinstance(link, str) and link.split():
                yield link.split()[0]


def _child(place: Place | None, part: str | int) -> Place:
    below = place.child(part) if place is not None else None
    assert below is not None, "the places mirror the data"
    return below


def _copy(place: Place, children: dict[str, Place] | list[Place]) -> Place:
    return Place(place.start, place.end, children, place.key_start, place.key_end)
