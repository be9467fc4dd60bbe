"""A company's own wording: the strings of our documents that it words otherwise, from a folder of its brand.

The folder holds `<language>/<file>.yaml`, the files named and built as the bundled ones, with only the strings that
differ: `en/deck.yaml` with `goals: {title: "…"}`. What comes in is untrusted: texts are checked by shape before
anything is said, against the names that the bundled text is given, and evaluated in the sandbox and within the bounds
of templates. Whatever is wrong is told with its line, all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandocs.content.formats import Formats
from plandocs.content.wording import Words, environment, strings_of
from plandocs.errors import FileError, PlanError, Problem, did_you_mean
from plandocs.plan.source import Source, key_text, read_source
from plandocs.resources import bundled

if TYPE_CHECKING:
    from plandocs.content.language.budget import Budget
    from plandocs.content.language.vocabulary import Shapes, Vocabulary

MAX_CHARACTERS = 4_000
"""What one string, and what it says, may have: the longest bundled one has some three hundred."""
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class OwnText:
    """One string that a company words itself: the text, and where it stands."""

    text: str
    path: str
    line: int
    column: int
    width: int = 1

    def problem(self, rule: str, message: str, fix: str = "") -> Problem:
        """Return a problem at the string's place."""
        found = Problem(rule=rule, message=message, fix=fix)
        return found.at(self.path, self.line, self.column, self.width)


@dataclass(frozen=True, slots=True, eq=False)
class OwnWording:
    """The own strings of a brand, by language or region in small letters, and then by key: `deck.goals.title`."""

    by_language: Mapping[str, Mapping[str, OwnText]]

    def within(self, words: Words) -> Words:
        """Return words that say the own strings first, a region's before its language's."""
        language = words.formats.language.replace("_", "-").lower()
        texts = {**self.by_language.get(words.spoken, {}), **self.by_language.get(language, {})}
        return words.with_own(_Voice(texts, words)) if texts else words

    def without(self, problems: Iterable[Problem]) -> OwnWording:
        """Return the wording without the strings that problems are about."""
        places = {(problem.path, problem.line, problem.column) for problem in problems}
        kept = {
            language: {key: item for key, item in texts.items() if (item.path, item.line, item.column) not in places}
            for language, texts in self.by_language.items()
        }
        return OwnWording(kept)


class _Voice:
    """Says own strings: what `Words` asks for before its own."""

    def __init__(self, texts: Mapping[str, OwnText], words: Words) -> None:
        from plandocs.content.language.budget import Budget

        self.texts: Mapping[str, str] = {key: item.text for key, item in texts.items()}
        self._places, self._words, self._budget = texts, words, Budget()
        self._said: dict[tuple[object, ...], str] = {}

    def say(self, key: str, values: Mapping[str, object]) -> str:
        """Return what an own string says. Raises PlanError, at the string's place, where it cannot be said."""
        item = self._places[key]
        if "{" not in item.text:
            return item.text.strip()
        given = (key, tuple((name, type(value), repr(value)) for name, value in values.items()))
        if given not in self._said:
            self._said[given] = self._evaluated(item, key, values)
        return self._said[given]

    def _evaluated(self, item: OwnText, key: str, values: Mapping[str, object]) -> str:
        said, wrong = _said(item.text, _variables(self._words.folders, key), self._words.formats, values, self._budget)
        if wrong:
            raise PlanError(item.problem("wording-value", f"the wording of '{key}' cannot be said: {wrong}"))
        return said


def read_own_wording(folder: Path) -> tuple[OwnWording, list[Problem]]:
    """Return the own strings of a folder that can be used, and what is wrong with the others."""
    found: dict[str, dict[str, OwnText]] = {}
    problems: list[Problem] = []
    for language, path in _files(folder, problems):
        base = Words.of(Formats(language, "USD"))
        try:
            if _says_nothing(path):
                continue
            source = read_source(path)
        except (PlanError, FileError) as error:
            problems += _in_our_words(error.problems)
            continue
        problems += source.problems
        known = _known(base, path.stem)
        for keys, value in _leaves(source.data, ()):
            key = f"{path.stem}.{'.'.join(keys)}"
            mark = source.mark(keys)
            item = OwnText(str(value), str(path), mark.line, mark.column, mark.width)
            wrong = list(_wrong(item, key, value, keys, source, known, base))
            problems += wrong
            if not wrong:
                found.setdefault(language, {})[key] = item
    return OwnWording(found), sorted(problems, key=Problem.sort_key)


def own_wording(folder: Path) -> OwnWording:
    """Return the own strings of a folder. Raises PlanError with everything that is wrong in it."""
    made, problems = read_own_wording(folder)
    if any(problem.severity == "error" for problem in problems):
        raise PlanError(problems)
    return made


