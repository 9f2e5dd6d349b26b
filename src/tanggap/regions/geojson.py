"""Reading GeoJSON (RFC 7946): polygons in WGS 84 with a Kemendagri code each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

CODE_NAMES: Final = ("code", "kode", "kd_wilayah", "KODE_KD", "KDEPUM", "kode_desa")
"""Properties under which published files carry the code."""


class BadGeoJson(Exception):
    """The document is no collection of polygons with codes."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region's code, in digits, and its GeoJSON geometry."""

    code: str
    geometry: dict[str, Any]


def outlines(document: Any) -> Iterator[Outline]:
    """Yield the polygons of a FeatureCollection that carry a code. Raises BadGeoJson."""
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadGeoJson("not a FeatureCollection")
    for feature in document.get("features") or ():
        code, geometry = _code_of(feature), (feature or {}).get("geometry") or {}
        if code and geometry.get("type") in ("Polygon", "MultiPolygon"):
            _check(geometry)
            yield Outline(code, {"type": geometry["type"], "coordinates": geometry["coordinates"]})


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Yield every ring of a polygon or multipolygon: points of longitude and latitude."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for polygon in polygons:
        yield from polygon


def _code_of(feature: Any) -> str:
    properties = feature.get("properties") or {} if isinstance(feature, dict) else {}
    found = next((str(properties[name]) for name in CODE_NAMES if properties.get(name)), "")
    digits = found.replace(".", "").strip()
    return digits if digits.isdigit() and len(digits) in (2, 4, 6, 10) else ""


def _check(geometry: dict[str, Any]) -> None:
    try:
        for ring in rings(geometry):
            for longitude, latitude, *_height in ring:
                if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                    raise BadGeoJson("coordinates are not longitude and latitude")
    except (KeyError, TypeError, ValueError) as error:
        raise BadGeoJson("a polygon cannot be read") from error
