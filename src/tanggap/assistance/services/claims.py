"""Taking and giving back the places of the ledger, for one award or a million.

A claim is taken by `INSERT … ON CONFLICT DO UPDATE` that fills only months which are free, and
the database returns who holds the place now: whether it is oneself, the unique constraint
decides. Nothing here looks first and writes then. Whoever fills or empties a claim locks it until
the end of the transaction, so that none vanishes under a joiner; claims are locked in one order.
The same statements run on SQLite and PostgreSQL; callers hold a transaction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tanggap.assistance.domain.places import Calendar, Need, Place, numbers
from tanggap.assistance.models import Claim, Holding
from tanggap.assistance.models.awards import MONTHS
from tanggap.assistance.queries import places
from tanggap.core import bulk
from tanggap.core.batches import batches

_PLACE: Final = "subject_id, group_id, year, subject_kind"
_CELLS: Final = ", ".join(MONTHS)
_ASKED: Final = ", ".join(
    f"CASE WHEN (months & {1 << place}) <> 0 THEN holder ELSE '' END"
    for place in range(len(MONTHS))
)
_FILL_FREE: Final = ", ".join(
    f"{month} = CASE WHEN c.{month} = '' THEN excluded.{month} ELSE c.{month} END"
    for month in MONTHS
)
_TAKE = f"""
WITH asked ({_PLACE}, holder, months) AS ({{rows}})
INSERT INTO assistance_claim AS c ({_PLACE}, {_CELLS}) SELECT {_PLACE}, {_ASKED} FROM asked
WHERE true
ON CONFLICT ({_PLACE}) DO UPDATE SET {_FILL_FREE}
RETURNING id, {_PLACE}, {_CELLS}"""  # noqa: S608 - constants only
_ASKED_TYPES: Final = ("bigint", "bigint", "text", "text", "text", "integer")
_HOLD = "INSERT INTO assistance_holding (claim_id, award_id) {rows} ON CONFLICT DO NOTHING"
_LEAVE = "DELETE FROM assistance_holding WHERE claim_id = %s AND award_id = %s"
_EMPTY_MONTHS = "UPDATE assistance_claim SET {} WHERE id = %s".format(  # noqa: S608
    ", ".join(f"{month} = %s" for month in MONTHS)
)
_REMOVE = "DELETE FROM assistance_claim WHERE id = %s"
_NO_NEED: Final = Need("", 0)
_Needs = Mapping[int, Mapping[Place, Need]]


@dataclass(frozen=True, slots=True)
class Missed:
    """A month that an award needs and somebody else holds; `by` are the awards that hold it."""

    award: int
    group: int
    subject_kind: str
    subject_id: int
    month: str
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim as it is now: who holds January to December, empty where nobody does."""

    claim: int
    place: Place
    holders: tuple[str, ...]

    def by(self, need: Need) -> int:
        """Return in which of the months of a need its holder has the place."""
        return need.months & sum(
            1 << month for month, holder in enumerate(self.holders) if holder == need.holder
        )


def take(awards: Iterable[int]) -> list[Missed]:
    """Take the places that awards need and do not hold yet; return those that are taken."""
    calendar, missed = places.calendar(), []
    for chunk in batches(sorted(set(awards))):
        missed += _take(places.needed(chunk, calendar), calendar)
    return missed


def give_back(awards: Iterable[int]) -> None:
    """Give back the places that awards hold and no longer need."""
    calendar = places.calendar()
    for chunk in batches(sorted(set(awards))):
        for some in batches(_claims_of(chunk)):
            _release(some, calendar)


def _take(needs: _Needs, calendar: Calendar) -> list[Missed]:
    now = _fill(needs)
    joined: list[tuple[int, int]] = []
    lost: list[tuple[int, Place, int]] = []
    for award, wanted in needs.items():
        for place, need in wanted.items():
            held = now[place].by(need)
            if held:
                joined.append((now[place].claim, award))
            if held != need.months:
                lost += [(award, place, month) for month in numbers(need.months & ~held)]
    bulk.run(_HOLD, joined, ("bigint", "bigint"))
    holders = _holders({now[place] for _, place, _ in lost}, calendar) if lost else {}
    return [
        Missed(award, place.group, place.subject_kind, place.subject_id,
               f"{place.year}-{month:02d}", holders.get((place, month), ()))
        for award, place, month in sorted(lost)
    ]  # fmt: skip


