"""How many people and households a programme reaches in a month; each counted once, at home.

A person may hold several awards, read in several kelurahan. Counting awards would count them
twice; here a person counts where the person lives, and a household where it lives.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tanggap.assistance.models import Award, EndedMonth, Programme, RoundMonth
from tanggap.people.queries import homes

Numbers = NDArray[np.int64]
WHOLE: Final = "figures of all regions, shown to each officer only for theirs"
CHUNK: Final = 20_000


@dataclass(frozen=True, slots=True)
class ReachFact:
    """Distinct people and households with aid in a place; empty codes mean all of them."""

    region_code: str
    programme: str
    month: str
    recipients: int
    households: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The active awards as columns of whole numbers; places are indexes into `places`."""

    award: Numbers
    programme: Numbers
    round: Numbers
    person: Numbers
    person_place: Numbers
    household: Numbers
    household_place: Numbers
    places: list[str]


def reach() -> Iterator[ReachFact]:
    """Yield the figures of every place by programme and month, and over all of either."""
    table = _table()
    programmes = dict(Programme.objects.values_list("pk", "code"))
    months = _months(table)
    for number, code in [(0, ""), *sorted(programmes.items())]:
        of_programme = table.programme == number if number else np.ones(len(table.award), bool)
        if not of_programme.any():
            continue
        yield from _counted(table, of_programme, code, "")
        for month, in_month in months.items():
            yield from _counted(table, of_programme & in_month, code, month)


def _counted(
    table: _Table, chosen: NDArray[np.bool_], code: str, month: str
) -> Iterator[ReachFact]:
    people = _distinct(table.person[chosen], table.person_place[chosen], len(table.places))
    households = _distinct(
        table.household[chosen], table.household_place[chosen], len(table.places)
    )
    for place in np.flatnonzero(people | households):
        yield ReachFact(
            table.places[place], code, month, int(people[place]), int(households[place])
        )


def _distinct(subjects: Numbers, places: Numbers, count: int) -> Numbers:
    """Return how many distinct subjects live in each place."""
    _, first = np.unique(subjects, return_index=True)
    return np.bincount(places[first], minlength=count)


def _months(table: _Table) -> dict[str, NDArray[np.bool_]]:
    """Return for each month which awards pay in it."""
    rounds: dict[str, list[int]] = defaultdict(list)
    for number, month in RoundMonth.objects.values_list("round_id", "month"):
        rounds[month].append(number)
    ended: dict[str, list[int]] = defaultdict(list)
    for award, month in EndedMonth.objects.values_list("award_id", "month"):
        ended[month].append(award)
    return {
        month: np.isin(table.round, rounds[month]) & ~np.isin(table.award, ended[month])
        for month in sorted(rounds)
    }


def _table() -> _Table:
    places: dict[str, int] = {}
    columns: list[list[int]] = [[], [], [], [], [], []]
    for award, programme, round_, person, household, region in _rows():
        place = places.setdefault(region, len(places))
        row = (award, programme, round_, person, household or -person, place)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    whole = [np.array(column, np.int64) for column in columns]
    award, programme, round_, person, household, at_home = whole
    lives_at = _household_places(household, at_home, places)
    return _Table(award, programme, round_, person, at_home, household, lives_at, list(places))


def _household_places(household: Numbers, at_home: Numbers, places: dict[str, int]) -> Numbers:
    """Return where each award's household lives; who has none lives where the person does."""
    numbers, back = np.unique(household, return_inverse=True)
    known = homes.places_of(int(number) for number in numbers[numbers > 0])
    index = {number: places.setdefault(region, len(places)) for number, region in known.items()}
    found = np.array([index.get(int(number), -1) for number in numbers], np.int64)
    if not len(found):
        return at_home
    lives_at: Numbers = np.where(found[back] < 0, at_home, found[back])
    return lives_at


def _rows() -> Iterator[Any]:
    awards = Award.objects.unscoped(reason=WHOLE).filter(status=Award.Status.ACTIVE)
    yield from awards.values_list(
        "pk", "programme_id", "round_id", "person_id", "household", "person__region_code"
    ).iterator(chunk_size=CHUNK)
