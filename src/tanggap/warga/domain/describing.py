"""What the open data are: data standard, metadata and codes, as Satu Data Indonesia asks.

Presidential Regulation 39/2019: data keep a standard (concept, definition, classification, measure,
unit), have metadata, are interoperable, and use reference codes. Texts are Indonesian, since the
data are; the codes of regions are those of the Ministry of Home Affairs.
"""

from dataclasses import dataclass
from typing import Final

AID: Final = "bantuan"
NEED: Final = "rumah-tangga"
CATALOGUE: Final = "katalog.json"
DICTIONARY: Final = "kamus-data.csv"
LICENCE: Final = "CC BY 4.0"
HIDDEN: Final = "disembunyikan"
SHOWN: Final = "ditampilkan"
EVERY: Final = "SEMUA"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: concept and definition, kind of value, unit, and where codes are from."""

    name: str
    concept: str
    definition: str
    kind: str
    unit: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of open data; a file in each format has its name."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


_REGION: Final = (
    Column(
        "kode_wilayah", "Wilayah",
        "Kode wilayah administrasi dengan titik; kosong untuk seluruh Indonesia.",
        "teks", "", "Kepmendagri tentang kode dan data wilayah administrasi pemerintahan",
    ),
    Column("nama_wilayah", "Wilayah", "Nama wilayah pada saat data dihitung.", "teks"),
    Column(
        "tingkat", "Tingkat wilayah",
        "negara, provinsi, kabupaten/kota, kecamatan, kelurahan/desa, atau sisa: bagian wilayah "
        "yang kelurahannya tidak disebut di daftar penerima.",
        "teks",
    ),
)  # fmt: skip
_STATE: Final = Column(
    "keterangan", "Penyembunyian sel kecil",
    f"“{SHOWN}”, atau “{HIDDEN}” jika angkanya di bawah 5 atau dapat dipakai menghitung angka di "
    "bawah 5; sel angka lalu kosong. Baris yang tidak ada berarti nol.",
    "teks",
)  # fmt: skip
DATASETS: Final = (
    Dataset(
        AID, "Bantuan per program, wilayah, dan bulan",
        "Rumah tangga dan orang yang bantuannya ditetapkan, dan nilainya, menurut program bantuan, "
        "kelurahan, dan bulan.",
        (
            Column("bulan", "Periode", "Bulan bantuan.", "tahun-bulan", "", "ISO 8601: yyyy-mm"),
            Column(
                "kode_program", "Program bantuan",
                f"Kode program; {EVERY} berarti semua program bersama, dan setiap rumah tangga "
                "dihitung sekali.",
                "teks", "", "Kode program di berkas ini",
            ),
            Column("nama_program", "Program bantuan", "Nama program.", "teks"),
            *_REGION,
            Column(
                "rumah_tangga", "Rumah tangga penerima",
                "Rumah tangga, menurut tempat tinggalnya, yang anggotanya mendapat bantuan ini.",
                "bilangan bulat", "rumah tangga",
            ),
            Column(
                "orang", "Penerima", "Orang, menurut tempat tinggalnya, yang mendapat bantuan ini.",
                "bilangan bulat", "orang",
            ),
            Column(
                "rupiah", "Nilai bantuan",
                "Nilai uang yang ditetapkan, menurut wilayah di daftar penerima; bantuan yang "
                "nilainya tidak disebut dihitung nol.",
                "bilangan bulat", "rupiah",
            ),
            _STATE,
        ),
    ),
    Dataset(
        NEED, "Rumah tangga terdata tanpa bantuan per wilayah",
        "Rumah tangga di basis data kesejahteraan, dan yang di antaranya tidak tercatat menerima "
        "bantuan apa pun, menurut kelurahan.",
        (
            *_REGION,
            Column(
                "terdata", "Rumah tangga terdata",
                "Rumah tangga yang anggotanya ada di basis data kesejahteraan.",
                "bilangan bulat", "rumah tangga",
            ),
            Column(
                "tanpa_bantuan", "Rumah tangga tanpa bantuan",
                "Rumah tangga terdata yang tidak tercatat menerima bantuan apa pun.",
                "bilangan bulat", "rumah tangga",
            ),
            _STATE,
        ),
    ),
)  # fmt: skip
"""The tables, in the order of the page."""


def level_of(place: str) -> str:
    """Return what kind of place it is, in the words of the data dictionary."""
    names = {0: "negara", 2: "provinsi", 4: "kabupaten/kota", 6: "kecamatan", 10: "kelurahan/desa"}
    return "sisa" if place.endswith("?") else names[len(place)]
