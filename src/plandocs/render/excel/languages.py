"""Languages as number formats name them, so that a date reads the same on every machine.

A format such as `[$-809]ddd d mmm yyyy` writes British English names whatever the reader's own language is. The codes
are Windows language identifiers (MS-LCID).
"""

from __future__ import annotations

_IDENTIFIERS = {
    "en": "409",
    "en-us": "409",
    "en-gb": "809",
    "en-au": "C09",
    "en-ca": "1009",
    "en-nz": "1409",
    "en-ie": "1809",
    "en-za": "1C09",
    "en-in": "4009",
    "de": "407",
    "de-ch": "807",
    "de-at": "C07",
    "de-lu": "1007",
    "de-li": "1407",
    "fr": "40C",
    "fr-be": "80C",
    "fr-ca": "C0C",
    "fr-ch": "100C",
    "es": "C0A",
    "es-mx": "80A",
    "es-ar": "2C0A",
    "es-cl": "340A",
    "es-co": "240A",
    "es-cr": "140A",
    "es-ec": "300A",
    "es-pe": "280A",
    "es-uy": "380A",
    "es-us": "540A",
    "es-419": "580A",
    "it": "410",
    "nl": "413",
    "nl-be": "813",
    "pt": "416",
    "pt-pt": "816",
    "pt-br": "416",
    "pl": "415",
    "cs": "405",
    "sk": "41B",
    "hu": "40E",
    "ro": "418",
    "sl": "424",
    "hr": "41A",
    "da": "406",
    "sv": "41D",
    "nb": "414",
    "no": "414",
    "fi": "40B",
    "et": "425",
    "lv": "426",
    "lt": "427",
    "el": "408",
    "bg": "402",
    "ru": "419",
    "uk": "422",
    "tr": "41F",
    "he": "40D",
    "ar": "401",
    "hi": "439",
    "th": "41E",
    "vi": "42A",
    "id": "421",
    "ja": "411",
    "ko": "412",
    "zh": "804",
    "zh-cn": "804",
    "zh-tw": "404",
}


_DATE_CODES = {
    "ddd d mmm yyyy": {"de": 'ddd", "d". "mmm yyyy', "es": 'ddd", "d mmm yyyy', "pt": 'ddd", "d mmm yyyy'},
    "d mmm yyyy": {"de": 'd". "mmm yyyy'},
    "d mmm": {"de": 'd". "mmm'},
}
"""Our styles' dates as other languages put them: `Do, 25. Feb 2027`. Source: the date patterns of the CLDR."""


def date_code(language: str, code: str) -> str:
    """Return a date format in a language's order and signs; a format that is not one of our own stays as it is."""
    return _DATE_CODES.get(code, {}).get(language[:2].lower(), code)


def language_prefix(language: str) -> str:
    """Return what goes before a date format, empty for a language without an identifier: the reader's own is used."""
    tag = language.replace("_", "-").lower()
    found = _IDENTIFIERS.get(tag) or _IDENTIFIERS.get(tag.partition("-")[0])
    return f"[$-{found}]" if found else ""
