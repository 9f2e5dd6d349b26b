"""A random walk over the whole way of aid: ask, visit, plan, approve, pay, fail, replace, object.

No path pays a month or a place twice, skips other eyes, loses an application, or leaves a claim
without an award.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.applications.conftest import asking
from tests.assistance.conftest import make_person
from tests.personas import actor_with

from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.queries import visiting
from tanggap.applications.services import openings
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import NotAllowed, Status
from tanggap.assistance.models import Award, Holding, Round
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.decisions import services as decisions
from tanggap.decisions import types as deciding
from tanggap.decisions.domain.choices import Choices
from tanggap.decisions.models import Plan, PlanRow
from tanggap.decisions.services import waiting
from tanggap.distribution import types as paying
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.services import batches, replacing, results, settling
from tanggap.distribution.services.batches import NothingToPay, Order
from tanggap.verification.models import Visit
from tanggap.verification.services import planning, reporting
from tanggap.verification.types import Told

CITY = "3271"
MONTHS = ("2020-07", "2020-08")
TEST = "test"
PICK = st.integers(0, 5)
WORDS = st.sampled_from(["Terbayar", "Gagal: pindah", "Gagal: meninggal", "Retur"])
SAID = st.lists(WORDS, min_size=6, max_size=6)


class Aid(RuleBasedStateMachine):
    """A few families, officers who may be tempted, and everything they can do in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.asked: list[int] = []

    def teardown(self) -> None:
        """Forget the walk."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        seed.programmes_and_rules_of_2020(at=clock.now())
        openings.seed(at=clock.now(), open_too=True, since=timedelta(days=30))
        self.clerk = actor_with("desk_officer", region=CITY)
        self.visitor = actor_with("verifier", region=CITY)
        self.judge = actor_with("head_of_office", "complaints_officer")
        # each of a pair holds every right of its part of the way; only other eyes hold them back
        self.planners = [actor_with("programme_manager", "head_of_office") for _ in range(2)]
        self.payers = [actor_with("payer", "head_of_office") for _ in range(2)]
        for _ in range(3):
            self.ask()
            self.see(len(self.asked) - 1)

    def one(self, pick: int) -> int:
        return self.asked[pick % len(self.asked)]

    @rule()
    def ask(self) -> None:
        """A family that the registry knows asks."""
        if len(self.asked) >= 6:
            return
        got = applications.receive(asking(), by=APPLICANT, at=clock.now())
        everybody().filter(pk=got.application_id).update(
            person_id=make_person(), desk_answer="clear"
        )
        self.asked.append(got.application_id)

    @rule(pick=PICK)
    def see(self, pick: int) -> None:
        """Send an officer, who reports; where the family waits for one."""
        number = self.one(pick)
        planning.assign(
            application_ids=[number], officer_id=self.visitor.user_id or 0, due_on=clock.today(),
            by=self.clerk, at=clock.now(),
        )  # fmt: skip
        visit = Visit.objects.unscoped(reason=TEST).filter(application=number).last()
        if visit is not None:
            criteria = visiting.asked([number])[number].criteria
            answers = {one.code: one.choices[0].code for one in criteria}
            told = Told(uuid4(), visit.pk, answers, clock.now())
            reporting.report(told, by=self.visitor, at=clock.now())

    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        with suppress(NotAllowed):
            applications.withdraw(
                application_id=self.one(pick), by=APPLICANT, at=clock.now(), reason="Sudah bekerja"
            )

    @rule(quota=st.integers(1, 3), who=st.booleans(), approver=st.booleans())
    def decide(self, quota: int, who: bool, approver: bool) -> None:
        """Make and propose a plan; somebody tries to approve it, perhaps the same officer."""
        by, at = self.planners[who], clock.now()
        plan = decisions.planning.create(
            name="Tahap", programme="KOTA", region_code=CITY, months=MONTHS, amount=600_000,
            choices=Choices(quota=quota), by=by, at=at,
        )  # fmt: skip
        try:
            decisions.planning.propose(plan_id=plan.pk, by=by, at=at)
        except deciding.NotAllowed:
            return
        try:
            decisions.approving.approve(plan_id=plan.pk, by=self.planners[approver], at=at)
        except deciding.NotAllowed:
            decisions.approving.send_back(plan_id=plan.pk, reason="uji", by=self.judge, at=at)

    @rule(pick=PICK)
    def object(self, pick: int) -> None:
        """Win an objection: against a refusal, or against somebody's inclusion."""
        with suppress(NotAllowed, applications.MovedMeanwhile):
            applications.move(
                application_id=self.one(pick), after=Status.VISITED, by=self.judge, at=clock.now(),
                reason="Sanggahan diterima.",
            )  # fmt: skip

    @rule(who=st.booleans(), retry=st.booleans(), pick=PICK)
    def prepare(self, who: bool, retry: bool, pick: int) -> None:
        rounds = list(Round.objects.filter(awards__status="active").distinct().order_by("pk"))
        if not rounds:
            return
        chosen = rounds[pick % len(rounds)]
        months = tuple(chosen.months.values_list("month", flat=True))
        with suppress(NothingToPay):
            order = Order(chosen, months, "pos", CITY, retry=retry)
            batches.make(order, by=self.payers[who], at=clock.now())

    @rule(pick=PICK, who=st.lists(st.booleans(), min_size=3, max_size=3), far=st.integers(1, 3))
    def send(self, pick: int, who: list[bool], far: int) -> None:
        """Take a batch some way to the payer, by whoever tries."""
        batch = self.batch(pick)
        for after, other in list(zip(("proposed", "approved", "sent"), who, strict=True))[:far]:
            with suppress(paying.NotAllowed):
                if batch is not None:
                    batches.move(
                        batch_id=batch.pk, after=paying.BatchState(after),
                        by=self.payers[other], at=clock.now(), reason="uji",
                    )  # fmt: skip

    @rule(pick=PICK, said=SAID, twice=st.booleans())
    def answer(self, pick: int, said: list[str], twice: bool) -> None:
        batch = self.batch(pick)
        if batch is None or batch.state != "sent":
            return
        rows = zip(Payment.objects.unscoped(reason=TEST).filter(batch=batch), said, strict=False)
        lines = ["Nomor Danom;Status", *(f"{one.reference};{word}" for one, word in rows)]
        file = results.preview(
            batch_id=batch.pk, file_name="hasil.csv", content="\n".join(lines).encode(),
            by=self.payers[0], at=clock.now(),
        )  # fmt: skip
        for _ in range(1 + twice):
            results.commit(file_id=file.pk, by=self.payers[1], at=clock.now())

    @rule(who=st.booleans(), pick=PICK)
    def pay_all_the_way(self, who: bool, pick: int) -> None:
        """Take the usual way, so that the walk gets somewhere."""
        self.prepare(who, False, pick)
        if (batch := Batch.objects.unscoped(reason=TEST).order_by("-pk").first()) is not None:
            place = Batch.objects.unscoped(reason=TEST).filter(pk__lt=batch.pk).count()
            mine = batch.prepared_by_id == self.payers[1].user_id
            self.send(place, [mine, not mine, mine], 3)

    @rule(pick=PICK, who=st.booleans())
    def give_up(self, pick: int, who: bool) -> None:
        failed = list(Payment.objects.unscoped(reason=TEST).filter(state="failed").order_by("pk"))
        if failed:
            with suppress(paying.NotAllowed):
                replacing.give_up(
                    payment_id=failed[pick % len(failed)].pk, reason="Melepas",
                    by=self.payers[who], at=clock.now(),
                )  # fmt: skip

    @rule()
    def work(self) -> None:
        """The worker looks: lost places go on, free places are filled."""
        replacing.look()
        waiting.look()

    @rule(pick=PICK)
    def return_money(self, pick: int) -> None:
        if (batch := self.batch(pick)) is not None:
            settling.return_failed(
                batch_id=batch.pk, receipt="STS", by=self.payers[0], at=clock.now()
            )

    def batch(self, pick: int) -> Batch | None:
        found = list(Batch.objects.unscoped(reason=TEST).order_by("pk"))
        return found[pick % len(found)] if found else None

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        paid = list(payments("paid").values_list("award", "month"))
        assert len(paid) == len(set(paid))
        living = list(payments("planned", "sent", "paid").values_list("award", "month"))
        assert len(living) == len(set(living))

    @invariant()
    def no_place_is_held_twice(self) -> None:
        for plan in plans().filter(status="approved"):
            held = list(plan.places.exclude(taken_by=None).values_list("taken_by", flat=True))
            assert len(held) == len(set(held))
            assert plan.rows.filter(state="awarded").count() <= plan.places.count()

    @invariant()
    def nothing_went_past_other_eyes(self) -> None:
        for plan in plans().filter(status="approved"):
            assert plan.approved_by_id not in (None, plan.proposed_by_id, plan.made_by_id)
        for one in payments("sent", "paid", "failed", "returned").select_related("batch"):
            assert one.batch.approved_by_id not in (None, one.batch.prepared_by_id)

    @invariant()
    def no_application_is_lost(self) -> None:
        """Each stands where somebody is about to do the next thing, or is closed."""
        stands = dict(everybody().values_list("pk", "status"))
        assert set(stands) == set(self.asked)
        for number, status in stands.items():
            rows = PlanRow.objects.filter(application_id=number, plan__status="approved")
            if status == "visiting":
                assert (
                    Visit.objects.unscoped(reason=TEST)
                    .filter(application=number, state="planned")
                    .exists()
                )
            if status == "waiting":
                assert rows.filter(state="waiting").exists()
            if status == "approved":
                award = rows.get(state="awarded").award_id
                assert awards().get(pk=award).status == "active"

    @invariant()
    def every_claim_has_an_award_and_every_award_its_application(self) -> None:
        active = set(awards().filter(status="active").values_list("pk", flat=True))
        assert set(Holding.objects.values_list("award", flat=True)) == active
        given = PlanRow.objects.filter(state="awarded").values_list("award_id", flat=True)
        assert set(given) == active


def everybody() -> Any:
    return Application.objects.unscoped(reason=TEST)


def awards() -> Any:
    return Award.objects.unscoped(reason=TEST)


def plans() -> Any:
    return Plan.objects.unscoped(reason=TEST)


def payments(*states: str) -> Any:
    return Payment.objects.unscoped(reason=TEST).filter(state__in=states)


@pytest.mark.django_db
def test_no_way_through_aid_pays_twice_skips_eyes_or_loses_anybody() -> None:
    run_state_machine_as_test(
        Aid,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
