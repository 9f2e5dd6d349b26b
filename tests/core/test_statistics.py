"""SQLite is told how its rows lie; otherwise a search by number reads every current row."""

import pytest
from django.db import connection

from tanggap.core import statistics

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_a_search_by_number_uses_the_index_of_numbers() -> None:
    from tests.assistance.conftest import make_list, make_person

    make_list("PKH", [make_person() for _ in range(20)])
    with connection.cursor() as cursor:
        for row in range(20):
            cursor.execute(
                "UPDATE people_sourcerecord SET nik_index = %s WHERE row = %s",
                [row.to_bytes(16, "big"), row + 2],
            )
    statistics.refresh()
    statistics.refresh()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx IS NOT NULL")
        assert {told[0].count("noskipscan") for told in cursor.fetchall()} == {1}
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM people_sourcerecord "
            "WHERE nik_index = %s AND state = 'current'",
            [bytes(16)],
        )
        assert "nik_in" in str(cursor.fetchall())
