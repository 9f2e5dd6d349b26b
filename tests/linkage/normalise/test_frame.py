import dataclasses

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanggap.linkage.normalise import normalise, normalise_more, source_names
from tanggap.linkage.schema import (
    NUMERIC_MARKS,
    PROVENANCE,
    RAW_FIELDS,
    Quality,
    Records,
    Vocabulary,
)

CITY = pl.DataFrame(
    {
        "programme": ["PKH", "PKH", "BST", "BST"],
        "national_id": ["3271026707890001", "3271021508850002", "'3271021508850002", None],
        "family_id": ["3271021907160002", "3271021907160002", None, "-"],
        "name": ["Hj. Susanti Lestari", "Moh. Jusuf", "MUHAMMAD YUSUP", "Susanti"],
        "mother_name": ["Enok", None, "Enok Lestari", ""],
        "birth_date": ["27-07-1989", "15-08-1985", "1985-08-15", "01-01-1989"],
        "birth_place": ["BOGOR", "Kota Bogor", "BGR", None],
        "sex": ["P", "L", "1", "?"],
        "phone": ["0812 3456 7890", "+6281234567890", None, "12"],
        "address": ["Jl. Mawar No. 5 RT 1/2", "JLN MAWAR NO 5", "Blok A/9", None],
        "rt": ["001", None, "3", None],
        "rw": ["002", None, "IV", None],
        "village": ["SUKASARI", "Suka Sari", "SUKASARII", "ENTAH"],
        "district": ["BOGOR TIMUR", "Bogor Timur", None, "BOGOR TIMUR"],
        "postcode": ["16142", "16142.0", None, ""],
        "occupation": ["Buruh", "BURUH", None, "-"],
    }
)  # fmt: skip


def named(vocabulary: Vocabulary, codes: np.ndarray) -> list[str]:  # type: ignore[type-arg]
    return [vocabulary.words[code] for code in codes if code >= 0]


def has(records: Records, flag: Quality) -> list[bool]:
    return [bool(bits & int(flag)) for bits in records.quality.tolist()]


def test_a_small_city_in_all_columns() -> None:
    records = normalise(CITY)
    assert records.indonesian_ids
    assert records.source.tolist() == [0, 0, 1, 1]
    assert records.nik.tolist() == [3271026707890001, 3271021508850002, 3271021508850002, 0]
    assert records.nik_birth.tolist() == [19890727, 19850815, 19850815, 0]
    assert records.nik_sex.tolist() == [2, 1, 1, 0]
    assert records.birth.tolist() == [19890727, 19850815, 19850815, 19890101]
    assert records.sex.tolist() == [2, 1, 1, 0]
    assert records.phone.tolist() == [81234567890, 81234567890, 0, 0]
    assert named(records.name_words, records.name[0]) == ["susanti", "lestari"]
    assert [records.places[code] for code in records.birth_place[:3]] == ["bogor"] * 3
    assert records.villages[records.village[0]] == "3271021001"
    assert records.village[:3].tolist() == [0, 0, 0]
    assert records.district.tolist() == [0, 0, 0, 0]
    assert (records.rt.tolist(), records.rw.tolist()) == ([1, -1, 3, -1], [2, -1, 4, -1])
    assert [records.houses[code] for code in records.house[:3]] == ["5", "5", "a9"]
    assert records.street[0, 0] == records.street[1, 0] >= 0
    assert records.postcode.tolist() == [16142, 16142, 0, 0]
    assert records.occupation.tolist() == [0, 0, -1, -1]


