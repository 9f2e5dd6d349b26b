"""What the ages in a family tell of it; an officer who knows better changes it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

CHILD: Final = 18
"""Under it somebody is a child (UU 35/2014 art. 1)."""
ELDERLY: Final = 60
"""From it on somebody is elderly (UU 13/1998 art. 1)."""
_YOUNG: Final = frozenset({"anak", "cucu"})


KINDS: Final = ("children", "elderly", "alone")
"""What a list of households can be narrowed to."""


def kinds(births: Iterable[int], *, today: date) -> frozenset[str]:
    """Return what birth dates tell of a household: children, elderly, one person alone.

    Dates are yyyymmdd, 0 where unknown; where only the year is known, the older age counts.
    """
    told = tuple(births)
    day = today.month * 100 + today.day
    child, old = ((today.year - years) * 10_000 + day for years in (CHILD, ELDERLY))
    found = set()
    if any(birth > child for birth in told):
        found.add("children")
    if any(0 < birth <= old for birth in told):
        found.add("elderly")
    if len(told) == 1:
        found.add("alone")
    return frozenset(found)


def traits(people: Iterable[tuple[str, date | None]], *, today: date) -> dict[str, bool]:
    """Return whether children and elderly people live in a family, from relation and birth date.

    A child or grandchild whose age nobody told counts as a child.
    """
    found = {"children": False, "elderly": False}
    for relation, born in people:
        if born is None:
            found["children"] |= relation in _YOUNG
            continue
        years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        found["children"] |= years < CHILD
        found["elderly"] |= years >= ELDERLY
    return found
