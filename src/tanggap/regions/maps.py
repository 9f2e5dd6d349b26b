"""A map of a region's children, or of all its villages: outlines where imported, tiles else."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tanggap.regions.geojson import rings

WIDTH: Final = 1000.0
"""The drawing is so many units wide; its height follows."""
TILE: Final = 100.0
GAP: Final = 6.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One region on the map: an SVG path, and where its label stands."""

    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """Shapes in a drawing of width × height; `is_tiles` says that no boundaries were known."""

    shapes: Sequence[Shape]
    width: float
    height: float
    is_tiles: bool

    @property
    def view_box(self) -> str:
        """The viewBox of the SVG."""
        return f"0 0 {self.width:g} {self.height:g}"


def outlined(regions: Iterable[tuple[str, str, dict[str, Any]]]) -> Map:
    """Draw regions (code, name, geometry) in an equirectangular projection at their latitude."""
    known = list(regions)
    points = [
        point for _code, _name, geometry in known for ring in rings(geometry) for point in ring
    ]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, 1e-9)

    def place(point: Sequence[float]) -> tuple[float, float]:
        return round((point[0] - west) * squeeze * scale, 1), round((north - point[1]) * scale, 1)

    shapes = [_shape(code, name, [[place(p) for p in ring] for ring in rings(geometry)])
              for code, name, geometry in known]  # fmt: skip
    return Map(shapes, WIDTH, round(max((north - south) * scale, 1.0), 1), is_tiles=False)


def tiled(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], columns: int = 9) -> Map:
    """Draw regions (code, name) as squares, a group (a kecamatan) after the other, row by row."""
    shapes: list[Shape] = []
    row = 0
    for _group, members in groups:
        for index, (code, name) in enumerate(members):
            x = (index % columns) * (TILE + GAP)
            y = (row + index // columns) * (TILE + GAP)
            square = f"M{x:g} {y:g}h{TILE:g}v{TILE:g}h-{TILE:g}z"
            shapes.append(Shape(code, name, square, x + TILE / 2, y + TILE / 2))
        row += math.ceil(len(members) / columns)
    width = columns * (TILE + GAP) - GAP
    return Map(shapes, width, max(row * (TILE + GAP) - GAP, 1.0), is_tiles=True)


def _shape(code: str, name: str, placed: list[list[tuple[float, float]]]) -> Shape:
    largest = max(placed, key=_area)
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in placed)
    x, y = _centre(largest)
    return Shape(code, name, path, x, y)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    return abs(_cross(ring)) / 2


def _cross(ring: Sequence[tuple[float, float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    cross = _cross(ring)
    if abs(cross) < 1e-9:
        return ring[0]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * cross)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * cross)
    return round(x, 1), round(y, 1)
