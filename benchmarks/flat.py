"""The peers' input: normalised records as one flat table of plain columns."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.schema import Records, Vocabulary

_NO_WORD = ""
ALL_DIGITS_KNOWN = 16


def flatten(records: Records) -> pl.DataFrame:
    """Return a row per record with everything that normalising found; null is missing.

    `nik` and `kk` only where all digits are known, `nik_read` as read; `birth` (yyyy-mm-dd) is
    the record's own or, where it has none, that inside the NIK. Words of names, streets and
    mothers are folded (Moh. and Muhammad are one) and joined by blanks.
    """
    birth = np.where(records.birth != 0, records.birth, records.nik_birth)
    return pl.DataFrame(
        {
            "unique_id": np.arange(len(records)),
            "programme": records.source,
            "nik": _whole_number(records.nik, _known(records)),
            "nik_read": _number(records.nik),
            "kk": _whole_number(records.kk, records.kk_known),
            "name": _joined(records.name, records.name_words),
            "first_word": _word(records.name, records.name_words, last=False),
            "last_word": _word(records.name, records.name_words, last=True),
            "mother": _joined(records.mother, records.name_words),
            "birth": _dates(birth),
            "sex": _number(records.sex),
            "phone": _number(records.phone),
            "birth_place": _text(records.birth_place, records.places),
            "village": _text(records.village, records.villages),
            "district": _text(records.district, records.districts),
            "rt": _number(records.rt),
            "rw": _number(records.rw),
            "street": _joined(records.street, records.street_words),
            "house": _text(records.house, records.houses),
            "postcode": _number(records.postcode),
            "occupation": _text(records.occupation, records.occupations),
        }
    )


def _number(values: NDArray[np.integer]) -> pl.Series:
    """Return text, null where the number is 0 or less."""
    numbers = pl.Series(values)
    return numbers.cast(pl.String).set(numbers <= 0, None)


def _known(records: Records) -> NDArray[np.uint8]:
    """Return the known digits of the national number; other countries' are as they are."""
    if records.indonesian_ids:
        return records.nik_known
    return np.full(len(records), ALL_DIGITS_KNOWN, np.uint8)


def _whole_number(values: NDArray[np.uint64], known: NDArray[np.uint8]) -> pl.Series:
    """Return text, null where a digit is unsure."""
    return _number(np.where(known >= ALL_DIGITS_KNOWN, values, 0).astype(np.uint64))


def _dates(values: NDArray[np.int32]) -> pl.Series:
    """Return yyyy-mm-dd, null where day or month is unknown."""
    text = pl.Series(values).cast(pl.String)
    whole = (values > 10_000_000) & (values % 10_000 != 0)
    iso = text.str.slice(0, 4) + "-" + text.str.slice(4, 2) + "-" + text.str.slice(6, 2)
    return iso.set(pl.Series(~whole), None)


def _text(codes: NDArray[np.int32], words: list[str]) -> pl.Series:
    """Return the word of each code, null for −1 and for empty words."""
    column = pl.Series([*words, None], dtype=pl.String)
    found = column.gather(np.where(codes < 0, len(words), codes))
    return found.set(found == _NO_WORD, None)


def _joined(codes: NDArray[np.int32], vocabulary: Vocabulary) -> pl.Series:
    columns = [_folded(codes[:, place], vocabulary) for place in range(codes.shape[1])]
    joined = pl.select(pl.concat_str(columns, separator=" ", ignore_nulls=True)).to_series()
    return joined.set(joined == _NO_WORD, None)


def _word(codes: NDArray[np.int32], vocabulary: Vocabulary, *, last: bool) -> pl.Series:
    filled = codes >= 0
    place = np.maximum(filled.sum(axis=1) - 1, 0) if last else np.zeros(len(codes), np.int64)
    return _folded(codes[np.arange(len(codes)), place], vocabulary)


def _folded(codes: NDArray[np.int32], vocabulary: Vocabulary) -> pl.Series:
    return _text(codes, vocabulary.keys)
