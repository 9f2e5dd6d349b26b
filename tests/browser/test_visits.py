"""A verifier's day: a list in the pocket, no signal, a photo, and nothing lost or left behind."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.visiting import (
    clerk,
    data_folder,
    lilis,
    photo,
    picture,
    programmes,
    visits,
)
from tests.personas import make_officer
from tests.verification.conftest import stored

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.verification.models import VisitPhoto, VisitReport
from tanggap.verification.services import planning

__all__ = ["clerk", "data_folder", "lilis", "programmes", "visits"]
pytestmark = pytest.mark.django_db(transaction=True)
OWN = "/kunjungan/saya/"


@pytest.fixture
def phone(open_page: Any, sign_in: Any, lilis: Any, visits: list[Any]) -> Page:
    """The phone of Lilis, with the list and the page on it."""
    page: Page = open_page(width="phone")
    sign_in(page, lilis)
    page.goto(OWN)
    expect(page.get_by_role("link", name="Rukmini Contoh")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    return page


def fill(page: Page, name: str) -> None:
    """Answer every question with its first choice, and add a note."""
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    for group in page.locator("[data-questions] fieldset").all():
        group.get_by_role("radio").first.check()
    page.get_by_label("Catatan").fill("Bertemu ibu.")


def finish(page: Page) -> None:
    page.get_by_role("button", name="Selesai, siap dikirim").click()


def kept_on(page: Page) -> dict[str, int]:
    """Return how much of visits lies on the phone."""
    return page.evaluate(
        """async () => {
          const names = (await indexedDB.databases()).map((one) => one.name);
          if (!names.includes("tanggap-visits")) return { visits: 0, drafts: 0 };
          const open = indexedDB.open("tanggap-visits");
          const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
          const count = (store) => new Promise((done) => {
            const request = db.transaction(store).objectStore(store).count();
            request.onsuccess = () => done(request.result);
          });
          const found = { visits: await count("visits"), drafts: await count("drafts") };
          if (await count("attempts")) found.attempts = await count("attempts");
          db.close();
          return found;
        }"""
    )


def test_a_visit_without_a_signal_is_sent_when_there_is_one(
    phone: Page, visits: list[Any], check_page: Any
) -> None:
    check_page(phone)
    picture(phone, "saya")
    phone.context.set_offline(True)
    phone.goto(OWN)
    fill(phone, "Rukmini Contoh")
    phone.get_by_label("Foto rumah").set_input_files([photo()])
    expect(phone.locator("[data-thumbs] canvas")).to_have_count(1)
    check_page(phone)
    picture(phone, "laporan")
    finish(phone)
    bar = phone.locator("[data-unsent]")
    expect(bar).to_contain_text("1 belum terkirim")
    check_page(phone)
    picture(phone, "belum-terkirim")
    phone.reload()
    expect(bar).to_contain_text("1 belum terkirim")
    assert VisitReport.objects.count() == 0
    phone.context.set_offline(False)
    expect(bar).to_be_hidden()
    expect(phone.get_by_role("link", name="Rukmini Contoh")).to_have_count(0)
    kept = VisitReport.objects.get()
    assert stored(visits[0].application_id).status == "visited"
    assert kept.note == "Bertemu ibu."
    assert VisitPhoto.objects.get().width == 1280


def test_the_button_sends_and_a_draft_is_not_lost(phone: Page, visits: list[Any]) -> None:
    phone.get_by_role("link", name="Ujang Contoh").click()
    phone.get_by_label("Catatan").fill("Separuh jalan")
    expect(phone.get_by_text("Disimpan di ponsel ini.")).to_be_visible()
    phone.goto(OWN)
    expect(phone.get_by_text("Draf")).to_be_visible()
    phone.context.set_offline(True)
    fill(phone, "Ujang Contoh")
    finish(phone)
    expect(phone.locator("[data-unsent]")).to_contain_text("1 belum terkirim")
    phone.evaluate("Object.defineProperty(navigator, 'onLine', { value: false })")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Kirim sekarang").click()
    expect(phone.get_by_text("Laporan diterima.")).to_be_visible()
    assert stored(visits[1].application_id).status == "visited"


def test_what_is_missing_is_told_and_focused(phone: Page, check_page: Any) -> None:
    phone.get_by_role("link", name="Rukmini Contoh").click()
    finish(phone)
    summary = phone.locator("[data-errors]")
    expect(summary).to_be_focused()
    check_page(phone)
    summary.get_by_role("link").first.click()
    expect(phone.locator("[data-questions] input").first).to_be_focused()


def test_the_place_is_taken_with_its_accuracy(phone: Page, visits: list[Any]) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": -6.6, "longitude": 106.8, "accuracy": 12})
    fill(phone, "Rukmini Contoh")
    phone.get_by_role("button", name="Ambil lokasi").click()
    expect(phone.get_by_text("ketelitian 12 m.")).to_be_visible()
    finish(phone)
    expect(phone.get_by_text("Laporan diterima.")).to_be_visible()
    assert VisitReport.objects.get().accuracy == 12


def test_a_visit_taken_back_meanwhile_comes_back_with_a_sentence(
    phone: Page, visits: list[Any], clerk: Any, check_page: Any
) -> None:
    phone.context.set_offline(True)
    fill(phone, "Rukmini Contoh")
    finish(phone)
    planning.take_back(visit_id=visits[0].pk, reason="Salah RW", by=Actor.of(clerk), at=clock.now())
    phone.context.set_offline(False)
    expect(phone.get_by_text("sudah ditarik atau dialihkan")).to_be_visible()
    check_page(phone)
    picture(phone, "benturan")
    phone.get_by_role("button", name="Hapus dari ponsel ini").click()
    expect(phone.get_by_role("link", name="Rukmini Contoh")).to_have_count(0)
    assert VisitReport.objects.count() == 0


def test_signing_out_leaves_nothing_on_the_phone(phone: Page) -> None:
    assert kept_on(phone) == {"visits": 2, "drafts": 0}
    phone.get_by_role("button", name="Keluar dan hapus dari ponsel").click()
    phone.wait_for_url(lambda url: OWN not in url)
    assert kept_on(phone) == {"visits": 0, "drafts": 0}


def test_signing_out_asks_where_something_is_unsent(phone: Page) -> None:
    phone.context.set_offline(True)
    fill(phone, "Rukmini Contoh")
    finish(phone)
    phone.get_by_role("button", name="Keluar dan hapus dari ponsel").click()
    expect(phone.get_by_role("alert").filter(has_text="Masih ada laporan")).to_be_visible()
    assert kept_on(phone)["drafts"] == 1
    phone.get_by_role("button", name="Keluar dan hapus laporan").click()
    expect(phone.get_by_text("Semua data kunjungan dihapus")).to_be_visible()
    assert kept_on(phone) == {"visits": 0, "drafts": 0}


def test_signing_out_on_another_page_wipes_too(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("button", name="Keluar").click()
    phone.wait_for_load_state()
    expect(phone.get_by_role("button", name="Menu")).to_have_count(0)
    assert kept_on(phone) == {"visits": 0, "drafts": 0}


def test_another_officer_on_the_same_phone_finds_nothing(phone: Page, sign_in: Any) -> None:
    sign_in(phone, make_officer("verifier"))
    phone.goto(OWN)
    expect(phone.get_by_text("Tidak ada kunjungan untuk Anda sekarang.").first).to_be_visible()
    assert kept_on(phone) == {"visits": 0, "drafts": 0}


def test_without_scripts_a_report_goes_by_a_plain_form(
    browser: Any, live_server: Any, sign_in: Any, lilis: Any, visits: list[Any]
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, lilis)
    page.goto(OWN)
    page.get_by_role("link", name="Rukmini Contoh").click()
    for group in page.locator("fieldset").all():
        group.get_by_role("radio").first.check()
    page.get_by_label("Foto rumah").set_input_files([photo()])
    picture(page, "laporan-polos")
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_text("Laporan diterima.")).to_be_visible()
    assert stored(visits[0].application_id).status == "visited"
    context.close()


def test_the_plain_form_is_open_to_everybody(
    page: Page, sign_in: Any, check_page: Any, lilis: Any, visits: list[Any]
) -> None:
    sign_in(page, lilis)
    page.goto(f"{OWN}{visits[0].pk}/")
    check_page(page)
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check_page(page)


def test_no_visit_is_missing_while_the_list_comes_anew(phone: Page, visits: list[Any]) -> None:
    """Who opens a visit in that moment is not thrown back, and a phone that dies keeps its list."""
    expect(phone.get_by_role("link", name="Ujang Contoh")).to_be_visible()
    missed = phone.evaluate(
        """async () => {
            const store = window.tanggapVisits;
            const visits = await store.all("visits");
            let missed = 0, coming = true;
            const looking = (async () => {
                while (coming) missed += (await store.all("visits")).length < visits.length;
            })();
            for (let turn = 0; turn < 30; turn += 1) await store.keepVisits(visits);
            coming = false;
            await looking;
            return visits.length ? missed : -1;
        }"""
    )
    assert missed == 0
