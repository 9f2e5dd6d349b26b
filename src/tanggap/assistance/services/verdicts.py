"""The verdict of a list: for every row, what the ledger would say if it were committed now."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tanggap.assistance.domain import sentences
from tanggap.assistance.domain.judging import Clash, Enrolment, clashes
from tanggap.assistance.domain.row_states import MEANINGS, RowFacts, state_of
from tanggap.assistance.models import ListPlan, RowVerdict
from tanggap.assistance.queries import awards, books, components, who
from tanggap.assistance.queries.awards import HeldAward
from tanggap.assistance.services import ledger, lists
from tanggap.assistance.types import RowState
from tanggap.core import bulk, memory
from tanggap.core.batches import batches
from tanggap.language import Sentence
from tanggap.overlap import Rulebook

TWIN = Sentence(
    "Penerima yang sama ada di baris lain daftar ini. {reason} Dasar: {basis}.",
    "The same recipient stands in another row of this list. {reason} Basis: {basis}.",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of a list and what is said about it."""

    record: int
    state: RowState
    rule: str
    told: Sentence


def prepare(*, list_id: int, at: datetime) -> ListPlan:
    """Judge every row of a list and keep the answers; a second run replaces the first."""
    plan = lists.plan_of(list_id=list_id)
    with memory.settled():
        rows = judge(list_id=list_id, plan=plan)
        return _keep(plan, rows, at)


def judge(*, list_id: int, plan: ListPlan) -> list[Judged]:
    """Return the verdict of every row of a list; changes nothing.

    A committed list is judged as if it awarded nothing yet, by what is proposed for it.
    """
    chosen = who.list_of(list_id)
    is_staged = chosen.linked_at is None
    staged = who.staged_rows(list_id) if is_staged else who.committed_rows(list_id)
    of_round = plan.proposed or plan.round
    programme = of_round.programme if of_round else lists.programme_of(list_id)
    months = frozenset(lists.months_of(of_round))
    book = books.book().at(chosen.region_code)
    without = who.awards_giving_way(list_id) if is_staged else who.own_awards(list_id)
    held = awards.near((row.standing for row in staged), without=without)
    told = components.told_by_list(list_id, [row.record for row in staged], programme.pk)
    wanted = [
        Enrolment(programme.code, months, row.standing, told.get(row.record)) for row in staged
    ]
    found = clashes(wanted, [one.enrolment for one in held], book)
    return list(_judged(staged, found, held, book))


def _judged(
    staged: list[who.StagedRow],
    found: dict[int, list[Clash]],
    held: list[HeldAward],
    book: Rulebook,
) -> Iterator[Judged]:
    for place, row in enumerate(staged):
        broken = found.get(place, [])
        facts = RowFacts(
            readable=row.readable,
            usable_nik=row.has_number,
            firmly_matched=row.firmly_matched,
            in_review=row.doubtful,
        )
        state = state_of(facts, broken)
        tells = state in ("overlap", "served", "warn") and broken
        told = _told(broken, held, book) if tells else MEANINGS[state]
        yield Judged(row.record, state, broken[0].rule.code if tells else "", told)


def _told(broken: list[Clash], held: list[HeldAward], book: Rulebook) -> Sentence:
    against = [ledger.against_of(clash, held, book) for clash in broken if not clash.is_twin]
    if against:
        return sentences.explain(against)
    rule = broken[0].rule
    basis = rule.basis.rstrip(".")
    return Sentence(
        TWIN.id.format(reason=rule.reason.id, basis=basis),
        TWIN.en.format(reason=rule.reason.en, basis=basis),
    )


@transaction.atomic
def _keep(plan: ListPlan, rows: Iterable[Judged], at: datetime) -> ListPlan:
    RowVerdict.objects.filter(recipient_list=plan.pk).delete()
    states: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for some in batches(rows):
        bulk.insert_values(
            RowVerdict,
            ("recipient_list_id", "record_id", "state", "rule", "told_id", "told_en"),
            ((plan.pk, row.record, row.state, row.rule, row.told.id, row.told.en) for row in some),
        )
        states.update(row.state for row in some)
        rules.update(row.rule for row in some if row.rule)
    plan.counts, plan.by_rule, plan.prepared_at = dict(states), dict(rules), at
    plan.save()
    return plan
