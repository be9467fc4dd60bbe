"""The words of the documents: fixed strings and computed sentences, by language.

Strings live in `templates/wording/<language>/<file>.yaml`, one file a document, as jinja2 text. A key is
`file.group.name`. A region's folder (`en-us`) holds only what differs from its language's. A missing key or value is
an error: documents never print an empty phrase by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from plandocs.content.formats import Formats
from plandocs.resources import bundled

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

FALLBACK_LANGUAGE = "en"
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)
"""Words before which Spanish says `e` for `y`: Inés, hitos, not hierro. Source: RAE, Diccionario panhispánico, `y`."""


def languages() -> tuple[str, ...]:
    """Return the languages that there is wording for, by their codes, in alphabetical order."""
    folder = bundled("templates") / "wording"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir() and "-" not in path.name))


class OwnVoice(Protocol):
    """What says the strings that a brand words otherwise: `texts` by key, as they are written."""

    texts: Mapping[str, str]

    def say(self, key: str, values: Mapping[str, object]) -> str:
        """Return what a string of its own says with values."""


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of one language, with the formats that its sentences print values in.

    `spoken` is the language the words are in: English where plandocs has no wording of the plan's language. `folders`
    are where they come from, the most general first. `own` says what a brand words otherwise.
    """

    formats: Formats
    folders: tuple[str, ...]
    spoken: str
    own: OwnVoice | None = None

    @classmethod
    def of(cls, formats: Formats, folder: Path | None = None) -> Words:
        """Return the wording for a language from `folder`, the bundled wording when None."""
        base = folder or bundled("templates") / "wording"
        language = formats.language.replace("_", "-").lower()
        for spoken in (language.partition("-")[0], FALLBACK_LANGUAGE):
            if (base / spoken).is_dir():
                regional = (str(base / language),) if language != spoken and (base / language).is_dir() else ()
                return cls(formats, (str(base / spoken), *regional), spoken)
        raise FileNotFoundError(f"there is no wording in {base}")

    def say(self, key: str, /, **values: object) -> str:
        """Return the text of a key with its values filled in.

        KeyError for a key nobody worded; jinja2's UndefinedError for a value that was not given.
        """
        text = _text(self.folders, key)
        if self.own is not None and key in self.own.texts:
            return self.own.say(key, values)
        if "{" not in text:
            return text
        voice = (self.formats.language, self.formats.currency, self.spoken, self.folders)
        given = tuple(
            [(name, type(v), tuple(v) if type(v) is list else v) for name, v in values.items()]  # a list has no hash
        )
        try:
            return _said(text, voice, given)
        except TypeError:  # a value that cannot be remembered, or a mistake in the wording, which shows again
            return _template(text, *voice).render(values).strip()

    def bundled(self, key: str) -> str:
        """Return the text of a key as it is written in the wording, without what a brand says; KeyError without one."""
        return _text(self.folders, key)

    def with_own(self, own: OwnVoice) -> Words:
        """Return words that ask another voice first."""
        return replace(self, own=own)

    def within(self, text: str) -> str:
        """Return a text as it goes on in a sentence of this language: `Executive sponsor` as `executive sponsor`."""
        return within_sentence(text, self.folders)

    def has(self, key: str) -> bool:
        """Return whether a key is worded."""
        file, _, path = key.partition(".")
        return path in strings_of(self.folders, file)

    def table(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """Return the plain strings below a prefix, in the order of the file, as (last part, text)."""
        file, _, path = prefix.partition(".")
        start = f"{path}." if path else ""
        strings = strings_of(self.folders, file)
        if self.own is not None:
            own = self.own.texts
            strings = {key: own.get(f"{file}.{key}", text) for key, text in strings.items()}
        return tuple((key.removeprefix(start), text) for key, text in strings.items() if key.startswith(start))

    def groups(self, prefix: str) -> tuple[Mapping[str, str], ...]:
        """Return the groups of plain strings below a prefix, in the order of the file, without their own names."""
        found: dict[str, dict[str, str]] = {}
        for path, text in self.table(prefix):
            group, _, name = path.rpartition(".")
            found.setdefault(group, {})[name] = text
        return tuple(found.values())


@lru_cache(maxsize=4096)
def _text(folders: tuple[str, ...], key: str) -> str:
    file, _, path = key.partition(".")
    strings = strings_of(folders, file)
    if path not in strings:
        raise KeyError(f"no wording for '{key}' in {Path(folders[0]).name}/{file}.yaml")
    return strings[path]


@lru_cache(maxsize=64)
def strings_of(folders: tuple[str, ...], file: str) -> Mapping[str, str]:
    """Return a file's strings by key, the more general folder's first; a region need not have the file."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is a text: `On` is no flag
    strings: dict[str, str] = {}
    for folder in folders:
        path = Path(folder) / f"{file}.yaml"
        if folder is folders[0] or path.exists():
            strings.update(_flat(yaml.load(path.read_text(encoding="utf-8"), Loader=loader), ""))
    return strings


def _flat(data: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


_Voice = tuple[str, str, str, tuple[str, ...]]
"""What a sentence depends on besides its values: language and currency of numbers, language and folders of words."""


@lru_cache(maxsize=16384)
def _said(text: str, voice: _Voice, given: tuple[tuple[str, type, object], ...]) -> str:
    """Return a sentence; plan, deck and workbook say many of them alike. The types keep 1 and True apart."""
    return _template(text, *voice).render({name: value for name, _, value in given}).strip()


@lru_cache(maxsize=2048)
def _template(text: str, language: str, currency: str, spoken: str, folders: tuple[str, ...]) -> Template:
    return environment(language, currency, spoken, folders).from_string(text)


@lru_cache(maxsize=16)
def environment(language: str, currency: str, spoken: str, folders: tuple[str, ...]) -> SandboxedEnvironment:
    """Return the engine that bundled sentences are said with, by language tag, currency and spoken language."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    formats = Formats(language, currency)
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)
    environment.filters.update(
        date=formats.day,
        short_date=formats.short_date,
        day_month=formats.day_month,
        month=formats.month,
        year=lambda value: str(value.year),
        money=formats.money,
        number=formats.number,
        percent=formats.percent,
        count=lambda n, one, many: f"{formats.number(n)} {one if is_singular(spoken, n) else many}",
        listed=lambda items, word="", most=0: listed(list(items), word, most, folders),
        lower_first=lambda text: within_sentence(text, folders),
        upper_first=upper_first,
        sentence=sentence,
        moment=lambda value: formats.day(value) if isinstance(value, date) else str(value),
    )
    return environment


