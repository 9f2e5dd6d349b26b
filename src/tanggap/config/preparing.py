"""Brings an installation to the state in which it can be served; doing it again changes nothing."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tanggap.config import demo
from tanggap.config import environment as env
from tanggap.core import statistics
from tanggap.core.key_proof import keys_fit
from tanggap.language import Sentence

Tell = Callable[[Sentence], None]

LOCK: Final = "preparing.lock"
DATABASE: Final = Sentence("Menyiapkan basis data", "Preparing the database")
RUNNING_LOCK: Final = "running.lock"
RUNNING: Final = Sentence(
    "Tanggap sedang berjalan pada folder data ini; hentikan dahulu.",
    "Tanggap is running on this data folder; stop it first.",
)
OTHER_KEYS: Final = Sentence(
    "Berkas kunci (keys.json) bukan milik basis data ini: NIK di dalamnya tidak akan terbaca. "
    "Kembalikan keys.json yang semula, atau pulihkan cadangan (tanggap restore).",
    "The key file (keys.json) does not belong to this database: no NIK in it could be read. Bring "
    "the former keys.json back, or restore a backup (tanggap restore).",
)
REAL_DATA: Final = Sentence(
    "Pemasangan ini sudah berisi data yang bukan demo. Setel TANGGAP_MODE=production, atau pilih "
    "TANGGAP_DATA lain untuk demo.",
    "This installation holds data that are not the demo's. Set TANGGAP_MODE=production, or choose "
    "another TANGGAP_DATA for the demo.",
)
STATIC: Final = Sentence("Menyiapkan berkas tampilan", "Preparing the static files")


def prepare(tell: Tell) -> None:
    """Make the folders, bring the database to this version, fill the demo where this is one."""
    settings.TANGGAP_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(settings.TANGGAP_DATA / LOCK):
        bring_up_to_date(tell)


def say_running() -> IO[str]:
    """Let restores know that the data folder is in use, as long as the file is held open."""
    stream = (env.data_folder() / RUNNING_LOCK).open("w")
    fcntl.flock(stream, fcntl.LOCK_SH)
    return stream


@contextmanager
def nobody_running() -> Iterator[None]:
    """Keep everybody from starting on this data folder. Raises BadSetting where it is in use."""
    env.data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (env.data_folder() / RUNNING_LOCK).open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise env.BadSetting(RUNNING) from error
        yield


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let a second start on the same data folder wait until the first one has prepared it."""
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def bring_up_to_date(tell: Tell) -> None:
    """Bring database and static files to this version; fill the demo where this is one."""
    if is_behind():
        tell(DATABASE)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if not keys_fit():
        raise env.BadSetting(OTHER_KEYS)
    if settings.PRODUCTION:
        tell(STATIC)
        call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        if not demo.is_ours():
            raise env.BadSetting(REAL_DATA)
        demo.fill(tell)
    statistics.count_on_sqlite()


def is_behind() -> bool:
    """Tell whether migrations or the cache table are missing."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return True
    return settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names()
