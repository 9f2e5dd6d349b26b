"""Whom the desk calls, because no message reached them or none was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from tanggap.core.actor import Actor
from tanggap.distribution.queries import delivered
from tanggap.objections.domain import surveying
from tanggap.objections.models import Survey
from tanggap.people.queries import payees

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to be called, with what they are asked about. `phone` may be empty."""

    survey: Any
    name: str
    phone: str
    programme: str
    amount: int | None


def waiting(actor: Actor, at: datetime) -> list[Survey]:
    """Return the deliveries whose recipients are to be called, the oldest first."""
    query = Survey.objects.visible_to(actor).filter(ask_at__gt=at - surveying.OPEN_FOR)
    silent = Q(state="asked", asked_at__lte=at - surveying.CALL_AFTER)
    return list(query.filter(Q(state="unreached") | silent)[:MOST])


def one(actor: Actor, survey_id: int) -> Call | None:
    """Return one to be called, with name and telephone; the caller writes down that it was read."""
    query = Survey.objects.visible_to(actor).exclude(state="answered")
    found = query.filter(pk=survey_id).first()
    if found is None:
        return None
    payee = payees.of({found.person_id}).get(found.person_id)
    paid = delivered.of(found.award_id, found.month)
    return Call(
        survey=found,
        name=payee.name if payee else "",
        phone=payee.phone if payee else "",
        programme=paid.programme_name if paid else found.programme,
        amount=paid.amount if paid else None,
    )
