"""Who and what the apps above give, judge and count: ids and places, no numbers and no names."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people.models import (
    Family,
    HouseholdMembership,
    Person,
    RecipientList,
    ReviewPair,
    SourceRecord,
)
from tanggap.people.types import ListedHousehold, ListState, PairOfRows, PairStatus, RecordState

"""How many ids go into one query; SQLite takes a thousand."""
IDS_ONLY: Final = "ids in the caller's hand, for the rules that hold everywhere; no personal data"


def identified(person_ids: Iterable[int]) -> set[int]:
    """Return those people of whom a possible NIK is known."""
    people = Person.objects.unscoped(reason=IDS_ONLY).filter(nik_index__isnull=False)
    return {
        pk
        for some in batches(person_ids)
        for pk in people.filter(pk__in=some).values_list("pk", flat=True)
    }


def named_rows(list_id: int) -> set[int]:
    """Return the rows of a list in which a name stands."""
    rows = SourceRecord.objects.unscoped(reason=IDS_ONLY).filter(list=list_id)
    return set(rows.exclude(name_key="").values_list("pk", flat=True))


def has_column(list_id: int, field: str) -> bool:
    """Tell whether any column of a list was read as a field."""
    lists = RecipientList.objects.unscoped(reason=IDS_ONLY)
    understood: Any = lists.values_list("understood", flat=True).get(pk=list_id)
    sheets = understood.get("sheets", ())
    return any(column["field"] == field for sheet in sheets for column in sheet["columns"])


def cells_of(record_ids: Iterable[int], field: str) -> dict[int, str]:
    """Return what some rows say in one field that is no number, where they say it."""
    rows = SourceRecord.objects.unscoped(reason=IDS_ONLY)
    return {
        pk: text
        for some in batches(record_ids)
        for pk, text in rows.filter(pk__in=some).values_list("pk", f"cells__{field}")
        if text
    }


def lists_of_rows(record_ids: Iterable[int]) -> dict[int, int]:
    """Return the list in which each row stands."""
    rows = SourceRecord.objects.unscoped(reason=IDS_ONLY)
    return {
        pk: in_list
        for some in batches(record_ids)
        for pk, in_list in rows.filter(pk__in=some).values_list("pk", "list_id")
    }


def continued_rows(list_id: int) -> set[int]:
    """Return the rows of a list that took the place of an earlier row."""
    replaced = SourceRecord.objects.unscoped(reason=IDS_ONLY).filter(replaced_by__list=list_id)
    return set(replaced.values_list("replaced_by", flat=True))


def families_on_cards(list_id: int) -> dict[int, int]:
    """Return the family of each row of a list with a whole card number; new ones are below 0.

    Cards are compared by their blind indexes; no number is read.
    """
    rows = SourceRecord.objects.unscoped(reason=IDS_ONLY).filter(list=list_id)
    query = rows.filter(kk_index__isnull=False).values_list("pk", "kk_index")
    cards = {record: bytes(index) for record, index in query}
    families = Family.objects.unscoped(reason=IDS_ONLY)
    known: dict[bytes, int] = {}
    for some in batches(sorted(set(cards.values()))):
        found = families.filter(kk_index__in=some).values_list("kk_index", "pk")
        known |= {bytes(index): number for index, number in found}
    fresh: dict[bytes, int] = {}
    return {
        record: known.get(index) or fresh.setdefault(index, -1 - len(fresh))
        for record, index in cards.items()
    }


def listed_households(actor: Actor, programme_codes: Iterable[str]) -> Iterator[ListedHousehold]:
    """Yield once each household of which somebody stands in a list of one of the programmes."""
    lists = RecipientList.objects.visible_to(actor).filter(
        state=ListState.COMMITTED, programme_code__in=list(programme_codes)
    )
    now = HouseholdMembership.objects.filter(
        superseded_at=None,
        person__links__superseded_at=None,
        person__links__record__state=RecordState.CURRENT,
        person__links__record__list__in=lists,
    )
    rows = now.values_list("household", "household__region_code").order_by().distinct()
    for household, region in rows.iterator(chunk_size=10_000):
        yield ListedHousehold(household, region)


def rows_of_pairs(pair_ids: Iterable[int]) -> Iterator[PairOfRows]:
    """Yield the two rows of each doubtful pair."""
    pairs = ReviewPair.objects.unscoped(reason=IDS_ONLY)
    for some in batches(pair_ids):
        yield from _of(pairs.filter(pk__in=some))


def open_pairs_of_list(list_id: int) -> Iterator[PairOfRows]:
    """Yield the pairs that wait for a clerk and of which a row stands in a list."""
    pairs = ReviewPair.objects.unscoped(reason=IDS_ONLY).filter(status=PairStatus.OPEN)
    yield from _of(pairs.filter(low__list=list_id) | pairs.filter(high__list=list_id))


def _of(pairs: Any) -> list[PairOfRows]:
    return [PairOfRows(*one) for one in pairs.order_by("pk").values_list("pk", "low_id", "high_id")]
