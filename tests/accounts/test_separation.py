"""The database itself keeps incompatible roles apart, also against two administrators at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.personas import make_officer

from tanggap.accounts import separation
from tanggap.accounts.models import RoleAssignment, User
from tanggap.accounts.roles import INCOMPATIBLE
from tanggap.core import clock

PAIRS = sorted(map(sorted, INCOMPATIBLE))


def assign(user: User, role: str, **fields: object) -> RoleAssignment:
    """Write a role down without asking any service."""
    at = clock.now()
    return RoleAssignment.objects.create(
        **{"user": user, "role": role, "region_code": "3271", "valid_from": at, **fields}
    )


@pytest.mark.django_db
@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
@pytest.mark.parametrize("backwards", [False, True])
def test_no_pair_gets_past_the_database(pair: list[str], *, backwards: bool) -> None:
    first, second = reversed(pair) if backwards else pair
    user = make_officer(first, region="327101")
    with pytest.raises(IntegrityError), transaction.atomic():
        assign(user, second)
    other = assign(user, "verifier" if "payer" not in pair and "inspector" not in pair else first)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.filter(pk=other.pk).update(role=second)


@pytest.mark.django_db
def test_one_after_the_other_is_allowed() -> None:
    user, at = make_officer(), clock.now()
    assign(user, "verifier", valid_from=at - timedelta(days=9), valid_to=at)
    assign(user, "payer", valid_from=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        assign(user, "verifier", valid_from=at - timedelta(days=1), valid_to=at + timedelta(1))


@pytest.mark.django_db
def test_roles_of_two_people_do_not_meet() -> None:
    assign(make_officer("verifier"), "clerk")
    assign(make_officer("payer"), "head_of_office")


def give_both_at_once(user: User) -> list[str]:
    """Two administrators write at the same moment; return how each fared."""
    ready = threading.Barrier(2, timeout=30)

    def give(role: str) -> str:
        try:
            ready.wait()
            with transaction.atomic():
                assign(user, role)
        except IntegrityError:
            return "refused"
        else:
            return "given"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(give, ("verifier", "payer")))


def without_triggers(act: Callable[[], object]) -> object:
    """Do something while the database does not look."""
    names = (
        [f"DROP TRIGGER {separation.NAME} ON {separation.TABLE}"]
        if connection.vendor == "postgresql"
        else [f"DROP TRIGGER {separation.NAME}_{act}" for act in ("insert", "update")]
    )
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(name)
    try:
        return act()
    finally:
        separation.impose(connection)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_at_once_one_is_refused() -> None:
    user = make_officer()
    assert give_both_at_once(user) == ["given", "refused"]
    assert user.role_assignments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_triggers_both_would_be_given() -> None:
    user = make_officer()
    assert without_triggers(lambda: give_both_at_once(user)) == ["given", "given"]
