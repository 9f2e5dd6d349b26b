"""What the planner of the database believes about the tables.

PostgreSQL learns by itself within a minute. Until then it takes a table that was just filled for
an empty one, and joins that take a moment take minutes: the first list of a city is such a moment.
SQLite never learns by itself. Without figures it takes the index of all current rows for as good
as that of one NIK, and a search takes seconds.
"""

from django.db import connection, transaction


def refresh() -> None:
    """Let the database count its tables anew (about a second for a city, less on SQLite)."""
    if connection.vendor == "sqlite":
        count_on_sqlite()
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def count_on_sqlite() -> None:
    """Look at a thousand rows of each index; nothing happens on another database.

    Skip-scans stay off: an index of programme and region would be walked whole and sorted, where
    the first hundred rows in their own order are enough.
    https://sqlite.org/fileformat2.html#stat1tab
    """
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
        cursor.execute(
            "UPDATE sqlite_stat1 SET stat = stat || ' noskipscan' "
            "WHERE idx IS NOT NULL AND stat NOT LIKE '%%noskipscan'"
        )
        cursor.execute("ANALYZE sqlite_schema")
