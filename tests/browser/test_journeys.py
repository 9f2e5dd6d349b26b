"""What officers do from beginning to end, each in their own role, in a small city."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import small_city
from tests.personas import make_officer

from tanggap.core import jobs
from tanggap.core.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.TANGGAP_DATA = tmp_path


@pytest.fixture
def dewi(db: None) -> Any:
    """The data officer, in a city whose register and staple food list are imported."""
    dewi = make_officer("data_officer")
    small_city.found(Actor.of(dewi))
    for name in (small_city.REGISTER, small_city.STAPLES):
        small_city.bring_in(name, Actor.of(dewi))
    return dewi


@pytest.fixture
def work(dewi: Any, settings: Any) -> Callable[[], int]:
    """Jobs wait from now on, as for a worker that is busy; `work()` does what waits."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return jobs.run_waiting


def figure(page: Page, label: str) -> int:
    """Return the number of a tile, whose label says what it counts."""
    tile = page.locator(".stat").filter(has_text=re.compile(rf"^\s*{label}\b"))
    return number_in(tile.locator(".stat-value").inner_text())


def overlaps(page: Page, which: str) -> int:
    """Return how many overlaps of a status the dashboard counts."""
    page.goto("/angka/")
    box = page.get_by_role("region", name="Tumpang tindih", exact=True)
    return number_in(box.locator("div").filter(has_text=re.compile(rf"^\s*{which}")).inner_text())


def number_in(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def upload(page: Page, file: Path | dict[str, Any], *, programme: str) -> None:
    """Give one file to the page of uploading, as a list of the whole city."""
    page.goto("/orang/impor/unggah/")
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    fill(page, "Program", programme)
    fill(page, "Wilayah", "32.71")
    page.get_by_role("button", name="Unggah dan baca").click()


def fill(page: Page, label: str, value: str) -> None:
    """Fill a field, or choose in it where it is a choice."""
    field = page.get_by_label(re.compile(rf"^{label}\b"))
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def test_an_imported_list_ends_in_a_figure_of_the_dashboard(
    open_page: Callable[..., Page],
    sign_in: SignIn,
    check_page: Look,
    dewi: Any,
    work: Callable[[], int],
    tmp_path: Path,
) -> None:
    """Import, verdict, commit, review, a case settled by four eyes, the figure has changed."""
    officer, clerk, head = open_page(), open_page(), open_page()
    sign_in(officer, dewi)
    sign_in(clerk, make_officer("clerk"))
    sign_in(head, make_officer("head_of_office"))
    before = overlaps(head, "Terbuka")

    cash = small_city.file_of(small_city.CASH, tmp_path)
    upload(officer, cash, programme="BST")
    watch(officer, work)
    expect(officer.get_by_role("heading", level=1)).to_have_text(cash.name)
    check_page(officer)
    read_the_verdict(officer, work)
    check_page(officer)
    commit(officer, work)
    keep_two_people_apart(clerk, check_page)
    case = propose_a_settlement(officer, check_page)
    approve(head, case)

    assert overlaps(head, "Selesai") == 0
    head.get_by_role("button", name="Hitung ulang").click()
    work()
    assert overlaps(head, "Selesai") == 1
    assert overlaps(head, "Terbuka") > before
    check_page(head)


def watch(page: Page, work: Callable[[], int]) -> None:
    """See a job wait, let it run, see the page move on by itself."""
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert work() == 1
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Menu utama")).to_have_count(1)


def read_the_verdict(page: Page, work: Callable[[], int]) -> None:
    page.get_by_role("link", name="Lihat hasil pemeriksaan").click()
    watch(page, work)
    assert figure(page, "Tumpang tindih") > 0


def commit(page: Page, work: Callable[[], int]) -> None:
    page.get_by_role("button", name="Simpan daftar").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Simpan")).click()
    watch(page, work)
    expect(page.get_by_text("Tersimpan")).to_be_visible()


def keep_two_people_apart(page: Page, check_page: Look) -> None:
    page.goto("/orang/ragu/")
    check_page(page)
    page.get_by_role("button", name="Orang berbeda").click()
    expect(page.get_by_role("button", name="Batalkan yang terakhir")).to_be_visible()


def propose_a_settlement(page: Page, check_page: Look) -> str:
    """Propose how to settle the case of the most rupiah; return its address."""
    page.goto("/bantuan/kasus/")
    check_page(page)
    page.locator("tbody a").first.click()
    page.get_by_label(re.compile("Pertahankan Kartu Sembako")).check()
    page.get_by_label("Alasan dan bukti").fill("Keluarga memilih sembako; berita acara 12/2020.")
    page.get_by_role("button", name="Usulkan", exact=True).click()
    expect(page.get_by_text("petugas lain yang memutuskan")).to_be_visible()
    check_page(page)
    return page.url


def approve(page: Page, case: str) -> None:
    page.goto(case)
    page.get_by_label("Alasan").fill("Sesuai berita acara.")
    page.get_by_role("button", name="Setujui").click()
    expect(page.get_by_role("heading", name="Buka kembali")).to_be_visible()


def test_ten_doubts_are_settled_without_a_mouse(page: Page, sign_in: SignIn, dewi: Any) -> None:
    small_city.bring_in(small_city.CASH, Actor.of(dewi))
    sign_in(page, make_officer("clerk"))
    page.goto("/orang/ragu/")
    lead = page.locator("main").get_by_text(re.compile(r"menunggu, .* diputuskan"))
    for number, key in enumerate("2122312212", start=1):
        page.keyboard.press(key)
        expect(lead).to_contain_text(f"{number} sudah diputuskan")
    page.keyboard.press("u")
    expect(lead).to_contain_text("9 sudah diputuskan")
    page.keyboard.press("s")
    expect(lead).to_contain_text("9 sudah diputuskan")


NO_LISTS = {
    "kosong.xlsx": b"",
    "bukan-daftar.xlsx": b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n",
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_a_mistaken_upload_is_told_and_the_right_file_goes_in(
    page: Page, sign_in: SignIn, check_page: Look, dewi: Any, tmp_path: Path, name: str
) -> None:
    sign_in(page, dewi)
    wrong = {"name": name, "mimeType": "application/vnd.ms-excel", "buffer": NO_LISTS[name]}
    upload(page, wrong, programme="BST")
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.get_by_role("button", name="Simpan daftar")).to_have_count(0)
    check_page(page)
    upload(page, small_city.file_of(small_city.CASH, tmp_path), programme="BST")
    expect(page.get_by_role("link", name="Lihat hasil pemeriksaan")).to_be_visible()
