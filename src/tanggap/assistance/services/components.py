"""Which components an award has: corrected by an officer, with evidence."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.models import Award, Component, OverlapCase
from tanggap.assistance.queries import awards
from tanggap.assistance.queries.awards import months_of_rounds
from tanggap.assistance.services import ledger
from tanggap.assistance.types import Standing
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.overlap import Components

KEEPING = "the officer's right in the award's region is checked first"
JUDGING = "awards of the same family wait for what is known of this one"


class CannotCorrect(Exception):
    """The correction may not be; `code` says why, for a message in the user's language."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def correct(
    *, award_id: int, components: Components, evidence: str, by: Actor, at: datetime
) -> Award:
    """Say which components of its programme an award has; None: nobody knows.

    Its places are taken anew: what others hold becomes a case. Awards of the same people that
    waited for the answer go on. Raises CannotCorrect, Forbidden, Award.DoesNotExist.
    """
    query = Award.objects.unscoped(reason=KEEPING).select_for_update(of=("self",))
    award: Award = query.select_related("programme").get(pk=award_id)
    require(by, Permission.AWARD_GRANT, region_code=award.region_code)
    _check(award, components, evidence)
    before = award.components
    award.components = None if components is None else sorted(components)
    award.save(update_fields=["components"])
    audit.record(
        "assistance.award.components_corrected",
        by=by,
        at=at,
        subject=f"award:{award_id}",
        region_code=award.region_code,
        reason=evidence.strip(),
        facts={
            "programme": award.programme.code,
            "before": before,
            "components": award.components,
        },
    )
    ledger.reclaim([award_id], cause=OverlapCase.Cause.RULE, at=at)
    _answer_anew(award)
    return award


def _check(award: Award, components: Components, evidence: str) -> None:
    if award.status != Award.Status.ACTIVE:
        raise CannotCorrect("not_active")
    if not evidence.strip():
        raise CannotCorrect("evidence_missing")
    known = Component.objects.filter(programme=award.programme_id).values_list("code", flat=True)
    if frozenset(components or ()) - set(known):
        raise CannotCorrect("unknown_component")


def _answer_anew(award: Award) -> None:
    """Let awards of the same people, families and households go on that are clear by now."""
    here = Standing(award.person_id, award.family, award.household)
    numbers = [one.award for one in awards.near([here])]
    waiting = Award.objects.unscoped(reason=JUDGING).filter(pk__in=numbers)
    for one in waiting.filter(answer=Award.Answer.UNKNOWN).select_related("programme"):
        if _is_clear(one):
            Award.objects.unscoped(reason=JUDGING).filter(pk=one.pk).update(
                answer=Award.Answer.CLEAR
            )


def _is_clear(award: Award) -> bool:
    months: Collection[str] = months_of_rounds([award.round_id])[award.round_id]
    known: Components = None if award.components is None else frozenset(award.components)
    verdict = ledger.check(
        person_id=award.person_id,
        programme=award.programme.code,
        months=months,
        components=known,
        without=[award.pk],
    )
    return verdict.answer == "clear"
