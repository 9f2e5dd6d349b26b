"""Which programme a list belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.overlap import own_code, parse_rules, recognise, round_of, rules_of_2020


@pytest.mark.parametrize(
    ("file_name", "code"),
    [
        ("Daftar KPM PKH Tahap II.xlsx", "PKH"),
        ("bpnt_sembako.csv", "BPNT"),
        ("BST KEMENSOS.xlsx", "BST"),
        ("Data BST Kota Bogor.xlsx", "BST"),
        ("BNBA BLT-DD.xlsx", "BLT-DD"),
        ("bantuan gubernur jabar.csv", "PROV-JABAR"),
        ("APBD Kota - Non DTKS.xlsx", "KOTA"),
        ("DTSEN.xlsx", "DTSEN"),
        ("dtks_2020.xls", "DTKS"),
        ("pengajuan-online.csv", "PENGAJUAN"),
        ("Usulan BST RW 05.xlsx", "PENGAJUAN"),
        ("Bansos Presiden.ods", "BANPRES"),
        ("BNBA Bantuan Langsung Tunai.xlsx", "BLT-DD"),
        ("Lampiran SK Penerima Bantuan APBD (non DTKS).xlsx", "KOTA"),
        ("Penerima APBD Provinsi.xlsx", "PROV"),
    ],
)
def test_the_name_of_a_file_tells_its_programme(file_name: str, code: str) -> None:
    assert recognise(file_name, [], rules_of_2020()).code == code


def test_titles_tell_the_programme_where_the_name_is_silent() -> None:
    titles = ["DAFTAR PENERIMA", "PROGRAM KELUARGA HARAPAN (PKH)"]
    assert recognise("Data final (1).xlsx", titles, rules_of_2020()).code == "PKH"


@pytest.mark.parametrize(("region", "code"), [("32", "PROV-JABAR"), ("3271", "PROV-JABAR"),
                                               ("33", "PROV"), ("", "PROV")])  # fmt: skip
def test_the_aid_of_a_province_is_that_of_the_province_where_it_is(region: str, code: str) -> None:
    book = rules_of_2020()
    assert book.in_region(book.programmes["PROV"], region).code == code


def test_an_unknown_list_becomes_a_programme_of_its_own() -> None:
    programme = recognise("Beras Baznas 2020.xlsx", ["Daftar penerima"], rules_of_2020())
    assert programme.code == "BERAS-BAZNAS-2020"
    assert programme.is_aid
    assert programme.name.id == "Beras Baznas 2020"


def test_a_programme_without_words_is_recognised_by_its_code() -> None:
    book = parse_rules('[[programme]]\ncode = "BERAS-1"\nname = "Beras satu"\n')
    assert recognise("daftar beras 1.csv", [], book).code == "BERAS-1"


@given(st.text(max_size=60))
def test_every_file_gets_a_short_code(file_name: str) -> None:
    code = own_code(file_name)
    assert code
    assert len(code) <= 24
    assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [("PKH Tahap II.xlsx", "ii"), ("BST tahap 3.csv", "3"), ("PKH Bogor Barat.xlsx", "")],
)
def test_the_payment_round_is_read_from_the_name(file_name: str, expected: str) -> None:
    assert round_of(file_name) == expected
