"""Telling people that their aid is ready, in the background, each once."""

import re
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.services import channels
from tanggap.distribution.types import PaymentState
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient
from tanggap.people.queries import payees

AT_A_POINT: Final = "distribution.ready_at_a_point"
ON_ITS_WAY: Final = "distribution.on_its_way"
TEMPLATES: Final = {
    AT_A_POINT: (
        Sentence("{programme}: siap diambil", "{programme}: ready to collect"),
        Sentence(
            "{programme} bulan {month} siap diambil: {place}. Bawa KTP atau KK. Tidak ada "
            "biaya apa pun.",
            "Your aid from {programme} for {month} is ready: {place}. Bring your identity card or "
            "family card. It costs nothing.",
        ),
    ),
    ON_ITS_WAY: (
        Sentence("{programme}: sudah dikirim", "{programme}: on its way"),
        Sentence(
            "{programme} bulan {month} sudah dikirim lewat {channel}. Bawa KTP atau KK "
            "bila mengambilnya. Tidak ada biaya apa pun.",
            "Your aid from {programme} for {month} was sent through {channel}. Bring your identity "
            "card or family card if you collect it. It costs nothing.",
        ),
    ),
}
TELLER: Final = Actor.system("Tanggap: penyaluran")
SOME: Final = 200


def register() -> None:
    """Bring the templates to the outbox."""
    for code, (title, body) in TEMPLATES.items():
        messaging.templates.register(code, title=title, body=body)


def begin(batch: Batch, by: Actor) -> None:
    """Start telling everybody of a sent batch."""
    jobs.start(tell, by=by, arguments={"batch": batch.pk})


@jobs.job
def tell(run_id: int, batch: int) -> None:
    """Write a message to each payee of a batch whose phone is known and who was not told yet."""
    while some := _untold(batch):
        _tell_some(some)
        jobs.report(run_id, done=_told(batch), total=_told(batch) + len(_untold(batch)))


def phone_of(text: str) -> str:
    """Return a phone number as +62…, "" where it is no Indonesian mobile number."""
    digits = re.sub(r"\D", "", text)
    bare = re.sub(r"^(?:62|0)", "", digits)
    return f"+62{bare}" if re.fullmatch(r"8\d{7,11}", bare) else ""


@transaction.atomic
def _tell_some(numbers: list[int]) -> None:
    query = Payment.objects.unscoped(reason="everybody of a sent batch is told")
    found = list(
        query.filter(pk__in=numbers, told_at=None)
        .select_for_update(of=("self",))
        .select_related("batch__programme")
    )
    people, now = payees.of({one.person_id for one in found}), clock.now()
    for one in found:
        phone = phone_of(people[one.person_id].phone)
        if phone:
            template, context = _words(one)
            messaging.send(
                template, to=Recipient(phone=phone), context=context,
                subject=f"payment:{one.pk}", region_code=one.region_code, by=TELLER, at=now,
            )  # fmt: skip
    query.filter(pk__in=[one.pk for one in found]).update(told_at=now)


def _words(one: Payment) -> tuple[str, dict[str, str]]:
    context = {"programme": one.batch.programme.name_id, "month": one.month}
    profile = channels.by_code(one.batch.channel)
    if profile.has_file:
        return ON_ITS_WAY, {**context, "channel": text_of(profile.name)}
    seat: Any = getattr(one, "seat", None)
    place = "kantor kelurahan"
    if seat is not None:
        local = timezone.localtime(seat.starts_at)
        place = f"{local:%d-%m-%Y} {local:%H.%M}, {seat.point.name}, {seat.point.address}"
    return AT_A_POINT, {**context, "place": place}


def _untold(batch: int) -> list[int]:
    query = Payment.objects.unscoped(reason="ids only, of one batch")
    open_ones = query.filter(batch=batch, state=PaymentState.SENT, told_at=None)
    return list(open_ones.order_by("pk").values_list("pk", flat=True)[:SOME])


def _told(batch: int) -> int:
    query = Payment.objects.unscoped(reason="a count of one batch")
    told: int = query.filter(batch=batch).exclude(told_at=None).count()
    return told
