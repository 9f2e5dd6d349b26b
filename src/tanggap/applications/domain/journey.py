"""The pages on which a citizen tells one thing each, and in which order they come."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

BEFORE: Final = (
    "kecamatan",
    "kelurahan",
    "alamat",
    "nama",
    "lahir",
    "nik",
    "kk",
    "ibu",
    "telepon",
    "anggota",
    "penghasilan",
    "kehilangan",
)
AFTER: Final = ("foto-kk", "foto-rumah", "pernyataan")
CRITERION: Final = "kriteria-"
CHECK: Final = "periksa"


def pages(criteria: Sequence[str]) -> tuple[str, ...]:
    """Return the pages of a programme with these criteria, in order."""
    return (*BEFORE, *(CRITERION + code for code in criteria), *AFTER)


def after(page: str, every: Sequence[str]) -> str:
    """Return the page that follows, the check of all answers after the last."""
    place = every.index(page) + 1
    return every[place] if place < len(every) else CHECK


def before(page: str, every: Sequence[str]) -> str:
    """Return the page that comes before, "" before the first."""
    if page == CHECK:
        return every[-1]
    place = every.index(page)
    return every[place - 1] if place else ""


def first_open(every: Sequence[str], answered: Collection[str]) -> str:
    """Return the first page without an answer, the check of all where none is left."""
    return next((page for page in every if page not in answered), CHECK)


def kept(
    told: Mapping[str, Mapping[str, Any]], page: str, values: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return all answers with a page's new ones; another kecamatan forgets the kelurahan."""
    answers = {name: dict(one) for name, one in told.items()}
    moved = page == "kecamatan" and answers.get(page) not in (None, dict(values))
    if moved:
        answers.pop("kelurahan", None)
    answers[page] = dict(values)
    return answers


def share_done(every: Sequence[str], answered: Collection[str]) -> int:
    """Return how much is told, in percent."""
    return 100 * sum(page in answered for page in every) // len(every)
