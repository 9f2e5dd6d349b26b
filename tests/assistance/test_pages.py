"""The screens: one visit each by somebody who may, and refusals of those who may not."""

import pytest
from django.urls import reverse
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import make_officer

from tanggap.assistance.models import OverlapCase
from tanggap.assistance.services import lists, rules
from tanggap.core import clock
from tanggap.core.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def manager_user():
    return make_officer("programme_manager")


@pytest.fixture
def head_user():
    return make_officer("head_of_office")


@pytest.fixture
def case():
    person = make_person(make_family())
    for programme in ("PKH", "BST"):
        lists.award_rows(list_id=make_list(programme, [person]), at=clock.now())
    return OverlapCase.objects.unscoped(reason="test").get()


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("rules", [], "BST-REGULER"),
        ("rule", ["BST-REGULER"], "Ketentuan BST"),
        ("programmes", [], "Program Keluarga Harapan"),
        ("programme", ["PKH"], "Program Keluarga Harapan"),
        ("new-programme", [], "Program baru"),
        ("propose-rule", [], "Dasar hukum"),
        ("cases", [], "BST-REGULER"),
        ("awards", [], "PKH"),
    ],
)
def test_a_manager_opens_the_screens(client, manager_user, case, name, arguments, says) -> None:
    client.force_login(manager_user)
    answer = client.get(reverse(f"assistance:{name}", args=arguments))
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_the_matrix_says_in_words_what_its_colours_mean(client, manager_user) -> None:
    client.force_login(manager_user)
    page = client.get(reverse("assistance:rules")).content.decode()
    for word in ("dilarang", "periksa", "boleh"):
        assert f">{word}<" in page


def test_a_case_goes_from_proposal_to_settlement_and_back(
    client, case, manager_user, head_user
) -> None:
    client.force_login(manager_user)
    page = client.get(reverse("assistance:case", args=[case.pk]))
    assert "PKH" in page.content.decode()
    client.post(
        reverse("assistance:propose-case", args=[case.pk]),
        {"outcome": "keep_one", "reason": "Sudah PKH"},
    )
    client.post(reverse("assistance:decide-case", args=[case.pk]), {"keputusan": "setuju"})
    case.refresh_from_db()
    assert case.status == "proposed"  # not by the same officer
    client.force_login(head_user)
    client.post(reverse("assistance:decide-case", args=[case.pk]), {"keputusan": "setuju"})
    case.refresh_from_db()
    assert case.status == "settled"
    client.post(
        reverse("assistance:decide-case", args=[case.pk]), {"keputusan": "buka", "reason": "Keliru"}
    )
    case.refresh_from_db()
    assert case.status == "reopened"


def test_an_exception_without_a_decree_comes_back_with_a_word(client, case, manager_user) -> None:
    client.force_login(manager_user)
    answer = client.post(
        reverse("assistance:propose-case", args=[case.pk]),
        {"outcome": "keep_both", "reason": "Bencana"},
    )
    assert answer.status_code == 422
    assert "Sebutkan nomor surat keputusan" in answer.content.decode()


def test_a_proposal_shows_its_effect_and_is_approved_by_another(
    client, case, manager_user, head_user
) -> None:
    rule = rules.propose(
        draft=rules.RuleDraft(code="BST-REGULER", withdraws=True),
        by=Actor.of(manager_user),
        at=clock.now(),
    )
    client.force_login(head_user)
    page = client.get(reverse("assistance:proposal", args=[rule.pk])).content.decode()
    assert "Benturan yang selesai" in page
    client.post(reverse("assistance:decide-rule", args=[rule.pk]), {"keputusan": "setuju"})
    case.refresh_from_db()
    assert case.status == "lapsed"


@pytest.mark.parametrize("name", ["rules", "cases", "awards", "programmes"])
def test_a_clerk_sees_none_of_it(client, name) -> None:
    client.force_login(make_officer("clerk"))
    assert client.get(reverse(f"assistance:{name}")).status_code == 403


def test_another_citys_case_is_not_there(client, case) -> None:
    client.force_login(make_officer("programme_manager", region="3204"))
    assert client.get(reverse("assistance:case", args=[case.pk])).status_code == 404
    cases_page = client.get(reverse("assistance:cases")).content.decode()
    assert "Tidak ada kasus di sini" in cases_page
