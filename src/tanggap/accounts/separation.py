"""The triggers by which the database itself refuses incompatible roles of one person.

No unique constraint can say "a verifier and a payer, whatever the region, while both hold". The
triggers are put up after every migration, because SQLite loses them when it rebuilds a table and
because the pairs are code (`roles.INCOMPATIBLE`).
"""

from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tanggap.accounts.roles import INCOMPATIBLE

TABLE: Final = "accounts_roleassignment"
NAME: Final = "accounts_roles_exclude"
REFUSAL: Final = "one person may not hold these two roles at the same time"


def impose_after_migration(using: str, **_more: Any) -> None:
    """Put the triggers up, or renew them."""
    impose(connections[using])


def impose(connection: BaseDatabaseWrapper) -> None:
    """Make the table refuse an assignment beside one that excludes it, on INSERT and UPDATE."""
    if TABLE not in connection.introspection.table_names():
        return  # migrated only part of the way
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _pairs() -> str:
    ordered = sorted(
        (one, other) for pair in INCOMPATIBLE for one in pair for other in pair - {one}
    )
    return ", ".join(f"('{one}', '{other}')" for one, other in ordered)


def _conflict() -> str:
    """Return the condition that another assignment, at any common moment, excludes the new one."""
    return (
        f"EXISTS (SELECT 1 FROM {TABLE} o WHERE o.user_id = NEW.user_id AND o.id <> NEW.id "  # noqa: S608 - constants of this house
        f"AND (o.role, NEW.role) IN (VALUES {_pairs()}) "
        "AND (o.valid_to IS NULL OR o.valid_to > NEW.valid_from) "
        "AND (NEW.valid_to IS NULL OR NEW.valid_to > o.valid_from))"
    )


def _sqlite() -> list[str]:
    statements: list[str] = []
    for act in ("INSERT", "UPDATE"):
        name = f"{NAME}_{act.lower()}"
        statements.append(f"DROP TRIGGER IF EXISTS {name}")
        # AFTER, because only then a new row has its id; ABORT undoes it all the same
        statements.append(
            f"CREATE TRIGGER {name} AFTER {act} ON {TABLE} WHEN {_conflict()} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    return statements


def _postgresql() -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        # who comes second waits for the first, and then sees what it gave
        "PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR UPDATE; "
        f"IF {_conflict()} THEN RAISE EXCEPTION '{REFUSAL}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )
    trigger = (
        f"CREATE OR REPLACE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {NAME}()"
    )
    return [function, trigger]
