"""Every screen of lists and people, at both widths, in both themes, and by keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.people.conftest import BUDI, SITI, YUSUF, workbook
from tests.personas import make_officer

from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.models import Person, RecipientList, ReviewPair, SourceRecord
from tanggap.people.services import lists, matching, reading

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]
MOVED = (*SITI[:5], "Jl. Kenanga 7", *SITI[6:])


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.TANGGAP_DATA = tmp_path


@pytest.fixture
def dewi(db: None) -> Any:
    """The data officer of a city with the programmes of 2020."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    return make_officer("data_officer")


def bring_in(dewi: Any, rows: list[Any], name: str, programme: str, **more: Any) -> RecipientList:
    """Receive and read a list."""
    found = lists.receive(
        [workbook(rows, title=name)], file_name=name, programme_code=programme,
        region_code="3271", by=Actor.of(dewi), at=clock.now(), **more,
    )  # fmt: skip
    reading.read(found.pk, progress=lambda _done, _total: None)
    return found


def commit(dewi: Any, found: RecipientList) -> None:
    """Let a list count and find its people."""
    lists.commit(found.pk, by=Actor.of(dewi), at=clock.now())
    waiting = RecipientList.objects.unscoped(reason="test").filter(pk=found.pk, linked_at=None)
    if waiting.exists():
        matching.run(by=Actor.system("uji"))


@pytest.fixture
def city(dewi: Any) -> RecipientList:
    """Two committed lists that overlap, and a staged one that looks like a correction."""
    commit(dewi, bring_in(dewi, [SITI, BUDI, YUSUF], "pkh.xlsx", "PKH"))
    commit(dewi, bring_in(dewi, [SITI, YUSUF], "bst.xlsx", "BST"))
    return bring_in(dewi, [MOVED, YUSUF], "bst perbaikan.xlsx", "BST")


@pytest.fixture
def doubts(city: RecipientList) -> list[ReviewPair]:
    """Three doubtful pairs."""
    ReviewPair.objects.unscoped(reason="test").delete()
    rows = SourceRecord.objects.unscoped(reason="test").filter(state="current").order_by("pk")
    low, *others = rows[:4]
    return [
        ReviewPair.objects.create(
            low=low, high=high, region_code="3271", probability=0.4, linked=False, stake=900_000,
            household_probability=0.5, priority=place, created_at=clock.now(),
            evidence=[["name", 1, 9.0], ["birth", 11, -4.0]],
        )
        for place, high in enumerate(others)
    ]  # fmt: skip


def siti() -> Person:
    found: Person = Person.objects.unscoped(reason="test").get(name=SITI[2])
    return found


def open_dossier(page: Page, person: Person) -> None:
    page.goto(f"/orang/{person.code}/")
    page.get_by_label("Keperluan").select_option("verification")
    page.get_by_role("button", name="Buka berkas").click()


def test_screens_of_lists_are_open_to_everybody(
    page: Page, check_page: Look, sign_in: Any, dewi: Any, city: RecipientList
) -> None:
    sign_in(page, dewi)
    addresses = ["", "unggah/", f"{city.pk}/", f"{city.pk}/kolom/", f"{city.corrects_id or 1}/"]
    for address in addresses:
        page.goto(f"/orang/impor/{address}")
        check_page(page)
    page.goto(f"/bantuan/daftar/{city.pk}/")
    check_page(page)


def test_a_correction_is_recognised_confirmed_and_shown(
    page: Page, check_page: Look, sign_in: Any, dewi: Any, city: RecipientList
) -> None:
    sign_in(page, dewi)
    page.goto(f"/orang/impor/{city.pk}/")
    page.get_by_role("button", name="Ya, ini perbaikannya").click()
    page.get_by_role("link", name="Lihat bedanya").click()
    expect(page.get_by_role("cell", name="Jl. Kenanga 7")).to_be_visible()
    check_page(page)


def test_a_person_is_found_and_opened_by_keyboard(
    page: Page, check_page: Look, sign_in: Any, dewi: Any, city: RecipientList
) -> None:
    sign_in(page, dewi)
    page.goto("/orang/")
    check_page(page)
    page.get_by_label("Nama").focus()
    page.keyboard.type("nurhasanah sity")
    page.keyboard.press("Tab")
    page.keyboard.type("1980")
    page.get_by_label("Keperluan").select_option("verification")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=SITI[2])).to_be_visible()
    check_page(page)
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(SITI[2])


def test_a_dossier_and_its_changes_are_open_to_everybody(
    page: Page, check_page: Look, sign_in: Any, dewi: Any, city: RecipientList
) -> None:
    person = siti()
    sign_in(page, dewi)
    page.goto(f"/orang/{person.code}/")
    check_page(page)
    open_dossier(page, person)
    expect(page.locator(".mark-contested").first).to_be_visible()
    check_page(page)
    for change in ("betulkan", "pisah", "keadaan", "kepala"):
        page.goto(f"/orang/{person.code}/{change}/")
        check_page(page)


