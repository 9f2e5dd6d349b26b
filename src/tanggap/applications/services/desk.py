"""The desk check: who is asking, and would this aid overlap with what they hold?"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tanggap.applications import sealing
from tanggap.applications.domain import desk
from tanggap.applications.domain.desk import Linkage
from tanggap.applications.domain.statuses import CLOSED
from tanggap.applications.models import Application
from tanggap.applications.services import registry
from tanggap.applications.types import DeskAnswer
from tanggap.assistance.services import ledger
from tanggap.assistance.types import Verdict
from tanggap.audit import services as audit
from tanggap.core import jobs
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people.queries import people

AT_ONCE: Final = 40
"""So many are looked at again in the transaction that gave the reason; more by a job."""


def judge(
    linkage: Linkage, programme: Any, *, has_nik: bool, at: datetime
) -> tuple[DeskAnswer, dict[str, Any]]:
    """Return the answer and its evidence for a `Programme`, as they are kept; writes nothing."""
    first, last = programme.active_from, programme.active_to
    today = f"{timezone.localtime(at):%Y-%m}"
    months = desk.months_wanted(first, last, today=today)
    person = linkage.person_id if linkage.person_id is not None else _somebody_of(linkage.family_id)
    verdict = (
        ledger.check(person_id=person, programme=programme.code, months=months)
        if person is not None
        else None
    )
    if verdict is not None:
        answer = desk.answer(linkage, verdict.answer)
    elif linkage.tie == "none":
        answer = desk.clear_as_new(has_nik=has_nik, family_known=False)
    else:
        answer = "unknown"
    return answer, _facts(linkage, months, verdict)


def told_by(application: Application) -> registry.Told:
    """Return what an application says of who its head is."""
    return registry.Told(
        name=application.head_name,
        birth_date=application.head_birth_date,
        nik=sealing.number_of(application.sealed_nik),
        kk=sealing.number_of(application.sealed_kk),
        region_code=application.region_code,
    )


def put(
    application: Application, linkage: Linkage, answer: DeskAnswer, facts: dict[str, Any], at: Any
) -> None:
    """Set what was found on an application that the caller saves; who is only similar is a hint."""
    sure = linkage.tie != "similar"
    application.desk_answer, application.desk_facts, application.desk_at = answer, facts, at
    application.person_id = linkage.person_id if sure else None
    application.family_id = linkage.family_id if sure else None
    application.household_id = linkage.household_id if sure else None


@transaction.atomic
def recheck(*, application_id: int, by: Actor, at: datetime) -> DeskAnswer:
    """Look at one application again; a changed answer is written down in the audit log."""
    query = Application.objects.unscoped(reason="the check looks in every region")
    found = query.select_related("programme").select_for_update(of=("self",)).get(pk=application_id)
    before = found.desk_answer
    linkage = registry.link(told_by(found))
    has_nik = found.nik_index is not None
    answer, facts = judge(linkage, found.programme, has_nik=has_nik, at=at)
    put(found, linkage, answer, facts, at)
    found.save(
        update_fields=[
            "desk_answer", "desk_facts", "desk_at", "person_id", "family_id", "household_id",
        ]
    )  # fmt: skip
    if answer != before:
        audit.record(
            "applications.rechecked",
            by=by,
            at=at,
            subject=f"application:{application_id}",
            region_code=found.region_code,
            facts={"before": before, "answer": answer},
        )
    return answer


def any_open() -> bool:
    """Tell whether there is any open application to look at."""
    return bool(_open().exists())


def recheck_people(person_ids: Collection[int], *, at: datetime) -> None:
    """Look again at the open applications of these people, their families and households."""
    if not any_open():
        return
    ids = _touched(person_ids)
    if len(ids) <= AT_ONCE:
        for number in ids:
            recheck(application_id=number, by=registry.DESK, at=at)
    else:
        jobs.start(recheck_many, by=registry.DESK, arguments={"ids": ids, "at": at.isoformat()})


def recheck_unknown(*, at: datetime) -> None:
    """Look again, in the background, at the open applications of people whom nobody knew."""
    ids = list(_open().filter(person_id=None).order_by("pk").values_list("pk", flat=True))
    if ids:
        jobs.start(recheck_many, by=registry.DESK, arguments={"ids": ids, "at": at.isoformat()})


@jobs.job
def recheck_many(run_id: int, *, ids: list[int], at: str) -> None:
    """Look at applications again, one transaction each; looking twice changes nothing."""
    for done, number in enumerate(ids, start=1):
        recheck(application_id=number, by=registry.DESK, at=datetime.fromisoformat(at))
        jobs.report(run_id, done=done, total=len(ids))


def _touched(person_ids: Collection[int]) -> list[int]:
    families = set(people.families_of(person_ids).values())
    households = set(people.households_of(person_ids).values())
    found: set[int] = set()
    for field, numbers in (
        ("person_id", set(person_ids)),
        ("family_id", families),
        ("household_id", households),
    ):
        for some in batches(sorted(numbers)):
            found |= set(_open().filter(**{f"{field}__in": some}).values_list("pk", flat=True))
    return sorted(found)


def _open() -> Any:
    query = Application.objects.unscoped(reason="the check looks in every region")
    return query.exclude(status__in=list(CLOSED))


def _somebody_of(family_id: int | None) -> int | None:
    """Return one person of a family, whose family's aid is what counts."""
    if family_id is None:
        return None
    return min(people.members_of_families([family_id]).get(family_id, []), default=None)


def _facts(linkage: Linkage, months: tuple[str, ...], verdict: Verdict | None) -> dict[str, Any]:
    return {
        "tie": linkage.tie,
        "person_code": linkage.person_code,
        "score": str(linkage.score),
        "confirmed": linkage.confirmed,
        "several": linkage.several,
        "deceased": linkage.deceased,
        "months": list(months),
        "explanation": dict(verdict.explanation._asdict()) if verdict else {},
        "against": [
            {
                "award": one.award,
                "programme": one.programme,
                "rule": one.rule,
                "reason": dict(one.reason._asdict()),
                "basis": one.basis,
                "action": one.action,
                "tie": one.tie,
                "months": list(one.months),
                "source": one.source,
            }
            for one in (verdict.against if verdict else ())
        ],
    }
