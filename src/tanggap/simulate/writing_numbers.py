"""Writing down NIK and family card numbers."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate import number_faults as faults
from tanggap.simulate.habits import HABITS
from tanggap.simulate.noise import Strikes
from tanggap.simulate.programmes import Programme, Rows, is_member, is_wife
from tanggap.simulate.town import Town

Texts = NDArray[np.object_]
Mask = NDArray[np.bool_]

_TYPING: Final[dict[str, faults.NumberFault]] = {
    "nik_digit": faults.wrong_digit,
    "nik_transposed": faults.transposed,
    "nik_length": faults.wrong_length,
    "nik_impossible": faults.impossible,
    "nik_placeholder": faults.placeholder,
}


def by_programme(rows: Rows, tell: Callable[[Programme], float]) -> NDArray[np.float64]:
    """Return for every row what holds for its list."""
    return np.array([tell(programme) for programme in Programme], dtype=np.float64)[rows.programme]


def has_column(rows: Rows, column: str) -> Mask:
    """Return which rows stand on a list with this column."""
    return by_programme(rows, lambda programme: column in HABITS[programme].columns) > 0


def apply(texts: Texts, at: NDArray[np.intp], strikes: Strikes, fault: faults.NumberFault) -> None:
    """Damage the texts at the positions `at`, in place."""
    draws = strikes.rng.random((len(at), 2)).tolist()
    for row, draw in zip(at.tolist(), draws, strict=True):
        texts[row] = fault(texts[row], (draw[0], draw[1]))


def write_national_ids(town: Town, rows: Rows, strikes: Strikes) -> tuple[Texts, Mask, Mask]:
    """Return the NIK cells, which are numbers, and which do not hold the person's own NIK."""
    number = _whose_nik(town, rows, strikes)
    number = np.where(strikes.mask("nik_is_kk"), town.card[rows.person], number)
    wrong = number != town.nik[rows.person]
    texts = _digits(number)
    for name, fault in _TYPING.items():
        at = strikes.rows(name, ~wrong)
        apply(texts, at, strikes, fault)
        wrong[at] = True
    is_number = _by_excel(texts, rows, strikes, "nik_excel", wrong)
    apply(texts, strikes.rows("nik_decorated", ~wrong), strikes, faults.decorated)
    missing = strikes.mask("nik_missing")
    texts[missing] = None
    return texts, is_number & ~missing, wrong | missing


def _whose_nik(town: Town, rows: Rows, strikes: Strikes) -> NDArray[np.int64]:
    """Return the number copied: mostly one's own, else the head's or the husband's."""
    person = rows.person
    number = town.nik[person]
    of_head = town.nik[town.members.head[person]]
    in_register = rows.programme == Programme.DTSEN
    number = np.where(
        strikes.mask("nik_of_head", is_member(town, rows) & in_register), of_head, number
    )
    wife = is_wife(town, rows) & ~in_register
    return np.where(strikes.mask("nik_of_husband", wife), of_head, number)


def write_family_ids(town: Town, rows: Rows, strikes: Strikes) -> tuple[Texts, Mask]:
    """Return the KK cells and which of them are numbers."""
    person = rows.person
    listed = has_column(rows, "family_id")
    outdated = _outdated(rows, strikes, "kk_outdated")
    number = np.where(outdated, town.old_card[person], town.card[person])
    number = np.where(strikes.mask("kk_is_nik"), town.nik[person], number)
    texts = _digits(number)
    wrong = np.zeros(len(rows), dtype=bool)
    at = strikes.rows("kk_digit")
    apply(texts, at, strikes, faults.wrong_digit)
    wrong[at] = True
    is_number = _by_excel(texts, rows, strikes, "kk_excel", wrong)
    apply(texts, strikes.rows("kk_decorated", ~wrong), strikes, faults.decorated)
    missing = strikes.mask("kk_missing") | ~listed
    texts[missing] = None
    return texts, is_number & ~missing


def _outdated(rows: Rows, strikes: Strikes, fault: str) -> Mask:
    """Strike old information, more often in lists that were compiled long ago."""
    age = by_programme(rows, lambda programme: HABITS[programme].outdated)
    return strikes.mask(fault) & (strikes.rng.random(len(rows)) < age / 1.5)


def _by_excel(texts: Texts, rows: Rows, strikes: Strikes, fault: str, wrong: Mask) -> Mask:
    """Let Excel round some numbers, in place; return which cells are numbers now."""
    may_be_number = by_programme(rows, lambda programme: HABITS[programme].number_cells) > 0
    struck = strikes.mask(fault, ~wrong)
    as_number = struck & may_be_number & (strikes.rng.random(len(rows)) < 0.75)
    apply(texts, np.flatnonzero(as_number), strikes, faults.rounded_cell)
    apply(texts, np.flatnonzero(struck & ~as_number), strikes, faults.rounded_text)
    wrong |= struck
    return as_number


def _digits(number: NDArray[np.int64]) -> Texts:
    return np.array([str(n) for n in number.tolist()], dtype=object)
