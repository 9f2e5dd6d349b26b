"""A mother with a cheap phone asks for aid: 360 px, no JavaScript, the keyboard alone."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.applications.conftest import CITY, VILLAGE, asking, nik
from tests.personas import make_officer

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TABS = 60


@pytest.fixture
def open_city(db: None) -> None:
    """The regions of the city, and the programmes that take applications."""
    from tanggap.applications.services import openings
    from tanggap.assistance.services import seed
    from tanggap.core import clock
    from tanggap.core.actor import Actor
    from tanggap.regions import services as regions

    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True)


@pytest.fixture
def old_phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A phone of 360 px whose browser runs no script."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 640},
        java_script_enabled=False,
        locale="id-ID",
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


class Keyboard:
    """Somebody who has no mouse and no finger on the glass."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: Any) -> None:
        """Press Tab until the target has the focus."""
        for _ in range(MOST_TABS):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {target}")

    def press(self, role: Any, name: str | re.Pattern[str]) -> None:
        """Go to a button or link and press Enter."""
        self.to(self.page.get_by_role(role, name=name).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.to(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def choose(self, label: str, *, group_first: str = "") -> None:
        """Go into a group of choices and mark one."""
        wanted = self.page.get_by_label(label, exact=True).first
        if wanted.get_attribute("type") == "checkbox":
            self.to(wanted)
        else:
            name = wanted.get_attribute("name")
            self.to(self.page.locator(f'input[name="{name}"]').first)
            for _ in range(MOST_TABS):
                if wanted.evaluate("one => one === document.activeElement"):
                    break
                self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def onward(self) -> None:
        """Press the button that leads on."""
        self.press("button", re.compile("Lanjutkan|Kirim foto atau lewati"))


def test_a_family_asks_by_keyboard_without_script(old_phone: Page, open_city: None) -> None:
    keys = Keyboard(old_phone)
    old_phone.goto("/ajuan/")
    keys.press("button", re.compile("Mulai.*kota"))
    code = old_phone.locator("dd").first.inner_text()
    pin = old_phone.locator("dd").nth(1).inner_text()
    keys.press("link", "Lanjutkan")
    keys.choose("Bogor Selatan")
    keys.onward()
    old_phone.locator("input[type=radio]").first.wait_for()
    keys.to(old_phone.locator("input[type=radio]").first)
    old_phone.keyboard.press("Space")
    keys.onward()
    keys.fill("Jalan atau gang", "Gang Mawar 7")
    keys.fill("RW", "3")
    keys.fill("RT", "2")
    keys.onward()
    keys.fill("Siapa nama", "Rukmini Contoh")
    keys.onward()
    keys.fill("Tanggal", "15")
    keys.fill("Bulan", "3")
    keys.fill("Tahun", "1985")
    keys.choose("Perempuan")
    keys.onward()
    _mistype_the_nik(old_phone, keys)
    keys.onward()  # no card
    keys.onward()  # no mother's name
    keys.fill("Nomor telepon", "0812 0000 0000")
    keys.onward()
    _add_a_child(old_phone, keys)
    keys.onward()
    keys.fill("Sebelum", "2,5 juta")
    keys.fill("Sekarang", "0")
    keys.onward()
    keys.choose("Diberhentikan dari pekerjaan")
    keys.onward()
    while "kriteria-" in old_phone.url:
        keys.to(old_phone.locator("input[type=radio]").first)
        old_phone.keyboard.press("Space")
        keys.onward()
    keys.onward()  # the photos come later
    keys.onward()
    for box in old_phone.locator("input[type=checkbox]").all():
        keys.to(box)
        old_phone.keyboard.press("Space")
    keys.onward()
    expect(old_phone.get_by_role("heading", level=1)).to_have_text("Periksa jawaban Anda")
    keys.press("button", "Kirim pengajuan")
    expect(old_phone.get_by_role("heading", level=1)).to_have_text("Pengajuan terkirim")
    expect(old_phone.locator("dd").first).to_have_text(code)
    _see_where_it_stands(old_phone, keys, code, pin)


def _mistype_the_nik(page: Page, keys: Keyboard) -> None:
    """A digit too few: the summary says so and leads to the field; the rest was kept."""
    keys.fill("NIK kepala keluarga", "3271 0115")
    keys.onward()
    assert page.title().startswith("Galat:")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_label("NIK kepala keluarga")
    expect(field).to_have_value("3271 0115")
    field.evaluate("one => one.focus()")
    page.keyboard.press("Control+A")
    page.keyboard.type(nik(77))
    keys.onward()
    page.go_back()  # to the fault, and to the page before it, without sending anything again
    expect(page.get_by_label("NIK kepala keluarga")).to_be_visible()
    page.go_forward()


def _add_a_child(page: Page, keys: Keyboard) -> None:
    keys.press("link", "Tambah anggota keluarga")
    keys.fill("Nama", "Anak Contoh")
    keys.to(page.get_by_label("Hubungan dengan kepala keluarga"))
    page.keyboard.type("Anak")
    keys.press("button", "Simpan")
    expect(page.locator("main")).to_contain_text("Anak Contoh")


def _see_where_it_stands(page: Page, keys: Keyboard, code: str, pin: str) -> None:
    keys.press("button", "Selesai dan tutup")
    keys.press("link", re.compile("kode dan PIN"))
    keys.fill("Kode pengajuan", code)
    keys.fill("PIN", pin)
    keys.press("button", "Buka")
    expect(page.locator("[aria-current=step]")).to_contain_text("Pengajuan diterima")


def test_every_public_page_is_open_to_everybody(
    open_page: Callable[..., Page], check_page: Callable[[Page], None], open_city: None
) -> None:
    page = open_page(width="phone")
    page.goto("/ajuan/")
    check_page(page)
    page.get_by_role("button", name=re.compile("Mulai.*kota")).click()
    check_page(page)
    for name in ("kecamatan", "lahir", "nik", "anggota", "kehilangan", "foto-kk", "pernyataan"):
        page.goto(f"/ajuan/isi/{name}/")
        check_page(page)
    page.goto("/ajuan/isi/lahir/")
    page.get_by_role("button", name="Lanjutkan").click()
    check_page(page)
    page.goto("/ajuan/anggota/baru/")
    check_page(page)


def test_the_offices_pages_are_open_to_everybody(
    page: Page, check_page: Callable[[Page], None], sign_in: Any, open_city: None
) -> None:
    from tanggap.applications import services as applications
    from tanggap.applications.services.receiving import APPLICANT
    from tanggap.core import clock

    got = applications.receive(asking(region_code=VILLAGE), by=APPLICANT, at=clock.now())
    sign_in(page, make_officer("desk_officer", "programme_manager", region=CITY))
    for address in (
        "/ajuan/masuk/",
        f"/ajuan/masuk/{got.application_id}/",
        "/ajuan/masuk/baru/?program=KOTA",
        "/ajuan/masuk/usulan/",
        "/ajuan/kriteria/",
        "/ajuan/kriteria/KOTA/",
    ):
        page.goto(address)
        check_page(page)
