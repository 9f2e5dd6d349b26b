"""What a round still promises, month by month: for those who bring it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Count

from tanggap.assistance.models import Award, EndedMonth, OverlapCase, Round
from tanggap.assistance.queries import awards
from tanggap.assistance.types import WAITING
from tanggap.core.batches import batches
from tanggap.core.scoping import Range, within

PAYING: Final = "who pays sees every award of the regions that were asked for"
Wait = Literal["", "unknown", "disputed", "amount"]


@dataclass(frozen=True, slots=True)
class PromisedMonth:
    """One month of an active award: `rupiah` is whole rupiah, None where nobody said how much.

    `wait` says why the money waits: "unknown" (nobody proved who it is), "disputed" (another
    award comes first and the case is not settled), "amount"; empty where it may be paid.
    """

    award: int
    person: int
    region_code: str
    month: str
    rupiah: int | None
    wait: Wait


def of_round(round_id: int, *, months: Collection[str], ranges: list[Range]) -> list[PromisedMonth]:
    """Return the months of a round's active awards in some regions, ended months left out."""
    query = Award.objects.unscoped(reason=PAYING).filter(
        within(ranges), round=round_id, status=Award.Status.ACTIVE
    )
    rows: list[dict[str, Any]] = list(
        query.order_by("region_code", "pk").values("id", "person_id", "region_code", "answer")
    )
    numbers = [row["id"] for row in rows]
    pays, lost = awards.amounts(numbers), _ended(numbers)
    disputed = _disputed(numbers)
    return [
        PromisedMonth(
            award=row["id"],
            person=row["person_id"],
            region_code=row["region_code"],
            month=month,
            rupiah=rupiah,
            wait=_wait(row["answer"], (row["id"], month) in disputed, rupiah),
        )
        for row in rows
        for month, rupiah in sorted(pays[row["id"]].items())
        if month in months and (row["id"], month) not in lost
    ]


def _wait(answer: str, disputed: bool, rupiah: int | None) -> Wait:
    if answer == Award.Answer.UNKNOWN:
        return "unknown"
    if disputed:
        return "disputed"
    return "amount" if rupiah is None else ""


def _ended(numbers: list[int]) -> set[tuple[int, str]]:
    return {
        pair
        for some in batches(numbers)
        for pair in EndedMonth.objects.filter(award__in=some).values_list("award_id", "month")
    }


def _disputed(numbers: list[int]) -> set[tuple[int, str]]:
    """Return the months that an award may lose: the award that comes first goes on meanwhile."""
    cases = OverlapCase.objects.unscoped(reason=PAYING).filter(status__in=WAITING)
    return {
        (award, month)
        for some in batches(numbers)
        for award, months in cases.filter(other__in=some).values_list("other_id", "months")
        for month in months
    }


@dataclass(frozen=True, slots=True)
class RoundOffered:
    """A round with active awards: `round` is the row, `months` are `yyyy-mm`, in order."""

    round: Any
    programme: str
    name: str
    months: tuple[str, ...]
    awards: int


def rounds(ranges: list[Range]) -> list[RoundOffered]:
    """Return the rounds with active awards in some regions, the newest months first."""
    query = Award.objects.unscoped(reason=PAYING).filter(within(ranges), status=Award.Status.ACTIVE)
    counts = dict(query.values_list("round").annotate(Count("pk")).order_by())
    found = Round.objects.filter(pk__in=counts).select_related("programme")
    offered = [
        RoundOffered(
            round=one,
            programme=one.programme.code,
            name=one.programme.name,
            months=tuple(sorted(month.month for month in one.months.all())),
            awards=counts[one.pk],
        )
        for one in found.prefetch_related("months")
    ]
    return sorted(offered, key=lambda one: (one.months[::-1], one.programme), reverse=True)
