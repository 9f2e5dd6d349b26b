"""What the app hears from below and hangs into the house, at start."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.assistance.events import AwardsChanged
from tanggap.core import beats, clock, events
from tanggap.core.registry import (
    DemoStep,
    Tile,
    application_panels,
    audit_presenters,
    demo_steps,
    dossier_panels,
    navigation,
    tiles,
)
from tanggap.fostering import panel
from tanggap.fostering.events import MatchMoved
from tanggap.fostering.queries import desk
from tanggap.fostering.services import (
    city_looking,
    city_telling,
    demo,
    following,
    letters,
    looking,
    offering,
    own_data,
    packages,
    registering,
    telling,
)
from tanggap.fostering.types import MatchState
from tanggap.language import Sentence

EXAMPLES: Final = Sentence("keluarga asuh dan donatur", "foster families and donors")
PACKAGES: Final = Sentence("paket keluarga asuh", "packages for foster families")

AUDITED: Final = {
    "fostering.donor.registered": Sentence("Donatur mendaftar", "Donor registered"),
    "fostering.donor.confirmed": Sentence(
        "Alamat surel donatur dipastikan", "Donor's address confirmed"
    ),
    "fostering.donor.approval_asked": Sentence(
        "Donatur minta persetujuan untuk bertemu", "Donor asked to meet a family"
    ),
    "fostering.donor.changed": Sentence("Donatur mengubah datanya", "Donor changed own data"),
    "fostering.donor.address_asked": Sentence(
        "Donatur minta alamat surel lain", "Donor asked for another address"
    ),
    "fostering.donor.address_changed": Sentence(
        "Alamat surel donatur diganti", "Donor's address changed"
    ),
    "fostering.donor.closed": Sentence("Donatur menutup akunnya", "Donor closed the account"),
    "fostering.donor.exported": Sentence("Donatur mengunduh datanya", "Donor took own data"),
    "fostering.pledge.made": Sentence("Kesanggupan dicatat", "Pledge made"),
    "fostering.pledge.withdrawn": Sentence("Kesanggupan ditarik", "Pledge taken back"),
    "fostering.match.held": Sentence("Donatur memilih keluarga", "Donor chose a family"),
    "fostering.match.offered": Sentence("Keluarga diusulkan kepada donatur", "Family proposed"),
    "fostering.match.active": Sentence(
        "Donatur mulai mengasuh keluarga", "Donor accepted a family"
    ),
    "fostering.match.completed": Sentence("Paket keluarga asuh selesai", "Package delivered whole"),
    "fostering.match.refused": Sentence("Pasangan tidak jadi", "Match declined"),
    "fostering.match.expired": Sentence("Waktu memilih habis", "Time to accept ran out"),
    "fostering.match.lapsed": Sentence("Donatur berhenti mengasuh", "Donor stopped"),
    "fostering.match.ended": Sentence("Pengasuhan dihentikan", "Match ended"),
    "fostering.family.entered": Sentence("Keluarga masuk daftar asuh", "Family entered the list"),
    "fostering.family.shown": Sentence("Pilihan profil diubah", "What is shown was changed"),
    "fostering.family.changed": Sentence("Keterangan keluarga diubah", "Family's facts changed"),
    "fostering.family.wrote": Sentence("Keluarga menulis ceritanya", "Family wrote its story"),
    "fostering.family.left": Sentence("Keluarga keluar dari daftar", "Family left the list"),
    "fostering.family.aided": Sentence("Keluarga mendapat bantuan resmi", "Official aid landed"),
    "fostering.family.waits": Sentence("Keluarga menunggu kembali", "Family waits again"),
    "fostering.family.registered": Sentence(
        "Keluarga diserahkan ke registri", "Families handed to the registry"
    ),
    "fostering.account.proposed": Sentence("Rekening kota diusulkan", "City's account proposed"),
    "fostering.account.approved": Sentence("Rekening kota disetujui", "City's account approved"),
    "fostering.account.refused": Sentence(
        "Usulan rekening kota ditolak", "Proposal of an account refused"
    ),
    "fostering.account.ended": Sentence("Rekening kota diakhiri", "City's account ended"),
    "fostering.pledge.way": Sentence("Jalan pemberian diganti", "Way of a pledge's gifts changed"),
    "fostering.gift.said": Sentence(
        "Donatur mengirim ke rekening kota", "Donor says it was sent to the city"
    ),
    "fostering.gift.received": Sentence(
        "Titipan masuk rekening kota", "Gift found in the city's account"
    ),
    "fostering.gift.missing": Sentence(
        "Titipan tidak ditemukan di rekening", "Gift not found in the account"
    ),
    "fostering.gift.handed": Sentence("Titipan diteruskan", "Gift handed on"),
    "fostering.gift.came_back": Sentence(
        "Penerusan titipan dibatalkan", "Handing on of a gift taken back"
    ),
    "fostering.gift.returned": Sentence(
        "Titipan dikembalikan ke donatur", "Gift given back to the donor"
    ),
    "fostering.gift.moved": Sentence(
        "Titipan dipindahkan ke keluarga lain", "Gift moved to another family"
    ),
    "fostering.gift.wished": Sentence(
        "Donatur menentukan tujuan titipan", "Donor chose where a gift goes"
    ),
    "fostering.instalment.sent": Sentence("Donatur mencatat pemberian", "Donor says it was given"),
    "fostering.instalment.received": Sentence("Tahap diterima", "Instalment received"),
    "fostering.instalment.disputed": Sentence("Tahap dipersoalkan", "Instalment in question"),
    "fostering.instalment.due": Sentence("Tahap ditagih kembali", "Instalment due again"),
    "fostering.meeting.planned": Sentence("Ijab kabul direncanakan", "Meeting planned"),
    "fostering.meeting.held": Sentence("Ijab kabul terlaksana", "Meeting held"),
    "fostering.meeting.cancelled": Sentence("Ijab kabul dibatalkan", "Meeting cancelled"),
    "fostering.thanks.written": Sentence("Keluarga berterima kasih", "Family wrote its thanks"),
    "fostering.thanks.passed": Sentence("Ucapan diteruskan", "Thanks passed on"),
    "fostering.thanks.kept": Sentence("Ucapan ditahan", "Thanks kept back"),
    "fostering.contact.given": Sentence("Kontak boleh diberikan", "Contact agreed to"),
    "fostering.contact.withdrawn": Sentence("Izin kontak ditarik", "Consent to contact withdrawn"),
    "fostering.contact.looked": Sentence("Kontak keluarga dilihat", "Family's contact looked at"),
    "fostering.donor.approval_given": Sentence("Donatur disetujui", "Donor approved"),
    "fostering.donor.approval_refused": Sentence("Donatur tidak disetujui", "Donor not approved"),
    "fostering.abuse.reported": Sentence("Penyalahgunaan dilaporkan", "Abuse reported"),
    "fostering.round.started": Sentence("Putaran dimulai", "Round started"),
    "fostering.round.solved_again": Sentence("Putaran dihitung ulang", "Round solved anew"),
    "fostering.round.pinned": Sentence("Pasangan dikunci petugas", "Pair pinned"),
    "fostering.round.unpinned": Sentence("Kunci pasangan dilepas", "Pin taken out"),
    "fostering.round.offered": Sentence("Putaran diusulkan ke donatur", "Round offered"),
    "fostering.round.dropped": Sentence("Putaran dibatalkan", "Round dropped"),
    "fostering.pair.forbidden": Sentence("Pasangan dilarang", "Pair forbidden"),
    "fostering.pair.allowed": Sentence("Larangan pasangan dicabut", "Pair allowed again"),
    "fostering.package.proposed": Sentence("Paket diusulkan", "Package proposed"),
    "fostering.package.approved": Sentence("Paket disetujui", "Package approved"),
    "fostering.package.refused": Sentence("Usulan paket ditolak", "Proposal of a package refused"),
    "fostering.package.changed": Sentence("Nama atau isi paket diubah", "Package's words changed"),
    "fostering.package.ended": Sentence("Paket diakhiri", "Package ended"),
    "fostering.package.offered": Sentence("Paket ditawarkan lagi", "Package offered again"),
    "fostering.habits.set": Sentence("Jatuh tempo keluarga asuh diatur", "Due dates set"),
}


def connect() -> None:
    """Name the acts, listen, offer the screens."""
    events.subscribe(AwardsChanged, _awarded)
    events.subscribe(MatchMoved, _moved)
    telling.register()
    city_telling.register()
    offering.register()
    letters.register()
    beats.add("foster-registrations", _forget_unconfirmed)
    beats.add("giving", looking.look)
    demo_steps.add("fostering", DemoStep(34, PACKAGES, _seed))
    demo_steps.add("foster-families", DemoStep(96, EXAMPLES, _fill))
    navigation.add(
        _("Putaran asuh"), "fostering:rounds", Permission.FOSTER_MATCH, 38, icon="users-group"
    )
    navigation.add(_("Asuhan saya"), "fostering:mine", Permission.FOSTER_GIVE, 70, icon="users")
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    application_panels.add(panel.panel())
    dossier_panels.add(panel.dossier())
    tiles.add(Tile("fostering", "fostering/tile.html", Permission.FOSTER_ENTER, 37, _tile))
    navigation.add(_("Kas asuh"), "fostering:cash", Permission.PAYMENT_RECORD, 39, icon="cash")
    navigation.add(
        _("Keluarga asuh"), "fostering:families", Permission.FOSTER_VIEW, 37, icon="home-question"
    )


def _awarded(event: AwardsChanged) -> None:
    following.awards_changed(event.award_ids, at=clock.now())


def _moved(event: MatchMoved) -> None:
    if event.after in (MatchState.ENDED, MatchState.LAPSED):
        city_looking.ended(event.match_id, at=event.at)


def _seed() -> None:
    packages.seed(at=clock.now())


def _fill() -> None:
    demo.fill(at=clock.now())


def _forget_unconfirmed() -> None:
    registering.forget_unconfirmed(clock.now())
    own_data.erase_closed(clock.now())


def _tile(actor: Any) -> dict[str, Any]:
    counts = desk.counts(actor, today=clock.today(), at=clock.now())
    return {"counts": counts, "waits": sum(counts.values()) - counts["meetings"]}
