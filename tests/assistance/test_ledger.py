"""The ledger: check, award, recompute."""

import pytest
from tests.assistance.conftest import (
    held_months,
    make_family,
    make_household,
    make_list,
    make_person,
    place,
)
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award, Claim, Holding, OverlapCase
from tanggap.assistance.services import ledger, lists
from tanggap.core import clock

SPRING = ("2020-04", "2020-05", "2020-06")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


def give(person, programme, manager, months=SPRING):
    return ledger.award(
        person_id=person, programme=programme, months=months, by=manager, at=clock.now()
    )


def cases():
    return OverlapCase.objects.unscoped(reason="test")


def test_a_clear_award_takes_a_place_under_every_rule_that_names_its_programme(manager) -> None:
    person = make_person(make_family())
    assert ledger.check(person_id=person, programme="BST", months=SPRING).answer == "clear"
    award = give(person, "BST", manager)
    held = held_months(award=award)
    assert {rule for _, rule, _ in held} == {
        "BLT-DD", "BST-REGULER", "DUA-KALI", "KELUARGA-ASUH", "SATU-PINTU-TUNAI",
    }  # fmt: skip
    assert len(held) == 5 * len(SPRING)


def test_the_refusal_names_rule_basis_programme_list_and_row(manager) -> None:
    family = make_family()
    husband, wife = make_person(family), make_person(family)
    lists.award_rows(list_id=make_list("PKH", [wife], name="PKH 2020.xlsx"), at=clock.now())
    with pytest.raises(ledger.AlreadyServed) as refusal:
        give(husband, "BST", manager)
    told = refusal.value.verdict.explanation.id
    assert "Program Keluarga Harapan" in told
    assert "PKH 2020.xlsx, Sheet1, baris 2" in told
    assert "Ketentuan BST" in told
    (against,) = refusal.value.verdict.against
    assert (against.rule, against.tie, against.months) == ("BST-REGULER", "family", SPRING)


def test_programmes_that_may_come_together_share_a_place(manager) -> None:
    person = make_person(make_family())
    give(person, "PKH", manager)
    give(person, "BPNT", manager)
    (shared,) = Claim.objects.filter(group__rule__code="BST-REGULER")
    assert shared.months == dict.fromkeys(SPRING, ">")
    assert shared.holdings.count() == 2


def test_a_persons_programme_is_once_for_each_person_but_bars_the_family(manager) -> None:
    family = make_family()
    one, another = make_person(family), make_person(family)
    give(one, "PRAKERJA", manager)
    give(another, "PRAKERJA", manager)
    with pytest.raises(ledger.AlreadyServed):
        give(one, "PRAKERJA", manager)
    with pytest.raises(ledger.AlreadyServed):
        give(another, "BLT-DD", manager)


def test_other_months_do_not_overlap(manager) -> None:
    person = make_person(make_family())
    give(person, "PKH", manager, ["2020-04"])
    give(person, "BST", manager, ["2020-05"])


def test_without_a_nik_the_answer_is_unknown_and_the_money_waits(manager) -> None:
    person = make_person(nik=False)
    assert ledger.check(person_id=person, programme="BST", months=SPRING).answer == "unknown"
    assert give(person, "BST", manager).answer == "unknown"


def test_a_refused_award_leaves_nothing_behind(manager) -> None:
    person = make_person(make_family())
    give(person, "PKH", manager)
    before = (Claim.objects.count(), Holding.objects.count())
    with pytest.raises(ledger.AlreadyServed):
        give(person, "BST", manager)
    assert (Claim.objects.count(), Holding.objects.count()) == before


def test_an_officer_awards_only_in_their_own_region() -> None:
    person = make_person()
    with pytest.raises(Forbidden):
        give(person, "BST", actor_with("programme_manager", region="3204"))
    with pytest.raises(Forbidden):
        give(person, "BST", actor_with("clerk"))


def test_two_cards_in_one_house_only_warn(manager) -> None:
    house = make_household()
    give(make_person(make_family(), house), "PKH", manager)
    verdict = ledger.check(
        person_id=make_person(make_family(), house), programme="BST", months=SPRING
    )
    assert verdict.answer == "clear"
    assert [one.action for one in verdict.against] == ["warn"]
    assert verdict.explanation.id.startswith("Periksa dahulu")


def test_an_imported_overlap_becomes_a_case_with_its_money(manager) -> None:
    person = make_person(make_family())
    lists.award_rows(list_id=make_list("PKH", [person]), at=clock.now())
    lists.award_rows(list_id=make_list("BST", [person, make_person()]), at=clock.now())
    (case,) = cases()
    assert (case.one.programme.code, case.other.programme.code) == ("PKH", "BST")
    assert case.months[0] == "2020-04"
    assert len(case.months) == 9
    assert case.at_stake == 3 * 600_000 + 6 * 300_000
    assert case.other.answer == "overlap"


def test_the_same_list_twice_awards_once(manager) -> None:
    number = make_list("BST", [make_person(), make_person()])
    assert lists.award_rows(list_id=number, at=clock.now()) == 2
    assert lists.award_rows(list_id=number, at=clock.now()) == 0


def test_an_undone_list_gives_its_places_back(manager) -> None:
    person = make_person(make_family())
    pkh, bst = make_list("PKH", [person]), make_list("BST", [person])
    lists.award_rows(list_id=pkh, at=clock.now())
    lists.award_rows(list_id=bst, at=clock.now())
    lists.undo(list_id=pkh, at=clock.now())
    assert cases().get().status == "lapsed"
    holders = Holding.objects.values_list("award__programme__code", flat=True).distinct()
    assert list(holders) == ["BST"]
    assert ledger.check(person_id=person, programme="PKH", months=["2020-04"]).blocked


def test_an_import_that_was_paid_on_cannot_be_undone() -> None:
    number = make_list("BST", [make_person()])
    lists.award_rows(list_id=number, at=clock.now())
    Award.objects.unscoped(reason="test").update(paid_months=1)
    with pytest.raises(lists.MoneyWasPaid):
        lists.undo(list_id=number, at=clock.now())
    assert Holding.objects.exists()


def test_when_two_people_turn_out_to_be_one_family_a_case_opens_and_lapses_again(manager) -> None:
    family = make_family()
    one, another = make_person(family), make_person(make_family())
    give(one, "PKH", manager)
    give(another, "BST", manager)
    place(another, family=family)
    assert ledger.recompute(person_ids={another}, at=clock.now()) == 1
    assert [case.status for case in cases()] == ["open"]
    place(another, family=make_family())
    ledger.recompute(person_ids={another}, at=clock.now())
    assert [case.status for case in cases()] == ["lapsed"]
    assert len(held_months(award__person=another)) == 15


def test_recomputing_twice_changes_nothing(manager) -> None:
    family = make_family()
    people = [make_person(family) for _ in range(3)]
    lists.award_rows(list_id=make_list("PKH", people[:1]), at=clock.now())
    lists.award_rows(list_id=make_list("BST", people[1:]), at=clock.now())

    def state():
        return (
            held_months(),
            sorted(cases().values_list("one_id", "other_id", "group_id", "status")),
        )

    before = state()
    ledger.recompute(person_ids=set(people), at=clock.now())
    assert state() == before
