"""How far a job is, readable while its transaction is still open.

On PostgreSQL the figures go through a connection of their own. SQLite has one writer at a time:
inside a transaction nobody else may write, so the figures wait in a small file beside the database
and are written with the next report outside a transaction.
"""

import json
import os
import socket
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tanggap.core import clock
from tanggap.core.models import JobRun, JobState

SILENCE = timedelta(minutes=30)
"""A job on another machine that says nothing for so long is taken for dead."""

_own = threading.local()


def report(
    run_id: int, *, done: int | None = None, total: int | None = None, message: str | None = None
) -> None:
    """Write down how far a job is, outside the transaction of the work."""
    told: dict[str, Any] = {"done": done, "total": total, "message": message}
    figures = {name: value for name, value in told.items() if value is not None}
    if not connection.in_atomic_block:
        newest = last_figures(run_id) | figures
        JobRun.objects.filter(pk=run_id).update(**newest, reported_at=clock.now())
    elif connection.vendor == "sqlite":
        _write_aside(run_id, figures)
    else:
        _update_by_own_connection(run_id, figures)


def current(run: JobRun) -> JobRun:
    """Return the run with the newest figures, from wherever they are; it is not saved."""
    if run.state == JobState.RUNNING:
        for name, value in _read_aside(run.pk).items():
            setattr(run, name, value)
    return run


def last_figures(run_id: int) -> dict[str, Any]:
    """Return the figures that still wait beside the database, and forget them there."""
    figures = _read_aside(run_id)
    _forget_aside(run_id)
    return figures


def hang_up() -> None:
    """Close the connection that this thread reports through; the next report opens another."""
    held: BaseDatabaseWrapper | None = getattr(_own, "connection", None)
    if held is not None:
        held.close()
        _own.connection = None


def this_worker() -> str:
    """Return the name of this process: machine and process id."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_alive(run: JobRun) -> bool:
    """Tell whether the worker of a running job may still be at it."""
    host, _, process = run.worker.rpartition(":")
    if host != socket.gethostname():
        return run.reported_at is not None and clock.now() - run.reported_at < SILENCE
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def _update_by_own_connection(run_id: int, figures: dict[str, Any]) -> None:
    with _own_connection().cursor() as cursor:
        columns = ", ".join(f"{name} = %s" for name in figures)
        query = f"UPDATE core_jobrun SET {columns}, reported_at = %s WHERE id = %s"  # noqa: S608
        cursor.execute(query, [*figures.values(), clock.now(), run_id])
        seen = cursor.rowcount
    if not seen:  # the run itself was made in this transaction
        with transaction.atomic():
            JobRun.objects.filter(pk=run_id).update(**figures)


def _own_connection() -> BaseDatabaseWrapper:
    if getattr(_own, "connection", None) is None:
        _own.connection = connection.copy("default")
    held: BaseDatabaseWrapper = _own.connection
    return held


def _file_of(run_id: int) -> Path:
    return Path(settings.TANGGAP_DATA) / "progress" / f"{run_id}.json"


def _write_aside(run_id: int, figures: dict[str, Any]) -> None:
    file = _file_of(run_id)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(_read_aside(run_id) | figures), encoding="utf-8")
    fresh.replace(file)


def _read_aside(run_id: int) -> dict[str, Any]:
    try:
        figures: dict[str, Any] = json.loads(_file_of(run_id).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return figures


def _forget_aside(run_id: int) -> None:
    _file_of(run_id).unlink(missing_ok=True)
