"""Writing down names, birth and sex."""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate import name_faults as faults
from tanggap.simulate import notations
from tanggap.simulate.families import NOBODY, REFERENCE_DAY
from tanggap.simulate.habits import HABITS, SEX_STYLES, DateStyle
from tanggap.simulate.identity import civil
from tanggap.simulate.names import FEMALE, MALE, full_names
from tanggap.simulate.noise import Strikes
from tanggap.simulate.programmes import Programme, Rows
from tanggap.simulate.setting import place_words
from tanggap.simulate.town import Town
from tanggap.simulate.writing_numbers import by_programme, has_column

Texts = NDArray[np.object_]
Mask = NDArray[np.bool_]

_WORD_FAULTS: Final[dict[str, faults.NameFault]] = {
    "name_word_dropped": faults.word_dropped,
    "name_initial": faults.initial_only,
    "name_joined": faults.joined_or_split,
    "name_spelling": faults.respelled,
    "name_order": faults.reordered,
    "name_typing": faults.mistyped,
    "name_nickname": faults.nickname,
    "name_alias": faults.with_alias,
}
_NO_NAMES: Final = ("-", "TIDAK ADA", "XXX", None)


def apply(texts: Texts, at: NDArray[np.intp], strikes: Strikes, fault: faults.NameFault) -> None:
    """Damage the texts at the positions `at`, in place."""
    draws = strikes.rng.random((len(at), 3)).tolist()
    for row, draw in zip(at.tolist(), draws, strict=True):
        texts[row] = fault(texts[row], (draw[0], draw[1], draw[2]))


def write_names(town: Town, rows: Rows, strikes: Strikes) -> Texts:
    """Return the name cells."""
    texts = full_names(town.names[rows.person])
    short = np.array([faults.abbreviable(name) for name in texts], dtype=bool)
    apply(texts, strikes.rows("name_abbreviated", short), strikes, faults.abbreviated)
    for name, fault in _WORD_FAULTS.items():
        apply(texts, strikes.rows(name), strikes, fault)
    _add_titles(town, rows, strikes, texts)
    texts = _cased(rows, strikes, texts)
    blank = strikes.rng.random(len(rows)) < 0.015
    texts[blank] = texts[blank] + " "
    nameless = strikes.rows("name_missing")
    texts[nameless] = np.array(_NO_NAMES, dtype=object)[strikes.rng.integers(0, 4, len(nameless))]
    return texts


def _add_titles(town: Town, rows: Rows, strikes: Strikes, texts: Texts) -> None:
    """Add titles, marks of death and fathers' names, in place; no child bears a title."""
    person = rows.person
    sex = town.members.sex[person]
    adult = town.age[person] >= 22
    pilgrim = town.pilgrim[person]
    often = pilgrim & (strikes.rng.random(len(rows)) < 0.35)
    for row in np.flatnonzero(strikes.mask("name_title", adult) | often).tolist():
        add = partial(faults.titled, sex=int(sex[row]), pilgrim=bool(pilgrim[row]))
        apply(texts, np.array([row]), strikes, add)
    for row in strikes.rows("name_deceased", town.age[person] > 40).tolist():
        apply(texts, np.array([row]), strikes, partial(faults.deceased, sex=int(sex[row])))
    father = town.members.father[person]
    for row in strikes.rows("name_lineage", father != NOBODY).tolist():
        fathers_name = str(full_names(town.names[father[row] : father[row] + 1])[0])
        add = partial(faults.with_father, sex=int(sex[row]), father=fathers_name)
        apply(texts, np.array([row]), strikes, add)


def _cased(rows: Rows, strikes: Strikes, texts: Texts) -> Texts:
    """Write names in capitals, in small letters or as they are, as each list does."""
    upper = by_programme(rows, lambda programme: HABITS[programme].upper)
    lower = by_programme(rows, lambda programme: HABITS[programme].lower)
    chance = strikes.rng.random(len(rows))
    for at in np.flatnonzero(chance < upper).tolist():
        texts[at] = texts[at].upper()
    for at in np.flatnonzero(chance > 1 - lower).tolist():
        texts[at] = texts[at].lower()
    return texts


def write_mothers(town: Town, rows: Rows, strikes: Strikes) -> Texts:
    """Return the mother's name where the list asks for it."""
    texts = np.full(len(rows), None, dtype=object)
    at = np.flatnonzero(has_column(rows, "mother_name") & ~strikes.mask("mother_missing"))
    texts[at] = full_names(town.mother_names[rows.person[at]])
    given = np.zeros(len(rows), dtype=bool)
    given[at] = True
    apply(texts, strikes.rows("mother_typing", given), strikes, faults.mistyped)
    apply(texts, strikes.rows("name_word_dropped", given), strikes, faults.word_dropped)
    upper = strikes.rng.random(len(at)) < 0.7
    texts[at[upper]] = np.array([text.upper() for text in texts[at[upper]]], dtype=object)
    return texts


