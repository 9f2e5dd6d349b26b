"""Handing aid over at a point, with or without a signal: once, whoever replays what."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.distribution.domain.codes import read_qr, read_reference, spelled
from tanggap.distribution.models import Batch, Handover, Payment
from tanggap.distribution.services import channels, settling, vouchers
from tanggap.distribution.services.settling import Ending
from tanggap.distribution.types import BatchState, PaymentState
from tanggap.people.queries import payees

FOUND: Final = "the handover checks the region of the payment"
MOST_LISTED: Final = 3_000
Answer = Literal["done", "again", "unknown", "forged", "closed", "taken", "incomplete"]


@dataclass(frozen=True, slots=True)
class Given:
    """What an officer tells: the phone's own UUID, the voucher as typed or scanned, and to whom.

    `to` is self, family or proxy; the last two need the name of who took it in `taken_by`, and a
    proxy a letter that the officer has seen.
    """

    uuid: UUID
    voucher: str
    to: str
    taken_by: str
    letter: bool
    handed_at: datetime


@transaction.atomic
def record(given: Given, *, by: Actor, at: datetime) -> Answer:
    """Write a handover down and end its payment as paid.

    The answer: done; again (this UUID is here already: nothing changed); taken (somebody collected
    it before); unknown or forged voucher; closed (not handed out now); incomplete.
    Raises Forbidden.
    """
    require(by, Permission.HANDOVER_RECORD)
    if Handover.objects.filter(uuid=given.uuid).exists():
        return "again"
    reference, signature = read_qr(given.voucher)
    scanned = bool(reference)
    if scanned and not vouchers.is_ours(reference, signature):
        return "forged"
    payment = _payment(reference or read_reference(given.voucher))
    if payment is None:
        return "unknown"
    require(by, Permission.HANDOVER_RECORD, region_code=payment.region_code)
    wrong = _wrong(given, payment)
    if wrong:
        return wrong
    done = settling.settle(payment.batch, [Ending(payment.pk, PaymentState.PAID)], by=by, at=at)
    if not done:  # another officer was faster by a blink
        return "taken"
    Handover.objects.create(
        uuid=given.uuid,
        payment=payment,
        to=given.to,
        taken_by=given.taken_by.strip()[:120],
        scanned=scanned,
        by_id=by.user_id,
        by_name=by.name,
        handed_at=min(given.handed_at, at),
        received_at=at,
    )
    audit.record(
        "distribution.handover.recorded", by=by, at=at, subject=f"payment:{payment.pk}",
        region_code=payment.region_code, facts={"to": given.to, "scanned": scanned},
    )  # fmt: skip
    return "done"


@transaction.atomic
def list_of_the_day(*, by: Actor, at: datetime) -> list[dict[str, Any]]:
    """Return the open vouchers of today's seats, and those without a seat: number, name, RT only.

    `check` is the start of a SHA-256 of the QR code's text, by which a phone without a signal
    knows a genuine code. At most MOST_LISTED. Raises Forbidden.
    """
    require(by, Permission.HANDOVER_RECORD)
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Q(seat__starts_at__gte=start, seat__starts_at__lt=start + timedelta(days=1))
    query = _open_to(by).filter(today | Q(seat=None))
    rows = list(query.order_by("seat__starts_at", "pk")[:MOST_LISTED])
    people = payees.of({one.person_id for one in rows})
    audit.record(
        "distribution.vouchers.listed", by=by, at=at, facts={"count": len(rows)}
    )  # fmt: skip
    return [
        {
            "voucher": spelled(one.reference),
            "name": people[one.person_id].name,
            "rt": people[one.person_id].rt,
            "check": check_of(one.reference),
        }
        for one in rows
    ]


def check_of(reference: str) -> str:
    """Return by what a phone without a signal knows the genuine QR code of a voucher."""
    return hashlib.sha256(vouchers.qr_text(reference).encode()).hexdigest()[:16]


def found(voucher: str, *, by: Actor) -> dict[str, str] | None:
    """Return whose open voucher it is, by name and RT, before it is handed over; None if nobody's.

    Raises Forbidden.
    """
    require(by, Permission.HANDOVER_RECORD)
    reference, signature = read_qr(voucher)
    if reference and not vouchers.is_ours(reference, signature):
        return None
    one = _open_to(by).filter(reference=reference or read_reference(voucher) or "-").first()
    if one is None:
        return None
    payee = payees.of({one.person_id})[one.person_id]
    return {"voucher": spelled(one.reference), "name": payee.name, "rt": payee.rt,
            "month": one.month}  # fmt: skip


def _open_to(by: Actor) -> Any:
    """Return the payments that are being handed out where the officer works."""
    query = Payment.objects.visible_to(by, Permission.HANDOVER_RECORD)
    channels_without_file = Batch.objects.unscoped(reason=FOUND).filter(
        state=BatchState.SENT, channel__in=_by_hand()
    )
    return query.filter(state=PaymentState.SENT, batch__in=channels_without_file)


def _by_hand() -> list[str]:

    return [code for code, one in channels.known().items() if not one.has_file]


def _payment(reference: str) -> Payment | None:
    if not reference:
        return None
    query = Payment.objects.unscoped(reason=FOUND).select_related("batch")
    one: Payment | None = query.filter(reference=reference).first()
    return one


def _wrong(given: Given, payment: Payment) -> Answer | None:
    if payment.state == PaymentState.PAID:
        return "taken"
    if payment.state != PaymentState.SENT or payment.batch.channel not in _by_hand():
        return "closed"
    others = given.to != Handover.To.SELF
    if given.to not in Handover.To.values or (others and not given.taken_by.strip()):
        return "incomplete"
    if given.to == Handover.To.PROXY and not given.letter:
        return "incomplete"
    return None
