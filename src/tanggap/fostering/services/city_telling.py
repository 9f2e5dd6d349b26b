"""What donors and coordinators hear of gifts that go through the city's account."""

from datetime import datetime
from typing import Final

from tanggap.accounts import queries as accounts
from tanggap.accounts.types import Permission
from tanggap.fostering.domain import city_notices as words
from tanggap.fostering.domain import notices
from tanggap.fostering.models import CityAccount, Passage
from tanggap.fostering.services import telling
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

REMINDERS: Final = {
    notices.DONOR_SOON: words.SOON,
    notices.DONOR_TODAY: words.TODAY,
    notices.DONOR_LATE: words.LATE,
}


def register() -> None:
    """Bring the templates to the outbox."""
    for code, (title, body) in words.TEMPLATES.items():
        messaging.templates.register(code, title=title, body=body)


def due(gift: Passage, account: CityAccount, template: str, at: datetime) -> None:
    """Remind a donor of an instalment, and where to send it."""
    one = gift.instalment
    telling.to_donor(
        REMINDERS[template], one.match, at, due=notices.day(one.due_on),
        amount=notices.rupiah(one.amount), bank=account.bank, number=account.number,
        holder=account.holder, reference=gift.reference,
    )  # fmt: skip


def received(gift: Passage, at: datetime) -> None:
    """Tell a donor what came in, and what of it is missing or more."""
    wanted = gift.instalment.amount
    if gift.amount == wanted:
        _tell(words.RECEIVED, gift, at)
    else:
        _tell(words.DIFFERENT, gift, at, wanted=notices.rupiah(wanted))


def missing(gift: Passage, at: datetime) -> None:
    """Tell a donor that nothing of it is on the statement."""
    telling.to_donor(words.MISSING, gift.instalment.match, at, reference=gift.reference)


def handed(gift: Passage, at: datetime) -> None:
    """Tell both sides that a gift was handed on, and ask the family whether it came."""
    _tell(words.HANDED, gift, at)
    telling.to_family(
        notices.FAMILY_SENT, gift.instalment.match, at, amount=notices.rupiah(gift.passed_amount)
    )


def stranded(gift: Passage, at: datetime) -> None:
    """Ask a donor what becomes of a gift that cannot reach its family any more."""
    _tell(words.STRANDED, gift, at)


def returned(gift: Passage, at: datetime) -> None:
    """Tell a donor that a gift was given back."""
    day = notices.day(gift.passed_on) if gift.passed_on else ""
    _tell(words.RETURNED, gift, at, day=day, receipt=gift.passed_receipt)


def moved(gift: Passage, there: Passage, at: datetime) -> None:
    """Tell a donor for which family a gift is now."""
    _tell(words.MOVED, there, at, before=gift.reference)


def late(gift: Passage, days: int, at: datetime) -> None:
    """Tell the coordinators that the city has had a gift for too long."""
    match = gift.instalment.match
    able = accounts.officers_with(Permission.FOSTER_MATCH, gift.region_code)
    for email in sorted({officer.email for officer in able if officer.email}):
        messaging.send(
            words.COORDINATOR_LATE, to=Recipient(email=email), subject=f"match:{match.pk}",
            context={
                "code": match.candidate.code, "days": str(days), "reference": gift.reference,
                "amount": notices.rupiah(gift.amount),
            },
            region_code=gift.region_code, by=telling.TELLER, at=at,
        )  # fmt: skip


def _tell(template: str, gift: Passage, at: datetime, **more: str) -> None:
    telling.to_donor(
        template, gift.instalment.match, at, amount=notices.rupiah(gift.amount),
        reference=gift.reference, **more,
    )  # fmt: skip
