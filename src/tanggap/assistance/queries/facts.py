"""Counts over the whole ledger for the dashboards: no person, no number, no name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from django.db.models import Count, QuerySet, Sum

from tanggap.assistance.models import (
    Award,
    CaseStep,
    EndedMonth,
    OverlapCase,
    Programme,
    RoundMonth,
)
from tanggap.assistance.queries import awards, books
from tanggap.assistance.types import WAITING
from tanggap.core.actor import Actor
from tanggap.people.queries import subjects

WHOLE: Final = "figures of all regions, shown to each officer only for theirs"
NEWEST: Final = 200
"""Rows that are looked at for a change; the order of their numbers is nearly that of time."""
COUNTER: Final = Actor.system("buku bantuan")


@dataclass(frozen=True, slots=True)
class AidFact:
    """What one programme gives in one place in one month; rupiah is a lower bound."""

    region_code: str
    programme: str
    month: str
    awards: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """Households of one place that stand in a register, and those of them that no aid reaches."""

    region_code: str
    registered: int
    missed: int


@dataclass(frozen=True, slots=True)
class CombinationFact:
    """Households of one regency that receive exactly these programmes; `breaks` a rule or not."""

    region_code: str
    programmes: tuple[str, ...]
    households: int
    breaks: bool


@dataclass(frozen=True, slots=True)
class CaseFact:
    """Overlap cases of one place in one status, and their rupiah at stake or saved."""

    region_code: str
    status: str
    cases: int
    rupiah: int


def aid() -> Iterator[AidFact]:
    """Yield what every programme gives, by place and month."""
    groups = (
        _active()
        .values("region_code", "programme__code", "round_id")
        .annotate(n=Count("pk"), own=Count("amount"), own_sum=Sum("amount"))
        .order_by()
    )
    calendar: dict[int, list[tuple[str, int | None]]] = {}
    for number, month, amount in RoundMonth.objects.values_list("round_id", "month", "amount"):
        calendar.setdefault(number, []).append((month, amount))
    counted: Counter[tuple[str, str, str]] = Counter()
    rupiah: Counter[tuple[str, str, str]] = Counter()
    for row in groups:
        for month, amount in calendar.get(row["round_id"], ()):
            key = (row["region_code"], row["programme__code"], month)
            counted[key] += row["n"]
            rupiah[key] += (row["n"] - row["own"]) * (amount or 0) + (row["own_sum"] or 0)
    _without_ended(counted, rupiah)
    for key, count in counted.items():
        yield AidFact(*key, awards=count, rupiah=rupiah[key])


def places() -> Iterator[PlaceFact]:
    """Yield for every place how many households of a register live there, and how many of them
    have no aid at all.
    """
    registers = Programme.objects.exclude(kind=Programme.Kind.AID).values_list("code", flat=True)
    served = set(_active().exclude(household=None).values_list("household", flat=True))
    registered: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for one in subjects.listed_households(COUNTER, registers):
        registered[one.region_code] += 1
        missed[one.region_code] += one.household_id not in served
    for region, count in sorted(registered.items()):
        yield PlaceFact(region, count, missed[region])


def combinations() -> Iterator[CombinationFact]:
    """Yield which programmes households of a regency receive together."""
    book = books.book()
    rows = (
        _active()
        .exclude(household=None)
        .order_by("household")
        .values_list("household", "programme__code", "region_code")
    )
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for _, some in groupby(rows.iterator(chunk_size=10_000), key=itemgetter(0)):
        members = list(some)
        programmes = tuple(sorted({code for _, code, _ in members}))
        counts[members[0][2][:4], programmes] += 1
    for (region, programmes), count in counts.items():
        breaks = any(
            rule is not None and rule.action == "block"
            for place, one in enumerate(programmes)
            for other in programmes[place + 1 :]
            if (rule := book.between(one, other))
        )
        yield CombinationFact(region, programmes, count, breaks)


def cases() -> Iterator[CaseFact]:
    """Yield cases by place and status; a contested month of an award counts once in a place."""
    query = OverlapCase.objects.unscoped(reason=WHOLE)
    for row in query.values("region_code", "status").annotate(n=Count("pk")).order_by():
        here = query.filter(region_code=row["region_code"], status=row["status"])
        yield CaseFact(row["region_code"], row["status"], row["n"], _rupiah_of(here, row["status"]))


def programme_names() -> dict[str, str]:
    """Return the programmes that give aid, by code, with their names in the request's language."""
    aid = Programme.objects.filter(kind=Programme.Kind.AID)
    return {programme.code: programme.name for programme in aid}


def changed_after(moment: datetime) -> bool:
    """Tell whether awards or cases came or changed after a moment.

    Only the newest rows are looked at, for every look at the figures asks this.
    """
    awards_now = Award.objects.unscoped(reason=WHOLE).order_by("-pk").values_list("created_at")
    steps_now = CaseStep.objects.order_by("-pk").values_list("at")
    return any(at > moment for (at,) in awards_now[:NEWEST]) or any(
        at > moment for (at,) in steps_now[:NEWEST]
    )


def _rupiah_of(cases_here: QuerySet[OverlapCase], status: str) -> int:
    if status in WAITING:
        pairs = cases_here.values_list("other_id", "months")
        return awards.total((award, month) for award, months in pairs for month in months)
    ended = EndedMonth.objects.filter(case__in=cases_here)
    return awards.total(ended.values_list("award_id", "month"))


def _without_ended(
    counted: Counter[tuple[str, str, str]], rupiah: Counter[tuple[str, str, str]]
) -> None:
    """Take off the months that active awards lost in settled cases."""
    ended = list(
        EndedMonth.objects.filter(award__status=Award.Status.ACTIVE).values_list(
            "award__region_code", "award__programme__code", "month", "award_id"
        )
    )
    pays = awards.amounts({row[3] for row in ended})
    for region, programme, month, award in ended:
        counted[region, programme, month] -= 1
        rupiah[region, programme, month] -= pays[award].get(month) or 0


def _active() -> QuerySet[Award]:
    active: QuerySet[Award] = Award.objects.unscoped(reason=WHOLE).filter(
        status=Award.Status.ACTIVE
    )
    return active
