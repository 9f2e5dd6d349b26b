"""Taking the outlines of regions from GeoJSON, by code and, where that fails, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.regions.geojson import BadGeoJson, Outline, outlines
from tanggap.regions.models import Level, Region, RegionAlias, RegionBoundary
from tanggap.regions.queries import subtree_range

BATCH: Final = 2000


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of the outlines of one file.

    `by_code` and `by_name` count those taken; `unmatched` says which belong to no region that is
    loaded ("name (code)", as the file has them); `missing` names the regions next to the ones
    taken that still have no outline.
    """

    by_code: int
    by_name: int
    unmatched: Sequence[str]
    missing: Sequence[str]

    @property
    def taken(self) -> int:
        """How many outlines were taken."""
        return self.by_code + self.by_name


@transaction.atomic
def import_boundaries(
    document: Any, *, source: str, by: Actor, at: datetime, within: str = ""
) -> Matched:
    """Take the outlines of a GeoJSON document for the regions that are loaded.

    An outline is matched by its code, by an earlier code, else by its name: within the region
    that its code begins with, or within `within` where the file has no codes. Raises
    `geojson.BadGeoJson`, also where the file holds no outline at all.
    """
    found = list(outlines(document))
    if not found:
        raise BadGeoJson("no polygons")
    by_code = _by_code(found)
    coded = set(by_code.values())
    named = [(_by_name(one, within), one) for one in found if one not in coded]
    by_name = {code: one for code, one in named if code and code not in by_code}
    taken = by_code | by_name
    _store(taken, source)
    used = set(taken.values())
    left = [one for one in found if one not in used]
    audit.record(
        "regions.boundaries_imported",
        by=by,
        at=at,
        facts={"source": source[:200], "taken": len(taken), "unknown": len(left)},
    )
    return Matched(
        by_code=len(by_code),
        by_name=len(by_name),
        unmatched=[_told(one) for one in left],
        missing=_missing(taken),
    )


def _by_code(found: list[Outline]) -> dict[str, Outline]:
    coded = {one.code: one for one in found if one.code}
    known = set(Region.objects.filter(pk__in=coded).values_list("pk", flat=True))
    earlier = dict(
        RegionAlias.objects.filter(code__in=coded.keys() - known).values_list("code", "region_id")
    )
    direct = {code: coded[code] for code in known}
    return {region: coded[code] for code, region in earlier.items() if region not in known} | direct


def _by_name(outline: Outline, within: str) -> str:
    """Return the code of the one region of that name and level around the outline's code."""
    level = len(outline.code) or Level.VILLAGE
    around = [outline.code[:n] for n in (6, 4) if n < len(outline.code)] or [within]
    if not outline.name or not any(around):
        return ""
    for code in around:
        low, high = subtree_range(code)
        called = Q(name__iexact=outline.name) | Q(aliases__name__iexact=outline.name)
        there = Region.objects.filter(called, level=level, code__gte=low, code__lt=high)
        codes = set(there.values_list("code", flat=True))
        if len(codes) == 1:
            return codes.pop()
    return ""


def _store(taken: dict[str, Outline], source: str) -> None:
    RegionBoundary.objects.bulk_create(
        [
            RegionBoundary(region_id=code, geometry=outline.geometry, source=source[:200])
            for code, outline in taken.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["region"],
        update_fields=["geometry", "source"],
    )


def _missing(taken: dict[str, Outline]) -> list[str]:
    """Return the names of the siblings of the regions taken that have no outline yet."""
    names: list[str] = []
    for level, parent in sorted({(len(code), code[:4]) for code in taken}):
        low, high = subtree_range(parent)
        without = Region.objects.filter(
            level=level, code__gte=low, code__lt=high, valid_to__isnull=True, boundary__isnull=True
        )
        names += without.order_by("code").values_list("name", flat=True)
    return names


def _told(outline: Outline) -> str:
    return f"{outline.name or '?'} ({outline.code})" if outline.code else outline.name or "?"
