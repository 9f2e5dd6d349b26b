"""Plans of the example city: one carried out for a kecamatan, one that waits for its approval."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from tanggap.accounts import queries as accounts
from tanggap.applications import services as applications
from tanggap.applications.queries import candidates
from tanggap.applications.queries.candidates import CandidateRow
from tanggap.applications.types import NotAllowed as CannotMove
from tanggap.applications.types import Status
from tanggap.core import jobs
from tanggap.core.actor import Actor
from tanggap.decisions.domain import span
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.domain.scoring import points
from tanggap.decisions.models import Plan
from tanggap.decisions.services import approving, decrees, planning

PROGRAMME: Final = "KOTA"
REGION: Final = "3271"
AMOUNT: Final = 600_000
TEAM: Final = Actor.system("Lilis Verifikator")
DISTRICT: Final = 6


def fill(*, at: datetime) -> None:
    """Make the plans, once. Where nobody was visited yet, the team visits most of them first."""
    if Plan.objects.unscoped(reason="is the example there?").exists():
        return
    if not _visited():
        _visit(at)
    found = _visited()
    manager, head = _officer("pengelola"), _officer("kepala")
    if len(found) < 10 or manager is None or head is None:
        return
    _carried_out(found, manager, head, at)
    _proposed(manager, at)
    jobs.run_waiting()


def _carried_out(found: Sequence[CandidateRow], by: Actor, head: Actor, at: datetime) -> None:
    """Decide the kecamatan with the most candidates, with places for a few of them."""
    district, count = Counter(one.region_code[:DISTRICT] for one in found).most_common(1)[0]
    plan = _plan(
        "Tahap 1, satu kecamatan", district, Choices(cut_off=350, quota=max(2, count // 6)), by, at
    )
    planning.propose(plan_id=plan.pk, by=by, at=at)
    approving.approve(plan_id=plan.pk, by=head, at=at)
    decrees.issue(
        plan_id=plan.pk,
        number="460/217-Dinsos",
        on=timezone.localtime(at).date(),
        basis="Undang-Undang Nomor 13 Tahun 2011 tentang Penanganan Fakir Miskin",
        signatory="Hendra Kepala Dinas",
        office="Kepala Dinas Sosial",
        by=head,
        at=at,
    )
    jobs.run_waiting()


def _proposed(by: Actor, at: datetime) -> None:
    """Propose the rest of the city, and keep a draft beside it to compare with."""
    chosen = Choices(cut_off=400, quota=12, budget=50_000_000)
    plan = _plan("Tahap 2, seluruh kota", REGION, chosen, by, at)
    planning.vary(
        plan_id=plan.pk,
        name="Tahap 2, batas lebih rendah",
        choices=Choices(cut_off=300, quota=18, budget=80_000_000),
        by=by,
        at=at,
    )
    planning.propose(plan_id=plan.pk, by=by, at=at + timedelta(minutes=1))


def _plan(name: str, region_code: str, choices: Choices, by: Actor, at: datetime) -> Plan:
    first = timezone.localtime(at)
    last = first + timedelta(days=62)
    return planning.create(
        name=name,
        programme=PROGRAMME,
        region_code=region_code,
        months=span.months(f"{first:%Y-%m}", f"{last:%Y-%m}"),
        amount=AMOUNT,
        choices=choices,
        by=by,
        at=at,
    )


def _visit(at: datetime) -> None:
    """Let the team find what the applicants told."""
    received = candidates.of(PROGRAMME, REGION, [Status.RECEIVED], with_answers=True)
    weighed = candidates.weighed(PROGRAMME)
    for number, one in enumerate(received):
        if number % 5 == 0:  # these still wait for their visit
            continue
        given: dict[str, Any] = {"application_id": one.id, "by": TEAM, "at": at}
        try:
            applications.move(after=Status.VISITING, **given)
            score = points(weighed[one.criteria], {}, one.answers)
            applications.record_score(score=score, **given)
            applications.move(after=Status.VISITED, **given)
        except CannotMove:
            continue


def _visited() -> list[CandidateRow]:
    found = candidates.of(PROGRAMME, REGION, [Status.VISITED])
    return [one for one in found if one.score is not None]


def _officer(username: str) -> Actor | None:
    known: Any = accounts.users_for(Actor.system("demo")).filter(username=username).first()
    return Actor.of(known) if known is not None else None
