"""Spark as the engine of `tanggap.linkage.link`, for a table that fits one machine's memory."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession

from tanggap.linkage.engines import Grouping
from tanggap.linkage.engines.spark.flow import link_distinct
from tanggap.linkage.engines.spark.reading import ROW_ID
from tanggap.linkage.grouping import distinct, pack
from tanggap.linkage.model import Model

RowPairs = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class OnSpark:
    """`link(rows, engine=OnSpark(spark))` computes on the cluster of a Spark session.

    The rows and the answer pass through this process; `link_spark` keeps both on the cluster.
    """

    spark: SparkSession

    def __call__(
        self,
        raw: pl.DataFrame,
        *,
        model: Model | None,
        must_link: RowPairs,
        cannot_link: RowPairs,
        region: str | None,
    ) -> Grouping:
        """Group the rows on Spark; raises what `link_spark` raises."""
        numbered = raw.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW_ID))
        found = link_distinct(
            self.spark.createDataFrame(numbered.to_arrow()),
            model=model,
            must_link=must_link,
            cannot_link=cannot_link,
            region=region,
        )
        groups = _collected(found.groups).sort(ROW_ID)
        kin = _collected(found.kin)
        return Grouping(
            found.model,
            _numbered(groups["person"]),
            _numbered(groups["household"]),
            _in_order_of_value(_collected(found.review)),
            distinct(pack(kin["a"].to_numpy(), kin["b"].to_numpy())),
        )


def _collected(frame: DataFrame) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(frame.toArrow()))


def _numbered(groups: pl.Series) -> NDArray[np.int32]:
    numbers: NDArray[np.int32] = (groups.rank("dense") - 1).cast(pl.Int32).to_numpy()
    return numbers


def _in_order_of_value(review: pl.DataFrame) -> pl.DataFrame:
    rows = review.with_columns(pl.col("a", "b").cast(pl.Int32))
    return rows.sort((pl.col("probability") - 0.5).abs(), "a", "b")
