"""Paying and handing over in a real browser: four eyes, and a handover without a signal."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.distribution.conftest import give, make, payments, send
from tests.personas import make_officer

from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("TANGGAP_PICTURES")


@pytest.fixture
def programmes(transactional_db: None) -> None:
    regions.load("3271", by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())


@pytest.fixture
def officers(programmes: None):
    return {role: make_officer(role) for role in ("payer", "head_of_office", "handover")}


@pytest.fixture
def award(programmes: None):
    manager = Actor.of(make_officer("programme_manager"))
    return [give(manager), give(manager, nik=False), give(manager)][0]


def picture(page, name: str) -> None:
    """Keep a picture at both widths where somebody wants to look at it."""
    if PICTURES is None:
        return
    before = page.viewport_size
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(before)


def test_one_prepares_and_another_approves(open_page, sign_in, check_page, officers, award) -> None:
    page = open_page()
    sign_in(page, officers["payer"])
    page.goto("/penyaluran/")
    check_page(page)
    picture(page, "kosong")
    page.get_by_role("link", name="Buat daftar bayar").first.click()
    check_page(page)
    picture(page, "baru")
    page.get_by_label("Saluran").select_option("pos")
    page.get_by_role("button", name="Buat konsep").click()
    expect(page.get_by_text("Identitas belum terbukti: 2")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Ajukan").click()
    page.get_by_role("dialog").get_by_role("button", name="Ajukan").click()
    expect(page.get_by_text("Menunggu persetujuan").first).to_be_visible()
    address = page.url

    other = open_page()
    sign_in(other, officers["head_of_office"])
    other.goto(address)
    picture(other, "daftar-bayar")
    other.get_by_role("button", name="Setujui").click()
    other.get_by_role("dialog").get_by_role("button", name="Setujui").click()
    expect(other.get_by_text("Disetujui").first).to_be_visible()

    page.reload()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Unduh berkas").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.reload()
    page.get_by_role("button", name="Catat sudah dikirim").click()
    page.get_by_role("dialog").get_by_role("button", name="Catat sudah dikirim").click()
    lines = [f"{one.reference};{word}" for one, word in zip(
        payments(), ["Terbayar", "Gagal: meninggal", "Terbayar", "entah"], strict=True
    )]  # fmt: skip
    content = "\n".join(["Nomor Danom;Status", *lines]).encode()
    page.get_by_label("Berkas hasil").set_input_files(
        {"name": "hasil pos.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Baca hasilnya").click()
    expect(page.get_by_text("Perlu dilihat")).to_be_visible()
    check_page(page)
    picture(page, "hasil")
    page.get_by_role("button", name="Simpan 3 hasil").click()
    expect(page.get_by_text("3 hasil disimpan.")).to_be_visible()
    check_page(page)
    picture(page, "sesudah")
    page.goto("/penyaluran/")
    check_page(page)
    picture(page, "semua")


def test_points_and_stocks_at_both_widths(open_page, sign_in, check_page, officers) -> None:
    page = open_page()
    sign_in(page, officers["payer"])
    for address in ("/penyaluran/titik/", "/penyaluran/gudang/"):
        page.goto(address)
        check_page(page)
        picture(page, address.strip("/").replace("/", "-"))


def test_a_handover_without_a_signal_arrives_later_and_once(
    open_page, sign_in, check_page, officers, award
) -> None:
    payer, head = (Actor.of(officers[name]) for name in ("payer", "head_of_office"))
    batch = send(make(award, payer, channel="tunai"), payer, head)
    first, second = payments(batch)[:2]
    page = open_page(width="phone")
    sign_in(page, officers["handover"])
    page.goto("/penyaluran/serah/")
    page.get_by_label("Nomor kupon").fill(first.reference)
    page.get_by_role("button", name="Cari kupon").click()
    expect(page.get_by_text("RT", exact=False).first).to_be_visible()
    check_page(page)
    picture(page, "serah")
    page.get_by_role("button", name="Serahkan").click()
    expect(page.get_by_text("Dicatat: bantuan diserahkan.")).to_be_visible()

    page.get_by_role("button", name="Ambil daftar hari ini").click()
    expect(page.get_by_text("kupon tersimpan")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label("Nomor kupon").fill(second.reference)
    page.get_by_role("button", name="Serahkan").click()
    expect(page.get_by_text("Disimpan di ponsel ini.")).to_be_visible()
    picture(page, "tanpa-sinyal")
    expect(page.get_by_role("button", name="1 belum terkirim")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="0 belum terkirim")).to_be_visible()
    second.refresh_from_db()
    assert second.state == "paid"
