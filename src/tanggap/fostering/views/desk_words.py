"""How states are called at the desk."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tanggap.fostering.domain.profiles import TRAITS
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Candidate, Donor
from tanggap.fostering.types import CandidateState, InstalmentState, MatchState
from tanggap.fostering.views.looks import WITH, joined

FAMILY: Final = {
    CandidateState.WAITING: (gettext_lazy("Menunggu"), "warn"),
    CandidateState.MATCHED: (gettext_lazy("Diasuh"), "ok"),
    CandidateState.AIDED: (gettext_lazy("Mendapat bantuan pemerintah"), "info"),
    CandidateState.LEFT: (gettext_lazy("Sudah keluar"), "neutral"),
}
MATCH: Final = {
    MatchState.HELD: (gettext_lazy("Dipilih donatur"), "warn"),
    MatchState.OFFERED: (gettext_lazy("Diusulkan"), "warn"),
    MatchState.ACTIVE: (gettext_lazy("Berjalan"), "info"),
    MatchState.COMPLETED: (gettext_lazy("Paket selesai"), "ok"),
    MatchState.REFUSED: (gettext_lazy("Dilepas"), "neutral"),
    MatchState.EXPIRED: (gettext_lazy("Waktunya habis"), "neutral"),
    MatchState.LAPSED: (gettext_lazy("Donatur berhenti"), "danger"),
    MatchState.ENDED: (gettext_lazy("Dihentikan"), "neutral"),
}
INSTALMENT: Final = {
    InstalmentState.DUE: (gettext_lazy("Belum diberi"), "warn"),
    InstalmentState.SENT: (gettext_lazy("Kata donatur sudah"), "info"),
    InstalmentState.RECEIVED: (gettext_lazy("Diterima"), "ok"),
    InstalmentState.DISPUTED: (gettext_lazy("Dipersoalkan"), "danger"),
    InstalmentState.DROPPED: (gettext_lazy("Tidak diberi lagi"), "neutral"),
}
APPROVAL: Final = {
    Donor.Approval.NONE: (gettext_lazy("Belum diminta"), "neutral"),
    Donor.Approval.ASKED: (gettext_lazy("Minta diperiksa"), "warn"),
    Donor.Approval.GIVEN: (gettext_lazy("Disetujui"), "ok"),
    Donor.Approval.REFUSED: (gettext_lazy("Tidak disetujui"), "danger"),
}
HANDS: Final = {
    Hand.DONOR: gettext_lazy("donatur"),
    Hand.FAMILY: gettext_lazy("keluarga"),
    Hand.OFFICER: gettext_lazy("petugas"),
    Hand.SYSTEM: gettext_lazy("sistem"),
}
KINDS: Final = {
    "children": gettext_lazy("Dengan anak"),
    "elderly": gettext_lazy("Dengan lansia"),
    "disabled": gettext_lazy("Dengan penyandang disabilitas"),
    "orphans": gettext_lazy("Dengan anak yatim atau piatu"),
    "others": gettext_lazy("Lainnya"),
}


def who(family: Candidate) -> str:
    """Return who lives in a family: anak dan lansia."""
    names = [str(WITH[trait]) for trait in TRAITS if getattr(family, trait)]
    return joined(names) or "–"


def refusal(why: str) -> str:
    """Return what to do about an act that was refused."""
    return {
        "reason": _("Tulis alasannya."),
        "consent": _("Kedua pihak harus setuju lebih dahulu."),
        "approval": _("Ada anak di keluarga ini: donatur harus disetujui petugas lebih dahulu."),
        "four eyes": _("Orang lain yang harus memutuskan ini."),
        "aided": _("Keluarga ini sekarang mendapat bantuan pemerintah."),
        "unknown": _("Registri belum mengenal keluarga ini. Serahkan dahulu kepada petugas data."),
    }.get(why, _("Langkah ini tidak dapat dilakukan sekarang. Muat ulang halamannya."))
