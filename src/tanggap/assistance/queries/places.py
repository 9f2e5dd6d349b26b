"""What awards need of the ledger, read from the tables for many awards at once."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from tanggap.assistance.domain.places import Calendar, Membership, Need, Place, Promise
from tanggap.assistance.models import (
    Award,
    EndedMonth,
    ExclusionRule,
    Exemption,
    GroupMember,
    RoundMonth,
)
from tanggap.core.batches import batches

KEEPING: Final = "places are kept for every region alike"


def calendar() -> Calendar:
    """Return the rules in force and the months of all rounds."""
    memberships: dict[int, list[Membership]] = {}
    members = GroupMember.objects.filter(group__rule__status=ExclusionRule.Status.APPROVED)
    rows: Any = members.order_by("group", "pk").values_list(
        "programme_id", "group_id", "level", "holder", "group__rule__region_code",
        "group__rule__valid_from", "group__rule__valid_to", "component",
    )  # fmt: skip
    for programme, *rest in rows:
        memberships.setdefault(programme, []).append(Membership(*rest))
    months: dict[int, list[str]] = {}
    for number, month in RoundMonth.objects.order_by("month").values_list("round_id", "month"):
        months.setdefault(number, []).append(month)
    return Calendar(memberships, months)


def needed(awards: Collection[int], of: Calendar) -> dict[int, dict[Place, Need]]:
    """Return the places that each of some awards needs; none for one that is not active."""
    found: dict[int, dict[Place, Need]] = {}
    for some in batches(sorted(awards)):
        promises = _promises(some, with_components=of.asks_components)
        found |= {one.award: of.needed(one) for one in promises}
    return found


def _promises(awards: Sequence[int], *, with_components: bool) -> list[Promise]:
    query = Award.objects.unscoped(reason=KEEPING)
    ended = _sets(EndedMonth.objects.filter(award__in=awards).values_list("award_id", "month"))
    exempt = _sets(
        (award, (group, month))
        for award, group, month in Exemption.objects.filter(award__in=awards).values_list(
            "award_id", "group_id", "month"
        )
    )
    active = query.filter(pk__in=awards, status=Award.Status.ACTIVE).order_by("pk")
    rows: Any = active.values_list(
        "pk", "programme_id", "round_id", "person_id", "family", "household", "region_code"
    )
    told = active.exclude(components=None).values_list("pk", "components")
    known = {pk: frozenset(some or ()) for pk, some in told} if with_components else {}
    nothing: frozenset[Any] = frozenset()
    return [
        Promise(
            *(
                *row,
                ended.get(row[0], nothing),
                exempt.get(row[0], nothing),
                known.get(row[0], nothing),
            )
        )
        for row in rows
    ]


def _sets(pairs: Any) -> dict[int, frozenset[Any]]:
    found: dict[int, set[Any]] = {}
    for award, value in pairs:
        found.setdefault(award, set()).add(value)
    return {award: frozenset(values) for award, values in found.items()}
