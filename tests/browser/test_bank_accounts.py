"""Bank accounts of recipients in a browser: proposed by one officer, approved by another."""

import pytest
from playwright.sync_api import expect
from tests.distribution.conftest import give, give_account
from tests.distribution.test_account_files import row, workbook
from tests.personas import actor_with, make_officer

from tanggap.assistance.services import seed
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.distribution.queries.banked import Told
from tanggap.distribution.services import account_files, accounts
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def recipients(live_server) -> list[int]:
    regions.load("3271", by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    manager = actor_with("programme_manager")
    return [give(manager).person_id for _ in range(5)]


def test_an_account_is_proposed_approved_and_opened(page, sign_in, check_page, recipients) -> None:
    person = recipients[0]
    sign_in(page, make_officer("payer"))
    page.goto(f"/penyaluran/rekening/{person}/")
    check_page(page)
    page.get_by_label("Nomor rekening").fill("0012345678")
    page.get_by_label("Bank", exact=True).fill("BJB")
    page.get_by_label("Nama pemilik rekening").fill("Slamet Riyadi")
    page.get_by_role("button", name="Usulkan", exact=True).click()
    expect(page.get_by_text("petugas lain yang memutuskan")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, make_officer("head_of_office"))
    page.goto("/penyaluran/rekening/")
    check_page(page)
    page.get_by_role("link", name="Warga").first.click()
    check_page(page)
    page.get_by_role("button", name="Setujui", exact=True).click()
    page.get_by_label("Mengapa rekening ini tetap benar").fill("Suami, KK dilihat")
    check_page(page)
    page.get_by_role("dialog").get_by_role("button", name="Setujui").click()
    expect(page.get_by_text("Suami, KK dilihat")).to_be_visible()
    page.get_by_role("button", name="Tampilkan nomor").click()
    page.get_by_role("dialog").get_by_label("Alasan").fill("Cocokkan dengan bank")
    page.get_by_role("dialog").get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("0012345678")).to_be_visible()
    check_page(page)


def test_a_workbook_of_accounts_is_looked_through(page, sign_in, check_page, recipients) -> None:
    payer, head = actor_with("payer"), actor_with("head_of_office")
    first, second, third, fourth, _ = recipients
    give_account(fourth, payer, head, number="44445555", holder="Wati")
    told = Told("44446666", "BRI", "Wati Sari")
    accounts.propose(
        person_id=fourth, told=told, reason="Rekening lama ditutup", by=payer, at=clock.now()
    )
    rows = [row(first), row(second, "11112222", "Slamet Riyadi"), row(third, "12")]
    file = account_files.upload(
        [workbook(rows)], file_name="rekening-mei.xlsx", region_code="3271", by=payer,
        at=clock.now(),
    )  # fmt: skip
    jobs.run_waiting()
    sign_in(page, make_officer("payer", "head_of_office"))
    for path in (f"rekening/berkas/{file.pk}/", "rekening/berkas/", f"rekening/{fourth}/"):
        page.goto(f"/penyaluran/{path}")
        check_page(page)
    page.goto("/penyaluran/rekening/")
    page.get_by_role("link", name="2020").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Belum punya rekening")
    check_page(page)
