"""Words that the pages of citizens and of the office share."""

from typing import Final

from django.utils.translation import gettext_lazy as _

SEXES: Final = [("P", _("Perempuan")), ("L", _("Laki-laki"))]
LOST: Final = [
    ("kerja", _("Diberhentikan dari pekerjaan")),
    ("dirumahkan", _("Dirumahkan tanpa upah")),
    ("usaha", _("Usaha tutup atau sepi")),
    ("harian", _("Pekerjaan harian tidak ada lagi")),
    ("sakit", _("Pencari nafkah sakit")),
    ("meninggal", _("Pencari nafkah meninggal")),
    ("tidak-ada", _("Tidak ada yang hilang")),
]
RELATION_WORDS: Final = {
    "istri": _("Istri"),
    "suami": _("Suami"),
    "anak": _("Anak"),
    "menantu": _("Menantu"),
    "cucu": _("Cucu"),
    "orang-tua": _("Orang tua"),
    "mertua": _("Mertua"),
    "lainnya": _("Keluarga lain"),
}
CHOOSE: Final = _("Pilih salah satu.")
TITLES: Final = {
    "kecamatan": _("Di kecamatan mana Anda tinggal?"),
    "kelurahan": _("Di kelurahan atau desa mana?"),
    "alamat": _("Apa alamat Anda?"),
    "nama": _("Siapa nama kepala keluarga?"),
    "lahir": _("Kapan kepala keluarga lahir?"),
    "nik": _("Berapa NIK kepala keluarga?"),
    "kk": _("Berapa nomor Kartu Keluarga?"),
    "ibu": _("Siapa nama ibu kandung kepala keluarga?"),
    "telepon": _("Bagaimana kami dapat menghubungi Anda?"),
    "anggota": _("Siapa saja anggota keluarga?"),
    "penghasilan": _("Berapa penghasilan keluarga sebulan?"),
    "kehilangan": _("Apa yang terjadi pada keluarga Anda?"),
    "foto-kk": _("Foto Kartu Keluarga"),
    "foto-rumah": _("Foto rumah dari depan"),
    "pernyataan": _("Persetujuan dan pernyataan"),
}


PHOTOS: Final = {"kk": _("Kartu Keluarga"), "rumah": _("Rumah dari depan")}


def rt_rw_words(rt: str, rw: str) -> str:
    """Return "RT 002 / RW 003", what is there of it."""
    parts = [f"{name} {number}" for name, number in (("RT", rt), ("RW", rw)) if number]
    return " / ".join(parts)
