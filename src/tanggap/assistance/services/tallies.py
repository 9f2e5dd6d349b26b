"""Keeping the tallies of cases: what changes them leaves a mark, the worker counts anew."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tanggap.assistance.models import OverlapCase, PlaceChange, PlaceTally
from tanggap.assistance.queries import tallies
from tanggap.core import bulk, clock

COUNTING: Final = "cases are counted for every place alike"
BITE: Final = 2.0
"""Seconds of counting after which the worker turns to its other work."""
TRUSTED: Final = timedelta(days=1)
"""So long a tally without a mark is believed; then it is counted anew all the same."""


def mark(region_codes: Iterable[str]) -> None:
    """Say that cases of places change; in the transaction that changes them."""
    bulk.insert([PlaceChange(region_code=code) for code in sorted(set(region_codes))])


def look() -> None:
    """Count places anew whose cases changed, for a moment; the worker calls this now and then."""
    began = time.monotonic()
    for code in _due():
        count(code, at=clock.now())
        if time.monotonic() - began > BITE:
            return


def count_all(*, at: datetime) -> None:
    """Count every place whose cases changed."""
    for code in _due():
        count(code, at=at)


@transaction.atomic
def count(region_code: str, *, at: datetime) -> None:
    """Count the cases of a place and take the marks away that were seen before."""
    known = PlaceTally.objects.unscoped(reason=COUNTING)
    known.get_or_create(region_code=region_code, defaults={"counted_at": at})
    tally = known.select_for_update().get(region_code=region_code)  # one counter at a time
    changes = PlaceChange.objects.unscoped(reason=COUNTING)
    seen = list(changes.filter(region_code=region_code).values_list("pk", flat=True))
    cases = OverlapCase.objects.unscoped(reason=COUNTING).filter(region_code=region_code)
    for name, value in tallies.counted(cases).items():
        setattr(tally, name, value)
    tally.counted_at = at
    tally.save()
    changes.filter(pk__in=seen).delete()


def _due() -> list[str]:
    changes = PlaceChange.objects.unscoped(reason=COUNTING)
    marked = changes.order_by("region_code").values_list("region_code", flat=True).distinct()
    old = PlaceTally.objects.unscoped(reason=COUNTING).filter(counted_at__lt=clock.now() - TRUSTED)
    return [*marked, *old.order_by("counted_at").values_list("region_code", flat=True)]
