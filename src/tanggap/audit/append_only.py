"""The triggers by which the database itself refuses to change or delete the log."""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES: Final = ("audit_event", "audit_chainlink")
REFUSAL: Final = "the audit log is append-only"


def impose(connection: BaseDatabaseWrapper) -> None:
    """Make the tables refuse UPDATE and DELETE, and TRUNCATE where that exists."""
    _run(connection, _impose_postgresql() if _is_postgresql(connection) else _impose_sqlite())


def lift(connection: BaseDatabaseWrapper) -> None:
    """Let the tables be changed again: for a restore into an empty database, and for tests."""
    _run(connection, _lift_postgresql() if _is_postgresql(connection) else _lift_sqlite())


def is_imposed(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether every trigger is in place and switched on."""
    if _is_postgresql(connection):
        query = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE %s AND tgenabled <> 'D'"
    else:
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, ["audit_%_append_only"])
        found: int = cursor.fetchone()[0]
    return found == len(TABLES) * 2


def _is_postgresql(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _impose_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{act.lower()}_append_only BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in TABLES
        for act in ("UPDATE", "DELETE")
    ]


def _lift_sqlite() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_{act}_append_only"
        for table in TABLES
        for act in ("update", "delete")
    ]


def _impose_postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_{name}_append_only BEFORE {acts} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
        for table in TABLES
        for name, acts, each in (
            ("row", "UPDATE OR DELETE", "ROW"),
            ("all", "TRUNCATE", "STATEMENT"),
        )
    ]
    return [function, *triggers]


def _lift_postgresql() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_{name}_append_only ON {table}"
        for table in TABLES
        for name in ("row", "all")
    ]
