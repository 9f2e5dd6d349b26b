"""The receipt that a citizen takes home."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tanggap.applications.domain.codes import spelled
from tanggap.core import paper
from tanggap.regions import queries as regions


def receipt(application: Any, *, pin: str, address: str) -> bytes:
    """Return the receipt as PDF; `pin` may be empty, `address` is that of the status page."""
    received = timezone.localtime(application.received_at)
    rows = [
        (_("Kode pengajuan"), spelled(application.code)),
        *([(_("PIN"), pin)] if pin else []),
        (_("Program"), application.programme.name),
        (_("Diterima"), f"{received:%d-%m-%Y %H.%M} WIB"),
        (_("Kepala keluarga"), application.head_name),
        (_("Anggota keluarga lain"), str(application.members.count())),
        (_("Kelurahan"), regions.name_of(application.region_code)),
    ]
    next_steps = _(
        "Petugas kelurahan memeriksa data dan berkunjung. Dinas Sosial lalu menetapkan penerima. "
        "Tidak ada biaya. Laporkan siapa pun yang meminta uang."
    )
    beside = _("Pindai, lalu tulis PIN, untuk melihat sampai di mana pengajuan Anda.\n%(address)s")
    blocks: list[paper.Block] = [
        paper.Pairs(rows),
        paper.Heading(_("Apa yang terjadi selanjutnya")),
        paper.Text(next_steps),
        paper.QrCode(address, beside % {"address": address}),
        paper.Text(_("Simpan kertas ini. Jangan beri tahu PIN kepada siapa pun.")),
    ]
    return paper.pdf(title=_("Tanda terima pengajuan bantuan"), blocks=blocks, foot="Tanggap")
