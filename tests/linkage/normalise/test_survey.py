"""Parts of a table, normalised with what the whole told, read as the whole does."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from tanggap.linkage.normalise import normalise
from tanggap.linkage.normalise.columns import Columns
from tanggap.linkage.normalise.dates import DateCounts
from tanggap.linkage.normalise.digits import read_digits
from tanggap.linkage.normalise.frame import normalise_part, source_names
from tanggap.linkage.normalise.kind import kind_of_table, setting_for
from tanggap.linkage.normalise.numbers import Placeholders, count_long
from tanggap.linkage.normalise.places import regencies_of
from tanggap.linkage.normalise.survey import survey
from tanggap.linkage.schema import Records
from tanggap.simulate import raw_records

MANY = 60


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    """A city's rows in which many share one NIK, and one list writes the month first."""
    rows = raw_records(records=2000, noise="high", seed=4)
    american = pl.date_range(pl.date(1990, 1, 1), pl.date(1990, 12, 28), "1d", eager=True)
    few = rows.head(300).with_columns(
        american.head(300).dt.strftime("%m/%d/%Y").alias("birth_date"),
        pl.lit("AMERIKA").alias("programme"),
        pl.lit("3271015505800001").alias("national_id"),
    )
    return pl.concat([few, rows.tail(1700)])


def told_by_the_whole(table: pl.DataFrame, parts: list[pl.DataFrame], lists: list[str]) -> Records:
    columns = Columns(table)
    long = count_long(read_digits(columns.text("national_id")))
    kind = kind_of_table(columns.present, *long, country=None)
    seen = [survey(part, kind, lists) for part in parts]
    size = len(lists) * 256
    orders = sum(
        np.pad(part.dates.orders, ((0, 0), (0, size - part.dates.orders.shape[1]))) for part in seen
    )
    years = sum(part.dates.years for part in seen)
    places: dict[tuple[str, str, str], int] = {}
    for part in seen:
        for triple, count in part.places:
            places[triple] = places.get(triple, 0) + count
    counted = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    setting = replace(
        setting_for(kind, None),
        regencies=regencies_of(counted),
        date_counts=DateCounts(table.height, years, orders),
        usual_places=tuple(triple for triple, count in counted if count >= 20),
        placeholders=Placeholders(np.array([3271015505800001], np.uint64), np.zeros(0, np.uint64)),
    )
    return normalise_part(parts[0], setting, lists)


def written(records: Records) -> dict[str, list[object]]:
    """Return what the records say, codes replaced by their words."""
    words = [*records.name_words.words, ""]
    villages = [*records.villages, ""]
    return {
        "name": [[words[code] for code in row] for row in records.name.tolist()],
        "village": [villages[code] for code in records.village.tolist()],
        "birth": records.birth.tolist(),
        "other": records.birth_other.tolist(),
        "nik": records.nik.tolist(),
        "nik_birth": records.nik_birth.tolist(),
        "quality": records.quality.tolist(),
    }


def test_a_part_reads_as_it_would_among_all_rows(table: pl.DataFrame) -> None:
    parts = [table.head(MANY), table.slice(MANY, 900), table.slice(MANY + 900)]
    lists = sorted(source_names(table))
    whole = written(normalise(table))
    part = written(told_by_the_whole(table, parts, lists))
    assert part == {name: values[:MANY] for name, values in whole.items()}


def test_alone_the_part_would_read_otherwise(table: pl.DataFrame) -> None:
    """The test above says something: without the whole, dates of the first days stay unsure."""
    alone = written(normalise(table.head(9)))
    whole = written(normalise(table))
    assert alone["other"] != whole["other"][:9]
    assert alone["nik"] != whole["nik"][:9]
