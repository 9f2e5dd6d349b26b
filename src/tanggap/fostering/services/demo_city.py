"""Examples of the way through the city's account: one gift handed on, one held, one on its way."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from tanggap.core.actor import Actor
from tanggap.fostering.models import Instalment, Match
from tanggap.fostering.queries import city
from tanggap.fostering.services import city_accounts, city_money, giving
from tanggap.fostering.types import AccountDraft, Handing, Transfer

ACCOUNT: Final = {
    "bank": "Bank Contoh",
    "number": "0071234567001",
    "holder": "Rekening Penampung Keluarga Asuh Kota Bogor (contoh)",
    "basis": "Keputusan Wali Kota (contoh) Nomor 900/Kep.1",
    "note": "Transfer antarbank dapat sampai keesokan harinya.",
}


def open_account(region_code: str, *, officer: Actor, head: Actor, at: datetime) -> None:
    """Put an account into force, proposed by one and approved by another."""
    draft = AccountDraft(region_code=region_code, valid_from=timezone.localdate(at), **ACCOUNT)
    made = city_accounts.propose(draft, by=officer, at=at)
    city_accounts.approve(made.pk, by=head, at=at + timedelta(hours=3))


def give(
    matches: list[Match], *, donor: Actor, treasurer: Actor, officer: Actor, at: datetime
) -> None:
    """Let gifts stand on every part of the way: handed on, held by the city, said to be sent."""
    for number, match in enumerate(matches):
        first, second = match.instalments.order_by("number")[:2]
        _receive(first, number, donor, treasurer, at - timedelta(days=5))
        if number == 0:
            told = Handing(
                timezone.localdate(at - timedelta(days=3)), "Tunai di kelurahan", "BA-017/ASUH"
            )
            gift = city.of(first)
            if gift is not None:
                city_money.hand_on(gift.pk, told, by=officer, at=at - timedelta(days=3))
            giving.say_sent(second.pk, note="BNI 778812", by=donor, at=at - timedelta(hours=20))


def _receive(
    one: Instalment, number: int, donor: Actor, treasurer: Actor, at: datetime
) -> None:  # fmt: skip
    giving.say_sent(one.pk, note=f"BNI 77880{number}", by=donor, at=at)
    gift = city.of(one)
    if gift is not None:
        line = Transfer(one.amount, timezone.localdate(at), f"TRX-2026-{one.pk:05d}")
        city_money.receive(gift.pk, line, by=treasurer, at=at + timedelta(hours=5))
