"""The judgement: which households break which rule, how surely, and what is at stake."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from tanggap.overlap.programme import Unit
from tanggap.overlap.rulebook import Action, ExclusionRule, Rulebook

Answer = Literal["clear", "overlap", "unknown"]
NO_FAMILY: Final = -1

_WIDTH: Final[Mapping[Unit, int]] = {"person": 0, "family": 1, "household": 2}


@dataclass(frozen=True, slots=True)
class Enrolments:
    """Who stands on which list: one row per enrolment, all arrays n long.

    `programme[i]` is the programme's code and `round[i]` the payment round, if its list tells
    one. `person` and `household` are numbers of the linkage; `family` numbers the KK, with
    NO_FAMILY (−1) where the row has no usable KK number.
    """

    programme: Sequence[str]
    round: Sequence[str]
    person: NDArray[np.int32]
    family: NDArray[np.int32]
    household: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Overlap:
    """One household on two programmes that exclude each other, or twice on the same.

    `programmes` are in the order of the doors: the first keeps the family, the second is at
    stake. `tie` says what the recipients share. `action` is the rule's, or "warn" where the tie
    is wider than the rule's level: two family cards in one household. `rows` are the enrolments
    that prove it. `months` are the common months, empty where they are not known; `monthly` is
    what the second programme pays in the first of them and `total` over all, in whole rupiah.
    """

    household: int
    persons: tuple[int, ...]
    programmes: tuple[str, str]
    rule: ExclusionRule
    tie: Unit
    action: Action
    rows: tuple[int, ...]
    months: tuple[str, ...]
    monthly: int | None
    total: int | None


def judge(enrolments: Enrolments, book: Rulebook) -> list[Overlap]:
    """Return every overlap, ordered by household; registers and applications never overlap.

    All programmes must be in the book. One pair of programmes of one household gives one
    Overlap, at the closest tie that its rows have.
    """
    terms = _terms_of(sorted(set(enrolments.programme)), book)
    overlaps = []
    for rows in _households_with_several(enrolments, book):
        by_programme: dict[str, list[int]] = {}
        for row in rows:
            by_programme.setdefault(enrolments.programme[row], []).append(row)
        for pair in combinations_with_replacement(sorted(by_programme), 2):
            term = terms.get(pair)
            if term:
                left, right = by_programme[term.keeps], by_programme[term.loses]
                overlap = _judge_pair(enrolments, term, left, right)
                overlaps += [overlap] if overlap else []
    return overlaps


def answer(*, overlapping: bool, usable_nik: bool, firmly_matched: bool) -> Answer:
    """Return one of the three answers for a row on a list of aid.

    Without a usable NIK and without a firm match nothing was proved: the answer is unknown,
    never clear (fail closed).
    """
    if overlapping:
        return "overlap"
    return "clear" if usable_nik or firmly_matched else "unknown"


def at_stake(overlaps: Iterable[Overlap]) -> int:
    """Return whole rupiah per month that the rules would stop, warnings left out.

    A programme that loses against two others in one household counts once; amounts that are
    not known count as nothing, so the sum is a lower bound.
    """
    losing = {
        (overlap.household, overlap.programmes[1]): overlap.monthly or 0
        for overlap in overlaps
        if overlap.action == "block"
    }
    return sum(losing.values())


def _households_with_several(enrolments: Enrolments, book: Rulebook) -> Iterable[list[int]]:
    aid = np.fromiter(
        (book.programmes[code].is_aid for code in enrolments.programme),
        dtype=bool,
        count=len(enrolments.programme),
    )
    rows = np.flatnonzero(aid)
    rows = rows[np.argsort(enrolments.household[rows], kind="stable")]
    borders = np.flatnonzero(np.diff(enrolments.household[rows])) + 1
    return (group.tolist() for group in np.split(rows, borders) if len(group) > 1)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What two programmes owe each other: the same for every household."""

    keeps: str
    loses: str
    rule: ExclusionRule
    months: tuple[str, ...]
    monthly: int | None
    total: int | None


def _terms_of(codes: Sequence[str], book: Rulebook) -> dict[tuple[str, str], _Terms]:
    """Return the terms of every pair of programmes that a rule keeps apart."""
    terms = {}
    for one, another in combinations_with_replacement(codes, 2):
        rule = book.between(one, another)
        if rule:
            keeps, loses = book.order(one, another)
            months = book.months_together(rule, keeps, loses)
            amounts = [book.programmes[loses].amount_in(month) for month in months]
            known = [amount for amount in amounts if amount is not None]
            monthly, total = (known[0], sum(known)) if known else (None, None)
            terms[one, another] = _Terms(keeps, loses, rule, months, monthly, total)
    return terms


def _judge_pair(
    enrolments: Enrolments, terms: _Terms, left: list[int], right: list[int]
) -> Overlap | None:
    rule = terms.rule
    tied = _closest_tie(enrolments, left, right, same_list=terms.keeps == terms.loses)
    if tied is None or (rule.level == "person" and tied[0] != "person"):
        return None
    tie, rows = tied
    return Overlap(
        household=int(enrolments.household[rows[0]]),
        persons=tuple(sorted({int(enrolments.person[row]) for row in rows})),
        programmes=(terms.keeps, terms.loses),
        rule=rule,
        tie=tie,
        action=rule.action if _WIDTH[tie] <= _WIDTH[rule.level] else "warn",
        rows=tuple(rows),
        months=terms.months,
        monthly=terms.monthly,
        total=terms.total,
    )


def _closest_tie(
    enrolments: Enrolments, left: list[int], right: list[int], *, same_list: bool
) -> tuple[Unit, list[int]] | None:
    """Return what the rows of two programmes share most closely, and the rows that share it."""
    ties: tuple[tuple[Unit, NDArray[np.int32]], ...] = (
        ("person", enrolments.person),
        ("family", enrolments.family),
        ("household", enrolments.household),
    )
    for tie, numbers in ties:
        rows = _repeated(enrolments, numbers, left) if same_list else _shared(numbers, left, right)
        if rows:
            return tie, rows
    return None


def _shared(numbers: NDArray[np.int32], left: list[int], right: list[int]) -> list[int]:
    common = {int(numbers[row]) for row in left} & {int(numbers[row]) for row in right}
    common.discard(NO_FAMILY)
    return [row for row in left + right if int(numbers[row]) in common]


def _repeated(enrolments: Enrolments, numbers: NDArray[np.int32], rows: list[int]) -> list[int]:
    """Return the rows that share a number within one round of one programme."""
    groups: dict[int, list[int]] = {}
    for row in rows:
        if numbers[row] != NO_FAMILY:
            groups.setdefault(int(numbers[row]), []).append(row)
    return [
        row for group in groups.values() if _meet_in_a_round(enrolments, group) for row in group
    ]


def _meet_in_a_round(enrolments: Enrolments, rows: list[int]) -> bool:
    """Tell whether two rows fall into the same round; a list without one meets every round."""
    rounds = [enrolments.round[row] for row in rows]
    return len(rows) > 1 and (len(set(rounds)) < len(rounds) or "" in rounds)
