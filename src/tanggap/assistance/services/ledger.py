"""The ledger: may this aid be given, give it, and keep the places right when people change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import sentences
from tanggap.assistance.domain.judging import Clash, Enrolment, clashes, giving_way
from tanggap.assistance.events import AwardsChanged
from tanggap.assistance.models import Award, OverlapCase, Programme
from tanggap.assistance.queries import awards, books, who
from tanggap.assistance.queries.awards import HeldAward
from tanggap.assistance.services import claims, openings
from tanggap.assistance.services.programmes import round_for
from tanggap.assistance.types import Against, Standing, Verdict
from tanggap.audit import services as audit
from tanggap.core import bulk, events
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.overlap import Components, Rulebook

KEEPING = "claims are kept for every region alike"


class AlreadyServed(Exception):
    """The person, family or household already holds aid that may not come together with this."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("already served")
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What somebody should get."""

    programme: str
    months: Collection[str]
    components: Components = None
    amount: int | None = None


class NotAid(Exception):
    """Registers and applications award nothing."""


def check(
    *,
    person_id: int,
    programme: str,
    months: Collection[str],
    components: Components = None,
    without: Collection[int] = (),
) -> Verdict:
    """Answer whether a person may get a programme's aid for months: clear, overlap or unknown.

    Changes nothing. A warning is told but does not forbid. Without a usable NIK and without a
    firm match the answer is unknown, never clear. What donors give forbids no official aid: it
    gives way when that is awarded, and is told as a warning. `components` are those of the
    programme that the person is known to have; where a rule that forbids hangs on one that nobody
    knows, here or of aid that is held, the answer is unknown. Awards `without` do not count.
    """
    wanted = _Wanted(programme, months, components)
    return _judged(who.recipient(person_id), wanted, without)[0]


def _judged(
    person: who.Recipient, given: _Wanted, without: Collection[int] = ()
) -> tuple[Verdict, tuple[int, ...]]:
    """Return the answer, and the awards of donors that give way to this one."""
    held = awards.near([person.standing], without=without)
    book = books.book().at(person.region_code)
    wanted = Enrolment(given.programme, frozenset(given.months), person.standing, given.components)
    found = clashes([wanted], [h.enrolment for h in held], book).get(0, [])
    yielding = giving_way(wanted, found, [h.enrolment for h in held], books.of_donors())
    told = [replace(clash, action="warn") if clash in yielding else clash for clash in found]
    verdict = verdict_of(told, held, book, certain=person.is_identified)
    return verdict, tuple(held[clash.other].award for clash in yielding)


def verdict_of(
    found: Collection[Clash], held: Collection[HeldAward], book: Rulebook, *, certain: bool
) -> Verdict:
    """Say in words what was found."""
    told = [clash for clash in found if not clash.is_twin]
    against = tuple(against_of(clash, list(held), book) for clash in told)
    if any(one.action == "block" for one in against):
        return Verdict("overlap", sentences.explain(against), against)
    if not certain:
        return Verdict("unknown", sentences.UNKNOWN, against)
    if unsure := [one for one, clash in zip(against, told, strict=True) if clash.might_block]:
        rest = tuple(one for one in against if one not in unsure)
        return Verdict("unknown", sentences.explain([*unsure, *rest]), (*unsure, *rest))
    return Verdict("clear", sentences.explain(against) if against else sentences.CLEAR, against)


def against_of(clash: Clash, held: list[HeldAward], book: Rulebook) -> Against:
    """Return what stands in the way, with everything that its reader needs."""
    other = held[clash.other]
    return Against(
        award=other.award,
        programme=book.programmes[other.enrolment.programme].name.id,
        rule=clash.rule.code,
        reason=clash.rule.reason,
        basis=clash.rule.basis,
        action=clash.action,
        tie=clash.tie,
        months=clash.months,
        source=other.source,
        undecided=clash.undecided,
    )


def award(
    *,
    person_id: int,
    programme: str,
    months: Collection[str],
    by: Actor,
    at: datetime,
    amount: int | None = None,
    components: Components = None,
) -> Award:
    """Give a programme's aid to a person for months, and take its places under every rule.

    Two officers may pass the check at the same moment; the unique constraint on Claim decides,
    and the loser sees AlreadyServed. Raises NotAid, Forbidden, NoMonths. All or nothing. What
    donors give ends in the same transaction where it may not come together with this.
    """
    person = who.recipient(person_id)
    require(by, Permission.AWARD_GRANT, region_code=person.region_code)
    wanted = _Wanted(programme, months, components, amount)
    try:
        return _award(person, wanted, by, at)
    except AlreadyServed as served:
        if served.verdict.against:
            raise
        return _award(person, wanted, by, at)  # now the winner can be seen


@transaction.atomic
def _award(person: who.Recipient, wanted: _Wanted, by: Actor, at: datetime) -> Award:
    verdict, yielding = _judged(person, wanted)
    if verdict.blocked:
        raise AlreadyServed(verdict)
    for number in yielding:
        stop(award_id=number, reason=sentences.GIVES_WAY.id, by=by, at=at)
    return _grant(person, wanted, verdict, by, at)


@transaction.atomic
def stop(*, award_id: int, reason: str, by: Actor, at: datetime) -> bool:
    """End an active award and give its places back; False where it is not active any more.

    The caller has checked the right. What was paid stays paid. AwardsChanged is published.
    """
    query = Award.objects.unscoped(reason=KEEPING)
    award = query.select_related("programme").get(pk=award_id)
    active = query.filter(pk=award_id, status=Award.Status.ACTIVE)
    if not active.update(status=Award.Status.ENDED):
        return False
    audit.record(
        "assistance.award.ended",
        by=by,
        at=at,
        subject=f"award:{award_id}",
        region_code=award.region_code,
        reason=reason,
        facts={"programme": award.programme.code, "paid_months": award.paid_months},
    )
    reclaim([award_id], cause=OverlapCase.Cause.RELINK, at=at)
    return True


def _grant(
    person: who.Recipient, wanted: _Wanted, verdict: Verdict, by: Actor, at: datetime
) -> Award:
    programme = Programme.objects.get(code=wanted.programme)
    if programme.kind != Programme.Kind.AID:
        raise NotAid(wanted.programme)
    granted: Award = Award.objects.create(
        programme=programme,
        round=round_for(programme=programme, months=wanted.months),
        unit=programme.unit,
        person_id=person.standing.person,
        family=person.standing.family,
        household=person.standing.household,
        region_code=person.region_code,
        amount=wanted.amount,
        components=None if wanted.components is None else sorted(wanted.components),
        answer=verdict.answer,
        created_by_id=by.user_id,
        created_at=at,
    )
    if claims.take([granted.pk]):
        raise AlreadyServed(Verdict("overlap", sentences.BY_RACE))
    audit.record(
        "assistance.award.granted",
        by=by,
        at=at,
        subject=f"award:{granted.pk}",
        region_code=granted.region_code,
        facts={
            "programme": wanted.programme,
            "months": sorted(wanted.months),
            "person": person.standing.person,
        },
    )
    events.publish(AwardsChanged((granted.pk,)))
    return granted


@transaction.atomic
def recompute(*, person_ids: Collection[int], at: datetime) -> int:
    """Put the places right after `people` changed who is who; return how many awards moved.

    Awards follow their rows to the people that these belong to now. New conflicts become cases,
    and cases whose reason fell away lapse.
    """
    query = Award.objects.unscoped(reason=KEEPING)
    touched = [
        award
        for some in batches(sorted(person_ids))
        for award in query.filter(person__in=some).exclude(status=Award.Status.WITHDRAWN)
    ]
    owners = who.persons_of_records({a.record_id for a in touched if a.record_id is not None})
    now = {award.pk: owners.get(award.record_id, award.person_id) for award in touched}
    standings = who.standings(set(now.values()))
    moved = [award for award in touched if _follow(award, standings.get(now[award.pk]))]
    bulk.update(moved, ["person", "family", "household"])
    reclaim([award.pk for award in moved], cause=OverlapCase.Cause.RELINK, at=at)
    return len(moved)


@transaction.atomic
def reclaim(award_ids: Iterable[int], *, cause: str, at: datetime) -> int:
    """Give back what awards no longer need, take what they need now; return the open conflicts.

    What is taken by others becomes a case; a case whose conflict is gone lapses.
    """
    numbers = openings.with_opponents(award_ids)
    claims.give_back(numbers)
    missed = claims.take(numbers)
    openings.bring_up_to_date(numbers, missed, cause=cause, at=at)
    events.publish(AwardsChanged(tuple(numbers)))
    return len(missed)


def _follow(award: Award, standing: Standing | None) -> bool:
    """Put an award where its person stands now; tell whether that changed anything."""
    if standing is None:
        return False
    before = Standing(award.person_id, award.family, award.household)
    award.person_id = standing.person
    award.family, award.household = standing.family, standing.household
    return before != standing
