"""Programmes with their rounds and components, changed on their pages."""

import pytest
from django.urls import reverse
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import actor_with, make_officer

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Component, Programme, Round
from tanggap.assistance.queries import cases
from tanggap.assistance.services import lists, programmes
from tanggap.audit.models import Event
from tanggap.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def manager_client(client):
    client.force_login(make_officer("programme_manager"))
    return client


NEW = {
    "code": "bansos-rw", "name_id": "Bansos RW", "kind": "aid", "source": "donor",
    "benefit": "goods", "unit": "household", "amount": "150000", "door": "30",
    "active_from": "2020-05", "active_to": "2020-07",
}  # fmt: skip


def test_a_programme_is_made_with_rounds_and_components(manager_client) -> None:
    manager_client.post(reverse("assistance:new-programme"), NEW)
    made = Programme.objects.get(code="BANSOS-RW")
    assert (made.source, made.benefit, made.unit, made.amount) == (
        "donor", "goods", "household", 150_000,
    )  # fmt: skip
    where = ["BANSOS-RW"]
    span = {"first": "2020-05", "last": "2020-06"}
    manager_client.post(reverse("assistance:add-round", args=where), {**span, "amount": "200000"})
    assert set(made.rounds.get().months.values_list("month", "amount")) == {
        ("2020-05", 200_000), ("2020-06", 200_000),
    }  # fmt: skip
    component = {"code": "lansia", "name": "Lanjut usia", "amount": "50000"}
    manager_client.post(reverse("assistance:add-component", args=where), component)
    assert Component.objects.get(programme=made).code == "LANSIA"
    page = manager_client.get(reverse("assistance:programme", args=where)).content.decode()
    for words in ("Mei–Jun 2020", "Rp200.000", "Lanjut usia", "Donatur", "Rumah tangga"):
        assert words in page
    codes = set(Event.objects.filter(subject=f"programme:{made.pk}").values_list("code", flat=True))
    assert codes == {
        "assistance.programme.created", "assistance.round.saved", "assistance.component.saved",
    }  # fmt: skip


def test_what_a_round_pays_is_what_its_cases_contest(manager) -> None:
    person = make_person(make_family())
    for programme in ("PKH", "BST"):
        lists.award_rows(list_id=make_list(programme, [person]), at=clock.now())
    bst = Round.objects.get(programme__code="BST")
    months = list(bst.months.values_list("month", flat=True))
    programmes.save_round(code="BST", months=months, amount=1_000, by=manager, at=clock.now())
    assert cases.money(manager).at_stake == 1_000 * len(months)
    assert cases.visible_to(manager).get().at_stake == 1_000 * len(months)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": "-5"}, "amount"),
        ({"active_to": "2020-01"}, "active_to"),
        ({"active_from": "Mei"}, "active_from"),
        ({"region_code": "Antah Berantah"}, "region_code"),
        ({"code": "dua kata"}, "code"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(manager_client, typed, field) -> None:
    answer = manager_client.post(reverse("assistance:new-programme"), {**NEW, **typed})
    assert list(answer.context["form"].errors) == [field]


def test_a_round_that_ends_before_it_begins_is_refused(manager_client) -> None:
    span = {"first": "2020-06", "last": "2020-05"}
    answer = manager_client.post(reverse("assistance:add-round", args=["BST"]), span)
    assert answer.status_code == 422
    assert "Pilih 1 sampai 24 bulan" in answer.content.decode()


def test_who_only_reads_changes_nothing() -> None:
    with pytest.raises(Forbidden):
        programmes.save_component(programme="PKH", code="X", name="x", amount=1,
                                  by=actor_with("inspector"), at=clock.now())  # fmt: skip


def test_a_programme_of_a_place_is_edited_by_those_who_look_after_it(manager) -> None:
    theirs, now = actor_with("programme_manager", region="3273"), clock.now()
    here = {"name_id": "Bansos RW", "region_code": "3271"}
    programmes.save(code="BANSOS-RW", by=manager, at=now, **here)
    span = {"months": ["2020-05"], "amount": 1, "by": theirs, "at": now}
    for act in (
        lambda: programmes.save(code="LAIN", by=theirs, at=now, **here),
        lambda: programmes.save(code="BANSOS-RW", by=theirs, at=now, amount=1),
        lambda: programmes.save(code="BANSOS-RW", by=theirs, at=now, region_code="3273"),
        lambda: programmes.save_round(code="BANSOS-RW", **span),
        lambda: programmes.save_component(
            programme="BANSOS-RW", code="a", name="a", amount=1, by=theirs, at=now
        ),
    ):
        with pytest.raises(Forbidden):
            act()
    made = Programme.objects.get(code="BANSOS-RW")
    assert (made.region_code, made.amount, made.rounds.count()) == ("3271", None, 0)
    assert not Programme.objects.filter(code="LAIN").exists()
