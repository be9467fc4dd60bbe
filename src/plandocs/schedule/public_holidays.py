"""Public holidays of countries, from the `holidays` package, which is imported only when a plan names a country."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from plandocs.errors import PlanError, Problem, did_you_mean


def public_holidays(country: str, subdivision: str = "", language: str = "en") -> Callable[[int], Mapping[date, str]]:
    """Return a function from a year to its public holidays by date.

    `country` is an ISO code (`US`), `subdivision` a state or region of it (`CA`). The days are named in `language`
    (`de-DE`), or in English where the package does not have that country's days in it. Raises PlanError for a country
    or a subdivision that the package does not have.
    """
    import holidays

    regions = holidays.list_supported_countries(include_aliases=True)
    code = country.strip().upper()
    if code not in regions:
        raise PlanError(
            Problem(
                rule="unknown-country",
                message=f"there are no public holidays for country '{country}'",
                where="calendar.country",
                fix=did_you_mean(code, regions) or "write the country's two-letter code, such as US",
            )
        )
    part = subdivision.strip()
    known = {name.casefold(): name for name in regions[code]}
    if part and part.casefold() not in known:
        raise PlanError(
            Problem(
                rule="unknown-subdivision",
                message=f"country '{code}' has no subdivision '{subdivision}' with public holidays of its own",
                where="calendar.subdivision",
                fix=did_you_mean(part, regions[code]) or f"one of: {', '.join(sorted(regions[code]))}",
            )
        )
    spoken = _spoken(holidays.country_holidays(code).supported_languages, language)
    years: dict[int, Mapping[date, str]] = {}

    def of_year(year: int) -> Mapping[date, str]:
        if year not in years:
            found = holidays.country_holidays(code, subdiv=known.get(part.casefold()), years=year, language=spoken)
            years[year] = dict(found)
        return years[year]

    return of_year


def _spoken(offered: Sequence[str], language: str) -> str | None:
    """Return the language of those offered that a plan's days are named in; never the machine's own.

    A tag of the language, else English, else the first that is offered; None where the package has one language only.
    """
    tag = language.replace("-", "_")
    for wanted in (tag, tag.partition("_")[0], "en"):
        for name in offered:
            if name.casefold() == wanted.casefold() or name.casefold().startswith(f"{wanted.casefold()}_"):
                return name
    return next(iter(offered), None)
