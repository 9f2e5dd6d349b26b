"""Overlap cases: proposed by one, approved by another, exact and reversible."""

import pytest
from django.db import IntegrityError, transaction
from tests.assistance.conftest import held_months, make_family, make_list, make_person
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.assistance.domain.settlement import CannotSettle
from tanggap.assistance.models import Award, CaseStep, EndedMonth, Exemption, Holding, OverlapCase
from tanggap.assistance.queries import cases as case_queries
from tanggap.assistance.services import cases, ledger, lists
from tanggap.audit.models import Event
from tanggap.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
MONEY = 3 * 600_000 + 6 * 300_000


@pytest.fixture
def case():
    person = make_person(make_family())
    for programme in ("PKH", "BST"):
        lists.award_rows(list_id=make_list(programme, [person]), at=clock.now())
    return all_cases().get()


def all_cases():
    return OverlapCase.objects.unscoped(reason="test")


def awards():
    return Award.objects.unscoped(reason="test")


def propose(case, by, outcome="keep_one", decree=""):
    return cases.propose(
        case_id=case.pk, outcome=outcome, reason="Sudah PKH", decree=decree, by=by, at=clock.now()
    )


def approve(case, by):
    return cases.approve(case_id=case.pk, by=by, at=clock.now())


def test_a_proposal_changes_no_award(case, manager) -> None:
    before = held_months()
    propose(case, manager)
    assert held_months() == before
    assert not EndedMonth.objects.exists()


def test_nobody_approves_their_own_proposal(case, manager) -> None:
    propose(case, manager)
    with pytest.raises(CannotSettle, match="same_person"):
        approve(case, manager)
    assert all_cases().get().status == "proposed"


def test_not_even_by_sql(case, manager) -> None:
    propose(case, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        all_cases().update(approved_by_id=manager.user_id)


def test_ending_the_second_award_saves_its_money(case, manager, head) -> None:
    assert case_queries.money(head).at_stake == MONEY
    propose(case, manager)
    approve(case, head)
    other = awards().get(pk=case.other_id)
    assert other.status == "ended"
    assert not Holding.objects.filter(award=other).exists()
    money = case_queries.money(head)
    assert (money.at_stake, money.saved, money.cases_settled) == (0, MONEY, 1)


def test_ending_the_first_award_hands_its_places_to_the_second(case, manager, head) -> None:
    propose(case, manager, "keep_other")
    approve(case, head)
    one, other = awards().get(pk=case.one_id), awards().get(pk=case.other_id)
    assert one.status == "active"  # PKH also pays in January to March, before the rule
    assert set(one.ended_months.values_list("month", flat=True)) == set(case.months)
    held = held_months(award=other, claim__group__rule__code="BST-REGULER")
    assert [month for _, _, month in held] == case.months


@pytest.mark.parametrize("outcome", ["keep_one", "keep_other", "keep_both"])
def test_reopening_restores_awards_and_money_exactly(case, manager, head, outcome) -> None:
    def state():
        return (
            sorted(awards().values_list("pk", "status")),
            case_queries.money(head).at_stake,
            case_queries.money(head).saved,
        )

    before, places = state(), len(held_months())
    propose(case, manager, outcome, decree="SK 1/2020")
    approve(case, head)
    cases.reopen(case_id=case.pk, reason="Keliru", by=head, at=clock.now())
    assert state() == before
    assert len(held_months()) == places
    assert all_cases().get().status == "reopened"
    assert not EndedMonth.objects.exists()
    assert not Exemption.objects.exists()


def test_an_exception_needs_a_decree_and_lets_both_go_on(case, manager, head) -> None:
    with pytest.raises(CannotSettle, match="decree_missing"):
        propose(case, manager, "keep_both")
    propose(case, manager, "keep_both", decree="Kepwal 900.45-336")
    approve(case, head)
    assert set(awards().values_list("status", flat=True)) == {"active"}
    assert all_cases().get().status == "settled"
    ledger.recompute(person_ids={case.one.person_id}, at=clock.now())
    assert all_cases().get().status == "settled"


def test_a_settled_case_is_not_settled_again(case, manager, head) -> None:
    propose(case, manager)
    approve(case, head)
    with pytest.raises(CannotSettle, match="somebody_was_faster"):
        approve(case, head)
    with pytest.raises(CannotSettle, match="somebody_was_faster"):
        propose(case, manager)


def test_a_proposal_can_be_sent_back(case, manager, head) -> None:
    propose(case, manager)
    cases.send_back(case_id=case.pk, reason="Bukti kurang", by=head, at=clock.now())
    assert all_cases().get().status == "reopened"
    propose(case, manager, "keep_other")


def test_a_place_that_somebody_took_meanwhile_becomes_another_case(case, manager, head) -> None:
    propose(case, manager)
    approve(case, head)
    lists.award_rows(list_id=make_list("BPNT", [case.one.person_id]), at=clock.now())
    cases.reopen(case_id=case.pk, reason="Keliru", by=head, at=clock.now())
    found = sorted(all_cases().values_list("one__programme__code", "status"))
    assert found == [("BPNT", "open"), ("PKH", "reopened")]
    assert case_queries.money(head).at_stake == MONEY  # the months of BST count once


def test_another_city_sees_and_settles_nothing(case) -> None:
    stranger = actor_with("programme_manager", region="3204")
    assert not case_queries.visible_to(stranger).exists()
    with pytest.raises(Forbidden):
        propose(case, stranger)


def test_every_step_is_kept_and_audited(case, manager, head) -> None:
    propose(case, manager)
    approve(case, head)
    steps = list(CaseStep.objects.filter(case=case).values_list("status", flat=True))
    assert steps == ["open", "proposed", "settled"]
    codes = set(Event.objects.filter(subject=f"case:{case.pk}").values_list("code", flat=True))
    assert codes == {"assistance.case.proposed", "assistance.case.settled"}


def test_an_officer_takes_a_case_and_puts_it_back(case, manager) -> None:
    cases.take(case_id=case.pk, by=manager, at=clock.now())
    mine = case_queries.Wanted(assigned_to=manager.user_id)
    nobodys = case_queries.Wanted(assigned_to=0)
    assert case_queries.listed(manager, mine).get() == case
    assert not case_queries.listed(manager, nobodys).exists()
    cases.put_back(case_id=case.pk, by=manager, at=clock.now())
    assert case_queries.listed(manager, nobodys).get() == case
    assert Event.objects.filter(code="assistance.case.assigned").count() == 2


def test_who_may_not_settle_takes_no_case(case) -> None:
    for stranger in (actor_with("inspector"), actor_with("programme_manager", region="3204")):
        with pytest.raises(Forbidden):
            cases.take(case_id=case.pk, by=stranger, at=clock.now())


@pytest.mark.parametrize("value", ["PKH", "BST"])
def test_cases_are_found_by_either_programme(case, manager, value) -> None:
    assert case_queries.listed(manager, case_queries.Wanted(programme=value)).get() == case
    assert not case_queries.listed(manager, case_queries.Wanted(programme="KOTA")).exists()


def test_money_is_counted_in_a_few_queries_whatever_the_cases(
    manager, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        person = make_person(make_family())
        for programme in ("PKH", "BPNT", "BST"):
            lists.award_rows(list_id=make_list(programme, [person]), at=clock.now())
    with django_assert_max_num_queries(8):
        assert case_queries.money(manager).at_stake == 3 * MONEY  # BST counts once a family
