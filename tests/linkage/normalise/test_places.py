import pytest

from tanggap.linkage.normalise.places import (
    Gazetteer,
    read_birth_place,
    regencies_named,
    regencies_of,
)
from tanggap.linkage.normalise.spelling import NearNames

BOGOR = Gazetteer(["3271"])


@pytest.mark.parametrize(
    ("village", "district", "expected"),
    [
        ("TEGAL GUNDIL", "BOGOR UTARA", "3271051002"),
        ("Tegalgundil", "Bogor Utara", "3271051002"),
        ("Kel. Tegalgundil", "", "3271051002"),
        ("TEGALGUNDL", "BOGOR UTARA", "3271051002"),
        ("TGEALGUNDIL", "", "3271051002"),
        ("TEGALGUNDIL", "BOGOR TIMUR", "3271051002"),
        ("3271051002", "", "3271051002"),
        ("32.71.05.1002", "whatever", "3271051002"),
    ],
)
def test_villages_are_recognised(village: str, district: str, expected: str) -> None:
    assert BOGOR.locate(village, district) == (expected, expected[:6])


@pytest.mark.parametrize(
    "district", ["TANAH SAREAL", "Tanahsareal", "TANAH SEREAL", "Kec. Tanah Sareal"]
)
def test_districts_are_recognised(district: str) -> None:
    assert BOGOR.locate("", district) == ("", "327106")


def test_what_is_not_of_the_region_stays_unknown() -> None:
    assert BOGOR.locate("Menteng Dalam Sekali", "") == ("", "")
    assert BOGOR.locate("", "") == ("", "")
    assert not Gazetteer([])


def test_a_usual_spelling_is_learnt() -> None:
    city = Gazetteer(["3271"])
    assert city.locate("BLUNGBANGJAYA", "BOGOR BARAT")[0] == ""
    code = city.locate("BALUNGBANGJAYA", "BOGOR BARAT")[0]
    assert code
    city.learn("BALUNGBANGJAYA", code)
    assert city.locate("BLUNGBANGJAYA", "BOGOR BARAT")[0] == code


def test_the_region_is_that_of_most_districts() -> None:
    triples = [(("PAKUAN", "BOGOR SELATAN", ""), 9), (("X", "CIBINONG", ""), 1)]
    assert regencies_of(triples) == ("3271",)


def test_villages_alone_tell_the_region() -> None:
    names = ["TEGALGUNDIL", "BANTARJATI", "KEDUNGHALANG", "CIPARIGI", "BATUTULIS"]
    assert regencies_of([((name, "", ""), 5) for name in names]) == ("3271",)


def test_named_cities_tell_the_regions() -> None:
    triples = [(("", "", "KOTA BOGOR"), 5), (("", "", "Kab. Bogor"), 5)]
    assert regencies_of(triples) == ("3201", "3271")
    assert regencies_named("Bogor") == ("3201", "3271")
    assert regencies_named("3271") == ("3271",)


def test_a_foreign_table_has_no_region() -> None:
    assert regencies_of([(("Springfield", "NSW", ""), 9)]) == ()
    assert regencies_of([]) == ()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("KOTA BOGOR", "bogor"),
        ("BGR", "bogor"),
        ("BOGOR JAWA BARAT", "bogor"),
        ("Kab. Bogor", "bogor"),
        ("NOGOR", "bogor"),
        ("DKI JAKARTA", "jakarta"),
        ("Jakarta Selatan", "jakarta"),
        ("SOLO", "surakarta"),
        ("Den Haag", "den haag"),
        ("-", ""),
    ],
)
def test_places_of_birth_are_folded(written: str, place: str) -> None:
    assert read_birth_place(written) == place


def test_near_names_are_found_only_where_one_is_nearest() -> None:
    near = NearNames(["pakuan", "sindangsari", "sindangrasa"])
    assert near.closest("pakaun") == "pakuan"
    assert near.closest("pakuuan") == "pakuan"
    assert near.closest("pakan") == "pakuan"
    assert near.closest("pukuen") is None
    assert near.closest("sindngsri") == "sindangsari"
    assert near.closest("pak") is None
    assert NearNames(["abcd", "abce"]).closest("abcf") is None
