"""What offices do by hand: equal NIK, or equal NIK or equal name and birth date."""

import numpy as np
import polars as pl

from benchmarks.groups import Answer, connected, equal


def equal_nik(table: pl.DataFrame) -> Answer:
    """One NIK, one person; all sixteen digits must be there."""
    return Answer(connected(*equal(table["nik"]), table.height))


def equal_nik_or_name_and_birth(table: pl.DataFrame) -> Answer:
    """One NIK, or one folded name and birth date, one person."""
    name_and_birth = table.select(pl.col("name") + "|" + pl.col("birth")).to_series()
    a, b = equal(table["nik"]), equal(name_and_birth)
    left, right = np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]])
    return Answer(connected(left, right, table.height))