def test_what_was_noticed_in_the_small_city() -> None:
    records = normalise(CITY)
    assert has(records, Quality.NIK_MISSING) == [False, False, False, True]
    assert has(records, Quality.NIK_REPAIRED) == [False, False, True, False]
    assert has(records, Quality.KK_MISSING) == [False, False, True, True]
    assert has(records, Quality.SEX_UNREADABLE) == [False, False, False, True]
    assert has(records, Quality.PHONE_UNREADABLE) == [False, False, False, True]
    assert has(records, Quality.VILLAGE_UNKNOWN) == [False, False, False, True]
    assert has(records, Quality.ADDRESS_MISSING) == [False, False, False, True]
    assert has(records, Quality.RT_RW_MISSING) == [False, True, False, True]
    assert has(records, Quality.BIRTH_DEFAULT) == [False, False, False, True]


def test_spellings_share_a_key_and_counts_are_records() -> None:
    words = normalise(CITY).name_words
    place = {word: code for code, word in enumerate(words.words)}
    assert words.key_codes[place["moh"]] == words.key_codes[place["muhammad"]]
    assert words.key_codes[place["jusuf"]] == words.key_codes[place["yusup"]]
    assert words.counts[place["susanti"]] == 2
    assert words.counts[place["enok"]] == 2
    assert words.keys[place["yusup"]] == words.distinct_keys[words.key_codes[place["yusup"]]]


def test_a_nik_that_disagrees_with_its_record_is_told() -> None:
    records = normalise(
        pl.DataFrame(
            {
                "national_id": ["3271026707890001", "3271026707890001"],
                "family_id": ["3271026707890001", "3271021907160002"],
                "birth_date": ["15-08-1985", "1990"],
                "sex": ["P", "L"],
            }
        )
    )
    assert has(records, Quality.NIK_IS_KK) == [True, False]
    assert records.nik.tolist() == [0, 3271026707890001]
    assert has(records, Quality.NIK_SEX_DIFFERS) == [False, True]
    assert has(records, Quality.NIK_BIRTH_DIFFERS) == [False, False]


def test_the_century_of_a_nik_is_that_of_the_record() -> None:
    frame = pl.DataFrame({"national_id": ["3271021501150001"], "birth_date": ["15-01-1915"]})
    assert normalise(frame).nik_birth.tolist() == [19150115]


