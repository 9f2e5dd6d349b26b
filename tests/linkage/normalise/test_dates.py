import datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage.normalise import read_date
from tanggap.linkage.normalise.dates import Dates, read_dates, split_place_and_date
from tanggap.linkage.normalise.slices import Text, as_text
from tanggap.linkage.schema import Quality

ONE_DATE = 19850815


def dates_of(*values: str | None, source: list[int] | None = None, day_first: bool = True) -> Dates:
    column = as_text(pl.Series(values, dtype=pl.String))
    lists = np.array(source or [0] * len(values), dtype=np.int32)
    return read_dates(column, lists, day_first=day_first)


@pytest.mark.parametrize(
    "written",
    [
        "15-08-1985", "15/08/1985", "15.08.1985", "15/8/85", "15-08-85", "1985-08-15", "1985/8/15",
        "19850815", "15081985", "150885", "15 Agustus 1985", "15 Agt 1985", "15-Aug-85",
        "Aug 15, 1985", "15 AGUSTUS 1985", "1985-08-15 00:00:00", "1985-08-15T00:00:00",
        "31274", "31274.0", "'15-08-1985", "1985-15-08", " 15 - 08 - 1985 ", "85-08-15",
    ],
)  # fmt: skip
def test_one_date_in_every_notation(written: str) -> None:
    assert read_date(written) == ONE_DATE


@pytest.mark.parametrize(
    ("written", "month"),
    [("Januari", 1), ("Pebruari", 2), ("Maret", 3), ("April", 4), ("Mei", 5), ("May", 5),
     ("Juni", 6), ("Juli", 7), ("Agst", 8), ("September", 9), ("Okt", 10), ("Oct", 10),
     ("Nopember", 11), ("Desember", 12), ("December", 12)],
)  # fmt: skip
def test_months_in_both_languages(written: str, month: int) -> None:
    assert read_date(f"2 {written} 1990") == 19900002 + 100 * month


@pytest.mark.parametrize(
    ("written", "date"),
    [("1990", 19900000), ("07/1990", 19900000), ("31-02-1980", 19800000), ("00-00-1980", 19800000),
     ("0000-00-00", 0), ("00/00/0000", 0), ("-", 0), ("abc", 0), ("", 0), ("12", 0),
     ("15-08-2099", 0)],
)  # fmt: skip
def test_what_is_not_known_is_not_invented(written: str, date: int) -> None:
    assert read_date(written) == date


def test_two_digit_years_turn_at_the_reference_year() -> None:
    assert read_date("01-02-20", reference_year=2020) == 20200201
    assert read_date("01-02-21", reference_year=2020) == 19210201


def test_the_reference_year_grows_with_the_dates() -> None:
    assert dates_of(*["03-02-2024"] * 3, "03-02-23").value[-1] == 20230203
    assert dates_of("03-02-2024", "03-02-23").value.tolist() == [0, 19230203]


def test_a_list_settles_its_own_order() -> None:
    read = dates_of(
        "12/25/1980", "03/04/1980", "25/12/1980", "03/04/1980", "13-01-1980",
        source=[0, 0, 1, 1, 0],
    )  # fmt: skip
    assert read.value.tolist() == [19801225, 19800304, 19801225, 19800403, 19800113]
    assert not read.other.any()


def test_an_unsettled_date_keeps_both_readings() -> None:
    read = dates_of("03/04/1980", "05/05/1980")
    assert read.value.tolist() == [19800403, 19800505]
    assert read.other.tolist() == [19800304, 0]
    assert Quality(int(read.quality[0])) == Quality.BIRTH_AMBIGUOUS
    assert dates_of("03/04/1980", day_first=False).value.tolist() == [19800304]


def test_one_typing_error_does_not_unsettle_a_list() -> None:
    read = dates_of(*["25/12/1980"] * 300, "12/25/1980", "03/04/1980")
    assert read.value[-1] == 19800403
    assert not read.other.any()


@pytest.mark.parametrize(
    ("written", "flag"),
    [
        (None, Quality.BIRTH_MISSING),
        ("-", Quality.BIRTH_MISSING),
        ("abc", Quality.BIRTH_UNREADABLE),
        ("31-02-1980", Quality.BIRTH_UNREADABLE),
        ("01-01-1980", Quality.BIRTH_DEFAULT),
        ("31-12-1980", Quality.BIRTH_DEFAULT),
        ("1980-07-01", Quality.BIRTH_DEFAULT),
        ("15-08-2050", Quality.BIRTH_IN_FUTURE),
        ("1990", Quality(0)),
    ],
)
def test_what_is_noticed(written: str | None, flag: Quality) -> None:
    noticed = Quality(int(dates_of("13-02-1980", "14.02.1980", written).quality[-1]))
    assert noticed & ~Quality.BIRTH_AMBIGUOUS == flag


@pytest.mark.parametrize(
    ("written", "place", "date"),
    [
        ("BOGOR, 15-08-1985", "BOGOR", "15-08-1985"),
        ("BOGOR 15-08-1985", "BOGOR", "15-08-1985"),
        ("KAB. BOGOR/15 Agustus 1985", "KAB. BOGOR", "15 Agustus 1985"),
        ("15-08-1985", "", "15-08-1985"),
        ("BOGOR", "BOGOR", ""),
        ("BOGOR, ", "BOGOR", ""),
        ("", "", ""),
    ],
)
def test_place_and_date_of_one_column(written: str, place: str, date: str) -> None:
    places, dates = split_place_and_date(as_text(pl.Series([written])))
    assert (first(places), first(dates)) == (place, date)


def first(text: Text) -> str:
    return text.raw[text.starts[0] : text.starts[0] + text.lengths[0]].decode()


@given(st.dates(min_value=datetime.date(1900, 3, 1), max_value=datetime.date(2020, 12, 31)))
def test_every_date_is_read_back(day: datetime.date) -> None:
    number = int(f"{day:%Y%m%d}")
    serial = (day - datetime.date(1899, 12, 30)).days
    assert read_date(f"{day:%d-%m-%Y}") == number
    assert read_date(day.isoformat()) == number
    assert read_date(str(number)) == number
    assert serial < 10_000 or read_date(str(serial)) == number


@given(st.text(max_size=40))
def test_reading_never_fails(text: str) -> None:
    assert 0 <= read_date(text) <= 21001231
