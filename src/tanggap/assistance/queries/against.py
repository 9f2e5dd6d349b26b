"""What stands against a programme, for those who hold it or would: for the apps above."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from tanggap.assistance.domain.judging import Clash, Enrolment, clashes
from tanggap.assistance.models import Award
from tanggap.assistance.queries import awards, books
from tanggap.assistance.queries.awards import HeldAward
from tanggap.assistance.types import Standing
from tanggap.core.batches import batches
from tanggap.overlap import Rulebook

KEPT: Final = "an overlap counts wherever the other award was made"


def forbidden(
    programme: str, standings: Mapping[int, Standing], *, since: str, region_code: str = ""
) -> dict[int, tuple[str, ...]]:
    """Return whom a programme is forbidden to from a month on, and by which programmes' aid.

    `standings` by a number of the caller's own; aid whose last month is over forbids nothing, and
    what donors give counts for nothing. `region_code` narrows the rules.
    """
    found: dict[int, tuple[str, ...]] = {}
    donors, book = books.of_donors(), books.book().at(region_code)
    for some in batches(sorted(standings)):
        held = [
            one
            for one in awards.near([standings[number] for number in some])
            if one.enrolment.programme not in donors
            and max(one.enrolment.months, default="") >= since
        ]
        months = frozenset(m for one in held for m in one.enrolment.months if m >= since)
        wanted = [Enrolment(programme, months, standings[number]) for number in some]
        others = [one.enrolment for one in held]
        for place, broken in clashes(wanted, others, book).items():
            if names := _blocking(broken, others):
                found[some[place]] = names
    return found


def broken(award_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return those of some active awards that a rule forbids beside others, and which programmes.

    What donors give does not count among the others. Each place has its own rules.
    """
    query = Award.objects.unscoped(reason=KEPT).filter(status=Award.Status.ACTIVE)
    by_place: dict[str, list[int]] = defaultdict(list)
    for some in batches(sorted(set(award_ids))):
        for number, place in query.filter(pk__in=some).values_list("pk", "region_code"):
            by_place[place].append(number)
    donors, book = books.of_donors(), books.book()
    found: dict[int, tuple[str, ...]] = {}
    for place, numbers in by_place.items():
        for some in batches(numbers):
            mine = awards.active(query.filter(pk__in=some))
            found |= _broken(mine, donors, book.at(place))
    return found


def _broken(
    mine: list[HeldAward], donors: Collection[str], book: Rulebook
) -> dict[int, tuple[str, ...]]:
    near = awards.near(
        [one.enrolment.standing for one in mine], without={one.award for one in mine}
    )
    held = [one.enrolment for one in near if one.enrolment.programme not in donors]
    found = clashes([one.enrolment for one in mine], held, book)
    return {
        mine[place].award: names
        for place, clashing in found.items()
        if (names := _blocking(clashing, held))
    }


def standings_of(award_ids: Collection[int]) -> list[Standing]:
    """Return to whom awards were promised."""
    query = Award.objects.unscoped(reason=KEPT)
    return [
        Standing(*row)
        for some in batches(sorted(set(award_ids)))
        for row in query.filter(pk__in=some).values_list("person_id", "family", "household")
    ]


def _blocking(found: Collection[Clash], held: list[Enrolment]) -> tuple[str, ...]:
    blocking = (one for one in found if one.action == "block" and not one.is_twin)
    return tuple(sorted({held[one.other].programme for one in blocking}))
