"""Headers of real lists are understood however they are written."""

import pytest

from tanggap.intake.layout import header_field
from tanggap.intake.spellings import JOINED, SPELLINGS
from tanggap.intake.synonyms import OTHER, field_of, header_key
from tanggap.linkage.schema import RAW_FIELDS


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("N I K", "national_id"),
        ("NIK:", "national_id"),
        ("nik_ktp", "national_id"),
        ("Nomor Induk Kependudukan (NIK)", "national_id"),
        ("No.\nKTP", "national_id"),
        ("soc_sec_id", "national_id"),
        ("NO. KK", "family_id"),
        ("NoKK", "family_id"),
        ("Nomor Kartu Keluarga", "family_id"),
        ("NAMA KRT", "name"),
        ("Nama_KRT", "name"),
        ("Nama Lengkap (sesuai KTP)", "name"),
        ("NAMA KEPALA KELUARGA", "name"),
        ("namagadis_ibukandung", "mother_name"),
        ("Nama Ibu Kandung", "mother_name"),
        ("TglLahir", "birth_date"),
        ("TGL. LAHIR", "birth_date"),
        ("TEMPAT/TGL LAHIR", "birth_place_and_date"),
        ("Tempat, Tanggal Lahir", "birth_place_and_date"),
        ("TmpLahir", "birth_place"),
        ("L/P", "sex"),
        ("JnsKel", "sex"),
        ("No. WhatsApp", "phone"),
        ("RT/RW", "rt_rw"),
        ("RT / RW", "rt_rw"),
        ("R T", "rt"),
        ("NM KEL", "village"),
        ("DESA/KEL", "village"),
        ("suburb", "village"),
        ("KEC", "district"),
        ("Kab/Kota", "city"),
        ("HubKRT", "relation"),
        ("JENIS PEKERJAAN", "occupation"),
        ("KOMPONEN PKH", "components"),
        ("Komponen", "components"),
        ("given_name", "given_name"),
        ("Last Name", "surname"),
        ("dob", "birth_date"),
        ("zipcode", "postcode"),
    ],
)
def test_a_header_means_its_field(header: str, field: str) -> None:
    assert field_of(header)[0] == field


@pytest.mark.parametrize(
    "header",
    ["NO", "rec_id", "IDSEMESTA", "Timestamp", "NO KKS", "No Rekening", "Jumlah KK", "NIK Suami",
     "Nama Ayah", "Foto KTP", "KDDESA", "TAHAP", "Nama Petugas"],
)  # fmt: skip
def test_columns_about_something_else_are_no_field(header: str) -> None:
    assert field_of(header)[0] == OTHER


def test_an_unknown_header_is_unknown() -> None:
    assert field_of("XYZ")[0] is None
    assert field_of("")[0] is None


def test_the_better_spelling_of_two_has_the_lower_rank() -> None:
    assert field_of("NAMA")[1] < field_of("NAMA KEPALA KELUARGA")[1] < field_of("nm orang")[1]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("LAHIR / TANGGAL", "birth_date"),
        ("LAHIR / TEMPAT", "birth_place"),
        ("IDENTITAS / KK", "family_id"),
        ("DOMISILI / KELURAHAN", "village"),
        ("IBU KANDUNG / NAMA", "mother_name"),
        ("SUAMI / NIK", OTHER),
    ],
)
def test_two_rows_of_header_are_read_together(header: str, field: str) -> None:
    assert header_field(header)[0] == field


def test_every_spelling_is_written_as_it_is_looked_up() -> None:
    for spelling, (field, _) in SPELLINGS.items():
        assert field in RAW_FIELDS
        assert header_key(spelling).replace(" ", "") == spelling
    assert all(SPELLINGS[part][0] == field for field, parts in JOINED.items() for part in parts)
