"""Tables and their values in a form that no database owns: what one wrote, the other reads.

A value is a JSON scalar. Bytes are base64, moments UTC text as SQLite keeps them, UUIDs 32
hexadecimal digits, JSON columns their text.
"""

import base64
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

LEFT_OUT: Final = frozenset({"django_session", "usersessions_usersession", "django_migrations"})
"""Sign-ins end with a restore; migrations and the cache are made, not copied."""

_KINDS: Final = {
    "BinaryField": "bytes",
    "BooleanField": "bool",
    "DateTimeField": "moment",
    "UUIDField": "uuid",
}
Migration = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns, and the kind of each: bytes, bool, moment, uuid or plain."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]


def applied(connection: BaseDatabaseWrapper) -> list[Migration]:
    """Return the migrations that the database has seen, sorted."""
    loader = MigrationLoader(connection)
    return sorted(loader.applied_migrations)


def unknown(migrations: Iterable[Migration]) -> list[Migration]:
    """Return the migrations that this version of the program does not have."""
    known = MigrationLoader(None).disk_migrations
    return [one for one in migrations if one not in known]


def models_at(migrations: Iterable[Migration]) -> Apps:
    """Return the models as they were after these migrations."""
    loader = MigrationLoader(None)
    apps: Apps = loader.project_state(ends(migrations)).apps
    return apps


def ends(migrations: Iterable[Migration]) -> list[Migration]:
    """Return the last of these migrations in each app."""
    graph = MigrationLoader(None).graph
    some = set(migrations)
    return sorted(
        one
        for one in some
        if not any(
            child.key in some and child.key[0] == one[0] for child in graph.node_map[one].children
        )
    )


def tables_of(apps: Apps) -> list[Table]:
    """Return the tables of these models that a backup carries, by name."""
    found = [
        _table(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    ]
    return sorted(found, key=lambda table: table.name)


def _table(model: type[models.Model]) -> Table:
    fields = model._meta.concrete_fields
    return Table(
        model._meta.db_table,
        tuple(str(field.column) for field in fields),
        tuple(_KINDS.get(_internal_type(field), "plain") for field in fields),
    )


def _internal_type(field: Any) -> str:
    while field.remote_field is not None:
        field = field.target_field
    return str(field.get_internal_type())


def to_neutral(kind: str) -> Callable[[Any], Any]:
    """Return what turns a value as a database gave it into a JSON scalar."""
    return {
        "bytes": lambda value: value if value is None else base64.b64encode(bytes(value)).decode(),
        "bool": lambda value: value if value is None else bool(value),
        "moment": _moment,
        "uuid": lambda value: value.hex if isinstance(value, uuid.UUID) else value,
    }.get(kind, _plain)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def from_neutral(kind: str, vendor: str) -> Callable[[Any], Any] | None:
    """Return what turns a JSON scalar into a value for a database, None where it is one already."""
    if kind == "bytes":
        return lambda value: value if value is None else base64.b64decode(value)
    if kind == "moment" and vendor == "postgresql":
        return lambda value: value if value is None else f"{value}+00"
    return None
