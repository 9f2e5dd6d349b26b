"""Filling the tables of an empty database from the lines of a backup."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from tanggap.audit import services as audit
from tanggap.config.upkeep import tables as neutral
from tanggap.config.upkeep.archive import Manifest
from tanggap.config.upkeep.tables import Table

BATCH: Final = 2_000
Progress = Callable[[float], None]


def empty_database() -> None:
    """Drop every table of ours, whatever its state; tables of others stay."""
    there = set(connection.introspection.table_names())
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    prefixes = tuple(f"{config.label}_" for config in apps.get_app_configs())
    named = {name for name in there if name.startswith(prefixes)}
    dropped = there & (ours | named | {"django_migrations", "tanggap_cache"})
    if connection.vendor == "postgresql":
        _run([f'DROP TABLE IF EXISTS "{name}" CASCADE' for name in sorted(dropped)])
        return
    _run(["PRAGMA foreign_keys = OFF"])
    _run([f'DROP TABLE IF EXISTS "{name}"' for name in sorted(dropped)])
    _run(["VACUUM", "PRAGMA foreign_keys = ON"])


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Loading:
    """One restore under way: takes the parts of the tables in any order."""

    def __init__(self, manifest: Manifest, progress: Progress) -> None:
        self._models = neutral.models_at(manifest.migrations)
        self._tables = {table.name: table for table in neutral.tables_of(self._models)}
        self._manifest = manifest
        self._total = max(1, sum(manifest.rows.values()))
        self._done = 0
        self._progress = progress

    @contextmanager
    def tables_empty(self) -> Iterator[None]:
        """Empty what the migrations have filled, and let the audit log be written meanwhile."""
        with audit.unlocked():
            _run([f'DELETE FROM "{name}"' for name in self._tables])  # noqa: S608 - own names
            yield
            some = self._models.get_models(include_auto_created=True)
            managed = [model for model in some if model._meta.managed]
            _run(connection.ops.sequence_reset_sql(no_style(), managed))

    def take(self, name: str, lines: Iterable[bytes]) -> None:
        """Insert the rows of one part of a table."""
        columns = self._manifest.columns[name]
        rows = _values(self._tables[name], columns, lines)
        insert = _copy if connection.vendor == "postgresql" else _insert
        self._done += insert(name, columns, rows)
        self._progress(self._done / self._total)


def _values(table: Table, columns: list[str], lines: Iterable[bytes]) -> Iterator[list[Any]]:
    kinds = dict(zip(table.columns, table.kinds, strict=True))
    change = [neutral.from_neutral(kinds[column], connection.vendor) for column in columns]
    turned = [(place, turn) for place, turn in enumerate(change) if turn is not None]
    for line in lines:
        values = json.loads(line)
        for place, turn in turned:
            values[place] = turn(values[place])
        yield values


def _copy(name: str, columns: list[str], rows: Iterator[list[Any]]) -> int:
    names = ", ".join(f'"{column}"' for column in columns)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{name}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _insert(name: str, columns: list[str], rows: Iterator[list[Any]]) -> int:
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    statement = f'INSERT INTO "{name}" ({names}) VALUES ({places})'  # noqa: S608 - own names
    count = 0
    with connection.cursor() as cursor:
        while some := list(islice(rows, BATCH)):
            cursor.executemany(statement, some)
            count += len(some)
    return count
