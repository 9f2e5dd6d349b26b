"""Reading regions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.db.models import Case, IntegerField, Q, When

from tanggap.core import scoping
from tanggap.regions import maps
from tanggap.regions.models import Level, Region, RegionAlias, RegionBoundary

_LEVELS = tuple(level.value for level in Level)


@dataclass(frozen=True, slots=True)
class RegionFound:
    """A region for somebody who looks for one: its code in digits, and a name nobody confuses."""

    code: str
    name: str

    @property
    def label(self) -> str:
        """The name with the code as people write it: "Bogor Selatan, Kota Bogor · 32.71.01"."""
        return f"{self.name} · {dotted(self.code)}"


def search(words: str, *, most: int = 12) -> list[RegionFound]:
    """Return regions by the beginning of a code, or by a part of a name or alias, the best first.

    What follows a comma narrows by the regions above: "Empang, Kota Bogor".
    """
    wanted, *above = [" ".join(part.split()) for part in words.split(",")]
    digits = wanted.replace(".", "")
    if not wanted:
        return []
    called = Q(name__icontains=wanted) | Q(aliases__name__icontains=wanted)
    condition = Q(code__startswith=digits) if digits.isdigit() else called
    begins = Q(pk__in=[])
    for before in ("", "Kota ", "Kabupaten "):
        begins |= Q(name__istartswith=before + wanted)
    rank = Case(When(begins, then=0), default=1, output_field=IntegerField())
    found = _in_force().filter(condition).annotate(rank=rank).order_by("rank", "level", "code")
    codes = list(dict.fromkeys(found.values_list("code", flat=True)[: most * 5]))
    described_ = described(codes)
    narrowed = [
        one for one in described_ if all(p.casefold() in one.name.casefold() for p in above)
    ]
    return narrowed[:most]


def described(codes: Iterable[str]) -> list[RegionFound]:
    """Return regions with the names of the districts and regencies above them, in the same order.

    Codes that are not loaded are left out.
    """
    wanted = list(codes)
    lineage = {code: [code[:n] for n in _LEVELS if n <= len(code)][::-1] for code in wanted}
    names = names_of({one for line in lineage.values() for one in line})
    return [
        RegionFound(code, ", ".join(names[one] for one in _told(lineage[code]) if one in names))
        for code in wanted
        if code in names
    ]


def _told(lineage: list[str]) -> list[str]:
    """A village is told with its district and regency; the province goes without saying."""
    return [one for one in lineage if len(one) > Level.PROVINCE] or lineage


def _in_force() -> Any:
    return Region.objects.filter(valid_to__isnull=True)


def subtree_range(code: str) -> tuple[str, str]:
    """Return the codes of a region and all below it: from the first up to, not with, the second.

    The code may have dots; the empty one is the whole country (see `scoping.subtree`).
    """
    return scoping.subtree(code.replace(".", ""))


def name_of(code: str) -> str:
    """Return a region's name; the code with dots where it is not loaded, "Indonesia" for none."""
    if not code:
        return "Indonesia"
    region = Region.objects.filter(pk=code).only("name").first()
    return region.name if region else dotted(code)


def names_of(codes: set[str]) -> dict[str, str]:
    """Return names by code for those that are loaded, in one query."""
    return dict(Region.objects.filter(pk__in=codes).values_list("code", "name"))


def children(code: str) -> list[Region]:
    """Return the regions right below one, by code; the provinces below the empty code."""
    return list(_in_force().filter(parent_code=code))


def dotted(code: str) -> str:
    """Return a code as people write it: 32.71.01.1001."""
    cuts = [0, *(level.value for level in Level)]
    return ".".join(code[a:b] for a, b in pairwise(cuts) if code[a:b])


def exists(code: str) -> bool:
    """Tell whether a region is loaded."""
    return Region.objects.filter(pk=code).exists()


def regencies() -> list[Region]:
    """Return the kabupaten and kota that are loaded, by code."""
    return list(Region.objects.filter(level=Level.REGENCY))


def villages(code: str) -> list[Region]:
    """Return the kelurahan and desa in a region, by code."""
    return _below(code, Level.VILLAGE)


