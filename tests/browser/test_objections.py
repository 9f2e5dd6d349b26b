"""A citizen objects from an old phone, another reports bribery, and the desk hears them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.applications.conftest import CITY, VILLAGE, asking
from tests.browser.test_apply import Keyboard
from tests.personas import make_officer

pytestmark = pytest.mark.django_db(transaction=True)


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
def refused(open_city: None) -> Any:
    """An application that an officer refused at the desk."""
    from tanggap.applications import services as applications
    from tanggap.applications.services.receiving import APPLICANT
    from tanggap.applications.types import Status
    from tanggap.core import clock
    from tanggap.core.actor import Actor

    got = applications.receive(asking(), by=APPLICANT, at=clock.now())
    manager = Actor.of(make_officer("programme_manager", region=CITY))
    applications.move(
        application_id=got.application_id, after=Status.REFUSED, by=manager, at=clock.now(),
        reason="Alamat di luar kota.",
    )  # fmt: skip
    return got


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


def narrow(page: Page) -> None:
    """Nothing is wider than the phone."""
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= 360


def test_a_refused_family_objects_by_keyboard_without_script(old_phone: Page, refused: Any) -> None:
    page, keys = old_phone, Keyboard(old_phone)
    page.goto("/sanggahan/")
    narrow(page)
    keys.press("link", "Ajukan sanggahan")
    keys.fill("Kode", refused.code)
    keys.fill("PIN", refused.pin)
    keys.press("button", "Lanjutkan")
    expect(page.locator("main")).to_contain_text("Alamat di luar kota.")
    keys.press("button", "Kirim sanggahan")
    assert page.title().startswith("Galat:")
    expect(page.locator(".error-summary")).to_be_focused()
    narrow(page)
    keys.fill("Mengapa keputusan ini keliru?", "Kami sudah pindah kembali sejak Maret.")
    keys.press("button", "Kirim sanggahan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Terkirim")
    code, pin = page.locator("dd").first.inner_text(), page.locator("dd").nth(1).inner_text()
    keys.press("button", "Selesai dan tutup")
    keys.press("link", "Lihat laporan dengan kode dan PIN")
    keys.fill("Kode", code)
    keys.fill("PIN", pin)
    keys.press("button", "Buka")
    expect(page.locator(".notice")).to_contain_text("Diterima")
    keys.fill("Tambahkan keterangan", "Surat RT menyusul.")
    keys.press("button", "Kirim keterangan")
    expect(page.locator(".timeline")).to_contain_text("Surat RT menyusul.")


def test_a_report_of_bribery_leaves_no_name(old_phone: Page, open_city: None) -> None:
    page, keys = old_phone, Keyboard(old_phone)
    page.goto("/sanggahan/")
    keys.press("link", "Buat laporan")
    for label in ("Diminta uang atau imbalan", "Bogor Selatan"):
        keys.choose(label)
        keys.press("button", "Lanjutkan")
    keys.to(page.locator("input[type=radio]").first)
    page.keyboard.press("Space")
    keys.press("button", "Lanjutkan")
    keys.fill("Apa yang terjadi?", "Diminta Rp50.000.")
    keys.press("button", "Lanjutkan")
    keys.choose("Tidak, saya melapor tanpa nama")
    keys.press("button", "Lanjutkan")
    expect(page.locator("main")).to_contain_text("langsung ke Inspektorat")
    narrow(page)
    keys.press("button", "Kirim laporan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Terkirim")


def test_the_public_pages_are_open_to_everybody(
    open_page: Callable[..., Page], check_page: Callable[[Page], None], refused: Any
) -> None:
    page = open_page(width="phone")
    page.goto("/sanggahan/")
    check_page(page)
    page.goto("/sanggahan/sanggah/")
    page.get_by_label("Kode").fill(refused.code)
    page.get_by_label("PIN").fill(refused.pin)
    page.get_by_role("button", name="Lanjutkan").click()
    check_page(page)
    page.get_by_role("button", name="Kirim sanggahan").click()
    check_page(page)
    page.get_by_label("Mengapa keputusan ini keliru?").fill("Kami sudah pindah kembali.")
    page.get_by_role("button", name="Kirim sanggahan").click()
    check_page(page)
    page.get_by_role("link", name="Lihat laporan").click()
    check_page(page)
    page.goto("/sanggahan/status/tarik/")
    check_page(page)
    page.goto("/sanggahan/lapor/jenis/")
    check_page(page)
    page.get_by_label("Data keliru").check()
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Lanjutkan").click()
    check_page(page)
    page.get_by_label("Apa yang terjadi?").fill("Nomor rumah tertukar.")
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("button", name="Lanjutkan").click()
    check_page(page)
    page.get_by_label("Tidak, saya melapor tanpa nama").check()
    page.get_by_role("button", name="Lanjutkan").click()
    check_page(page)
    page.goto("/sanggahan/tanya/")
    check_page(page)


def test_the_desk_grants_and_the_family_is_considered_again(
    page: Page, check_page: Callable[[Page], None], sign_in: Any, refused: Any
) -> None:
    from tanggap.applications.queries import facts
    from tanggap.applications.types import Status
    from tanggap.core import clock
    from tanggap.objections.services import receiving
    from tanggap.objections.types import Kind, Telling

    at = clock.now()
    receiving.object_to(application_id=refused.application_id, story="Kami pindah.", at=at)
    for kind in (Kind.NOT_RECEIVED, Kind.NOT_RECEIVED, Kind.BRIBERY):
        receiving.report(Telling(kind, VILLAGE, "Tidak sampai.", rw="003"), at=at)
    sign_in(page, make_officer("complaints_officer", region=CITY))
    page.goto("/sanggahan/meja/")
    check_page(page)
    page.get_by_role("row", name=re.compile("Sanggahan atas penolakan")).get_by_role("link").click()
    page.get_by_role("button", name="Tangani").click()
    check_page(page)
    page.get_by_role("button", name="Kabulkan…", exact=True).click()
    check_page(page)
    page.locator("#grant").get_by_label("Alasan").fill("Surat RT benar.")
    page.locator("#grant").get_by_role("button", name="Kabulkan").click()
    expect(page.locator("main")).to_contain_text("Surat RT benar.")
    assert facts.of(refused.application_id).status == Status.RECEIVED
    page.goto("/sanggahan/meja/?jenis=not_received")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    check_page(page)
    page.goto("/sanggahan/meja/?keadaan=escalated")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("hanya dibaca Inspektorat")
    check_page(page)
    for address in ("/sanggahan/meja/angka/", "/sanggahan/survei/", "/sanggahan/survei/telepon/"):
        page.goto(address)
        check_page(page)
