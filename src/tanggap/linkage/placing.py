"""New rows among those of a registry that they may meet: a part of it stands for the whole.

The model and the census of the last linkage of everybody say what the part cannot: what evidence
is worth, how rare a name is, where houses are crowded. Otherwise this is `update`.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage import update
from tanggap.linkage.census import Census
from tanggap.linkage.constraints import Constraints
from tanggap.linkage.link import Linkage, RowPairs, doubtful
from tanggap.linkage.model import Model
from tanggap.linkage.normalise import normalise


@dataclass(frozen=True, slots=True)
class Learned:
    """What is kept of a linkage of everybody; a document of it names no person."""

    model: Model
    census: Census

    @classmethod
    def of(cls, linkage: Linkage) -> "Learned":
        """Keep what a linkage of everybody learned."""
        return cls(linkage.model, Census.of(linkage.records))


def place(
    raw: pl.DataFrame,
    person: NDArray[np.integer],
    household: NDArray[np.integer],
    learned: Learned,
    *,
    must_link: RowPairs = (),
    cannot_link: RowPairs = (),
    region: str | None = None,
) -> Linkage:
    """Place the rows of `raw` after the first k among the people and households of those.

    `person` and `household` (k,) are any numbers that name those of the known rows; the answer
    numbers them in their order from 0, new ones after them. Nobody known is put together or
    taken apart. The review list holds the doubtful pairs of the new rows.
    """
    records = normalise(raw, region=region)
    people = np.unique(person, return_inverse=True)[1].astype(np.int32)
    homes = np.unique(household, return_inverse=True)[1].astype(np.int32)
    decided = Constraints.of(must_link, cannot_link).since(len(people))
    joined = update.join(
        records, people, homes, learned.model, decided=decided, census=learned.census
    )
    nothing = np.zeros(0, dtype=np.uint64)
    review = doubtful(joined, np.arange(len(records)))
    return Linkage(
        raw,
        records,
        learned.model,
        joined.person,
        joined.household,
        review,
        nothing,
        learned.census,
    )
