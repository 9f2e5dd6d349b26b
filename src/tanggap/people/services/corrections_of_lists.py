"""A corrected file takes the places of the rows that it corrects."""

from itertools import islice
from typing import Any

from tanggap.core import events
from tanggap.people.domain import reupload
from tanggap.people.events import RowsReplaced
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.queries.reuploads import pairing
from tanggap.people.rows import numbers_of, seal_numbers
from tanggap.people.types import RecordState

BATCH = 1_000
_EFFECT = (
    "cells", "sealed", "carried", "nik_index", "kk_index", "phone_index", "number_marks",
    "name_key", "birth", "sex", "region_code",
)  # fmt: skip


def take_places(new: RecipientList) -> dict[int, int]:
    """Replace the corrected rows; what the new file leaves blank stays.

    Return the row that each new row replaces; their people are still to be handed over.
    """
    same = pairing(new).same
    pairs = iter(same.items())
    while some := dict(islice(pairs, BATCH)):
        olds = _all().in_bulk(list(some.values()))
        news = _all().in_bulk(list(some))
        for new_id, old_id in some.items():
            _carry(olds[old_id], news[new_id])
            olds[old_id].state = RecordState.REPLACED
            olds[old_id].replaced_by = news[new_id]
        _all().bulk_update([one for one in news.values() if one.carried], _EFFECT, batch_size=50)
        _all().bulk_update(olds.values(), ["state", "replaced_by"], batch_size=200)
    events.publish(RowsReplaced(tuple((old, fresh) for fresh, old in same.items())))
    return same


def give_places_back(new: RecipientList) -> dict[int, int]:
    """Let the rows that a list replaced count again; return the list's row for each of them."""
    replaced = _all().filter(replaced_by__list=new)
    places = dict(replaced.values_list("pk", "replaced_by_id"))
    replaced.update(state=RecordState.CURRENT, replaced_by=None)
    if places:
        events.publish(RowsReplaced(tuple((fresh, old) for old, fresh in places.items())))
    return places


def _carry(old: SourceRecord, new: SourceRecord) -> None:
    cells, carried = reupload.effective(old.cells, new.cells)
    numbers, numbers_carried = reupload.effective(numbers_of(old.sealed), numbers_of(new.sealed))
    new.cells, new.carried = cells, carried + numbers_carried
    if numbers_carried:
        new.sealed = seal_numbers(numbers)
    for name, column in (
        ("national_id", "nik_index"), ("family_id", "kk_index"), ("phone", "phone_index"),
    ):  # fmt: skip
        if name in numbers_carried:
            setattr(new, column, getattr(old, column))
    if {"national_id", "family_id"} & set(numbers_carried):
        new.number_marks |= old.number_marks
    new.name_key = new.name_key or old.name_key
    new.birth = new.birth or old.birth
    new.sex = new.sex or old.sex
    if len(old.region_code) > len(new.region_code):
        new.region_code = old.region_code


def _all() -> Any:
    return SourceRecord.objects.unscoped(reason="rows of a list and of the list that it corrects")
