"""What time brings to gifts in the city's hands: whoever is late with them is the city."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tanggap.fostering.domain import passing
from tanggap.fostering.models import Instalment, Passage
from tanggap.fostering.queries import city, settings
from tanggap.fostering.services import city_telling, telling
from tanggap.fostering.types import InstalmentState, MatchState, PassageState

TIMED: Final = "time runs in every region alike"


def remind(one: Instalment, template: str, at: datetime) -> None:
    """Remind a donor of an instalment, naming the account where it goes through the city."""
    gift = city.of(one)
    if gift is None:
        telling.due(one, template, at)
        return
    account = city.in_force(gift.region_code, on=timezone.localdate(at))
    if account is not None:
        city_telling.due(gift, account, template, at)


def is_open(one: Instalment, today: date) -> bool:
    """Tell whether an unpaid instalment is the donor's to send today.

    With no account in force nobody can send to it, and nobody is late.
    """
    gift = city.of(one)
    if gift is None:
        return True
    waits = gift.state == PassageState.EXPECTED
    return waits and city.in_force(gift.region_code, on=today) is not None


def look(*, at: datetime) -> None:
    """Tell the coordinators, once a gift, what the city has had for too long."""
    today, within = timezone.localdate(at), settings.hand_within()
    rows = Passage.objects.unscoped(reason=TIMED).filter(
        state=PassageState.RECEIVED, late_told_on=None, instalment__state=InstalmentState.DUE,
        instalment__match__state=MatchState.ACTIVE,
    )  # fmt: skip
    for gift in rows.select_related("instalment__match__candidate"):
        came = gift.received_on
        if came is not None and passing.is_late(came, today=today, within=within):
            _tell(gift, (today - came).days, today, at)


@transaction.atomic
def _tell(gift: Passage, days: int, today: date, at: datetime) -> None:
    rows = Passage.objects.unscoped(reason=TIMED).filter(pk=gift.pk, late_told_on=None)
    if rows.update(late_told_on=today):
        city_telling.late(gift, days, at)


def ended(match_id: int, *, at: datetime) -> None:
    """Ask the donor of a match that is over about what the city still holds of it."""
    rows = Passage.objects.unscoped(reason=TIMED).filter(
        instalment__match=match_id, state=PassageState.RECEIVED
    )
    query = rows.select_related(
        "instalment__match__candidate", "instalment__match__slot__pledge__donor"
    )
    for gift in query:
        city_telling.stranded(gift, at)
