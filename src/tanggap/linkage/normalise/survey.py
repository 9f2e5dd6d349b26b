"""What only a whole table can tell, gathered from its parts: for tables on many machines.

Two walks over the rows: `survey` counts in each part, the counts are added up, and `Setting`
holds what they mean together; then `normalise_part` reads each part as `normalise` would read it
among all rows.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.normalise import addresses, numbers
from tanggap.linkage.normalise.columns import Columns
from tanggap.linkage.normalise.dates import DateCounts, count_dates
from tanggap.linkage.normalise.digits import read_digits
from tanggap.linkage.normalise.dwellings import location_texts
from tanggap.linkage.normalise.identity import read_numbers
from tanggap.linkage.normalise.kind import Kind
from tanggap.linkage.normalise.locations import count_places
from tanggap.linkage.normalise.names import read_names
from tanggap.linkage.normalise.persons import birth_texts, name_text
from tanggap.linkage.normalise.places import Triple
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import NAME_TOKENS


@dataclass(frozen=True, slots=True)
class Survey:
    """What the rows of one part contribute.

    `nik` and `kk` (n,) are the complete numbers, 0 elsewhere; `first_word` (n,) the code of each
    name's first word in `words`, −1 where there is none.
    """

    dates: DateCounts
    places: list[tuple[Triple, int]]
    nik: NDArray[np.uint64]
    kk: NDArray[np.uint64]
    first_word: NDArray[np.int32]
    words: list[str]


def survey(raw: pl.DataFrame, kind: Kind, sources: list[str]) -> Survey:
    """Count what some rows of a table contribute; `sources` are the names of all its lists."""
    columns = Columns(raw)
    words = WordList()
    names = read_names(name_text(columns), words, width=NAME_TOKENS, style=kind.style)
    address = addresses.read_addresses(columns.text("address"), WordList(), style=kind.style)
    nik, kk = read_numbers(
        read_digits(columns.text("national_id")),
        read_digits(columns.text("family_id")),
        (columns.marks("national_id_is_number"), columns.marks("family_id_is_number")),
        indonesian=kind.indonesian_ids,
    )
    return Survey(
        dates=count_dates(birth_texts(columns)[1], columns.sources(WordList(sources))),
        places=count_places(location_texts(columns), (address.village, address.district)),
        nik=numbers.complete_numbers(nik),
        kk=numbers.complete_numbers(kk),
        first_word=names.tokens[:, 0],
        words=words.words,
    )
