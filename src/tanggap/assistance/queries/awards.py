"""Awards that are held, as the judgement needs them and as people read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from tanggap.assistance.domain.judging import Enrolment
from tanggap.assistance.models import Award, EndedMonth, RoundMonth
from tanggap.assistance.types import Standing
from tanggap.core.batches import batches

JUDGING: Final = "an overlap counts wherever the other award was made"


@dataclass(frozen=True, slots=True)
class HeldAward:
    """An active award: its number, what it promises to whom, and where it was read."""

    award: int
    enrolment: Enrolment
    source: str


def near(standings: Iterable[Standing], *, without: Collection[int] = ()) -> list[HeldAward]:
    """Return the active awards of the same people, families and households.

    Awards of every region are looked at: a neighbour city's list counts too.
    """
    wanted = list(standings)
    keys = (
        ("person__in", {one.person for one in wanted if one.person > 0}),
        ("family__in", {one.family for one in wanted if one.family is not None}),
        ("household__in", {one.household for one in wanted if one.household is not None}),
    )
    found: dict[int, dict[str, Any]] = {}
    for field, numbers in keys:
        for some in batches(sorted(numbers)):
            found |= {row["id"]: row for row in _active(Q(**{field: some}))}
    return _held([row for number, row in sorted(found.items()) if number not in without])


def active(query: QuerySet[Award]) -> list[HeldAward]:
    """Return the awards of a query as the judgement needs them."""
    return _held(list(_rows(query)))


def of_person(person: int) -> list[Award]:
    """Return all awards of a person, the newest first, whatever their status."""
    query = Award.objects.unscoped(reason="the dossier's own access was checked")
    return list(
        query.filter(person=person)
        .select_related("programme", "round", "recipient_list")
        .prefetch_related("round__months", "ended_months")
        .order_by("-created_at", "-pk")
    )


def persons_of(awards: Collection[int]) -> set[int]:
    """Return the people who were promised these awards."""
    query = Award.objects.unscoped(reason=JUDGING)
    return {
        person
        for some in batches(sorted(set(awards)))
        for person in query.filter(pk__in=some).values_list("person_id", flat=True)
    }


def over(awards: Collection[int]) -> dict[int, int]:
    """Return those of these awards that are not active any more, with how many months were paid."""
    query = Award.objects.unscoped(reason=JUDGING).exclude(status=Award.Status.ACTIVE)
    return {
        award: paid
        for some in batches(sorted(set(awards)))
        for award, paid in query.filter(pk__in=some).values_list("pk", "paid_months")
    }


def amounts(awards: Collection[int]) -> dict[int, dict[str, int | None]]:
    """Return what each award pays in each of its months, ended ones included."""
    rows: list[dict[str, Any]] = []
    for some in batches(sorted(set(awards))):
        query = Award.objects.unscoped(reason=JUDGING).filter(pk__in=some)
        rows += query.values("id", "round_id", "amount")
    months = _months_of({row["round_id"] for row in rows})
    return {
        row["id"]: {
            month: row["amount"] if row["amount"] is not None else usual
            for month, usual in months[row["round_id"]].items()
        }
        for row in rows
    }


def months_of_rounds(rounds: Collection[int]) -> dict[int, list[str]]:
    """Return the months of each round, in order."""
    return {number: sorted(months) for number, months in _months_of(rounds).items()}


def total(award_months: Iterable[tuple[int, str]]) -> int:
    """Return the whole rupiah of distinct months of awards; unknown amounts count as nothing."""
    distinct = set(award_months)
    pays = amounts({award for award, _ in distinct})
    return sum(pays[award].get(month) or 0 for award, month in distinct)


def _active(condition: Q) -> Iterable[Any]:
    query = Award.objects.unscoped(reason=JUDGING).filter(condition, status=Award.Status.ACTIVE)
    return _rows(query)


def _rows(query: QuerySet[Award]) -> Iterable[Any]:
    return query.order_by("pk").values(
        "id", "programme__code", "round_id", "person_id", "family", "household", "components",
        "recipient_list__file_name", "record__sheet", "record__row",
    )  # fmt: skip


def _held(rows: list[dict[str, Any]]) -> list[HeldAward]:
    months = _months_of({row["round_id"] for row in rows})
    ended: dict[int, set[str]] = {}
    for some in batches([row["id"] for row in rows]):
        pairs = EndedMonth.objects.filter(award__in=some).values_list("award_id", "month")
        for award, month in pairs:
            ended.setdefault(award, set()).add(month)
    return [
        HeldAward(
            award=row["id"],
            enrolment=Enrolment(
                programme=row["programme__code"],
                months=frozenset(months[row["round_id"]]) - ended.get(row["id"], set()),
                standing=Standing(row["person_id"], row["family"], row["household"]),
                components=None if row["components"] is None else frozenset(row["components"]),
            ),
            source=source_of(row),
        )
        for row in rows
    ]


def source_of(row: dict[str, Any]) -> str:
    """Say where an award was read: list, sheet and row; nothing where an officer entered it."""
    parts = [row["recipient_list__file_name"] or "", row["record__sheet"] or ""]
    if row["record__row"]:
        parts.append(f"baris {row['record__row']}")
    return ", ".join(part for part in parts if part)


def _months_of(rounds: Collection[int]) -> dict[int, dict[str, int | None]]:
    found: dict[int, dict[str, int | None]] = {number: {} for number in rounds}
    for some in batches(sorted(rounds)):
        query = RoundMonth.objects.filter(round__in=some)
        for number, month, amount in query.values_list("round_id", "month", "amount"):
            found[number][month] = amount
    return found
