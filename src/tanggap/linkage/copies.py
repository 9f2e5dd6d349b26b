"""A row that was pasted a thousand times is one person, and teaches nothing a thousand times.

Equal rows meet all their copies: left in, they would outnumber every other pair, the model would
learn that only such pairs are one person, and all others would fall apart. So of many equal rows
one is linked, and its copies follow it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.grouping import first_of_each, pack, unpack
from tanggap.linkage.schema import RAW_FIELDS

MANY: Final = 4
"""So many rows of one list may be equal; more are copies. Twice the same row is an everyday slip
that the model may learn from."""
TELLING_CELLS: Final = 4
TELLING_LETTERS: Final = 3
"""A row is known again by at least four cells of three letters or digits. "SITI" of one village
written five times may be five people."""
NO_LETTERS: Final = r"[^\p{L}\p{N}]"

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Copies:
    """Which of n rows are linked: `kept` (k,) ascending; `like` (n,) is each row's place there."""

    kept: NDArray[np.int64]
    like: NDArray[np.int64]

    def places(self, pairs: Pairs) -> Pairs:
        """Return pairs of rows as pairs of places among the kept rows."""
        return [(int(self.like[a]), int(self.like[b])) for a, b in pairs]

    def rows(self, places: pl.DataFrame) -> pl.DataFrame:
        """Return a frame whose columns a and b are places with the rows in their stead."""
        of_place = pl.Series(self.kept.astype(np.int32))
        return places.with_columns(
            [of_place.gather(places[end]).alias(end) for end in ("a", "b")],
        )

    def packed_rows(self, packed: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Return packed pairs of places as packed pairs of rows."""
        a, b = unpack(packed)
        return pack(self.kept[a], self.kept[b])


def find_copies(raw: pl.DataFrame, decided: Pairs) -> Copies | None:
    """Find the rows of which one list has more than `MANY`; None where there are none.

    Rows in a decided pair are left to the clerk who decided.
    """
    columns = identifying(raw.columns)
    if raw.height <= MANY or not columns:
        return None
    key = raw.select(columns).hash_rows().to_numpy()
    ordered = np.sort(key)
    frequent = ordered[MANY:][ordered[MANY:] == ordered[:-MANY]]
    rows = np.flatnonzero(np.isin(key, frequent)) if len(frequent) else np.zeros(0, np.int64)
    rows = rows[raw[rows].select(telling(columns)).to_series().to_numpy()]
    rows = np.setdiff1d(rows, np.array(decided, dtype=np.int64).ravel())
    return _followed(len(key), rows, key[rows]) if len(rows) else None


def identifying(columns: list[str]) -> list[str]:
    """Return the columns in which copies are equal: what is said of the person, and the list."""
    said = [name for name in columns if name in RAW_FIELDS]
    return said and said + [name for name in columns if name in ("programme", "file")]


def telling(columns: list[str]) -> pl.Expr:
    """Tell whether a row says enough to be known again."""
    letters = [
        pl.col(name).fill_null("").str.replace_all(NO_LETTERS, "").str.len_chars()
        >= TELLING_LETTERS
        for name in columns
        if name in RAW_FIELDS
    ]
    return pl.sum_horizontal(letters) >= TELLING_CELLS


def _followed(total: int, rows: NDArray[np.int64], key: NDArray[np.uint64]) -> Copies:
    """Keep the first of the `rows` with each key, and all other rows."""
    order = np.argsort(key, kind="stable")
    is_first = first_of_each(key[order])
    first = rows[order][is_first][np.cumsum(is_first) - 1]
    model = np.arange(total)
    model[rows[order]] = first
    kept = np.flatnonzero(model == np.arange(total))
    return Copies(kept, np.searchsorted(kept, model))
