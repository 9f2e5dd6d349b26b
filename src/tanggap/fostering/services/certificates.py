"""The certificate of what was given whole, and the number by which it is checked.

One for each family, and one for a pledge all of whose families have received everything. The number
is the match's or the pledge's own with a sign that only this installation can make, so nothing is
kept for it and nobody can guess another one.
"""

from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from tanggap.core import crypto
from tanggap.core.actor import Actor
from tanggap.fostering.domain.months import LONG
from tanggap.fostering.models import Donor, Match, Pledge
from tanggap.fostering.queries import city as ways
from tanggap.fostering.queries import mine
from tanggap.fostering.services.certificate_sheet import Sheet, drawn
from tanggap.fostering.services.letters import address
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.regions import queries as regions

SIGNS_OF: Final = {"JA": "fostering.certificate", "JK": "fostering.certificate.pledge"}
"""JA is the certificate for one family, JK the one for a whole pledge."""
ONLY: Final = "only whether it is there"
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS: Final = 8
_CITY: Final = 4


def number_of(match_id: int) -> str:
    """Return the number of a match's certificate: JA-00012-7K3M9QWX."""
    return _number("JA", match_id)


def number_of_pledge(pledge_id: int) -> str:
    """Return the number of a pledge's certificate: JK-00012-7K3M9QWX."""
    return _number("JK", pledge_id)


def _number(kind: str, number: int) -> str:
    digest = crypto.blind_index(str(number), purpose=SIGNS_OF[kind])
    sign = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_SIGNS])
    return f"{kind}-{number:05d}-{sign}"


def is_genuine(number: str) -> bool:
    """Tell whether there is a certificate of that number, and everything was given."""
    parts = number.strip().upper().replace(" ", "").split("-")
    if len(parts) != 3 or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > 12:
        return False
    kind, own = parts[0], int(parts[1])
    if kind not in SIGNS_OF or _number(kind, own).split("-")[2] != parts[2]:
        return False
    if kind == "JK":
        pledge = Pledge.objects.unscoped(reason=ONLY).filter(pk=own).first()
        return bool(pledge is not None and is_whole(pledge))
    whole = Match.objects.unscoped(reason=ONLY)
    return bool(whole.filter(pk=own, state=MatchState.COMPLETED).exists())


def is_whole(pledge: Pledge) -> bool:
    """Tell whether every family of a pledge has received everything."""
    return bool(_completed(pledge).count() == pledge.families)


def of(match_id: int, *, by: Actor) -> bytes:
    """Return the certificate of one's own match as PDF.

    It names the donor and what was given, never the family. Raises NotAllowed ("state") before the
    package is whole; Match.DoesNotExist for another donor's.
    """
    donor = mine.require_donor(by)
    match = mine.matches(by).get(pk=match_id)
    if match.state != MatchState.COMPLETED:
        raise NotAllowed("state")
    whole = match.slot.pledge.months * match.slot.pledge.amount + ways.difference([match.slot_id])
    return _drawn(donor, match.slot.pledge, number_of(match_id), 1, whole, match.ended_at)


def of_pledge(pledge_id: int, *, by: Actor) -> bytes:
    """Return the certificate of one's own pledge as PDF, for all its families.

    Raises NotAllowed ("state") before everything is given; Pledge.DoesNotExist for another's.
    """
    donor = mine.require_donor(by)
    pledge = mine.pledges(by).get(pk=pledge_id)
    if not is_whole(pledge):
        raise NotAllowed("state")
    last = _completed(pledge).order_by("-ended_at").first()
    ended = last.ended_at if last else pledge.pledged_at
    slots = pledge.slots.order_by().values("pk")
    whole = pledge.months * pledge.amount * pledge.families + ways.difference(slots)
    return _drawn(donor, pledge, number_of_pledge(pledge_id), pledge.families, whole, ended)


def _drawn(
    donor: Donor, pledge: Pledge, number: str, families: int, whole: int, ended: datetime
) -> bytes:
    city = regions.name_of(donor.region_code[:_CITY]) or regions.name_of(pledge.region_code[:_CITY])
    whom = "satu keluarga" if families == 1 else f"{families} keluarga"
    return drawn(
        Sheet(
            city=city,
            number=number,
            name=donor.organisation or donor.name,
            under="" if donor.organisation else donor.office,
            sentence=f"yang telah mengasuh {whom} di {city} sampai seluruh bantuannya diterima",
            gift=f"{pledge.package.name_id}, {pledge.months} × {_rupiah(pledge.amount)} "
            + ("setiap keluarga" if families > 1 else f"sejak {_month(pledge.first_month)}")
            + f". Seluruhnya {_rupiah(whole)}.",
            where_and_when=f"{_short(city)}, {_day(timezone.localdate(ended))}",
            link=address(reverse("fostering:certificate", query={"nomor": number})),
        )
    )


def _completed(pledge: Pledge) -> Any:
    whole = Match.objects.unscoped(reason=ONLY)
    return whole.filter(slot__pledge=pledge, state=MatchState.COMPLETED)


def _short(city: str) -> str:
    return city.removeprefix("Kota ").removeprefix("Kabupaten ")


def _day(on: date) -> str:
    return f"{on.day} {LONG[on.month - 1]} {on.year}"


def _month(code: str) -> str:
    return f"{LONG[int(code[5:]) - 1]} {code[:4]}"


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")
