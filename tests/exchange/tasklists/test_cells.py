"""What single cells of a list mean: lengths, links, days, titles, in five languages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import pytest

from plandocs.exchange.spreadsheets import Spreadsheet
from plandocs.exchange.tasklists.days import DayReader
from plandocs.exchange.tasklists.headers import meanings_of, unit_in
from plandocs.exchange.tasklists.lengths import length_of
from plandocs.exchange.tasklists.links import typed_links
from plandocs.exchange.tasklists.people import are_turned, named_in, side_in

BOOK = Spreadsheet((), from_1904=False)


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("5d", "", "5d"),
        ("5 days", "", "5d"),
        ("5 days?", "", "5d"),
        ("5", "", "5d"),
        (5.0, "", "5d"),
        (2.5, "", "2.5d"),
        ("1w", "", "1w"),
        ("1,5 Wochen", "", "1.5w"),
        ("3h", "", "3h"),
        ("3 Std.", "", "3h"),
        ("0d", "", "0d"),
        ("10 Tage", "", "10d"),
        ("2 semaines", "", "2w"),
        ("4 jours", "", "4d"),
        ("3 días", "", "3d"),
        ("3 dias", "", "3d"),
        ("2 ed", "", "2ed"),
        ("2 fTage", "", "2ed"),
        ("1 mon", "", "20d"),
        ("90 min", "", "1.5h"),
        ("2 w 3 d", "", "13d"),
        ("1 day 4 hours", "", "12h"),
        (2.0, "w", "2w"),
        ("16", "h", "16h"),
        ("0,5 j", "", "0.5d"),
        ("1 sem.", "", "1w"),
    ],
)
def test_lengths(typed: str | float, unit: Literal["d", "w", "h", ""], meant: str) -> None:
    assert str(length_of(typed, unit)) == meant


@pytest.mark.parametrize("typed", ["soon", "-3d", "5 apples", "", "1d 2ed", "9999999d", True, None, "5-7 days", "d"])
def test_what_is_no_length_is_none(typed: str | float | None) -> None:
    assert length_of(typed, "") is None


def found(text: str, *known: str) -> list[str]:
    names = {name.casefold(): name for name in known}
    links = typed_links(text, lambda name: names.get(name.strip().casefold()))
    return [f"{link.key} {link.type}{link.lag:+}{link.unit}" for link in links]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", ["3 FS+0d"]),
        ("3FS+2d", ["3 FS+2d"]),
        ("4;5", ["4 FS+0d", "5 FS+0d"]),
        ("4,5", ["4 FS+0d", "5 FS+0d"]),
        ("7SS-1d", ["7 SS-1d"]),
        ("3EA+2t", ["3 FS+2d"]),
        ("3EA+2,5t;4", ["3 FS+2.5d", "4 FS+0d"]),
        ("7AA+1 Woche", ["7 SS+1w"]),
        ("7EE", ["7 FF+0d"]),
        ("7AE", ["7 SF+0d"]),
        ("3FD+2 jours", ["3 FS+2d"]),
        ("3DD", ["3 SS+0d"]),
        ("3DF", ["3 SF+0d"]),
        ("3FC-1 día", ["3 FS-1d"]),
        ("3CC", ["3 SS+0d"]),
        ("3TI+50%", ["3 FS+50%"]),
        ("3II", ["3 SS+0d"]),
        ("3TT", ["3 FF+0d"]),
        ("1.2 FS + 2 days", ["1.2 FS+2d"]),
        ("3+2", ["3 FS+2d"]),
        ("3FS+2ed", ["3 FS+2ed"]),
        ("3fs", ["3 FS+0d"]),
        ("PASS", ["PASS FS+0d"]),
        ("Kickoff, 3", ["Kickoff FS+0d", "3 FS+0d"]),
        ("-", []),
        ("n/a", []),
        ("Plan, build; 4", ["Plan, build FS+0d", "4 FS+0d"]),
        ("3\n4", ["3 FS+0d", "4 FS+0d"]),
        ("3 SS+4h", ["3 SS+4h"]),
        ("A-5", ["A-5 FS+0d"]),
        ("3-2d", ["3 FS-2d"]),
    ],
)
def test_links(typed: str, meant: list[str]) -> None:
    assert found(typed, "3", "4", "5", "7", "1.2", "PASS", "Kickoff", "Plan, build", "A-5") == meant


@pytest.mark.parametrize("typed", ["9", "3-5", "3FS+2 apples", "after the kickoff", "3XX"])
def test_a_link_that_is_not_understood_has_no_key(typed: str) -> None:
    links = list(typed_links(typed, lambda name: name if name in ("3", "4", "5") else None))
    assert [link.key for link in links] == [None]
    assert links[0].text == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-03-04", date(2027, 3, 4)),
        ("4.3.2027", date(2027, 3, 4)),
        ("04/03/27", date(2027, 3, 4)),
        ("Do 04.03.27", date(2027, 3, 4)),
        ("4 mars 2027", date(2027, 3, 4)),
        ("4. März 2027", date(2027, 3, 4)),
        ("Mar 4, 2027", date(2027, 3, 4)),
        ("4-Mar-27", date(2027, 3, 4)),
        ("2027-03-04 08:00", date(2027, 3, 4)),
        ("04.03.2027 17:00", date(2027, 3, 4)),
        (46450.0, date(2027, 3, 4)),
        (datetime(2027, 3, 4, 8), date(2027, 3, 4)),
        ("31/02/2027", None),
        ("next week", None),
        (3.0, None),
        (True, None),
        ("", None),
    ],
)
def test_days(typed: str | float | datetime, meant: date | None) -> None:
    language = "fr" if "mars" in str(typed) else "de"
    assert DayReader.of(BOOK, language, [], "dmy").day(typed) == meant


def test_one_unmistakable_day_decides_for_the_file() -> None:
    american = DayReader.of(BOOK, "en", ["03/04/2027", "03/25/2027"], None)
    assert (american.day("03/04/2027"), american.ambiguous) == (date(2027, 3, 4), [])
    british = DayReader.of(BOOK, "en", ["03/04/2027", "25/03/2027"], None)
    assert (british.day("03/04/2027"), british.ambiguous) == (date(2027, 4, 3), [])


def test_days_with_two_meanings_are_noted() -> None:
    reader = DayReader.of(BOOK, "en", ["03/04/2027"], None)
    assert reader.day("03/04/2027") == date(2027, 3, 4)
    assert reader.day("05/05/2027") == date(2027, 5, 5)
    assert reader.ambiguous == ["03/04/2027"]
    assert DayReader.of(BOOK, "en", ["03/04/2027"], "dmy").day("03/04/2027") == date(2027, 4, 3)


TITLES = {
    "en": "WBS|Task Name|Duration|Start|Finish|Predecessors|Resource Names|% Complete|Notes|Deadline",
    "de": "PSP-Code|Vorgangsname|Dauer|Anfang|Fertig stellen|Vorgänger|Ressourcennamen|% Abgeschlossen|Notizen"
    "|Stichtag",
    "fr": "N° hiérarchique|Nom de la tâche|Durée|Début|Fin|Prédécesseurs|Noms ressources|% achevé|Remarques|Échéance",
    "es": "EDT|Nombre de tarea|Duración|Comienzo|Fin|Predecesoras|Nombres de los recursos|% completado|Notas"
    "|Fecha límite",
    "pt": "EAP|Nome da tarefa|Duração|Início|Término|Predecessoras|Nomes dos recursos|% concluída|Anotações"
    "|Prazo final",
}
MEANT = ("wbs", "name", "length", "start", "finish", "after", "owner", "progress", "notes", "deadline")


@pytest.mark.parametrize("language", TITLES)
def test_titles_of_five_languages(language: str) -> None:
    titles = dict(enumerate(TITLES[language].split("|"), start=1))
    columns, spoken = meanings_of(titles)
    assert columns == {meaning: column for column, meaning in enumerate(MEANT, start=1)}
    assert max(spoken, key=lambda tag: spoken[tag]) == language


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("TASKS:", "name"),
        ("Activity / Work item", "name"),
        ("Planned Start Date", "start"),
        ("Due", "deadline"),
        ("Responsable(s)", "owner"),
        ("Depends on (row)", "after"),
        ("Duration [days]", "length"),
        ("Predecesors", "after"),
        ("Task owner", "owner"),
        ("End date (plan)", "finish"),
        ("Arbeitspaket", "phase"),
        ("Zuständig?", "owner"),
    ],
)
def test_titles_are_matched_loosely(title: str, meaning: str) -> None:
    assert meanings_of({1: title})[0] == {meaning: 1}


def test_the_better_title_gets_the_meaning() -> None:
    columns, _ = meanings_of({1: "Task owner name", 2: "Task", 3: "Owner", 4: "Baseline start", 5: "Start"})
    assert (columns["name"], columns["owner"], columns["start"]) == (2, 3, 5)


def test_units_in_titles() -> None:
    assert [unit_in(title) for title in ("Duration (weeks)", "Dauer in Stunden", "Jours", "Duration")] == [
        "w",
        "h",
        "d",
        "",
    ]


def test_people_and_shares() -> None:
    named = [(one.name, one.share) for one in named_in("Ada Lampwright[50%]; Bo Fogsworth, Crew[2] und TBD", "de")]
    assert named == [("Ada Lampwright", pytest.approx(0.5)), ("Bo Fogsworth", None), ("Crew", 2)]


def test_sides_by_word_and_by_company() -> None:
    assert side_in("Kunde", customer="", vendor="") == "customer"
    assert side_in("Three Otters", customer="Three Otters", vendor="") == "customer"
    assert side_in("Prestataire", customer="", vendor="") == "vendor"
    assert side_in("Moon", customer="Three Otters", vendor="") == ""


def test_last_names_first_are_seen_in_the_whole_column() -> None:
    assert are_turned(["Lampwright, Ada; Fogsworth, Bo", "Fogsworth, Bo"])
    assert are_turned(["Lampwright, Ada", "Fogsworth, Bo", "Lampwright, Ada"])
    assert not are_turned(["Ada, Bo", "Bo, Cy"])
    assert not are_turned(["Ada, Bo", "Cy"])
    assert not are_turned(["Ada, Bo"])
    assert not are_turned([])
    assert [one.name for one in named_in("Lampwright, Ada[50%]; Bo", "en", turned=True)] == ["Ada Lampwright", "Bo"]
