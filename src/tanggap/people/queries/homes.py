"""Where households are and how many live in them: for counting, and for the rows behind a count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Min
from django.utils import timezone

from tanggap.core import scoping
from tanggap.core.actor import Actor
from tanggap.core.batches import BATCH, batches
from tanggap.people.models import Household, HouseholdMembership, Link, RecipientList
from tanggap.people.types import ListState, PersonStatus, RecordState

COUNTED: Final = "places of households that the caller counts; no personal data"


@dataclass(frozen=True, slots=True)
class HouseholdSeen:
    """A household as a table shows it: nobody's name, nobody's number."""

    household_id: int
    code: str
    region_code: str
    person_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry knows of a household without naming anybody.

    `births` are those of the people who live there (yyyymmdd, 0 unknown, month and day 0000 where
    only the year is known); `since` the day on which a list with one of them was first taken in.
    """

    births: tuple[int, ...]
    since: date | None


def places_of(household_ids: Iterable[int]) -> dict[int, str]:
    """Return the region code of each household."""
    rows = Household.objects.unscoped(reason=COUNTED)
    return {
        pk: region
        for some in batches(household_ids)
        for pk, region in rows.filter(pk__in=some).values_list("pk", "region_code")
    }


def within(actor: Actor, permission: str, region: str) -> Any:
    """Return the households below a region where the actor holds the permission (a query)."""
    found = Household.objects.visible_to(actor, permission)
    return found.filter(scoping.within([scoping.subtree(region)]))


def first_listed(
    households: Any, programme_codes: Iterable[str], *, after: int, most: int
) -> list[int]:
    """Return the first ids after one of which somebody stands in a list of the programmes.

    Households are walked in the order of their ids, some at a time, each step by an index: one
    large query over lists, rows and people is fast or slow as the planner guesses.
    """
    lists = RecipientList.objects.unscoped(reason=COUNTED).filter(
        state=ListState.COMMITTED, programme_code__in=list(programme_codes)
    )
    wanted = list(lists.values_list("pk", flat=True))
    found: list[int] = []
    while len(found) < most:
        ids = households.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
        some = list(ids[:BATCH])
        if not some:
            break
        found += sorted(_listed(some, wanted))
        after = some[-1]
    return found[:most]


def _listed(household_ids: list[int], lists: list[int]) -> set[int]:
    members = HouseholdMembership.objects.filter(
        household__in=household_ids, superseded_at=None
    ).values_list("person", "household")
    lives_in = dict(members)
    rows = Link.objects.filter(
        superseded_at=None, record__state=RecordState.CURRENT, record__list__in=lists
    )
    return {
        lives_in[person]
        for some in batches(lives_in)
        for person in rows.filter(person__in=some).values_list("person", flat=True)
    }


def among(household_ids: Iterable[int]) -> Any:
    """Return households by their ids, which the caller was allowed to see (a query)."""
    return Household.objects.unscoped(reason=COUNTED).filter(pk__in=list(household_ids))


def seen(households: Any) -> list[HouseholdSeen]:
    """Return the households of a query, in its order, with the codes of who lives there."""
    found = list(households)
    codes: dict[int, list[str]] = {one.pk: [] for one in found}
    members = HouseholdMembership.objects.filter(household__in=list(codes), superseded_at=None)
    for household, code in members.order_by("pk").values_list("household", "person__code"):
        codes[household].append(code)
    return [HouseholdSeen(one.pk, one.code, one.region_code, tuple(codes[one.pk])) for one in found]


def known(household_ids: Iterable[int]) -> dict[int, Known]:
    """Return what is known of households whose ids the caller was allowed to see."""
    births: dict[int, list[int]] = {}
    lives_in: dict[int, int] = {}
    members = HouseholdMembership.objects.filter(superseded_at=None).exclude(
        person__status=PersonStatus.DECEASED
    )
    for some in batches(household_ids):
        rows = members.filter(household__in=some).order_by("pk")
        for household, person, birth in rows.values_list("household", "person", "person__birth"):
            births.setdefault(household, []).append(birth)
            lives_in[person] = household
    first = _first_taken_in(lives_in)
    return {one: Known(tuple(found), first.get(one)) for one, found in births.items()}


def _first_taken_in(lives_in: dict[int, int]) -> dict[int, date]:
    """Return the day of the first list by household."""
    rows = Link.objects.filter(superseded_at=None, record__list__committed_at__isnull=False)
    found: dict[int, date] = {}
    for some in batches(lives_in):
        dated = rows.filter(person__in=some).order_by().values_list("person")
        for person, at in dated.annotate(at=Min("record__list__committed_at")):
            household, day = lives_in[person], timezone.localdate(at)
            found[household] = min(day, found.get(household, day))
    return found
