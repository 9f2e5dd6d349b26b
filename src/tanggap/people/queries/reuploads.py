"""Which rows of a corrected file continue which rows of the file before."""

from typing import Any

from tanggap.people.domain import reupload
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.types import RecordState


def pairing(new: RecipientList) -> reupload.Pairing:
    """Return which rows of a corrected file continue which rows of the file before."""
    return reupload.pair_rows(
        _rows(_all().filter(list__in=_ancestors(new), state=RecordState.CURRENT)),
        _rows(_all().filter(list=new)),
    )


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
