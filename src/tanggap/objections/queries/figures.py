"""Figures of objections and reports: by kind, age and office; and of the survey.

What is too few is hidden (`core.hiding`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, Final

from django.db.models import Count, Q

from tanggap.core import hiding
from tanggap.core.actor import Actor
from tanggap.objections.domain.states import OPEN
from tanggap.objections.domain.surveying import WAITS
from tanggap.objections.models import Survey, Ticket
from tanggap.objections.types import Kind

BY: Final = ("channel", "programme", "region_code")
PUBLIC: Final = "figures without anybody, small cells hidden"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the tickets of a kind or an office. `days` is the median age of the answers.

    `in_time` counts the answers that came by their day, `old` the open ones that are late.
    """

    name: str
    told: int
    open: int
    old: int
    answered: int
    in_time: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """What one group of a survey said. None where it is too few to be shown; `name` "" is all."""

    name: str
    answers: int | None
    received: int | None = None
    whole: int | None = None
    money_asked: int | None = None
    long_wait: int | None = None


def by_kind(actor: Actor, today: date) -> list[Row]:
    """Return the tickets of the officer's regions by kind, the most frequent first."""
    return _rows(_facts(Ticket.objects.visible_to(actor)), "kind", today)


def by_office(actor: Actor, today: date) -> list[Row]:
    """Return them by kelurahan, the most frequent first."""
    return _rows(_facts(Ticket.objects.visible_to(actor)), "region_code", today)


def public_by_kind() -> dict[str, int]:
    """Return how many tickets of each kind were told; what is too few is left out."""
    query = Ticket.objects.unscoped(reason=PUBLIC).order_by().values_list("kind")
    sizes = {str(kind): int(n) for kind, n in query.annotate(n=Count("pk"))}
    hidden = hiding.hidden_groups(sizes)
    return {kind: n for kind, n in sizes.items() if kind not in hidden and kind in set(Kind)}


def asked(actor: Actor) -> dict[str, int]:
    """Return how many deliveries were drawn, asked, answered, and wait for a call."""
    found: dict[str, int] = Survey.objects.visible_to(actor).aggregate(
        drawn=Count("pk"),
        asked=Count("pk", filter=Q(asked_at__isnull=False)),
        answered=Count("pk", filter=Q(state="answered")),
    )
    return found


def said(actor: Actor, by: str) -> list[Said]:
    """Return the answers of the officer's regions by one of BY, the largest group first."""
    query = Survey.objects.visible_to(actor).filter(state="answered")
    groups: dict[str, list[Any]] = defaultdict(list)
    fields = ("received", "whole", "money_asked", "wait")
    for name, *answers in query.order_by().values_list(by, *fields):
        groups[name].append(answers)
    hidden = hiding.hidden_groups({name: len(rows) for name, rows in groups.items()})
    order = sorted(groups, key=lambda name: (name in hidden, -len(groups[name]), name))
    return [Said(name, None) if name in hidden else _said(name, groups[name]) for name in order]


def all_said(actor: Actor) -> Said:
    """Return the answers of all the officer's regions together."""
    query = Survey.objects.visible_to(actor).filter(state="answered").order_by()
    return _said("", list(query.values_list("received", "whole", "money_asked", "wait")))


def _said(name: str, rows: list[Any]) -> Said:
    count = len(rows)
    if 0 < count < hiding.LEAST:
        return Said(name, None)
    return Said(
        name=name,
        answers=count,
        received=hiding.part(sum(bool(row[0]) for row in rows), count),
        whole=hiding.part(sum(row[1] is True for row in rows), count),
        money_asked=hiding.part(sum(bool(row[2]) for row in rows), count),
        long_wait=hiding.part(sum(row[3] in WAITS[2:] for row in rows), count),
    )


def _facts(query: Any) -> list[dict[str, Any]]:
    fields = ("kind", "region_code", "state", "received_at", "due_on", "answered_at")
    return list(query.order_by().values(*fields))


def _rows(facts: Iterable[dict[str, Any]], by: str, today: date) -> list[Row]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in facts:
        groups[one[by]].append(one)
    rows = [_row(name, some, today) for name, some in groups.items()]
    return sorted(rows, key=lambda row: (-row.told, row.name))


def _row(name: str, some: list[dict[str, Any]], today: date) -> Row:
    open_ones = [one for one in some if one["state"] in OPEN]
    done = [one for one in some if one["answered_at"] and one["state"] not in OPEN]
    ages = [(one["answered_at"] - one["received_at"]).days for one in done]
    return Row(
        name=name,
        told=len(some),
        open=len(open_ones),
        old=sum(one["due_on"] < today for one in open_ones),
        answered=len(done),
        in_time=sum(one["answered_at"].date() <= one["due_on"] for one in done),
        days=round(median(ages)) if ages else None,
    )
