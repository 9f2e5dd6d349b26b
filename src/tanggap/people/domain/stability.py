"""A new grouping of the same rows keeps the names of the old one wherever it can."""

from collections.abc import Sequence

import polars as pl

NOBODY = -1


def keep_names(groups: Sequence[int], names: Sequence[int | None]) -> dict[int, int | None]:
    """Return the old name of each new group, None for a group that must get a new one.

    `groups[i]` is the new group of row i, `names[i]` the old name (a person) that the row bore,
    None where it bore none. A name stays where most of its rows stay; two groups never share a
    name and no group has two. Among equals the lower name and then the lower group win, so that
    the same input always gives the same answer.
    """
    table = pl.DataFrame(
        {"group": list(groups), "name": list(names)},
        schema={"group": pl.Int64, "name": pl.Int64},
    )
    votes = (
        table.drop_nulls()
        .group_by("group", "name")
        .len()
        .sort(["len", "name", "group"], descending=[True, False, False])
    )
    kept: dict[int, int | None] = dict.fromkeys(table["group"].unique().to_list())
    taken: set[int] = set()
    for group, name, _count in votes.iter_rows():
        if kept[group] is None and name not in taken:
            kept[group] = name
            taken.add(name)
    return kept


def successors(
    old: Sequence[int | None], new: Sequence[int], survivors: set[int]
) -> dict[int, int]:
    """Return, for each old name that has lost all its rows, the name where most of them went."""
    votes: dict[int, dict[int, int]] = {}
    for before, after in zip(old, new, strict=True):
        if before is not None and before not in survivors:
            counts = votes.setdefault(before, {})
            counts[after] = counts.get(after, 0) + 1
    return {
        name: min(counts, key=lambda one: (-counts[one], one)) for name, counts in votes.items()
    }