def _files(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder that are wording, each with its language; what is not becomes a problem."""
    languages = sorted(path.name for path in (bundled("templates") / "wording").iterdir() if path.is_dir())
    for inside in _listed(folder):
        language = inside.name.replace("_", "-").lower()
        if not inside.is_dir():
            if inside.suffix in _ENDINGS:
                fix = f"move it into the folder of its language: {inside.parent / 'en' / inside.name}"
                problems.append(_problem("wording-file", "wording stands in a folder for its language", inside, fix))
        elif language.partition("-")[0] not in languages:
            message = f"there is no wording in '{inside.name}' that could be changed"
            fix = did_you_mean(language, languages) or f"languages are {', '.join(languages)}"
            problems.append(_problem("wording-language", message, inside, fix))
        else:
            yield from ((language, path) for path in _of_language(inside, language, problems))


def _of_language(folder: Path, language: str, problems: list[Problem]) -> Iterator[Path]:
    known = _file_names(language.partition("-")[0])
    for path in _listed(folder):
        if path.suffix in _ENDINGS and path.stem in known:
            yield path
        elif path.suffix in _ENDINGS:
            fix = did_you_mean(path.stem, known) or f"files are {', '.join(f'{name}.yaml' for name in known)}"
            problems.append(_problem("wording-file", f"there is no wording called '{path.name}'", path, fix))


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        raise FileError(Problem(rule="file", message=message, path=str(folder))) from None


@lru_cache(maxsize=16)
def _file_names(language: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (bundled("templates") / "wording" / language).glob("*.yaml")))


def _known(base: Words, file: str) -> Mapping[str, str]:
    return {f"{file}.{key}": text for key, text in strings_of(base.folders, file).items()}


def _leaves(data: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield everything in a file that is no mapping, with its keys."""
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*keys, str(key)))
        else:
            yield (*keys, str(key)), value


def _wrong(
    item: OwnText, key: str, value: Any, keys: tuple[str, ...], source: Source, known: Mapping[str, str], base: Words
) -> Iterator[Problem]:
    """Yield what is wrong with one string."""
    if key not in known:
        groups = any(other.startswith(f"{key}.") for other in known)
        message = f"'{key_text(keys)}' is a group of strings" if groups else f"there is no string '{key_text(keys)}'"
        inner = [other.partition(".")[2] for other in known]
        fix = "" if groups else did_you_mean(key_text(keys), inner)
        fix = fix or f"the strings are those of plandocs' own {source.name.rpartition('/')[2]}"
        yield source.problem("wording-unknown-key", message, keys, fix=fix, on_key=True)
    elif not isinstance(value, str) or (not value.strip() and known[key].strip()):
        message = f"'{key_text(keys)}' says nothing" if not value else f"'{key_text(keys)}' must be a text"
        yield item.problem("wording-empty", message, "write the words, or leave the key out")
    elif len(value) > MAX_CHARACTERS:
        message = f"'{key_text(keys)}' has {len(value):,} characters; a string may have {MAX_CHARACTERS:,}"
        yield item.problem("wording-too-long", message)
    elif any((letter < " " and letter not in "\n\t") or "\ue000" <= letter <= "\uf8ff" for letter in value):
        yield item.problem("wording-character", f"'{key_text(keys)}' holds a character that no document can show")
    elif "{" in value:
        yield from _wrong_tags(item, key, base)


def _wrong_tags(item: OwnText, key: str, base: Words) -> Iterator[Problem]:
    from plandocs.content.language.engine import template_findings

    names = _variables(base.folders, key)
    given = f"this text is given {', '.join(names)}" if names else "this text is given no values"
    for finding in template_findings(item.text, _vocabulary(names, {}, base.formats)):
        message = finding.message.replace(" that a template can use", " that this text is given")
        near = did_you_mean(finding.message.split("'")[1], names) if "'" in finding.message else ""
        unknown = finding.rule == "template-unknown-name"
        yield item.problem(finding.rule, f"'{key}': {message}", near or given if unknown else finding.fix)


def _said(
    text: str, names: tuple[str, ...], formats: Formats, values: Mapping[str, object], budget: Budget
) -> tuple[str, str]:
    """Return what a checked text says with values, or why it cannot be said."""
    from plandocs.content.language.engine import run_template

    given = {name: value for name, value in values.items() if name in names}
    said, findings = run_template(text, _vocabulary(names, given, formats), str, budget, show=_plainly)
    if findings:
        return "", findings[0].message.removeprefix("cannot be evaluated: ")
    said = said.strip()
    return (said, "") if len(said) <= 10 * MAX_CHARACTERS else ("", "it grows too long")


def _plainly(value: Any, formats: Formats) -> str:
    """Return a value as bundled wording prints it: a filter says how, where it matters."""
    return "" if value is None else str(value)


def _vocabulary(names: tuple[str, ...], values: Mapping[str, object], formats: Formats) -> Vocabulary:
    from plandocs.content.language.vocabulary import Vocabulary

    return Vocabulary(values, _shapes(names), formats)


@lru_cache(maxsize=512)
def _shapes(names: tuple[str, ...]) -> Shapes:
    from plandocs.content.fields.shapes import ANY
    from plandocs.content.language.vocabulary import Shapes

    return Shapes(dict.fromkeys(names, ANY))


@lru_cache(maxsize=4096)
def _variables(folders: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Return the names of the values that a bundled string is given, told by those that it uses in any region."""
    from jinja2 import meta

    file, _, path = key.partition(".")
    texts = [strings_of(folders[:end], file).get(path, "") for end in range(1, len(folders) + 1)]
    parser = environment("en", "USD", "en", ())
    return tuple(sorted({name for text in texts for name in meta.find_undeclared_variables(parser.parse(text))}))


def _says_nothing(path: Path) -> bool:
    """Return whether a file has comments only, as `brand new` writes it: nothing is worded otherwise yet."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return False  # reading it tells why
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in lines)


def _in_our_words(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    for problem in problems:
        if problem.rule == "empty-file":
            yield replace(problem, message="the file words nothing", fix="write the strings that differ, or remove it")
        elif problem.rule == "wrong-type":
            yield replace(problem, message="a wording file is keys and texts", fix="")
        else:
            yield problem


def _problem(rule: str, message: str, path: Path, fix: str) -> Problem:
    return Problem(rule=rule, message=message, path=str(path), fix=fix)


__all__ = ["MAX_CHARACTERS", "OwnText", "OwnWording", "own_wording", "read_own_wording"]
