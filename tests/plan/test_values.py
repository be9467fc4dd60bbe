from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.plan.values import (
    Duration,
    Link,
    parse_currency,
    parse_flag,
    parse_hours_per_week,
    parse_id,
    parse_language,
    parse_moment,
    parse_money,
    parse_percent,
    parse_shift,
)

AMOUNTS = st.decimals(min_value=0, max_value=9999, places=1)


@given(AMOUNTS, st.sampled_from(["d", "ed", "h", "w"]))
def test_duration_reads_what_it_writes(amount: Decimal, unit: str) -> None:
    duration = Duration(amount, unit)  # type: ignore[arg-type]
    assert Duration.parse(str(duration)) == duration


@given(
    st.text(alphabet="abcT019.-_é任", min_size=1, max_size=8),
    st.sampled_from(["FS", "SS", "FF", "SF"]),
    AMOUNTS,
    st.booleans(),
    st.sampled_from(["d", "ed", "h", "w", "%"]),
)
def test_link_reads_what_it_writes(name: str, kind: str, amount: Decimal, lead: bool, unit: str) -> None:
    lag = -amount if lead and amount else amount
    link = Link(name, kind, lag, unit if amount else "d")  # type: ignore[arg-type]
    assert Link.parse(str(link)) == link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T02", Link("T02")),
        ("T02 FS+2d", Link("T02", "FS", Decimal(2))),
        ("T05 SS + 2d", Link("T05", "SS", Decimal(2))),
        ("S12 FF", Link("S12", "FF")),
        ("C27 FS-1ed", Link("C27", "FS", Decimal(-1), "ed")),
        ("T02 +50%", Link("T02", "FS", Decimal(50), "%")),
        ("1-10", Link("1-10")),
    ],
)
def test_links_of_the_contract(text: str, expected: Link) -> None:
    assert Link.parse(text) == expected


@pytest.mark.parametrize("text", ["", "5", "5 days", "-1d", "d", "1,5d", "5m", None, 5, ["5d"]])
def test_what_is_no_duration_says_how_to_write_one(text: object) -> None:
    with pytest.raises(ValueError, match="write a number and a unit"):
        Duration.parse(text)


def test_ids_a_link_could_not_name_are_refused() -> None:
    for text in ("", "T 1", "T-2d", "T+1.5w", None, True, ["T"]):
        with pytest.raises(ValueError, match=r"an id|a lag"):
            parse_id(text)
    assert [parse_id(text) for text in ("T-2", "1-1", 7, "größe")] == ["T-2", "1-1", "7", "größe"]


def test_shift_may_run_past_midnight_but_not_be_empty() -> None:
    assert parse_shift("22:00-06:00") == "22:00-06:00"
    assert parse_shift("0:00 - 24:00") == "0:00 - 24:00"
    for text in ("9-17", "09:00-09:00", "09:00-25:00", "09:60-10:00", None):
        with pytest.raises(ValueError, match="span of hours"):
            parse_shift(text)


def test_amounts_of_money_are_exact() -> None:
    assert parse_money("38,000.10") == Decimal("38000.10")
    assert parse_money("1 000") == Decimal(1000)
    for text in ("", "much", "nan", "inf", True, None):
        with pytest.raises(ValueError, match="amount of money"):
            parse_money(text)


def test_percentages_hours_flags_and_moments() -> None:
    assert [parse_percent(text) for text in ("60%", "60", 60)] == [60, 60, 60]
    assert [parse_hours_per_week(text) for text in ("2h/week", "2h", 2)] == [2, 2, 2]
    assert [parse_flag(text) for text in ("true", "FALSE", True)] == [True, False, True]
    assert parse_moment("2027-01-22T09:00") == datetime(2027, 1, 22, 9)
    assert parse_moment("2027-01-22") == date(2027, 1, 22)
    for parse, text in ((parse_percent, "101%"), (parse_flag, "yes"), (parse_moment, "2027-02-29"), (parse_flag, None)):
        with pytest.raises(ValueError, match=r"not a percentage|neither|no day"):
            parse(text)


def test_languages_and_currencies_are_put_into_one_spelling() -> None:
    assert [parse_language(text) for text in ("en-GB", "en_us", "DE", "zh-hans-CN", "es-419")] == [
        "en-GB",
        "en-US",
        "de",
        "zh-Hans-CN",
        "es-419",
    ]
    assert parse_currency("usd") == "USD"
    for parse, text in ((parse_language, "qq"), (parse_language, "English"), (parse_currency, "Euro")):
        with pytest.raises(ValueError, match=r"language|currency"):
            parse(text)
