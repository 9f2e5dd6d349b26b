"""The page of an application shows what became of the family above it."""

import pytest
from django.test import Client
from tests.applications.conftest import city, open_city
from tests.distribution.test_replacing import fail, first, pay, plan, second
from tests.personas import actor_with, make_officer
from tests.verification.conftest import ask
from tests.verification.conftest import plan as plan_a_visit

from tanggap.core.actor import Actor

__all__ = ["city", "first", "open_city", "plan", "second"]
pytestmark = pytest.mark.django_db


def page(application: int, *roles: str) -> str:
    client = Client()
    client.force_login(make_officer(*roles))
    return client.get(f"/ajuan/masuk/{application}/").content.decode()


def test_the_page_shows_decision_and_payments_to_who_may_see_them(
    first, second, payer: Actor, head: Actor
) -> None:
    batch = pay(first, payer, head)
    fail(batch, payer, "", "moved")
    seen = page(first, "programme_manager")
    assert "Tahap 1" in seen
    assert batch.code in seen
    assert "Pindah" in seen
    assert "Belum ada pembayaran" not in seen
    clerk = page(first, "desk_officer")
    assert batch.code not in clerk
    assert "Tahap 1" not in clerk
    assert "Menunggu tempat" in page(second, "programme_manager")


def test_the_page_shows_the_visits(open_city, city) -> None:
    application = ask()
    officer = actor_with("verifier")
    visit = plan_a_visit(application, officer, actor_with("desk_officer"))
    seen = page(application, "desk_officer")
    assert f"/kunjungan/{visit.pk}/" in seen
    assert officer.name in seen
