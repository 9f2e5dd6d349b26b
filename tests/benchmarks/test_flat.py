"""The peers get what normalising found out, in plain columns."""

import polars as pl
import pytest
from benchmarks.flat import flatten
from benchmarks.hostile import FAULTS

from tanggap.linkage.normalise import normalise
from tanggap.simulate import Noise, raw_records


@pytest.fixture(scope="module")
def city():
    return raw_records(records=300, noise=Noise("high"), seed=5)


def flat(**columns):
    return flatten(normalise(pl.DataFrame(columns))).row(0, named=True)


def test_names_are_folded_and_joined():
    row = flat(name=["Moh. Yusup Supriatna"], national_id=["3271010101900001"])
    same = flat(name=["Muhammad Yusuf Supriatna"], national_id=["3271010101900001"])
    assert row["name"] == same["name"]
    assert row["name"].startswith(row["first_word"])
    assert row["name"].endswith(row["last_word"])


def test_the_birth_date_in_the_nik_helps_out():
    assert flat(national_id=["3271014506920001"], name=["Siti"])["birth"] == "1992-06-05"


def test_an_unsure_number_is_read_but_not_equal_to_anything():
    row = flat(
        national_id=["3271014506920000"], national_id_is_number=[True], name=["Siti"], rt=["1"]
    )
    assert (row["nik"], row["nik_read"]) == (None, "3271014506920000")


def test_numbers_of_other_countries_are_taken_as_they_are():
    row = flat(national_id=["786-77-6454"], given_name=["Ann"], surname=["Lee"])
    assert row["nik"] == "786776454"


def test_every_record_keeps_its_row(city):
    table = flatten(normalise(city))
    assert table["unique_id"].to_list() == list(range(300))
    assert table["name"].null_count() < 30


@pytest.mark.parametrize("fault", FAULTS)
def test_hostile_rows_keep_their_columns_and_their_lists(city, fault):
    spoilt = FAULTS[fault](city)
    assert spoilt.schema == city.schema
    assert spoilt["programme"].equals(city["programme"])


def test_hostile_rows_are_hostile(city):
    assert FAULTS["one NIK for all"](city)["national_id"].n_unique() == 1
    assert FAULTS["one name and one address for all"](city)["name"].n_unique() == 1
    assert FAULTS["one row copied into all"](city)["person_id"].n_unique() == 1
