"""Raw rows in, normalised rows out: two walks over the parts of a table.

The first walk counts what only the whole table can tell (`normalise.survey`): which numbers
stand for everybody, how each list writes its dates, which region the lists are about. The second
normalises each part with that knowledge, so that a row reads as it would among all of them.
"""

from dataclasses import replace
from functools import partial

import numpy as np
import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from tanggap.linkage.engines.spark.partitions import column, on_partitions
from tanggap.linkage.engines.spark.words import hashes_of_words
from tanggap.linkage.normalise import numbers
from tanggap.linkage.normalise.columns import Columns, Setting
from tanggap.linkage.normalise.dates import DateCounts
from tanggap.linkage.normalise.digits import read_digits
from tanggap.linkage.normalise.frame import source_names
from tanggap.linkage.normalise.kind import Kind, kind_of_table, setting_for
from tanggap.linkage.normalise.locations import most_frequent_first, usual_places
from tanggap.linkage.normalise.places import Triple, regencies_of
from tanggap.linkage.normalise.survey import Survey, survey
from tanggap.linkage.schema import NUMERIC_MARKS, PROVENANCE, RAW_FIELDS

ROW_ID = "row_id"
YEAR, DAY_FIRST, MONTH_FIRST, PLACE, NIK, KK = range(6)
COUNTED = "subject byte, text string, number long, word long, count long"
"""One finding of a survey: its subject, what it is about, and how many rows show it."""
_BETWEEN = "\x1f"


def known_columns(rows: DataFrame) -> DataFrame:
    """Keep the columns that a linkage reads."""
    wanted = {*RAW_FIELDS, *NUMERIC_MARKS, *PROVENANCE, ROW_ID}
    return rows.select(*[name for name in rows.columns if name in wanted])


def list_names(rows: DataFrame) -> list[str]:
    """Return the names of all lists, in the order of their codes."""
    held = [name for name in ("programme", "file") if name in rows.columns]
    if not held:
        return source_names(pl.DataFrame({ROW_ID: [0]}))
    distinct = pl.DataFrame(pl.from_arrow(rows.select(*held).distinct().toArrow()))
    return sorted(source_names(distinct))


def find_setting(rows: DataFrame, lists: list[str], region: str | None) -> Setting:
    """Find out, in a first walk, what only the whole table can tell."""
    kind = _kind(rows)
    schema = COUNTED
    counted = on_partitions(rows, partial(_counted, kind=kind, lists=lists), schema)
    counted = counted.groupBy("subject", "text", "number", "word").agg(
        sf.sum("count").alias("count")
    )
    counted.persist()
    found = pl.DataFrame(pl.from_arrow(counted.where(sf.col("subject") < NIK).toArrow()))
    setting = _with_places(setting_for(kind, region), found, total := rows.count())
    setting = replace(
        setting,
        date_counts=_date_counts(found, total, len(lists)),
        placeholders=numbers.Placeholders(
            _crowds(counted, NIK, numbers.NIK_RECORDS, numbers.NIK_NAMES),
            _crowds(counted, KK, numbers.KK_RECORDS, numbers.KK_NAMES),
        ),
    )
    counted.unpersist()
    return setting


def _kind(rows: DataFrame) -> Kind:
    filled = rows.agg(*[sf.count(name).alias(name) for name in rows.columns]).first()
    present = {name for name in rows.columns if filled is not None and filled[name]}
    if "national_id" not in present:
        return kind_of_table(present, 0, 0, country=None)
    counts = on_partitions(rows.select("national_id"), _long_numbers, "filled long, long long")
    total = counts.agg(sf.sum("filled"), sf.sum("long")).first()
    return kind_of_table(present, *(total or (0, 0)), country=None)


def _long_numbers(table: pa.Table) -> pa.Table:
    columns = Columns(pl.DataFrame(pl.from_arrow(table)))
    filled, long = numbers.count_long(read_digits(columns.text("national_id")))
    return pa.table({"filled": [filled], "long": [long]})


