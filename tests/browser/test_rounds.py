"""Rounds of matching in a real browser: pin, forbid, solve again, offer; every page suits all."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.fostering.conftest import make_donor, make_pledge
from tests.personas import make_officer

from tanggap.accounts.models import User
from tanggap.assistance.services import seed
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.fostering.domain import wishes as wishing
from tanggap.fostering.models import Candidate, Match, Round
from tanggap.fostering.services import packages, rounds
from tanggap.fostering.types import Wishes
from tanggap.regions import queries, services

pytestmark = pytest.mark.django_db(transaction=True)
CITY = "3271"


@pytest.fixture
def coordinator() -> User:
    """A city with families that wait and donors with wishes, and who brings them together."""
    services.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    packages.seed(at=clock.now())
    dice = random.Random(3)  # noqa: S311 - the same city every time
    villages = [one.code for two in queries.children(CITY) for one in queries.children(two.code)]
    for number in range(60):
        Candidate.objects.create(
            code=f"B{number:05d}", person_id=9000 + number, head_name="Keluarga Contoh",
            region_code=dice.choice(villages[:12]), people=dice.randint(1, 8),
            score=dice.randint(200, 950), children=dice.random() < 0.5,
            elderly=dice.random() < 0.3, disabled=dice.random() < 0.1, entered_at=clock.now(),
            waiting_since=clock.today() - timedelta(days=dice.randint(0, 300)),
        )  # fmt: skip
    for number in range(22):
        wishes = Wishes(
            children=dice.random() < 0.4, near=dice.choice(["", dice.choice(villages[:12])])
        )
        make_pledge(
            make_donor(name=f"Donatur Contoh {number}"), families=dice.randint(1, 2),
            wishes=wishing.document(wishes),
        )  # fmt: skip
    return make_officer("foster_coordinator")


@pytest.fixture
def solved(coordinator: User) -> Round:
    by = Actor.of(coordinator)
    found = rounds.start(region_code=CITY, by=by, at=clock.now())
    jobs.run_waiting()
    return found


def test_an_officer_pins_forbids_solves_again_and_offers(
    page: Page, sign_in: Callable[..., None], coordinator: User
) -> None:
    sign_in(page, coordinator)
    page.goto("/asuh/meja/putaran/")
    page.get_by_role("link", name="Mulai putaran").first.click()
    page.get_by_label("Pemerataan antarkelurahan (%)").fill("150")
    page.get_by_role("button", name="Hitung pasangan").click()
    expect(page.get_by_role("heading", name="Menunggu keputusan")).to_be_visible()
    rows = page.locator(".round-pairs tbody tr")
    kept = rows.nth(0).locator("th").inner_text().split()[0]
    barred = rows.nth(1).locator("th").inner_text().split()[0]
    rows.nth(0).get_by_role("button", name="Kunci").click()
    expect(page.get_by_text(f"Pasangan {kept} dikunci.")).to_be_visible()
    row = page.locator(".round-pairs tbody tr").filter(has_text=barred).first
    row.get_by_text("Larang…").click()
    row.get_by_label("Alasan").fill("Masih kerabat donatur")
    row.get_by_role("button", name="Larang pasangan").click()
    expect(page.get_by_text("Hitung ulang sebelum mengusulkan")).to_be_visible()
    page.get_by_role("button", name="Hitung ulang").click()
    page.get_by_role("button", name="Usulkan semua…").click()
    page.get_by_role("dialog").get_by_role("button", name="Usulkan").click()
    expect(page.get_by_text("Pasangan diusulkan; setiap donatur diberi tahu.")).to_be_visible()
    expect(page.locator(".round-pairs tbody tr").first).to_contain_text("Diusulkan ke donatur")
    offered = Match.objects.unscoped(reason="test").filter(state="offered")
    assert offered.filter(candidate__code=kept, how="pinned").exists()


def test_the_pages_suit_everybody(
    page: Page,
    sign_in: Callable[..., None],
    check_page: Callable[[Page], None],
    coordinator: User,
    solved: Round,
) -> None:
    by = Actor.of(coordinator)
    first, second = solved.proposals.all()[:2]
    pair: dict[str, Any] = {"by": by, "at": clock.now()}
    rounds.pin(
        round_id=solved.pk, pledge_id=first.pledge_id, candidate_id=first.candidate_id, **pair
    )
    rounds.forbid(
        pledge_id=second.pledge_id, candidate_id=second.candidate_id, reason="Kerabat", **pair
    )
    sign_in(page, coordinator)
    for path in ("", "baru/", f"{solved.pk}/", "larangan/"):
        page.goto(f"/asuh/meja/putaran/{path}")
        for one in page.locator("main details").all():
            one.evaluate("one => { one.open = true }")
        check_page(page)
