"""Visits of the example city: most made, some planned and late, some made twice, one meeting."""

import random
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanggap.accounts import queries as accounts
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.core.actor import Actor
from tanggap.verification.models import Visit
from tanggap.verification.services import drawing, meetings, planning, reporting
from tanggap.verification.types import NoOtherOfficer, Opinion, Place, Told

REGION: Final = "3271"
SEED: Final = 7
SHARE: Final = 33
"""Percent visited twice; more than offices do, so that there is something to compare."""

CENTRE: Final = (-6.595, 106.806)
NOTES: Final = ("Bertemu ibu rumah tangga di rumah.", "Didampingi ketua RT.", "")
OBJECTED: Final = "Menurut warga, keluarga ini sudah pindah bulan lalu."


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Plan and report visits of the applications that are there, once."""
    if Visit.objects.unscoped(reason="is the example there?").exists():
        return
    clerk, officers = _officer("kelurahan"), _verifiers()
    if clerk is None or not officers:
        return
    homes, _count = visiting.waiting(clerk, region_code=REGION, limit=1_000)
    draw = random.Random(SEED)  # noqa: S311 - an example
    day = timezone.localtime(at).date()
    for number, home in enumerate(homes):
        if number % 6 == 5:  # these still wait for an officer
            continue
        officer = officers[number // 2 % len(officers)]
        due_on = day + timedelta(days=number % 9 - 3)
        given: dict[str, Any] = {"application_ids": [home.id], "officer_id": officer.user_id}
        planning.assign(**given, due_on=due_on, by=clerk, at=at - timedelta(days=4))
        if number % 6:
            _report(home.id, officer, draw, at - timedelta(days=number % 4, hours=2))
    _repeat(clerk, draw, at)
    _meet(homes, clerk, at)


def _report(application_id: int, by: Actor, draw: random.Random, at: datetime) -> None:
    query = Visit.objects.unscoped(reason="of the example")
    visit = query.get(application=application_id, state="planned")
    told = dict(visiting.told(application_id).answers)
    for criterion in visiting.asked([application_id])[application_id].criteria:
        if draw.random() < 0.12 or criterion.code not in told:  # officers see it otherwise
            told[criterion.code] = draw.choice(criterion.choices).code
    reporting.report(
        Told(
            uuid=UUID(int=draw.getrandbits(128), version=4),
            visit_id=visit.pk,
            answers=told,
            reported_at=at - timedelta(minutes=draw.randrange(1, 90)),
            note=draw.choice(NOTES),
            place=Place(
                CENTRE[0] + draw.uniform(-0.05, 0.05),
                CENTRE[1] + draw.uniform(-0.05, 0.05),
                draw.randrange(4, 40),
            ),
        ),
        by=by,
        at=at,
    )


def _repeat(clerk: Actor, draw: random.Random, at: datetime) -> None:
    """Draw second visits, and let all but two of them be made."""
    due_on = timezone.localtime(at).date() + timedelta(days=5)
    try:
        drawing.draw(
            region_code=REGION, share=SHARE, due_on=due_on, by=clerk, at=at, seed="kota-contoh"
        )
    except NoOtherOfficer:
        return
    planned = Visit.objects.unscoped(reason="of the example").filter(is_second=True)
    officers = {one.user_id: one for one in _verifiers()}
    for visit in list(planned.order_by("pk"))[2:]:
        _report(visit.application_id, officers[visit.officer_id], draw, at)


def _meet(homes: list[visiting.Home], clerk: Actor, at: datetime) -> None:
    """Hold one meeting, in the kelurahan with the most families."""
    codes = [home.region_code for home in homes]
    if not codes:
        return
    meeting = meetings.open_meeting(
        region_code=max(sorted(set(codes)), key=codes.count),
        rw="",
        held_on=timezone.localtime(at).date(),
        place="Aula kelurahan",
        chair="Lurah",
        secretary="Sekretaris kelurahan",
        attendees=23,
        by=clerk,
        at=at,
    )
    names = [one.pk for one in meeting.names.all()]
    opinions: dict[int, tuple[str, str]] = dict.fromkeys(names, (Opinion.AGREE, ""))
    if len(names) > 2:
        opinions[names[-1]] = (Opinion.OBJECT, OBJECTED)
    meetings.decide(meeting_id=meeting.pk, opinions=opinions, by=clerk, at=at)


def _verifiers() -> list[Actor]:
    known: Any = accounts.officers_with(Permission.VISIT_REPORT, REGION)
    return [Actor.of(one) for one in known]


def _officer(username: str) -> Actor | None:
    known: Any = accounts.users_for(Actor.system("demo")).filter(username=username).first()
    return Actor.of(known) if known is not None else None
