"""Bringing an installation back from a backup, on either database, and proving that it is whole.

The file is read to its end before anything is touched. Then the database is made empty, brought
to the state in which it was backed up, filled in one transaction, and brought to this version.
"""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tanggap.audit import queries as audit_queries
from tanggap.audit import services as audit
from tanggap.config.keys import FILE_NAME as KEY_FILE
from tanggap.config.keys import OWNER_ONLY, Keys
from tanggap.config.safety import DEMO_MARK
from tanggap.config.upkeep import archive, loading
from tanggap.config.upkeep import tables as neutral
from tanggap.config.upkeep.archive import Manifest
from tanggap.config.upkeep.backup import KEEPER, kept_folders
from tanggap.config.upkeep.refusals import DIFFERS, NEWER, NOT_EMPTY, CannotKeep
from tanggap.core import crypto, key_proof

RESTORED: Final = "config.backup.restored"
STAGE: Final = "restoring"
ASIDE: Final = "before-restore"
Progress = Callable[[float], None]


def restore(
    file: Path, *, secret: str, replace: bool, at: datetime, progress: Progress
) -> Manifest:
    """Restore a backup into this installation. Raises CannotKeep; nothing is then changed.

    With `replace` an installation that holds data is given up for it. `progress` runs from 0 to 1.
    """
    manifest = archive.check(file, secret=secret, progress=lambda share: progress(share / 4))
    if neutral.unknown(manifest.migrations):
        raise CannotKeep(NEWER.format(version=manifest.version))
    if not replace and holds_data():
        raise CannotKeep(NOT_EMPTY)
    stage = _fresh_stage()
    loading.empty_database()
    _migrate_to(manifest)
    with archive.opened(file, secret=secret) as (_, members), transaction.atomic():
        loaded = loading.Loading(manifest, lambda share: progress(0.25 + share * 0.7))
        with loaded.tables_empty():
            for member in members:
                if member.table is not None:
                    loaded.take(member.table, member.stream)
                else:
                    _unpack(stage / member.name, member.stream)
    _put_in_place(stage)
    _prove_rows(manifest)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    _prove_audit_and_keys(manifest)
    with transaction.atomic():
        audit.record(RESTORED, by=KEEPER, at=at, facts={"made_at": manifest.made_at})
    progress(1.0)
    return manifest


def holds_data() -> bool:
    """Tell whether the installation has accounts or regions: more than an empty start makes."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in {"accounts_user", "regions_region"} & there:
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 - names from above
            if cursor.fetchone():
                return True
    return False


def _migrate_to(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(neutral.ends(manifest.migrations))


def _fresh_stage() -> Path:
    stage = Path(settings.TANGGAP_DATA) / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700, parents=True)
    return stage


def _unpack(path: Path, stream: Any) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(stream, target, 1 << 20)


def _put_in_place(stage: Path) -> None:
    """Let the files of the backup take the place of those that are there, keys first."""
    data = Path(settings.TANGGAP_DATA)
    (data / DEMO_MARK).unlink(missing_ok=True)
    for name in (KEY_FILE, DEMO_MARK):
        if (stage / name).exists():
            os.replace(stage / name, data / name)  # noqa: PTH105
    for folder in kept_folders():
        shutil.rmtree(data / folder, ignore_errors=True)
        (stage / folder).mkdir(mode=0o700, exist_ok=True)
        os.replace(stage / folder, data / folder)  # noqa: PTH105
    shutil.rmtree(stage, ignore_errors=True)
    settings.TANGGAP_KEYS = Keys.from_json((data / KEY_FILE).read_text(encoding="utf-8"))
    crypto.forget_keys()


def _prove_rows(manifest: Manifest) -> None:
    """Count the rows of every table, still in the state of the backup. Raises CannotKeep."""
    for name, rows in manifest.rows.items():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - own names
            if cursor.fetchone()[0] != rows:
                raise CannotKeep(DIFFERS.format(what=name))


def _prove_audit_and_keys(manifest: Manifest) -> None:
    """Walk the audit chain and try the keys, in the state of this version. Raises CannotKeep."""
    proof = audit_queries.prove()
    if proof.broken_at or (proof.links, proof.last_hash if proof.links else "") != (
        manifest.audit_links,
        manifest.audit_hash,
    ):
        raise CannotKeep(DIFFERS.format(what="audit"))
    if not key_proof.keys_fit():
        raise CannotKeep(DIFFERS.format(what=KEY_FILE))
