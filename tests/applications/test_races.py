"""Two of a family at the same instant: one stands, the other is joined, none is lost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from tests.applications.conftest import asking, nik
from tests.racing import at_once

from tanggap.applications import services as applications
from tanggap.applications.models import Application, FamilyKey
from tanggap.applications.services import families, openings, receiving
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import MemberAsked, Status
from tanggap.assistance.services import seed
from tanggap.core import clock

pytestmark = pytest.mark.django_db(transaction=True)
RUNNERS = 6
KEYS = next(c for c in FamilyKey._meta.constraints if c.name.startswith("a_family_is_known"))


@pytest.fixture
def open_city() -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True)


@pytest.fixture
def judged_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody be judged before anybody is written: the worst moment."""
    if connection.vendor == "sqlite":
        return  # one writer at a time: nobody else is inside
    barrier = threading.Barrier(RUNNERS, timeout=30)
    real = receiving._save

    def save(*given: Any) -> Any:
        barrier.wait()
        return real(*given)

    monkeypatch.setattr(receiving, "_save", save)


@pytest.mark.parametrize("shared", ["card", "child"])
def test_of_one_family_at_once_one_stands_and_the_others_are_joined(
    open_city: None, judged_together: None, shared: str
) -> None:
    """By one card, the constraint on applications decides; by one child's NIK, that on keys."""
    child = MemberAsked("Anak", "anak", nik=nik(9100, born="020112"))
    base = asking(members=(child,))
    family = [
        base if shared == "card" else replace(asking(members=(child,)), kk="")
        for _ in range(RUNNERS)
    ]
    endings = at_once(
        [lambda one=one: applications.receive(one, by=APPLICANT, at=clock.now()) for one in family]
    )
    assert endings == ["awarded"] * RUNNERS, "nobody is turned away"
    kept = Application.objects.unscoped(reason="test")
    assert kept.count() == RUNNERS
    standing = kept.get(status=Status.RECEIVED)
    joined = kept.filter(status=Status.JOINED)
    assert set(joined.values_list("joined_into", flat=True)) == {standing.pk}
    assert not FamilyKey.objects.exclude(application=standing).exists()


@contextmanager
def without_the_keys_constraint() -> Iterator[None]:
    """Drop the unique constraint on keys in the database, and put it back."""
    kept = FamilyKey._meta.constraints
    FamilyKey._meta.constraints = [one for one in kept if one is not KEYS]
    with connection.schema_editor() as editor:
        editor.remove_constraint(FamilyKey, KEYS)
    try:
        yield
    finally:
        FamilyKey.objects.all().delete()
        FamilyKey._meta.constraints = kept
        with connection.schema_editor() as editor:
            editor.add_constraint(FamilyKey, KEYS)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite nobody else is inside a transaction"
)
def test_without_the_guard_both_would_stand(
    open_city: None, judged_together: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: with the constraint gone, a family stands more than once."""
    taken = threading.Barrier(RUNNERS, timeout=30)
    real = FamilyKey.objects.filter

    def late(**wanted: Any) -> Any:
        if "key__in" in wanted:
            taken.wait()
        return real(**wanted)

    child = MemberAsked("Anak", "anak", nik=nik(9200, born="020112"))
    family = [replace(asking(members=(child,)), kk="") for _ in range(RUNNERS)]
    monkeypatch.setattr(families.FamilyKey.objects, "filter", late)
    with without_the_keys_constraint():
        at_once(
            [lambda one=one: applications.receive(one, by=APPLICANT, at=clock.now())
             for one in family]
        )  # fmt: skip
        standing = Application.objects.unscoped(reason="test").filter(status=Status.RECEIVED)
        assert standing.count() > 1
