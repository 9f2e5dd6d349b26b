"""Asking a part of those whose aid was delivered whether it arrived."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import codes
from tanggap.audit import services as audit
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.distribution.queries import delivered
from tanggap.distribution.services.telling import phone_of
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient
from tanggap.objections import sealing
from tanggap.objections.domain import surveying
from tanggap.objections.models import Survey, SurveyPlan
from tanggap.objections.services import receiving, telling
from tanggap.objections.services.moving import CITIZEN
from tanggap.objections.types import NotAllowed, Telling
from tanggap.people.queries import payees

ALL: Final = "everybody who was drawn is asked"
OWN: Final = "the citizen proved the code, or the officer's region was checked"
SOME: Final = 200
State = Survey.State
STORY: Final = {
    "not_received": "Jawaban survei: bantuan tercatat dibayar, tetapi tidak diterima.",
    "short": "Jawaban survei: bantuan diterima, tetapi kurang dari jumlahnya.",
    "bribery": "Jawaban survei: ada yang meminta uang atau imbalan.",
}


def plan(at: datetime) -> SurveyPlan:
    """Return the share and the seed that count now; the first time a usual share is chosen."""
    found = SurveyPlan.objects.order_by("-pk").first()
    return found or SurveyPlan.objects.create(
        seed=secrets.token_hex(16), by_id=None, by_name=telling.TELLER.name, at=at
    )


@transaction.atomic
def set_share(*, share: int, by: Actor, at: datetime) -> None:
    """Choose the share (percent) of the deliveries from now on, with a fresh seed. Forbidden."""
    require(by, Permission.OBJECTION_HANDLE)
    SurveyPlan.objects.create(
        share=share, seed=secrets.token_hex(16), by_id=by.user_id, by_name=by.name, at=at
    )
    audit.record("objections.survey.share_set", by=by, at=at, facts={"share": share})


def draw(award_id: int, month: str, at: datetime) -> bool:
    """Draw a delivery or not, in the transaction that delivered it; nobody is drawn twice."""
    now = plan(at)
    if not surveying.is_drawn(now.seed, award_id, month, share=now.share):
        return False
    paid = delivered.of(award_id, month)
    if paid is None:
        return False
    Survey.objects.bulk_create(
        [Survey(
            award_id=award_id, month=month, person_id=paid.person_id, programme=paid.programme,
            channel=paid.channel, region_code=paid.region_code, delivered_at=at,
            ask_at=at + surveying.ASK_AFTER,
        )],
        ignore_conflicts=True,
    )  # fmt: skip
    return True


def look() -> None:
    """Start asking where somebody is due; the worker calls this every few seconds."""
    if _due(clock.now(), most=1):
        waiting = JobRun.objects.filter(kind=KIND, state=JobState.QUEUED)
        if not waiting.exists():
            jobs.start(ask_due, by=telling.TELLER, arguments={})


@jobs.job
def ask_due(run_id: int) -> None:
    """Write a message to each who is due and has a telephone; the others are to be called on."""
    done = 0
    while some := _due(clock.now()):
        ask_some(some, at=clock.now())
        done += len(some)
        jobs.report(run_id, done=done, total=done)


KIND: Final = f"{ask_due.__module__}.{ask_due.__qualname__}"


@transaction.atomic
def ask_some(numbers: list[int], *, at: datetime) -> None:
    """Ask those of the drawn who were not asked yet, each once."""
    query = Survey.objects.unscoped(reason=ALL)
    locked = query.select_for_update().filter(pk__in=numbers, state=State.DRAWN)
    found = list(locked.order_by("pk"))
    people = payees.of({one.person_id for one in found})
    for one in found:
        payee = people.get(one.person_id)
        phone = phone_of(payee.phone) if payee else ""
        code = codes.new_code()
        query.filter(pk=one.pk).update(
            state=State.ASKED if phone else State.UNREACHED,
            code_index=sealing.survey_index(code) if phone else None,
            asked_at=at,
        )
        if phone:
            _send(one, code, phone, at)


def _send(one: Survey, code: str, phone: str, at: datetime) -> None:
    paid = delivered.of(one.award_id, one.month)
    name = paid.programme_name if paid else one.programme
    messaging.send(
        telling.SURVEY, to=Recipient(phone=phone), subject=f"survey:{one.pk}",
        context={"programme": name, "month": one.month, "code": codes.spelled(code),
                 "link": _address() + f"?kode={codes.spelled(code)}"},
        region_code=one.region_code, by=telling.TELLER, at=at,
    )  # fmt: skip


def _address() -> str:
    """Return where the questions are: whole where the installation has a name of its own."""
    origins = settings.CSRF_TRUSTED_ORIGINS
    return (origins[0] if origins else "") + reverse("objections:survey")


@transaction.atomic
def answer(
    *, survey_id: int, answers: Mapping[str, Any], by: Actor = CITIZEN, at: datetime
) -> list[str]:
    """Take in an answer, once; return the codes of the tickets that it made.

    `answers`: received, whole (None where nothing was received), money_asked, wait. Raises
    NotAllowed ("same") where it was answered before, or the time is over; Forbidden.
    """
    query = Survey.objects.unscoped(reason=OWN)
    one = query.get(pk=survey_id)
    if by is not CITIZEN:
        require(by, Permission.SURVEY_RECORD, region_code=one.region_code)
    if at > one.ask_at + surveying.OPEN_FOR:
        raise NotAllowed("period")
    changed = query.filter(pk=survey_id, answered_at=None).update(
        state=State.ANSWERED, answered_at=at, by_phone=by is not CITIZEN, **answers
    )
    if not changed:
        raise NotAllowed("same")
    audit.record(
        "objections.survey.answered", by=by, at=at, subject=f"survey:{survey_id}",
        region_code=one.region_code,
        facts={"received": answers["received"], "by_phone": by is not CITIZEN},
    )  # fmt: skip
    kinds = surveying.faults(
        received=answers["received"], whole=answers["whole"], money_asked=answers["money_asked"]
    )
    return [_report(one, kind, at) for kind in kinds]


def _report(one: Survey, kind: Any, at: datetime) -> str:
    """Make a ticket of an answer; the desk finds the recipient by award and month."""
    payee = payees.of({one.person_id}).get(one.person_id)
    told = Telling(
        kind=kind, region_code=one.region_code, story=STORY[kind],
        name=payee.name if payee else "", phone=phone_of(payee.phone) if payee else "",
        award_id=one.award_id, month=one.month, channel="survey",
    )  # fmt: skip
    return receiving.report(told, at=at).code


def _due(at: datetime, *, most: int = SOME) -> list[int]:
    query = Survey.objects.unscoped(reason=ALL).filter(state=State.DRAWN, ask_at__lte=at)
    return list(query.order_by("ask_at", "pk").values_list("pk", flat=True)[:most])
