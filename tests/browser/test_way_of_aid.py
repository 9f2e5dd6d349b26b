"""Pages between the stations of aid: an objected family, a lost payment, nobody at home."""

from uuid import uuid4

import pytest
from tests.browser.test_distribution import picture
from tests.decisions.conftest import draft, messages, ready, row_of, visited
from tests.decisions.test_objected import meet
from tests.distribution.test_replacing import fail, pay
from tests.personas import actor_with, make_officer
from tests.verification.conftest import ask, plan, visit_of

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.decisions import services as decisions
from tanggap.regions import services as regions
from tanggap.verification.services import attempting
from tanggap.verification.types import Attempted, Unmet

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_objection_to_a_place_that_goes_on(open_page, sign_in, check_page) -> None:
    regions.load("3271", by=Actor.system("tes"), at=clock.now())
    ready()
    manager, head, payer = (actor_with(r) for r in ("programme_manager", "head_of_office", "payer"))
    first = visited(900)
    visited(500)
    meet(first)
    made = draft(manager, quota=1)
    page = open_page()
    sign_in(page, make_officer("head_of_office"))
    decisions.planning.propose(plan_id=made.pk, by=manager, at=clock.now())
    page.goto(f"/penetapan/{made.pk}/")
    check_page(page)
    picture(page, "keberatan")
    page.get_by_role("button", name="Setujui…").click()
    check_page(page)
    picture(page, "setujui")
    confirmed = [row_of(first).pk]
    decisions.approving.approve(plan_id=made.pk, by=head, at=clock.now(), confirmed=confirmed)
    batch = pay(first, payer, head)
    fail(batch, payer, "", "moved", "moved")
    page.goto(f"/penyaluran/{batch.pk}/bayar/{batch.payments.last().pk}/")
    check_page(page)
    picture(page, "bayar")
    page.get_by_label("Alasan").fill("Sudah bekerja lagi.")
    page.get_by_role("button", name="Akhiri dan beri yang berikut").click()
    page.get_by_text("Tempatnya diteruskan ke daftar tunggu.").wait_for()
    check_page(page)
    page.goto(f"/ajuan/masuk/{first}/")
    check_page(page)
    picture(page, "pengajuan")
    messages().filter(template="decisions.ended").update(state="failed", error_code="http-400")
    sign_in(page, make_officer("programme_manager"))
    page.goto("/pesan/")
    check_page(page)
    picture(page, "pesan")


def test_nobody_at_home(open_page, sign_in, check_page) -> None:
    regions.load("3271", by=Actor.system("tes"), at=clock.now())
    ready()
    user, clerk = make_officer("verifier"), actor_with("desk_officer")
    visit = plan(ask(), Actor.of(user), clerk)
    page = open_page(width="phone")
    sign_in(page, user)
    page.goto(f"/kunjungan/saya/{visit.pk}/tidak-bertemu/")
    check_page(page)
    picture(page, "tidak-bertemu")
    page.get_by_role("button", name="Catat").click()
    check_page(page)
    picture(page, "tidak-bertemu-salah")
    told = Attempted(uuid4(), visit.pk, Unmet.MOVED, clock.now(), next_on=clock.today())
    attempting.record(told, by=Actor.of(user), at=clock.now())
    page.goto(f"/kunjungan/{visit_of(visit.application_id).pk}/")
    check_page(page)
    picture(page, "kunjungan")
