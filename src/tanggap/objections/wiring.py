"""What the app hears from below and hangs into the house, at start."""

from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core import beats, clock, events
from tanggap.core.registry import (
    DemoStep,
    Tile,
    audit_presenters,
    demo_steps,
    navigation,
    tiles,
)
from tanggap.distribution.events import PaymentDone
from tanggap.language import Sentence
from tanggap.objections.domain.holidays import CALENDAR
from tanggap.objections.queries import desk
from tanggap.objections.services import demo, overdue, surveys, telling

AUDITED: Final = {
    "objections.ticket.told": Sentence(
        "Sanggahan atau pengaduan masuk", "Objection or complaint received"
    ),
    "objections.ticket.read": Sentence("Sanggahan atau pengaduan dibaca", "Ticket read"),
    "objections.ticket.added": Sentence("Warga menambah keterangan", "Citizen added information"),
    "objections.ticket.assigned": Sentence("Laporan diberikan kepada petugas", "Ticket assigned"),
    "objections.ticket.noted": Sentence("Catatan ditambahkan", "Note added to a ticket"),
    "objections.ticket.linked": Sentence("Pengajuan dikaitkan", "Application linked to a ticket"),
    "objections.ticket.received": Sentence(
        "Laporan dibuka kembali oleh warga", "Ticket opened again by the citizen"
    ),
    "objections.ticket.handled": Sentence("Laporan ditangani", "Ticket taken up"),
    "objections.ticket.asked": Sentence("Keterangan diminta", "Information asked for"),
    "objections.ticket.escalated": Sentence(
        "Laporan diteruskan ke Inspektorat", "Ticket handed to the inspectorate"
    ),
    "objections.ticket.overdue": Sentence("Sanggahan lewat batas waktu", "Objection past its day"),
    "objections.ticket.aid_named": Sentence(
        "Bantuan yang disanggah disebutkan", "Aid named that an objection is about"
    ),
    "objections.ticket.granted": Sentence("Sanggahan dikabulkan", "Objection granted"),
    "objections.ticket.rejected": Sentence("Sanggahan tidak dikabulkan", "Objection rejected"),
    "objections.ticket.solved": Sentence("Pengaduan ditindaklanjuti", "Complaint dealt with"),
    "objections.ticket.unfounded": Sentence("Pengaduan tidak terbukti", "Complaint not confirmed"),
    "objections.ticket.merged": Sentence("Laporan digabung", "Ticket merged with another"),
    "objections.ticket.withdrawn": Sentence("Laporan ditarik kembali", "Ticket withdrawn"),
    "objections.photo.viewed": Sentence("Foto laporan dilihat", "Photo of a ticket looked at"),
    "objections.survey.share_set": Sentence(
        "Bagian survei ditetapkan", "Share of the survey chosen"
    ),
    "objections.survey.answered": Sentence("Survei dijawab", "Survey answered"),
    "objections.survey.called": Sentence(
        "Nomor telepon untuk survei dibuka", "Telephone number opened for the survey"
    ),
}
SHARE: Final = Sentence("berapa yang ditanya apakah bantuan sampai", "whom the survey asks")
OWN_HOLIDAYS: Final = "hari-libur.toml"
EXAMPLES: Final = Sentence("sanggahan, pengaduan, dan survei", "objections, complaints, a survey")


def connect() -> None:
    """Listen to deliveries, name the acts, bring the messages, offer the screens."""
    events.subscribe(PaymentDone, _delivered)
    _add_own_holidays()
    telling.register()
    beats.add("surveys", surveys.look)
    beats.add("objections-overdue", overdue.look)
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    demo_steps.add("survey-share", DemoStep(85, SHARE, _choose_share))
    demo_steps.add("objections", DemoStep(95, EXAMPLES, _tell))
    tiles.add(Tile("tickets", "objections/tile.html", Permission.OBJECTION_HANDLE, 20, _tile))
    tiles.add(
        Tile("accusations", "objections/tile.html", Permission.OBJECTION_INSPECT, 20, _escalated)
    )
    tiles.add(Tile("overdue", "objections/tile.html", Permission.OBJECTION_DECIDE, 15, _overdue))
    navigation.add(
        _("Pengaduan"), "objections:queue", Permission.OBJECTION_VIEW, 38, icon="message-question"
    )
    navigation.add(_("Survei"), "objections:results", Permission.SURVEY_RECORD, 39, icon="checks")


def _add_own_holidays() -> None:
    """Add what the installation itself knows of holidays. Raises WrongHolidays."""
    own = settings.TANGGAP_DATA / OWN_HOLIDAYS
    if own.is_file():
        CALENDAR.add(own.read_text(encoding="utf-8"))


def _delivered(event: PaymentDone) -> None:
    surveys.draw(event.award_id, event.month, event.at)


def _tile(actor: Any) -> dict[str, Any]:
    counts = desk.counts(actor, clock.today())
    return {"counts": counts, "waits": counts["open"] - counts["escalated"]}


def _escalated(actor: Any) -> dict[str, Any]:
    counts = desk.counts(actor, clock.today())
    return {"counts": counts, "waits": counts["escalated"], "inspects": True}


def _overdue(actor: Any) -> dict[str, Any]:
    late = desk.counts(actor, clock.today())["deemed"]
    return {"waits": late, "overdue": True}


def _choose_share() -> None:
    surveys.set_share(share=demo.SHARE, by=demo.SYSTEM, at=clock.now())


def _tell() -> None:
    demo.fill(at=clock.now())
