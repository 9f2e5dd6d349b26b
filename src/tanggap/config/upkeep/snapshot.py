"""All tables as they were at one moment, while others go on writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tanggap.config.upkeep.tables import Table

ROWS: Final = 2_000
"""Rows that are fetched at once."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A transaction that sees one moment; `held` is a DB-API connection."""

    held: Any
    vendor: str

    def count(self, table: Table) -> int:
        """Return how many rows a table has."""
        return int(self.one(f'SELECT count(*) FROM "{table.name}"')[0])  # noqa: S608 - own names

    def one(self, query: str) -> Any:
        """Return the first row of a query, None where there is none."""
        cursor = self.held.cursor()
        try:
            return cursor.execute(query).fetchone()
        finally:
            cursor.close()

    def rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, a few thousand in memory."""
        names = ", ".join(f'"{column}"' for column in table.columns)
        query = f'SELECT {names} FROM "{table.name}"'  # noqa: S608 - names of our own tables
        name = {"name": "tanggap_backup"} if self.vendor == "postgresql" else {}
        cursor = self.held.cursor(**name)
        try:
            cursor.execute(query)
            while some := cursor.fetchmany(ROWS):
                yield from some
        finally:
            cursor.close()


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Open a transaction of its own that sees everything committed until now, and only that."""
    opened = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    try:
        yield Snapshot(opened, connection.vendor)
    finally:
        with suppress(Exception):
            opened.rollback()
        opened.close()


def _sqlite() -> sqlite3.Connection:
    held = sqlite3.connect(
        f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True, isolation_level=None
    )
    held.execute("BEGIN")
    held.execute("SELECT count(*) FROM django_migrations").fetchone()  # the moment is now
    return held


def _postgresql() -> Any:
    from psycopg import IsolationLevel  # noqa: PLC0415

    own = connection.copy()
    own.ensure_connection()
    held: Any = own.connection
    held.set_autocommit(False)
    held.set_isolation_level(IsolationLevel.REPEATABLE_READ)
    held.set_read_only(True)
    held.execute("SELECT count(*) FROM django_migrations")
    return held
