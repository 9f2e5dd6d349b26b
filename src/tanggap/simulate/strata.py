"""Which rows are hard to link, and why: the strata of the benchmark."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.families import NOBODY
from tanggap.simulate.names import word_counts
from tanggap.simulate.programmes import Rows
from tanggap.simulate.town import Town

STRATA: Final = ("no_nik", "damaged_nik", "mononym", "twin", "moved")


def strata(
    town: Town, rows: Rows, national_id: NDArray[np.object_], damaged: NDArray[np.bool_]
) -> dict[str, NDArray[np.bool_]]:
    """Return one boolean column per stratum, named `stratum_…`.

    no_nik: the cell is empty. damaged_nik: something stands there, but not this person's
    number. mononym: the person's name is one word. twin: a twin of the same family lives.
    moved: the household changed its address between the lists.
    """
    twin = town.members.twin_of != NOBODY
    twin[town.members.twin_of[twin]] = True
    missing = np.array([text is None for text in national_id], dtype=bool)
    return {
        "stratum_no_nik": missing,
        "stratum_damaged_nik": damaged & ~missing,
        "stratum_mononym": word_counts(town.names[rows.person]) == 1,
        "stratum_twin": twin[rows.person],
        "stratum_moved": town.moved[town.household[rows.person]],
    }
