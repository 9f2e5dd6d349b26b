"""Brings an installation to the state in which it can be served; doing it again changes nothing."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tanggap.config import demo
from tanggap.language import Sentence

Tell = Callable[[Sentence], None]

LOCK: Final = "preparing.lock"
DATABASE: Final = Sentence("Menyiapkan basis data", "Preparing the database")
STATIC: Final = Sentence("Menyiapkan berkas tampilan", "Preparing the static files")


def prepare(tell: Tell) -> None:
    """Make the folders, bring the database to this version, fill the demo where this is one."""
    settings.TANGGAP_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(settings.TANGGAP_DATA / LOCK):
        _bring_up_to_date(tell)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let a second start on the same data folder wait until the first one has prepared it."""
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _bring_up_to_date(tell: Tell) -> None:
    if is_behind():
        tell(DATABASE)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if settings.PRODUCTION:
        tell(STATIC)
        call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        demo.fill(tell)


def is_behind() -> bool:
    """Tell whether migrations or the cache table are missing."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return True
    return settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names()
