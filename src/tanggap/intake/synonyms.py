"""Column headers of real lists, and the field that each of them means.

Sources: the layouts of SIKS-NG, BDT/DTKS (UDRT, UDART), BST and BPNT prints, BLT-DD BNBA, the
OpenSID import sheets, online forms of city governments, and the English public data sets of
record linkage (FEBRL, historical_50k, pseudopeople).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from tanggap.intake.spellings import OTHER_COLUMNS, OTHER_WORDS, SPELLINGS

_BRACKETED = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SINGLE_LETTERS = re.compile(r"\b(?:[a-z] ){1,}[a-z]\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

OTHER: Final = "other"
"""What a known column means that no field of a person is: NO, IDSEMESTA, TAHAP, Timestamp."""

EXACT: Final = 100
"""Ranks below this one are exact spellings; from it on, words that point to a field."""

_PLACE = {"tempat", "tmpt", "tmp", "tpt"}
_DATE = {"tanggal", "tgl", "tggl", "tg"}
_RULES: Final[tuple[tuple[str, tuple[set[str], ...]], ...]] = (
    ("mother_name", ({"ibu", "mother"}, {"kandung", "nama", "gadis", "nm", "name", "maiden"})),
    ("birth_place_and_date", (_PLACE, _DATE)),
    ("birth_place_and_date", ({"ttl"},)),
    ("birth_date", (_DATE, {"lahir", "lhr"})),
    ("birth_place", (_PLACE | {"kota"}, {"lahir", "lhr"})),
    ("birth_date", ({"birth"}, {"date", "day"})),
    ("birth_place", ({"birth"}, {"place", "city", "town"})),
    ("relation", ({"hubungan", "hub", "shdk", "relationship"},)),
    ("family_id", ({"kk", "nkk", "nokk"},)),
    ("family_id", ({"kartu"}, {"keluarga"})),
    ("national_id", ({"nik", "nonik"},)),
    ("national_id", ({"induk"}, {"kependudukan", "penduduk"})),
    ("national_id", ({"no", "nomor", "nmr"}, {"ktp", "ektp"})),
    ("sex", ({"jenis", "jns", "jn", "jk"}, {"kelamin", "kel", "klmn"})),
    ("sex", ({"sex", "gender", "kelamin"},)),
    ("postcode", ({"kode"}, {"pos"})),
    ("phone", ({"hp", "telepon", "telp", "tlp", "tlpn", "whatsapp", "wa", "handphone", "ponsel"},)),
    ("phone", ({"phone", "mobile", "telephone"},)),
    ("occupation", ({"pekerjaan", "profesi", "occupation"},)),
    ("rt_rw", ({"rt"}, {"rw"})),
    ("address", ({"alamat", "address"},)),
    ("village", ({"kelurahan", "desa", "gampong", "nagari", "kel", "ds", "deskel"},)),
    ("district", ({"kecamatan", "kec", "distrik"},)),
    ("city", ({"kabupaten", "kab", "kabkota", "kota"},)),
    ("province", ({"provinsi", "propinsi", "prov", "prop"},)),
    ("rt", ({"rt"},)),
    ("rw", ({"rw"},)),
    ("address", ({"domisili", "jalan"}, {"alamat", "domisili", "nama", "nm"})),
    ("name", ({"nama", "nm", "name"},)),
)
"""Tried in order: the first whose every set shares a word with the header."""


def header_key(header: str) -> str:
    """Return the words of a header in lower case: "N I K" and "NIK:" both give "nik"."""
    spaced = _CAMEL.sub(" ", header) if not header.isupper() else header
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    words = _NOT_WORD.sub(" ", plain).strip()
    return _SINGLE_LETTERS.sub(lambda match: match[0].replace(" ", ""), words)


@lru_cache(maxsize=4_096)
def field_of(header: str) -> tuple[str | None, int]:
    """Return the field that a header means and how well it says so (0 is best).

    The field is None for an unknown header and `OTHER` for a known column that no field of a
    person is. The rank decides between two columns of one field.
    """
    for text in (header, _BRACKETED.sub(" ", header)):
        compact = header_key(text).replace(" ", "")
        if not compact:
            continue
        if compact in SPELLINGS:
            return SPELLINGS[compact]
        if compact in OTHER_COLUMNS:
            return OTHER, 0
    return _by_words(set(header_key(_BRACKETED.sub(" ", header)).split()))


def _by_words(words: set[str]) -> tuple[str | None, int]:
    """Return the field that the words of a header point to; a rank after all exact spellings."""
    if not words:
        return None, 0
    for position, (field, needed) in enumerate(_RULES):
        if all(words & choice for choice in needed):
            if field != "mother_name" and words & OTHER_WORDS:
                return OTHER, 0
            return field, EXACT + position
    return (OTHER, 0) if words & OTHER_WORDS else (None, 0)
