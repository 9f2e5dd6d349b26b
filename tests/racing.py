"""Several things at the same moment, each in a thread and on a connection of its own."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections


def outcomes(acts: Sequence[Callable[[], Any]], *, at_a_time: int | None = None) -> list[Any]:
    """Do things at once; return what each answered, or the type of what it raised."""

    def do(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Exception as ending:  # noqa: BLE001 - the kind of ending is the result
            return type(ending)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(at_a_time or len(acts)) as pool:
        found = list(pool.map(do, acts))
    _wait_until_all_have_left()
    return found


def at_once(acts: Sequence[Callable[[], object]]) -> list[str]:
    """Do things at once; return the names of how each ended, sorted; "awarded" is success."""
    found = outcomes(acts)
    names = [one.__name__ if isinstance(one, type) else "awarded" for one in found]
    return sorted(names)


def _wait_until_all_have_left() -> None:
    """Let PostgreSQL notice that the threads hung up: it drops no database that is in use."""
    for _ in range(100) if connection.vendor == "postgresql" else ():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)
