"""The parts of the Spark engine by themselves."""

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

from tanggap.linkage.engines.spark import UnknownRow, link_spark, missing
from tanggap.linkage.engines.spark.components import connected
from tanggap.linkage.engines.spark.flow import decisions
from tanggap.linkage.engines.spark.partitions import (
    binary,
    byte_rows,
    byte_slices,
    column,
    ordered,
)
from tanggap.linkage.engines.spark.words import Codes, hashes_of_words
from tanggap.linkage.kernels.cluster import components

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_components_are_those_of_one_process(spark: SparkSession) -> None:
    rng = np.random.default_rng(5)
    path = np.stack([np.arange(12), np.arange(1, 13)])
    loose = rng.integers(20, 99, (2, 40))
    a, b = np.hstack([path, loose[:, loose[0] != loose[1]]]).astype(np.int32)
    edges = spark.createDataFrame(pa.table({"a": a, "b": b})).repartition(2)
    found = connected(edges).toArrow()
    expected = components(a, b, np.ones(len(a), np.bool_), 99)
    nodes = np.unique(np.concatenate([a, b]))
    assert sorted(column(found, "node").tolist()) == nodes.tolist()
    assert (expected[column(found, "node")] == column(found, "component")).all()


def test_a_decision_about_a_row_that_is_not_there_is_refused(spark: SparkSession) -> None:
    placed = spark.createDataFrame([(0, "a"), (1, "b")], "place int, row_id string")
    assert decisions(placed, [("a", "b")], []).must.tolist() == [1]
    with pytest.raises(UnknownRow):
        decisions(placed, [("a", "z")], [])


def test_a_single_row_is_one_person(spark: SparkSession) -> None:
    rows = spark.createDataFrame([("x1", "SITI AMINAH")], "row_id string, name string")
    found = link_spark(rows)
    assert [row.row_id for row in found.groups.collect()] == ["x1"]


def test_without_spark_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "find_spec", lambda _name: None)
    with pytest.raises(missing.SparkMissing, match=r"pip install 'tanggap\[spark\]'"):
        missing.require_spark()


def test_hashes_sort_alike_in_spark() -> None:
    hashes = np.array([0, 1, 2**63 - 1, 2**63, 2**64 - 1], dtype=np.uint64)
    assert (np.diff(ordered(hashes)) > 0).all()


@pytest.mark.parametrize("start", [0, 2])
def test_bytes_survive_the_way_through_arrow(start: int) -> None:
    content = np.arange(30, dtype=np.uint8).reshape(5, 6)
    table = pa.table({"row": binary(content)}).slice(start)
    assert byte_rows(table, "row", 6).tolist() == content[start:].tolist()
    assert byte_slices(table, "row")[0].tolist() == list(range(0, 6 * (5 - start) + 1, 6))


def test_words_get_the_same_code_in_every_part() -> None:
    words = ["siti", "aminah", "budi"]
    hashes = hashes_of_words(words)
    codes = Codes((np.zeros(0, np.uint64), np.sort(hashes), *[np.zeros(0, np.uint64)] * 5))
    small = np.zeros((2, 29), np.int32)
    hashed = np.zeros((2, 18), np.uint64)
    hashed[:, 0] = hashes[[2, 0]]
    codes.write(small, hashed)
    by_code = dict(enumerate(pl.Series(words).gather(np.argsort(hashes))))
    assert [by_code[code] for code in small[:, 16].tolist()] == ["budi", "siti"]
    assert small[:, 17].tolist() == [-1, -1]