@lru_cache(maxsize=1024)
def is_singular(spoken: str, n: int | float | Decimal) -> bool:
    """Return whether a number goes with the singular in a language: 1 task, `0 tâche`. Source: the CLDR's rules."""
    if spoken == FALLBACK_LANGUAGE:
        return n == 1
    from babel import Locale

    return Locale(spoken).plural_form(n) == "one"


def listed(items: list[str], word: str, most: int, folders: tuple[str, ...]) -> str:
    """Return `a`, `a and b`, `a, b and c`; with `most`, the rest is counted: `a, b and 3 more`."""
    if most and len(items) > most:
        rest = _text(folders, "common.list.more").replace("{{ n }}", str(len(items) - most))
        items = [*items[:most], rest]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word or _and_before(items[-1], folders)} {items[-1]}"


def _and_before(item: str, folders: tuple[str, ...]) -> str:
    """Return the language's `and` as it is said before an item: Spanish `y` is `e` before the sound i."""
    spoken = _text(folders, "common.list.and")
    return "e" if Path(folders[0]).name == "es" and _SOUNDS_LIKE_I.match(item) else spoken


def within_sentence(text: str, folders: tuple[str, ...]) -> str:
    """Return a text as it goes on in a sentence; where nouns are written large, as in German, it stays as it is."""
    return lower_first(text) if _text(folders, "common.list.lowers") == "yes" else text


def lower_first(text: str) -> str:
    """Return a text whose first word goes on in a sentence; abbreviations such as IT and UAT stay as they are."""
    head = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if sum(letter.isupper() for letter in head) > 1 or head == "I" else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return a text that opens a sentence."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text that ends like a sentence: with one full stop where it has no mark of its own."""
    text = text.rstrip()
    return text if not text or text[-1] in ".!?…:。？！؟" else f"{text}."
