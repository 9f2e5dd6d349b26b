"""Leafing through very many rows: nobody waits until all of them are counted or joined."""

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

MOST: Final = 10_000
"""So many rows are counted; of more it is only said that there are more."""


class LongPaginator(Paginator[Any]):
    """Pages of a query that may find millions of rows.

    `known` is the count where that is known already. Without it rows are counted up to MOST;
    `is_more` tells that there are more, which filters bring within reach. The order is found
    first and by itself; what belongs to the rows is joined to those of one page only.
    """

    def __init__(self, query: QuerySet[Any], size: int, *, known: int | None = None) -> None:
        super().__init__(query, size)
        self._query, self._known, self._counted = query, known, -1

    @property
    def count(self) -> int:
        """How many rows there are to leaf through."""
        return self._all() if self._known is not None else min(self._all(), MOST)

    @property
    def is_more(self) -> bool:
        """True where more rows were found than are counted."""
        return self._known is None and self._all() > MOST

    def page(self, number: int | str) -> Page[Any]:
        """Return one page. Raises InvalidPage."""
        place = self.validate_number(number)
        start = (place - 1) * self.per_page
        keys = list(self._query.values_list("pk", flat=True)[start : start + self.per_page])
        rows = self._query.order_by().in_bulk(keys)
        return Page([rows[key] for key in keys if key in rows], place, self)

    def _all(self) -> int:
        if self._known is not None:
            return self._known
        if self._counted < 0:
            self._counted = self._query.order_by().values("pk")[: MOST + 1].count()
        return self._counted
