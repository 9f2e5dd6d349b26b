"""Objections, reports and survey answers of the example city: invented people."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tanggap.accounts import queries as accounts
from tanggap.applications.queries import decided, facts
from tanggap.applications.types import Status
from tanggap.core.actor import Actor
from tanggap.objections.models import Survey, Ticket
from tanggap.objections.services import deciding, desk, receiving, surveys
from tanggap.objections.services.moving import CITIZEN
from tanggap.objections.types import Kind, State, Telling

DEMO: Final = "the demo looks at its own examples"
SYSTEM: Final = Actor.system("demo")
OBJECTION: Final = (
    "Kami sudah pindah kembali ke kelurahan ini sejak Maret. Surat keterangan dari RT ada."
)
RULE: Final = "Syarat 1: berdomisili di kota"
REJECTED: Final = "Surat keterangan RT menunjukkan alamat di luar kota. Silakan ajukan di sana."
REPORTS: Final = (
    (Kind.NOT_RECEIVED, "Nama saya ada di daftar, tetapi sampai sekarang belum dipanggil.", 12),
    (Kind.FORGOTTEN, "Nenek di sebelah rumah tinggal sendiri dan tidak punya penghasilan.", 9),
    (Kind.INCLUSION, "Penerima ini punya mobil dan toko yang ramai.", 7),
    (Kind.BRIBERY, "Diminta Rp50.000 supaya nama saya dimasukkan.", 5),
    (Kind.WRONG_DATA, "Nomor rumah dan RT saya tertukar dengan tetangga.", 3),
    (Kind.NOT_RECEIVED, "Bantuan bulan April tidak pernah saya terima.", 1),
)
SHARE: Final = 25
"""Percent of the deliveries that are asked about, so that the figures show something."""

MOST: Final = 4
"""How many families object."""

SOME: Final = 60
"""How many deliveries are asked about; two of three answer."""


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Let some families object and others report, answer a few, and fill the survey; once."""
    if Ticket.objects.unscoped(reason=DEMO).exists():
        return
    officer, inspector = _officer("pengaduan"), _officer("inspektur")
    _object(officer, at)
    villages = _villages()
    if not villages:
        return
    given = []
    for number, (kind, story, days) in enumerate(REPORTS):
        told = Telling(
            kind=kind, region_code=villages[number % len(villages)], story=story,
            name="" if kind == Kind.BRIBERY else f"Warga Contoh {number + 1}",
            phone="" if kind == Kind.BRIBERY else f"+6281300{number:06d}",
        )  # fmt: skip
        given.append(receiving.report(told, at=at - timedelta(days=days)).ticket_id)
    desk.take(ticket_id=given[0], by=officer, at=at - timedelta(days=11))
    deciding.conclude(
        ticket_id=given[0], after=State.SOLVED, by=officer, at=at - timedelta(days=8),
        answer="Jadwal pengambilan Anda: Sabtu di kantor kelurahan. Bawa KTP.",
    )  # fmt: skip
    desk.take(ticket_id=given[1], by=officer, at=at - timedelta(days=8))
    desk.ask(
        ticket_id=given[1], by=officer, at=at - timedelta(days=2),
        question="Di RT dan RW berapa rumahnya, dan siapa yang dapat kami hubungi?",
    )  # fmt: skip
    desk.add_note(
        ticket_id=given[3], by=inspector, at=at - timedelta(days=4),
        text="Jadwalkan pertemuan dengan lurah.",
    )  # fmt: skip
    _survey(at)


def _object(officer: Actor, at: datetime) -> None:
    """Let the refused families object: one is rejected, the others wait."""
    refused = facts.visible(SYSTEM, statuses=[Status.REFUSED])
    found = [one for one in (decided.of(each.id) for each in refused) if one is not None]
    oldest = sorted(found, key=lambda one: (one.at, one.application_id))
    given = []
    for one in [*oldest[:2], *oldest[-2:]] if len(oldest) > MOST else oldest:
        when = min(one.at + timedelta(days=1), at)
        given.append(
            receiving.object_to(application_id=one.application_id, story=OBJECTION, at=when)
        )
    if given:
        deciding.reject(
            ticket_id=given[-1].ticket_id, rule=RULE, reason=REJECTED, by=officer, at=at
        )


def _survey(at: datetime) -> None:
    """Draw the deliveries of the demo as if they had been drawn then, and answer some."""
    query = Survey.objects.unscoped(reason=DEMO)
    drawn = list(query.order_by("pk")[:SOME])
    query.filter(pk__in=[one.pk for one in drawn]).update(ask_at=at - timedelta(days=4))
    surveys.ask_some([one.pk for one in drawn], at=at - timedelta(days=4))
    for number, one in enumerate(drawn[: len(drawn) * 2 // 3 or 1]):
        received = number % 14 != 13
        answers: dict[str, Any] = {
            "received": received,
            "whole": number % 9 != 8 if received else None,
            "money_asked": number == 10,
            "wait": ("short", "hour", "hour", "two_hours", "longer")[number % 5],
        }
        surveys.answer(survey_id=one.pk, answers=answers, by=CITIZEN, at=at - timedelta(days=1))


def _villages() -> list[str]:
    return sorted({one.region_code for one in facts.visible(SYSTEM)})[:4]


def _officer(name: str) -> Actor:
    found: Any = accounts.users_for(SYSTEM).get(username=name)
    return Actor.of(found)
