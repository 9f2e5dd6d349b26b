"""Aid that can reach nobody any more: its award ends, and the next of the waiting list comes.

Once for each award (a unique row), in one transaction with the end of the award, and not before
every payment of it that is on its way has an answer: a place is never paid for two families.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.decisions.services import waiting
from tanggap.distribution.domain.states import FOR_GOOD, MOST_TRIES, lost
from tanggap.distribution.models import Batch, Payment, Replacement
from tanggap.distribution.types import BatchState, Lost, NotAllowed, PaymentState, Reason

EVERY_TRY: Final = "an award is judged by all its payments"
HAND: Final = Actor.system("Tanggap: penyaluran")
WORDS: Final = {
    Lost.DIED: "Menurut penyalur, penerima sudah meninggal.",
    Lost.DOUBLE: "Menurut penyalur, penerima tercatat ganda.",
    Lost.TRIES: f"Sudah {MOST_TRIES} kali dicoba dan tidak sampai.",
}
UNREACHED: Final = (PaymentState.FAILED, PaymentState.RETURNED)


@jobs.job
def replace_lost(run_id: int) -> None:
    """Pass the places of all lost awards on; doing it twice changes nothing."""
    found = list(_lost().values_list("award_id", flat=True))
    for done, award in enumerate(dict.fromkeys(found), start=1):
        consider(award, by=HAND, at=clock.now())
        jobs.report(run_id, done=done, total=len(found))


KIND: Final = f"{replace_lost.__module__}.{replace_lost.__qualname__}"


def look() -> None:
    """Start where an award is lost; the worker calls this now and then."""
    if _lost().exists() and not JobRun.objects.filter(kind=KIND, state=JobState.QUEUED).exists():
        jobs.start(replace_lost, by=HAND, arguments={})


@transaction.atomic
def consider(award_id: int, *, by: Actor, at: datetime) -> bool:
    """Pass on the place of an award where a month of it is lost and nothing is on its way.

    Tell whether that was done now.
    """
    tries = _locked(award_id)
    why = _why(tries)
    if why is None or _on_its_way(tries):
        return False
    return _pass_on(award_id, tries, why, WORDS[why], by, at) is not None


@transaction.atomic
def give_up(*, payment_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Pass on the place of an award whose recipient lets go of it, by another officer's word.

    Raises NotAllowed: "reason", "four eyes" (who prepared the batch), "state" (the payment did not
    fail), "on_its_way" (an answer is awaited), "no_plan" (no waiting list), "again"; and Forbidden.
    """
    query = Payment.objects.unscoped(reason="the region is checked here").select_related("batch")
    payment = query.get(pk=payment_id)
    require(by, Permission.PAYMENT_APPROVE, region_code=payment.batch.region_code)
    tries = _locked(payment.award_id)
    now = next(one for one in tries if one.pk == payment_id)
    if not reason.strip():
        raise NotAllowed("reason")
    if by.user_id is None or by.user_id == payment.batch.prepared_by_id:
        raise NotAllowed("four eyes")
    if now.state not in UNREACHED:
        raise NotAllowed("state")
    if _on_its_way(tries):
        raise NotAllowed("on_its_way")
    replaced = _pass_on(payment.award_id, tries, Lost.GIVEN_UP, reason.strip()[:500], by, at)
    if replaced is None:
        raise NotAllowed("again")
    if not replaced:
        raise NotAllowed("no_plan")


def of_award(award_id: int) -> Replacement | None:
    """Return what became of a lost award, None while it stands. The caller checks access."""
    return Replacement.objects.filter(award_id=award_id).first()


def _pass_on(
    award_id: int, tries: list[Payment], why: Lost, reason: str, by: Actor, at: datetime
) -> bool | None:
    """End an award and free its place; False where no plan gave it, None where that was done."""
    try:
        with transaction.atomic():
            row = Replacement.objects.create(
                award_id=award_id, why=why, reason=reason, by_id=by.user_id, by_name=by.name, at=at
            )
    except IntegrityError:  # another worker, or an officer, was faster
        return None
    if not waiting.replace(award_id=award_id, reason=reason, by=by, at=at):
        return False
    Replacement.objects.filter(pk=row.pk).update(replaced=True)
    audit.record(
        "distribution.place.passed_on", by=by, at=at, subject=f"award:{award_id}",
        region_code=tries[0].batch.region_code, reason=reason,
        facts={"why": why, "tries": len(tries)},
    )  # fmt: skip
    return True


def _locked(award_id: int) -> list[Payment]:
    """Return the payments of an award with their batches, both kept from moving meanwhile.

    Batches first, as everybody who moves one does.
    """
    mine = Payment.objects.unscoped(reason=EVERY_TRY).filter(award=award_id)
    numbers = set(mine.values_list("batch_id", flat=True))
    batches = Batch.objects.unscoped(reason=EVERY_TRY).filter(pk__in=numbers)
    kept = {one.pk: one for one in batches.select_for_update().order_by("pk")}
    found = list(mine.filter(batch__in=numbers).select_for_update().order_by("pk"))
    for one in found:
        one.batch = kept[one.batch_id]
    return [one for one in found if one.state != PaymentState.DROPPED]


def _why(tries: list[Payment]) -> Lost | None:
    """Return why an award is lost by one of its months; None where there is hope."""
    by_month: dict[str, list[str]] = defaultdict(list)
    for one in tries:
        if one.state in UNREACHED:
            by_month[one.month].append(one.why)
    for reasons in by_month.values():
        if lost(reasons):
            found = FOR_GOOD & {Reason(one) for one in reasons if one}
            return Lost(min(found)) if found else Lost.TRIES
    return None


def _on_its_way(tries: list[Payment]) -> bool:
    """Tell whether money may still arrive: sent, or planned in a batch that was approved."""
    return any(
        one.state == PaymentState.SENT
        or (one.state == PaymentState.PLANNED and one.batch.state == BatchState.APPROVED)
        for one in tries
    )


def _lost() -> QuerySet[Any]:
    """Return failed payments of awards that are lost, stand still, and nobody has passed on."""
    query = Payment.objects.unscoped(reason=EVERY_TRY)
    out = query.filter(award=OuterRef("award")).filter(
        Q(state=PaymentState.SENT) | Q(state=PaymentState.PLANNED, batch__state=BatchState.APPROVED)
    )
    found: QuerySet[Any] = (
        query.filter(state__in=UNREACHED, award__status="active")
        .filter(Q(why__in=FOR_GOOD) | Q(attempt__gte=MOST_TRIES))
        .exclude(Exists(out))
        .exclude(Exists(Replacement.objects.filter(award=OuterRef("award"))))
        .order_by("award_id")
    )
    return found
