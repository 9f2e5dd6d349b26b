"""Rules in versions: proposed by one, seen in their effect, approved by another."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import ExclusionRule, OverlapCase
from tanggap.assistance.queries import books, effects
from tanggap.assistance.services import ledger, lists, rules, seed
from tanggap.core import clock
from tanggap.overlap import rules_of_2020

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
SEPARATE = rules.RuleDraft(
    code="PKH-BPNT",
    between=["PKH"],
    other=["BPNT"],
    reason_id="PKH dan BPNT tidak lagi bersamaan.",
    basis="Keputusan contoh 1/2020",
    valid_from="2020-10",
)


def propose(by, draft=SEPARATE):
    return rules.propose(draft=draft, by=by, at=clock.now())


def open_cases():
    return OverlapCase.objects.unscoped(reason="test").filter(status="open")


def test_the_rules_of_2020_come_back_from_the_database_as_they_are() -> None:
    stored, original = books.book(), rules_of_2020()
    aid = [code for code, programme in original.programmes.items()]
    assert set(stored.programmes) == set(aid)
    for one in aid:
        for another in aid:
            theirs, ours = original.between(one, another), stored.between(one, another)
            assert (theirs and (theirs.code, theirs.action)) == (ours and (ours.code, ours.action))


def test_seeding_twice_changes_nothing() -> None:
    count = ExclusionRule.objects.count()
    assert not seed.programmes_and_rules_of_2020(at=clock.now())
    assert ExclusionRule.objects.count() == count


def test_a_proposal_shows_its_conflicts_and_makes_them_only_when_approved(manager, head) -> None:
    person = make_person(make_family())
    for code in ("PKH", "BPNT"):
        lists.award_rows(list_id=make_list(code, [person]), at=clock.now())
    lists.award_rows(list_id=make_list("PKH", [make_person()]), at=clock.now())
    rule = propose(manager)
    effect = effects.of_proposal(rule)
    assert (effect.new_conflicts, effect.awards, effect.rupiah) == (1, 2, 3 * 200_000)
    assert not open_cases().exists()
    rules.approve(rule_id=rule.pk, by=head, at=clock.now())
    (case,) = open_cases()
    assert case.months == ["2020-10", "2020-11", "2020-12"]
    assert case.at_stake == effect.rupiah


def test_withdrawing_a_rule_lets_its_cases_lapse(manager, head) -> None:
    person = make_person(make_family())
    for code in ("PKH", "BST"):
        lists.award_rows(list_id=make_list(code, [person]), at=clock.now())
    assert open_cases().count() == 1
    rule = propose(manager, rules.RuleDraft(code="BST-REGULER", withdraws=True))
    assert effects.of_proposal(rule).solved_conflicts == 1
    rules.approve(rule_id=rule.pk, by=head, at=clock.now())
    assert not open_cases().exists()
    assert (
        ledger.check(person_id=make_person(), programme="BST", months=["2020-04"]).answer == "clear"
    )


def test_a_new_version_takes_the_place_of_the_old(manager, head) -> None:
    draft = rules.RuleDraft(
        code="BST-REGULER",
        between=["BST"],
        other=["PKH"],
        reason_id="BST tidak untuk penerima PKH.",
        basis="Keputusan contoh 2/2020",
    )
    rules.approve(rule_id=propose(manager, draft).pk, by=head, at=clock.now())
    versions = dict(
        ExclusionRule.objects.filter(code="BST-REGULER").values_list("version", "status")
    )
    assert versions == {1: "replaced", 2: "approved"}
    assert books.book().between("BST", "BPNT") is None


def test_nobody_approves_their_own_rule(manager) -> None:
    rule = propose(manager)
    with pytest.raises(rules.CannotChangeRule, match="same_person"):
        rules.approve(rule_id=rule.pk, by=manager, at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        ExclusionRule.objects.filter(pk=rule.pk).update(approved_by_id=manager.user_id)


def test_who_may_not_propose_or_approve(manager) -> None:
    with pytest.raises(Forbidden):
        propose(actor_with("clerk"))
    with pytest.raises(Forbidden):
        rules.approve(rule_id=propose(manager).pk, by=actor_with("inspector"), at=clock.now())


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (rules.RuleDraft(code="X", between=["PKH"], other=["BST"], basis="b"), "reason_missing"),
        (rules.RuleDraft(code="X", between=["PKH"], other=["BST"], reason_id="r"), "basis_missing"),
        (rules.RuleDraft(code="X", reason_id="r", basis="b"), "members_missing"),
        (
            rules.RuleDraft(code="X", between=["PKH"], other=["ZZZ"], reason_id="r", basis="b"),
            "unknown_programme",
        ),
        (rules.RuleDraft(code="X", withdraws=True), "nothing_to_withdraw"),
    ],
)
def test_a_rule_is_complete(manager, draft, code) -> None:
    with pytest.raises(rules.CannotChangeRule, match=code):
        propose(manager, draft)


def test_one_proposal_at_a_time(manager) -> None:
    propose(manager)
    with pytest.raises(rules.CannotChangeRule, match="already_proposed"):
        propose(manager)


def test_a_refused_proposal_leaves_the_rule_in_force(manager, head) -> None:
    rule = propose(manager, rules.RuleDraft(code="BST-REGULER", withdraws=True))
    rules.refuse(rule_id=rule.pk, reason="Masih berlaku", by=head, at=clock.now())
    assert books.book().between("BST", "PKH") is not None


ELSEWHERE = "3273"


def test_a_rule_of_a_place_is_in_the_hands_of_those_who_look_after_it(manager, head) -> None:
    """Neither a new rule elsewhere nor another version, an approval or a refusal of one."""
    theirs = actor_with("programme_manager", region=ELSEWHERE)
    other_head = actor_with("head_of_office", region=ELSEWHERE)
    here = replace(SEPARATE, region_code="3271")
    with pytest.raises(Forbidden):
        propose(theirs, here)
    rule = propose(manager, here)
    for act in (rules.approve, partial(rules.refuse, reason="uji")):
        with pytest.raises(Forbidden):
            act(rule_id=rule.pk, by=other_head, at=clock.now())
    rules.approve(rule_id=rule.pk, by=head, at=clock.now())
    for draft in (
        replace(SEPARATE, region_code=ELSEWHERE),
        replace(SEPARATE, region_code=ELSEWHERE, withdraws=True),
    ):
        with pytest.raises(Forbidden):
            propose(theirs, draft)
    assert not ExclusionRule.objects.filter(status="proposed").exists()
    assert ExclusionRule.objects.get(code="PKH-BPNT").region_code == "3271"


def test_what_waits_no_more_is_decided_no_more(manager, head) -> None:
    rule = propose(manager)
    with pytest.raises(rules.CannotChangeRule, match="reason_missing"):
        rules.refuse(rule_id=rule.pk, reason=" ", by=head, at=clock.now())
    rules.refuse(rule_id=rule.pk, reason="Tidak berdasar", by=head, at=clock.now())
    for act in (rules.approve, partial(rules.refuse, reason="lagi")):
        with pytest.raises(rules.CannotChangeRule, match="somebody_was_faster"):
            act(rule_id=rule.pk, by=head, at=clock.now())
    assert not ExclusionRule.objects.filter(code="PKH-BPNT", status="approved").exists()
