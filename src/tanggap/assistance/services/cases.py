"""Settling an overlap: one officer proposes, another approves, and it can be reopened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import settlement
from tanggap.assistance.domain.settlement import CannotSettle, Outcome, Proposal
from tanggap.assistance.models import Award, CaseStep, EndedMonth, Exemption, OverlapCase
from tanggap.assistance.services import ledger, tallies
from tanggap.assistance.types import WAITING
from tanggap.audit import services as audit
from tanggap.core.actor import Actor

PROPOSED, SETTLED = OverlapCase.Status.PROPOSED, OverlapCase.Status.SETTLED
REOPENED = OverlapCase.Status.REOPENED
CHANGING = "the officer's right in the case's region is checked first"


@transaction.atomic
def propose(
    *, case_id: int, outcome: Outcome, reason: str, decree: str = "", by: Actor, at: datetime
) -> OverlapCase:
    """Propose how to settle a case. Raises CannotSettle, Forbidden; changes no award."""
    case = _case(case_id, by, Permission.CASE_PROPOSE)
    settlement.check_proposal(Proposal(outcome, reason, decree))
    _go(
        case,
        PROPOSED,
        outcome=outcome,
        reason=reason.strip(),
        decree=decree.strip() if outcome == "keep_both" else "",
        proposed_by_id=by.user_id,
        proposed_at=at,
        approved_by_id=None,
        approved_at=None,
    )
    _write_down(case, by, at, "assistance.case.proposed")
    return case


@transaction.atomic
def approve(*, case_id: int, by: Actor, at: datetime) -> OverlapCase:
    """Approve what another officer proposed, and let it take effect on the awards.

    The award that gives way ends for the months of the case and no others; its places go to the
    other award. An exception by decree frees the second award from its place in those months.
    Raises CannotSettle where the same officer would approve, or somebody was faster.
    """
    case = _case(case_id, by, Permission.CASE_APPROVE)
    settlement.check_four_eyes(proposed_by=case.proposed_by_id, approved_by=by.user_id)
    _go(case, SETTLED, approved_by_id=by.user_id, approved_at=at)
    _take_effect(case)
    _write_down(case, by, at, "assistance.case.settled")
    ledger.reclaim([case.one_id, case.other_id], cause=case.cause, at=at)
    return case


@transaction.atomic
def send_back(*, case_id: int, reason: str, by: Actor, at: datetime) -> OverlapCase:
    """Refuse a proposal: the case waits for another one."""
    return _back_to_open(case_id, reason, by, at, Permission.CASE_APPROVE, "sent_back")


@transaction.atomic
def reopen(*, case_id: int, reason: str, by: Actor, at: datetime) -> OverlapCase:
    """Undo a settlement exactly: ended months come back, exemptions go.

    Where somebody else took the place meanwhile, that becomes a case of its own.
    """
    return _back_to_open(case_id, reason, by, at, Permission.CASE_APPROVE, "reopened")


@transaction.atomic
def take(*, case_id: int, by: Actor, at: datetime) -> OverlapCase:
    """Put one's name on a case, also in place of a colleague's; nobody is kept from it by that."""
    return _assign(case_id, by, at, to=by)


@transaction.atomic
def put_back(*, case_id: int, by: Actor, at: datetime) -> OverlapCase:
    """Take the name off a case, so that anybody may take it."""
    return _assign(case_id, by, at, to=None)


def _assign(case_id: int, by: Actor, at: datetime, *, to: Actor | None) -> OverlapCase:
    case = _case(case_id, by, Permission.CASE_PROPOSE)
    if case.status not in WAITING:
        raise CannotSettle("somebody_was_faster")
    case.assigned_to_id = to.user_id if to else None
    case.assigned_to_name = to.name if to else ""
    case.save(update_fields=["assigned_to_id", "assigned_to_name"])
    audit.record(
        "assistance.case.assigned",
        by=by,
        at=at,
        subject=f"case:{case.pk}",
        region_code=case.region_code,
        facts={"taken": to is not None},
    )
    return case


def _back_to_open(
    case_id: int, reason: str, by: Actor, at: datetime, permission: Permission, act: str
) -> OverlapCase:
    case = _case(case_id, by, permission)
    if not reason.strip():
        raise CannotSettle("reason_missing")
    expected = SETTLED if act == "reopened" else PROPOSED
    if case.status != expected:
        raise CannotSettle("somebody_was_faster")
    _go(case, REOPENED, reason=reason.strip(), outcome="", decree="")
    _lose_effect(case)
    _write_down(case, by, at, f"assistance.case.{act}")
    ledger.reclaim([case.one_id, case.other_id], cause=case.cause, at=at)
    return case


def _case(case_id: int, by: Actor, permission: Permission) -> OverlapCase:
    """Return a case in a region where the officer holds the permission. Raises Forbidden."""
    query = OverlapCase.objects.unscoped(reason=CHANGING)
    case: OverlapCase = query.select_for_update(of=("self",)).get(pk=case_id)
    require(by, permission, region_code=case.region_code)
    return case


def _go(case: OverlapCase, status: str, **fields: Any) -> None:
    """Change the state of a case, unless somebody else has changed it first."""
    if not settlement.may_go(case.status, status):  # type: ignore[arg-type]
        raise CannotSettle("somebody_was_faster")
    changes: Mapping[str, Any] = {"status": status, **fields}
    query = OverlapCase.objects.unscoped(reason=CHANGING)
    if not query.filter(pk=case.pk, status=case.status).update(**changes):
        raise CannotSettle("somebody_was_faster")
    for name, value in changes.items():
        setattr(case, name, value)


def _take_effect(case: OverlapCase) -> None:
    losing = settlement.gives_way(case.outcome)  # type: ignore[arg-type]
    if losing is None:
        Exemption.objects.bulk_create(
            (
                Exemption(award_id=case.other_id, group_id=case.group_id, month=month, case=case)
                for month in case.months
            ),
            ignore_conflicts=True,
        )
        return
    award_id = case.one_id if losing == "one" else case.other_id
    already = EndedMonth.objects.filter(award=award_id).values_list("month", flat=True)
    EndedMonth.objects.bulk_create(
        EndedMonth(award_id=award_id, month=month, case=case)
        for month in sorted(set(case.months) - set(already))
    )
    _set_status(award_id)


def _lose_effect(case: OverlapCase) -> None:
    Exemption.objects.filter(case=case).delete()
    touched = list(
        EndedMonth.objects.filter(case=case).values_list("award_id", flat=True).distinct()
    )
    EndedMonth.objects.filter(case=case).delete()
    for award_id in touched:
        _set_status(award_id)


def _set_status(award_id: int) -> None:
    """An award without a month left has ended; with one it goes on. Withdrawn ones stay so."""
    query = Award.objects.unscoped(reason=CHANGING).filter(pk=award_id)
    award = query.exclude(status=Award.Status.WITHDRAWN).select_related("round").first()
    if award is None:
        return
    left = award.round.months.count() - award.ended_months.count()
    query.update(status=Award.Status.ACTIVE if left else Award.Status.ENDED)


def _write_down(case: OverlapCase, by: Actor, at: datetime, code: str) -> None:
    CaseStep.objects.create(
        case=case,
        status=case.status,
        outcome=case.outcome,
        reason=case.reason,
        decree=case.decree,
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )
    tallies.mark([case.region_code])
    audit.record(
        code,
        by=by,
        at=at,
        subject=f"case:{case.pk}",
        region_code=case.region_code,
        reason=case.reason,
        facts={
            "outcome": case.outcome,
            "decree": case.decree,
            "awards": [case.one_id, case.other_id],
            "months": list(case.months),
        },
    )
