"""Words of bank accounts: how names stand to each other, why something is refused, row by row."""

from typing import Final

from django.utils.translation import gettext as _

from tanggap.distribution.domain.holders import Likeness
from tanggap.distribution.types import AccountState

TONES: Final = {
    AccountState.PROPOSED: "wait", AccountState.APPROVED: "ok", AccountState.REFUSED: "danger",
    AccountState.WITHDRAWN: "neutral", AccountState.REPLACED: "neutral",
}  # fmt: skip
LIKENESS_TONES: Final = {
    Likeness.SAME: "ok", Likeness.SHORTER: "info", Likeness.SPELLING: "info",
    Likeness.DIFFERS: "danger", Likeness.UNKNOWN: "warn",
}  # fmt: skip


def likeness(how: str) -> str:
    """Say how the holder's name stands to the person's."""
    return {
        "same": _("Nama sama"),
        "shorter": _("Nama disingkat"),
        "spelling": _("Ejaan berbeda"),
        "differs": _("Nama berbeda"),
        "unknown": _("Tidak terbaca"),
    }[how]


def advice(how: str) -> str:
    """Say what whoever decides should do about it."""
    return {
        "same": _("Nama di bank sama dengan nama penerima."),
        "shorter": _("Salah satu nama lebih singkat; kata yang ada cocok. Lihat buku tabungan."),
        "spelling": _("Nama berbeda satu huruf saja. Lihat buku tabungan."),
        "differs": _("Nama di bank bukan nama penerima. Periksa buku tabungan, KTP, dan KK."),
        "unknown": _("Nama tidak dapat dibandingkan. Periksa buku tabungan dan KTP."),
    }[how]


def refusal(why: str) -> str:
    """Say why an account is not taken, and what to do."""
    return {
        "recipient": _("Orang ini bukan penerima bantuan yang berlaku."),
        "account": _("Nomor rekening terdiri dari 6–34 angka. Salin dari buku tabungan."),
        "bank": _("Isi nama atau kode banknya."),
        "holder": _("Isi nama pemilik rekening."),
        "same": _("Rekening ini sudah berlaku; tidak ada yang berubah."),
        "pending": _("Sudah ada usulan rekening yang menunggu persetujuan."),
        "reason": _("Tulis alasannya."),
        "state": _("Usulan ini sudah diputuskan."),
        "four eyes": _("Yang mengusulkan tidak boleh memutuskan. Minta petugas lain."),
        "not_yours": _("Hanya pengusulnya yang dapat menarik usulan ini."),
        "name": _("Nama pemilik berbeda. Tulis mengapa rekening ini tetap benar."),
        "no_key": _("NIK atau kode orang tidak diisi."),
        "unknown": _("Tidak ada penerima dengan NIK atau kode itu di wilayah ini."),
        "several": _("Lebih dari satu orang memakai NIK ini. Usulkan satu per satu."),
        "twice": _("Orang ini sudah ada di baris lain. Baris pertama yang dipakai."),
        "cut": _("Excel memotong nomor ini. Ubah kolomnya menjadi Teks, lalu isi lagi."),
    }.get(why, _("Langkah ini tidak dapat dilakukan sekarang."))
