import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage.normalise.addresses import (
    house_name,
    house_numbers,
    read_addresses,
    read_unit_pairs,
    read_units,
)
from tanggap.linkage.normalise.slices import Text, as_text
from tanggap.linkage.normalise.vocabulary import WordList


def read(address: str) -> tuple[int, int, str, str]:
    words = WordList()
    parsed = read_addresses(as_text(pl.Series([address])), words)
    street = " ".join(words.words[code] for code in parsed.street[0] if code >= 0)
    return int(parsed.rt[0]), int(parsed.rw[0]), house_name(int(parsed.house[0])), street


def first(text: Text) -> str:
    return text.raw[text.starts[0] : text.starts[0] + text.lengths[0]].decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("Jl. Mawar No. 23 RT 003/RW 005", (3, 5, "23", "mawar")),
        ("JL MAWAR NO.23 RT3/RW5", (3, 5, "23", "mawar")),
        ("Jln Mawar No23 RT. 003/005", (3, 5, "23", "mawar")),
        ("Jalan Mawar 23 05/03", (5, 3, "23", "mawar")),
        ("Gg. Mawar RT 02 RW 11", (2, 11, "", "mawar")),
        ("GANG MAWAR RW 11 RT 02", (2, 11, "", "mawar")),
        ("Kp. Mawar RT/RW 003/005", (3, 5, "", "mawar")),
        ("Kp. Mawar RT/RW: 003/V", (3, 5, "", "mawar")),
        ("Kp. Mawar 03/V", (3, 5, "", "mawar")),
        ("Kamp. Mawar RTRW 3/5", (3, 5, "", "mawar")),
        ("JL Siliwangi No9.4 RT 7 RW 5", (7, 5, "94", "siliwangi")),
        ("JLN Suryakencana 51 RT4/RW4", (4, 4, "51", "suryakencana")),
        ("Perum Griya Indah Blok A No 9", (-1, -1, "a9", "griya indah")),
        ("Perum Griya Indah Blok A/9 RT 1", (1, -1, "a9", "griya indah")),
        ("PERUMAHAN GRIYA BLOK G27", (-1, -1, "g27", "griya")),
        ("Komplek Griya Blok AB 3 No. 12", (-1, -1, "ab3-12", "griya")),
        ("Jl. Pahlawan II No. 12A", (-1, -1, "12a", "pahlawan ii")),
        ("PERUMAHAN BALAI DESA BLOK H2 RT. 007/003", (7, 3, "h2", "balai desa")),
        ("RT 02 RW 01", (2, 1, "", "")),
        ("Jl. Raya Tajur Kel. Sindangrasa Kec. Bogor Timur", (-1, -1, "", "raya tajur")),
        ("Jl. Mawar Kota Bogor", (-1, -1, "", "mawar")),
        ("Blok", (-1, -1, "", "")),
        ("", (-1, -1, "", "")),
    ],
)
def test_addresses_are_taken_apart(address: str, expected: tuple[int, int, str, str]) -> None:
    assert read(address) == expected


@pytest.mark.parametrize(
    ("address", "village", "district"),
    [
        ("Jl. A Kel. KEDUNG BADAK Kec. TANAH SAREAL", "KEDUNG BADAK", "TANAH SAREAL"),
        ("Jl. A, Kelurahan Bubulak, Kota Bogor", "Bubulak", ""),
        ("Dusun A Desa Sukamaju RT 1", "Sukamaju", ""),
        ("RT 02 RW 01 Kec. BOGOR BARAT", "", "BOGOR BARAT"),
        ("KEC. KOTA BARU", "", "KOTA BARU"),
        ("PERUMAHAN BALAI DESA BLOK H2", "", ""),
    ],
)
def test_regions_inside_an_address_are_found(address: str, village: str, district: str) -> None:
    parsed = read_addresses(as_text(pl.Series([address])), WordList())
    assert (first(parsed.village), first(parsed.district)) == (village, district)


def test_english_addresses_keep_number_and_street() -> None:
    words = WordList()
    parsed = read_addresses(
        as_text(pl.Series(["12 Main Street", "flat 4 Station Road"])), words, style="other"
    )
    assert [house_name(code) for code in parsed.house.tolist()] == ["12", "4"]
    assert [words.words[code] for code in parsed.street[:, 0]] == ["main", "station"]


def test_columns_of_units() -> None:
    units = as_text(pl.Series(["003", "RT 3", "V", "3.0", "?", None, "12345"]))
    assert read_units(units).tolist() == [3, 3, 5, 3, -1, -1, -1]
    rt, rw = read_unit_pairs(as_text(pl.Series(["002/003", "RT 02 RW 03", "2-3", "03/V", "7", ""])))
    assert rt.tolist() == [2, 2, 2, 3, 7, -1]
    assert rw.tolist() == [3, 3, 3, 5, -1, -1]


def test_columns_of_house_numbers() -> None:
    houses = house_numbers(as_text(pl.Series(["12", "12 A", "A/9", "No. 3", "?", None])))
    assert [house_name(code) for code in houses.tolist()] == ["12", "12a", "a9", "3", "", ""]


@given(st.lists(st.text(alphabet="RTWNoBlk /.0123456789aV\x00é", max_size=60), max_size=5))
def test_reading_never_fails_and_stays_in_bounds(addresses: list[str]) -> None:
    parsed = read_addresses(as_text(pl.Series(addresses, dtype=pl.String)), WordList())
    assert ((parsed.rt >= -1) & (parsed.rt <= 999)).all()
    assert ((parsed.rw >= -1) & (parsed.rw <= 999)).all()
    assert (parsed.house >= 0).all()
    assert len([house_name(code) for code in parsed.house.tolist()]) == len(addresses)
