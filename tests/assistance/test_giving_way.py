"""What donors give makes way for official aid, and never the other way round."""

import pytest
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import actor_with
from tests.racing import outcomes

from tanggap.assistance.models import Award
from tanggap.assistance.queries import against
from tanggap.assistance.services import ledger, lists
from tanggap.assistance.services.ledger import AlreadyServed
from tanggap.assistance.types import Standing
from tanggap.core import clock

MONTHS = ["2020-05", "2020-06"]


def give(person: int, programme: str) -> Award:
    by = actor_with("programme_manager")
    return ledger.award(person_id=person, programme=programme, months=MONTHS, by=by, at=clock.now())


def states() -> dict[str, str]:
    rows = Award.objects.unscoped(reason="test").order_by("pk")
    return dict(rows.values_list("programme__code", "status"))


@pytest.mark.django_db
@pytest.mark.usefixtures("rules")
class TestGivingWay:
    def test_official_aid_is_clear_beside_a_donor_and_says_so(self) -> None:
        person = make_person(make_family())
        give(person, "JAGA-ASA")
        verdict = ledger.check(person_id=person, programme="KOTA", months=MONTHS)
        assert verdict.answer == "clear"
        assert [one.action for one in verdict.against] == ["warn"]

    def test_official_aid_ends_what_a_donor_gives(self) -> None:
        person = make_person(make_family())
        give(person, "JAGA-ASA")
        give(person, "KOTA")
        assert states() == {"JAGA-ASA": "ended", "KOTA": "active"}

    def test_a_donor_is_refused_beside_official_aid(self) -> None:
        person = make_person(make_family())
        give(person, "KOTA")
        with pytest.raises(AlreadyServed):
            give(person, "JAGA-ASA")

    def test_a_donor_stays_where_official_aid_is_refused_for_another_reason(self) -> None:
        person = make_person(make_family())
        give(person, "JAGA-ASA")
        lists.award_rows(list_id=make_list("PKH", [person]), at=clock.now())
        with pytest.raises(AlreadyServed):
            give(person, "BST")
        assert states()["JAGA-ASA"] == "active"

    def test_the_ledger_tells_who_may_not_be_fostered(self) -> None:
        family = make_family()
        person, free = make_person(family), make_person(make_family())
        give(person, "KOTA")
        asked = {1: Standing(person, family.pk), 2: Standing(free)}
        assert against.forbidden("JAGA-ASA", asked, since="2020-06") == {1: ("KOTA",)}
        assert against.forbidden("JAGA-ASA", asked, since="2020-07") == {}

    def test_the_ledger_tells_which_foster_aid_is_not_allowed_any_more(self) -> None:
        person = make_person(make_family())
        kept = give(person, "JAGA-ASA")
        assert against.broken([kept.pk]) == {}
        lists.award_rows(list_id=make_list("BST", [person]), at=clock.now())
        assert against.broken([kept.pk]) == {kept.pk: ("BST",)}


@pytest.mark.django_db(transaction=True)
def test_a_donor_and_the_city_at_once_leave_the_city(request) -> None:
    request.getfixturevalue("rules")
    person = make_person(make_family())
    found = outcomes([lambda: give(person, "JAGA-ASA").pk, lambda: give(person, "KOTA").pk] * 2)
    assert states()["KOTA"] == "active"
    held = Award.objects.unscoped(reason="test").filter(status="active")
    assert held.count() == 1
    assert any(isinstance(one, int) for one in found)
