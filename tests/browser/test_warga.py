"""A citizen on a cheap phone, without a script and with the keyboard: front page, check, data."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.personas import actor_with
from tests.warga.conftest import CITY, give, make_bearer, nik

from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services as regions
from tanggap.warga.services import counting

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("/", "/cek/", "/panduan/", "/data/")


@pytest.fixture
def aided(transactional_db: None) -> None:
    """A city in which somebody gets aid, counted for the public."""
    at = clock.now()
    regions.load(CITY, by=Actor.system("tes"), at=at)
    seed.programmes_and_rules_of_2020(at=at)
    manager = actor_with("programme_manager")
    for number in range(1, 8):
        give(manager, make_bearer(number=nik(number)))
    counting.count(at=at)


@pytest.fixture
def plain_phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A phone of 360 px whose browser runs no script."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        locale="id-ID",
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_every_public_page_is_accessible(
    page: Page, aided: None, check_page: Callable[[Page], None], address: str
) -> None:
    page.goto(address)
    check_page(page)


def test_errors_and_answers_are_accessible(
    page: Page, aided: None, check_page: Callable[[Page], None]
) -> None:
    page.goto("/cek/")
    page.get_by_role("button", name="Cek", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    check_page(page)
    page.get_by_role("link", name="Tulis NIK atau nomor KK Anda.").click()
    expect(page.get_by_label("NIK atau nomor Kartu Keluarga")).to_be_focused()
    tell(page, nik(1))
    page.get_by_role("button", name="Cek", exact=True).click()
    expect(page.get_by_role("heading", name="Bantuan Anda")).to_be_visible()
    check_page(page)
    page.goto("/cek/")
    tell(page, nik(99))
    page.get_by_role("button", name="Cek", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tidak ada yang dapat")
    check_page(page)


def tell(page: Page, number: str) -> None:
    page.get_by_label("NIK atau nomor Kartu Keluarga").fill(number)
    page.get_by_label("Tanggal", exact=True).fill("15")
    page.get_by_label("Bulan", exact=True).fill("3")
    page.get_by_label("Tahun", exact=True).fill("1985")
    page.get_by_label("Tiga huruf pertama nama Anda").fill("SIT")


def test_a_citizen_checks_without_a_script(plain_phone: Page, aided: None) -> None:
    plain_phone.goto("/")
    plain_phone.get_by_role("heading", name="Cek bantuan").get_by_role("link").click()
    tell(plain_phone, nik(1))
    plain_phone.get_by_role("button", name="Cek", exact=True).click()
    expect(plain_phone.get_by_role("heading", level=1)).to_have_text("Bantuan Anda")
    expect(plain_phone.get_by_text("Apr–Jun 2020")).to_be_visible()
    assert plain_phone.url.endswith("/cek/")


def test_a_citizen_checks_with_the_keyboard_alone(plain_phone: Page, aided: None) -> None:
    plain_phone.goto("/cek/")
    plain_phone.get_by_label("NIK atau nomor Kartu Keluarga").focus()
    for text in (nik(1), "15", "3", "1985", "SIT", ""):
        plain_phone.keyboard.type(text)
        plain_phone.keyboard.press("Tab")
    plain_phone.keyboard.press("Enter")
    expect(plain_phone.get_by_role("heading", level=1)).to_have_text("Bantuan Anda")


def test_the_map_is_chosen_without_a_script(plain_phone: Page, aided: None) -> None:
    plain_phone.goto("/")
    plain_phone.get_by_label("Warna peta").select_option("households")
    plain_phone.get_by_role("button", name="Tampilkan").click()
    expect(plain_phone.get_by_role("heading", name="Rumah tangga penerima")).to_be_visible()
    assert "ukuran=households" in plain_phone.url
