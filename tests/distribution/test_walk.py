"""A random walk over paying: no path pays twice, skips four eyes or loses a month."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.distribution.conftest import MONTHS, give, make, payments
from tests.personas import actor_with

from tanggap.assistance.models import Award
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.distribution.models import Batch
from tanggap.distribution.services import batches, results, settling
from tanggap.distribution.services.batches import NothingToPay
from tanggap.distribution.types import BatchState, NotAllowed

WORDS = st.sampled_from(["Terbayar", "Gagal: pindah", "Gagal: meninggal", "Retur", "entah"])
SAID = st.lists(WORDS, min_size=4, max_size=4)
PLACES = st.integers(0, 2)


class Paying(RuleBasedStateMachine):
    """Two awards of two months, two officers with every permission, files in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Any] = []
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        """Forget the walk."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        seed.programmes_and_rules_of_2020(at=clock.now())
        manager = actor_with("programme_manager")
        self.awards = [give(manager), give(manager)]
        self.officers = [actor_with("payer", "head_of_office") for _ in range(2)]
        self.hurry(0)

    def batch(self, place: int) -> Batch | None:
        found = list(Batch.objects.unscoped(reason="test").order_by("pk"))
        return found[place % len(found)] if found else None

    @rule(who=st.booleans(), retry=st.booleans())
    def prepare(self, who: bool, retry: bool) -> None:
        with suppress(NothingToPay):
            make(self.awards[0], self.officers[who], retry=retry)

    @rule(place=PLACES, after=st.sampled_from(BatchState), who=st.booleans())
    def move(self, place: int, after: BatchState, who: bool) -> None:
        batch = self.batch(place)
        if batch is None:
            return
        with suppress(NotAllowed):
            batches.move(
                batch_id=batch.pk, after=after, by=self.officers[who], at=clock.now(), reason="uji"
            )

    @rule(place=PLACES)
    def hurry(self, place: int) -> None:
        """Take the usual way, as far as it goes, so that the walk gets somewhere."""
        if self.batch(place) is None:
            self.prepare(who=False, retry=False)
        batch = self.batch(place)
        if batch is not None:
            other = batch.prepared_by_id == self.officers[0].user_id
            for after, by in (("proposed", not other), ("approved", other), ("sent", not other)):
                self.move(place, BatchState(after), by)

    @rule(place=PLACES, said=SAID, then=SAID)
    def answer(self, place: int, said: list[str], then: list[str]) -> None:
        """Read two answers while both still fit; take one over now, perhaps the other later."""
        batch = self.batch(place)
        if batch is None or batch.state != "sent":
            return
        for words in (said, then):
            rows = zip(payments(batch), words, strict=False)
            lines = ["Nomor Danom;Status", *(f"{one.reference};{word}" for one, word in rows)]
            self.files.append(
                results.preview(
                    batch_id=batch.pk,
                    file_name="hasil.csv",
                    content="\n".join(lines).encode(),
                    by=self.officers[0],
                    at=clock.now(),
                )
            )
        self.take_over(len(self.files) - 1)

    @precondition(lambda self: self.files)
    @rule(place=st.integers(0, 9))
    def take_over(self, place: int) -> None:
        file = self.files[place % len(self.files)]
        results.commit(file_id=file.pk, by=self.officers[1], at=clock.now())

    @rule(place=PLACES)
    def bring_back(self, place: int) -> None:
        if (batch := self.batch(place)) is not None:
            settling.return_failed(
                batch_id=batch.pk, receipt="STS", by=self.officers[0], at=clock.now()
            )

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        paid = list(payments().filter(state="paid").values_list("award", "month"))
        assert len(paid) == len(set(paid)) <= len(getattr(self, "awards", ())) * len(MONTHS)

    @invariant()
    def the_awards_know_what_was_paid(self) -> None:
        for award in Award.objects.unscoped(reason="test"):
            assert award.paid_months == payments().filter(award=award, state="paid").count()

    @invariant()
    def nothing_left_without_other_eyes(self) -> None:
        out = payments().exclude(state__in=["planned", "dropped"]).select_related("batch")
        for one in out:
            assert one.batch.approved_by_id not in (None, one.batch.prepared_by_id)

    @invariant()
    def no_month_is_lost_from_a_batch(self) -> None:
        for batch in Batch.objects.unscoped(reason="test").exclude(state="dropped"):
            assert batches.totals_of(batch).fingerprint == batch.fingerprint


@pytest.mark.django_db
def test_no_way_through_paying_pays_twice_or_skips_other_eyes() -> None:
    run_state_machine_as_test(
        Paying,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