def resolve(text: str) -> str:
    """Return the code of a region given by its code, an earlier code or another name; else ""."""
    digits = text.replace(".", "").strip()
    if exists(digits):
        return digits
    if digits.isdigit():
        alias = RegionAlias.objects.filter(code=digits).first()
        return alias.region_id if alias else ""
    named = RegionAlias.objects.filter(name__iexact=text.strip()).values_list("region", flat=True)
    codes = set(Region.objects.filter(name__iexact=text.strip()).values_list("code", flat=True))
    codes |= set(named)
    return codes.pop() if len(codes) == 1 else ""


def within_ranges(
    ranges: Iterable[tuple[str, str]], levels: Collection[int], *, most: int
) -> list[tuple[str, str]]:
    """Return (code, name) of the regions of some levels in the ranges, by code, at most so many."""
    found = Region.objects.filter(_in_any(ranges), level__in=levels)
    return list(found.values_list("code", "name")[:most])


def resolve_within(text: str, ranges: Iterable[tuple[str, str]], levels: Collection[int]) -> str:
    """Return the code of the one region of these levels in the ranges of that name, else ""."""
    name = " ".join(text.split())
    regions = Region.objects.filter(_in_any(ranges), level__in=levels)
    called = Q(name__iexact=name) | Q(aliases__name__iexact=name)
    codes = set(regions.filter(called).values_list("code", flat=True))
    return codes.pop() if len(codes) == 1 else ""


def _in_any(ranges: Iterable[tuple[str, str]]) -> Q:
    condition = Q(pk__in=[])
    for low, high in ranges:
        condition |= Q(code__gte=low, code__lt=high)
    return condition


def map_of(code: str, *, level: int | None = None) -> maps.Map:
    """Return the map of the regions of a level below one (its children where none is named).

    Outlines where every region has one; a tidy grid of tiles, a row per parent, else.
    """
    shown = children(code) if level is None else _below(code, level)
    outlines = _outlines(code, shown)
    if shown and len(outlines) == len(shown):
        return maps.outlined((one.code, one.name, outlines[one.code]) for one in shown)
    groups = [
        (parent, [(one.code, one.name) for one in members])
        for parent, members in groupby(shown, key=lambda one: one.parent_code)
    ]
    return maps.tiled(groups)


def _below(code: str, level: int) -> list[Region]:
    low, high = subtree_range(code)
    return list(_in_force().filter(level=level, code__gte=low, code__lt=high))


def _outlines(code: str, shown: list[Region]) -> dict[str, dict[str, Any]]:
    """Return the outline of each region; where it has none, those of all its villages together."""
    low, high = subtree_range(code)
    found = dict(
        RegionBoundary.objects.filter(region__gte=low, region__lt=high).values_list(
            "region_id", "geometry"
        )
    )
    wanted = {region.code for region in shown}
    together: dict[str, list[Any]] = defaultdict(list)
    for village, geometry in found.items():
        above = next((village[:n] for n in (2, 4, 6) if village[:n] in wanted), "")
        if above and len(village) == Level.VILLAGE:
            together[above].extend(_polygons(geometry))
    joined = {
        region: {"type": "MultiPolygon", "coordinates": polygons}
        for region, polygons in together.items()
    }
    return joined | {region: found[region] for region in wanted & found.keys()}


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    coordinates: list[Any] = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def above(code: str) -> list[Region]:
    """Return the regions above one, from the province down, and the region itself last."""
    codes = [code[:level] for level in Level.values if level <= len(code)]
    return list(Region.objects.filter(pk__in=codes))


def aliases_of(code: str) -> list[tuple[str, str]]:
    """Return the other names and the earlier codes (as people write them) of a region."""
    found = RegionAlias.objects.filter(region=code).values_list("name", "code")
    return [(name, dotted(earlier)) for name, earlier in found]


def with_outline(regions: list[Region]) -> set[str]:
    """Return the codes of those that the map can draw: by a boundary, or those of all villages."""
    own = set(RegionBoundary.objects.filter(region__in=regions).values_list("region_id", flat=True))
    return own | {one.code for one in regions if one.code not in own and _villages_drawn(one.code)}


def _villages_drawn(code: str) -> bool:
    low, high = subtree_range(code)
    below = _in_force().filter(level=Level.VILLAGE, code__gte=low, code__lt=high)
    return bool(below.exists() and not below.filter(boundary__isnull=True).exists())
