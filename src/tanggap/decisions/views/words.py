"""What the pages say about refusals and states."""

from typing import Final

from django.utils.translation import gettext_lazy as _

REFUSALS: Final = {
    "own": _("Rencana harus disetujui orang lain daripada yang menyusun dan mengusulkannya."),
    "twice": _("Anda sudah menyetujui rencana ini. Pejabat lain masih harus menyetujuinya."),
    "not_draft": _("Rencana ini bukan rancangan lagi."),
    "not_proposed": _("Rencana ini tidak menunggu persetujuan."),
    "not_approved": _("Rencana ini belum disetujui."),
    "not_waiting": _("Keluarga ini tidak menunggu tempat."),
    "nobody": _("Belum ada pengajuan yang sudah dikunjungi dan dinilai."),
    "elsewhere": _(
        "Sebagian pengajuan ini sudah diusulkan di rencana lain. Tunggu keputusannya, atau minta "
        "dikembalikan."
    ),
    "reason": _("Tulis alasannya."),
    "objected": _(
        "Musyawarah keberatan terhadap sebagian keluarga. Tandai satu per satu yang tetap diberi, "
        "atau kembalikan rencananya; untuk daftar tunggu, tulis alasannya."
    ),
    "turn": _("Masih ada yang di atasnya. Tulis alasan bila tetap didahulukan."),
    "programme": _("Program ini tidak memberi bantuan."),
    "months": _("Pilih bulannya."),
    "decree": _("Isi semua bagian surat keputusan."),
    "tier": _("Angka jenjang tidak mungkin."),
}
FULL: Final = _("Semua tempat sudah terisi, atau kuota kelurahannya habis.")
STATUS_TONES: Final = {
    "draft": "neutral",
    "proposed": "wait",
    "approved": "ok",
    "dropped": "neutral",
}
STATE_TONES: Final = {
    "planned": "info", "held": "warn", "awarded": "ok", "waiting": "wait", "refused": "danger",
    "freed": "neutral", "lapsed": "neutral",
}  # fmt: skip
