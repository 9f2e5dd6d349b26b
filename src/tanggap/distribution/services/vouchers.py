"""Vouchers: a number with a check sign, and a signed QR code that says nothing of anybody."""

import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import crypto, paper
from tanggap.core.actor import Actor
from tanggap.distribution.domain import codes
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.services.seats import READY
from tanggap.distribution.types import NotAllowed, PaymentState
from tanggap.people.queries import payees

PURPOSE: Final = "distribution.voucher"
OWN: Final = "the payments of a batch whose region was checked"
OPEN: Final = (PaymentState.PLANNED, PaymentState.SENT)
TITLE: Final = "Kupon pengambilan bantuan"
FOOT: Final = "Bawa KTP atau KK. Bantuan ini tidak dipungut biaya."


def qr_text(reference: str) -> str:
    """Return what the QR code of a voucher holds."""
    return codes.qr_text(reference, _mac(reference))


def is_ours(reference: str, signature: str) -> bool:
    """Tell whether a scanned code was signed here."""
    return hmac.compare_digest(codes.signature_of(_mac(reference)), signature)


@transaction.atomic
def letters(*, batch_id: int, by: Actor, at: datetime) -> bytes:
    """Return the vouchers of a batch as PDF: name, RT and RW, amount, time, QR code.

    Raises NotAllowed ("state" before the approval), Forbidden.
    """
    query = Batch.objects.unscoped(reason="the region is checked here")
    batch = query.select_related("programme").get(pk=batch_id)
    require(by, Permission.PAYMENT_PREPARE, region_code=batch.region_code)
    if batch.state not in READY:
        raise NotAllowed("state")
    found = Payment.objects.unscoped(reason=OWN).filter(batch=batch, state__in=OPEN)
    open_ones = list(found.select_related("seat__point").order_by("seat__starts_at", "pk"))
    people = payees.of({one.person_id for one in open_ones})
    blocks = [block for one in open_ones for block in _letter(batch, one, people)]
    audit.record(
        "distribution.vouchers.printed", by=by, at=at, subject=f"batch:{batch.pk}",
        region_code=batch.region_code, facts={"count": len(open_ones)},
    )  # fmt: skip
    return paper.pdf(title=TITLE, number=batch.code, blocks=blocks, foot=FOOT)


def _letter(batch: Batch, one: Payment, people: dict[int, Any]) -> Iterator[paper.Block]:
    payee, seat = people[one.person_id], getattr(one, "seat", None)
    when = "Lihat pengumuman di kelurahan"
    if seat is not None:
        local = timezone.localtime(seat.starts_at)
        when = f"{local:%d-%m-%Y}, pukul {local:%H.%M}, {seat.point.name}, {seat.point.address}"
    what = "1 paket" if batch.stock_id else f"Rp {one.amount:,}".replace(",", ".")
    yield paper.Heading(f"{payee.name} · RT {payee.rt or '—'} / RW {payee.rw or '—'}")
    yield paper.Pairs(
        [
            ("Program", f"{batch.programme.name_id}, {one.month}"),
            ("Bantuan", what),
            ("Waktu dan tempat", when),
        ]
    )
    yield paper.QrCode(qr_text(one.reference), f"Nomor kupon: {codes.spelled(one.reference)}")


def _mac(reference: str) -> bytes:
    return crypto.blind_index(reference, purpose=PURPOSE)
