"""Columns without a usable header are known by what stands in them."""

import pytest

from tanggap.intake.contents import MOST_SAMPLED, content_of, sampled

NIKS = [f"327104{day:02d}0585{n:04d}" for n, day in enumerate((3, 45, 12, 67, 28, 51), start=1)]
CARDS = [
    f"327104{day:02d}05{year}0001" for day, year in ((1, 10), (5, 12), (9, 15), (17, 8), (30, 20))
]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (NIKS, "national_id"),
        ([f"'{nik[:6]}.{nik[6:12]}.{nik[12:]}" for nik in NIKS], "national_id"),
        (CARDS, "family_id"),
        (["6032981234567890", "6032989999888877"], None),
        (["1980-04-15", "16/07/1979", "22 November 1961", "19930801", "01-01-55"], "birth_date"),
        (["BOGOR, 1980-04-15", "Kab. Bogor, 16/07/1979"], "birth_place_and_date"),
        (["L", "P", "Laki-laki", "perempuan"], "sex"),
        (["1", "2", "1"], None),
        (["081234567890", "+62 812-3456-7890", "81234567890"], "phone"),
        (["003/005", "3/5", "03/V"], "rt_rw"),
        (["Jl. Mawar 3", "Gg. Melati", "KP CIJERUK RT 1"], "address"),
        (["Asep Saputra", "Siti", "Moh. Yusuf"], "name"),
        (["SITI / 3271044303850001", "ASEP 3271040303850001"], "name_and_national_id"),
        ([], None),
    ],
)
def test_contents_tell_the_field(values: list[str], field: str | None) -> None:
    assert content_of(values, places=False).field == field


def test_places_are_known_by_their_names() -> None:
    wards = ["BUBULAK", "TEGAL GUNDIL", "Pasir Jaya", "BUBULAK", "BUBULAK"] * 3
    assert content_of(wards).field == "village"
    assert content_of(["BOGOR BARAT", "Bogor Timur", "TANAH SAREAL"]).field == "district"


def test_the_date_of_entry_is_no_birth_date() -> None:
    assert content_of([f"2020-05-{day:02d}" for day in range(1, 29)]).field is None


def test_a_sample_spreads_over_the_column() -> None:
    sample = sampled([str(n) for n in range(10_000)])
    assert len(sample) <= MOST_SAMPLED
    assert int(sample[-1]) > 9_000
