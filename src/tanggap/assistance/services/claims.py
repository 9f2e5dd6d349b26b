"""Taking and giving back the places of the ledger, for one award or a million.

A claim is taken by `INSERT … ON CONFLICT DO UPDATE` that fills only months which are free, and
the database returns who holds the place now: whether it is oneself, the unique constraint
decides. Nothing here looks first and writes then. Whoever fills or empties a claim locks it until
the end of the transaction, so that none vanishes under a joiner; claims are locked in one order.
The same statements run on SQLite and PostgreSQL; callers hold a transaction.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tanggap.assistance.domain.places import EMPTY, NOBODY, Calendar, Months, Place
from tanggap.assistance.models import Claim, Holding
from tanggap.assistance.models.awards import MONTHS
from tanggap.assistance.queries import places
from tanggap.core.batches import batches

Needs = Mapping[int, Mapping[Place, Months]]
"""The places that each award needs."""

ROWS: Final = 250
"""Rows in one statement: SQLite takes no more than 32,766 values."""

_PLACE: Final = "subject_id, group_id, year, subject_kind"
_MONTHS: Final = ", ".join(MONTHS)
_FILL_FREE_MONTHS: Final = ", ".join(
    f"{month} = CASE WHEN c.{month} = '' THEN excluded.{month} ELSE c.{month} END"
    for month in MONTHS
)
_TAKE = f"""
INSERT INTO assistance_claim AS c ({_PLACE}, {_MONTHS}) VALUES {{rows}}
ON CONFLICT ({_PLACE}) DO UPDATE SET {_FILL_FREE_MONTHS}
RETURNING id, {_PLACE}, {_MONTHS}"""  # noqa: S608 - constants only
_HOLD = """
INSERT INTO assistance_holding (claim_id, award_id) VALUES {rows} ON CONFLICT DO NOTHING"""


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
    """A claim as it is now."""

    claim: int
    place: Place
    months: Months


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


def _take(needs: Needs, calendar: Calendar) -> list[Missed]:
    now = {held.place: held for held in _fill(_first_come(needs))}
    joined: list[tuple[int, int]] = []
    lost: list[tuple[int, Place, int]] = []
    for award, wanted in needs.items():
        for place, months in wanted.items():
            held = now[place].months
            lost += [
                (award, place, month)
                for month, holder in enumerate(months)
                if holder not in (NOBODY, held[month])
            ]
            if any(one and one == other for one, other in zip(months, held, strict=True)):
                joined.append((now[place].claim, award))
    _hold(joined)
    holders = _holders({now[place] for _, place, _ in lost}, calendar) if lost else {}
    return [
        Missed(award, place.group, place.subject_kind, place.subject_id,
               f"{place.year}-{month + 1:02d}", holders.get((place, month), ()))
        for award, place, month in sorted(lost)
    ]  # fmt: skip


def _first_come(needs: Needs) -> dict[Place, Months]:
    """Return what is asked of each place; where awards want the same month, the first has it."""
    asked: dict[Place, Months] = {}
    for wanted in needs.values():
        for place, months in wanted.items():
            before = asked.get(place)
            if before is not None and before != months:
                months = tuple(  # noqa: PLW2901
                    one or other for one, other in zip(before, months, strict=True)
                )
            asked[place] = months
    return asked


def _fill(asked: Mapping[Place, Months]) -> Iterator[_Held]:
    """Fill the free months of places, and yield each as the database then has it."""
    rows = [(*place, *asked[place]) for place in sorted(asked)]
    for start in range(0, len(rows), ROWS):
        for claim, subject, group, year, kind, *months in _execute(
            _TAKE, rows[start : start + ROWS]
        ):
            yield _Held(claim, Place(subject, group, year, kind), tuple(months))


def _hold(joined: Sequence[tuple[int, int]]) -> None:
    for start in range(0, len(joined), ROWS):
        _execute(_HOLD, joined[start : start + ROWS], returning=False)


def _execute(statement: str, rows: Sequence[tuple[Any, ...]], *, returning: bool = True) -> Any:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(rows=", ".join([one] * len(rows))),
            [value for row in rows for value in row],
        )
        return cursor.fetchall() if returning else ()


def _holders(
    claims: Collection[_Held], calendar: Calendar
) -> dict[tuple[Place, int], tuple[int, ...]]:
    """Return which awards hold each month of some claims."""
    held_by = _awards_of([held.claim for held in claims])
    needs = places.needed({one for several in held_by.values() for one in several}, calendar)
    found: dict[tuple[Place, int], list[int]] = {}
    for held in claims:
        for award in held_by.get(held.claim, ()):
            for month in _shared(needs.get(award, {}).get(held.place, EMPTY), held.months):
                found.setdefault((held.place, month), []).append(award)
    return {key: tuple(awards) for key, awards in found.items()}


def _release(claims: Sequence[int], calendar: Calendar) -> None:
    """Empty the months of claims that nobody needs any more, once nobody can be joining them."""
    locked = _lock(claims)
    held_by = _awards_of(claims)
    needs = places.needed({one for several in held_by.values() for one in several}, calendar)
    left: list[tuple[int, int]] = []
    for held in locked:
        kept: set[int] = set()
        for award in held_by.get(held.claim, ()):
            months = _shared(needs.get(award, {}).get(held.place, EMPTY), held.months)
            kept.update(months)
            if not months:
                left.append((held.claim, award))
        _keep(held, kept)
    for claim, award in left:
        Holding.objects.filter(claim=claim, award=award).delete()
    Claim.objects.filter(pk__in=claims, holdings__isnull=True).delete()


def _keep(held: _Held, kept: Collection[int]) -> None:
    months = tuple(one if month in kept else NOBODY for month, one in enumerate(held.months))
    if months not in (EMPTY, held.months):
        Claim.objects.filter(pk=held.claim).update(**dict(zip(MONTHS, months, strict=True)))


def _shared(needed: Months, held: Months) -> list[int]:
    """Return the months in which a place is held by the holder that an award needs it for."""
    return [
        month
        for month, (one, other) in enumerate(zip(needed, held, strict=True))
        if one and one == other
    ]


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
