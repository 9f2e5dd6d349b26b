"""Plans in a real browser: choices answer at once, and every page suits everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.decisions.conftest import CITY, draft, ready, visited
from tests.personas import make_officer

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions import services
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned() -> Any:
    """A draft, a proposed and an approved plan; return the manager and the plans' numbers."""
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    ready()
    manager, head = make_officer("programme_manager"), make_officer("head_of_office")
    by = Actor.of(manager)
    for number in range(6):
        visited(900 - 100 * number)
    done = draft(by, cut_off=500, quota=2)
    services.planning.propose(plan_id=done.pk, by=by, at=clock.now())
    services.approving.approve(plan_id=done.pk, by=Actor.of(head), at=clock.now())
    for number in range(4):
        visited(850 - 100 * number)
    open_plan = draft(by, quota=2)
    return manager, head, open_plan.pk, done.pk


def test_a_choice_answers_at_once_and_is_kept_by_a_button(
    page: Page, sign_in: Callable[..., None], planned: Any
) -> None:
    manager, _head, plan, _done = planned
    sign_in(page, manager)
    page.goto(f"/penetapan/{plan}/")
    page.get_by_label("Kuota keluarga").fill("4")
    page.get_by_label("Kuota keluarga").press("Tab")
    expect(page.get_by_text("2 keluarga bertambah")).to_be_visible()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Rencana disimpan.")).to_be_visible()
    expect(page.get_by_label("Kuota keluarga")).to_have_value("4")


def test_the_pages_suit_everybody(
    page: Page, sign_in: Callable[..., None], check_page: Callable[[Page], None], planned: Any
) -> None:
    manager, head, plan, done = planned
    sign_in(page, manager)
    for path in (
        "", "baru/", f"{plan}/", f"{done}/", f"{done}/daftar/", f"banding/?r={plan}&r={done}",
    ):  # fmt: skip
        page.goto(f"/penetapan/{path}")
        for one in page.locator("main details").all():
            one.locator("summary").click()
        check_page(page)
    page.goto("/pesan/")
    check_page(page)
    sign_in(page, head)
    for path in (f"{done}/sk/", "jenjang/", f"{done}/daftar/?keadaan=waiting"):
        page.goto(f"/penetapan/{path}")
        check_page(page)
