"""Bringing what is in the outbox out of the house."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tanggap.core import clock, crypto, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.language import Language
from tanggap.messaging import sealing
from tanggap.messaging.domain import retrying, wording
from tanggap.messaging.models import Message
from tanggap.messaging.services import channels, templates
from tanggap.messaging.types import Outgoing, Undelivered

ADDRESS: Final = "messaging.address"
POSTMAN: Final = Actor.system("Pengirim pesan")
AT_A_TIME: Final = 100
EVERYWHERE: Final = "messages leave for every region alike"
CLAIMED_FOR: Final = timedelta(minutes=2)


def begin(by: Actor = POSTMAN) -> None:
    """Start the job that delivers, unless one waits already: it will see what was committed."""
    if not JobRun.objects.filter(kind=KIND, state=JobState.QUEUED).exists():
        jobs.start(deliver_due, by=by, arguments={})


@jobs.job
def deliver_due(run_id: int) -> None:
    """Try every message that is due, oldest first, one transaction each."""
    done, at = 0, clock.now()
    while some := _due(at):
        for number in some:
            attempt(number, at=clock.now())
        done += len(some)
        jobs.report(run_id, done=done, total=done)


KIND: Final = f"{deliver_due.__module__}.{deliver_due.__qualname__}"


def look() -> None:
    """Start the delivery where something is due; the worker calls this every few seconds."""
    _wake(clock.now())
    forget(clock.now())
    if _due(clock.now(), most=1):
        begin()


def attempt(message_id: int, *, at: datetime) -> None:
    """Try to deliver one message. Whoever claims it first does it; the others leave it alone.

    The time of the next attempt is written before the first, so that a worker that is killed
    here delays the message and does not lose it.
    """
    query = Message.objects.unscoped(reason=EVERYWHERE)
    message = query.filter(pk=message_id, state=Message.State.WAITING, due_at__lte=at).first()
    if message is None:
        return
    claimed = query.filter(
        pk=message_id, state=Message.State.WAITING, attempts=message.attempts
    ).update(
        attempts=message.attempts + 1,
        due_at=max(at + CLAIMED_FOR, retrying.next_attempt(message.attempts + 1, at)),
    )
    if not claimed:
        return
    ways = _ways(message)
    if not ways:
        query.filter(pk=message_id).update(
            state=Message.State.NO_CHANNEL, error_code="no-channel", attempts=message.attempts
        )
        return
    _try(message, ways, at)


def _try(message: Message, ways: Sequence[tuple[str, str]], at: datetime) -> None:
    title, body = text_of(message)
    refusals = []
    for channel, address in ways:
        try:
            channels.deliver(channel, Outgoing(address, title, body))
        except Undelivered as refusal:
            refusals.append(refusal)
        else:
            _finish(message, state=Message.State.SENT, channel=channel, sent_at=at, error_code="",
                    sealed_phone=None, sealed_email=None, **_covered(message, channel))  # fmt: skip
            return
    for_good = all(one.for_good for one in refusals)
    if retrying.is_given_up(message.attempts + 1, for_good=for_good):
        _finish(message, state=Message.State.FAILED, error_code=refusals[-1].code)
    else:
        Message.objects.unscoped(reason=EVERYWHERE).filter(pk=message.pk).update(
            error_code=refusals[-1].code,
            due_at=retrying.next_attempt(message.attempts + 1, at),
        )


def text_of(message: Message) -> tuple[str, str]:
    """Return title and body of a message, as its recipient reads them."""
    language: Language = "en" if message.language == "en" else "id"
    return wording.filled(templates.of(message.template), message.context, language)


def shown_of(message: Message) -> tuple[str, str]:
    """Return title and body as an officer may read them: codes that open something are covered.

    In the example city the outbox is where messages arrive, so there they are not.
    """
    if message.channel == Message.Channel.SHOWN:
        return text_of(message)
    language: Language = "en" if message.language == "en" else "id"
    known = templates.of(message.template)
    return wording.filled(known, wording.covered(known, message.context), language)


def _covered(message: Message, channel: str) -> dict[str, bytes]:
    """Return what to change so that a message that went out opens nothing any more."""
    known = templates.of(message.template)
    if channel == Message.Channel.SHOWN or not known.secret:
        return {}
    return {"sealed_context": sealing.sealed(wording.covered(known, message.context))}


def _finish(message: Message, **changes: Any) -> None:
    """Write down how it ended."""
    Message.objects.unscoped(reason=EVERYWHERE).filter(pk=message.pk).update(**changes)


def _ways(message: Message) -> list[tuple[str, str]]:
    """Return the ways by which this message can go, with the address for each."""
    addresses = {"phone": message.sealed_phone, "email": message.sealed_email}
    found = []
    for channel in channels.available():
        if channel == "shown":
            found.append((channel, ""))
        elif (sealed := addresses[channel]) is not None:
            found.append((channel, crypto.unseal(bytes(sealed), purpose=ADDRESS)))
    return found


def _due(at: datetime, *, most: int = AT_A_TIME) -> list[int]:
    query = Message.objects.unscoped(reason=EVERYWHERE)
    due = query.filter(state=Message.State.WAITING, due_at__lte=at).order_by("due_at", "pk")
    return list(due.values_list("pk", flat=True)[:most])


def forget(at: datetime) -> int:
    """Forget the addresses of what did not go out within a week; return of how many messages."""
    query = Message.objects.unscoped(reason=EVERYWHERE).filter(
        state__in=[Message.State.FAILED, Message.State.NO_CHANNEL],
        created_at__lte=at - retrying.TOO_OLD,
    )
    kept = query.exclude(sealed_phone=None, sealed_email=None)
    return int(kept.update(sealed_phone=None, sealed_email=None))


@transaction.atomic
def _wake(at: datetime) -> None:
    """Put young messages that found no way back into the queue where there is a way now."""
    ways = channels.available()
    query = Message.objects.unscoped(reason=EVERYWHERE).filter(
        state=Message.State.NO_CHANNEL, created_at__gt=at - retrying.TOO_OLD
    )
    for channel, field in (("phone", "sealed_phone"), ("email", "sealed_email")):
        if channel in ways:
            query.filter(**{f"{field}__isnull": False}).update(
                state=Message.State.WAITING, due_at=at, error_code=""
            )
