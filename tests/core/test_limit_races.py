"""Many at the same instant: the last try is taken once, and by nobody twice."""

from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.racing import at_once

from tanggap.core import clock, limits
from tanggap.core.models import TokenBucket

pytestmark = pytest.mark.django_db(transaction=True)
RUNNERS = 8
FIVE = limits.Limit("lomba", 5, timedelta(hours=1))
OTHER = limits.Limit("lomba.lain", 5, timedelta(hours=1))


def granted(at: datetime) -> int:
    """Let everybody take at once; return how many got a try."""
    given: list[bool] = []
    barrier = Barrier(RUNNERS, timeout=30)

    def take() -> None:
        connection.ensure_connection()
        barrier.wait()
        given.append(limits.take_each([(FIVE, "10.0.0.1"), (OTHER, "10.0.0.2")], at=at))

    assert at_once([take] * RUNNERS) == ["awarded"] * RUNNERS, "nobody fails"
    return sum(given)


@pytest.mark.parametrize("is_new", [True, False], ids=["a new bucket", "a known bucket"])
def test_no_more_than_the_limit_get_through(is_new: bool) -> None:
    at = clock.now()
    if not is_new:
        limits.take_each([(FIVE, "10.0.0.1"), (OTHER, "10.0.0.2")], at=at - timedelta(hours=2))
    assert granted(at) == FIVE.capacity
    assert TokenBucket.objects.count() == 2


def test_without_the_guard_too_many_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is real: who counts on from what they read before all take what is there once."""
    real, barrier = limits._statement, Barrier(RUNNERS, timeout=30)
    at = clock.now()
    limits.take_each([(FIVE, "10.0.0.1"), (OTHER, "10.0.0.2")], at=at)

    def from_what_was_read(vendor: str, count: int) -> str:
        seen = TokenBucket.objects.values_list("tokens", flat=True)[0]
        barrier.wait()
        return real(vendor, count).replace("bucket.tokens", repr(seen))

    monkeypatch.setattr(limits, "_statement", from_what_was_read)
    assert granted(at) > FIVE.capacity
