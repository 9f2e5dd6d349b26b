"""Taking and giving back the places of a plan: compare and swap, and nothing else."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from tanggap.core import events
from tanggap.decisions.domain import choices as choosing
from tanggap.decisions.events import PlaceFreed
from tanggap.decisions.models import Place, Plan, PlanRow
from tanggap.decisions.queries import simulating
from tanggap.decisions.types import Full

WHOLE: Final = ""


def make(plan: Plan) -> int:
    """Make the places of a plan that was just approved; return how many there are in the whole.

    No more than rows that could want one.
    """
    limits = choosing.limits(simulating.choices_of(plan), cost=plan.cost)
    wanting = plan.rows.exclude(outcome=PlanRow.Outcome.OUT)
    regions = list(wanting.order_by().values_list("region_code", flat=True))
    most = len(regions) if limits.places is None else min(limits.places, len(regions))
    kinds = {WHOLE: most} | {
        code: min(limits.by_region[code], regions.count(code))
        for code in set(regions) & set(limits.by_region)
    }
    Place.objects.bulk_create(
        (
            Place(plan=plan, region_code=code, number=number, months_left=plan.months)
            for code, count in sorted(kinds.items())
            for number in range(1, count + 1)
        ),
        batch_size=500,
    )
    return most


@transaction.atomic
def take(row: PlanRow) -> list[str]:
    """Take a place for a row, and one of its kelurahan where that has a quota; return its months.

    A row that has its places keeps them. Raises Full, and then it has taken none.
    """
    held = Place.objects.filter(taken_by=row, region_code=WHOLE).first()
    if held is not None:
        return list(held.months_left)
    months = _take_one(row, WHOLE)
    if row.region_code in limited(row.plan_id):
        _take_one(row, row.region_code)
    return months


def has(row: PlanRow) -> bool:
    """Tell whether a row has its place."""
    return Place.objects.filter(taken_by=row, region_code=WHOLE).exists()


def release(row: PlanRow, *, paid: int = 0, at: datetime) -> None:
    """Give the places of a row back; what was paid already, so many months, is not paid again."""
    held = list(Place.objects.filter(taken_by=row))
    for place in held:
        left = list(place.months_left)[paid:]
        Place.objects.filter(pk=place.pk, taken_by=row).update(
            taken_by=None, months_left=left, is_open=bool(left)
        )
    if held:
        events.publish(PlaceFreed(row.plan_id, row.application_id, at))


def free(plan_id: int, region_code: str = WHOLE) -> QuerySet[Place]:
    """Return the places of a plan that nobody has."""
    return Place.objects.filter(
        plan=plan_id, region_code=region_code, taken_by=None, is_open=True
    ).order_by("number")


def _take_one(row: PlanRow, region_code: str) -> list[str]:
    """Take the first free place that nobody else is about to take; wait for those, at the end."""
    open_places = free(row.plan_id, region_code)
    if connection.features.has_select_for_update_skip_locked:
        unlocked = open_places.select_for_update(skip_locked=True).first()
        if unlocked is not None and swap(unlocked.pk, row):
            return list(unlocked.months_left)
    while (place := open_places.first()) is not None:
        if swap(place.pk, row):
            return list(place.months_left)
    raise Full


def swap(place_id: int, row: PlanRow) -> bool:
    """Put a row on a place that is free; False where somebody else has it."""
    return bool(Place.objects.filter(pk=place_id, taken_by=None, is_open=True).update(taken_by=row))


def limited(plan_id: int) -> set[str]:
    """Return the kelurahan that have a quota of their own in a plan."""
    plan = Plan.objects.unscoped(reason="places are kept for the whole plan").get(pk=plan_id)
    return set(choosing.limits(simulating.choices_of(plan), cost=plan.cost).by_region)


def full_regions(plan_id: int) -> set[str]:
    """Return the kelurahan whose own places are all taken."""
    free_ones = Place.objects.filter(plan=plan_id, taken_by=None, is_open=True)
    return limited(plan_id) - set(free_ones.values_list("region_code", flat=True))
