"""Where the overlaps are: figures per kelurahan, as tiles or as a map."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path
from typing import Any, Final

import polars as pl

from tanggap.language import Sentence
from tanggap.reconcile.ledger import Ledger

SHADES: Final = 5
MAP_WIDTH: Final = 640
VILLAGE_DIGITS: Final = 10
DISTRICT_DIGITS: Final = 6
MOST_BYTES: Final = 50_000_000


class UnusableBoundaries(Exception):
    """A boundary file cannot be used; `sentence` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Place:
    """One kelurahan: its households on aid, and those of them that break a rule.

    `shade` is 0 where none does and 1 to SHADES by fifths of the largest number.
    """

    code: str
    name: str
    households: int
    breaking: int
    shade: int


@dataclass(frozen=True, slots=True)
class District:
    """One kecamatan with its kelurahan, the most overlaps first."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every district; `unknown` counts households whose kelurahan is not known or lies outside."""

    districts: tuple[District, ...]
    unknown: int
    largest: int


@dataclass(frozen=True, slots=True)
class Outline:
    """One kelurahan on a map: an SVG path in a view box MAP_WIDTH wide."""

    place: Place
    path: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A map, ready to be drawn."""

    width: float
    height: float
    outlines: tuple[Outline, ...]


def draw_atlas(ledger: Ledger) -> Atlas:
    """Return the figures of every kelurahan of the region, for the households on aid."""
    households = _households(ledger)
    inside = households.filter(
        (pl.col("village_key").str.len_chars() == VILLAGE_DIGITS)
        & pl.col("village_key").str.starts_with(ledger.region or "~")
    )
    counts = inside.group_by("village_key").agg(pl.len(), pl.col("breaking").sum())
    largest = max(counts["breaking"].to_list(), default=0)
    names = _most_written(ledger, "village", VILLAGE_DIGITS)
    places: dict[str, list[Place]] = {}
    for code, total, breaking in counts.sort(
        "breaking", "village_key", descending=[True, False]
    ).iter_rows():
        place = Place(code, names.get(code, code), total, breaking, shade_of(breaking, largest))
        places.setdefault(code[:DISTRICT_DIGITS], []).append(place)
    district_names = _most_written(ledger, "district", DISTRICT_DIGITS)
    districts = [
        District(district_names.get(code, code), tuple(places[code])) for code in sorted(places)
    ]
    return Atlas(tuple(districts), households.height - inside.height, largest)


def shade_of(value: int, largest: int) -> int:
    """Return the shade of a number: 0 for none, then fifths of the largest."""
    return 0 if value == 0 else min(SHADES, 1 + (value - 1) * SHADES // max(largest, 1))


def draw_chart(atlas: Atlas, boundaries: Path) -> Chart:
    """Return a map from a GeoJSON of kelurahan whose `code` is the Kemendagri code (WGS 84).

    Raises UnusableBoundaries where the file is no such GeoJSON or none of its places is known.
    """
    features = _features(boundaries)
    known = {place.code: place for district in atlas.districts for place in district.places}
    rings = {code: rings for code, rings in features.items() if rings}
    if not known.keys() & rings.keys():
        raise _unusable(
            boundaries,
            "tidak memuat kelurahan dari daftar-daftar ini (properti `code`)",
            "holds none of the kelurahan of these lists (property `code`)",
        )
    everywhere = [point for shape in rings.values() for ring in shape for point in ring]
    west, north = min(x for x, _ in everywhere), max(y for _, y in everywhere)
    east, south = max(x for x, _ in everywhere), min(y for _, y in everywhere)
    narrowing = cos(radians((north + south) / 2))
    scale = MAP_WIDTH / max((east - west) * narrowing, 1e-9)
    outlines = [
        Outline(
            known.get(code, Place(code, "", 0, 0, 0)),
            "".join(_path(ring, west, north, scale, narrowing) for ring in shape),
        )
        for code, shape in rings.items()
    ]
    return Chart(MAP_WIDTH, (north - south) * scale, tuple(outlines))


def _households(ledger: Ledger) -> pl.DataFrame:
    """Return the households on aid with the kelurahan that most of their rows name."""
    aid = [code for code, programme in ledger.programmes.items() if programme.is_aid]
    breaking = list({found.household for found in ledger.overlaps if found.action == "block"})
    named = pl.col("village_key").filter(pl.col("village_key") != "")
    return (
        ledger.rows.filter(
            pl.col("household").is_in(
                pl.col("household").filter(pl.col("programme").is_in(aid)).implode()
            )
        )
        .group_by("household", maintain_order=True)
        .agg(named.mode(maintain_order=True).first())
        .with_columns(
            pl.col("village_key").fill_null(""),
            breaking=pl.col("household").is_in(breaking),
        )
    )


def _most_written(ledger: Ledger, column: str, digits: int) -> dict[str, str]:
    """Return the spelling that the lists use most for each place, by its code."""
    if column not in ledger.rows.columns:
        return {}
    spellings = (
        ledger.rows.filter(pl.col("village_key").str.len_chars() == VILLAGE_DIGITS)
        .select(
            code=pl.col("village_key").str.slice(0, digits), name=pl.col(column).str.to_titlecase()
        )
        .drop_nulls("name")
        .group_by("code")
        .agg(pl.col("name").mode(maintain_order=True).first())
    )
    return dict(spellings.iter_rows())


Ring = Sequence[Sequence[float]]


def _features(boundaries: Path) -> dict[str, list[Ring]]:
    try:
        if boundaries.stat().st_size > MOST_BYTES:
            raise _unusable(boundaries, "terlalu besar", "is too large")
        collection: Mapping[str, Any] = json.loads(boundaries.read_text("utf-8"))
        return {
            str(feature["properties"]["code"]).replace(".", ""): _rings(feature["geometry"])
            for feature in collection["features"]
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unusable(
            boundaries,
            "bukan GeoJSON dengan properti `code`",
            "is no GeoJSON with a property `code`",
        ) from error


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    return [
        [(float(point[0]), float(point[1])) for point in ring]
        for polygon in polygons.get(geometry["type"], [])
        for ring in polygon
    ]


def _path(ring: Ring, west: float, north: float, scale: float, narrowing: float) -> str:
    """Return a closed SVG path; points that fall on the one before are left out."""
    points: list[str] = []
    for x, y in ring:
        point = f"{(x - west) * narrowing * scale:.1f} {(north - y) * scale:.1f}"
        if not points or points[-1] != point:
            points.append(point)
    return f"M{'L'.join(points)}Z"


def _unusable(path: Path, in_indonesian: str, in_english: str) -> UnusableBoundaries:
    return UnusableBoundaries(
        Sentence(
            f"Berkas batas wilayah “{path.name}” {in_indonesian}; laporan memakai petak-petak.",
            f"The boundary file “{path.name}” {in_english}; the report uses tiles.",
        )
    )
