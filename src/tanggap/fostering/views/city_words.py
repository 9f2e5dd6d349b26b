"""How the city's account and the gifts in it are called."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tanggap.fostering.models import CityAccount, Passage
from tanggap.fostering.types import PassageState

GIFT: Final = {
    PassageState.EXPECTED: (gettext_lazy("Belum dikirim donatur"), "warn"),
    PassageState.SAID: (gettext_lazy("Kata donatur sudah dikirim"), "info"),
    PassageState.RECEIVED: (gettext_lazy("Di rekening kota"), "warn"),
    PassageState.HANDED: (gettext_lazy("Diteruskan"), "ok"),
    PassageState.RETURNED: (gettext_lazy("Dikembalikan"), "neutral"),
    PassageState.MOVED: (gettext_lazy("Dipindahkan"), "neutral"),
}
OWN: Final = {
    PassageState.SAID: (gettext_lazy("Anda kirim, dicocokkan dengan rekening kota"), "blue"),
    PassageState.RECEIVED: (gettext_lazy("Di rekening kota, akan diteruskan"), "blue"),
    PassageState.HANDED: (gettext_lazy("Diteruskan kota, menunggu keluarga"), "blue"),
    PassageState.RETURNED: (gettext_lazy("Dikembalikan kepada Anda"), "neutral"),
    PassageState.MOVED: (gettext_lazy("Untuk keluarga penggantinya"), "neutral"),
}
"""What a donor reads of a gift that the family has not confirmed."""
WISH: Final = {
    Passage.Wish.NONE.value: gettext_lazy("belum memilih"),
    Passage.Wish.RETURN.value: gettext_lazy("minta dikembalikan"),
    Passage.Wish.MOVE.value: gettext_lazy("setuju untuk keluarga penggantinya"),
}
ACCOUNT: Final = {
    CityAccount.State.APPROVED: (gettext_lazy("Berlaku"), "ok"),
    CityAccount.State.REFUSED: (gettext_lazy("Ditolak"), "neutral"),
    CityAccount.State.ENDED: (gettext_lazy("Diakhiri"), "danger"),
}


def is_in_force(one: CityAccount, today: date) -> bool:
    """Tell whether donors may pay into an account today."""
    begun = one.state == CityAccount.State.APPROVED and one.valid_from <= today
    return begun and (one.valid_to is None or one.valid_to >= today)


def account(one: CityAccount, today: date) -> tuple[str, str]:
    """Return how an account stands, and its tone."""
    if one.state == CityAccount.State.APPROVED and not is_in_force(one, today):
        return (_("Akan berlaku"), "info") if one.valid_from > today else (_("Lewat"), "neutral")
    label, tone = ACCOUNT[CityAccount.State(one.state)]
    return str(label), tone


def refusal(why: str) -> str:
    """Return what to do about an act that was refused."""
    return {
        "reason": _("Tulis alasannya."),
        "four eyes": _("Orang lain yang harus melakukan ini: empat mata."),
        "proposed": _("Masih ada usulan rekening yang menunggu keputusan."),
        "days": _("Periksa tanggalnya: belum tiba, atau sebelum uangnya masuk."),
        "again": _("Nomor transaksi dan tanggal ini sudah dicatat untuk titipan lain."),
        "receipt": _("Tulis nomor tanda terima atau buktinya."),
        "wish": _("Ikuti pilihan donatur: tanpa persetujuannya titipan tidak dipindahkan."),
        "target": _("Belum ada keluarga pengganti yang menunggu kiriman dalam kesanggupan ini."),
        "amount": _("Tulis rupiah bulat, misalnya 500.000."),
    }.get(why, _("Langkah ini tidak dapat dilakukan sekarang. Muat ulang halamannya."))
