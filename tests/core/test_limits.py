"""Tries run out and come back, in every process alike."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.core import clock, limits
from tanggap.core.models import TokenBucket

THREE = limits.Limit("uji", 3, timedelta(minutes=15))


@pytest.mark.django_db
def test_tries_run_out_and_come_back_with_time() -> None:
    at: datetime = clock.now()
    assert [limits.take(THREE, "10.0.0.1", at=at) for _ in range(4)] == [True, True, True, False]
    assert limits.take(THREE, "10.0.0.2", at=at)
    assert not limits.take(THREE, "10.0.0.1", at=at + timedelta(minutes=4))
    assert limits.take(THREE, "10.0.0.1", at=at + timedelta(minutes=10))


@pytest.mark.django_db
def test_nobodys_address_is_kept() -> None:
    limits.take(THREE, "10.0.0.1", at=clock.now())
    assert b"10.0.0.1" not in bytes(TokenBucket.objects.get().key)


@pytest.mark.django_db
def test_full_buckets_are_swept() -> None:
    at = clock.now()
    limits.take(THREE, "10.0.0.1", at=at - timedelta(days=3))
    limits.take(THREE, "10.0.0.2", at=at)
    assert limits.sweep(at=at) == 1


@given(st.floats(0, 3), st.timedeltas(timedelta(0), timedelta(days=1)))
def test_a_bucket_never_holds_more_than_its_capacity(tokens: float, passed: timedelta) -> None:
    assert tokens <= limits.refilled(tokens, passed, THREE) <= THREE.capacity
