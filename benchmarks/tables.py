"""Markdown tables and the ways to write a figure."""

from collections.abc import Iterable, Sequence

from benchmarks.accuracy import Score

NOTHING = "–"
FEWEST_PAIRS = 30
"""With fewer true pairs than this a share says nothing; the pairs are counted instead."""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others are figures."""
    rows = list(rows)
    if not rows:
        return "Not measured."
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(value: float | None) -> str:
    """Write a share with four digits, as precision and recall are compared."""
    return NOTHING if value is None else f"{value:.4f}"


def f1(score: Score | None) -> str:
    """Write an F1."""
    return share(None if score is None else score.f1)


def stratum(score: Score | None) -> str:
    """Write an F1 or, of few pairs, how many were found and how many are wrong."""
    if score is None or score.wanted >= FEWEST_PAIRS:
        return f1(score)
    return f"{score.right} of {score.wanted}, {score.found - score.right} wrong"


def seconds(value: float | None) -> str:
    """Write seconds with as many digits as one run can mean."""
    if value is None:
        return NOTHING
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def megabytes(value: int | None) -> str:
    """Write bytes as MB."""
    return NOTHING if value is None else f"{value / 1e6:,.0f}"
