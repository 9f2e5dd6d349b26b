"""What the rows of people say, and what officers set against them."""

from collections.abc import Sequence

from tanggap.people.domain.best_values import Said
from tanggap.people.models import Correction, Link
from tanggap.people.rows import UNSOUND


def said_by_person(ids: Sequence[int]) -> dict[int, list[Said]]:
    """Return what the current rows of people say."""
    found: dict[int, list[Said]] = {}
    links = Link.objects.filter(person_id__in=ids, superseded_at=None).values_list(
        "person_id", "record_id", "record__list_id", "record__cells", "record__name_key",
        "record__birth", "record__sex", "record__region_code", "record__nik_index",
        "record__kk_index", "record__quality",
    )  # fmt: skip
    for person, record, order, cells, key, birth, sex, region, nik, kk, quality in links:
        found.setdefault(person, []).append(
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
