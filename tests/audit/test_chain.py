"""The log only grows, and its chain proves it."""

import pytest
from django.db import DatabaseError, connection, transaction

from tanggap.audit import append_only, chain, services
from tanggap.audit.models import AppendOnly, ChainLink, Event
from tanggap.core import clock
from tanggap.core.actor import Actor

CLERK = Actor(user_id=7, name="Sari")


def _record(code: str = "people.dossier.opened", **more: object) -> Event:
    with transaction.atomic():
        return services.record(code, by=CLERK, at=clock.now(), **more)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET code = 'x'", "DELETE FROM audit_event"]
)
def test_the_database_itself_refuses_changes(statement: str) -> None:
    _record()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert append_only.is_imposed(connection)


@pytest.mark.django_db(transaction=True)
def test_committed_events_join_the_chain() -> None:
    _record()
    _record(facts={"rows": 3})
    assert list(ChainLink.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_the_model_refuses_too() -> None:
    event = _record()
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        Event.objects.update(code="x")


@pytest.mark.django_db
def test_fractions_are_no_facts() -> None:
    with pytest.raises(chain.NotPlain):
        _record(facts={"share": 0.5})
