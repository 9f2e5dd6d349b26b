"""Villages and districts of the records, from their columns and else from the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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
    usual: tuple[Triple, ...] | None = None,
) -> Locations:
    """Locate records by the columns village, district and city; the address fills what they miss.

    `regency_codes` are the regencies that the lists are about: None finds them by majority, ()
    takes every name as it is (another country). `usual` are the triples whose spelling is not
    taken for a slip (default: those that many records bear).
    """
    rows, triples = _distinct(*_coded(columns, in_address))
    if regency_codes is None or usual is None:
        counted = most_frequent_first(triples, np.bincount(rows, minlength=len(triples)))
        regency_codes = regencies_of(counted) if regency_codes is None else regency_codes
        usual = usual_places(counted, len(rows)) if usual is None else usual
    gazetteer = _gazetteer(regency_codes, usual)
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


@lru_cache(maxsize=1)
def _gazetteer(regency_codes: tuple[str, ...], usual: tuple[Triple, ...]) -> Gazetteer:
    """Return the names of the regencies, usual spellings learned; a province takes a second."""
    gazetteer = Gazetteer(regency_codes)
    for triple in usual:
        gazetteer.learn(triple[0], gazetteer.locate(*triple)[0])
    return gazetteer


def count_places(
    columns: tuple[Text, Text, Text], in_address: tuple[Text, Text]
) -> list[tuple[Triple, int]]:
    """Count the records that bear each triple, the most frequent first."""
    rows, triples = _distinct(*_coded(columns, in_address))
    return most_frequent_first(triples, np.bincount(rows, minlength=len(triples)))


def usual_places(counted: Sequence[tuple[Triple, int]], records: int) -> tuple[Triple, ...]:
    """Return the triples that so many of the records bear that their spelling is usual."""
    least = max(_OFTEN, _OFTEN_SHARE * records)
    return tuple(triple for triple, count in counted if count >= least)


def most_frequent_first(
    triples: list[Triple], counts: NDArray[np.int64]
) -> list[tuple[Triple, int]]:
    """Pair triples with their counts; among equals in order of the alphabet."""
    counted = zip(triples, counts.tolist(), strict=True)
    return sorted(counted, key=lambda item: (-item[1], item[0]))


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


def _coded(
    columns: tuple[Text, Text, Text], in_address: tuple[Text, Text]
) -> tuple[Coded, Coded, Coded]:
    """Number village, district and city; what an address says stands in for an empty column."""
    village = _either(columns[0], in_address[0])
    district = _either(columns[1], in_address[1])
    return village, district, factorise(columns[2])


def _either(column: Text, other: Text) -> Coded:
    """Number the values of a column, those of another where it is empty."""
    codes, values = factorise(column)
    other_codes, other_values = factorise(other)
    names = WordList(values)
    to_names = np.append(names.codes_of(other_values), NO_CODE).astype(np.int32)
    return np.where(codes < 0, to_names[other_codes], codes), names.words


def _distinct(
    village: Coded, district: Coded, city: Coded
) -> tuple[NDArray[np.int64], list[Triple]]:
    """Find the distinct triples: which one each row has, and their names."""
    key = np.zeros(len(village[0]), np.int64)
    for codes, values in (village, district, city):
        key = key * (len(values) + 1) + codes + 1
    _, firsts, rows = np.unique(key, return_index=True, return_inverse=True)
    names = [
        [values[code] if code >= 0 else "" for code in codes[firsts].tolist()]
        for codes, values in (village, district, city)
    ]
    return rows, list(zip(names[0], names[1], names[2], strict=True))
