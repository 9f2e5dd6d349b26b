"""What a clerk's answer is worth: the rupiah that overlap if two doubtful rows are one person."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tanggap.assistance.domain.judging import Enrolment, clashes
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
    pays = awards.amounts({one.award for one in held.values()})
    contested = _Contested(books.book())

    def rupiah(pair: PairOfRows) -> int:
        if pair.low not in held or pair.high not in held:
            return 0
        one, another = held[pair.low], held[pair.high]
        months = contested.months(one.enrolment, another.enrolment)
        return min(
            sum(pays[award].get(month) or 0 for month in months)
            for award in (one.award, another.award)
        )

    queueing.value({pair.pair_id: rupiah(pair) for pair in rows})


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


class _Contested:
    """The months in which two enrolments could not both be one person's; lists repeat them."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._known: dict[tuple[Enrolment, Enrolment], set[str]] = {}

    def months(self, one: Enrolment, another: Enrolment) -> set[str]:
        """Return the months that a rule blocks; what is at stake is the cheaper of the two."""
        together = (replace(one, standing=ONE_PERSON), replace(another, standing=ONE_PERSON))
        if together not in self._known:
            broken = clashes(together[:1], together[1:], self._book).get(0, [])
            self._known[together] = {
                month for clash in broken if clash.action == "block" for month in clash.months
            }
        return self._known[together]
