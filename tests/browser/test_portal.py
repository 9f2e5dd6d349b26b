"""The shell and every component, as a person with a keyboard, a phone or a dark room has them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]


@pytest.mark.parametrize("address", ["/galeri/", "/akun/login/", "/akun/password/reset/", "/x/"])
def test_pages_are_open_to_everybody(page: Page, check_page: Look, address: str) -> None:
    page.goto(address)
    check_page(page)


def test_a_page_left_while_it_is_looked_at_is_looked_at_where_it_went(
    page: Page, check_page: Look
) -> None:
    page.goto("/galeri/")
    page.evaluate("() => { setTimeout(() => { location.href = '/akun/login/' }, 300) }")
    check_page(page)
    assert page.url.endswith("/akun/login/")


@pytest.fixture
def ani(db: None) -> Any:
    from tanggap.accounts.models import User

    return User.objects.create_user("ani", password="sandi-panjang-ani", display_name="Ani W.")


@pytest.mark.parametrize(
    "address", ["/", "/pekerjaan/", "/akun/pengaman/", "/akun/perangkat/", "/akun/password/change/"]
)
def test_own_pages_are_open_to_everybody(
    page: Page, check_page: Look, sign_in: Any, ani: Any, address: str
) -> None:
    sign_in(page, ani)
    page.goto(address)
    assert page.url.endswith(address)
    expect(page.get_by_text("Halaman tidak ditemukan")).to_have_count(0)
    check_page(page)


def test_somebody_signs_in_by_keyboard(page: Page, ani: Any) -> None:
    page.goto("/akun/login/")
    page.get_by_label("Nama pengguna").fill("ani")
    page.get_by_label("Kata sandi", exact=True).fill("sandi-panjang-ani")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ani W.")


def test_a_mistake_is_told_at_the_top_and_takes_the_focus(page: Page) -> None:
    page.goto("/akun/login/")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.locator("[data-focus]")).to_be_focused()
    assert page.title().startswith("Galat:")


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page) -> None:
    page.goto("/akun/login/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_j_and_k_walk_the_rows(page: Page) -> None:
    page.goto("/galeri/")
    rows = page.locator("table[data-rows] tbody a")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()


def test_letters_typed_into_a_box_are_no_shortcuts(page: Page) -> None:
    page.goto("/galeri/")
    box = page.get_by_label("NIK", exact=True)
    box.press_sequentially("jk?")
    expect(box).to_have_value("jk?")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_dangerous_act_asks_first_and_escape_takes_it_back(page: Page) -> None:
    page.goto("/galeri/")
    page.get_by_role("button", name="Hapus daftar…").click()
    dialog = page.get_by_role("dialog", name="Hapus daftar ini?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_theme_is_chosen_and_stays(page: Page) -> None:
    page.goto("/galeri/")
    switch = page.locator("[data-theme-switch]")
    switch.click()
    switch.click()
    expect(switch).to_have_text("Tema: gelap")
    page.goto("/akun/login/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_the_menu_of_a_phone_opens_and_closes(open_page: Any, sign_in: Any, ani: Any) -> None:
    page = open_page(width="phone")
    sign_in(page, ani)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Menu utama")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_chosen_files_are_named(page: Page) -> None:
    page.goto("/galeri/")
    zone = page.locator("[data-drop-zone]")
    file = {"name": "BST.xlsx", "mimeType": "text/plain", "buffer": b"1" * 1_500_000}
    zone.locator("input").set_input_files([file])
    expect(zone.locator("li")).to_have_text("BST.xlsx (1,5 MB)")


def test_english_is_one_click_away(page: Page) -> None:
    page.goto("/akun/login/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Tanggap")
    expect(page.locator("html")).to_have_attribute("lang", "en")
