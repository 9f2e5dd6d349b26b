"""Reading GeoJSON (RFC 7946): polygons in WGS 84 with a Kemendagri code or at least a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

CODE_NAMES: Final = (
    "code", "kode", "kd_wilayah", "kode_desa", "kode_kd", "kdepum", "kdcpum", "kdpkab", "kdppum",
)  # fmt: skip
"""Properties under which published files carry the code; BIG's are KDEPUM down to KDPPUM."""
NAME_NAMES: Final = ("name", "nama", "namobj", "wadmkd", "desa", "kelurahan", "nm_desa")
"""Properties under which they carry the name."""


class BadGeoJson(Exception):
    """The document is no collection of polygons in longitude and latitude."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A region's code in digits (empty where the file has none), its name, and its geometry."""

    code: str
    name: str
    geometry: dict[str, Any]


def outlines(document: Any) -> Iterator[Outline]:
    """Yield the polygons of a FeatureCollection that carry a code or a name. Raises BadGeoJson."""
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadGeoJson("not a FeatureCollection")
    for feature in document.get("features") or ():
        code, name = _code_of(feature), _property_of(feature, NAME_NAMES)
        geometry = (feature.get("geometry") or {}) if isinstance(feature, dict) else {}
        if (code or name) and geometry.get("type") in ("Polygon", "MultiPolygon"):
            _check(geometry)
            shape = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
            yield Outline(code, name, shape)


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Yield every ring of a polygon or multipolygon: points of longitude and latitude."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for polygon in polygons:
        yield from polygon


def _code_of(feature: Any) -> str:
    digits = _property_of(feature, CODE_NAMES).replace(".", "")
    return digits if digits.isdigit() and len(digits) in (2, 4, 6, 10) else ""


def _property_of(feature: Any, names: tuple[str, ...]) -> str:
    properties = feature.get("properties") or {} if isinstance(feature, dict) else {}
    known = {str(key).casefold(): value for key, value in properties.items()}
    return next((" ".join(str(known[name]).split()) for name in names if known.get(name)), "")


def _check(geometry: dict[str, Any]) -> None:
    try:
        for ring in rings(geometry):
            for longitude, latitude, *_height in ring:
                if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                    raise BadGeoJson("coordinates are not longitude and latitude")
    except (KeyError, TypeError, ValueError) as error:
        raise BadGeoJson("a polygon cannot be read") from error
