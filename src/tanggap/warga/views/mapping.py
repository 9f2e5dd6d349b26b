"""The places below a region: a map and a table of the same figures."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

from tanggap.regions import queries as regions
from tanggap.warga.domain import outlines, places
from tanggap.warga.domain.shades import legend, shades
from tanggap.warga.queries.figures import Figures
from tanggap.warga.services.files import place_name

MOST: Final = 150
"""So many kelurahan are shown on one page; in larger regions the kecamatan come first."""


def of(region: str, found: Mapping[str, Figures], measure: str) -> dict[str, Any]:
    """Return the map and the lines of the places below a region."""
    length = _length(region)
    here = {place: one for place, one in found.items() if _belongs(place, region, length)}
    codes = {places.code_of(place) for place in here}
    names = regions.names_of(codes | {code[: places.DISTRICT] for code in codes})
    values = {place: getattr(one, measure) for place, one in here.items()}
    exact = {place: value for place, value in values.items() if not places.is_rest(place)}
    return {
        "map": _map(region, length, exact, names),
        "legend": legend(exact),
        "any_hidden": None in values.values(),
        "opens": length < places.VILLAGE,
        "lines": sorted(
            (
                {"code": place, "name": _name(place, region, names), "figures": one,
                 "is_rest": places.is_rest(place), "value": values[place]}
                for place, one in here.items()
            ),
            key=lambda line: (line["is_rest"], -(line["value"] or 0), line["name"]),
        ),
    }  # fmt: skip


def _length(region: str) -> int:
    """Return how many digits the places have: the next level, or kelurahan where they are few."""
    if len(region) >= places.REGENCY and len(regions.villages(region)) <= MOST:
        return places.VILLAGE
    return min(size for size in places.LEVELS if size > len(region))


def _belongs(place: str, region: str, length: int) -> bool:
    code = places.code_of(place)
    if not code.startswith(region):
        return False
    return len(code) < length if places.is_rest(place) else len(code) == length


def _name(place: str, region: str, names: dict[str, str]) -> str:
    name = place_name(place, names)
    if len(place) == places.VILLAGE and len(region) < places.DISTRICT:
        return f"{name}, {names.get(place[: places.DISTRICT], '')}".rstrip(", ")
    return name


def _map(
    region: str, length: int, values: Mapping[str, int | None], names: Mapping[str, str]
) -> dict[str, Any]:
    drawn = regions.map_of(region, level=length)
    paths = None
    if not drawn.is_tiles:
        paths = outlines.light({shape.code: shape.path for shape in drawn.shapes})
    shade = shades(values)
    shapes = [
        {
            "code": shape.code,
            "name": shape.name,
            "path": paths[shape.code] if paths else "",
            "shade": shade.get(shape.code, 0),
            "value": values.get(shape.code, 0),
        }
        for shape in drawn.shapes
    ]
    by_parent = groupby(shapes, key=lambda one: str(one["code"])[: places.DISTRICT])
    grouped = len(region) < places.DISTRICT and length == places.VILLAGE
    return {
        "view_box": drawn.view_box,
        "is_tiles": paths is None,
        "shapes": shapes,
        "groups": [(names.get(code, ""), list(some)) for code, some in by_parent]
        if grouped
        else [("", shapes)],
    }