def test_one_number_for_everybody_is_nobodys() -> None:
    names = [f"nama{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    frame = pl.DataFrame({"national_id": ["3271026707890001"] * 26, "name": names})
    records = normalise(frame)
    assert not records.nik.any()
    assert all(has(records, Quality.NIK_PLACEHOLDER))
    same_name = normalise(frame.with_columns(name=pl.lit("Susanti")))
    assert same_name.nik.all()


def test_number_cells_lose_their_last_digit() -> None:
    frame = pl.DataFrame(
        {"national_id": ["3271026707890120"] * 2, "national_id_is_number": [True, None]}
    )
    assert normalise(frame).nik_known.tolist() == [15, 16]


def test_an_english_table() -> None:
    records = normalise(
        pl.DataFrame(
            {
                "given_name": ["Catherine", "kathryn"],
                "surname": ["Smith", None],
                "national_id": ["5304218", "4066625"],
                "birth_date": ["19151111", "1978"],
                "address": ["Main Street", None],
                "street_number": ["12", "8"],
                "village": ["Wattle Grove", "wattle  grove"],
                "district": ["NSW", "nsw"],
                "postcode": ["2150", "TQ13 8DF"],
            }
        )
    )
    assert not records.indonesian_ids
    assert records.nik.tolist() == [5304218, 4066625]
    assert named(records.name_words, records.name[0]) == ["catherine", "smith"]
    assert records.name_words.keys[0] == records.name_words.keys[2]
    assert records.villages == ["wattle grove"]
    assert [records.houses[code] for code in records.house] == ["12", "8"]
    assert records.birth.tolist() == [19151111, 19780000]
    assert records.postcode[1] > 0
    assert not any(has(records, Quality.NIK_IMPOSSIBLE | Quality.VILLAGE_UNKNOWN))


def test_place_and_date_share_a_column_with_columns_of_their_own() -> None:
    records = normalise(
        pl.DataFrame(
            {
                "birth_place_and_date": ["BOGOR, 15-08-1985", "DEPOK, 1-2-1990"],
                "birth_date": [None, "16-08-1986"],
            }
        )
    )
    assert records.birth.tolist() == [19850815, 19860816]
    assert [records.places[code] for code in records.birth_place] == ["bogor", "depok"]


def test_the_address_fills_what_the_columns_miss() -> None:
    frame = pl.DataFrame(
        {"address": ["Jl. A RT 1/2 Kel. Sukasari Kec. Bogor Timur"] * 2, "village": [None, "Tajur"]}
    )
    records = normalise(frame, region="32.71")
    assert [records.villages[code] for code in records.village] == ["3271021001", "3271021006"]


@pytest.mark.parametrize("frame", [pl.DataFrame(), pl.DataFrame({"name": []}), CITY.clear()])
def test_no_rows_give_no_records(frame: pl.DataFrame) -> None:
    records = normalise(frame)
    assert len(records) == 0
    assert records.name.shape == (0, 6)
    assert records.name_words.words == []


def test_rows_without_any_column_known_are_kept_as_missing() -> None:
    records = normalise(pl.DataFrame({"something": [1, 2]}))
    assert len(records) == 2
    assert all(has(records, Quality.NAME_MISSING | Quality.NIK_MISSING))


def test_new_rows_continue_the_vocabulary() -> None:
    known = normalise(CITY)
    more = pl.DataFrame(
        {
            "programme": ["BPNT", "BST"],
            "name": ["Lestari Cecep", "Yusup"],
            "village": ["SUKASARI", "TAJUR"],
            "national_id": ["3271021508850002", None],
        }
    )
    records = normalise_more(more, known, sources=source_names(CITY))
    size = len(known.name_words.words)
    assert records.name_words.words[:size] == known.name_words.words
    assert records.name_words.words[size:] == ["cecep"]
    assert records.name_words.key_codes[:size].tolist() == known.name_words.key_codes.tolist()
    assert records.name_words.counts[0] == known.name_words.counts[0]
    assert named(records.name_words, records.name[0]) == ["lestari", "cecep"]
    assert records.village[0] == known.village[0]
    assert records.source.tolist() == [2, 1]
    assert len(known.name_words.words) == size


def test_lists_without_programme_are_their_files() -> None:
    frame = pl.DataFrame({"programme": ["PKH", None, ""], "file": ["a.xlsx", "b.xlsx", None]})
    names = source_names(frame)
    assert [names[code] for code in normalise(frame).source] == ["pkh", "b.xlsx", ""]


ODD = st.one_of(
    st.none(), st.text(max_size=20), st.sampled_from(["\x00", "9" * 400, "RT", "é" * 300])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_text_whatever_makes_it_fail(data: st.DataObject) -> None:
    rows = data.draw(st.integers(1, 4))
    columns = {
        name: pl.Series(data.draw(st.lists(ODD, min_size=rows, max_size=rows)), dtype=pl.String)
        for name in [*RAW_FIELDS, *PROVENANCE]
    }
    marks = {name: pl.Series([True] * rows) for name in NUMERIC_MARKS}
    records = normalise(pl.DataFrame({**columns, **marks}))
    for field in dataclasses.fields(Records):
        value = getattr(records, field.name)
        assert not isinstance(value, np.ndarray) or len(value) == rows
    assert (records.name < max(len(records.name_words.words), 1)).all()


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([1, 2]),
        pl.Series([1.5, None]),
        pl.Series([True, False]),
        pl.Series([[1], [2]]),
        pl.Series([None, None]),
        pl.Series([b"a", b"\xff"]),
        pl.Series([{"a": 1}, {"a": 2}]),
        pl.Series([object(), object()], dtype=pl.Object),
    ],
)
def test_columns_of_any_type_are_read_or_missing(column: pl.Series) -> None:
    records = normalise(pl.DataFrame(dict.fromkeys(RAW_FIELDS, column)))
    assert len(records) == 2
