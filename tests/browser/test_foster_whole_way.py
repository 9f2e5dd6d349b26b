"""Foster families from a pledge to the public page: one chosen, two proposed, one replaced."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.fostering.conftest import CITY, make_candidate, make_donor
from tests.personas import actor_with, make_officer

from tanggap.accounts.models import User
from tanggap.assistance.services import ledger, seed
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.fostering.models import Candidate, Match
from tanggap.fostering.services import packages
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(tmp_path: Any, settings: Any) -> None:
    """A city in which twelve families wait, half of them with children."""
    settings.TANGGAP_DATA = tmp_path
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    packages.seed(at=clock.now())
    for number in range(12):
        make_candidate(children=number % 2 == 0, score=400 + number)


@pytest.fixture
def donor() -> User:
    user = make_officer("donor", region=CITY)
    make_donor(user, name="Siti Contoh")
    return user


def matches(state: str) -> list[Match]:
    return list(Match.objects.unscoped(reason="test").filter(state=state))


@pytest.mark.usefixtures("waiting")
def test_three_families_are_pledged_given_to_and_one_is_replaced(
    page: Page,
    browser: Browser,
    live_server: Any,
    sign_in: Callable[..., None],
    check_page: Callable[[Page], None],
    donor: User,
) -> None:
    sign_in(page, donor)
    pledge_for_three(page)
    choose_the_first(page)
    desk = browser.new_context(base_url=live_server.url).new_page()
    sign_in(desk, make_officer("foster_coordinator", region=CITY))
    propose_to_the_rest(desk)
    accept_both(page)
    check_page(page)
    assert len(matches("active")) == 3

    give_everything(page)
    confirm_everything(desk)
    check_page(desk)
    assert {one.state for one in Match.objects.unscoped(reason="test")} == {"active", "completed"}

    aided = official_aid_lands()
    assert aided.state == "aided"
    page.goto("/asuh/saya/")
    page.get_by_role("link", name="Pilih 1 keluarga").click()
    page.get_by_role("button", name="Pilih keluarga ini").first.click()
    page.get_by_role("button", name="Ya, saya asuh keluarga ini").click()
    expect(page.get_by_text("Sedang Anda asuh")).to_be_visible()
    desk.goto("/asuh/meja/angka/")
    expect(desk.locator("main")).to_contain_text("Rp2 juta")
    check_page(desk)

    page.goto("/asuh/")
    expect(page.locator("main")).to_contain_text("begitu sedikitnya lima keluarga menerimanya")
    check_page(page)
    desk.context.close()


def pledge_for_three(page: Page) -> None:
    """Wish for children and one district, bind neither."""
    page.goto("/asuh/saya/kesanggupan/baru/")
    page.get_by_label("Uang tunai dua bulan").check()
    page.get_by_label("Untuk berapa keluarga?").fill("3")
    page.get_by_label("Bogor Selatan").check()
    page.get_by_label("Ada anak").select_option("Sebaiknya")
    page.get_by_label("Tanpa nama").check()
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("button", name="Saya sanggup").click()


def choose_the_first(page: Page) -> None:
    """Take one family from the profiles; no name stands there."""
    expect(page.get_by_role("button", name="Pilih keluarga ini").first).to_be_visible()
    assert "Keluarga Contoh" not in page.locator("main").inner_text()
    page.get_by_role("button", name="Pilih keluarga ini").first.click()
    page.get_by_role("button", name="Ya, saya asuh keluarga ini").click()
    expect(page.get_by_text("Sedang Anda asuh")).to_be_visible()


def propose_to_the_rest(desk: Page) -> None:
    """Solve a round for the two families that are left to find, and offer it."""
    desk.goto("/asuh/meja/putaran/baru/")
    desk.get_by_role("button", name="Hitung pasangan").click()
    jobs.run_waiting()
    desk.reload()
    expect(desk.locator(".round-pairs tbody tr")).to_have_count(2)
    desk.get_by_role("button", name="Usulkan semua…").click()
    desk.get_by_role("dialog").get_by_role("button", name="Usulkan").click()
    jobs.run_waiting()


def accept_both(page: Page) -> None:
    for _ in range(2):
        page.goto("/asuh/saya/")
        page.get_by_role("link", name="Jawab").first.click()
        page.get_by_role("button", name="Ya, saya asuh keluarga ini").click()
        expect(page.get_by_text("Sedang Anda asuh")).to_be_visible()


def give_everything(page: Page) -> None:
    """Say of every instalment of two families that it was sent."""
    for number in range(4):
        page.goto("/asuh/saya/")
        page.get_by_role("link", name="Sudah saya kirim").first.click()
        page.get_by_label("Nomor bukti transfer").fill(f"BNI {number}")
        page.get_by_role("button", name="Sudah saya kirim").click()


def confirm_everything(desk: Page) -> None:
    """Ask the families: what was sent has arrived."""
    for one in matches("active"):
        while one.instalments.filter(state="sent").exists():
            desk.goto(f"/asuh/meja/pasangan/{one.pk}/")
            desk.get_by_role("button", name="Sudah diterima").first.click()
            expect(desk.get_by_text("Tahap dicatat sudah diterima.")).to_be_visible()


def official_aid_lands() -> Candidate:
    """Award the city's aid to a family that a donor looks after."""
    one = matches("active")[0]
    ledger.award(
        person_id=one.candidate.person_id, programme="KOTA",
        months=[f"{date.fromisoformat(first.month + '-01'):%Y-%m}"
                for first in one.instalments.all()],
        by=actor_with("programme_manager"), at=clock.now(),
    )  # fmt: skip
    found: Candidate = Candidate.objects.unscoped(reason="test").get(pk=one.candidate_id)
    return found
