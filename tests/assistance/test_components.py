"""Rules that name a component of a programme: known, not known, corrected."""

import pytest
from django.apps import apps
from django.urls import reverse
from tests.assistance.conftest import held_months, make_family, make_list, make_person
from tests.personas import actor_with, make_officer

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award, Claim, ExclusionRule, OverlapCase
from tanggap.assistance.queries import effects
from tanggap.assistance.services import components, ledger, lists, rules, seed, verdicts
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.people.domain.codes import new_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
MONTHS = ("2020-05", "2020-06")
DRAFT = rules.RuleDraft(
    code="GIZI-KERAS",
    between=["GIZI"],
    other=["PKH/HAMIL"],
    reason_id="Paket gizi bukan untuk PKH ibu hamil.",
    basis="Contoh 1/2020",
)


def propose(by, draft=DRAFT):
    return rules.propose(draft=draft, by=by, at=clock.now())


@pytest.fixture
def forbidden(request, manager, head) -> ExclusionRule:
    """The rule of Banyuwangi, but forbidding, and everywhere."""
    request.getfixturevalue("rules")
    return rules.approve(rule_id=propose(manager).pk, by=head, at=clock.now())


def pkh(person, told=None) -> Award:
    """Award PKH from a list, with what the list tells of components."""
    number = make_list("PKH", [person])
    if told is not None:
        rows = (
            apps.get_model("people", "SourceRecord")
            .objects.unscoped(reason="test")
            .filter(list=number)
        )
        rows.update(cells={"components": told})
        column = {"letter": "A", "header": "KOMPONEN", "field": "components"}
        made = apps.get_model("people", "RecipientList").objects.unscoped(reason="test")
        made.filter(pk=number).update(
            understood={"sheets": [{"name": "Sheet1", "columns": [column]}]}
        )
    lists.award_rows(list_id=number, at=clock.now())
    return Award.objects.unscoped(reason="test").get(recipient_list=number)


def gizi(person, by, **more) -> Award:
    return ledger.award(
        person_id=person, programme="GIZI", months=MONTHS, by=by, at=clock.now(), **more
    )


def answer(person) -> str:
    return ledger.check(person_id=person, programme="GIZI", months=MONTHS).answer


def correct(award, by, codes, evidence="Buku KIA dilihat"):
    return components.correct(
        award_id=award.pk,
        components=None if codes is None else frozenset(codes),
        evidence=evidence,
        by=by,
        at=clock.now(),
    )


def open_cases():
    return OverlapCase.objects.unscoped(reason="test").filter(status="open")


def test_the_rule_of_banyuwangi_warns_there_and_nowhere_else() -> None:
    person = make_person()
    everybody = apps.get_model("people", "Person").objects.unscoped(reason="test")
    everybody.filter(pk=person).update(region_code="3510011001")
    pkh(person, "Ibu hamil")
    asked = ledger.check(person_id=person, programme="GIZI", months=MONTHS)
    assert (asked.answer, asked.against[0].rule) == ("clear", "GIZI-HAMIL")
    in_the_city = make_person()
    pkh(in_the_city, "Ibu hamil")
    assert ledger.check(person_id=in_the_city, programme="GIZI", months=MONTHS).against == ()


@pytest.mark.usefixtures("forbidden")
@pytest.mark.parametrize(
    ("told", "expected"), [("Ibu hamil, SD", "overlap"), ("SD", "clear"), (None, "unknown")]
)
def test_an_answer_hangs_on_the_components_that_a_list_tells(told, expected) -> None:
    person = make_person(make_family())
    pkh(person, told)
    assert answer(person) == expected


@pytest.mark.usefixtures("forbidden")
def test_what_is_not_known_is_said_and_neither_cleared_nor_refused(manager) -> None:
    person = make_person(make_family())
    pkh(person, "kuliah")
    verdict = ledger.check(person_id=person, programme="GIZI", months=MONTHS)
    assert "Periksa komponennya" in verdict.explanation.id
    assert "PKH/HAMIL" in verdict.explanation.id
    assert not verdict.blocked
    assert gizi(person, manager).answer == "unknown"
    assert not open_cases().exists()


