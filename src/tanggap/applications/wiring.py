"""What the app hears from below and hangs into the house, at start."""

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.applications.domain.statuses import UNDECIDED
from tanggap.applications.events import ApplicationMoved, ApplicationReceived
from tanggap.applications.queries import office
from tanggap.applications.services import asked_photos, demo, desk, openings, telling
from tanggap.assistance.events import AwardsChanged
from tanggap.assistance.queries import awards
from tanggap.core import clock, events
from tanggap.core.registry import (
    DemoStep,
    Tile,
    audit_presenters,
    demo_steps,
    navigation,
    tiles,
)
from tanggap.language import Sentence
from tanggap.people.events import ListLinked, PeopleRelinked

AUDITED: Final = {
    "applications.received": Sentence("Pengajuan diterima", "Application received"),
    "applications.rechecked": Sentence("Pengajuan diperiksa ulang", "Application looked at again"),
    "applications.corrected": Sentence("Pengajuan dibetulkan", "Application corrected"),
    "applications.scored": Sentence("Skor kunjungan dicatat", "Score of the visit recorded"),
    "applications.visiting": Sentence("Kunjungan direncanakan", "Visit planned"),
    "applications.visited": Sentence("Kunjungan selesai", "Visited"),
    "applications.approved": Sentence("Pengajuan disetujui", "Application approved"),
    "applications.waiting": Sentence("Masuk daftar tunggu", "Put on the waiting list"),
    "applications.refused": Sentence("Pengajuan ditolak", "Application refused"),
    "applications.withdrawn": Sentence("Pengajuan ditarik kembali", "Application withdrawn"),
    "applications.joined": Sentence("Pengajuan digabung", "Application joined to another"),
    "applications.number.revealed": Sentence(
        "Nomor pemohon ditampilkan", "Applicant's numbers shown"
    ),
    "applications.photo.viewed": Sentence("Foto pengajuan dilihat", "Photo looked at"),
    "applications.photo.asked": Sentence("Foto baru diminta", "New photo asked for"),
    "applications.photo.sent": Sentence(
        "Foto yang diminta datang", "Photo came that was asked for"
    ),
    "applications.photo.called_off": Sentence(
        "Permintaan foto dibatalkan", "Request for a photo taken back"
    ),
    "applications.photo.lapsed": Sentence("Foto tidak diperlukan lagi", "Photo no longer needed"),
    "applications.file.opened": Sentence("Berkas pengajuan dibuka", "Application opened"),
    "applications.criteria.set": Sentence("Kriteria ditetapkan", "Criteria set"),
    "applications.opened": Sentence("Pendaftaran dibuka", "Programme opened for applications"),
    "applications.proposal.received": Sentence("Usulan diterima", "Proposal received"),
    "applications.drafts.swept": Sentence("Draf lama dihapus", "Old drafts deleted"),
}
CRITERIA: Final = Sentence("kriteria dan pendaftaran", "criteria and openings")
EXAMPLES: Final = Sentence("pengajuan warga", "applications of citizens")
ASKED_BY_FORM: Final = Path("kota-contoh", "Form Pengajuan Bantuan (Jawaban).csv")
"""People of the example city who filled a form; `config.demo_city` writes it."""


def connect() -> None:
    """Subscribe to who is who and who holds what, name the acts, offer the screens."""
    events.subscribe(PeopleRelinked, _relinked)
    events.subscribe(AwardsChanged, _awarded)
    events.subscribe(ListLinked, _linked)
    events.subscribe(ApplicationReceived, _received)
    events.subscribe(ApplicationMoved, _moved)
    telling.register()
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    tiles.add(
        Tile("applications", "applications/tile.html", Permission.APPLICATION_VIEW, 30, _tile)
    )
    demo_steps.add("criteria", DemoStep(32, CRITERIA, _seed))
    demo_steps.add("applications", DemoStep(60, EXAMPLES, _ask))
    navigation.add(
        _("Pengajuan"), "applications:list", Permission.APPLICATION_VIEW, 30, icon="clipboard-list"
    )
    navigation.add(
        _("Kriteria"), "applications:criteria", Permission.CRITERIA_EDIT, 52, icon="list-check"
    )


def _tile(actor: Any) -> dict[str, Any]:
    return {"counts": office.counts(actor)}


def _seed() -> None:
    openings.seed(at=clock.now(), open_too=True, since=demo.OPEN_FOR)


def _ask() -> None:
    demo.fill(Path(settings.TANGGAP_DATA) / ASKED_BY_FORM, at=clock.now())


def _relinked(event: PeopleRelinked) -> None:
    desk.recheck_people(event.person_ids, at=clock.now())


def _awarded(event: AwardsChanged) -> None:
    if desk.any_open():  # an import of a hundred thousand rows before anybody asked costs nothing
        desk.recheck_people(awards.persons_of(event.award_ids), at=clock.now())


def _linked(_event: ListLinked) -> None:
    desk.recheck_unknown(at=clock.now())


def _received(event: ApplicationReceived) -> None:
    telling.received(event.application_id, event.at)


def _moved(event: ApplicationMoved) -> None:
    telling.moved(event.application_id, event.before, event.after, event.reason, event.at)
    if event.after not in UNDECIDED:
        asked_photos.lapse(event.application_id, at=event.at)
