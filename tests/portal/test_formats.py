"""Numbers, money and dates as readers of both languages write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.portal import formats


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_234, "1.234", "1,234"),
        (-1_234_567, "-1.234.567", "-1,234,567"),
    ],
)
def test_thousands_are_grouped(value: int, indonesian: str, english: str) -> None:
    assert formats.number(value) == indonesian
    assert formats.number(value, language="en") == english


def test_decimals_change_their_sign_too() -> None:
    assert formats.number(1234.5, decimals=1) == "1.234,5"
    assert formats.number(1234.5, decimals=1, language="en") == "1,234.5"


@given(st.integers(-(10**15), 10**15))
def test_no_digit_of_a_sum_is_lost(value: int) -> None:
    text = formats.rupiah(value)
    assert int(text.replace("−", "-").replace("Rp", "").replace(".", "")) == value


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (600_000, "Rp600.000"),
        (1_000_000, "Rp1 juta"),
        (1_204_600_000, "Rp1,2 miliar"),
        (2_500_000_000_000, "Rp2,5 triliun"),
        (-3_000_000, "−Rp3 juta"),
    ],
)
def test_large_sums_are_said_in_words(value: int, short: str) -> None:
    assert formats.rupiah_short(value) == short


def test_a_share_of_nothing_is_a_dash() -> None:
    assert formats.percent(1, 0) == formats.NOTHING
    assert formats.percent(43, 100) == "43%"
    assert formats.percent(1, 8, decimals=1) == "12,5%"


def test_an_instant_is_told_in_jakarta_where_the_day_may_be_the_next() -> None:
    late = datetime(2026, 8, 31, 18, 30, tzinfo=UTC)
    assert formats.instant(late) == "1 Sep 2026 01.30 WIB"
    assert formats.day(late) == "1 Sep 2026"
    assert formats.instant(late, language="en") == "1 Sep 2026 01:30 WIB"


def test_months_have_indonesian_names() -> None:
    assert [formats.month(date(2026, place, 1)) for place in (5, 8, 10, 12)] == [
        "Mei 2026",
        "Agu 2026",
        "Okt 2026",
        "Des 2026",
    ]
