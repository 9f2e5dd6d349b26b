"""Which rows of a corrected file continue which rows of the file before."""

from typing import Any, Final

from tanggap.people.domain import reupload
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.types import ListState, RecordState

MOST_OF_IT: Final = 0.6
"""Share of rows in common from which a file looks like a corrected one."""
CANDIDATES: Final = 5


def pairing(new: RecipientList) -> reupload.Pairing:
    """Return which rows of a corrected file continue which rows of the file before."""
    return reupload.pair_rows(
        _rows(_all().filter(list__in=_ancestors(new), state=RecordState.CURRENT)),
        _rows(_all().filter(list=new)),
    )


def replaced_rows(list_id: int) -> set[int]:
    """Return the rows that a staged list would take the places of; none where it corrects none."""
    lists = RecipientList.objects.unscoped(reason="ids of rows, no personal data")
    new = lists.get(pk=list_id)
    return set(pairing(new).same.values()) if new.corrects_id else set()


def likely_corrected(new: RecipientList) -> tuple[int, float] | None:
    """Return the committed list that a freshly read one seems to correct, and the share of its
    rows with a NIK that stand there, too; None where none holds MOST_OF_IT.
    """
    rows = _all().filter(list=new, nik_index__isnull=False)
    total = rows.count()
    lists = RecipientList.objects.unscoped(reason="lists of the same programme and region")
    like = lists.filter(
        state=ListState.COMMITTED, programme_code=new.programme_code, region_code=new.region_code
    )
    found: tuple[int, float] | None = None
    for candidate in like.order_by("-committed_at", "-pk").values_list("pk", flat=True)[
        :CANDIDATES
    ]:
        there = _all().filter(list=candidate, state=RecordState.CURRENT).values("nik_index")
        share = rows.filter(nik_index__in=there).count() / total if total else 0.0
        if share >= MOST_OF_IT and (found is None or share > found[1]):
            found = (candidate, share)
    return found


def _ancestors(new: RecipientList) -> list[int]:
    """Return the lists that a file corrects: the one before it, the one before that, and so on."""
    found: list[int] = []
    lists = RecipientList.objects.unscoped(reason="the lists that a list corrects")
    parent = new.corrects_id
    while parent is not None and parent not in found:
        found.append(parent)
        parent = lists.filter(pk=parent).values_list("corrects_id", flat=True).first()
    return found


def _rows(query: Any) -> list[reupload.Row]:
    values = query.values_list("pk", "sheet", "row", "nik_index", "name_key", "birth")
    return [
        reupload.Row(pk, sheet, row, bytes(number) if number else None, name, birth)
        for pk, sheet, row, number, name, birth in values.iterator(chunk_size=5_000)
    ]


def _all() -> Any:
    return SourceRecord.objects.unscoped(reason="rows of a list and of the list that it corrects")
