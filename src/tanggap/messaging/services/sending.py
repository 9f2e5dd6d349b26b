"""Putting a message into the outbox."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction

from tanggap.core import crypto
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_phone
from tanggap.messaging.domain import wording
from tanggap.messaging.models import Message
from tanggap.messaging.services import delivery, templates
from tanggap.messaging.types import Recipient


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
        context=dict(context),
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


def mask_email(address: str) -> str:
    """Return an e-mail address with its first letter and its domain: s***@contoh.id."""
    name, _, domain = address.strip().rpartition("@")
    return f"{name[:1]}***@{domain}" if name and domain else "*" * len(domain)
