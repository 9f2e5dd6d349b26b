"""Putting a message into the outbox."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import crypto
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_phone
from tanggap.messaging import sealing
from tanggap.messaging.domain import wording
from tanggap.messaging.models import Message
from tanggap.messaging.services import delivery, templates
from tanggap.messaging.types import NotAllowed, Recipient


@transaction.atomic
def send(
    template: str,
    *,
    to: Recipient,
    context: Mapping[str, str],
    subject: str,
    region_code: str,
    by: Actor,
    at: datetime,
) -> Message:
    """Write a message into the outbox, in the caller's transaction; it leaves after the commit.

    The outbox is the record of what was told; the act itself is in the audit log. Raises KeyError
    for an unknown template and BadContext where the context does not fit it: faults of the code,
    not of the citizen. Without any address the message stays, as one without a channel.
    """
    known = templates.of(template)
    wording.check(known, context)
    reachable = bool(to.phone or to.email)
    message: Message = Message.objects.create(
        template=template,
        sealed_context=sealing.sealed(context),
        language=to.language,
        subject=subject,
        region_code=region_code,
        sealed_phone=crypto.seal(to.phone, purpose=delivery.ADDRESS) if to.phone else None,
        sealed_email=crypto.seal(to.email, purpose=delivery.ADDRESS) if to.email else None,
        masked=", ".join(part for part in (mask_phone(to.phone), mask_email(to.email)) if part),
        state=Message.State.WAITING if reachable else Message.State.NO_CHANNEL,
        error_code="" if reachable else "no-address",
        due_at=at,
        by_name=by.name,
        created_at=at,
    )
    if reachable:
        transaction.on_commit(partial(delivery.begin, by))
    return message


@transaction.atomic
def send_again(*, message_id: int, by: Actor, at: datetime) -> None:
    """Put a message that failed, or found no way, back into the queue; on the record.

    Raises NotAllowed: "state" (it waits or was sent), "address" (none is known any more); and
    Forbidden.
    """
    query = Message.objects.unscoped(reason="the region is checked here")
    message = query.select_for_update().get(pk=message_id)
    require(by, Permission.MESSAGE_VIEW, region_code=message.region_code)
    if message.state not in (Message.State.FAILED, Message.State.NO_CHANNEL):
        raise NotAllowed("state")
    if message.sealed_phone is None and message.sealed_email is None:
        raise NotAllowed("address")
    moved = query.filter(pk=message_id, state=message.state).update(
        state=Message.State.WAITING, attempts=0, due_at=at, error_code=""
    )
    if not moved:
        raise NotAllowed("state")
    audit.record(
        "messaging.message.sent_again", by=by, at=at, subject=f"message:{message_id}",
        region_code=message.region_code, facts={"about": message.subject},
    )  # fmt: skip
    transaction.on_commit(partial(delivery.begin, by))


def mask_email(address: str) -> str:
    """Return an e-mail address with its first letter and its domain: s***@contoh.id."""
    name, _, domain = address.strip().rpartition("@")
    return f"{name[:1]}***@{domain}" if name and domain else "*" * len(domain)
