"""Leafing through more rows than anybody wants to wait for."""

import pytest

from tanggap.accounts.models import User
from tanggap.core import paging
from tanggap.core.paging import LongPaginator

pytestmark = pytest.mark.django_db
PEOPLE = 7


@pytest.fixture
def query():
    for number in range(PEOPLE):
        User.objects.create(username=f"u{number}")
    return User.objects.filter(username__startswith="u").order_by("-username")


def test_pages_hold_the_rows_in_the_order_of_the_query(query) -> None:
    pages = LongPaginator(query, 3)
    assert [one.username for one in pages.get_page(2)] == ["u3", "u2", "u1"]
    assert (pages.count, pages.num_pages, pages.is_more) == (PEOPLE, 3, False)


def test_beyond_a_bound_it_is_only_said_that_there_are_more(query, monkeypatch) -> None:
    monkeypatch.setattr(paging, "MOST", 5)
    pages = LongPaginator(query, 3)
    assert (pages.count, pages.num_pages, pages.is_more) == (5, 2, True)


def test_a_count_that_is_known_is_not_made_again(query, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        page = LongPaginator(query, 3, known=PEOPLE).get_page(3)
        assert [one.username for one in page] == ["u0"]
        assert page.paginator.is_more is False
