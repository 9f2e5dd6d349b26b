"""Every outcome of every comparison in words, for officers and for the citizen who asks why."""

from typing import Final

from tanggap.language import Sentence
from tanggap.linkage.kernels import household as home
from tanggap.linkage.kernels import names

S = Sentence

LABELS: Final[dict[str, Sentence]] = {
    "number": S("NIK", "NIK"),
    "name": S("Nama", "Name"),
    "birth": S("Tanggal lahir", "Birth date"),
    "home": S("KK, alamat, dan telepon", "Family card, address and telephone"),
    "sex": S("Jenis kelamin", "Sex"),
    "birth_place": S("Tempat lahir", "Birthplace"),
    "mother": S("Nama ibu kandung", "Mother's name"),
    "occupation": S("Pekerjaan", "Occupation"),
    "postcode": S("Kode pos", "Postal code"),
    "list": S("Daftar asal", "List"),
}

MISSING: Final = S("tidak dapat dibandingkan", "cannot be compared")

_NUMBER = (
    MISSING,
    S("sama persis", "identical"),
    S("sama sejauh masih terbaca (ujungnya rusak)", "equal as far as legible (its end is damaged)"),
    S("hanya kode wilayah yang tersisa, dan sama", "only the region code is left, and is equal"),
    S("berbeda satu angka atau dua angka tertukar", "one digit differs or two are swapped"),
    S("wilayah dan tanggal sama, nomor urut berbeda", "region and date equal, serial differs"),
    S("tanggal dan nomor urut sama, wilayah berbeda", "date and serial equal, region differs"),
    S("berbeda dua angka", "two digits differ"),
    S("berbeda", "different"),
)

_NAME_FORMS = (
    S("sama", "identical"),
    S("sama, ejaan berbeda", "the same, spelled differently"),
    S("sama, satu pihak lebih singkat", "the same, shorter on one side"),
    S("sama, lebih singkat dan beda ejaan", "the same, shorter and spelled differently"),
    S("sebagian sama", "partly the same"),
)
_RARITY = (
    S("sangat umum", "very common"),
    S("umum", "common"),
    S("cukup jarang", "rather rare"),
    S("jarang", "rare"),
)

_BIRTH = (
    MISSING,
    S("sama", "equal"),
    S("sama, tetapi tanggal perkiraan (1 Jan, 1 Jul, 31 Des)", "equal, but a made-up default date"),
    S("hari dan bulan tertukar", "day and month swapped"),
    S("sama dengan tanggal di dalam NIK", "equal to the date inside the NIK"),
    S("hari dan bulan sama, tahun meleset", "day and month equal, the year slightly off"),
    S("satu angka meleset", "one digit off"),
    S("tahun dan satu bagian lain sama", "the year and one other part equal"),
    S("tahun sama, selebihnya tidak pasti", "same year, the rest uncertain"),
    S("hanya tahun yang sama", "only the year is equal"),
    S("selisih paling banyak tiga tahun", "at most three years apart"),
    S("berbeda", "different"),
    S("selisih satu generasi", "a generation apart"),
)

_CARDS = (
    S("nomor KK tidak diketahui", "family card unknown"),
    S("nomor KK sama", "same family card"),
    S("nomor KK hampir sama", "almost the same family card"),
    S("nomor KK berbeda", "different family cards"),
)
_PLACES = (
    S("alamat tidak diketahui", "address unknown"),
    S("rumah yang sama", "the same house"),
    S("jalan dan RT/RW sama", "same street and RT/RW"),
    S("RT/RW sama", "same RT/RW"),
    S("kelurahan sama", "same kelurahan"),
    S("kecamatan sama", "same kecamatan"),
    S("wilayah lain", "another area"),
    S("nomor telepon sama", "same telephone"),
)
_PART = (MISSING, S("sama", "equal"), S("hampir sama", "nearly equal"), S("berbeda", "different"))
_PLACE_OF_BIRTH = (
    MISSING,
    S("sama", "equal"),
    S("sama, tempat yang paling umum", "equal, the most common place"),
    S("berbeda", "different"),
)
_LIST = (
    MISSING,
    S("daftar yang sama (jarang memuat orang dua kali)", "the same list (seldom holds one twice)"),
    S("daftar yang berbeda", "different lists"),
)
COMMON_FAMILY: Final = S(
    "anggota keluarga lainnya ternyata orang yang sama",
    "their other family members are the same people",
)


def finding(comparison: str, level: int) -> Sentence:
    """Return the outcome of a comparison in words."""
    if comparison == "name":
        return _name(level)
    if comparison == "home":
        return _home(level)
    table = {
        "number": _NUMBER,
        "birth": _BIRTH,
        "birth_place": _PLACE_OF_BIRTH,
        "list": _LIST,
    }.get(comparison, _PART)
    return table[level]


def _name(level: int) -> Sentence:
    if level == names.NAME_MISSING:
        return MISSING
    if level == names.NAME_INITIALS:
        return S("hanya huruf awal yang cocok", "only initials agree")
    if level == names.NAME_DIFFERENT:
        return S("berbeda", "different")
    form, rarity = divmod(level - 1, 4)
    how, rare = _NAME_FORMS[form], _RARITY[rarity]
    return S(f"{how.id} (nama {rare.id})", f"{how.en} ({rare.en} name)")


def _home(level: int) -> Sentence:
    if level == home.HOME_UNKNOWN:
        return MISSING
    card, place = divmod(level - 1, 8)
    return S(f"{_CARDS[card].id}, {_PLACES[place].id}", f"{_CARDS[card].en}, {_PLACES[place].en}")