@pytest.mark.usefixtures("forbidden")
def test_a_correction_lets_aid_go_on_that_waited_for_it(manager) -> None:
    person = make_person(make_family())
    of_pkh, waiting = pkh(person), gizi(person, manager)
    assert waiting.answer == "unknown"
    correct(of_pkh, manager, ["SD"])
    waiting.refresh_from_db()
    assert waiting.answer == "clear"
    assert not open_cases().exists()
    told = Event.objects.get(code="assistance.award.components_corrected")
    assert (told.subject, told.reason) == (f"award:{of_pkh.pk}", "Buku KIA dilihat")


@pytest.mark.usefixtures("forbidden")
def test_a_correction_takes_places_anew_and_gives_them_back(manager) -> None:
    person = make_person(make_family())
    of_pkh, other = pkh(person), gizi(person, manager)
    correct(of_pkh, manager, ["HAMIL"])
    (case,) = open_cases()
    assert (case.one_id, case.other_id, case.months) == (of_pkh.pk, other.pk, list(MONTHS))
    correct(of_pkh, manager, ["SD"])
    assert not open_cases().exists()
    assert {award for award, _, _ in held_months(claim__group__rule__code="GIZI-KERAS")} == {
        other.pk
    }


@pytest.mark.usefixtures("forbidden")
def test_a_correction_needs_a_right_evidence_and_a_component_of_the_programme(manager) -> None:
    award = pkh(make_person())
    for codes, evidence, code in (
        (["HAMIL"], "  ", "evidence_missing"),
        (["KULIAH"], "Ada", "unknown_component"),
    ):
        with pytest.raises(components.CannotCorrect, match=code):
            correct(award, manager, codes, evidence)
    with pytest.raises(Forbidden):
        correct(award, actor_with("inspector"), ["HAMIL"])


def test_a_new_rule_of_a_component_claims_what_is_there_and_leaves_it_when_withdrawn(
    manager, head
) -> None:
    pregnant, pupil, unknown = (make_person(make_family()) for _ in range(3))
    for person, told in ((pregnant, "Ibu hamil"), (pupil, "SD"), (unknown, None)):
        pkh(person, told)
        gizi(person, manager)
    rule = propose(manager)
    effect = effects.of_proposal(rule)
    assert (effect.new_conflicts, effect.awards, effect.undecided) == (1, 2, 1)
    rules.approve(rule_id=rule.pk, by=head, at=clock.now())
    assert open_cases().count() == 1
    withdrawn = propose(manager, rules.RuleDraft(code=DRAFT.code, withdraws=True))
    rules.approve(rule_id=withdrawn.pk, by=head, at=clock.now())
    assert not open_cases().exists()
    assert not Claim.objects.filter(group__rule__code=DRAFT.code).exists()


@pytest.mark.parametrize(
    ("between", "other", "code"),
    [
        (["GIZI"], ["PKH/KULIAH"], "unknown_programme"),
        (["GIZI", "PKH"], ["PKH/HAMIL"], "component_beside_programme"),
        (["GIZI"], ["PKH", "PKH/HAMIL"], "component_beside_programme"),
        (["GIZI", "PKH/SD"], ["PKH/SD"], "component_on_both_sides"),
    ],
)
def test_a_rule_names_a_component_once_and_not_its_programme(manager, between, other, code) -> None:
    draft = rules.RuleDraft(code="X", between=between, other=other, reason_id="r", basis="b")
    with pytest.raises(rules.CannotChangeRule, match=code):
        propose(manager, draft)


