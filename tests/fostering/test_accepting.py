"""A donor accepts: an award in the one ledger, instalments, and never beside official aid."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.assistance.conftest import make_list, make_person, place
from tests.fostering.conftest import actor_of, fresh, make_candidate, make_match, make_pledge
from tests.personas import actor_with

from tanggap.assistance.models import Award, OverlapCase, Programme
from tanggap.assistance.services import ending, ledger, lists
from tanggap.fostering.models import Candidate, Match
from tanggap.fostering.services import accepting, following
from tanggap.fostering.types import NotAllowed
from tanggap.messaging.models import Message
from tanggap.people.models import Family

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
HERE = ZoneInfo("Asia/Jakarta")
AT = datetime(2020, 5, 2, 9, 0, tzinfo=HERE)
MONTHS = ["2020-05", "2020-06"]


@pytest.fixture(autouse=True)
def _in_may_2020() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def family() -> Candidate:
    return make_candidate()


@pytest.fixture
def match(family: Candidate) -> Match:
    """An active match of the package of 2020, from May 2020 on."""
    return begun(family)


def begun(family: Candidate, **told: object) -> Match:
    pledge = make_pledge(first_month="2020-05", **told)
    made = make_match(family, pledge, at=AT)
    return accepting.accept(made.pk, by=actor_of(pledge.donor), at=AT)


def awards() -> object:
    return Award.objects.unscoped(reason="test")


def official(family: Candidate, programme: str = "KOTA") -> Award:
    by = actor_with("programme_manager")
    return ledger.award(
        person_id=family.person_id, programme=programme, months=MONTHS, by=by, at=AT
    )


def test_an_accepted_match_is_an_award_with_its_instalments(match, family) -> None:
    award = awards().get(pk=match.award_id)
    assert (award.programme.code, award.person_id, award.amount) == (
        "JAGA-ASA", family.person_id, 500_000,
    )  # fmt: skip
    assert sorted(award.round.months.values_list("month", flat=True)) == MONTHS
    due = [(one.month, one.due_on.day, one.amount) for one in match.instalments.all()]
    assert due == [("2020-05", 5, 500_000), ("2020-06", 5, 500_000)]
    assert (match.state, fresh(family).state) == ("active", "matched")
    told = Message.objects.unscoped(reason="test").filter(subject=f"match:{match.pk}")
    assert [one.template for one in told] == ["fostering.donor.accepted"]


def test_months_whose_due_day_is_over_are_not_promised(family) -> None:
    pledge = make_pledge(first_month="2020-05")
    late = datetime(2020, 5, 6, 9, 0, tzinfo=HERE)
    made = make_match(family, pledge, at=late)
    accepted = accepting.accept(made.pk, by=actor_of(pledge.donor), at=late)
    assert [one.month for one in accepted.instalments.all()] == ["2020-06", "2020-07"]


def test_whoever_has_official_aid_is_not_awarded_and_the_match_ends(family) -> None:
    official(family)
    Candidate.objects.unscoped(reason="test").update(state="waiting")  # nobody has looked yet
    pledge = make_pledge(first_month="2020-05")
    made = make_match(family, pledge, at=AT)
    with pytest.raises(NotAllowed, match="aided"):
        accepting.accept(made.pk, by=actor_of(pledge.donor), at=AT)
    assert (fresh(made).state, fresh(made).award_id, fresh(family).state) == (
        "ended", None, "aided",
    )  # fmt: skip
    assert awards().filter(programme__code="JAGA-ASA").count() == 0


def test_whoever_is_not_proved_waits(family) -> None:
    nobody = make_candidate(person_id=make_person(nik=False))
    pledge = make_pledge(first_month="2020-05")
    made = make_match(nobody, pledge, at=AT)
    with pytest.raises(NotAllowed, match="unknown"):
        accepting.accept(made.pk, by=actor_of(pledge.donor), at=AT)
    assert fresh(made).state == "held"


def test_a_hold_that_is_over_begins_nothing(family) -> None:
    pledge = make_pledge(first_month="2020-05")
    made = make_match(family, pledge, at=AT, expires_at=AT)
    with pytest.raises(NotAllowed, match="state"):
        accepting.accept(made.pk, by=actor_of(pledge.donor), at=AT)


def test_official_aid_is_never_refused_because_of_a_donor(match, family) -> None:
    award = official(family)
    assert fresh(match).state == "ended"
    assert fresh(family).state == "aided"
    assert awards().get(pk=match.award_id).status == "ended"
    assert award.answer == "clear"
    assert OverlapCase.objects.unscoped(reason="test").count() == 0
    assert [one.state for one in match.instalments.all()] == ["dropped", "dropped"]
    told = Message.objects.unscoped(reason="test").filter(template="fostering.donor.ended")
    assert told.count() == 1


def test_aid_of_another_member_of_the_family_ends_it_too(match, family) -> None:
    spouse = make_person(Family.objects.unscoped(reason="test").get(pk=family.family_id))
    by = actor_with("programme_manager")
    ledger.award(person_id=spouse, programme="PKH", months=["2020-06"], by=by, at=AT)
    assert (fresh(match).state, fresh(family).state) == ("ended", "aided")


def test_an_imported_list_ends_it_and_leaves_no_open_case(match, family) -> None:
    lists.award_rows(list_id=make_list("BST", [family.person_id]), at=AT)
    assert fresh(match).state == "ended"
    cases = OverlapCase.objects.unscoped(reason="test")
    assert not cases.filter(status__in=["open", "reopened", "proposed"]).exists()
    assert awards().get(programme__code="BST").status == "active"


def test_the_family_waits_again_as_long_as_before_when_official_aid_ends(match, family) -> None:
    award = official(family)
    ending.end(award_id=award.pk, reason="Salah orang", by=actor_with("programme_manager"), at=AT)
    back = fresh(family)
    assert (back.state, back.waiting_since) == ("waiting", family.waiting_since)


def test_official_aid_whose_last_month_is_over_keeps_nobody_away(match, family) -> None:
    official(family)
    following.sync_with_ledger(at=datetime(2020, 7, 1, tzinfo=HERE))
    assert fresh(family).state == "waiting"


def test_the_free_slot_takes_another_family_for_the_months_that_are_left(match, family) -> None:
    match.instalments.filter(number=1).update(state="received", received_at=AT)
    official(family)
    pledge = match.slot.pledge
    again = make_match(make_candidate(), pledge, at=AT)
    accepted = accepting.accept(again.pk, by=actor_of(pledge.donor), at=AT)
    assert accepted.replaces_id == match.pk
    assert accepted.instalments.count() == 1


def test_school_costs_come_beside_official_aid() -> None:
    child = make_candidate(purpose="school", orphans=True)
    official(child)
    match = begun(child, package="SEKOLAH-12")
    assert match.state == "active"
    assert Programme.objects.get(code="JAGA-ASA-SEKOLAH").source == "donor"
    assert match.instalments.count() == 12


def test_a_family_that_moves_onto_a_card_with_aid_is_found(family) -> None:
    with_aid = make_candidate()
    official(with_aid)
    card = Family.objects.unscoped(reason="test").get(pk=with_aid.family_id)
    place(family.person_id, family=card)
    following.sync_with_ledger(at=AT)
    assert fresh(family).state == "aided"


def test_following_twice_changes_nothing(match, family) -> None:
    official(family)
    assert following.sync_with_ledger(at=AT) == 0
