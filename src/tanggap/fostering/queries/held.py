"""All that is held of a donor, for the donor (UU 27/2022, article 7)."""

from typing import Any

from django.utils import timezone

from tanggap.core.actor import Actor
from tanggap.fostering import sealing
from tanggap.fostering.models import Consent, Donor, Passage
from tanggap.fostering.queries import mine
from tanggap.regions import queries as regions


def of(actor: Actor) -> dict[str, Any]:
    """Return it as plain values, by name; families are their codes. Raises Forbidden."""
    donor = mine.require_donor(actor)
    return {
        "donor": _donor(donor),
        "pledges": [_pledge(one) for one in mine.pledges(actor)],
        "families": [_match(one) for one in mine.matches(actor)],
        "instalments": [
            _instalment(one) for one in mine.instalments(actor).select_related("passage")
        ],
        "thanks": [
            {"family": one.match.candidate.code, "text": one.text, "on": _on(one.judged_at)}
            for one in mine.thanks(actor)
        ],
        "consents": [
            {"about": one.about, "given": _on(one.given_at), "withdrawn": _on(one.withdrawn_at)}
            for one in Consent.objects.filter(donor=donor)
        ],
    }


def _donor(one: Donor) -> dict[str, Any]:
    return {
        "kind": one.kind, "name": one.name, "organisation": one.organisation,
        "office": one.office, "email": one.email, "phone": sealing.contact_of(one.sealed_phone),
        "home": regions.name_of(one.home_code) if one.home_code else "",
        "named": one.is_named, "approval": one.approval,
        "approval_reason": one.approval_reason, "registered": _on(one.registered_at),
        "confirmed": _on(one.confirmed_at),
    }  # fmt: skip


def _pledge(one: Any) -> dict[str, Any]:
    return {
        "number": one.pk, "package": one.package.name_id, "families": one.families,
        "first_month": one.first_month, "months": one.months, "amount": one.amount,
        "contents": one.contents, "way": one.via, "wishes": one.wishes, "named": one.is_named,
        "meeting": one.wants_meeting, "state": one.state, "on": _on(one.pledged_at),
        "closed": _on(one.closed_at),
    }  # fmt: skip


def _match(one: Any) -> dict[str, Any]:
    return {
        "family": one.candidate.code, "pledge": one.slot.pledge_id, "state": one.state,
        "made": _on(one.made_at), "accepted": _on(one.accepted_at), "ended": _on(one.ended_at),
        "reason": one.reason,
    }  # fmt: skip


def _instalment(one: Any) -> dict[str, Any]:
    return {
        "family": one.match.candidate.code, "month": one.month, "amount": one.amount,
        "due": one.due_on.isoformat(), "state": one.state, "note": one.note,
        "sent": _on(one.sent_at), "received": _on(one.received_at),
        "through_the_city": _passage(getattr(one, "passage", None)),
    }  # fmt: skip


def _passage(one: Passage | None) -> dict[str, Any] | None:
    """Return where a gift stands that goes through the city's account, None for others."""
    if one is None:
        return None
    return {
        "reference": one.reference, "state": one.state, "said": _on(one.said_at),
        "amount": one.amount, "received": one.received_on and one.received_on.isoformat(),
        "left": one.passed_on and one.passed_on.isoformat(), "wish": one.wish,
    }  # fmt: skip


def _on(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
