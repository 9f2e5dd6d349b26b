"""What acts on visits answer, in words."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from tanggap.verification.types import (
    Answer,
    NoOtherOfficer,
    NotAnOfficer,
    NotOpenAnyMore,
    ReasonMissing,
    SameOfficer,
)

REFUSALS: Final[dict[type[Exception], Callable[[], str]]] = {
    NotAnOfficer: lambda: _("Petugas ini tidak bertugas di kelurahan itu. Pilih yang lain."),
    SameOfficer: lambda: _("Kunjungan kedua harus oleh petugas lain."),
    NoOtherOfficer: lambda: _("Belum ada petugas lain di wilayah ini. Tidak ada yang diundi."),
    NotOpenAnyMore: lambda: _("Ini sudah selesai atau sudah dibatalkan."),
    ReasonMissing: lambda: _("Tulis alasannya."),
}
REFUSED: Final = tuple(REFUSALS)


def refusal(error: Exception) -> str:
    """Return why an act was refused."""
    return REFUSALS[type(error)]()


def answered(answer: Answer) -> str:
    """Return what became of a report, for the officer."""
    return {
        "done": _("Laporan diterima."),
        "again": _("Laporan ini sudah diterima sebelumnya."),
        "reported": _(
            "Kunjungan ini sudah dilaporkan dengan laporan lain. Yang ini tidak dipakai."
        ),
        "taken": _("Kunjungan ini sudah ditarik atau dialihkan ke petugas lain."),
        "closed": _("Pengajuan ini sudah ditutup. Kunjungan tidak diperlukan lagi."),
        "incomplete": _("Masih ada pertanyaan yang belum dijawab."),
        "photo": _("Salah satu foto tidak dapat dibaca. Ganti dengan foto JPEG atau PNG."),
        "unknown": _("Kunjungan ini tidak dikenal."),
    }[answer]
