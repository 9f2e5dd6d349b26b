"""Words and tones of states and refusals, in one place."""

from typing import Final

from django.utils.translation import gettext as _

TONES: Final = {
    "draft": "neutral", "proposed": "wait", "approved": "info", "sent": "info",
    "reconciled": "ok", "closed": "ok", "dropped": "neutral", "planned": "neutral", "paid": "ok",
    "failed": "danger", "returned": "warn", "previewed": "wait", "committed": "ok",
}  # fmt: skip


def refusal(why: str) -> str:
    """Say why a move is not possible, and what to do."""
    return {
        "four eyes": _("Yang menyiapkan tidak boleh menyetujui. Minta petugas lain."),
        "reason": _("Tulis alasannya."),
        "totals": _("Jumlah kendali berubah sejak diajukan. Kembalikan, lalu ajukan lagi."),
        "due": _("Ada bantuan yang tidak lagi berlaku. Kembalikan, lalu ajukan lagi."),
        "open": _("Masih ada yang belum jelas hasilnya. Lengkapi hasilnya dulu."),
        "stock": _("Barang di gudang tidak cukup, atau gudang belum dipilih untuk saluran ini."),
        "empty": _("Tidak ada lagi yang dapat dibayar. Batalkan daftar ini."),
        "state": _("Langkah ini belum dapat dilakukan pada keadaan ini."),
        "seats": _("Isi 1–12 jam dan 1–200 orang per jam."),
        "on_its_way": _("Masih ada pembayaran yang belum ada hasilnya. Tunggu hasilnya dulu."),
        "no_plan": _("Bantuan ini tidak berasal dari rencana penetapan: tidak ada daftar tunggu."),
        "again": _("Tempat ini sudah diteruskan."),
        "quantity": _("Isi banyaknya paket."),
        "account_gone": _("Ada penerima yang rekeningnya belum disetujui. Lihat siapa saja."),
    }.get(why, _("Langkah ini tidak dapat dilakukan sekarang."))


def waiting(why: str) -> str:
    """Say why money waits."""
    return {
        "unknown": _("Identitas belum terbukti"),
        "disputed": _("Tumpang tindih belum diselesaikan"),
        "amount": _("Jumlah bantuan belum ditetapkan"),
        "already": _("Sudah ada di daftar bayar lain"),
        "taken": _("Baru saja diambil daftar bayar lain"),
        "failed": _("Pernah gagal: buat daftar ulangan"),
        "for_good": _("Gagal untuk seterusnya: meninggal, ganda, atau sudah tiga kali"),
        "first": _("Belum pernah dibayar: buat daftar biasa"),
        "died": _("Meninggal"),
        "account": _("Rekening belum disetujui"),
    }.get(why, why)


def unreadable(code: str) -> str:
    """Say why an answer cannot be read, and what to do."""
    return {
        "kind": _("Berkas ini bukan Excel, CSV, atau camt.053."),
        "headings": _("Kolom nomor dan status tidak ditemukan. Pakai berkas yang diunduh di sini."),
        "empty": _("Berkas ini tidak berisi satu baris pun."),
        "broken": _("Berkas ini rusak. Minta kiriman ulang."),
        "large": _("Berkas ini terlalu besar."),
    }[code]


def handed(answer: str) -> str:
    """Say how a handover ended."""
    return {
        "done": _("Dicatat: bantuan diserahkan."),
        "again": _("Sudah tercatat sebelumnya; tidak ada yang berubah."),
        "taken": _("Kupon ini sudah pernah diambil. Jangan serahkan lagi; hubungi bendahara."),
        "unknown": _("Nomor kupon tidak dikenal. Periksa lagi hurufnya."),
        "forged": _("Kode QR ini bukan buatan kami. Jangan serahkan; hubungi bendahara."),
        "closed": _("Kupon ini tidak sedang dibagikan."),
        "incomplete": _("Isi nama yang menerima; untuk wakil, lihat surat kuasanya."),
    }[answer]