def _counted(table: pa.Table, *, kind: Kind, lists: list[str]) -> pa.Table:
    found = survey(pl.DataFrame(pl.from_arrow(table)), kind, lists)
    empty = pl.DataFrame(schema=_SUBJECTS)
    parts = [empty, _dates(found.dates), _places(found), _numbers(found)]
    return pl.concat(parts, how="diagonal_relaxed").select(_SUBJECTS.keys()).to_arrow()


_SUBJECTS = {
    "subject": pl.Int8(),
    "text": pl.String(),
    "number": pl.Int64(),
    "word": pl.Int64(),
    "count": pl.Int64(),
}


def _dates(dates: DateCounts) -> pl.DataFrame:
    parts = []
    for subject, counts in ((YEAR, dates.years), (DAY_FIRST, dates.orders[0]),
                            (MONTH_FIRST, dates.orders[1])):  # fmt: skip
        at = np.flatnonzero(counts)
        parts.append(pl.DataFrame({"number": at, "count": counts[at]}).with_columns(
            pl.lit(subject, pl.Int8).alias("subject")))  # fmt: skip
    return pl.concat(parts)


def _places(found: Survey) -> pl.DataFrame:
    texts = [_BETWEEN.join(triple) for triple, _ in found.places]
    counts = [count for _, count in found.places]
    return pl.DataFrame(
        {"text": texts, "count": counts}, schema={"text": pl.String, "count": pl.Int64}
    ).with_columns(pl.lit(PLACE, pl.Int8).alias("subject"))


def _numbers(found: Survey) -> pl.DataFrame:
    """Count each complete number beside each first word of a name; 0 is no word."""
    words = np.append(hashes_of_words(found.words), np.uint64(0))[found.first_word].view(np.int64)
    parts = []
    for subject, values in ((NIK, found.nik), (KK, found.kk)):
        kept = values > 0
        pairs = pl.DataFrame({"number": values[kept].view(np.int64), "word": words[kept]})
        parts.append(
            pairs.group_by("number", "word")
            .agg(pl.len().cast(pl.Int64).alias("count"))
            .with_columns(pl.lit(subject, pl.Int8).alias("subject"))
        )
    return pl.concat(parts)


def _crowds(
    counted: DataFrame, subject: int, records: int, names: int
) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    """Return the numbers on too many rows with too many first words, sorted."""
    by_number = counted.where(sf.col("subject") == subject).groupBy("number")
    totals = by_number.agg(
        sf.sum("count").alias("records"), sf.count_if(sf.col("word") != 0).alias("names")
    )
    crowds = totals.where((sf.col("records") > records) & (sf.col("names") > names))
    return np.sort(column(crowds.select("number").toArrow(), "number").view(np.uint64))


def _date_counts(found: pl.DataFrame, total: int, lists: int) -> DateCounts:
    def counts(subject: int, size: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        rows = found.filter(pl.col("subject") == subject)
        return np.bincount(
            rows["number"].to_numpy(), weights=rows["count"].to_numpy(), minlength=size
        ).astype(np.int64)

    orders = [counts(subject, lists * 256) for subject in (DAY_FIRST, MONTH_FIRST)]
    return DateCounts(total, counts(YEAR, 1), np.stack(orders))


def _with_places(setting: Setting, found: pl.DataFrame, total: int) -> Setting:
    rows = found.filter(pl.col("subject") == PLACE)
    triples = [_triple(text) for text in rows["text"]]
    counted = most_frequent_first(triples, rows["count"].to_numpy())
    regencies = regencies_of(counted) if setting.regencies is None else setting.regencies
    return replace(setting, regencies=regencies, usual_places=usual_places(counted, total))


def _triple(text: str) -> Triple:
    village, district, city = text.split(_BETWEEN)
    return village, district, city
