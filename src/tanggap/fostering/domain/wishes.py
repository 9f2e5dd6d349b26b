"""What a donor wishes, held against a family: what must be kept, and what weighs how much.

A wish speaks of the place or of who lives in the house, never of both; so a family's points are
the sum of the two, which the assignment makes use of.
"""

from typing import Final

from tanggap.fostering.types import Traits, Wishes

PEOPLE: Final = ("children", "elderly", "disabled")
"""Wishes for who lives in the house; each is a field of `Wishes` and of `Traits`."""
_DISTRICT: Final = 6
"""Digits of a kecamatan's code."""

REGION_POINTS: Final = 200
NEAR_POINTS: Final = 200
"""In the donor's own kelurahan; half of it in its kecamatan."""
PEOPLE_POINTS: Final = 100
"""For each wish for who lives in the house."""


def allows(wishes: Wishes, traits: Traits) -> bool:
    """Tell whether a family keeps every wish that must be kept."""
    return allows_place(wishes, traits.region_code) and allows_people(wishes, traits)


def suits(wishes: Wishes, traits: Traits) -> dict[str, int]:
    """Return the points of every wish that a family keeps, by the wish's name."""
    return place_points(wishes, traits.region_code) | people_points(wishes, traits)


def allows_place(wishes: Wishes, region_code: str) -> bool:
    """Tell whether a kelurahan keeps the wishes for a place that must be kept.

    Near is the donor's kecamatan: a kelurahan is too small to insist on.
    """
    kept = place_points(wishes, region_code)
    wished = {"regions": bool(wishes.regions), "near": bool(wishes.near)}
    return all(name in kept for name in wishes.firm if wished.get(name))


def allows_people(wishes: Wishes, traits: Traits) -> bool:
    """Tell whether a house keeps the wishes for its people that must be kept."""
    return all(
        getattr(traits, name) for name in PEOPLE if name in wishes.firm and getattr(wishes, name)
    )


def place_points(wishes: Wishes, region_code: str) -> dict[str, int]:
    """Return the points of the wishes for a place that a kelurahan keeps."""
    found = {}
    if any(region_code.startswith(code) for code in wishes.regions):
        found["regions"] = REGION_POINTS
    if wishes.near and region_code == wishes.near:
        found["near"] = NEAR_POINTS
    elif wishes.near and region_code[:_DISTRICT] == wishes.near[:_DISTRICT]:
        found["near"] = NEAR_POINTS // 2
    return found


def people_points(wishes: Wishes, traits: Traits) -> dict[str, int]:
    """Return the points of the wishes for who lives in the house that a family keeps."""
    return {
        name: PEOPLE_POINTS for name in PEOPLE if getattr(wishes, name) and getattr(traits, name)
    }


def document(wishes: Wishes) -> dict[str, object]:
    """Return wishes as JSON can carry them."""
    return {
        "regions": list(wishes.regions),
        "children": wishes.children,
        "elderly": wishes.elderly,
        "disabled": wishes.disabled,
        "near": wishes.near,
        "firm": sorted(wishes.firm),
    }


def read(kept: dict[str, object]) -> Wishes:
    """Return wishes from what `document` made; what is missing is not wished."""
    regions, firm = kept.get("regions"), kept.get("firm")
    return Wishes(
        regions=tuple(map(str, regions)) if isinstance(regions, list) else (),
        children=bool(kept.get("children")),
        elderly=bool(kept.get("elderly")),
        disabled=bool(kept.get("disabled")),
        near=str(kept.get("near") or ""),
        firm=frozenset(map(str, firm)) if isinstance(firm, list) else frozenset(),
    )
