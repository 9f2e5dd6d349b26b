"""Every screen of the ledger at both widths; the matrix and a case by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.assistance.conftest import make_family, make_list, make_person
from tests.personas import make_officer

from tanggap.assistance.models import OverlapCase
from tanggap.assistance.services import lists, rules, seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.domain.codes import new_code
from tanggap.people.models import Person
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
DRAFT = rules.RuleDraft(
    code="PKH-BPNT",
    between=["PKH"],
    other=["BPNT"],
    reason_id="PKH dan Kartu Sembako tidak lagi bersamaan.",
    basis="Keputusan contoh 1/2020",
    valid_from="2020-10",
)


@pytest.fixture
def manager(db: None) -> Any:
    cache.clear()
    seed.programmes_and_rules_of_2020(at=clock.now())
    regions.load("3271", by=Actor.system("test"), at=clock.now())
    return make_officer("programme_manager")


@pytest.fixture
def case(manager: Any) -> OverlapCase:
    """Return a case of somebody with PKH and BST, who also has the food card."""
    person = make_person(make_family())
    for programme in ("PKH", "BPNT", "BST"):
        lists.award_rows(list_id=make_list(programme, [person]), at=clock.now())
    found = OverlapCase.objects.unscoped(reason="test").filter(one__programme__code="PKH")
    return found.get()


@pytest.mark.parametrize(
    "path",
    [
        "/bantuan/",
        "/bantuan/periksa/",
        "/bantuan/{award}/komponen/",
        "/bantuan/program/",
        "/bantuan/program/baru/",
        "/bantuan/program/PKH/",
        "/bantuan/program/PKH/ubah/",
        "/bantuan/aturan/",
        "/bantuan/aturan/usul/",
        "/bantuan/aturan/BST-REGULER/",
        "/bantuan/kasus/",
        "/bantuan/kasus/?keadaan=lapsed",
    ],
)
def test_a_screen_is_for_everybody(
    page: Page, sign_in: SignIn, check_page: Look, manager: Any, case: OverlapCase, path: str
) -> None:
    sign_in(page, manager)
    page.goto(path.format(award=case.one_id))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_page(page)


def test_a_proposal_names_the_awards_that_it_would_put_in_conflict(
    page: Page, sign_in: SignIn, check_page: Look, manager: Any, case: OverlapCase
) -> None:
    made = rules.propose(draft=DRAFT, by=Actor.of(manager), at=clock.now())
    sign_in(page, make_officer("head_of_office"))
    page.goto(f"/bantuan/aturan/usulan/{made.pk}/")
    conflicts = page.get_by_role("table", name="Benturan yang akan timbul")
    expect(conflicts.get_by_role("row")).to_have_count(2)
    expect(conflicts).to_contain_text("Okt–Des 2020")
    check_page(page)
    page.get_by_role("button", name="Setujui dan berlakukan").click()
    expect(page.get_by_role("heading", name="Berlaku", exact=True)).to_be_visible()


def test_arrows_walk_the_matrix(
    page: Page, sign_in: SignIn, manager: Any, case: OverlapCase
) -> None:
    sign_in(page, manager)
    page.goto("/bantuan/aturan/")
    cells = page.get_by_role("table", name="Matriks program").get_by_role("row").nth(1)
    cells.get_by_role("link").nth(1).focus()  # PKH with PKH; the first link is its name
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    title = page.evaluate("document.activeElement.title")
    assert title.startswith("BPNT + BPNT")


def test_on_a_phone_the_matrix_is_a_list_of_one_programme(
    open_page: Callable[..., Page], sign_in: SignIn, manager: Any
) -> None:
    page = open_page(width="phone")
    sign_in(page, manager)
    page.goto("/bantuan/aturan/")
    expect(page.get_by_role("table", name="Matriks program")).to_be_hidden()
    page.locator("select[name=program]").select_option("BST")
    page.get_by_role("button", name="Tampilkan").click()
    expect(
        page.get_by_role("heading", name="Bantuan Sosial Tunai Kemensos bersama …")
    ).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="PKH").first).to_contain_text("dilarang")


def test_a_case_says_what_each_decision_would_do(
    page: Page, sign_in: SignIn, check_page: Look, manager: Any, case: OverlapCase
) -> None:
    sign_in(page, manager)
    page.goto(f"/bantuan/kasus/{case.pk}/")
    page.get_by_role("button", name="Ambil kasus ini").click()
    expect(page.get_by_role("button", name="Lepas kasus ini")).to_be_visible()
    choice = page.get_by_label("Pertahankan Program Keluarga Harapan")
    expect(page.get_by_text("berhenti untuk Apr–Des 2020; Rp3.600.000").first).to_be_visible()
    expect(page.get_by_role("heading", name="Kasus lain dari kedua bantuan ini")).to_be_visible()
    check_page(page)
    choice.check()
    page.get_by_label("Alasan dan bukti").fill("Sudah PKH sejak Januari")
    page.get_by_role("button", name="Usulkan").click()
    expect(page.get_by_text("Ini usulan Anda; petugas lain yang memutuskan.")).to_be_visible()
    check_page(page)


def test_the_counter_answers(
    page: Page, sign_in: SignIn, check_page: Look, manager: Any, case: OverlapCase
) -> None:
    code = new_code("W")
    Person.objects.unscoped(reason="test").filter(pk=case.one.person_id).update(code=code)
    sign_in(page, manager)
    page.goto(f"/bantuan/periksa/?orang={code}")
    page.get_by_label("Program", exact=True).select_option("KOTA")
    page.get_by_label("Dari bulan").fill("2020-05")
    page.get_by_label("Sampai bulan").fill("2020-06")
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("heading", name="Tidak boleh: tumpang tindih")).to_be_focused()
    check_page(page)
    page.get_by_label("Program", exact=True).select_option("PRAKERJA")
    page.get_by_role("button", name="Periksa", exact=True).click()
    page.get_by_role("button", name="Tetapkan bantuan ini").click()
    expect(page.get_by_text("ditetapkan untuk Mei–Jun 2020")).to_be_visible()
