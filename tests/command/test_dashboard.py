"""The dashboard: counted figures equal the ledger, within the officer's regions."""

import io

import openpyxl
import pytest
from django.urls import reverse
from tests.assistance.conftest import (
    make_family,
    make_household,
    make_list,
    make_person,
)
from tests.personas import actor_with, make_officer

from tanggap.assistance.models import Award, OverlapCase
from tanggap.assistance.services import cases, lists, seed
from tanggap.command import queries, services
from tanggap.command.models import Snapshot
from tanggap.command.queries import View
from tanggap.core import clock

pytestmark = pytest.mark.django_db
BST_NINE_MONTHS = 3 * 600_000 + 6 * 300_000
BPNT_YEAR = 12 * 200_000


@pytest.fixture
def city():
    """Three households: one on PKH and BST, one on BPNT, one in the register alone."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    people = [make_person(make_family(), make_household()) for _ in range(3)]
    lists.award_rows(list_id=make_list("PKH", people[:1]), at=clock.now())
    lists.award_rows(list_id=make_list("BST", people[:1]), at=clock.now())
    lists.award_rows(list_id=make_list("BPNT", people[1:2]), at=clock.now())
    lists.award_rows(list_id=make_list("DTKS", people), at=clock.now())
    return people


def test_the_figures_are_those_of_the_ledger(city) -> None:
    snapshot, head = services.take_snapshot(at=clock.now()), actor_with("head_of_office")
    totals = queries.totals(head, snapshot, View())
    assert (totals.recipients, totals.households, totals.missed) == (2, 2, 1)
    assert totals.rupiah == BST_NINE_MONTHS + BPNT_YEAR
    assert (totals.found, totals.open, totals.at_stake) == (1, 1, BST_NINE_MONTHS)
    may = queries.totals(head, snapshot, View(month="2020-05", programme="BST"))
    assert may.rupiah == 600_000
    (place,) = queries.by_place(head, snapshot, View("3271"), 6).values()
    assert (place.code, place.missed, place.registered, place.open) == ("327101", 1, 3, 1)
    cells = queries.by_month(head, snapshot, "3271")
    assert cells["BST", "2020-05"] == queries.Cell(1, 1, 1, 600_000)
    assert cells["", "2020-05"].recipients == cells["", ""].recipients == 2


def test_settling_a_case_moves_its_money_from_stake_to_saved(city) -> None:
    case = OverlapCase.objects.unscoped(reason="test").get()
    cases.propose(
        case_id=case.pk, outcome="keep_one", reason="x", by=actor_with("programme_manager"),
        at=clock.now(),
    )  # fmt: skip
    head = actor_with("head_of_office")
    cases.approve(case_id=case.pk, by=head, at=clock.now())
    totals = queries.totals(head, services.take_snapshot(at=clock.now()), View())
    assert (totals.open, totals.settled, totals.at_stake) == (0, 1, 0)
    assert totals.saved == BST_NINE_MONTHS
    assert totals.rupiah == BPNT_YEAR


def test_a_month_lost_by_an_award_that_goes_on_is_not_counted(city) -> None:
    case = OverlapCase.objects.unscoped(reason="test").get()
    Award.objects.unscoped(reason="test").filter(pk=case.one_id).update(amount=100_000)
    cases.propose(
        case_id=case.pk, outcome="keep_other", reason="x", by=actor_with("programme_manager"),
        at=clock.now(),
    )  # fmt: skip
    head = actor_with("head_of_office")
    cases.approve(case_id=case.pk, by=head, at=clock.now())
    snapshot = services.take_snapshot(at=clock.now())
    assert queries.totals(head, snapshot, View(programme="PKH")).rupiah == 3 * 100_000


def test_another_city_sees_only_its_own(city) -> None:
    snapshot = services.take_snapshot(at=clock.now())
    stranger = actor_with("head_of_office", region="3204")
    assert queries.totals(stranger, snapshot, View()) == queries.Totals()
    assert queries.totals(stranger, snapshot, View("3271")) == queries.Totals()
    assert queries.combinations(stranger, snapshot, "") == []
    assert queries.quality(stranger, snapshot, "") == []


def test_only_the_newest_counting_is_kept(city) -> None:
    services.take_snapshot(at=clock.now())
    newest = services.take_snapshot(at=clock.now())
    assert list(Snapshot.objects.all()) == [newest]


def test_the_page_counts_by_itself_and_says_when(client, city) -> None:
    client.force_login(make_officer("head_of_office"))
    page = client.get(reverse("command:dashboard"), {"wilayah": "3271"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Dihitung" in text
    assert "Rp6 juta" in text or "Rp6,0 juta" in text
    assert "UpSet" in text
    taken = Snapshot.objects.get().taken_at
    client.get(reverse("command:dashboard"))
    assert Snapshot.objects.get().taken_at == taken  # nothing changed, nothing is counted anew


@pytest.mark.parametrize("what", ["wilayah", "program", "mutu", "gabungan"])
def test_figures_are_exported_as_workbook_and_text(client, city, what) -> None:
    services.take_snapshot(at=clock.now())
    client.force_login(make_officer("head_of_office"))
    book = client.get(reverse("command:export", args=[what, "xlsx"]), {"wilayah": "3271"})
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    text = client.get(reverse("command:export", args=[what, "csv"]), {"wilayah": "3271"})
    assert sheet.max_row == len(text.content.decode("utf-8-sig").splitlines())
    assert sheet.max_row > 1


def test_a_clerk_has_no_dashboard(client) -> None:
    client.force_login(make_officer("clerk"))
    assert client.get(reverse("command:dashboard")).status_code == 403
