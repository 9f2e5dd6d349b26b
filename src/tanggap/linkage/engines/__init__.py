"""Where a linkage is computed: in this process, unless `link` is told of another engine.

One model, one set of kernels, two ways to move the rows; both find the same people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.model import Model


@dataclass(frozen=True, slots=True)
class Grouping:
    """What an engine answers for n rows; the fields are those of `Linkage`."""

    model: Model
    person: NDArray[np.int32]
    household: NDArray[np.int32]
    review: pl.DataFrame
    kin: NDArray[np.uint64]


class Engine(Protocol):
    """Finds people and households among raw rows as `tanggap.linkage.link` does."""

    def __call__(
        self,
        raw: pl.DataFrame,
        *,
        model: Model | None,
        must_link: Iterable[tuple[int, int]],
        cannot_link: Iterable[tuple[int, int]],
        region: str | None,
    ) -> Grouping:
        """Group the rows; decided pairs are row numbers."""
        ...
