"""The desk asks for a new photo on its page; the family sends it from a phone without scripts."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.applications.conftest import asking
from tests.browser.visiting import clerk, data_folder, photo, picture, programmes

from tanggap.applications import services as applications
from tanggap.applications.models import PhotoRequest
from tanggap.applications.services.receiving import APPLICANT
from tanggap.core import clock

__all__ = ["clerk", "data_folder", "programmes"]
pytestmark = pytest.mark.django_db(transaction=True)
BLURRED = "Foto KK buram, nomornya tidak terbaca."


def test_a_photo_is_asked_for_and_sent(
    browser: Browser,
    live_server: Any,
    page: Page,
    sign_in: Any,
    check_page: Any,
    clerk: Any,
) -> None:
    got = applications.receive(asking(), by=APPLICANT, at=clock.now())
    sign_in(page, clerk)
    here = f"/ajuan/masuk/{got.application_id}/"
    page.goto(here)
    page.get_by_role("button", name="Minta foto baru").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    check_page(page)
    picture(page, "minta-foto")
    dialog.get_by_label("Kartu Keluarga").check()
    dialog.get_by_label(re.compile("Mengapa foto baru")).fill(BLURRED)
    dialog.get_by_role("button", name="Minta foto").click()
    expect(page.get_by_text("Belum datang")).to_be_visible()
    check_page(page)
    picture(page, "foto-diminta")

    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 640})
    phone = context.new_page()
    phone.goto("/ajuan/lanjutkan/")
    phone.get_by_label("Kode").fill(got.code)
    phone.get_by_label("PIN").fill(got.pin)
    phone.get_by_role("button", name=re.compile("Buka|Lanjut")).click()
    expect(phone.get_by_text(BLURRED)).to_be_visible()
    check_page(phone)
    picture(phone, "status-foto")
    phone.get_by_role("link", name="Kirim foto kartu keluarga").click()
    phone.get_by_role("button", name="Kirim foto").click()
    expect(phone.locator(".error-summary")).to_be_focused()
    check_page(phone)
    picture(phone, "kirim-foto")
    phone.get_by_label("Foto").set_input_files([photo()])
    phone.get_by_role("button", name="Kirim foto").click()
    expect(phone.get_by_text("Foto Anda sudah kami terima")).to_be_visible()
    expect(phone.get_by_text(BLURRED)).to_have_count(0)
    context.close()

    page.goto(here)
    expect(page.get_by_text("Sudah datang")).to_be_visible()
    picture(page, "foto-datang")
    assert PhotoRequest.objects.get().photo is not None
