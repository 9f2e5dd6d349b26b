"""A gift without a name: the account by four eyes, the transfer, the statement, the handing on."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_foster_whole_way import choose_the_first
from tests.fostering.conftest import CITY, make_candidate, make_donor
from tests.personas import actor_with, make_officer

from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.models import CityAccount, Instalment, Passage
from tanggap.fostering.services import city_accounts, packages
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(tmp_path: Any, settings: Any) -> None:
    """A city in which six families wait."""
    settings.TANGGAP_DATA = tmp_path
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    packages.seed(at=clock.now())
    for _ in range(6):
        make_candidate()


@pytest.mark.usefixtures("waiting")
def test_a_gift_reaches_a_family_through_the_city(
    page: Page,
    browser: Browser,
    live_server: Any,
    sign_in: Callable[..., None],
    check_page: Callable[[Page], None],
) -> None:
    def opened(*roles: str) -> Page:
        found = browser.new_context(base_url=live_server.url).new_page()
        sign_in(found, make_officer(*roles, region=CITY))
        return found

    desk, cash = opened("foster_coordinator"), opened("payer")
    propose_account(desk)
    waiting = CityAccount.objects.unscoped(reason="test").get()
    city_accounts.approve(waiting.pk, by=actor_with("head_of_office"), at=clock.now())

    user = make_officer("donor", region=CITY)
    make_donor(user, name="Siti Contoh")
    sign_in(page, user)
    pledge_without_a_name(page)
    choose_the_first(page)
    check_page(page)
    send(page)

    reference = Passage.objects.unscoped(reason="test").get(state="said").reference
    find_on_the_statement(cash, reference, check_page)
    hand_on(desk, reference, check_page)
    assert Instalment.objects.filter(state="sent").count() == 1
    page.goto("/asuh/")
    expect(page.get_by_text("Berapa rupiah yang lewat rekening kota ditunjukkan")).to_be_visible()
    for one in (desk, cash):
        one.context.close()


def propose_account(desk: Page) -> None:
    desk.goto("/asuh/meja/rekening/")
    expect(desk.get_by_text("Belum ada rekening yang berlaku")).to_be_visible()
    desk.get_by_role("link", name="Usulkan rekening").click()
    desk.get_by_label("Bank atau saluran").fill("Bank Contoh")
    desk.get_by_label("Nomor rekening", exact=True).fill("0012 3456 78")
    desk.get_by_label("Nomor rekening, sekali lagi").fill("0012345679")
    desk.get_by_label("Atas nama").fill("RKUD Kota Contoh")
    desk.get_by_label("Dasar hukum").fill("Keputusan Wali Kota 900/1")
    desk.get_by_role("button", name="Usulkan").click()
    expect(desk.get_by_text("Kedua nomor ini tidak sama").first).to_be_visible()
    desk.get_by_label("Nomor rekening, sekali lagi").fill("0012345678")
    desk.get_by_role("button", name="Usulkan").click()
    expect(desk.get_by_text("Menunggu persetujuan")).to_be_visible()


def pledge_without_a_name(page: Page) -> None:
    """Choose no way at all: a gift without a name goes through the city."""
    page.goto("/asuh/saya/kesanggupan/baru/")
    page.get_by_label("Uang tunai dua bulan").check()
    page.get_by_label("Untuk berapa keluarga?").fill("1")
    page.get_by_label("Tanpa nama: ").check()
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_text("Lewat rekening kota, tanpa nama")).to_be_visible()
    page.get_by_role("button", name="Saya sanggup").click()


def send(page: Page) -> None:
    page.get_by_role("link", name="Sudah saya kirim").first.click()
    expect(page.get_by_text("0012345678")).to_be_visible()
    page.get_by_label("Nomor bukti transfer").fill("BNI 1")
    page.get_by_role("button", name="Sudah saya kirim").click()
    expect(page.get_by_text("dicocokkan dengan rekening kota").first).to_be_visible()


def find_on_the_statement(
    cash: Page, reference: str, check_page: Callable[[Page], None]
) -> None:  # fmt: skip
    cash.goto("/asuh/meja/kas/")
    cash.get_by_role("link", name=reference).click()
    cash.get_by_label("Tanggal di rekening koran").fill(f"{clock.today()}")
    cash.get_by_label("Nomor transaksi").fill("TRX 1")
    check_page(cash)
    cash.get_by_role("button", name="Catat masuk").click()
    expect(cash.get_by_text("Pengelola keluarga asuh meneruskannya")).to_be_visible()


def hand_on(desk: Page, reference: str, check_page: Callable[[Page], None]) -> None:
    desk.goto("/asuh/meja/rekening/")
    check_page(desk)
    desk.get_by_role("link", name=reference).click()
    desk.get_by_label("Nomor tanda terima").fill("BA-1")
    desk.get_by_role("button", name="Sudah diteruskan").click()
    expect(desk.get_by_text("Keluarga ditanya apakah sampai")).to_be_visible()
