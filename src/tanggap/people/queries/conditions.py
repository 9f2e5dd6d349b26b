"""Rows of a committed list by what is wrong with them."""

from collections.abc import Callable, Set

from tanggap.core.actor import Actor
from tanggap.intake.problems import codes_of
from tanggap.people.models import SourceRecord
from tanggap.people.queries import lists
from tanggap.people.types import RecordState, RecordView


def rows_where(
    actor: Actor,
    list_id: int,
    wanted: Callable[[Set[str]], bool],
    *,
    after: int = 0,
    most: int = 100,
) -> list[RecordView]:
    """Return one page of the rows that count and whose problem codes are wanted, numbers masked.

    Rows come in the order of the file, those after the row `after`; at most `lists.MOST_SHOWN`.
    """
    rows = SourceRecord.objects.visible_to(actor).filter(list_id=list_id, state=RecordState.CURRENT)
    kinds = rows.order_by().values_list("quality", flat=True).distinct()
    fitting = [kind for kind in kinds if wanted(frozenset(codes_of(kind)))]
    found = rows.filter(quality__in=fitting, pk__gt=after).order_by("pk")
    return lists.rows(actor, list_id, list(found.values_list("pk", flat=True)[:most]))
