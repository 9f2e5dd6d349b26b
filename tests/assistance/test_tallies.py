"""Cases are counted by place beforehand, and no figure is older than it says."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import actor_with, make_officer

from tanggap.assistance.models import OverlapCase, PlaceChange, PlaceTally
from tanggap.assistance.queries import tallies as figures
from tanggap.assistance.services import cases, lists, programmes, tallies
from tanggap.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
MONEY = 3 * 600_000 + 6 * 300_000


@pytest.fixture
def case():
    return one_more_case()


def one_more_case():
    person = make_person(make_family())
    for programme in ("PKH", "BST"):
        lists.award_rows(list_id=make_list(programme, [person]), at=clock.now())
    return OverlapCase.objects.unscoped(reason="test").latest("pk")


def marked():
    return PlaceChange.objects.unscoped(reason="test").count()


def counted_now():
    tallies.count_all(at=clock.now())
    assert marked() == 0


def test_what_was_counted_is_what_would_be_counted_now(case, manager) -> None:
    before = figures.of(manager)
    counted_now()
    assert figures.of(manager) == before
    assert (before.cases["open"], before.at_stake, before.counted_at) == (1, MONEY, None)


def test_every_change_of_a_case_is_seen_at_once(case, manager, head) -> None:
    counted_now()
    cases.propose(
        case_id=case.pk, outcome="keep_one", reason="Sudah PKH", by=manager, at=clock.now()
    )
    assert figures.of(manager).cases["proposed"] == 1
    counted_now()
    cases.approve(case_id=case.pk, by=head, at=clock.now())
    seen = figures.of(manager)
    assert (seen.cases["settled"], seen.at_stake, seen.saved) == (1, 0, MONEY)
    counted_now()
    assert figures.of(manager) == seen


def test_another_amount_of_a_round_changes_what_was_counted(case, manager) -> None:
    counted_now()
    months = [month.month for month in case.other.round.months.all()]
    programmes.save_round(code="BST", months=months, amount=1_000, by=manager, at=clock.now())
    assert figures.of(manager).at_stake == 1_000 * len(months)


def test_the_worker_counts_places_that_changed(case) -> None:
    assert marked()
    tallies.look()
    assert marked() == 0
    assert PlaceTally.objects.unscoped(reason="test").get(region_code=case.region_code).open == 1


def test_a_tally_is_not_believed_for_ever(case) -> None:
    counted_now()
    old = PlaceTally.objects.unscoped(reason="test")
    old.update(open=77, counted_at=clock.now() - timedelta(days=2))
    tallies.look()
    assert old.get(region_code=case.region_code).open == 1


def test_while_many_cases_are_counted_the_page_says_of_when_its_figures_are(
    case, client, monkeypatch
) -> None:
    counted_now()
    one_more_case()
    monkeypatch.setattr(figures, "AT_ONCE", 1)
    client.force_login(make_officer("programme_manager"))
    page = client.get(reverse("assistance:cases")).content.decode()
    assert "Angka di atas dihitung" in page
    monkeypatch.undo()
    assert "Angka di atas dihitung" not in client.get(reverse("assistance:cases")).content.decode()


def test_an_officer_sees_the_tallies_of_their_own_regions(case) -> None:
    counted_now()
    elsewhere = actor_with("programme_manager", region="9471")
    assert figures.of(elsewhere).found == 0
