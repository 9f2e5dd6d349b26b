"""Villages and districts of the records, from their columns and else from the address."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise.places import Gazetteer, Triple, plain, regencies_of
from tanggap.linkage.normalise.slices import Int32s, Text, factorise
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import NO_CODE, Quality

_OFTEN: Final = 20
_OFTEN_SHARE: Final = 0.0002
"""So many records, before a spelling that is not the ministry's is taken as usual."""


@dataclass(frozen=True, slots=True)
class Locations:
    """Codes in the lists of villages and districts, and what was noticed."""

    village: Int32s
    district: Int32s
    quality: NDArray[np.uint32]


def read_locations(
    columns: tuple[Text, Text, Text],
    in_address: tuple[Text, Text],
    villages: WordList,
    districts: WordList,
    *,
    regency_codes: tuple[str, ...] | None,
) -> Locations:
    """Locate records by the columns village, district and city; the address fills what they miss.

    `regency_codes` are the regencies that the lists are about: None finds them by majority, ()
    takes every name as it is (another country).
    """
    village = _either(columns[0], in_address[0])
    district = _either(columns[1], in_address[1])
    rows, triples, counts = _distinct(village, district, factorise(columns[2]))
    if regency_codes is None:
        regency_codes = regencies_of(list(zip(triples, counts.tolist(), strict=True)))
    gazetteer = Gazetteer(regency_codes)
    for at in np.flatnonzero(counts >= max(_OFTEN, _OFTEN_SHARE * len(rows))).tolist():
        gazetteer.learn(triples[at][0], gazetteer.locate(*triples[at])[0])
    located = [_named(gazetteer, triple) for triple in triples]
    codes = np.array(
        [(_code(villages, v), _code(districts, d), flag) for v, d, flag in located], dtype=np.int64
    ).reshape(-1, 3)
    of_rows = codes[rows]
    return Locations(
        of_rows[:, 0].astype(np.int32),
        of_rows[:, 1].astype(np.int32),
        of_rows[:, 2].astype(np.uint32),
    )


def _named(gazetteer: Gazetteer, triple: Triple) -> tuple[str, str, int]:
    """Return the codes of a triple, or its folded names where it is not recognised, and flags."""
    village, district, city = triple
    found, above = gazetteer.locate(village, district, city) if gazetteer else ("", "")
    flag = 0 if village else int(Quality.VILLAGE_MISSING)
    if village and not found and gazetteer:
        flag = int(Quality.VILLAGE_UNKNOWN)
    return found or plain(village), above or plain(district), flag


def _code(known: WordList, name: str) -> int:
    return known.code_of(name) if name else NO_CODE


Coded = tuple[Int32s, list[str]]


def _either(column: Text, other: Text) -> Coded:
    """Number the values of a column, those of another where it is empty."""
    codes, values = factorise(column)
    other_codes, other_values = factorise(other)
    use = (codes < 0) & (other_codes >= 0)
    return np.where(use, other_codes + np.int32(len(values)), codes), values + other_values


def _distinct(
    village: Coded, district: Coded, city: Coded
) -> tuple[NDArray[np.int64], list[Triple], NDArray[np.int64]]:
    """Find the distinct triples: which one each row has, their names, and how many rows each."""
    key = np.zeros(len(village[0]), np.int64)
    for codes, values in (village, district, city):
        key = key * (len(values) + 1) + codes + 1
    _, firsts, rows, counts = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    names = [
        [values[code] if code >= 0 else "" for code in codes[firsts].tolist()]
        for codes, values in (village, district, city)
    ]
    return rows, list(zip(names[0], names[1], names[2], strict=True)), counts
