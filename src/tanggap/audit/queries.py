"""Reading the log: filtered for an inspector, whole for a copy, link by link for a proof."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from tanggap.audit import append_only, chain
from tanggap.audit.models import ChainLink, Event
from tanggap.core import scoping
from tanggap.core.actor import Actor
from tanggap.core.permissions import Permission

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Filters:
    """What an inspector looks for; everything empty is everything."""

    code: str = ""
    codes: tuple[str, ...] = ()
    actor_id: int | None = None
    actor_name: str = ""
    subject: str = ""
    region_code: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What walking the chain found. The log holds good where `broken_at` is None."""

    links: int
    last_hash: str
    broken_at: int | None = None
    reason: str = ""
    unchained: int = field(default=0)


def events_for(actor: Actor, filters: Filters) -> QuerySet[Event]:
    """Return the events of the regions that the actor inspects, newest first.

    Acts without a region (a sign-in, a command) are for those who inspect the whole country or
    hold the permission over the region of the account that acted.
    """
    ranges = scoping.ranges_of(actor, Permission.AUDIT_VIEW)
    found = Event.objects.filter(scoping.within(ranges))
    if filters.code:
        found = found.filter(code=filters.code)
    if filters.codes:
        found = found.filter(code__in=filters.codes)
    if filters.actor_id is not None:
        found = found.filter(actor_id=filters.actor_id)
    if filters.actor_name:
        found = found.filter(actor_name__icontains=filters.actor_name)
    if filters.subject:
        found = found.filter(subject=filters.subject)
    if filters.region_code:
        found = found.filter(scoping.within([scoping.subtree(filters.region_code)]))
    if filters.since:
        found = found.filter(at__gte=_start_of(filters.since))
    if filters.until:
        found = found.filter(at__lte=_end_of(filters.until))
    return found.order_by("-at", "-pk")


def about(subject: str) -> QuerySet[Event]:
    """Return everything on record about one subject, newest first: who looked at this file."""
    return Event.objects.filter(subject=subject).order_by("-at", "-pk")


def place_of(event: Event) -> ChainLink | None:
    """Return the link that holds an event in the chain; None while it waits for one."""
    return ChainLink.objects.filter(event=event).first()


def document_of(event: Event) -> dict[str, Any]:
    """Return an event as the document that is hashed and exported."""
    return {
        "id": event.pk,
        "at": chain.moment(event.at),
        "code": event.code,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "subject": event.subject,
        "region_code": event.region_code,
        "reason": event.reason,
        "facts": event.facts,
    }


def exported() -> Iterator[str]:
    """Yield the whole chain as NDJSON, a link a line: number, hash, event (docs/audit.md)."""
    for link in _links():
        line = {"number": link.number, "hash": link.hash, "event": document_of(link.event)}
        yield json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"


def links() -> int:
    """Return how many events are in the chain."""
    last = ChainLink.objects.order_by("-number").first()
    return last.number if last else 0


def prove(tell: Callable[[int], None] | None = None) -> Proof:
    """Walk the chain from its start and compare every hash with its event.

    `tell` hears now and then how many links were walked.
    """
    previous, number = chain.START, 0
    for link in _links():
        if tell and number % CHUNK == 0:
            tell(number)
        if link.number != number + 1:
            return Proof(number, previous, broken_at=number + 1, reason="missing")
        wanted = chain.hash_after(previous, document_of(link.event))
        if link.hash != wanted:
            return Proof(number, previous, broken_at=link.number, reason="changed")
        previous, number = link.hash, link.number
    return Proof(number, previous, unchained=Event.objects.filter(link=None).count())


def _links() -> Iterator[ChainLink]:
    return ChainLink.objects.order_by("number").select_related("event").iterator(chunk_size=CHUNK)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def is_append_only() -> bool:
    """Tell whether the database itself refuses changes of the log."""
    return append_only.is_imposed(connection)
