"""The question at the counter: may this be given to this person?"""

import pytest
from django.urls import reverse
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import actor_with, make_officer

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award
from tanggap.assistance.services import counter, lists
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.people.domain.codes import new_code
from tanggap.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


def code_of(person: int) -> str:
    """Give a person a code that can be typed, and return it."""
    code = new_code("W")
    Person.objects.unscoped(reason="test").filter(pk=person).update(code=code)
    return code


@pytest.fixture
def served() -> str:
    """Return the code of somebody who receives PKH."""
    person = make_person(make_family())
    lists.award_rows(list_id=make_list("PKH", [person]), at=clock.now())
    return code_of(person)


def question(who: str, programme: str = "BST") -> dict[str, str]:
    return {"who": who, "programme": programme, "first": "2020-04", "last": "2020-05"}


def test_the_answer_names_rule_basis_programme_and_list(client, served) -> None:
    client.force_login(make_officer("data_officer"))
    page = client.post(reverse("assistance:check"), question(served)).content.decode()
    assert "Tidak boleh: tumpang tindih" in page
    assert "sudah menerima Program Keluarga Harapan untuk Apr–Mei 2020" in page
    assert "Dasar:" in page
    assert "Tetapkan bantuan ini" not in page


def test_the_question_is_on_record_with_its_answer(served) -> None:
    asked = {"programme": "BST", "months": ["2020-04"]}
    counter.ask(code=served, by=actor_with("verifier"), at=clock.now(), **asked)
    event = Event.objects.get(code="assistance.check.asked")
    assert event.facts == {**asked, "answer": "overlap"}


def test_what_is_clear_is_given_by_those_who_may(client, served) -> None:
    client.force_login(make_officer("programme_manager"))
    where = reverse("assistance:check")
    page = client.post(where, question(served, "PRAKERJA")).content.decode()
    assert "Tetapkan bantuan ini" in page
    client.post(reverse("assistance:grant"), question(served, "PRAKERJA"))
    given = Award.objects.unscoped(reason="test").get(programme__code="PRAKERJA")
    assert given.round.months.count() == 2
    again = client.post(reverse("assistance:grant"), question(served, "PRAKERJA"), follow=True)
    assert "sudah menerima" in again.content.decode()


def test_a_warning_is_told_and_forbids_nothing(client) -> None:
    person = make_person(make_family())
    lists.award_rows(list_id=make_list("BPNT", [person]), at=clock.now())
    client.force_login(make_officer("programme_manager"))
    asked = question(code_of(person), "KOTA")
    page = client.post(reverse("assistance:check"), asked).content.decode()
    assert "Periksa dahulu" in page
    assert "Tetapkan bantuan ini" in page


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"who": ""}, "who"),
        ({"who": "", "name": "Siti"}, "birth"),
        ({"first": "2020-13"}, "first"),
        ({"first": "2020-06"}, "__all__"),
        ({"programme": "XXX"}, "programme"),
        ({"birth": "kemarin"}, "birth"),
    ],
)
def test_an_incomplete_question_is_answered_at_its_field(client, served, asked, field) -> None:
    client.force_login(make_officer("data_officer"))
    answer = client.post(reverse("assistance:check"), {**question(served), **asked})
    assert list(answer.context["form"].errors) == [field]


def test_nobody_of_another_region_is_found(client, served) -> None:
    client.force_login(make_officer("data_officer", region="3204"))
    page = client.post(reverse("assistance:check"), question(served)).content.decode()
    assert "belum ada di daftar mana pun di wilayah Anda" in page
    with pytest.raises(counter.NobodyThere):
        counter.ask(code=served, programme="BST", months=["2020-04"], at=clock.now(),
                    by=actor_with("data_officer", region="3204"))  # fmt: skip


def test_who_only_matches_rows_asks_nothing(served) -> None:
    with pytest.raises(Forbidden):
        counter.ask(code=served, programme="BST", months=["2020-04"], by=actor_with("clerk"),
                    at=clock.now())  # fmt: skip
