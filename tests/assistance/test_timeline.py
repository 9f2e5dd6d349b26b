"""All aid of a person by month: what is given, contested, ended, and reaches the family."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import actor_with, make_officer

from tanggap.assistance.domain import timeline
from tanggap.assistance.domain.timeline import Aid, Mark
from tanggap.assistance.queries import timeline as timelines
from tanggap.assistance.services import lists, seed
from tanggap.core import clock
from tanggap.people.models import Person

APRIL_TO_JUNE = ("2020-04", "2020-05", "2020-06")


def aid(number: int, *months: str, **more: object) -> Aid:
    pays = dict.fromkeys(months, 600_000)
    return Aid(award=number, programme="BST", name="BST", pays=pays, **more)


def marks(line: timeline.Line) -> str:
    return " ".join(cell.mark for cell in line.cells)


def test_the_axis_has_every_month_between_the_first_and_the_last() -> None:
    assert timeline.axis([aid(1, "2020-04"), aid(2, "2020-06")]) == APRIL_TO_JUNE
    assert timeline.axis([]) == ()


def test_a_month_says_the_worst_that_is_known_of_it() -> None:
    aids = [aid(1, "2020-04", "2020-05", ended=frozenset({"2020-05"})), aid(2, "2020-06")]
    (line,) = timeline.lines(aids, {2: ["2020-06"]}, APRIL_TO_JUNE)
    assert marks(line) == "given ended contested"
    assert line.rupiah == 1_200_000


def test_aid_of_the_family_is_a_line_of_its_own_and_comes_last() -> None:
    aids = [aid(1, "2020-04", own=False), aid(2, "2020-05")]
    own, family = timeline.lines(aids, {}, APRIL_TO_JUNE)
    assert (marks(own), marks(family)) == ("none given none", "family none none")


@pytest.fixture
def couple(db: None) -> list[int]:
    """Two people of one family: one on PKH, the other on BST, which the rules keep apart."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    family = make_family()
    people = [make_person(family), make_person(family)]
    lists.award_rows(list_id=make_list("PKH", people[:1]), at=clock.now())
    lists.award_rows(list_id=make_list("BST", people[1:]), at=clock.now())
    return people


def test_an_overlap_within_a_family_shows_in_its_months(couple: list[int]) -> None:
    found = timelines.of_person(actor_with("data_officer"), couple[0])
    assert found is not None
    assert [(line.programme, line.own) for line in found.lines] == [("PKH", True), ("BST", False)]
    contested = {
        cell.month for line in found.lines for cell in line.cells if cell.mark == Mark.CONTESTED
    }
    assert contested == {f"2020-{month:02d}" for month in range(4, 13)}
    assert len(found.cases) == 1


def test_cases_of_other_regions_stay_there(couple: list[int]) -> None:
    found = timelines.of_person(actor_with("data_officer", region="3273"), couple[0])
    assert found is not None
    assert found.cases == ()


def test_somebody_without_aid_has_no_timeline(db: None) -> None:
    assert timelines.of_person(actor_with("data_officer"), make_person(make_family())) is None


def test_the_dossier_shows_the_months_to_who_may_see_awards(couple: list[int]) -> None:
    person = Person.objects.unscoped(reason="test").get(pk=couple[0])

    def opened(role: str) -> str:
        client = Client()
        client.force_login(make_officer(role))
        address = reverse("people:dossier", args=[person.code])
        return client.post(address, {"purpose": "review"}, follow=True).content.decode()

    assert "mark-contested" in opened("data_officer")
    assert "timeline" not in opened("clerk")
