"""What a family is told by message when its visit is planned."""

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from tanggap.applications.queries import citizen, visiting
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

PLANNED: Final = "verification.planned"
TITLE: Final = Sentence("Kunjungan untuk pengajuan {code}", "Visit for application {code}")
BODY: Final = Sentence(
    "Petugas kami, {officer}, akan berkunjung paling lambat {day}. Siapkan KTP dan KK. Tidak ada "
    "biaya apa pun.",
    "Our officer, {officer}, will visit you by {day}. Have the identity card and the family card "
    "ready. It costs nothing.",
)
OFFICE: Final = Actor.system("Tim verifikasi")


def register() -> None:
    """Bring the template to the outbox."""
    messaging.templates.register(PLANNED, title=TITLE, body=BODY)


def planned(application_id: int, officer: str, due_on: date, at: datetime) -> None:
    """Tell a family who will come, and until when."""
    home = visiting.homes([application_id])[application_id]
    contacts = citizen.contacts(application_id)
    messaging.send(
        PLANNED,
        to=Recipient(email=contacts["email"], phone=contacts["phone"]),
        context={"code": home.code, "officer": officer, "day": f"{due_on:%d-%m-%Y}"},
        subject=f"application:{application_id}",
        region_code=home.region_code,
        by=OFFICE,
        at=timezone.localtime(at),
    )
