"""What whoever told a ticket hears by message, where they left a number."""

from datetime import datetime
from typing import Final

from tanggap.applications.queries.codes import spelled
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient
from tanggap.objections import days, sealing
from tanggap.objections.domain import words
from tanggap.objections.models import Ticket
from tanggap.objections.types import Kind, State

RECEIVED: Final = "objections.received"
ASKED: Final = "objections.asked"
ANSWERED: Final = "objections.answered"
SURVEY: Final = "objections.survey"
AID_ENDED: Final = "objections.aid_ended"
TEMPLATES: Final = {
    RECEIVED: (
        Sentence("Laporan {code} diterima", "Ticket {code} received"),
        Sentence(
            "Kami sudah menerima: {kind}. Kode {code}; jawaban paling lambat {due}. Lihat dengan "
            "kode dan PIN Anda. Tidak ada biaya apa pun.",
            "We have: {kind}. Code {code}; you will be answered by {due}. Look it up with your "
            "code and PIN. It costs nothing.",
        ),
    ),
    ASKED: (
        Sentence("Laporan {code}: kami perlu keterangan", "Ticket {code}: we need information"),
        Sentence(
            "{text} Jawablah di halaman sanggahan dan pengaduan dengan kode {code} dan PIN Anda.",
            "{text} Answer on the page of objections and complaints with code {code} and your PIN.",
        ),
    ),
    ANSWERED: (
        Sentence("Jawaban untuk {code}: {state}", "Answer to {code}: {state}"),
        Sentence("{kind}, kode {code}: {state}. {text}", "{kind}, code {code}: {state}. {text}"),
    ),
    AID_ENDED: (
        Sentence("Bantuan {programme} dihentikan", "Aid of {programme} ended"),
        Sentence(
            "Bantuan {programme} atas nama Anda dihentikan sesudah sebuah sanggahan diperiksa. "
            "Yang sudah Anda terima tetap milik Anda. Tidak setuju? Datanglah ke kantor kelurahan "
            "dengan KTP dan KK dalam 21 hari kerja.",
            "Your aid of {programme} was ended after an objection was looked into. What you have "
            "received stays yours. You do not agree? Come to the kelurahan office with KTP and KK "
            "within 21 working days.",
        ),
    ),
    SURVEY: (
        Sentence("Apakah bantuan {programme} sampai?", "Did the aid of {programme} arrive?"),
        Sentence(
            "Jawab empat pertanyaan singkat tentang bantuan {programme} bulan {month}: {link} "
            "(kode {code}). Jawaban Anda menjaga bantuan tetap utuh. Petugas tidak pernah meminta "
            "uang.",
            "Answer four short questions about the aid of {programme} for {month}: {link} (code "
            "{code}). It keeps aid whole. Officials never ask for money.",
        ),
    ),
}
TELLER: Final = Actor.system("Tanggap: pengaduan")


def register() -> None:
    """Bring the templates to the outbox."""
    for code, (title, body) in TEMPLATES.items():
        secret = ("code", "link") if code == SURVEY else ()
        messaging.templates.register(code, title=title, body=body, secret=secret)


def received(ticket: Ticket, at: datetime) -> None:
    """Say that a ticket is in, and until when it is answered."""
    _send(RECEIVED, ticket, at, kind=_kind(ticket), due=days.written(ticket.due_on, "id"))


def asked(ticket: Ticket, question: str, at: datetime) -> None:
    """Hand on what the office wants to know."""
    _send(ASKED, ticket, at, text=question)


def answered(ticket: Ticket, at: datetime) -> None:
    """Tell the answer to whoever told the ticket, and to those whose repeats were merged."""
    state = words.STATES[State(ticket.state)].id.lower()
    for one in [ticket, *ticket.repeats.all()]:
        _send(ANSWERED, one, at, kind=_kind(one), state=state, text=ticket.answer)


def aid_ended(ticket: Ticket, phone: str, programme: str, at: datetime) -> None:
    """Tell a recipient that their aid ended; who objected is nobody's to know."""
    messaging.send(
        AID_ENDED, to=Recipient(phone=phone), context={"programme": programme},
        subject=f"award:{ticket.award_id}", region_code=ticket.region_code, by=TELLER, at=at,
    )  # fmt: skip


def _kind(ticket: Ticket) -> str:
    return words.KINDS[Kind(ticket.kind)].id


def _send(template: str, ticket: Ticket, at: datetime, **context: str) -> None:
    to = Recipient(
        phone=sealing.contact_of(ticket.sealed_phone), email=sealing.contact_of(ticket.sealed_email)
    )
    if not (to.phone or to.email):
        return  # they come back with code and PIN
    messaging.send(
        template, to=to, context={"code": spelled(ticket.code), **context},
        subject=f"ticket:{ticket.pk}", region_code=ticket.region_code, by=TELLER, at=at,
    )  # fmt: skip
