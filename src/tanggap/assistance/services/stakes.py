"""What a clerk's answer is worth: the rupiah that overlap if two doubtful rows are one person."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import Q

from tanggap.assistance.domain.batches import batches
from tanggap.assistance.domain.judging import clashes
from tanggap.assistance.models import Award
from tanggap.assistance.queries import awards, books
from tanggap.assistance.queries.awards import HeldAward
from tanggap.assistance.types import Standing
from tanggap.overlap import Rulebook
from tanggap.people.services import queueing

VALUING = "the value of doubtful pairs, wherever they are"
ONE_PERSON = Standing(1, 1, 1)


def value_pairs(pair_ids: Collection[int]) -> None:
    """Write down for doubtful pairs how many rupiah depend on the answer."""
    for some in batches(sorted(pair_ids)):
        _value(_pairs().filter(pk__in=some))


def value_pairs_of_list(list_id: int) -> None:
    """Do so for the open pairs that rows of a list stand in."""
    _value(_pairs().filter(Q(low__list=list_id) | Q(high__list=list_id), status="open"))


def _value(pairs: Any) -> None:
    rows = list(pairs.values_list("pk", "low_id", "high_id"))
    held = _by_record({record for _, low, high in rows for record in (low, high)})
    book = books.book()
    queueing.value(
        {
            pair: _rupiah(held[low], held[high], book) if low in held and high in held else 0
            for pair, low, high in rows
        }
    )


def _by_record(records: Iterable[int]) -> dict[int, HeldAward]:
    """Return the active award of each row."""
    found: dict[int, HeldAward] = {}
    for some in batches(sorted(records)):
        query = Award.objects.unscoped(reason=VALUING).filter(
            record__in=some, status=Award.Status.ACTIVE
        )
        numbers = dict(query.values_list("pk", "record_id"))
        found |= {numbers[one.award]: one for one in awards.active(query)}
    return found


def _rupiah(one: HeldAward, another: HeldAward, book: Rulebook) -> int:
    """Return what would overlap if both awards were one person's: the cheaper of the two."""
    together = [replace(held.enrolment, standing=ONE_PERSON) for held in (one, another)]
    broken = clashes(together[:1], together[1:], book).get(0, [])
    months = {month for clash in broken if clash.action == "block" for month in clash.months}
    return min(awards.total((held.award, month) for month in months) for held in (one, another))


def _pairs() -> Any:
    return apps.get_model("people", "ReviewPair").objects.unscoped(reason=VALUING)
