"""What the planner of PostgreSQL believes about the tables.

It learns by itself within a minute. Until then it takes a table that was just filled for an empty
one, and joins that take a moment take minutes: the first list of a city is such a moment.
"""

from django.db import connection


def refresh() -> None:
    """Let PostgreSQL count its tables anew (about a second for a city); SQLite needs none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