def test_an_award_with_both_sides_of_a_rule_shares_its_place_with_nobody(manager, head) -> None:
    draft = rules.RuleDraft(
        code="X", between=["PKH/SD"], other=["GIZI", "PKH/SMP"], reason_id="r", basis="b"
    )
    rules.approve(rule_id=propose(manager, draft).pk, by=head, at=clock.now())
    both = pkh(make_person(make_family()), "SD, SMP")
    place = Claim.objects.get(holdings__award=both, group__rule__code="X")
    assert set(place.months.values()) == {f"award:{both.pk}"}


def test_seeding_gives_pkh_its_components() -> None:
    assert not seed.programmes_and_rules_of_2020(at=clock.now())
    parts = apps.get_model("assistance", "Component").objects.filter(programme__code="PKH")
    assert set(parts.values_list("code", flat=True)) == {
        "HAMIL", "BALITA", "SD", "SMP", "SMA", "LANSIA", "DISABILITAS",
    }  # fmt: skip


@pytest.mark.usefixtures("forbidden")
def test_a_corrected_row_tells_its_components_anew(manager) -> None:
    person = make_person(make_family())
    earlier, other = pkh(person, "SD"), gizi(person, manager)
    later = make_list("PKH", [person])
    records = apps.get_model("people", "SourceRecord").objects.unscoped(reason="test")
    records.filter(list=later).update(cells={"components": "Ibu hamil"})
    lists.follow([(earlier.record_id, records.get(list=later).pk)])
    (case,) = open_cases()
    assert {case.one_id, case.other_id} == {earlier.pk, other.pk}


@pytest.mark.usefixtures("forbidden")
@pytest.mark.parametrize(
    ("told", "state"), [("Bumil", "overlap"), (None, "warn"), ("SMA", "clear")]
)
def test_the_verdict_of_a_list_reads_its_column_of_components(manager, told, state) -> None:
    person = make_person(make_family())
    gizi(person, manager)
    award = pkh(person, told)
    number = award.recipient_list_id
    listed = apps.get_model("people", "RecipientList").objects.unscoped(reason="test")
    listed.filter(pk=number).update(linked_at=clock.now())
    (row,) = verdicts.judge(list_id=number, plan=lists.plan_of(list_id=number))
    assert row.state == state


@pytest.mark.usefixtures("forbidden")
def test_the_counter_asks_for_components_and_an_officer_corrects_them(client) -> None:
    person = make_person(make_family())
    award = pkh(person)
    client.force_login(make_officer("programme_manager"))
    asked = {"programme": "GIZI", "first": "2020-05", "last": "2020-05"}
    asked |= {"who": new_code("W")}
    everybody = apps.get_model("people", "Person").objects.unscoped(reason="test")
    everybody.filter(pk=person).update(code=asked["who"])
    check = reverse("assistance:check")
    assert "Periksa komponennya" in client.post(check, asked).content.decode()
    wrong = client.post(check, asked | {"components": ["PKH/SD"]}).content.decode()
    assert "Pilih komponen dari program yang ditanyakan saja." in wrong
    page = reverse("assistance:components", args=[award.pk])
    assert "Ibu hamil" in client.get(page).content.decode()
    assert client.post(page, {"known": "ya", "codes": ["SD"]}).status_code == 422
    client.post(page, {"known": "ya", "codes": ["SD"], "evidence": "Rapor dilihat"})
    assert "Boleh diberi" in client.post(check, asked).content.decode()
    listed = client.get(reverse("assistance:awards")).content.decode()
    assert "SD" in listed


def test_a_rule_of_a_component_is_proposed_on_the_screen(client) -> None:
    client.force_login(make_officer("programme_manager"))
    form = {
        "code": DRAFT.code, "between": ["GIZI"], "other": ["PKH/HAMIL"], "level": "family",
        "action": "block", "reason_id": "r", "basis": "b",
    }  # fmt: skip
    client.post(reverse("assistance:propose-rule"), form)
    made = ExclusionRule.objects.get(code=DRAFT.code)
    assert made.other == ["PKH/HAMIL"]
    matrix = client.get(reverse("assistance:rules")).content.decode()
    assert "menurut komponen" in matrix
    assert DRAFT.code in matrix
