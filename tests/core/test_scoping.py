"""A query of regional rows that nobody scoped raises, whichever way it is run."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from tests.personas import actor_with

from tanggap.core.actor import Actor
from tanggap.core.permissions import Permission
from tanggap.core.scoping import EVERYWHERE, ScopedManager, UnscopedQuery, within

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(db: None) -> Iterator[Any]:
    """Return a regional model with a row in each of three kelurahan."""
    with isolate_apps("tanggap.core"):

        class Row(models.Model):
            scope_permission = Permission.PERSON_VIEW
            region_code = models.CharField(max_length=10)
            objects = ScopedManager()

            class Meta:
                app_label = "core"

        with connection.cursor() as cursor:
            key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "serial PRIMARY KEY"
            cursor.execute(f"CREATE TABLE core_row (id {key}, region_code varchar(10) NOT NULL)")
        for code in ("3271011001", "3271021002", "3210011001"):
            Row.objects.create(region_code=code)
        yield Row


@pytest.mark.parametrize(
    "run",
    [
        list,
        len,
        bool,
        lambda query: query.count(),
        lambda query: query.exists(),
        lambda query: query.first(),
        lambda query: query.get(region_code="3271011001"),
        lambda query: list(query.values_list("pk")),
        lambda query: list(query.iterator()),
        lambda query: query.update(region_code="1"),
        lambda query: query.filter(pk__gt=0).delete(),
        lambda query: query.aggregate(models.Max("pk")),
        lambda query: list(query.model.objects.unscoped(reason="x").filter(pk__in=query)),
    ],
)
def test_it_raises(rows: Any, run: Callable[[Any], Any]) -> None:
    with pytest.raises(UnscopedQuery):
        run(rows.objects.all())


@pytest.mark.parametrize(
    ("region", "seen"), [("3271", 2), ("327101", 1), ("32", 3), ("33", 0), ("", 3)]
)
def test_an_officer_sees_the_rows_of_their_region(rows: Any, region: str, seen: int) -> None:
    assert rows.objects.visible_to(actor_with("clerk", region=region)).count() == seen


def test_without_the_permission_nothing_is_seen(rows: Any) -> None:
    assert not rows.objects.visible_to(actor_with("payer")).exists()
    assert not rows.objects.visible_to(Actor.nobody()).exists()


def test_two_regions_add_up(rows: Any) -> None:
    actor = actor_with("clerk", region="327101")
    both = Actor(actor.user_id, "", (*actor.roles, *actor_with("clerk", region="3210").roles))
    assert rows.objects.visible_to(both).count() == 2


def test_the_system_sees_all_and_a_reason_is_needed_for_no_scope(rows: Any) -> None:
    assert rows.objects.visible_to(Actor.system("test")).count() == 3
    with pytest.raises(UnscopedQuery):
        rows.objects.unscoped(reason="")


def test_everywhere_is_everywhere_beside_an_or_as_well(rows: Any) -> None:
    found = rows.objects.unscoped(reason="test")
    assert found.filter(within([EVERYWHERE]) | models.Q(pk=1)).count() == 3
    assert found.filter(within([EVERYWHERE])).count() == 3
    assert found.filter(within([])).count() == 0