def _fill(needs: _Needs) -> dict[Place, _Held]:
    """Fill the free months of places; return each as the database then has it.

    Where awards of different holders ask for one place, the first asks first.
    """
    asked: dict[Place, dict[str, int]] = {}
    for wanted in needs.values():
        for place, need in wanted.items():
            holders = asked.setdefault(place, {})
            holders[need.holder] = holders.get(need.holder, 0) | need.months
    now: dict[Place, _Held] = {}
    for turn in range(max(map(len, asked.values()), default=0)):
        rows = [
            (*place, *list(holders.items())[turn])
            for place, holders in sorted(asked.items())
            if turn < len(holders)
        ]
        for claim, *row in bulk.run(_TAKE, rows, _ASKED_TYPES, returning=True):
            place = Place(*row[:4])
            now[place] = _Held(claim, place, tuple(row[4:]))
    return now


def _holders(
    claims: Collection[_Held], calendar: Calendar
) -> dict[tuple[Place, int], tuple[int, ...]]:
    """Return which awards hold each month of some claims."""
    held_by = _awards_of([held.claim for held in claims])
    needs = places.needed({one for several in held_by.values() for one in several}, calendar)
    found: dict[tuple[Place, int], list[int]] = {}
    for held in claims:
        for award in held_by.get(held.claim, ()):
            months = held.by(needs.get(award, {}).get(held.place, _NO_NEED))
            for month in numbers(months):
                found.setdefault((held.place, month), []).append(award)
    return {key: tuple(awards) for key, awards in found.items()}


def _release(claims: Sequence[int], calendar: Calendar) -> None:
    """Empty the months of claims that nobody needs any more, once nobody can be joining them."""
    locked = _lock(claims)
    held_by = _awards_of(claims)
    needs = places.needed({one for several in held_by.values() for one in several}, calendar)
    left: list[tuple[int, int]] = []
    emptier: list[tuple[Any, ...]] = []
    empty: list[tuple[int]] = []
    for held in locked:
        kept = 0
        for award in held_by.get(held.claim, ()):
            months = held.by(needs.get(award, {}).get(held.place, _NO_NEED))
            kept |= months
            if not months:
                left.append((held.claim, award))
        holders = tuple(one if kept >> place & 1 else "" for place, one in enumerate(held.holders))
        if not kept:
            empty.append((held.claim,))
        elif holders != held.holders:
            emptier.append((*holders, held.claim))
    for statement, rows in ((_LEAVE, left), (_EMPTY_MONTHS, emptier), (_REMOVE, empty)):
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(statement, rows)


def _claims_of(awards: Sequence[int]) -> list[int]:
    held = Holding.objects.filter(award__in=awards).values_list("claim_id", flat=True)
    return sorted(set(held))


def _awards_of(claims: Sequence[int]) -> dict[int, list[int]]:
    """Return the awards that hold something of each claim, the earliest first."""
    found: dict[int, list[int]] = {}
    for some in batches(claims):
        pairs = Holding.objects.filter(claim__in=some).values_list("claim_id", "award_id")
        for claim, award in pairs.order_by("award_id"):
            found.setdefault(claim, []).append(award)
    return found


def _lock(claims: Sequence[int]) -> list[_Held]:
    locked = Claim.objects.select_for_update().filter(pk__in=claims)
    rows = locked.order_by("subject_id", "group_id", "year", "subject_kind").values_list(
        "pk", "subject_id", "group_id", "year", "subject_kind", *MONTHS
    )
    return [_Held(row[0], Place(*row[1:5]), row[5:]) for row in rows]