def write_births(town: Town, rows: Rows, strikes: Strikes) -> tuple[Texts, Texts, Mask]:
    """Return the birth date cells, the birth place cells, and which dates are date cells."""
    day = _misremembered(town.members.birth[rows.person], strikes)
    style = _styles(rows, strikes, "dates", len(DateStyle))
    texts = notations.dates(strikes.rng, day, style)
    missing = strikes.mask("birth_missing") | ~has_column(rows, "birth_date")
    texts[missing] = None
    return texts, _birth_places(town, rows, strikes), (style == DateStyle.EXCEL) & ~missing


def _misremembered(day: NDArray[np.int32], strikes: Strikes) -> NDArray[np.int32]:
    """Return birth days as they were told or typed: some by default, some wrong."""
    year, month, date = civil(day)
    rng = strikes.rng
    count = len(day)
    swapped = strikes.mask("birth_swapped", date <= 12)
    month, date = np.where(swapped, date, month), np.where(swapped, month, date)
    year = np.where(
        strikes.mask("birth_year"), year + rng.choice([-10, -2, -1, 1, 2, 10], count), year
    )
    wrong_day = strikes.mask("birth_digit")
    in_month = rng.random(count) < 0.3
    other_day = 1 + (date - 1 + rng.choice([1, 2, 3, 7, 10, 20], count)) % 28
    other_month = 1 + (month - 1 + rng.choice([1, 2, 9, 10], count)) % 12
    date = np.where(wrong_day & ~in_month, other_day, date)
    month = np.where(wrong_day & in_month, other_month, month)
    default = strikes.mask("birth_default")
    which = rng.choice(3, count, p=[0.55, 0.25, 0.20])
    month = np.where(default, np.array([1, 7, 12])[which], month)
    date = np.where(default, np.array([1, 1, 31])[which], date)
    return _days(year, month, date)


def _days(
    year: NDArray[np.int64], month: NDArray[np.int64], date: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return days since 1970; a day beyond the month's end becomes its last, none is to come."""
    months = ((year - 1970) * 12 + month - 1).astype("M8[M]")
    first = months.astype("M8[D]").astype(np.int64)
    last = (months + 1).astype("M8[D]").astype(np.int64) - 1
    day = np.minimum(np.minimum(first + date - 1, last), REFERENCE_DAY)
    return np.asarray(day, dtype=np.int32)


def _styles(rows: Rows, strikes: Strikes, kind: str, count: int) -> NDArray[np.int8]:
    """Draw the notation of every row after the shares of its list."""
    shares = np.array([getattr(HABITS[programme], kind) for programme in Programme])
    cumulated = np.cumsum(shares, axis=1)[rows.programme]
    chance = strikes.rng.random(len(rows))[:, None] * cumulated[:, -1:]
    style = (chance >= cumulated).sum(axis=1)
    return np.asarray(np.minimum(style, count - 1), dtype=np.int8)


def _birth_places(town: Town, rows: Rows, strikes: Strikes) -> Texts:
    """Return the birth place cells: BOGOR, KOTA BOGOR, BGR, JAKARTA …"""
    city = town.setting.name
    names = np.array(
        [*(word.upper() for word in place_words()["birth_places"]), city], dtype=object
    )
    texts = names[town.birth_place[rows.person]]  # −1 is the last entry, the city
    at_home = town.birth_place[rows.person] < 0
    official = at_home & (strikes.rng.random(len(rows)) < 0.12)
    texts[official] = town.setting.full_name.replace("KABUPATEN", "KAB.")
    for at in strikes.rows("place_abbreviated").tolist():
        texts[at] = _short_place(texts[at])
    apply(texts, strikes.rows("place_typing"), strikes, faults.mistyped)
    title = strikes.rng.random(len(rows)) < 0.15
    texts[title] = np.array([text.title() for text in texts[title]], dtype=object)
    texts[strikes.mask("place_missing") | ~has_column(rows, "birth_place")] = None
    return texts


def _short_place(place: str) -> str:
    """Write a place short: its first letter and its next consonants."""
    word = place.removeprefix("KOTA ").removeprefix("KAB. ")
    return (word[0] + "".join(letter for letter in word[1:] if letter not in "AEIOU "))[:3]


def write_sexes(town: Town, rows: Rows, strikes: Strikes) -> Texts:
    """Return the sex cells in the notations of each list."""
    sex = town.members.sex[rows.person]
    sex = np.where(strikes.mask("sex_wrong"), MALE + FEMALE - sex, sex).astype(np.int8)
    texts = notations.sexes(sex, _styles(rows, strikes, "sexes", len(SEX_STYLES)))
    texts[strikes.mask("sex_missing") | ~has_column(rows, "sex")] = None
    return texts
