"""What a clerk's answer is worth: the rupiah that overlap if two doubtful rows are one person."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tanggap.assistance.domain.judging import clashes
from tanggap.assistance.models import Award
from tanggap.assistance.queries import awards, books
from tanggap.assistance.queries.awards import HeldAward
from tanggap.assistance.types import Standing
from tanggap.core.batches import batches
from tanggap.overlap import Rulebook
from tanggap.people.queries import subjects
from tanggap.people.services import queueing
from tanggap.people.types import PairOfRows

VALUING = "the value of doubtful pairs, wherever they are"
ONE_PERSON = Standing(1, 1, 1)


def value_pairs(pair_ids: Collection[int]) -> None:
    """Write down for doubtful pairs how many rupiah depend on the answer."""
    for some in batches(sorted(pair_ids)):
        _value(subjects.rows_of_pairs(some))


def value_pairs_of_list(list_id: int) -> None:
    """Do so for the open pairs that rows of a list stand in."""
    _value(subjects.open_pairs_of_list(list_id))


def _value(pairs: Iterable[PairOfRows]) -> None:
    rows = list(pairs)
    held = _by_record({record for pair in rows for record in (pair.low, pair.high)})
    book = books.book()
    queueing.value(
        {
            one.pair_id: _rupiah(held[one.low], held[one.high], book)
            if one.low in held and one.high in held
            else 0
            for one in rows
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
