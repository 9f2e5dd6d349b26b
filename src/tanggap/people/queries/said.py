"""What the rows of people say, and what officers set against them."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from tanggap.core.batches import batches
from tanggap.people.domain.best_values import Said
from tanggap.people.models import Correction, Link, SourceRecord
from tanggap.people.rows import UNSOUND

_TOLD: Final = (
    *("pk", "list_id", "cells", "name_key", "birth", "sex", "region_code"),
    *("nik_index", "kk_index", "quality"),
)


def said_by_person(ids: Sequence[int]) -> dict[int, list[Said]]:
    """Return what the current rows of people say."""
    links = Link.objects.filter(person_id__in=ids, superseded_at=None)
    return said_by(dict(links.values_list("record_id", "person_id")))


def said_by(person_of: Mapping[int, int]) -> dict[int, list[Said]]:
    """Return what rows say, by the person that each is or will be."""
    records = SourceRecord.objects.unscoped(reason="the rows of people in the caller's hand")
    rows = chain.from_iterable(
        records.filter(pk__in=some).values_list(*_TOLD) for some in batches(person_of)
    )
    found: dict[int, list[Said]] = {}
    for record, order, cells, key, birth, sex, region, nik, kk, quality in rows:
        found.setdefault(person_of[record], []).append(
            Said(
                record=record,
                order=order,
                cells=cells,
                name_key=key,
                birth=birth,
                sex=sex,
                region=region,
                number=bytes(nik) if nik else None,
                card=bytes(kk) if kk else None,
                sound=nik is not None and not quality & UNSOUND,
            )
        )
    return found


def corrections_of(ids: Sequence[int]) -> dict[int, list[Correction]]:
    """Return the corrections of people that hold now."""
    found: dict[int, list[Correction]] = {}
    for one in Correction.objects.filter(person_id__in=ids, undone_at=None):
        found.setdefault(one.person_id, []).append(one)
    return found