def test_numbers_are_revealed_with_a_reason_by_keyboard(
    page: Page, check_page: Look, sign_in: Any, dewi: Any, city: RecipientList
) -> None:
    sign_in(page, dewi)
    open_dossier(page, siti())
    page.get_by_role("button", name="Tampilkan nomor").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Alasan").fill("mencocokkan KTP")
    page.keyboard.press("Enter")
    expect(page.get_by_text(SITI[0])).to_be_visible()
    check_page(page)


def test_doubts_are_settled_with_one_key_each_and_taken_back(
    page: Page, check_page: Look, sign_in: Any, doubts: list[ReviewPair]
) -> None:
    sign_in(page, make_officer("clerk"))
    page.goto("/orang/ragu/")
    check_page(page)
    shown = page.locator("#review-now [data-pair]")
    for pair in reversed(doubts):
        expect(shown).to_have_attribute("data-pair", str(pair.pk))
        page.keyboard.press("2")
    expect(page.get_by_text("Tidak ada yang perlu diperiksa")).to_be_visible()
    expect(page.locator("#review-state")).to_contain_text("3 sudah diputuskan")
    check_page(page)
    page.keyboard.press("u")
    expect(shown).to_have_attribute("data-pair", str(doubts[0].pk))


def test_two_clerks_side_by_side_see_different_pairs(
    open_page: Any, sign_in: Any, doubts: list[ReviewPair]
) -> None:
    shown = []
    for _ in range(2):
        page = open_page()
        sign_in(page, make_officer("clerk"))
        page.goto("/orang/ragu/")
        shown.append(page.locator("#review-now [data-pair]").get_attribute("data-pair"))
    assert shown[0] != shown[1]


def test_what_is_beyond_a_clerk_waits_for_the_data_officer(
    open_page: Any, check_page: Look, sign_in: Any, dewi: Any, doubts: list[ReviewPair]
) -> None:
    clerk = open_page()
    sign_in(clerk, make_officer("clerk"))
    clerk.goto("/orang/ragu/")
    shown = clerk.locator("#review-now")
    shown.locator("summary").click()
    shown.get_by_label("Catatan untuk atasan").fill("KTP keduanya tidak ada")
    shown.get_by_role("button", name="Teruskan ke atasan").click()
    expect(clerk.locator("#review-now [data-pair]")).to_have_attribute(
        "data-pair", str(doubts[1].pk)
    )
    page = open_page()
    sign_in(page, dewi)
    page.goto("/orang/ragu/diteruskan/")
    check_page(page)
    page.get_by_role("link", name=str(doubts[2].pk)).click()
    expect(page.get_by_text("KTP keduanya tidak ada")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("2")
    expect(page.locator("#review-state")).to_contain_text("1 sudah diputuskan")
    page.goto("/orang/ragu/ketelitian/")
    expect(page.locator(".stat").filter(has_text="Diputuskan")).to_contain_text("1")
    check_page(page)


def test_too_large_is_said_before_anything_is_sent(
    page: Page, sign_in: Callable[[Page, Any], None], dewi: Any, settings: Any, check_page: Look
) -> None:
    settings.UPLOAD_LIMIT = 1 << 20
    sign_in(page, dewi)
    page.goto("/orang/impor/unggah/")
    choose = page.locator("input[type=file]").set_input_files
    choose({"name": "BST.csv", "mimeType": "text/csv", "buffer": b"x" * (1 << 20) + b"x"})
    expect(page.get_by_role("alert")).to_have_text(
        "“BST.csv” lebih besar dari 1 MB. Bagilah menjadi beberapa berkas."
    )
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.locator("input[type=file]")).to_be_focused()
    assert sent == []
    check_page(page)
    half = {"mimeType": "text/csv", "buffer": b"x" * 600_000}
    choose([{"name": "BST 1.csv", **half}, {"name": "BST 2.csv", **half}])
    expect(page.get_by_role("alert")).to_have_text(
        "Bersama-sama lebih besar dari 1 MB. Unggah bergantian."
    )


def test_a_large_upload_ends_on_the_page_of_its_list(
    page: Page, sign_in: Callable[[Page, Any], None], dewi: Any
) -> None:
    sign_in(page, dewi)
    page.goto("/orang/impor/unggah/")
    page.get_by_label("Wilayah").fill("Kota Bogor (32.71)")
    page.locator("input[type=file]").set_input_files(
        {"name": "BST.xlsx", "mimeType": "", "buffer": b"%PDF-1.7" + b"\n" * 5_000_000}
    )
    page.get_by_role("button", name="Unggah dan baca").click()
    page.wait_for_url("**/orang/impor/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("BST.xlsx")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("dokumen PDF")
