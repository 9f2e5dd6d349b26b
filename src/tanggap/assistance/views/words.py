"""Why something was refused, in the officer's language."""

from typing import Final

from django.utils.translation import gettext_lazy as _

REFUSALS: Final = {
    "reason_missing": _("Tulis alasannya."),
    "decree_missing": _("Sebutkan nomor surat keputusan yang membolehkan keduanya."),
    "same_person": _("Usulan harus disetujui petugas lain, bukan yang mengusulkan."),
    "somebody_was_faster": _("Rekan Anda sudah mengubahnya. Muat ulang halaman ini."),
    "nothing_to_withdraw": _("Aturan ini tidak sedang berlaku."),
    "basis_missing": _("Sebutkan dasar hukumnya."),
    "members_missing": _("Pilih program di kedua sisi."),
    "ends_before_it_begins": _("Bulan terakhir lebih awal daripada bulan pertama."),
    "unknown_programme": _("Ada program yang tidak dikenal."),
    "not_active": _("Bantuan ini sudah tidak berlaku."),
    "evidence_missing": _("Tulis buktinya."),
    "unknown_component": _("Ada komponen yang tidak dikenal."),
    "component_beside_programme": _(
        "Sebuah komponen tidak perlu disebut di samping programnya: pilih salah satu."
    ),
    "component_on_both_sides": _("Satu komponen tidak dapat berada di kedua sisi."),
    "already_proposed": _("Sudah ada usulan untuk aturan ini yang menunggu persetujuan."),
}
