"""What families and donors hear by message; neither learns the other's name or number from it."""

from datetime import datetime
from typing import Final

from tanggap.core.actor import Actor
from tanggap.fostering import sealing
from tanggap.fostering.domain import notices
from tanggap.fostering.models import Candidate, Instalment, Introduction, Match
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

TELLER: Final = Actor.system("Tanggap: keluarga asuh")


def register() -> None:
    """Bring the templates to the outbox."""
    for code, (title, body) in notices.TEMPLATES.items():
        messaging.templates.register(code, title=title, body=body)


def accepted(match: Match, at: datetime) -> None:
    """Tell both sides that a match has begun, and when the first instalment is due."""
    first = match.instalments.order_by("number").first()
    due = notices.day(first.due_on) if first else ""
    to_family(notices.FAMILY_ACCEPTED, match, at, due=due)
    to_donor(notices.DONOR_ACCEPTED, match, at, due=due)


def ended(match: Match, reason: str, at: datetime) -> None:
    """Tell both sides that a match is over before its time, and why."""
    to_family(notices.FAMILY_ENDED, match, at, reason=reason)
    to_donor(notices.DONOR_ENDED, match, at, reason=reason)


def completed(match: Match, at: datetime) -> None:
    """Tell both sides that the whole package has arrived."""
    to_family(notices.FAMILY_COMPLETED, match, at)
    to_donor(notices.DONOR_COMPLETED, match, at)


def due(instalment: Instalment, template: str, at: datetime) -> None:
    """Remind a donor of an instalment."""
    to_donor(
        template, instalment.match, at, due=notices.day(instalment.due_on),
        amount=notices.rupiah(instalment.amount),
    )  # fmt: skip


def sent(instalment: Instalment, at: datetime) -> None:
    """Tell the family that the donor says that it gave, and ask whether it came."""
    to_family(notices.FAMILY_SENT, instalment.match, at, amount=notices.rupiah(instalment.amount))


def received(instalment: Instalment, at: datetime) -> None:
    """Tell the donor that an instalment arrived."""
    to_donor(notices.DONOR_RECEIVED, instalment.match, at, number=str(instalment.number))


def disputed(instalment: Instalment, at: datetime) -> None:
    """Tell the donor that the family says that an instalment did not come, or not whole."""
    to_donor(notices.DONOR_DISPUTED, instalment.match, at, number=str(instalment.number))


def meeting(introduction: Introduction, at: datetime, *, cancelled: bool = False) -> None:
    """Tell both sides where and when they meet, or that they do not."""
    told: dict[str, str] = {
        "when": notices.moment(introduction.meets_at), "place": introduction.place
    }  # fmt: skip
    family = notices.FAMILY_NO_MEETING if cancelled else notices.FAMILY_MEETING
    donor = notices.DONOR_NO_MEETING if cancelled else notices.DONOR_MEETING
    to_family(family, introduction.match, at, **told)
    to_donor(donor, introduction.match, at, **told)


def thanked(match: Match, text: str, at: datetime) -> None:
    """Bring a family's thanks to its donor."""
    to_donor(notices.DONOR_THANKED, match, at, text=text)


def late(instalment: Instalment, days: int, at: datetime, *, email: str) -> None:
    """Tell a coordinator that an instalment is late."""
    match = instalment.match
    _send(
        notices.COORDINATOR_LATE, Recipient(email=email), match, at, code=match.candidate.code,
        days=str(days),
    )  # fmt: skip


def entered(candidate: Candidate, at: datetime) -> None:
    """Tell a family that it may be chosen now."""
    _family(notices.FAMILY_ENTERED, candidate, at)


def to_family(template: str, match: Match, at: datetime, **context: str) -> None:
    """Send a family a message about its match."""
    _family(template, match.candidate, at, **context)


def to_donor(template: str, match: Match, at: datetime, **context: str) -> None:
    """Send a donor a message about a match; a family is its code."""
    donor = match.slot.pledge.donor
    if not donor.email:
        return  # whoever left is written to no more
    to = Recipient(email=donor.email, phone=sealing.contact_of(donor.sealed_phone))
    _send(template, to, match, at, code=match.candidate.code, **context)


def _family(template: str, candidate: Candidate, at: datetime, **context: str) -> None:
    phone = sealing.contact_of(candidate.sealed_phone)
    if not phone:
        return  # an officer tells them; the list of families says which have no telephone
    messaging.send(
        template, to=Recipient(phone=phone), context={"code": candidate.code, **context},
        subject=f"candidate:{candidate.pk}", region_code=candidate.region_code, by=TELLER, at=at,
    )  # fmt: skip


def _send(template: str, to: Recipient, match: Match, at: datetime, **context: str) -> None:
    messaging.send(
        template, to=to, context=context, subject=f"match:{match.pk}",
        region_code=match.region_code, by=TELLER, at=at,
    )  # fmt: skip
