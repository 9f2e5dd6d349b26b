"""The office side of visits: giving them, comparing two of one family, holding a meeting."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.visiting import (
    CITY,
    PICTURES,
    clerk,
    data_folder,
    lilis,
    photo,
    picture,
    programmes,
    visits,
)
from tests.personas import make_officer
from tests.verification.conftest import ask, stored, told

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.verification.models import Visit
from tanggap.verification.services import drawing, reporting

__all__ = ["clerk", "data_folder", "lilis", "programmes", "visits"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_clerk_gives_visits_and_looks_after_them(
    page: Page, sign_in: Any, check_page: Any, clerk: Any, visits: list[Any], lilis: Any
) -> None:
    number = ask(head_name="Neneng Contoh")
    sign_in(page, clerk)
    page.goto("/kunjungan/")
    check_page(page)
    picture(page, "papan")
    page.get_by_label("Neneng Contoh").check()
    page.get_by_label("Petugas", exact=True).select_option(str(lilis.pk))
    page.get_by_role("button", name="Berikan kunjungan").click()
    expect(page.get_by_text("1 kunjungan diberikan.")).to_be_visible()
    assert stored(number).status == "visiting"
    page.get_by_role("link", name="Terlambat").click()
    check_page(page)
    picture(page, "terlambat")
    page.get_by_role("link", name="Rukmini Contoh").click()
    check_page(page)
    picture(page, "kunjungan-direncanakan")
    page.get_by_role("button", name="Tarik kembali…").click()
    page.get_by_label("Alasan").fill("Salah RW")
    page.get_by_role("dialog").get_by_role("button", name="Tarik kembali").click()
    expect(page.get_by_text("Kunjungan ditarik kembali.")).to_be_visible()


@pytest.fixture
def compared(clerk: Any, lilis: Any, visits: list[Any]) -> Any:
    """Both families visited by two officers, who see one question otherwise."""
    other, by, at = make_officer("verifier"), Actor.of(clerk), clock.now()
    for visit in visits:
        reporting.report(told(visit), [BytesIO(photo()["buffer"])], by=Actor.of(lilis), at=at)
    drawing.draw(region_code=CITY, share=100, due_on=clock.today(), by=by, at=at)
    second = Visit.objects.unscoped(reason="test").filter(is_second=True).order_by("pk").first()
    worse = {**told(second).answers, "makan": "tidak", "pencaharian": "tetap"}
    reporting.report(told(second, answers=worse), by=Actor.of(other), at=at)
    return second


def test_second_visits_are_compared(
    page: Page, sign_in: Any, check_page: Any, clerk: Any, compared: Any
) -> None:
    sign_in(page, clerk)
    page.goto("/kunjungan/kedua/")
    check_page(page)
    picture(page, "kedua")
    page.goto(f"/kunjungan/{compared.pk}/")
    expect(page.get_by_text("berbeda").first).to_be_visible()
    check_page(page)
    picture(page, "kunjungan-kedua")
    page.goto("/kunjungan/?tab=reported")
    check_page(page)
    picture(page, "dilaporkan")


def test_a_meeting_is_held(
    page: Page, sign_in: Any, check_page: Any, clerk: Any, compared: Any
) -> None:
    sign_in(page, clerk)
    page.goto("/kunjungan/musyawarah/")
    check_page(page)
    page.get_by_role("link", name="Musyawarah baru").first.click()
    check_page(page)
    picture(page, "musyawarah-baru")
    page.get_by_label("Kelurahan atau desa").select_option("3271011001")
    page.get_by_label("Tempat musyawarah").fill("Aula kelurahan")
    page.get_by_label("Pemimpin musyawarah").fill("Lurah")
    page.get_by_label("Notulis").fill("Sekretaris")
    page.get_by_label("Jumlah yang hadir").fill("21")
    page.get_by_role("button", name="Susun daftar").click()
    check_page(page)
    group = page.get_by_role("group").filter(has_text="Rukmini Contoh")
    group.get_by_label("Keberatan").check()
    page.get_by_role("button", name="Simpan hasil").click()
    expect(page.locator("[data-focus]")).to_be_focused()
    check_page(page)
    page.get_by_label("Alasan keberatan terhadap Rukmini Contoh").fill("Sudah pindah")
    picture(page, "musyawarah")
    page.get_by_role("button", name="Simpan hasil").click()
    expect(page.get_by_text("Hasil musyawarah dicatat.")).to_be_visible()
    page.get_by_role("button", name="Tutup musyawarah…").click()
    page.get_by_role("dialog").get_by_role("button", name="Tutup", exact=True).click()
    expect(page.get_by_text("Berita acara siap dicetak.")).to_be_visible()
    check_page(page)
    picture(page, "musyawarah-ditutup")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Berita acara (PDF)").click()
    assert taken.value.suggested_filename.startswith("berita-acara")
    if PICTURES:
        taken.value.save_as(Path(PICTURES) / "berita-acara.pdf")
