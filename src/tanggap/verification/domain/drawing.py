"""The draw of second visits: by lot, and so that anybody can draw again and find the same.

A name is drawn when SHA-256 of "seed:code" falls into the share. The seed is made after the visits
that it draws from were reported, so nobody knows beforehand who will be visited twice; it is shown
with the result. A visit takes part in one draw only, so nobody can draw until they like the result.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

LEAST: Final = 1
MOST: Final = 100
USUAL: Final = 10
"""Percent; back-checks of field surveys take 10 to 15 percent of the visits."""

_WHOLE: Final = 2**64


def lot_of(seed: str, code: str) -> int:
    """Return the lot of an application: a number below 2**64."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{code}".encode()).digest()[:8], "big")


def drawn(seed: str, codes: Iterable[str], share: int) -> list[str]:
    """Return the codes that a share (percent, 1 to 100) draws, in the order of their lots."""
    limit = _WHOLE * share // 100
    lots = sorted((lot_of(seed, code), code) for code in set(codes))
    return [code for lot, code in lots if lot < limit]


def lightest(loads: Mapping[int, int], *, but: int) -> int | None:
    """Return the officer with the fewest open visits, one left out; None where nobody is left."""
    others = [(load, officer) for officer, load in loads.items() if officer != but]
    return min(others)[1] if others else None
