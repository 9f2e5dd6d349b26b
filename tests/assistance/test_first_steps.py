"""An empty installation, in whatever order its officers begin."""

import pytest
from django.test import Client
from tests.assistance.conftest import make_list, make_person
from tests.personas import make_officer

from tanggap.assistance.models import Award, ListPlan, Programme
from tanggap.assistance.services import lists, seed
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.people.models import RecipientList

pytestmark = pytest.mark.django_db
INSTALL = "Pasang program dan aturan 2020"


def test_a_list_that_came_before_the_programmes_gets_their_months() -> None:
    early = make_list("PKH", [make_person()])
    RecipientList.objects.unscoped(reason="test").update(state="staged")
    lists.plan_of(list_id=early)
    ListPlan.objects.update(prepared_at=clock.now())
    assert Programme.objects.get().payments == []
    assert seed.programmes_and_rules_of_2020(at=clock.now())
    assert Programme.objects.get(code="PKH").payments != []
    assert ListPlan.objects.get().prepared_at is None  # judged without months, so judged anew
    RecipientList.objects.unscoped(reason="test").update(state="committed")
    lists.award_rows(list_id=early, at=clock.now())
    assert Award.objects.unscoped(reason="test").get().round.months.exists()


def test_what_an_officer_wrote_of_a_programme_stays() -> None:
    Programme.objects.create(
        code="PKH", name_id="PKH kota kami", amount=150_000, created_at=clock.now()
    )
    seed.programmes_and_rules_of_2020(at=clock.now())
    assert Programme.objects.get(code="PKH").amount == 150_000


def test_programmes_can_be_installed_and_made_until_there_are_rules(client: Client) -> None:
    manager = make_officer("programme_manager")
    client.force_login(manager)
    empty = client.get("/bantuan/program/").content.decode()
    assert INSTALL in empty
    assert "Program baru" in empty
    lists.programme_of(make_list("PKH", [make_person()]))
    assert INSTALL in client.get("/bantuan/program/").content.decode()
    client.post("/bantuan/program/pasang-2020/")
    assert INSTALL not in client.get("/bantuan/program/").content.decode()
    told = Event.objects.filter(actor_id=manager.pk).values_list("code", flat=True)
    assert {"assistance.rules.installed", "assistance.rule.approved"} <= set(told)
