"""The demo's payments and accounts: a batch of PT Pos whose answer has failures, one by hand."""

import csv
from contextlib import suppress
from datetime import datetime, timedelta
from io import StringIO
from typing import Any, Final

from django.db import transaction

from tanggap.accounts import queries as officers
from tanggap.assistance.queries import payable
from tanggap.core.actor import Actor
from tanggap.distribution.models import Account, Batch, Payment
from tanggap.distribution.queries import banked
from tanggap.distribution.queries.banked import Told
from tanggap.distribution.services import accounts, batches, results, seats, stocks
from tanggap.distribution.services.batches import NothingToPay, Order
from tanggap.distribution.types import BatchState
from tanggap.regions.queries import subtree_range

CITY: Final = "3271"
PAYS: Final = "KOTA"
DEMO: Final = "the demo looks at its own payments"
FAILURES: Final = ("Gagal: pindah", "Gagal: meninggal", "Gagal: nama di KTP berbeda",
                   "Gagal: tidak ditemukan", "Gagal: data ganda")  # fmt: skip
EVERY: Final = 19
"""Every so many payments one failed."""

BANKS: Final = ("BJB", "BRI", "BNI", "MANDIRI")
WITH_ACCOUNT: Final = 40
"""How many recipients of the largest round have told an account."""

UNDECIDED: Final = 6
"""How many of these accounts wait for another officer; one of them is in somebody else's name."""

SOMEBODY_ELSE: Final = "Slamet Contoh"
BAD_COPY: Final = "Angka terakhir di foto buku tabungan tidak terbaca."
LEFT_OPEN: Final = 0.1
"""Which share of the payments the first answer says nothing of."""


def fill(*, at: datetime) -> None:
    """Pay a month of the largest round by PT Pos, and one of the newest round by hand.

    The next month of the largest round waits for the approval. Does nothing where
    there is a batch already, or no award of the city.
    """
    offered = [one for one in payable.rounds([subtree_range(CITY)]) if one.programme == PAYS]
    if not offered or Batch.objects.unscoped(reason=DEMO).exists():
        return
    payer, head = _officer("bendahara"), _officer("kepala")
    chosen, newest = max(offered, key=lambda one: one.awards), offered[0]
    try:
        batch = batches.make(
            Order(chosen.round, chosen.months[:1], "pos", CITY), by=payer, at=at - timedelta(days=9)
        )
    except NothingToPay:
        return
    _send(batch, payer, head, at - timedelta(days=8))
    file = results.preview(
        batch_id=batch.pk, file_name="hasil-pos.csv", content=_answer(batch), by=payer,
        at=at - timedelta(days=2),
    )  # fmt: skip
    results.commit(file_id=file.pk, by=payer, at=at - timedelta(days=2))
    point = seats.add_point(
        name="Balai Warga Contoh", address="Jl. Contoh No. 1", region_code=CITY, by=payer
    )
    soon = (at + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    seats.open_hours(point_id=point.pk, starts_at=soon, hours=6, per_hour=30, by=payer, at=at)
    stock = stocks.open_stock(name="Gudang Bulog, paket sembako", region_code=CITY, by=payer)
    stocks.bring_in(stock.pk, 500, note="SJ-001/2020", by=payer, at=at)
    for order in (
        Order(newest.round, newest.months[-1:], "tunai", CITY),
        Order(chosen.round, chosen.months[1:2], "pos", CITY),
    ):
        with suppress(NothingToPay):
            more = batches.make(order, by=payer, at=at)
            if order.channel == "tunai":  # for who hands over; the other waits for the approval
                _send(more, payer, head, at)
                seats.give(batch_id=more.pk, point_id=point.pk, by=payer, at=at)
            else:
                batches.move(batch_id=more.pk, after=BatchState.PROPOSED, by=payer, at=at)


@transaction.atomic
def tell_accounts(*, at: datetime) -> None:
    """Let some recipients tell their bank accounts: most approved, one refused, some waiting.

    Does nothing where somebody has an account already, or nobody gets the city's aid.
    """
    if Account.objects.unscoped(reason=DEMO).exists():
        return
    payer, head = _officer("bendahara"), _officer("kepala")
    people = _recipients()
    names = banked.names_of(people)
    for place, person in enumerate(people):
        holder = SOMEBODY_ELSE if place == UNDECIDED - 1 else names[person].title()
        told = Told(f"00{place:02d}{person:06d}", BANKS[place % len(BANKS)], holder)
        days = timedelta(days=place % 9, hours=place % 7)
        fresh = accounts.propose(person_id=person, told=told, by=payer, at=at - days)
        later = at - days + timedelta(hours=3)
        if place == UNDECIDED:
            accounts.refuse(account_id=fresh.pk, reason=BAD_COPY, by=head, at=later)
        elif place > UNDECIDED:
            accounts.approve(account_id=fresh.pk, by=head, at=later)


def _recipients() -> list[int]:
    """Return people whose aid of the largest round may be paid, each once."""
    ranges = [subtree_range(CITY)]
    offered = [one for one in payable.rounds(ranges) if one.programme == PAYS]
    if not offered:
        return []
    chosen = max(offered, key=lambda one: one.awards)
    due = payable.of_round(chosen.round.pk, months=chosen.months, ranges=ranges)
    return list(dict.fromkeys(one.person for one in due if not one.wait))[:WITH_ACCOUNT]


def _send(batch: Batch, payer: Actor, head: Actor, at: datetime) -> None:
    for after, by in (
        (BatchState.PROPOSED, payer), (BatchState.APPROVED, head), (BatchState.SENT, payer),
    ):  # fmt: skip
        batches.move(batch_id=batch.pk, after=after, by=by, at=at)


def _answer(batch: Batch) -> bytes:
    """Write what a payer would answer: most were paid, some not, and some are still out."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Nomor Danom", "Status", "Jumlah"])
    query = Payment.objects.unscoped(reason=DEMO).filter(batch=batch, state="sent").order_by("pk")
    rows = list(query.values_list("reference", "amount"))
    for place, (reference, amount) in enumerate(rows[: max(1, int(len(rows) * (1 - LEFT_OPEN)))]):
        failed = place % EVERY == EVERY - 1
        said = FAILURES[place // EVERY % len(FAILURES)] if failed else "Terbayar"
        writer.writerow([reference, said, amount])
    return out.getvalue().encode()


def _officer(name: str) -> Actor:
    found: Any = officers.users_for(Actor.system("demo")).get(username=name)
    return Actor.of(found)
