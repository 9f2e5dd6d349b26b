import datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage.normalise import read_nik
from tanggap.linkage.normalise.digits import read_digits
from tanggap.linkage.normalise.kind import are_niks
from tanggap.linkage.normalise.numbers import count_long, read_foreign, read_kks, read_niks
from tanggap.linkage.normalise.phones import read_phones
from tanggap.linkage.normalise.slices import as_text
from tanggap.linkage.schema import Quality

GOOD = "3271026707890001"  # a woman of Bogor Timur, born 27 July 1989; invented


def texts(*values: str | None) -> pl.Series:
    return pl.Series(values, dtype=pl.String)


def test_a_good_nik_tells_region_birth_sex_and_serial() -> None:
    nik = read_nik(GOOD)
    assert (nik.digits, nik.known, nik.region, nik.serial) == (GOOD, 16, "327102", 1)
    assert (nik.birth, nik.sex, nik.problems) == (19890727, 2, ())


@pytest.mark.parametrize(
    "written",
    [
        "'3271026707890001",
        "327102 670789 0001",
        "3271.0267.0789.0001",
        "32710267O7890OO1",
        "327l026707890001",
        "03271026707890001",
        '"3271026707890001"',
    ],
)
def test_certain_repairs_are_made_and_named(written: str) -> None:
    nik = read_nik(written)
    assert nik.digits == GOOD
    assert nik.problems == (Quality.NIK_REPAIRED,)


def test_blanks_around_and_float_tails_are_no_fault() -> None:
    assert read_nik(f"  {GOOD} ").problems == ()
    assert read_nik(f"{GOOD}.0").digits == GOOD


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("3.27104E+15", 6),
        ("3,27104E+15", 6),
        ("3.27104123456e+15", 12),
        ("3.2E+15", 0),
        ("3271040000000000", 6),
        ("3271042607890000", 12),
        ("3271042206961400", 14),
    ],
)
def test_destroyed_tails_leave_the_digits_in_front(written: str, known: int) -> None:
    nik = read_nik(written)
    assert nik.known == known
    assert Quality.NIK_TRUNCATED in nik.problems


def test_a_number_cell_has_fifteen_digits_if_its_last_is_zero() -> None:
    digits = read_digits(as_text(texts("3271026707890010", "3271026707890000", GOOD)))
    assert read_niks(digits, np.ones(3, np.bool_)).known.tolist() == [15, 15, 16]


@pytest.mark.parametrize("written", ["327102670789001", "32710267078900011"])
def test_fifteen_or_seventeen_digits_keep_a_sound_head(written: str) -> None:
    nik = read_nik(written)
    assert (nik.known, nik.digits[:12], nik.birth) == (12, GOOD[:12], 19890727)
    assert nik.problems == (Quality.NIK_IMPOSSIBLE,)


def test_a_digit_lost_in_the_head_leaves_nothing_certain() -> None:
    nik = read_nik("327126707890001")
    assert (nik.known, nik.digits) == (0, "")
    assert nik.problems == (Quality.NIK_IMPOSSIBLE,)


@pytest.mark.parametrize(
    "written",
    [
        "3271020007890001",  # day 00
        "3271023307890001",  # day 33
        "3271027207890001",  # day 72 = a woman's 32
        "3271022700890001",  # month 00
        "3271022713890001",  # month 13
        "3271023102890001",  # 31 February
        "9871026707890001",  # no such province
        "3200026707890001",  # no such regency
    ],
)
def test_one_impossible_part_is_a_typing_error_and_keeps_the_digits(written: str) -> None:
    nik = read_nik(written)
    assert (nik.digits, nik.known) == (written, 16)
    assert Quality.NIK_IMPOSSIBLE in nik.problems


def test_two_impossible_parts_are_not_trusted_at_all() -> None:
    assert read_nik("9871029907890001").known == 0


def test_the_leap_day_of_2000_exists() -> None:
    assert read_nik("3271022902000001").birth == 20000229


