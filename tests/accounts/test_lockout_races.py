"""Many tries at the same instant: an account locks after five, whichever process took them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.backends import ModelBackend
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from tests.personas import make_officer
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
RUNNERS = 8
LIMIT = 5
"""Failures of one account in five minutes: ACCOUNT_RATE_LIMITS."""


@pytest.fixture(autouse=True)
def _limits_in_database(settings: Any) -> Iterator[None]:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "tanggap_cache",
        }
    }
    call_command("createcachetable", verbosity=0)
    yield
    caches["default"].clear()


def passwords_looked_at(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let everybody guess the password of one officer at once; return how many were compared."""
    user, compared = make_officer("clerk"), []
    barrier = Barrier(RUNNERS, timeout=30)
    real = ModelBackend.authenticate

    def compare(self: Any, request: Any, **given: Any) -> Any:
        compared.append(1)
        return real(self, request, **given)

    def guess() -> None:
        connection.ensure_connection()
        barrier.wait()
        Client().post("/akun/login/", {"login": user.username, "password": "salah-salah-salah"})

    monkeypatch.setattr(ModelBackend, "authenticate", compare)
    assert at_once([guess] * RUNNERS) == ["awarded"] * RUNNERS, "nobody fails"
    return len(compared)


def test_an_account_locks_however_many_try_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < passwords_looked_at(monkeypatch) <= LIMIT


def test_without_the_guard_too_many_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is real: who counts on from what they read before all get their try."""
    seen = Barrier(RUNNERS, timeout=30)
    real = ratelimit.apply_rate

    @contextmanager
    def nobody_waits(_cache_key: str) -> Iterator[bool]:
        yield True

    def once_all_have_read(history: list[float], now: float, rate: Any, **kind: Any) -> Any:
        if rate.amount == LIMIT and rate.per == "key":
            seen.wait()
        return real(history, now, rate, **kind)

    monkeypatch.setattr(ratelimit, "cache_lock", nobody_waits)
    monkeypatch.setattr(ratelimit, "apply_rate", once_all_have_read)
    assert passwords_looked_at(monkeypatch) > LIMIT
