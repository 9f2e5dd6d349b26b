"""Tries run out and come back, in every process alike."""

from datetime import datetime, timedelta
from typing import Any

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


@pytest.mark.django_db
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-300, 1500)), max_size=12))
def test_the_database_counts_as_the_rule_says(steps: list[tuple[str, int]]) -> None:
    """Also where a clock goes back: nobody gains or loses tries by it."""
    TokenBucket.objects.all().delete()
    at, known = clock.now(), {"a": (3.0, clock.now()), "b": (3.0, clock.now())}
    for subject, seconds in steps:
        at += timedelta(seconds=seconds)
        tokens, before = known[subject]
        left = limits.refilled(tokens, at - before, THREE)
        if abs(left - 1) < 0.001:  # the two round differently
            break
        assert limits.take(THREE, subject, at=at) == (left >= 1)
        if left >= 1:
            known[subject] = (left - 1, at)


@pytest.mark.django_db
def test_each_of_several_tries_counts_whatever_the_others_have_left() -> None:
    at = clock.now()
    wide = limits.Limit("luas", 5, timedelta(minutes=15))
    tries = [(THREE, "10.0.0.1"), (wide, "10.0.0.1")]
    assert [limits.take_each(tries, at=at) for _ in range(5)] == [True] * 3 + [False] * 2
    assert not limits.take(wide, "10.0.0.1", at=at)
    assert not limits.take_each(tries, at=at + timedelta(minutes=4))
    assert limits.take_each(tries, at=at + timedelta(minutes=10))


@pytest.mark.django_db
def test_tries_cost_one_statement(django_assert_num_queries: Any) -> None:
    other = limits.Limit("lain", 5, timedelta(minutes=15))
    for _ in range(4):  # the first, later ones, and one too many
        with django_assert_num_queries(1):
            limits.take_each([(THREE, "10.0.0.1"), (other, "10.0.0.1")], at=clock.now())
