"""Every number opens its rows, as many as it says, for those who may see them."""

import re

import pytest
from django.urls import reverse
from tests.assistance.conftest import make_family, make_household, make_list, make_person
from tests.personas import actor_with, make_officer

from tanggap.assistance.models import Award
from tanggap.assistance.queries import behind
from tanggap.assistance.services import lists, seed
from tanggap.audit.models import Event
from tanggap.command import queries, services
from tanggap.command.queries import View
from tanggap.core import clock

pytestmark = pytest.mark.django_db
ELSEWHERE = "3271021001"


@pytest.fixture
def city():
    """Four households: PKH and BST, BPNT, BPNT, and one that no aid reaches."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    people = [make_person(make_family(), make_household()) for _ in range(4)]
    lists.award_rows(list_id=make_list("PKH", people[:1]), at=clock.now())
    lists.award_rows(list_id=make_list("BST", people[:1]), at=clock.now())
    lists.award_rows(list_id=make_list("BPNT", people[1:3]), at=clock.now())
    lists.award_rows(list_id=make_list("DTKS", people), at=clock.now())
    return people


def test_a_person_whose_lists_name_two_kelurahan_is_counted_once(city) -> None:
    bst = Award.objects.unscoped(reason="test").filter(programme__code="BST")
    bst.update(region_code=ELSEWHERE)
    head, snapshot = actor_with("head_of_office"), services.take_snapshot(at=clock.now())
    totals = queries.totals(head, snapshot, View())
    assert (totals.recipients, totals.households) == (3, 3)
    assert len(behind.recipients(head, region="3271")) == 3


@pytest.mark.parametrize("programme", ["", "BST", "BPNT"])
@pytest.mark.parametrize("month", ["", "2020-05", "2020-12"])
def test_a_figure_has_as_many_rows_as_it_says(city, programme, month) -> None:
    head, snapshot = actor_with("head_of_office"), services.take_snapshot(at=clock.now())
    totals = queries.totals(head, snapshot, View("3271", programme, month))
    given = {"region": "3271", "programme": programme, "month": month}
    assert len(behind.recipients(head, **given)) == totals.recipients
    assert len(behind.households_with_aid(head, **given)) == totals.households
    assert len(behind.households_without_aid(head, region="3271")) == totals.missed == 1


def test_a_column_of_the_picture_opens_its_households(city) -> None:
    head, snapshot = actor_with("head_of_office"), services.take_snapshot(at=clock.now())
    for one in queries.combinations(head, snapshot, "3271"):
        rows = behind.households_together(head, region="3271", programmes=one.programmes)
        assert len(rows) == one.households
        assert all(row.programmes == one.programmes for row in rows)


def test_rows_come_in_pages(city, monkeypatch) -> None:
    monkeypatch.setattr(behind, "PAGE", 2)
    head = actor_with("head_of_office")
    first = behind.recipients(head, region="3271")
    rest = behind.recipients(head, region="3271", after=first[-1].person_id)
    assert len(first) == 2
    assert len({one.code for one in [*first, *rest]}) == 3


def test_another_city_opens_nothing(city) -> None:
    stranger = actor_with("head_of_office", region="3204")
    assert behind.recipients(stranger, region="3271") == []
    assert behind.households_with_aid(stranger, region="3271") == []
    assert behind.households_without_aid(stranger, region="3271") == []
    assert behind.households_together(stranger, region="3271", programmes=["BPNT"]) == []


ADDRESSES = ["command:recipients", "command:households", "command:missed"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_pages_show_codes_and_nothing_of_the_lists(client, city, name) -> None:
    client.force_login(make_officer("head_of_office"))
    page = client.get(reverse(name), {"wilayah": "3271"}).content.decode()
    assert page.count("<tr>") > 1
    assert not re.search(r"\d{12,}", page)


def test_a_page_without_rows_says_what_to_do(client, city) -> None:
    client.force_login(make_officer("head_of_office"))
    page = client.get(reverse("command:missed"), {"wilayah": "3204"}).content.decode()
    assert "Tidak ada baris di sini" in page
    unknown = client.get(reverse("command:together"), {"wilayah": "3271"})
    assert unknown.status_code == 404


def test_only_those_who_may_see_people_are_led_to_rows_of_lists(client, city) -> None:
    services.take_snapshot(at=clock.now())
    client.force_login(make_officer("head_of_office"))
    assert "/angka/daftar/" not in client.get(reverse("command:dashboard")).content.decode()
    client.force_login(make_officer("payer"))
    assert "/bantuan/kasus/" not in client.get(reverse("command:dashboard")).content.decode()


def test_looking_at_rows_of_a_list_is_on_record(client, city) -> None:
    number = make_list("PKH", city[:1])
    client.force_login(make_officer("inspector"))
    address = reverse("command:list-rows", args=[number])
    assert client.get(address, {"keadaan": "missing"}).status_code == 200
    event = Event.objects.get(code="command.rows.seen")
    assert (event.subject, event.facts["condition"]) == (f"list:{number}", "missing")
    assert client.get(address, {"keadaan": "lain"}).status_code == 404
    client.force_login(make_officer("inspector", region="3204"))
    assert client.get(address, {"keadaan": "missing"}).status_code == 404
