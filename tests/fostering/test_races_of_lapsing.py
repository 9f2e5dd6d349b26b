"""A donor's time is over in the instant in which official aid lands: no deadlock, nothing twice."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from tests.fostering.conftest import actor_of, fresh, make_candidate, make_match, make_pledge
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.assistance.models import Award
from tanggap.assistance.services import ledger
from tanggap.core import clock
from tanggap.fostering.models import Match
from tanggap.fostering.services import accepting, choosing, ending, looking
from tanggap.fostering.types import NotAllowed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("rules")]


@pytest.fixture
def active() -> Match:
    held = make_match(make_candidate(), make_pledge())
    return accepting.accept(held.pk, by=actor_of(held.slot.pledge.donor), at=clock.now())


@pytest.fixture
def both_begin_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each side take its first rows before either goes on: the worst moment."""
    barrier = threading.Barrier(2)
    met = threading.local()

    def meet() -> None:
        aside = threading.current_thread() is not threading.main_thread()
        if aside and not getattr(met, "once", False):
            met.once = True
            with suppress(threading.BrokenBarrierError):  # the other waits for a row of ours
                barrier.wait(timeout=1)

    moved, gave_back = ending.move, ledger.claims.give_back

    def move(**told):
        done = moved(**told)
        meet()
        return done

    def give_back(awards):
        meet()
        gave_back(awards)

    monkeypatch.setattr(ending, "move", move)
    monkeypatch.setattr(ledger.claims, "give_back", give_back)


def awards() -> list[tuple[str, str]]:
    rows = Award.objects.unscoped(reason="test").order_by("pk")
    return list(rows.values_list("programme__code", "status"))


@pytest.mark.usefixtures("both_begin_at_once")
@pytest.mark.parametrize("way", ["time", "donor"])
def test_a_lapse_and_official_aid_at_once(active: Match, way: str) -> None:
    city, donor = actor_with("programme_manager"), actor_of(active.slot.pledge.donor)
    at = clock.now() + timedelta(days=90)
    months = list(active.instalments.values_list("month", flat=True))
    lapses = {
        "time": lambda: looking.go_through(at=at),
        "donor": lambda: choosing.stop(match_id=active.pk, reason="Habis.", by=donor, at=at).pk,
    }
    found = outcomes(
        [
            lapses[way],
            lambda: ledger.award(
                person_id=active.candidate.person_id, programme="KOTA", months=months, by=city,
                at=clock.now(),
            ).pk,
        ]
    )  # fmt: skip
    assert found[0] in (None, active.pk, NotAllowed), found
    assert isinstance(found[1], int), found
    assert awards() == [("JAGA-ASA", "ended"), ("KOTA", "active")], found
    assert fresh(active).state in ("lapsed", "ended")
    # By the donor's last day the months of the city's aid have passed: who looks then, and after
    # the aid was given, lets the family wait again.
    assert fresh(active.candidate).state in ("aided", *(["waiting"] if way == "time" else []))
    assert set(fresh(active).instalments.values_list("state", flat=True)) == {"dropped"}
