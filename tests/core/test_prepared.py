"""Queries that are written once answer as if they were written each time."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q

from tanggap.core import clock
from tanggap.core.models import JobRun
from tanggap.core.prepared import Asking, NotPrepared, Prepared, together
from tanggap.core.scoping import UnscopedQuery

pytestmark = pytest.mark.django_db


def test_each_asking_brings_its_values_and_reads_them_as_django_does() -> None:
    at = clock.now()
    for owner in (1, 2):
        JobRun.objects.create(kind=f"k{owner}", owner_id=owner, arguments={"a": owner},
                              created_at=at - timedelta(days=owner))  # fmt: skip

    def written(owner: int, other: int) -> Any:
        query = JobRun.objects.filter(Q(owner_id=owner) | Q(owner_id=other, kind="k1"))
        return query.values_list("owner_id", "arguments", "created_at")

    prepared = Prepared(written, owner=int, other=int)
    for owner, other in ((1, 2), (2, 1), (2, 9), (9, 9)):
        assert list(prepared.rows(owner=owner, other=other)) == list(written(owner, other))


def test_nothing_is_read_without_a_scope() -> None:
    people: Any = apps.get_model("people", "Person").objects
    prepared = Prepared(lambda one: people.filter(pk=one).values_list("pk"), one=int)
    with pytest.raises(UnscopedQuery):
        prepared.rows(one=1)


def test_a_value_that_does_not_reach_the_sql_is_found() -> None:
    prepared = Prepared(lambda one, two: JobRun.objects.filter(owner_id=one), one=int, two=int)
    with pytest.raises(NotPrepared):
        prepared.rows(one=1, two=2)


def test_a_connection_is_told_a_query_once(django_assert_num_queries: Any) -> None:
    prepared = Prepared(lambda one: JobRun.objects.filter(owner_id=one).values_list("pk"), one=int)
    prepared.rows(one=1)
    with django_assert_num_queries(1):
        prepared.rows(one=2)


def test_queries_that_are_asked_together_answer_as_they_do_alone() -> None:
    for owner in (1, 2):
        JobRun.objects.create(kind=f"k{owner}", owner_id=owner, created_at=clock.now())
    kinds = Prepared(lambda one: JobRun.objects.filter(owner_id=one).values_list("kind"), one=int)
    owners = Prepared(lambda one: JobRun.objects.filter(owner_id=one).values_list("owner_id"),
                      one=int)  # fmt: skip
    for one, other in ((1, 2), (2, 9), (9, 1)):
        askings = Asking(kinds, {"one": one}, list), Asking(owners, {"one": other}, list)
        assert together(*askings) == tuple(asking.alone() for asking in askings)
