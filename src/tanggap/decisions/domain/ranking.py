"""Who comes first: need, then the longer wait, then a lot that everybody can draw again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Candidate:
    """One application in the order. `score` is its need in points of 1,000.

    `bar` says what keeps it out of every place, empty where nothing does: "overlap", "unknown".
    """

    id: int
    code: str
    region_code: str
    score: int
    asked_on: date
    head_sex: str = ""
    bar: str = ""


def ranked(candidates: Iterable[Candidate], *, seed: str) -> list[Candidate]:
    """Return the candidates in order, the first one first, whatever order they came in.

    Among equal scores the earlier day of asking counts. The day, not the minute: who has a
    telephone at midnight is not needier. Among those of one day a lot decides (`lot`).
    """
    order = sorted(candidates, key=_by_need)
    ranked: list[Candidate] = []
    for _, tied in groupby(order, key=_by_need):  # only who is tied draws a lot
        some = list(tied)
        ranked += sorted(some, key=lambda one: lot(seed, one.code)) if len(some) > 1 else some
    return ranked


def _by_need(one: Candidate) -> tuple[int, date]:
    return -one.score, one.asked_on


def lot(seed: str, code: str) -> str:
    """Return the lot of an application: SHA-256 of `seed:code`, the smaller one first.

    A lot is fairer than a number or a name, which favour those whom an office wrote down first.
    Nobody can bend this one: the seed is public and fixed before the plan is made (programme and
    months), the code was given by chance when the application came in, and anyone with both can
    compute the lot again, for example with `printf 'SEED:CODE' | sha256sum`.
    """
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()
