"""The rows of the registry as the matching sees them, with what is known of them so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import polars as pl
from django.db.models import Q

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
from tanggap.people.types import RecordState, Verdict

CHUNK: Final = 20_000
EVERYBODY: Final = 200_000
"""Up to so many rows a staged list is compared with all; beyond, with those that it may meet."""
_COLUMNS: Final = ("pk", "list_id", "sheet", "row", "cells", "sealed", "number_marks")


@dataclass(frozen=True, slots=True)
class Registry:
    """Rows to be matched; `ids[i]` is the record of row i, `places` the other way round.

    `must` and `cannot` are row pairs that officers decided. `last_decision` is the newest
    decision that was seen.
    """

    ids: list[int]
    raw: pl.DataFrame
    region: str | None
    must: list[tuple[int, int]]
    cannot: list[tuple[int, int]]
    last_decision: int

    @property
    def places(self) -> dict[int, int]:
        """Return the row of each record."""
        return {record: place for place, record in enumerate(self.ids)}


def load(*, staged_list: int | None = None) -> Registry:
    """Load all current rows, and those of a staged list where one is named."""
    last = MatchDecision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    wanted = Q(state=RecordState.CURRENT)
    if staged_list is not None:
        wanted = _neighbours(staged_list) | Q(list_id=staged_list, state=RecordState.STAGED)
    ids: list[int] = []
    frames: list[pl.DataFrame] = []
    rows = _records().filter(wanted).order_by("pk").values_list(*_COLUMNS).iterator(CHUNK)
    for some in batches(rows, CHUNK):
        ids += [row[0] for row in some]
        frames.append(frame_of(some))
    raw = pl.concat(frames) if frames else frame_of([])
    places = {record: place for place, record in enumerate(ids)}
    must, cannot = _decided(places)
    return Registry(ids, raw, _region(), must, cannot, last)


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


def _neighbours(list_id: int) -> Q:
    """Return the current rows that the rows of a list may meet."""
    current = Q(state=RecordState.CURRENT)
    if _records().filter(current).count() <= EVERYBODY:
        return current
    staged = _records().filter(list_id=list_id)
    by_number = [
        Q(**{f"{column}__in": staged.exclude(**{column: None}).values(column)})
        for column in ("nik_index", "kk_index", "phone_index")
    ]
    by_name = Q(name_key__in=staged.exclude(name_key="").values("name_key"))
    by_birth = Q(birth__in=staged.filter(birth__gt=0).values("birth")) & Q(
        region_code__in=staged.values("region_code")
    )
    met = _records().filter(current & reduce(Q.__or__, [*by_number, by_name, by_birth]))
    people = Link.objects.filter(superseded_at=None, record__in=met).values("person")
    return current & (
        Q(pk__in=met)
        | Q(pk__in=Link.objects.filter(superseded_at=None, person__in=people).values("record"))
    )


def _region() -> str | None:
    """Return the regency that all lists are about, None where they are about several."""
    lists = RecipientList.objects.unscoped(reason="which regency the lists are about")
    regencies = {code[:4] for code in lists.values_list("region_code", flat=True).distinct()}
    only = next(iter(regencies)) if len(regencies) == 1 else ""
    return only if len(only) == 4 else None


def _records() -> Any:
    return SourceRecord.objects.unscoped(reason="the matching compares everybody with everybody")
