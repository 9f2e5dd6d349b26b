"""The outbox, as the office looks at it."""

from django.db.models import Count, QuerySet

from tanggap.core.actor import Actor
from tanggap.messaging.models import Message


def listed(actor: Actor, *, state: str = "", subject: str = "") -> QuerySet[Message]:
    """Return the messages of the officer's regions, the newest first."""
    found: QuerySet[Message] = Message.objects.visible_to(actor)
    if state:
        found = found.filter(state=state)
    if subject:
        found = found.filter(subject=subject)
    return found.order_by("-created_at", "-pk")


def counts(actor: Actor) -> dict[str, int]:
    """Return how many messages of the officer's regions there are, by state."""
    rows = Message.objects.visible_to(actor).order_by().values_list("state")
    return {str(state): int(n) for state, n in rows.annotate(n=Count("pk"))}
