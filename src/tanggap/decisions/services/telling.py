"""What a family is told by message when its application was decided."""

from datetime import datetime
from typing import Final

from tanggap.applications.queries import candidates, citizen, facts
from tanggap.applications.types import Status
from tanggap.assistance.queries import programmes
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

OFFICE: Final = Actor.system("Dinas Sosial")
DECIDED: Final = (Status.VISITED, Status.WAITING)
TEMPLATES: Final = {
    Status.APPROVED: (
        "decisions.approved",
        Sentence("Pengajuan {code} disetujui", "Application {code} approved"),
        Sentence(
            "Pengajuan {programme} Anda disetujui. {reason} Kami akan memberi tahu kapan dan di "
            "mana bantuan dapat diambil. Tidak ada biaya apa pun.",
            "Your application for {programme} is approved. {reason} We will tell you when and "
            "where to collect it. It costs nothing.",
        ),
    ),
    Status.WAITING: (
        "decisions.waiting",
        Sentence("Pengajuan {code}: daftar tunggu", "Application {code}: waiting list"),
        Sentence(
            "Pengajuan {programme} Anda masuk daftar tunggu. {reason} Anda tidak perlu mengajukan "
            "lagi.",
            "Your application for {programme} is on the waiting list. {reason} You need not apply "
            "again.",
        ),
    ),
    Status.REFUSED: (
        "decisions.refused",
        Sentence("Pengajuan {code} tidak disetujui", "Application {code} not approved"),
        Sentence(
            "Pengajuan {programme} Anda tidak disetujui. {reason} Jika ini keliru, Anda dapat "
            "menyanggah.",
            "Your application for {programme} was not approved. {reason} If this is wrong, you "
            "can object.",
        ),
    ),
}
ENDED: Final = (
    "decisions.ended",
    Sentence("Pengajuan {code}: bantuan berakhir", "Application {code}: aid has ended"),
    Sentence(
        "Penyaluran {programme} kepada Anda berakhir. {reason} Jika ini keliru, Anda dapat "
        "menyanggah atau mengajukan lagi.",
        "Your aid from {programme} has ended. {reason} If this is wrong, you can object or apply "
        "again.",
    ),
)


def register() -> None:
    """Bring the templates to the outbox."""
    for code, title, body in (*TEMPLATES.values(), ENDED):
        messaging.templates.register(code, title=title, body=body)


def decided(application_id: int, before: Status, after: Status, reason: str, at: datetime) -> None:
    """Tell a family of a decision that a plan made."""
    if before not in DECIDED or after not in TEMPLATES:
        return
    _send(TEMPLATES[after][0], application_id, reason, at)


def ended(application_id: int, reason: str, at: datetime) -> None:
    """Tell a family that its aid ended before it was all paid."""
    _send(ENDED[0], application_id, reason, at)


def _send(template: str, application_id: int, reason: str, at: datetime) -> None:
    contacts = citizen.contacts(application_id)
    found, known = facts.of(application_id), candidates.listed([application_id])
    programme = programmes.by_code(found.programme)
    messaging.send(
        template,
        to=Recipient(email=contacts["email"], phone=contacts["phone"]),
        context={
            "code": known[application_id].code,
            "programme": programme.name_id if programme else found.programme,
            "reason": reason,
        },
        subject=f"application:{application_id}",
        region_code=found.region_code,
        by=OFFICE,
        at=at,
    )
