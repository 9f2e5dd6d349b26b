"""The rows of the registry as the matching sees them, with what is known of them so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl
from django.db.models import Exists, OuterRef, Q

from tanggap.core.batches import batches
from tanggap.people.domain import consistency
from tanggap.people.models import (
    HouseholdMembership,
    Link,
    MatchDecision,
    RecipientList,
    SourceRecord,
)
from tanggap.people.rows import frame_of
from tanggap.people.services import neighbours
from tanggap.people.types import RecordState, Verdict

CHUNK: Final = 20_000
_COLUMNS: Final = ("pk", "list_id", "sheet", "row", "cells", "sealed", "number_marks")


@dataclass(frozen=True, slots=True)
class Registry:
    """Rows to be matched; `ids[i]` is the record of row i, `places` the other way round.

    `must` and `cannot` are row pairs that officers decided. `last_decision` is the newest
    decision that was seen. Where new rows are to be placed (`placing`), those that they may meet
    come before them, and `people` and `homes` are the person and the household of each.
    """

    ids: list[int]
    raw: pl.DataFrame
    region: str | None
    must: list[tuple[int, int]]
    cannot: list[tuple[int, int]]
    last_decision: int
    placing: bool = False
    people: list[int] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)

    def persons(self) -> list[int | None]:
        """Return who each row is now, None for rows without a person."""
        if not self.placing:
            return persons_of(self.ids)
        return [*self.people, *persons_of(self.ids[len(self.people) :])]

    @property
    def places(self) -> dict[int, int]:
        """Return the row of each record."""
        return {record: place for place, record in enumerate(self.ids)}


def load(*, staged_list: int | None = None) -> Registry:
    """Load all current rows, and those of a staged list where one is named."""
    last = _last_decision()
    wanted = Q(state=RecordState.CURRENT)
    if staged_list is not None:
        wanted |= Q(list_id=staged_list, state=RecordState.STAGED)
    rows = _records().filter(wanted).order_by("pk").values_list(*_COLUMNS).iterator(CHUNK)
    ids, raw = _read(batches(rows, CHUNK))
    must, cannot = _decided({record: place for place, record in enumerate(ids)})
    return Registry(ids, raw, _region(), must, cannot, last)


def load_neighbourhood(new: Sequence[int]) -> Registry:
    """Load new rows, and before them all rows of the people that they may be or live with.

    A person without a household has one of their own, with a number below 0.
    """
    last = _last_decision()
    met = neighbours.people_met(new)
    met |= {one for one in persons_of(_decided_with(new)) if one is not None}
    known = neighbours.rows_of(met)
    for row in new:
        known.pop(row, None)
    ids, raw = _read(
        list(_records().filter(pk__in=some).order_by("pk").values_list(*_COLUMNS))
        for some in batches([*known, *new])
    )
    must, cannot = _decided({record: place for place, record in enumerate(ids)})
    people = list(known.values())
    homes = {person: home for person, (_, home, _) in households_of(set(people)).items()}
    of_people = [homes.get(one, -one) for one in people]
    return Registry(ids, raw, _region(), must, cannot, last, True, people, of_people)


def unlinked(lists: Iterable[int]) -> list[int]:
    """Return the current rows of lists that nobody is yet."""
    linked = Link.objects.filter(record=OuterRef("pk"), superseded_at=None)
    rows = _records().filter(list_id__in=list(lists), state=RecordState.CURRENT)
    return list(rows.filter(~Exists(linked)).order_by("pk").values_list("pk", flat=True))


def staged(list_id: int) -> list[int]:
    """Return the rows of a staged list."""
    rows = _records().filter(list_id=list_id, state=RecordState.STAGED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _read(parts: Iterable[list[Any]]) -> tuple[list[int], pl.DataFrame]:
    ids: list[int] = []
    frames: list[pl.DataFrame] = []
    for some in parts:
        ids += [row[0] for row in some]
        frames.append(frame_of(some))
    return ids, pl.concat(frames) if frames else frame_of([])


def _last_decision() -> int:
    newest = MatchDecision.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _decided_with(new: Sequence[int]) -> list[int]:
    """Return the rows that officers decided upon together with these."""
    wanted = set(new)
    decided = MatchDecision.objects.filter(undone_at=None).values_list("low_id", "high_id")
    found = {row for pair in decided if not wanted.isdisjoint(pair) for row in pair}
    return sorted(found - wanted)


def persons_of(ids: Sequence[int]) -> list[int | None]:
    """Return who each row is now, None for rows without a person."""
    known: dict[int, int] = {}
    for some in batches(ids):
        links = Link.objects.filter(record_id__in=some, superseded_at__isnull=True)
        known |= dict(links.values_list("record_id", "person_id"))
    return [known.get(record) for record in ids]


def households_of(people: Iterable[int]) -> dict[int, tuple[int, int, bool]]:
    """Return (membership, household, decided by an officer) of people who have one."""
    found = {}
    for some in batches(sorted(people)):
        for pk, person, home, decided in HouseholdMembership.objects.filter(
            person__in=some, superseded_at=None
        ).values_list("pk", "person_id", "household_id", "decided"):
            found[person] = (pk, home, decided)
    return found


def _decided(
    places: dict[int, int],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return what was decided, as row pairs; what holds for a row holds for its successor."""
    successor = dict(
        _records()
        .filter(state=RecordState.REPLACED)
        .filter(Q(pk__in=MatchDecision.objects.filter(undone_at=None).values("low"))
                | Q(pk__in=MatchDecision.objects.filter(undone_at=None).values("high"))
                | Q(replaced_by__state=RecordState.REPLACED))
        .values_list("pk", "replaced_by_id")
    )  # fmt: skip

    def place(record: int) -> int | None:
        while record in successor:
            record = successor[record]
        return places.get(record)

    must: list[tuple[int, int]] = []
    cannot: dict[tuple[int, int], None] = {}
    for low, high, verdict in MatchDecision.objects.filter(undone_at=None).values_list(
        "low_id", "high_id", "verdict"
    ):
        a, b = place(low), place(high)
        if a is None or b is None or a == b:
            continue
        if verdict == Verdict.SAME:
            must.append((a, b))
        else:
            cannot[(a, b)] = None
    return must, consistency.consistent(must, cannot)


def _region() -> str | None:
    """Return the regency that all lists are about, None where they are about several."""
    lists = RecipientList.objects.unscoped(reason="which regency the lists are about")
    regencies = {code[:4] for code in lists.values_list("region_code", flat=True).distinct()}
    only = next(iter(regencies)) if len(regencies) == 1 else ""
    return only if len(only) == 4 else None


def _records() -> Any:
    return SourceRecord.objects.unscoped(reason="the matching compares everybody with everybody")
