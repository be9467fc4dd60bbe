"""What Word's own styles are called where somebody wrote their names in another language.

Word stores `heading 1` whatever language it speaks, but other programs, and people who make styles by hand, write what
they see. A style is found by Word's name, by such a name, by its other names, or by the id that Word gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_HEADING = ("Überschrift", "Titre", "Título", "Titolo", "Kop", "Rubrik", "Overskrift", "Otsikko", "Nagłówek", "Nadpis")
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "Normal": ("Standard", "Standaard", "Normale", "Normalny", "Normální"),
    "Title": ("Titel", "Titre", "Titolo", "Título", "Tytuł", "Název"),
    "Subtitle": ("Untertitel", "Sous-titre", "Sottotitolo", "Subtítulo", "Ondertitel", "Podtytuł"),
    "Body Text": (
        "Textkörper",
        "Textkörper Standard",
        "Corps de texte",
        "Corpo testo",
        "Texto independiente",
        "Platte tekst",
    ),
    "List Bullet": (
        "Aufzählungszeichen",
        "Aufzählung",
        "Liste à puces",
        "Elenco puntato",
        "Lista con viñetas",
        "Lijst opsom.teken",
    ),
    "List Number": (
        "Listennummer",
        "Nummerierung",
        "Liste à numéros",
        "Elenco numerato",
        "Lista con números",
        "Lijstnummering",
    ),
    "Caption": ("Beschriftung", "Légende", "Didascalia", "Epígrafe", "Bijschrift", "Legenda"),
    "TOC Heading": (
        "Inhaltsverzeichnisüberschrift",
        "En-tête de table des matières",
        "Titolo sommario",
        "Kopvan inhoudsopgave",
    ),
}
_CONTENTS = ("Verzeichnis", "Inhaltsverzeichnis", "TM", "Sommario", "TDC", "Inhopg")


def other_names(name: str) -> Iterator[str]:
    """Return what one of Word's styles may be called besides: in other languages, and without its blanks."""
    base, _, number = name.rpartition(" ")
    if base == "Heading":
        yield from (f"{word} {number}" for word in _HEADING)
    elif base == "TOC":
        yield from (f"{word} {number}" for word in _CONTENTS)
    yield from _OTHERS.get(name, ())


def own_ids(name: str) -> Iterator[str]:
    """Return the ids that Word gives a style in English and in German."""
    base, _, number = name.rpartition(" ")
    yield name.replace(" ", "")
    if base == "Heading":
        yield f"berschrift{number}"
