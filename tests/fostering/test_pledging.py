"""A donor's word: room for so many families, and only what is not given can be taken back."""

from typing import Any

import pytest
from tests.fostering.conftest import (
    actor_of,
    fresh,
    make_candidate,
    make_donor,
    make_match,
    make_pledge,
)
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering import sealing
from tanggap.fostering.domain import wishes as wishing
from tanggap.fostering.domain.months import after, pledgeable
from tanggap.fostering.models import Donor, Pledge
from tanggap.fostering.queries import mine
from tanggap.fostering.services import choosing, pledging
from tanggap.fostering.types import NotAllowed, Wishes
from tanggap.messaging.models import Message

WISHES = Wishes(regions=("327101",), children=True, firm=frozenset({"regions"}))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def siti(rules: None) -> Actor:
    return actor_of(make_donor())


def pledged(by: Actor, **changes: Any) -> Pledge:
    told: dict[str, Any] = {
        "package": "TUNAI-2", "families": 3, "first_month": pledgeable(clock.now())[1],
        "wishes": WISHES,
    }  # fmt: skip
    return pledging.pledge(**{**told, **changes}, by=by, at=clock.now())


def test_a_pledge_has_a_slot_for_every_family_and_keeps_the_package_as_it_was(siti: Actor) -> None:
    made = pledged(siti)
    assert (made.slots.count(), made.months, made.amount) == (3, 2, 500_000)
    assert wishing.read(made.wishes) == WISHES
    assert mine.free_slots(made) == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"package": "NIHIL"}, "package"),
        ({"families": 0}, "families"),
        ({"families": 501}, "families"),
        ({"first_month": "2020-01"}, "months"),
        ({"first_month": "nanti"}, "months"),
    ],
)
def test_what_cannot_be_pledged_is_refused(siti: Actor, changes: dict, code: str) -> None:
    with pytest.raises(NotAllowed, match=code):
        pledged(siti, **changes)


def test_who_is_no_confirmed_donor_pledges_nothing() -> None:
    unconfirmed = actor_of(make_donor(confirmed_at=None))
    for stranger in (unconfirmed, actor_with("verifier"), Actor.nobody()):
        with pytest.raises(Forbidden):
            pledged(stranger)


def test_taking_back_lets_go_what_is_held_and_needs_a_reason(siti: Actor) -> None:
    made = pledged(siti)
    held = make_match(make_candidate(), made)
    with pytest.raises(NotAllowed, match="reason"):
        pledging.withdraw(pledge_id=made.pk, reason=" ", by=siti, at=clock.now())
    going_on = pledging.withdraw(pledge_id=made.pk, reason="Pindah.", by=siti, at=clock.now())
    assert (going_on, fresh(held).state, fresh(made).state) == (0, "refused", "withdrawn")
    with pytest.raises(NotAllowed, match="state"):
        pledging.withdraw(pledge_id=made.pk, reason="Pindah.", by=siti, at=clock.now())


def test_families_go_on_or_wait_for_another_donor_as_the_donor_chooses(siti: Actor) -> None:
    for keep, state, waits in ((True, "active", "matched"), (False, "lapsed", "waiting")):
        donor = Donor.objects.unscoped(reason="test").get(user_id=siti.user_id)
        pledge, family = make_pledge(donor, families=2), make_candidate()
        match = make_match(family, pledge)
        choosing.confirm(match_id=match.pk, by=siti, at=clock.now())
        going_on = pledging.withdraw(
            pledge_id=pledge.pk, reason="Pindah.", by=siti, at=clock.now(), keep=keep
        )
        assert going_on == int(keep)
        assert (fresh(match).state, fresh(family).state) == (state, waits)
        assert fresh(family).waiting_since == family.waiting_since
        assert fresh(pledge).state == "withdrawn"


def test_who_stops_is_offered_nobody_and_both_are_told(siti: Actor) -> None:
    donor = Donor.objects.unscoped(reason="test").get(user_id=siti.user_id)
    pledge = make_pledge(donor, families=2)
    family = make_candidate(sealed_phone=sealing.sealed("+6281200000000"))
    match, offered = make_match(family, pledge), make_match(make_candidate(), pledge)
    choosing.confirm(match_id=match.pk, by=siti, at=clock.now())
    choosing.stop(match_id=match.pk, reason="Usaha tutup.", by=siti, at=clock.now())
    assert (fresh(pledge).state, fresh(offered).state) == ("lapsed", "ended")
    told = Message.objects.unscoped(reason="test").filter(template__endswith=".ended")
    assert sorted(told.values_list("template", flat=True)) == [
        "fostering.donor.ended", "fostering.family.ended",
    ]  # fmt: skip


def test_nobody_takes_back_anothers_pledge(siti: Actor) -> None:
    made = pledged(siti)
    with pytest.raises(Pledge.DoesNotExist):
        pledging.withdraw(
            pledge_id=made.pk, reason="Iseng.", by=actor_of(make_donor()), at=clock.now()
        )


@pytest.mark.parametrize(
    ("month", "number", "expected"),
    [("2026-11", 0, "2026-11"), ("2026-11", 2, "2027-01"), ("2026-12", 13, "2028-01")],
)
def test_months_run_over_the_years(month: str, number: int, expected: str) -> None:
    assert after(month, number) == expected
