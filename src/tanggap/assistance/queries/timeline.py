"""All aid of one person by month, for their dossier; the caller has checked the right to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from tanggap.accounts.types import Permission
from tanggap.assistance.domain import timeline
from tanggap.assistance.domain.timeline import Aid, Line
from tanggap.assistance.models import Award, OverlapCase, Programme
from tanggap.assistance.queries import awards, components, who
from tanggap.assistance.types import WAITING
from tanggap.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Timeline:
    """Months (`yyyy-mm`), a line for each programme, and the cases that wait or were settled."""

    months: tuple[str, ...]
    lines: tuple[Line, ...]
    cases: tuple[OverlapCase, ...]


def of_person(actor: Actor, person_id: int) -> Timeline | None:
    """Return the aid of a person and of those who share a family or household; None without."""
    own = [one for one in awards.of_person(person_id) if one.status != Award.Status.WITHDRAWN]
    consisting = components.with_components()
    aids = [_own(one, consisting) for one in own]
    aids += _others(person_id, consisting, without={one.pk for one in own})
    if not aids:
        return None
    months = timeline.axis(aids)
    cases = _cases(actor, [aid.award for aid in aids])
    return Timeline(
        months=months,
        lines=tuple(timeline.lines(aids, _contested(cases), months)),
        cases=tuple(case for case in cases if case.status != OverlapCase.Status.LAPSED),
    )


def _own(award: Award, consisting: set[str]) -> Aid:
    known = None if award.components is None else tuple(award.components)
    usual = {one.month: one.amount for one in award.round.months.all()}
    ended = frozenset(one.month for one in award.ended_months.all())
    return Aid(
        award=award.pk,
        programme=award.programme.code,
        name=award.programme.name,
        pays={
            month: rupiah if award.amount is None else award.amount
            for month, rupiah in usual.items()
        },
        ended=frozenset(usual) if award.status == Award.Status.ENDED else ended,
        components=known if award.programme.code in consisting else (),
    )


def _others(person_id: int, consisting: set[str], *, without: set[int]) -> list[Aid]:
    """Return the active awards of other members of the family and household."""
    near = awards.near(who.standings({person_id}).values(), without=without)
    others = [one for one in near if one.enrolment.standing.person != person_id]
    pays = awards.amounts({one.award for one in others})
    names = {one.code: one.name for one in Programme.objects.all()}
    return [
        Aid(
            award=one.award,
            programme=one.enrolment.programme,
            name=names.get(one.enrolment.programme, one.enrolment.programme),
            pays={month: pays[one.award].get(month) for month in one.enrolment.months},
            own=False,
            components=_known(one) if one.enrolment.programme in consisting else (),
        )
        for one in others
    ]


def _known(one: awards.HeldAward) -> tuple[str, ...] | None:
    known = one.enrolment.components
    return None if known is None else tuple(sorted(known))


def _cases(actor: Actor, numbers: Sequence[int]) -> list[OverlapCase]:
    cases = OverlapCase.objects.visible_to(actor, Permission.AWARD_VIEW)
    return list(
        cases.filter(Q(one__in=numbers) | Q(other__in=numbers))
        .select_related("group__rule", "one__programme", "other__programme")
        .order_by("-at_stake", "pk")[:50]
    )


def _contested(cases: Sequence[OverlapCase]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for case in cases:
        if case.status in WAITING:
            for award in (case.one_id, case.other_id):
                found.setdefault(award, set()).update(case.months)
    return found
