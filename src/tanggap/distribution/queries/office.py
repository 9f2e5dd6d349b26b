"""Batches and payments as the office sees them."""

from typing import Any

from django.db.models import Count, Sum

from tanggap.core.actor import Actor
from tanggap.distribution.models import Batch, Payment, Point, ResultLine, Stock
from tanggap.people.queries import people

OWN = "the payments of a batch that the officer may see"
SHOWN = 200


def listed(actor: Actor, *, state: str = "", channel: str = "") -> Any:
    """Return the batches that an officer may see, the newest first."""
    query = Batch.objects.visible_to(actor).select_related("programme", "round")
    if state:
        query = query.filter(state=state)
    return query.filter(channel=channel) if channel else query


def one(actor: Actor, pk: int) -> Batch | None:
    """Return a batch that the officer may see."""
    found: Batch | None = listed(actor).select_related("stock").filter(pk=pk).first()
    return found


def states(actor: Actor) -> dict[str, int]:
    """Return how many batches an officer may see in each state."""
    query = Batch.objects.visible_to(actor).order_by()
    return dict(query.values_list("state").annotate(Count("pk")))


def by_state(batch: Batch) -> list[dict[str, Any]]:
    """Return count and rupiah of a batch's payments by state and reason."""
    query = Payment.objects.unscoped(reason=OWN).filter(batch=batch).order_by()
    rows = query.values("state", "why").annotate(count=Count("pk"), rupiah=Sum("amount"))
    order = list(Payment.State.values)
    return [
        {
            **row,
            "state_words": Payment.State(row["state"]).label,
            "why_words": Payment.Why(row["why"]).label if row["why"] else "",
        }
        for row in sorted(rows, key=lambda row: (order.index(row["state"]), row["why"]))
    ]


def payments(batch: Batch, *, state: str = "") -> Any:
    """Return the payments of a batch, of one state if one is named."""
    query = Payment.objects.unscoped(reason=OWN).filter(batch=batch).order_by("region_code", "pk")
    return query.filter(state=state) if state else query


def tries(actor: Actor, award_id: int) -> Any:
    """Return all payments of an award that the officer may see, month by month."""
    query = Payment.objects.visible_to(actor).filter(award=award_id).select_related("batch")
    return query.order_by("month", "attempt", "pk")


def names(actor: Actor, rows: list[Payment]) -> dict[int, str]:
    """Return the names of payees whom the officer may see by their own right."""
    return {
        pk: name for pk, (_, name) in people.names_for(actor, {r.person_id for r in rows}).items()
    }


def differences(file: Any) -> Any:
    """Return the lines of an answer that somebody must look at, at most SHOWN."""
    wrong = file.lines.exclude(finding__in=[ResultLine.Finding.FITS, ResultLine.Finding.SAME])
    return wrong.select_related("payment")[:SHOWN]


def points(actor: Actor) -> Any:
    """Return the points of an officer's regions with their seats counted."""
    return Point.objects.visible_to(actor).annotate(
        all_seats=Count("seats"), taken=Count("seats__payment")
    )


def stocks(actor: Actor) -> Any:
    """Return the stores of an officer's regions."""
    return Stock.objects.visible_to(actor)
