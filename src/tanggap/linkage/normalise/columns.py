"""The text columns of a raw frame, and what a run knows before it reads them."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.normalise.dates import DateCounts
from tanggap.linkage.normalise.folding import Style
from tanggap.linkage.normalise.numbers import Placeholders
from tanggap.linkage.normalise.places import Triple
from tanggap.linkage.normalise.slices import Int32s, Text, as_strings, as_text, factorise, no_text
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import NO_CODE


@dataclass(frozen=True, slots=True)
class Setting:
    """What one run was told or found out before reading.

    What only a whole table can tell is None where the rows at hand are that table.
    """

    style: Style
    indonesian_ids: bool
    regencies: tuple[str, ...] | None  # None: found by the names of districts and villages
    reference_year: int | None = None
    date_counts: DateCounts | None = None
    usual_places: tuple[Triple, ...] | None = None  # written so often that it is no slip
    placeholders: Placeholders | None = None


class Columns:
    """The columns of a raw frame; one that is not there, or empty, is missing everywhere."""

    def __init__(self, raw: pl.DataFrame) -> None:
        self._raw = raw

    def __contains__(self, name: str) -> bool:
        """Tell whether a column holds anything."""
        return name in self._raw.columns and self._raw[name].null_count() < self._raw.height

    @property
    def present(self) -> frozenset[str]:
        """The columns that hold anything."""
        return frozenset(name for name in self._raw.columns if name in self)

    def text(self, *names: str) -> Text:
        """Return a column, or several joined by blanks."""
        present = [self._raw[name] for name in names if name in self]
        if not present:
            return no_text(self._raw.height)
        if len(present) == 1:
            return as_text(present[0])
        parts = [pl.lit(as_strings(column)) for column in present]
        joined = pl.select(pl.concat_str(parts, separator=" ", ignore_nulls=True))
        return as_text(joined.to_series())

    def marks(self, name: str) -> NDArray[np.bool_]:
        """Return a boolean column, false where it is missing."""
        if name not in self or self._raw[name].dtype != pl.Boolean:
            return np.zeros(self._raw.height, np.bool_)
        return self._raw[name].fill_null(value=False).to_numpy().astype(np.bool_)

    def sources(self, names: WordList) -> Int32s:
        """Number the lists: programmes, and files where a row has no programme."""
        programmes, programme_names = factorise(self.text("programme"))
        to_source = np.append(names.codes_of(programme_names), NO_CODE).astype(np.int32)
        sources = to_source[programmes]
        rest = np.flatnonzero(sources < 0)
        if len(rest):
            files, file_names = factorise(self.text("file"))
            used = np.unique(files[rest])
            codes = names.codes_of(file_names[code] if code >= 0 else "" for code in used)
            sources[rest] = codes[np.searchsorted(used, files[rest])]
        return sources


def first_filled(text: Text, other: Text) -> Text:
    """Take the slices of one column, and those of another where it is empty."""
    starts = np.where(text.filled, text.starts, other.starts + len(text.raw))
    return Text(text.raw + other.raw, starts, np.where(text.filled, text.lengths, other.lengths))
