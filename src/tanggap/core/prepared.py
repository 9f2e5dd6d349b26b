"""Queries of the public pages whose SQL is written once: each asking brings only its values.

Django writes the SQL of a query anew each time, which on a page that everybody opens costs more
than the database does. What such a query asks for never changes, only the numbers in it do.
PostgreSQL, which would plan it anew each time as well, is told it once in each connection
(PREPARE); a pool between that lends a connection for less than a session must allow that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, Generic, TypeVar, overload
from weakref import WeakSet

from django.db import connection, models

from tanggap.core.scoping import ScopedQuerySet

Value = int | bytes
Told = TypeVar("Told")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
_NUMBERS: Final = count(1)
_NO_NUMBER: Final = -(10**17)
_NO_INDEX: Final = b"\xff\x00\xff\x00"
"""What stands for a value while the SQL is written; nothing in the database is like it."""


class NotPrepared(Exception):
    """A value did not reach the SQL, or several hide in one: the query cannot be prepared."""


@dataclass(frozen=True, slots=True)
class _Written:
    sql: str
    values: tuple[Any, ...]
    places: dict[int, str]
    converters: dict[int, Any]
    compiler: Any

    def filled(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the values of the SQL, with those of the parameters in their places."""
        return [
            values[self.places[place]] if place in self.places else value
            for place, value in enumerate(self.values)
        ]


class Prepared:
    """A query by the values of its parameters: `write` returns it, with `values_list`.

    `kinds` tells of each parameter of `write` whether it is an int or bytes. What else `write`
    reads is read once in a process, so it may not depend on who asks (`visible_to`) or when.
    """

    def __init__(self, write: Callable[..., "models.QuerySet[Any, Any]"], **kinds: type) -> None:
        self._write = write
        self._stand_ins: dict[str, Value] = {
            name: _NO_NUMBER - place if kind is int else _NO_INDEX + bytes([place]) * 12
            for place, (name, kind) in enumerate(kinds.items())
        }
        self._written: dict[str, _Written] = {}
        self._name = f"tanggap_{next(_NUMBERS)}"
        self._types = ", ".join("bigint" if kind is int else "bytea" for kind in kinds.values())
        self._execute = f"EXECUTE {self._name} ({', '.join(['%s'] * len(kinds))})"
        self._told: WeakSet[Any] = WeakSet()

    def rows(self, **values: Value) -> Iterator[tuple[Any, ...]]:
        """Return the rows for these values; one query. Raises UnscopedQuery, NotPrepared."""
        written = self._ready()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                self._tell(cursor, written)
                cursor.execute(self._execute, [values[name] for name in self._stand_ins])
            else:
                cursor.execute(written.sql, written.filled(values))
            return self._read(cursor.fetchall(), written)

    def _ready(self) -> _Written:
        return self._written.get(connection.vendor) or self._write_sql()

    @staticmethod
    def _read(found: Any, written: _Written) -> Iterator[tuple[Any, ...]]:
        if written.converters:
            found = written.compiler.apply_converters(found, written.converters)
        return map(tuple, found)

    def _tell(self, cursor: Any, written: _Written) -> None:
        """Tell PostgreSQL the query, once in the life of a connection."""
        if connection.connection in self._told:
            return
        numbers = {name: f"${place}" for place, name in enumerate(self._stand_ins, start=1)}
        parts = iter(written.sql.split("%s"))
        sql = next(parts)
        for place, part in enumerate(parts):
            name = written.places.get(place)
            sql += ("%s" if name is None else numbers[name]) + part
        fixed = [one for place, one in enumerate(written.values) if place not in written.places]
        cursor.execute(f"PREPARE {self._name} ({self._types}) AS {sql}", fixed)
        self._told.add(connection.connection)

    def _write_sql(self) -> _Written:
        query = self._write(**self._stand_ins)
        if isinstance(query, ScopedQuerySet):
            query.insist()
        compiler = query.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        names = {stand_in: name for name, stand_in in self._stand_ins.items()}
        plain = [_plain(value) for value in values]
        places = {i: names[one] for i, one in enumerate(plain) if one in names}
        if set(places.values()) != set(self._stand_ins):
            raise NotPrepared(sql)
        columns = [column for column, *_ in compiler.select]
        written = _Written(sql, tuple(values), places, compiler.get_converters(columns), compiler)
        self._written[connection.vendor] = written
        return written


@dataclass(frozen=True, slots=True)
class Asking(Generic[Told]):
    """A prepared query with its values, and what is made of its rows."""

    query: Prepared
    values: dict[str, Value]
    read: Callable[[Iterator[tuple[Any, ...]]], Told]

    def alone(self) -> Told:
        """Ask it by itself."""
        return self.read(self.query.rows(**self.values))


@overload
def together(a: Asking[A], b: Asking[B], /) -> tuple[A, B]: ...


@overload
def together(a: Asking[A], b: Asking[B], c: Asking[C], /) -> tuple[A, B, C]: ...


def together(*askings: Asking[Any]) -> tuple[Any, ...]:
    """Ask several queries, none of which needs the answer of another; on PostgreSQL in one go.

    Every way to the database and back costs both about as much as such a query itself.
    """
    if connection.vendor != "postgresql":
        return tuple(one.alone() for one in askings)
    written = [one.query._ready() for one in askings]
    values = [one.values[name] for one in askings for name in one.query._stand_ins]
    found = []
    with connection.cursor() as cursor:
        for one, sql in zip(askings, written, strict=True):
            one.query._tell(cursor, sql)
        cursor.execute("; ".join(one.query._execute for one in askings), values)
        for _ in askings:
            found.append(cursor.fetchall())
            cursor.nextset()
    return tuple(
        one.read(one.query._read(rows, sql))
        for one, sql, rows in zip(askings, written, found, strict=True)
    )


def _plain(value: Any) -> Any:
    """Return a value as it was before a driver wrapped it."""
    value = getattr(value, "obj", value)
    return bytes(value) if isinstance(value, memoryview) else value
