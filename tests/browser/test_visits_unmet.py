"""Nobody at home and no signal: the attempt waits on the phone, goes once, and is read there."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.test_visits import OWN, kept_on, phone
from tests.browser.visiting import clerk, data_folder, lilis, picture, programmes, visits
from tests.verification.conftest import stored, visit_of

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.verification.models import Attempt
from tanggap.verification.services import planning

__all__ = ["clerk", "data_folder", "lilis", "phone", "programmes", "visits"]
pytestmark = pytest.mark.django_db(transaction=True)


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def nobody_met(page: Page, name: str, *, next_on: str = "", why: str = "Tidak ada orang") -> None:
    """Write down on the phone that nobody was met."""
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Tidak bertemu siapa pun?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tidak bertemu")
    page.get_by_label(why).check()
    if next_on:
        page.get_by_label("Datang lagi pada").fill(next_on)
    page.get_by_role("button", name="Catat, siap dikirim").click()


def test_an_attempt_without_a_signal_goes_once_there_is_one(
    phone: Page, visits: list[Any], check_page: Any
) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": -6.6, "longitude": 106.8, "accuracy": 12})
    phone.context.set_offline(True)
    phone.goto(OWN)
    phone.get_by_role("link", name="Rukmini Contoh").click()
    check_page(phone)
    phone.get_by_role("link", name="Tidak bertemu siapa pun?").click()
    phone.get_by_label("Tidak ada orang di rumah").check()
    phone.get_by_label("Datang lagi pada").fill(in_days(3))
    phone.get_by_label("Keterangan").fill("Pagar terkunci.")
    phone.get_by_role("button", name="Ambil lokasi").click()
    expect(phone.get_by_text("ketelitian 12 m.")).to_be_visible()
    check_page(phone)
    picture(phone, "tidak-bertemu-ponsel")
    phone.get_by_role("button", name="Catat, siap dikirim").click()
    bar = phone.locator("[data-unsent]")
    expect(bar).to_contain_text("1 belum terkirim")
    card = phone.locator(".visit-card").filter(has_text="Rukmini Contoh")
    expect(card).to_contain_text("Tidak ada orang di rumah (Siap dikirim)")
    check_page(phone)
    picture(phone, "tidak-bertemu-daftar")
    phone.reload()
    expect(bar).to_contain_text("1 belum terkirim")
    assert not Attempt.objects.exists()
    phone.context.set_offline(False)
    expect(bar).to_be_hidden()
    expect(card).to_contain_text("Tidak ada orang di rumah")
    expect(card).not_to_contain_text("Siap dikirim")
    kept = Attempt.objects.get()
    assert (kept.note, kept.accuracy) == ("Pagar terkunci.", 12)
    assert visit_of(visits[0].application_id).due_on.isoformat() == in_days(3)


def test_three_attempts_wait_in_their_order_and_the_desk_goes_on(
    phone: Page, visits: list[Any]
) -> None:
    phone.context.set_offline(True)
    nobody_met(phone, "Ujang Contoh", next_on=in_days(1))
    nobody_met(phone, "Ujang Contoh", next_on=in_days(2))
    phone.get_by_role("link", name="Ujang Contoh").click()
    phone.get_by_role("link", name="Tidak bertemu siapa pun?").click()
    expect(phone.get_by_text("Ini percobaan ketiga.")).to_be_visible()
    expect(phone.get_by_label("Datang lagi pada")).to_be_hidden()
    phone.get_by_label("Sudah pindah").check()
    phone.get_by_role("button", name="Catat, siap dikirim").click()
    expect(phone.locator("[data-unsent]")).to_contain_text("3 belum terkirim")
    phone.context.set_offline(False)
    expect(phone.get_by_role("link", name="Ujang Contoh")).to_have_count(0)
    assert [one.why for one in Attempt.objects.order_by("number")] == ["nobody", "nobody", "moved"]
    assert stored(visits[1].application_id).status == "received"


def test_an_answer_that_got_lost_does_no_harm(phone: Page, visits: list[Any]) -> None:
    """The server kept it, the phone did not hear so, and sends the same again."""

    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    phone.context.route("**/tidak-bertemu/", lose, times=1)
    nobody_met(phone, "Rukmini Contoh", next_on=in_days(1))
    expect(phone.get_by_text("Belum terkirim. Coba lagi sebentar lagi.")).to_be_visible()
    expect(phone.locator("[data-unsent]")).to_contain_text("1 belum terkirim")
    assert Attempt.objects.count() == 1
    phone.get_by_role("button", name="Kirim sekarang").click()
    expect(phone.locator("[data-unsent]")).to_be_hidden()
    assert Attempt.objects.count() == 1


def test_what_is_missing_is_told_and_a_visit_taken_back_is_said(
    phone: Page, visits: list[Any], clerk: Any, check_page: Any
) -> None:
    phone.get_by_role("link", name="Rukmini Contoh").click()
    phone.get_by_role("link", name="Tidak bertemu siapa pun?").click()
    phone.get_by_role("button", name="Catat, siap dikirim").click()
    summary = phone.locator("[data-unmet-errors]")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    check_page(phone)
    picture(phone, "tidak-bertemu-ponsel-salah")
    phone.goto(OWN)
    phone.context.set_offline(True)
    nobody_met(phone, "Rukmini Contoh", next_on=in_days(1))
    planning.take_back(visit_id=visits[0].pk, reason="Salah RW", by=Actor.of(clerk), at=clock.now())
    phone.context.set_offline(False)
    expect(phone.get_by_text("sudah ditarik atau dialihkan")).to_be_visible()
    check_page(phone)
    phone.get_by_role("button", name="Hapus dari ponsel ini").click()
    expect(phone.get_by_role("link", name="Rukmini Contoh")).to_have_count(0)
    assert not Attempt.objects.exists()


def test_signing_out_asks_where_an_attempt_is_unsent(phone: Page) -> None:
    phone.context.set_offline(True)
    nobody_met(phone, "Rukmini Contoh", next_on=in_days(1))
    phone.get_by_role("button", name="Keluar dan hapus dari ponsel").click()
    expect(phone.get_by_role("alert").filter(has_text="Masih ada laporan")).to_be_visible()
    phone.get_by_role("button", name="Keluar dan hapus laporan").click()
    expect(phone.get_by_text("Semua data kunjungan dihapus")).to_be_visible()
    assert kept_on(phone) == {"visits": 0, "drafts": 0}
