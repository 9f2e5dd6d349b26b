"""What a family is told by message: that it asked, was refused, should send a photo.

Visits, decisions and payments are told by the apps that make them.
"""

from datetime import datetime
from typing import Final

from tanggap.applications import sealing
from tanggap.applications.domain.codes import spelled
from tanggap.applications.models import Application
from tanggap.applications.services.registry import DESK
from tanggap.applications.types import Status
from tanggap.core.masking import mask_numbers_in
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

RECEIVED: Final = "applications.received"
JOINED: Final = "applications.joined"
REFUSED: Final = "applications.refused"
PHOTO_ASKED: Final = "applications.photo_asked"
TEMPLATES: Final = {
    RECEIVED: (
        Sentence("Pengajuan {code} diterima", "Application {code} received"),
        Sentence(
            "Pengajuan {programme} Anda sudah kami terima dengan kode {code}. Petugas kelurahan "
            "akan berkunjung. Tidak ada biaya apa pun.",
            "We have your application for {programme}, code {code}. An officer of the kelurahan "
            "will visit. It costs nothing.",
        ),
    ),
    JOINED: (
        Sentence("Pengajuan {code} disatukan", "Application {code} put together"),
        Sentence(
            "Keluarga Anda sudah mengajukan {programme} lebih dahulu. Pengajuan {code} kami "
            "satukan dengannya; Anda tidak perlu mengajukan lagi.",
            "Your family applied for {programme} before. Application {code} was put together with "
            "that one; you need not apply again.",
        ),
    ),
    REFUSED: (
        Sentence("Pengajuan {code} tidak disetujui", "Application {code} not approved"),
        Sentence(
            "Pengajuan {programme} dengan kode {code} tidak disetujui: {reason} Jika ini keliru, "
            "Anda dapat menyanggah.",
            "The application for {programme}, code {code}, was not approved: {reason} If this is "
            "wrong, you can object.",
        ),
    ),
    PHOTO_ASKED: (
        Sentence("Foto baru untuk pengajuan {code}", "A new photo for application {code}"),
        Sentence(
            "Petugas meminta foto baru ({photo}) untuk pengajuan {programme}, kode {code}: "
            "{reason} Buka halaman pengajuan Anda dengan kode dan PIN, lalu kirim fotonya di sana. "
            "Jangan mengirim foto lewat pesan.",
            "An officer asks for a new photo ({photo}) for your application for {programme}, code "
            "{code}: {reason} Open your "
            "application with code and PIN and send it there. Never send a photo by message.",
        ),
    ),
}
PHOTO_WORDS: Final = {"kk": "Kartu Keluarga", "rumah": "rumah dari depan"}


def register() -> None:
    """Bring the templates to the outbox."""
    for code, (title, body) in TEMPLATES.items():
        messaging.templates.register(code, title=title, body=body)


def received(application_id: int, at: datetime) -> None:
    """Tell a family that its application is in."""
    _send(RECEIVED, application_id, at)


def moved(application_id: int, before: Status, after: Status, reason: str, at: datetime) -> None:
    """Tell a family of a move that the desk made."""
    if after == Status.JOINED:
        _send(JOINED, application_id, at)
    elif (before, after) == (Status.RECEIVED, Status.REFUSED):
        _send(REFUSED, application_id, at, reason=mask_numbers_in(reason))


def photo_asked(application_id: int, kind: str, reason: str, at: datetime) -> None:
    """Tell a family that the desk needs a new photo, and why."""
    _send(PHOTO_ASKED, application_id, at, photo=PHOTO_WORDS[kind], reason=mask_numbers_in(reason))


def _send(template: str, application_id: int, at: datetime, **more: str) -> None:
    query = Application.objects.unscoped(reason="the family of this application is told")
    found = query.select_related("programme").get(pk=application_id)
    messaging.send(
        template,
        to=Recipient(
            email=sealing.contact_of(found.sealed_email),
            phone=sealing.contact_of(found.sealed_phone),
        ),
        context={"code": spelled(found.code), "programme": found.programme.name_id, **more},
        subject=f"application:{application_id}",
        region_code=found.region_code,
        by=DESK,
        at=at,
    )
