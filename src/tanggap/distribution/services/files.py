"""The file for the payer: made once, kept sealed, taken once by each officer, on the record."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.sealed_files import Store
from tanggap.distribution.domain import pain
from tanggap.distribution.domain.profiles import Profile
from tanggap.distribution.models import Batch, Download, Payment
from tanggap.distribution.queries import banked
from tanggap.distribution.services import batches, channels, writing
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState
from tanggap.people.queries import payees
from tanggap.regions import queries as regions

STORE: Final = Store("payments", purpose="distribution.file")
OWN: Final = "the payments of a batch whose region was checked"
READY: Final = frozenset({BatchState.APPROVED, BatchState.SENT})
SUFFIXES: Final = {"workbook": "xlsx", "csv": "csv", "pain.001": "xml"}


class TakenBefore(Exception):
    """This officer has taken the file already; another one may."""


@transaction.atomic
def take(*, batch_id: int, by: Actor, at: datetime) -> tuple[str, bytes]:
    """Return the name and content of a batch's file, and write down who took it.

    Raises TakenBefore, NotAllowed ("state" before the approval or without a file,
    "totals", "account_gone" where a recipient has no approved account any more), Forbidden.
    """
    query = Batch.objects.unscoped(reason="the region is checked here").select_for_update()
    batch = query.get(pk=batch_id)
    require(by, Permission.PAYMENT_RECORD, region_code=batch.region_code)
    profile = channels.by_code(batch.channel)
    if batch.state not in READY or not profile.has_file:
        raise NotAllowed("state")
    try:
        with transaction.atomic():
            Download.objects.create(batch=batch, by_id=by.user_id or 0, by_name=by.name, at=at)
    except IntegrityError as error:
        raise TakenBefore(batch.code) from error
    content = _kept(batch) or _keep(batch, _build(batch, profile))
    audit.record(
        "distribution.file.taken", by=by, at=at, subject=f"batch:{batch.pk}",
        region_code=batch.region_code, facts={"batch": batch.code, "bytes": len(content)},
    )  # fmt: skip
    return f"{batch.code}.{SUFFIXES[profile.kind]}", content


def _build(batch: Batch, profile: Profile) -> bytes:
    found = batches.totals_of(batch)
    if (found.count, found.rupiah, found.fingerprint) != (
        batch.count, batch.rupiah, batch.fingerprint,
    ):  # fmt: skip
        raise NotAllowed("totals")
    rows = list(lines_of(batch))
    if profile.needs_account and not all(row["account"] for row in rows):
        raise NotAllowed("account_gone")
    match profile.kind:
        case "workbook":
            return writing.workbook(profile, rows)
        case "csv":
            return writing.delimited(profile, rows, on=batch.prepared_at.date())
        case _:
            return pain.document(
                rows, message=batch.code, created_at=batch.prepared_at, debtor=profile.debtor
            )


def lines_of(batch: Batch) -> Iterator[dict[str, Any]]:
    """Yield what a file can say of each payment, in order, numbers in full."""
    query = Payment.objects.unscoped(reason=OWN).filter(batch=batch)
    payments = list(query.exclude(state=PaymentState.DROPPED).order_by("region_code", "pk"))
    people = payees.of({one.person_id for one in payments})
    held = banked.approved(people)
    villages = regions.names_of({one.region_code for one in payments})
    for number, one in enumerate(payments, start=1):
        payee = people[one.person_id]
        account = held.get(one.person_id, banked.NONE)
        yield {
            "number": number,
            "reference": one.reference,
            "nik": payee.nik,
            "kk": payee.kk,
            "name": payee.name,
            "address": payee.address,
            "rt": payee.rt,
            "rw": payee.rw,
            "village": villages.get(one.region_code, ""),
            "month": one.month,
            "amount": one.amount,
            "account": account.number,
            "bank": account.bank,
            "holder": account.holder or payee.name,
            "currency": "IDR",
            "service": "IBU",
            "remark": f"{batch.programme.code} {one.month}",
            "programme": batch.programme.code,
        }


def _kept(batch: Batch) -> bytes | None:
    name = _name(batch)
    return STORE.get(name) if STORE.has(name) else None


def _keep(batch: Batch, content: bytes) -> bytes:
    STORE.put(_name(batch), content)
    return content


def _name(batch: Batch) -> str:
    return f"{batch.code}-{batch.fingerprint}"
