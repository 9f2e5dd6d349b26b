"""The way through the city's account: the account by four eyes, each gift by one table."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.fostering.conftest import (
    CITY,
    actor_of,
    fresh,
    make_candidate,
    make_match,
    make_pledge,
)
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.accounts.models import User
from tanggap.core.actor import Actor
from tanggap.fostering.domain import passing
from tanggap.fostering.domain.passing import ALPHABET, BODY, Hand, Sums
from tanggap.fostering.domain.states import Hand as MatchHand
from tanggap.fostering.models import CityAccount, Instalment, Match, Passage
from tanggap.fostering.queries import city as ways
from tanggap.fostering.queries import desk, figures, held, impact
from tanggap.fostering.services import (
    accepting,
    city,
    city_accounts,
    city_money,
    ending,
    giving,
    looking,
)
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import (
    AccountDraft,
    Handing,
    MatchState,
    NotAllowed,
    PassageState,
    Transfer,
)
from tanggap.messaging.models import Message

HERE = ZoneInfo("Asia/Jakarta")
START = datetime(2020, 5, 2, 9, 0, tzinfo=HERE)
TODAY = START.date()
DRAFT = AccountDraft(
    CITY, "Bank Contoh", "0012345678", "RKUD Kota Contoh", "Keputusan Wali Kota 1", TODAY
)
HANDED = Handing(TODAY, "Tunai di kelurahan", "BA-1")


@pytest.fixture
def clock_(rules: None) -> Any:
    with time_machine.travel(START, tick=False):
        yield


@pytest.fixture
def head() -> Actor:
    return actor_with("head_of_office")


@pytest.fixture
def treasurer() -> Actor:
    return actor_with("payer")


@pytest.fixture
def account(coordinator: Actor, head: Actor) -> CityAccount:
    made = city_accounts.propose(DRAFT, by=coordinator, at=START)
    return city_accounts.approve(made.pk, by=head, at=START)


def begun(pledge: Any) -> Match:
    held = make_match(make_candidate(), pledge, at=START)
    return accepting.accept(held.pk, by=actor_of(pledge.donor), at=START)


@pytest.fixture
def match(account: CityAccount) -> Match:
    return begun(make_pledge(first_month="2020-05", via="city", families=2))


@pytest.fixture
def first(match: Match) -> Instalment:
    return match.instalments.get(number=1)


def gift_of(one: Instalment) -> Passage:
    found = ways.of(one)
    assert found is not None
    return found


def came(one: Instalment, treasurer: Actor, amount: int = 500_000, line: str = "A1") -> Passage:
    return city_money.receive(
        gift_of(one).pk, Transfer(amount, TODAY, line), by=treasurer, at=START
    )


def told(template: str) -> int:
    return Message.objects.unscoped(reason="test").filter(template=template).count()


class TestRules:
    @given(st.integers(min_value=0, max_value=len(ALPHABET) ** BODY - 1), st.data())
    def test_one_wrong_sign_or_two_swapped_are_noticed(self, number: int, data: Any) -> None:
        kept = passing.reference(number)
        assert passing.read(f" {kept[:5].lower()}-{kept[5:]} ") == kept
        place = data.draw(st.integers(min_value=2, max_value=len(kept) - 1))
        other = data.draw(st.sampled_from([one for one in ALPHABET if one != kept[place]]))
        assert passing.read(kept[:place] + other + kept[place + 1 :]) == ""
        swapped = kept[: place - 1] + kept[place] + kept[place - 1] + kept[place + 1 :]
        assert place == 2 or swapped == kept or passing.read(swapped) == ""

    @given(st.lists(st.tuples(st.sampled_from(PassageState), st.sampled_from(Hand)), max_size=12))
    def test_nothing_leaves_that_did_not_come_and_nothing_leaves_twice(self, tries: Any) -> None:
        state, way = PassageState.EXPECTED, [PassageState.EXPECTED]
        for after, hand in tries:
            try:
                passing.check(state, after, hand=hand, reason="uji")
            except NotAllowed:
                continue
            state = after
            way.append(after)
        for before, after in pairwise(way):
            leaves = after in (PassageState.HANDED, PassageState.RETURNED, PassageState.MOVED)
            assert not leaves or before == PassageState.RECEIVED
            assert before not in (PassageState.RETURNED, PassageState.MOVED)

    @given(st.lists(st.tuples(st.sampled_from(PassageState), st.integers(1, 10**9))))
    def test_what_came_is_what_went_on_what_went_back_and_what_is_held(self, gifts: Any) -> None:
        found = passing.sums(gifts)
        held = sum(amount for state, amount in gifts if state == PassageState.RECEIVED)
        assert (found.held, found.received) == (held, found.handed + found.returned + held)


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_")
class TestAccount:
    def test_nobody_puts_an_account_into_force_alone(self, coordinator, head) -> None:
        made = city_accounts.propose(DRAFT, by=coordinator, at=START)
        assert ways.in_force(CITY, on=TODAY) is None
        with pytest.raises(NotAllowed, match="proposed"):
            city_accounts.propose(DRAFT, by=coordinator, at=START)
        with pytest.raises(Forbidden):
            city_accounts.approve(made.pk, by=coordinator, at=START)
        city_accounts.approve(made.pk, by=head, at=START)
        found = ways.in_force("3271011001", on=TODAY)
        assert found is not None
        assert found.number == DRAFT.number
        with pytest.raises(IntegrityError), transaction.atomic():
            CityAccount.objects.unscoped(reason="test").update(decided_by_id=coordinator.user_id)

    def test_both_rights_in_one_hand_do_not_help(self) -> None:
        both = actor_with("foster_coordinator", "head_of_office")
        made = city_accounts.propose(DRAFT, by=both, at=START)
        with pytest.raises(NotAllowed, match="four eyes"):
            city_accounts.approve(made.pk, by=both, at=START)

    def test_a_new_account_ends_the_one_before_and_ending_needs_no_second(
        self, account, coordinator, head
    ) -> None:
        later = TODAY + timedelta(days=10)
        other = AccountDraft(CITY, "Bank Lain", "99", "RKUD", "Keputusan 2", later)
        made = city_accounts.propose(other, by=coordinator, at=START)
        city_accounts.approve(made.pk, by=head, at=START)
        for day, number in ((TODAY, account.number), (later, "99")):
            found = ways.in_force(CITY, on=day)
            assert found is not None
            assert found.number == number
        city_accounts.end(account.pk, reason="Rekening dibajak.", by=coordinator, at=START)
        assert ways.in_force(CITY, on=TODAY) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_")
class TestWayOfAGift:
    def test_only_handing_on_asks_the_family_and_only_then_it_may_confirm(
        self, match, first, treasurer, coordinator
    ) -> None:
        giving.say_sent(first.pk, note="BNI 1", by=actor_of(match.slot.pledge.donor), at=START)
        assert (fresh(first).state, gift_of(first).state) == ("due", "said")
        assert told("fostering.city.handed") == 0
        gift = came(first, treasurer)
        assert (gift.state, told("fostering.city.received")) == ("received", 1)
        with pytest.raises(NotAllowed, match="state"):
            giving.confirm(first.pk, by=FAMILY, at=START)
        city_money.hand_on(gift.pk, HANDED, by=coordinator, at=START)
        assert (fresh(first).state, told("fostering.city.handed")) == ("sent", 1)
        giving.confirm(first.pk, by=FAMILY, at=START)
        assert ways.public_sums() == Sums(received=500_000, handed=500_000)

    def test_who_received_does_not_hand_on(self, first, treasurer, coordinator) -> None:
        both = replace(treasurer, roles=(*treasurer.roles, *coordinator.roles))
        gift = came(first, both)
        with pytest.raises(NotAllowed, match="four eyes"):
            city_money.hand_on(gift.pk, HANDED, by=both, at=START)
        with pytest.raises(IntegrityError), transaction.atomic():
            Passage.objects.unscoped(reason="test").update(passed_by_id=both.user_id)
        with pytest.raises(IntegrityError), transaction.atomic():
            Passage.objects.unscoped(reason="test").update(passed_amount=500_001)

    def test_a_line_of_the_statement_counts_once_and_the_rest_may_follow(
        self, match, first, treasurer, coordinator
    ) -> None:
        came(first, treasurer, 400_000)
        assert told("fostering.city.different") == 1
        second = match.instalments.get(number=2)
        with pytest.raises(NotAllowed, match="again"):
            came(second, treasurer, 400_000, "a1")
        assert gift_of(second).state == "expected"
        gift = came(first, treasurer, 50_000, "A2")
        assert gift.amount == 450_000
        city_money.hand_on(gift.pk, HANDED, by=coordinator, at=START)
        giving.confirm(first.pk, by=FAMILY, at=START)
        donor = actor_of(match.slot.pledge.donor)
        assert (figures.whole(coordinator).rupiah, impact.of(donor).rupiah) == (450_000, 450_000)
        assert ways.difference([match.slot_id]) == -50_000

    def test_what_is_not_on_the_statement_is_the_donors_again(
        self, match, first, treasurer
    ) -> None:
        donor = actor_of(match.slot.pledge.donor)
        giving.say_sent(first.pk, note="x", by=donor, at=START)
        with pytest.raises(NotAllowed, match="table"):
            giving.say_sent(first.pk, note="x", by=donor, at=START)
        city_money.not_found(gift_of(first).pk, reason="Tidak ada.", by=treasurer, at=START)
        assert (gift_of(first).state, told("fostering.city.missing")) == ("expected", 1)

    def test_a_handing_that_failed_is_the_citys_to_mend(
        self, first, treasurer, coordinator
    ) -> None:
        gift = came(first, treasurer)
        city_money.hand_on(gift.pk, HANDED, by=coordinator, at=START)
        giving.dispute(first.pk, reason="Belum ada.", by=FAMILY, at=START)
        with pytest.raises(NotAllowed, match="state"):
            giving.ask_again(first.pk, reason="Tagih.", by=coordinator, at=START)
        city_money.came_back(gift.pk, reason="Petugas tidak sampai.", by=coordinator, at=START)
        assert (fresh(first).state, gift_of(first).state) == ("due", "received")

    def test_the_city_is_late_and_not_the_donor(self, match, first, treasurer, coordinator) -> None:
        came(first, treasurer)
        User.objects.filter(pk=coordinator.user_id).update(email="ratna@contoh.id")
        looking.go_through(at=START + timedelta(days=3))  # the day on which it would be due
        assert told("fostering.city.today") == told("fostering.donor.today") == 0
        later = START + timedelta(days=20)
        with time_machine.travel(later, tick=False):
            looking.go_through(at=later)
            looking.go_through(at=later)
            assert ways.late(coordinator, today=later.date()).count() == 1
            assert not desk.instalments(coordinator, "late", today=later.date(), at=later).exists()
        assert told("fostering.city.coordinator-late") == 1
        assert fresh(match).state == "active"

    def test_a_reminder_names_the_account_and_without_one_nobody_is_late(
        self, account, match, first, coordinator
    ) -> None:
        looking.go_through(at=START + timedelta(days=3))
        assert told("fostering.city.today") == 1
        city_accounts.end(account.pk, reason="Ditutup.", by=coordinator, at=START)
        looking.go_through(at=START + timedelta(days=60))
        assert fresh(match).state == "active"
        with pytest.raises(NotAllowed, match="account"):
            giving.say_sent(first.pk, note="x", by=actor_of(match.slot.pledge.donor), at=START)


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_")
class TestStranded:
    @pytest.fixture
    def gift(self, match: Match, first: Instalment, treasurer: Actor) -> Passage:
        found = came(first, treasurer)
        ending.end(
            match.pk, after=MatchState.ENDED, hand=MatchHand.SYSTEM, by=ending.LEDGER, at=START,
            reason="Bantuan pemerintah.",
        )  # fmt: skip
        return found

    def test_the_donor_is_asked_and_gets_it_back(self, gift, match, coordinator) -> None:
        assert told("fostering.city.stranded") == 1
        with pytest.raises(NotAllowed, match="state"):
            city_money.hand_on(gift.pk, HANDED, by=coordinator, at=START)
        city_money.wish(gift.pk, "return", by=actor_of(match.slot.pledge.donor), at=START)
        city_money.give_back(gift.pk, HANDED, by=coordinator, at=START)
        assert ways.public_sums() == Sums(received=500_000, returned=500_000)

    def test_it_moves_to_the_next_family_only_where_the_donor_agreed(
        self, gift, match, coordinator
    ) -> None:
        with pytest.raises(NotAllowed, match="wish"):
            city_money.move_on(gift.pk, by=coordinator, at=START)
        other = actor_of(make_pledge().donor)
        with pytest.raises(Passage.DoesNotExist):
            city_money.wish(gift.pk, "move", by=other, at=START)
        city_money.wish(gift.pk, "move", by=actor_of(match.slot.pledge.donor), at=START)
        with pytest.raises(NotAllowed, match="target"):
            city_money.move_on(gift.pk, by=coordinator, at=START)
        following = begun(match.slot.pledge)
        there = city_money.move_on(gift.pk, by=coordinator, at=START)
        assert there.instalment == following.instalments.get(number=1)
        assert (fresh(gift).state, there.state, there.amount) == ("moved", "received", 500_000)
        assert ways.public_sums() == Sums(received=500_000)
        city_money.hand_on(there.pk, HANDED, by=coordinator, at=START)
        assert ways.held_by_pledge(coordinator) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_")
def test_a_donors_copy_tells_where_each_gift_stands(match, first, treasurer) -> None:
    came(first, treasurer)
    copy = held.of(actor_of(match.slot.pledge.donor))
    assert [one["way"] for one in copy["pledges"]] == ["city"]
    told = copy["instalments"][0]["through_the_city"]
    assert (told["reference"], told["state"]) == (gift_of(first).reference, "received")
    assert (told["amount"], told["left"]) == (500_000, None)


@pytest.mark.usefixtures("clock_")
def test_a_donor_chooses_the_other_way_for_what_is_not_sent_yet(match, first, treasurer) -> None:
    donor = actor_of(match.slot.pledge.donor)
    came(first, treasurer)
    city.choose(match.slot.pledge_id, "direct", by=donor, at=START)
    assert [ways.of(one) is None for one in match.instalments.all()] == [False, True]
    city.choose(match.slot.pledge_id, "city", by=donor, at=START)
    assert gift_of(match.instalments.get(number=2)).state == "expected"


@pytest.mark.django_db
@pytest.mark.usefixtures("clock_")
def test_goods_and_places_without_an_account_go_straight(account) -> None:
    goods = make_pledge(package="SEMBAKO-3")
    with pytest.raises(NotAllowed, match="account"):
        city.choose(goods.pk, "city", by=actor_of(goods.donor), at=START)
    assert ways.in_force("3201", on=date(2020, 5, 2)) is None
