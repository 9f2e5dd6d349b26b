"""Claims survive the change of their table, in both directions."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.assistance.conftest import held_months, make_family, make_list, make_person

from tanggap.assistance.models import Claim
from tanggap.assistance.services import lists
from tanggap.core import clock

BY_MONTH = "0002_case_assigned"


def migrate(name: str) -> None:
    MigrationExecutor(connection).migrate([("assistance", name)])


@pytest.mark.django_db(transaction=True)
def test_claims_by_month_become_claims_by_year_and_back(rules) -> None:
    family = make_family()
    for programme in ("PKH", "BPNT", "BST"):
        lists.award_rows(list_id=make_list(programme, [make_person(family)]), at=clock.now())
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()  # the apps above too
    before, claims = held_months(), set(Claim.objects.values_list("year", "m01", "m04", "m12"))
    migrate(BY_MONTH)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(month) FROM assistance_claim")
            count, last = cursor.fetchone()
    finally:
        MigrationExecutor(connection).migrate(newest)
    assert (count > len(before) / 2, last) == (True, "2020-12")
    assert held_months() == before
    assert set(Claim.objects.values_list("year", "m01", "m04", "m12")) == claims
