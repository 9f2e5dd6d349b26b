"""The section on foster families in `docs/benchmarks.md`."""

from importlib.metadata import version
from typing import Final

from benchmarks import machine
from benchmarks.fostering.results import METHODS, Result
from benchmarks.tables import megabytes, seconds, table

NAME: Final = "fostering"
GOAL: Final = 10
_HEADER: Final = (
    "method", "s", "MB", "families joined", "need met", "of all need", "mean wait left, days",
    "longest wait left, days", "coverage of kelurahan: Gini", "lowest", "highest", "wishes kept",
    "points",
)  # fmt: skip


def written(results: list[Result]) -> str:
    """Return the section."""
    first = results[0]
    told = first.told
    size = f"{first.families:,} families, {first.pledges:,} pledges"
    rows = [_row(METHODS[one.method], one) for one in results]
    return f"""## Foster families: {size}

`python -m benchmarks.fostering` draws families that wait and donors' pledges from the simulated
city and joins them by the best assignment (`tanggap.fostering.domain.assignment`) and, on the same
families and pledges, in the two ways in which people would do it by hand. All keep the wishes that
must be kept. First come, first served: donors in the order of their pledges take the families that
have waited longest. The neediest first: families by need take the donor that wishes for them most.

- Measured {first.at[:10]} on {machine.described()}; commit {first.commit}; seed {first.seed};
  OR-Tools {version("ortools")}; each method in a process of its own, load average before the first
  {first.load:.1f}.
- Room for {told.get("room", 0):,} families in all; {told.get("groups", 0):,} groups of pledges
  with equal wishes, {told.get("kins", 0):,} classes of families.
- Goal: within {GOAL} s on two cores. {_judged(first)}
- Need is in points of 1,000 a family. Coverage is the share of a kelurahan's waiting families that
  got a donor. MB is the most memory that the process ever held, Python and libraries with it.
- Points are what the assignment weighs: need, waiting, wishes and fairness at their usual weights.

{table(_HEADER, rows)}"""


def _judged(one: Result) -> str:
    if one.failure:
        return f"Failed: {one.failure}."
    took = one.told["seconds"]
    return "Reached." if took < GOAL else f"Missed: {took:.1f} s."


def _row(label: str, one: Result) -> list[str]:
    if one.failure:
        return [label, one.failure, *[""] * (len(_HEADER) - 2)]
    told = one.told
    return [
        label,
        seconds(told["seconds"]),
        megabytes(told["peak_bytes"]),
        f"{told['pairs']:,}",
        f"{told['need']:,}",
        f"{told['need_share']:.1%}",
        f"{told['mean_wait']:.1f}",
        f"{told['longest_wait']:,}",
        f"{told['gini']:.3f}",
        f"{told['lowest']:.0%}",
        f"{told['highest']:.0%}",
        f"{told['wishes_kept']:.1%}",
        f"{told['worth']:,}",
    ]
