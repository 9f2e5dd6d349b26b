"""The log as an inspector has it: filters, an event with its facts, the proof."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]


@pytest.fixture
def inspector(db: None, page: Page, sign_in: Any) -> Page:
    """An inspector of the whole installation, and a few acts on record."""
    from django.db import transaction
    from tests.personas import make_officer

    from tanggap.audit import services
    from tanggap.core import clock
    from tanggap.core.actor import Actor

    with transaction.atomic():
        for number in range(3):
            services.record("people.dossier.opened", by=Actor(1, "Sari"), at=clock.now(),
                            subject=f"person:{number}", region_code="3271", reason="aduan",
                            facts={"purpose": "complaint", "fields": ["name"]})  # fmt: skip
        services.record("people.list.committed", by=Actor(2, "Dewi"), at=clock.now(),
                        subject="list:7", region_code="3271", facts={"rows": 12})  # fmt: skip
    sign_in(page, make_officer("inspector", region=""))
    return page


def test_looks_at_people_are_found_and_opened(inspector: Page, check_page: Look) -> None:
    inspector.goto("/audit/")
    check_page(inspector)
    inspector.get_by_role("link", name="Melihat orang").click()
    rows = inspector.locator("table tbody tr")
    expect(rows).to_have_count(3)
    inspector.get_by_text("Saring", exact=True).click()
    inspector.get_by_label("Pelaku").fill("Sari")
    check_page(inspector)
    inspector.get_by_role("button", name="Terapkan").click()
    inspector.wait_for_url("**pelaku=Sari**")
    expect(rows).to_have_count(3)
    inspector.keyboard.press("j")
    inspector.keyboard.press("Enter")
    expect(inspector.get_by_role("heading", level=1)).to_have_text("Berkas orang dibuka")
    expect(inspector.get_by_text("complaint")).to_be_visible()
    check_page(inspector)


def test_filters_without_a_match_can_be_lifted(inspector: Page, check_page: Look) -> None:
    inspector.goto("/audit/?pelaku=tidak-ada")
    expect(inspector.get_by_text("Tidak ada catatan yang cocok")).to_be_visible()
    check_page(inspector)
    inspector.get_by_role("link", name="Lepas semua saringan").click()
    assert inspector.locator("table tbody tr").count() >= 4


def test_the_chain_is_proved_and_taken_along(inspector: Page, check_page: Look) -> None:
    inspector.goto("/audit/")
    inspector.get_by_role("button", name="Periksa keutuhan").click()
    expect(inspector.get_by_text("Rantai utuh")).to_be_visible()
    check_page(inspector)
    inspector.goto("/audit/")
    with inspector.expect_download() as whole:
        inspector.get_by_role("button", name="Unduh seluruh rantai (NDJSON)").click()
    assert whole.value.suggested_filename == "audit.ndjson"
    with inspector.expect_download() as seen:
        inspector.get_by_role("link", name="Unduh yang tampak (CSV)").click()
    assert seen.value.suggested_filename.endswith(".csv")


def test_a_digit_after_g_opens_that_page_of_the_menu(inspector: Page) -> None:
    inspector.goto("/audit/")
    inspector.keyboard.press("g")
    inspector.keyboard.press("1")
    expect(inspector.get_by_role("heading", level=1)).to_contain_text("Selamat bekerja")


def test_the_keys_are_listed(inspector: Page) -> None:
    inspector.goto("/audit/")
    inspector.keyboard.press("?")
    dialog = inspector.get_by_role("dialog", name="Tombol cepat")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("baris berikutnya")).to_be_visible()
    inspector.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
