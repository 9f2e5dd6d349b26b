"""Months as `yyyy-mm`, and how people write runs of them."""

from collections.abc import Iterable

from tanggap.language import Sentence

_INDONESIAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown_first(months: Iterable[str], now: str) -> str:
    """Return the month that a visitor sees first: the newest that has begun, else the first."""
    known = sorted(months)
    begun = [month for month in known if month <= now]
    return begun[-1] if begun else (known[0] if known else "")


def runs(months: Iterable[str]) -> list[tuple[str, str]]:
    """Return first and last of each unbroken run."""
    found: list[tuple[str, str]] = []
    for month in sorted(set(months)):
        if found and _number(found[-1][1]) + 1 == _number(month):
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def in_words(months: Iterable[str]) -> Sentence:
    """Return months as people write them: "Apr–Jun 2020, Agu 2020"."""
    found = runs(months)
    return Sentence(
        ", ".join(_in_words(run, _INDONESIAN) for run in found),
        ", ".join(_in_words(run, _ENGLISH) for run in found),
    )


def _in_words(run: tuple[str, str], names: tuple[str, ...]) -> str:
    (first_year, first), (last_year, last) = (
        (month[:4], names[int(month[5:]) - 1]) for month in run
    )
    if run[0] == run[1]:
        return f"{first} {first_year}"
    return f"{first}{'' if first_year == last_year else ' ' + first_year}–{last} {last_year}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