def test_a_district_that_is_not_in_force_is_only_suspicious() -> None:
    nik = read_nik("3271546707890001")
    assert nik.problems == (Quality.NIK_REGION_UNKNOWN,)
    assert nik.birth == 19890727


@pytest.mark.parametrize(
    "written", ["0", "-", "TIDAK ADA", "1111111111111111", "1234567890123456", "0000000000000000"]
)
def test_placeholders_are_not_numbers(written: str) -> None:
    nik = read_nik(written)
    assert (nik.digits, nik.known) == ("", 0)
    assert Quality.NIK_PLACEHOLDER in nik.problems


def test_a_missing_nik_is_missing() -> None:
    assert read_nik("  ").problems == (Quality.NIK_MISSING,)


def test_the_century_is_the_latest_that_is_not_in_the_future() -> None:
    assert read_nik("3271021501210001", reference_year=2020).birth == 19210115
    assert read_nik("3271021501210001", reference_year=2025).birth == 20210115


def test_family_cards_are_cleaned_alike() -> None:
    digits = read_digits(as_text(texts("'3271031907160002", "3.27104E+15", "12", None, "0")))
    kks = read_kks(digits, np.zeros(5, np.bool_))
    assert kks.value.tolist() == [3271031907160002, 3271040000000000, 0, 0, 0]
    assert kks.known.tolist() == [16, 6, 0, 0, 0]
    assert [Quality(int(bits)) for bits in kks.quality] == [
        Quality.KK_REPAIRED,
        Quality.KK_TRUNCATED,
        Quality.KK_IMPOSSIBLE,
        Quality.KK_MISSING,
        Quality.KK_PLACEHOLDER,
    ]


def test_other_national_numbers_are_told_from_niks() -> None:
    foreign = read_digits(as_text(texts("123-45-6789", "5304218", "AB12", "ab12", "000")))
    assert not are_niks(*count_long(foreign))
    read = read_foreign(foreign)
    assert read.value[:2].tolist() == [123456789, 5304218]
    assert read.value[2] == read.value[3] != 0
    assert read.value[4] == 0
    assert are_niks(*count_long(read_digits(as_text(texts(GOOD, "-", "12")))))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("081234567890", 81234567890),
        ("+62 812-3456-7890", 81234567890),
        ("6281234567890", 81234567890),
        ("81234567890", 81234567890),
        ("0812.3456.7890", 81234567890),
        ("(0251) 8321075", 2518321075),
        ("81234567890.0", 81234567890),
        ("8888888888", 0),
        ("0000000000", 0),
        ("12345", 0),
        ("0812345678901234", 0),
        ("-", 0),
        ("tidak ada", 0),
    ],
)
def test_phones_become_national_numbers(written: str, number: int) -> None:
    assert read_phones(read_digits(as_text(texts(written))))[0].tolist() == [number]


def test_only_odd_phones_are_unreadable() -> None:
    _, quality = read_phones(read_digits(as_text(texts("12345", "0812345678901234", "-", None))))
    assert quality.tolist() == [Quality.PHONE_UNREADABLE, Quality.PHONE_UNREADABLE, 0, 0]


@given(st.text(max_size=40))
def test_reading_a_nik_never_fails_and_keeps_its_promises(text: str) -> None:
    nik = read_nik(text)
    assert len(nik.digits) in (0, 16)
    assert 0 <= nik.known <= 16
    assert nik.digits or not nik.birth


@given(
    st.integers(1, 9999),
    st.dates(min_value=datetime.date(1930, 1, 1), max_value=datetime.date(2020, 12, 31)),
    st.booleans(),
)
def test_every_well_formed_nik_is_read_back(serial: int, born: datetime.date, female: bool) -> None:
    day = born.day + (40 if female else 0)
    written = f"327102{day:02d}{born:%m%y}{serial:04d}"
    nik = read_nik(written)
    assert (nik.digits, nik.sex) == (written, 2 if female else 1)
    assert nik.birth == int(f"{born:%Y%m%d}")
