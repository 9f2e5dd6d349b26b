"""A donor's way: from the public page to a family, with the keyboard, and without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.fostering.conftest import CITY, make_candidate

from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.models import Match
from tanggap.fostering.services import packages
from tanggap.messaging.models import Message
from tanggap.regions import services as regions

PASSWORD = "kuda-baterai-staples-benar"
ADDRESS = "siti@contoh.id"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(tmp_path: Any, settings: Any) -> None:
    """A city in which eight families wait."""
    settings.TANGGAP_DATA = tmp_path
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    packages.seed(at=clock.now())
    for _ in range(8):
        make_candidate()


@pytest.mark.usefixtures("waiting")
def test_a_donor_registers_pledges_and_chooses(
    page: Page, check_page: Callable[[Page], None]
) -> None:
    page.goto("/asuh/")
    check_page(page)
    page.get_by_role("link", name="Jadi orang tua asuh").click()
    page.get_by_role("button", name="Daftar").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check_page(page)
    walk_to_own_page(page)
    check_page(page)
    page.get_by_role("link", name="Kesanggupan baru", exact=True).click()
    check_page(page)
    pledge(page)
    check_page(page)
    press(page, "Pilih keluarga ini", first=True)
    expect(page.get_by_text("Keluarga ini disimpan untuk Anda")).to_be_visible()
    check_page(page)
    press(page, "Ya, saya asuh keluarga ini")
    expect(page.get_by_text("Sedang Anda asuh")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Sudah saya kirim").first.click()
    check_page(page)
    assert Match.objects.unscoped(reason="test").get().state == "active"


@pytest.mark.usefixtures("waiting")
def test_the_same_way_needs_no_script(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/asuh/daftar/")
    walk_to_own_page(page)
    page.get_by_role("link", name="Kesanggupan baru", exact=True).click()
    pledge(page)
    page.get_by_role("button", name="Pilih keluarga ini").first.click()
    page.get_by_role("button", name="Tidak jadi").click()
    expect(page.get_by_text("Keluarga ini dapat dipilih orang lain.")).to_be_visible()
    context.close()


def walk_to_own_page(page: Page) -> None:
    """Register, confirm the address by the letter, and sign in."""
    page.get_by_label("Nama Anda").fill("Siti Contoh")
    page.get_by_label("Alamat surel").fill(ADDRESS)
    page.get_by_label("Saya setuju").check()
    page.get_by_role("button", name="Daftar").click()
    expect(page.get_by_role("heading", name="Periksa surel Anda")).to_be_visible()
    page.goto(Message.objects.unscoped(reason="test").get().context["link"])
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Simpan dan lanjutkan").click()
    page.get_by_label("Nama pengguna atau surel").fill(ADDRESS)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Selamat datang, Siti Contoh")).to_be_visible()


def pledge(page: Page) -> None:
    """Pledge cash for one family, wherever it lives."""
    page.get_by_label("Uang tunai dua bulan").check()
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_text("Keluarga mana saja")).to_be_visible()
    page.get_by_role("button", name="Saya sanggup").click()
    expect(page.get_by_role("button", name="Pilih keluarga ini").first).to_be_visible()


def press(page: Page, name: str, *, first: bool = False) -> None:
    """Reach a button with the Tab key alone, and press it with Enter."""
    found = page.get_by_role("button", name=name)
    button = found.first if first else found
    page.locator("#content").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the keyboard does not reach “{name}”")
