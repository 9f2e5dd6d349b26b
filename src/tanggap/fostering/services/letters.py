"""Letters about a registration; the link in one of them opens the account."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse

from tanggap.core.actor import Actor
from tanggap.fostering.domain.registering import Registration
from tanggap.fostering.models import Donor
from tanggap.language import Language, Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

CONFIRM: Final = "fostering.confirm"
KNOWN: Final = "fostering.known"
MOVE: Final = "fostering.move"
MOVING: Final = "fostering.moving"
CLOSED: Final = "fostering.closed"
POSTMAN: Final = Actor.system("Tanggap: keluarga asuh")
TEMPLATES: Final = {
    CONFIRM: (
        Sentence("Pastikan alamat surel Anda", "Confirm your e-mail address"),
        Sentence(
            "Terima kasih telah mendaftar sebagai orang tua asuh. Buka tautan ini dalam dua hari "
            "untuk memilih kata sandi: {link} Bukan Anda yang mendaftar? Abaikan pesan ini.",
            "Thank you for registering as a foster parent. Open this link within two days and "
            "choose a password: {link} Was it not you? Then ignore this message.",
        ),
    ),
    KNOWN: (
        Sentence("Anda sudah punya akun", "You have an account already"),
        Sentence(
            "Alamat surel ini sudah terdaftar. Masuklah di {link}; kata sandi yang lupa dapat "
            "diganti di halaman yang sama.",
            "This address is registered already. Sign in at {link}; there you can also replace a "
            "forgotten password.",
        ),
    ),
    MOVE: (
        Sentence("Pastikan alamat surel baru Anda", "Confirm your new e-mail address"),
        Sentence(
            "Buka tautan ini dalam dua hari supaya surat keluarga asuh datang ke alamat ini, dan "
            "Anda masuk dengannya: {link} Bukan Anda yang meminta? Abaikan pesan ini.",
            "Open this link within two days, so that letters about foster families come to this "
            "address and you sign in with it: {link} Was it not you? Then ignore this message.",
        ),
    ),
    MOVING: (
        Sentence("Alamat surel Anda akan diganti", "Your e-mail address is to change"),
        Sentence(
            "Seseorang yang masuk dengan akun Anda meminta alamat lain. Sampai alamat itu "
            "dipastikan tidak ada yang berubah. Bukan Anda? Ganti kata sandi Anda di {link}.",
            "Somebody who signed in with your account asked for another address. Nothing changes "
            "until it is confirmed. Was it not you? Replace your password at {link}.",
        ),
    ),
    CLOSED: (
        Sentence("Akun orang tua asuh Anda ditutup", "Your account as a donor is closed"),
        Sentence(
            "Kesanggupan yang belum dimulai ditarik, dan keluarga yang Anda asuh menunggu lagi. "
            "Nama dan alamat Anda kami hapus 90 hari lagi. Terima kasih. {link}",
            "What was not begun is taken back, and the families you looked after wait again. We "
            "erase your name and address in 90 days. Thank you. {link}",
        ),
    ),
}


def register() -> None:
    """Bring the templates to the outbox."""
    for code, (title, body) in TEMPLATES.items():
        secret = ["link"] if code in (CONFIRM, MOVE) else []  # it opens the account
        messaging.templates.register(code, title=title, body=body, secret=secret)


def confirm(donor: Donor, token: str, language: Language, at: datetime) -> None:
    """Send the link that confirms an address."""
    _send(
        CONFIRM, donor.email, language, donor.region_code, f"donor:{donor.pk}", at,
        link=address(reverse("fostering:confirm", args=[token])),
    )  # fmt: skip


def move(donor: Donor, new: str, token: str, language: Language, at: datetime) -> None:
    """Send the link that confirms a new address to it, and a word about that to the old one."""
    subject = f"donor:{donor.pk}"
    link = address(reverse("fostering:address", args=[token]))
    _send(MOVE, new, language, donor.region_code, subject, at, link=link)
    password = address(reverse("account_login"))
    _send(MOVING, donor.email, language, donor.region_code, subject, at, link=password)


def closed(donor: Donor, language: Language, at: datetime) -> None:
    """Tell whoever left what follows from it."""
    link = address(reverse("fostering:front"))
    _send(CLOSED, donor.email, language, donor.region_code, f"donor:{donor.pk}", at, link=link)


def known(given: Registration, region_code: str, at: datetime) -> None:
    """Tell whoever owns an address that it is registered already."""
    _send(
        KNOWN, given.email.lower(), given.language, region_code, "donor", at,
        link=address(reverse("account_login")),
    )  # fmt: skip


def address(path: str) -> str:
    """Return an address for a letter: whole where the installation has a name of its own."""
    origins = settings.CSRF_TRUSTED_ORIGINS
    return (origins[0] if origins else "") + path


def _send(
    template: str, email: str, language: Language, region_code: str, subject: str, at: datetime,
    *, link: str,
) -> None:  # fmt: skip
    messaging.send(
        template, to=Recipient(email=email, language=language), context={"link": link},
        subject=subject, region_code=region_code, by=POSTMAN, at=at,
    )  # fmt: skip
