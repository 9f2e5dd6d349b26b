"""The desk enters a letter; an inclusion of a list is named and ended; what is late is said."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.assistance.conftest import make_list, make_person
from tests.browser.visiting import data_folder, picture, programmes
from tests.objections.conftest import refused, told
from tests.personas import actor_with, make_officer

from tanggap.assistance.models import Award
from tanggap.assistance.services import lists
from tanggap.core import clock
from tanggap.objections.models import Ticket
from tanggap.objections.services import ending, receiving
from tanggap.objections.types import Kind

__all__ = ["data_folder", "programmes"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("programmes"),
]


def test_a_letter_is_entered_and_its_code_handed_over(
    page: Page, sign_in: Any, check_page: Any
) -> None:
    sign_in(page, make_officer("complaints_officer"))
    page.goto("/sanggahan/meja/")
    page.get_by_role("link", name="Catat untuk warga").first.click()
    check_page(page)
    picture(page, "catat")
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator(".error-summary")).to_be_visible()
    check_page(page)
    picture(page, "catat-salah")
    page.get_by_label("Surat atau formulir kertas").check()
    page.get_by_label("Hal yang disampaikan").select_option("not_received")
    page.get_by_label("Kelurahan atau desa").select_option(index=1)
    page.get_by_label("Kejadiannya").fill("Bantuan April tidak sampai.")
    page.get_by_label("Nama warga").fill("Rukmini Contoh")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Sudah dicatat")).to_be_visible()
    check_page(page)
    picture(page, "catat-selesai")
    page.get_by_role("link", name="Buka laporan").click()
    expect(page.get_by_text("Dicatat oleh")).to_be_visible()


def test_aid_of_a_list_is_named_by_one_and_ended_by_another(
    open_page: Any, sign_in: Any, check_page: Any
) -> None:
    person = make_person()
    lists.award_rows(list_id=make_list("BST", [person]), at=clock.now())
    award = Award.objects.unscoped(reason="test").get()
    given = told(Kind.INCLUSION)
    here = f"/sanggahan/meja/{given.ticket_id}/"
    manager = open_page()
    sign_in(manager, make_officer("programme_manager"))
    manager.goto(here)
    manager.get_by_role("button", name="Sebutkan bantuan…").click()
    dialog = manager.get_by_role("dialog")
    check_page(manager)
    picture(manager, "sebutkan")
    dialog.get_by_label("Kode orang").fill(award.person.code)
    dialog.get_by_label("Program").select_option("BST")
    dialog.get_by_role("button", name="Simpan").click()
    expect(manager.get_by_text("Bantuan disebutkan.")).to_be_visible()
    desk = open_page()
    sign_in(desk, make_officer("complaints_officer"))
    desk.goto(here)
    check_page(desk)
    picture(desk, "sanggahan-inklusi")
    desk.get_by_role("button", name="Kabulkan…", exact=True).click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Alasan").fill("Ia pegawai negeri.")
    dialog.get_by_role("button", name="Kabulkan", exact=True).click()
    expect(desk.get_by_text("Dihentikan", exact=True)).to_be_visible()
    award.refresh_from_db()
    assert award.status == Award.Status.ENDED
    assert ending.UNREACHED in desk.content()


def test_an_objection_past_its_day_is_in_sight(
    open_page: Any, sign_in: Any, check_page: Any
) -> None:
    got = refused(actor_with("programme_manager"))
    given = receiving.object_to(
        application_id=got.application_id, story="Kami sudah pindah.", at=clock.now()
    )
    Ticket.objects.unscoped(reason="test").update(due_on=clock.today() - timedelta(days=1))
    head = make_officer("head_of_office")
    page = open_page()
    sign_in(page, head)
    page.goto("/")
    expect(page.get_by_text("Sanggahan lewat batas hukum")).to_be_visible()
    page.get_by_text("Sanggahan lewat batas hukum").click()
    expect(page.get_by_text("dianggap dikabulkan").first).to_be_visible()
    check_page(page)
    picture(page, "lewat-antrean")
    page.goto(f"/sanggahan/meja/{given.ticket_id}/")
    expect(page.get_by_text("Pasal 77 ayat (5)")).to_be_visible()
    expect(page.get_by_role("button", name="Kabulkan…", exact=True)).to_be_visible()
    check_page(page)
    picture(page, "lewat-batas")
    phone = open_page(width="phone")
    phone.goto("/sanggahan/lihat/")
    phone.get_by_label("Kode").fill(given.code)
    phone.get_by_label("PIN").fill(given.pin)
    phone.locator("main button.btn-primary").click()
    expect(phone.get_by_text("Kami terlambat menjawab")).to_be_visible()
    check_page(phone)
    picture(phone, "lewat-warga")
