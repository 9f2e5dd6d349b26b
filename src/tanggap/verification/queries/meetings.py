"""Meetings and what they said."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from tanggap.applications.queries import visiting
from tanggap.core.actor import Actor
from tanggap.verification.models import Meeting, Name


@dataclass(frozen=True, slots=True)
class Entry:
    """A family on the agenda: its name and RT, and what was said; no score, no number."""

    id: int
    head_name: str
    rt: str
    rw: str
    opinion: str
    reason: str


def listed(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that an officer may record, the newest first, with counts."""
    query: QuerySet[Meeting] = Meeting.objects.visible_to(actor)
    return query.annotate(
        count=Count("names"),
        objections=Count("names", filter=Q(names__opinion="object")),
    )


def one(actor: Actor, meeting_id: int) -> Meeting | None:
    """Return a meeting that the actor may see, None where there is none."""
    found: Meeting | None = Meeting.objects.visible_to(actor).filter(pk=meeting_id).first()
    return found


def agenda(meeting: Meeting) -> list[Entry]:
    """Return the names of a meeting, by RW, RT and name."""
    names = list(meeting.names.all())
    homes = visiting.homes([one.application_id for one in names])
    entries = [
        Entry(one.pk, home.head_name, home.rt, home.rw, one.opinion, one.reason)
        for one in names
        for home in [homes[one.application_id]]
    ]
    return sorted(entries, key=lambda one: (one.rw, one.rt, one.head_name, one.id))


def objections(application_ids: Collection[int]) -> dict[int, str]:
    """Return why closed meetings objected, by application; the newest meeting counts."""
    rows: Any = (
        Name.objects.filter(application__in=list(application_ids), opinion__in=["agree", "object"])
        .exclude(meeting__closed_at=None)
        .order_by("meeting__closed_at", "pk")
        .values_list("application", "opinion", "reason")
    )
    newest = {application: (opinion, reason) for application, opinion, reason in rows}
    return {pk: reason for pk, (opinion, reason) in newest.items() if opinion == "object"}
