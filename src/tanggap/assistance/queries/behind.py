"""The rows behind the figures of the dashboards: codes and places, no name and no number.

Every function answers for the regions where the actor may see awards, and counts as the figures
do: people and households where they live. Rows come in the order of their ids, a page at a time,
each page after the last id of the one before; counting a million rows to number the pages would
take longer than reading one of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from tanggap.accounts.types import Permission
from tanggap.assistance.models import Award, Programme
from tanggap.core import scoping
from tanggap.core.actor import Actor
from tanggap.people.queries import homes

PAGE: Final = 100
AT_HOME: Final = "narrowed to the places where the people live, which the actor may see"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person with aid, and by which programmes."""

    person_id: int
    code: str
    region_code: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household, who lives there, and which programmes it receives."""

    household_id: int
    code: str
    region_code: str
    person_codes: tuple[str, ...]
    programmes: tuple[str, ...]


def recipients(
    actor: Actor, *, region: str, programme: str = "", month: str = "", after: int = 0
) -> list[Recipient]:
    """Return one page of people with aid who live in a region."""
    home = "person__region_code"
    seen = scoping.within(scoping.ranges_of(actor, Permission.AWARD_VIEW), home)
    here = scoping.within([scoping.subtree(region)], home)
    found = _active(programme, month).filter(seen, here, person_id__gt=after)
    people = found.order_by("person_id").values_list(
        "person_id", "person__code", "person__region_code"
    )
    page = list(people.distinct()[:PAGE])
    programmes = _programmes("person_id", [row[0] for row in page])
    return [Recipient(*row, programmes=programmes[row[0]]) for row in page]


def households_with_aid(
    actor: Actor, *, region: str, programme: str = "", month: str = "", after: int = 0
) -> list[HouseholdRow]:
    """Return one page of households with aid that live in a region."""
    held = _active(programme, month).filter(household=OuterRef("pk"))
    return _page(homes.within(actor, Permission.AWARD_VIEW, region).filter(Exists(held)), after)


def households_without_aid(actor: Actor, *, region: str, after: int = 0) -> list[HouseholdRow]:
    """Return one page of households that stand in a register and that no aid reaches."""
    registers = Programme.objects.exclude(kind=Programme.Kind.AID).values_list("code", flat=True)
    held = _active().filter(household=OuterRef("pk"))
    here = homes.within(actor, Permission.AWARD_VIEW, region).filter(~Exists(held))
    found = homes.first_listed(here, registers, after=after, most=PAGE)
    return _page(homes.among(found), 0)


def households_together(
    actor: Actor, *, region: str, programmes: Collection[str], after: int = 0
) -> list[HouseholdRow]:
    """Return one page of households that receive exactly these programmes."""
    found = homes.within(actor, Permission.AWARD_VIEW, region)
    for code in programmes:
        found = found.filter(Exists(_active(code).filter(household=OuterRef("pk"))))
    others = _active().exclude(programme__code__in=programmes).filter(household=OuterRef("pk"))
    return _page(found.filter(~Exists(others)), after)


def _page(households: Any, after: int) -> list[HouseholdRow]:
    seen = homes.seen(households.filter(pk__gt=after).order_by("pk")[:PAGE])
    programmes = _programmes("household", [one.household_id for one in seen])
    return [
        HouseholdRow(
            one.household_id, one.code, one.region_code, one.person_codes,
            programmes[one.household_id],
        )
        for one in seen
    ]  # fmt: skip


def _programmes(field: str, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return which programmes each person or household receives, by code."""
    rows: Iterable[Any] = (
        _active()
        .filter(**{f"{field}__in": numbers})
        .values_list(field, "programme__code")
        .order_by("programme__code")
        .distinct()
    )
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, code in rows:
        found[number] += (code,)
    return found


def _active(programme: str = "", month: str = "") -> QuerySet[Award]:
    found: QuerySet[Award] = Award.objects.unscoped(reason=AT_HOME).filter(
        status=Award.Status.ACTIVE
    )
    if programme:
        found = found.filter(programme__code=programme)
    if month:
        found = found.filter(round__months__month=month).exclude(ended_months__month=month)
    return found
