"""The board of figures with a city in it: by keyboard, on a phone, in a dark room."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import small_city

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]


@pytest.fixture
def city(db: None) -> None:
    """A register and two programmes, counted."""
    from tests.personas import make_officer

    from tanggap.core.actor import Actor

    officer = Actor.of(make_officer("data_officer"))
    small_city.found(officer)
    for name in (small_city.REGISTER, small_city.STAPLES, small_city.CASH):
        small_city.bring_in(name, officer)


@pytest.fixture
def head(city: None, page: Page, sign_in: Any) -> Page:
    """The head of the office, signed in."""
    from tests.personas import make_officer

    sign_in(page, make_officer("head_of_office"))
    return page


def test_the_board_and_the_rows_behind_it_are_open_to_everybody(
    head: Page, check_page: Look, sign_in: Any
) -> None:
    """One walk through all pages: making a city takes longer than looking at it."""
    head.goto("/angka/?ukuran=rupiah")
    for panel in ("Peta dan wilayah", "Rupiah per bulan", "Mutu daftar"):
        expect(head.get_by_role("heading", name=panel)).to_be_visible()
    head.get_by_text("Gambar ini sebagai tabel").click()
    check_page(head)
    for address in (
        "/",
        "/angka/?rinci=kelurahan",
        "/angka/tanpa-bantuan/?wilayah=3271",
        "/angka/penerima/?wilayah=3271&program=BST",
        "/angka/penerima/?wilayah=3204",
    ):
        head.goto(address)
        check_page(head)
    _as_inspector(head, sign_in)
    head.goto("/angka/")
    head.get_by_role("region", name="Mutu daftar").get_by_role("link").nth(1).click()
    expect(head.get_by_role("heading", level=1)).to_have_text("Baris menurut keadaan NIK")
    check_page(head)


def test_a_city_is_read_by_keyboard_and_opened_down_to_its_households(head: Page) -> None:
    head.goto("/angka/")
    missed = head.get_by_role("region", name="Rumah tangga terdata tanpa bantuan").get_by_role(
        "link"
    )
    count = int(re.sub(r"\D", "", missed.inner_text()))
    missed.focus()
    head.keyboard.press("Enter")
    rows = head.locator("table tbody tr")
    expect(rows).to_have_count(min(count, 100))
    head.goto("/angka/?ukuran=rupiah")
    head.locator("a.month").first.focus()
    tip = head.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Rp")
    head.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_place_on_the_map_opens_and_leads_back(head: Page) -> None:
    head.goto("/angka/")
    tile = head.locator("a.tile").first
    name = tile.locator(".tile-name").inner_text()
    tile.click()
    expect(head.get_by_role("heading", level=1)).to_have_text(name)
    head.get_by_role("navigation", name="Jejak halaman").get_by_role(
        "link", name="Kota Bogor"
    ).click()
    expect(head.get_by_role("heading", level=1)).to_have_text("Kota Bogor")


def test_the_figures_can_be_counted_again_and_taken_along(head: Page) -> None:
    head.goto("/angka/?ukuran=households&bulan=2020-05")
    head.get_by_role("button", name="Hitung ulang").click()
    expect(head.get_by_role("heading", name="Rumah tangga penerima per bulan")).to_be_visible()
    head.get_by_text("Unduh", exact=True).click()
    with head.expect_download() as waiting:
        head.get_by_role("link", name="XLSX").first.click()
    assert waiting.value.suggested_filename.startswith("wilayah-")


def test_before_the_first_list_the_board_says_what_to_do(
    page: Page, sign_in: Any, check_page: Look, officer: Any
) -> None:
    sign_in(page, officer("head_of_office"))
    page.goto("/angka/")
    expect(page.get_by_text("Belum ada angka")).to_be_visible()
    expect(page.get_by_role("link", name="Ke impor daftar")).to_be_visible()
    check_page(page)


def _as_inspector(page: Page, sign_in: Any) -> None:
    from tests.personas import make_officer

    page.context.clear_cookies()
    sign_in(page, make_officer("inspector"))
