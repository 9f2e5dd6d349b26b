"""The officers' pages of rounds: who sees what, and what is said where something may not be."""

from typing import Any

import pytest
from django.test import Client
from tests.fostering.conftest import fresh, make_candidate, make_pledge
from tests.personas import make_officer

from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.fostering.models import Forbidden, Round
from tanggap.fostering.services import rounds

pytestmark = pytest.mark.usefixtures("rules")
LIST = "/asuh/meja/putaran/"


@pytest.fixture
def officer(rules: None) -> Any:
    return make_officer("foster_coordinator")


@pytest.fixture
def page(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def solved(officer: Any) -> Round:
    make_candidate(score=900)
    make_candidate(score=300)
    make_pledge()
    found = rounds.start(region_code="3271", by=Actor.of(officer), at=clock.now())
    jobs.run_waiting()
    return fresh(found)


def test_a_round_is_not_there_for_officers_of_another_city(client: Client, solved: Round) -> None:
    client.force_login(make_officer("foster_coordinator", region="3273"))
    pair = solved.proposals.get()
    assert client.get(f"{LIST}{solved.pk}/").status_code == 404
    assert f"Putaran {solved.pk}" not in client.get(LIST).content.decode()
    for act in ("usulkan/", "batalkan/", "hitung/", f"larang/{pair.pk}/", f"lepas/{pair.pk}/"):
        assert client.post(f"{LIST}{solved.pk}/{act}").status_code == 404
    assert fresh(solved).state == "solved"


def test_who_only_looks_finds_no_buttons(client: Client, solved: Round) -> None:
    client.force_login(make_officer("inspector"))
    shown = client.get(f"{LIST}{solved.pk}/").content.decode()
    assert "Kebutuhan 900 dari 1.000" in shown
    assert "Larang" not in shown
    assert "Usulkan semua" not in shown
    assert client.post(f"{LIST}{solved.pk}/usulkan/").status_code == 403


def test_a_round_that_cannot_start_says_why(page: Client) -> None:
    told = {"region_code": "3271", "need": 100, "waiting": 50, "wishes": 100, "fairness": 100}
    answer = page.post(f"{LIST}baru/", told)
    assert answer.status_code == 422
    assert "Belum ada keluarga yang dapat dipasangkan." in answer.content.decode()
    answer = page.post(f"{LIST}baru/", {**told, "need": 999})
    assert answer.status_code == 422


def test_a_family_is_pinned_by_its_code_and_a_wrong_code_is_told(
    page: Client, solved: Round
) -> None:
    other = solved.proposals.get().second
    pledge = solved.proposals.get().pledge_id
    answer = page.post(
        f"{LIST}{solved.pk}/tetapkan/", {"code": "XX", "pledge": pledge}, follow=True
    )
    assert "Tidak ada keluarga yang menunggu dengan kode itu" in answer.content.decode()
    asked = {"code": other.code.lower(), "pledge": pledge}
    answer = page.post(f"{LIST}{solved.pk}/tetapkan/", asked, follow=True)
    assert f"Pasangan {other.code} dikunci." in answer.content.decode()
    assert solved.proposals.filter(candidate=other, is_pinned=True).exists()


def test_a_pair_is_forbidden_with_a_reason_and_allowed_again(page: Client, solved: Round) -> None:
    pair = solved.proposals.get()
    address = f"{LIST}{solved.pk}/larang/{pair.pk}/"
    assert "Tuliskan alasannya." in page.post(address, follow=True).content.decode()
    page.post(address, {"reason": "Masih kerabat"})
    forbidden = Forbidden.objects.get()
    assert "Masih kerabat" in page.get(f"{LIST}larangan/").content.decode()
    answer = page.post(f"{LIST}larangan/{forbidden.pk}/cabut/", follow=True)
    assert "Tidak ada pasangan yang dilarang" in answer.content.decode()


def test_what_became_of_every_pair_stays_readable(page: Client, solved: Round) -> None:
    page.post(f"{LIST}{solved.pk}/usulkan/")
    jobs.run_waiting()
    shown = page.get(f"{LIST}{solved.pk}/?pasangan=offered").content.decode()
    assert "Diusulkan ke donatur" in shown
    answer = page.post(f"{LIST}{solved.pk}/batalkan/", follow=True)
    assert "Keadaannya sudah berubah" in answer.content.decode()


def test_no_name_of_a_family_is_on_the_pages(page: Client, solved: Round) -> None:
    assert "Keluarga Contoh" not in page.get(f"{LIST}{solved.pk}/").content.decode()


def test_offering_that_broke_off_is_told_and_goes_on_by_a_button(
    page: Client, solved: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("tanggap.fostering.services.offering._offer_pledge", broken)
        page.post(f"{LIST}{solved.pk}/usulkan/")
        jobs.run_waiting()
    assert "Pengusulan berhenti" in page.get(f"{LIST}{solved.pk}/").content.decode()
    page.post(f"{LIST}{solved.pk}/lanjutkan/")
    jobs.run_waiting()
    shown = page.get(f"{LIST}{solved.pk}/").content.decode()
    assert "Pengusulan berhenti" not in shown
    assert "Diusulkan ke donatur" in shown
