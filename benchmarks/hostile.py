"""Lists that break matchers: one giant block, one number for everybody, one row copied."""

from collections.abc import Callable
from typing import Final

import polars as pl

_PLACEHOLDER: Final = "3271012345678901"
_ONE_NAME: Final = "Siti Aminah"
_ONE_ADDRESS: Final = {"address": "Kp. Sawah", "rt": "01", "rw": "02"}


def _constant(rows: pl.DataFrame, **values: str) -> pl.DataFrame:
    return rows.with_columns(pl.lit(value).alias(name) for name, value in values.items())


def one_block(rows: pl.DataFrame) -> pl.DataFrame:
    """Give everybody one name and one address, in one kelurahan."""
    place = {"village": "Tegal Gundil", "district": "Bogor Utara"}
    return _constant(rows, name=_ONE_NAME, **_ONE_ADDRESS, **place)


def one_number(rows: pl.DataFrame) -> pl.DataFrame:
    """Give everybody one well-formed NIK."""
    return _constant(rows, national_id=_PLACEHOLDER)


def one_row(rows: pl.DataFrame) -> pl.DataFrame:
    """Copy the first row into every row, on all lists; then everybody is one person."""
    return rows.with_columns(pl.exclude("programme").first())


FAULTS: Final[dict[str, Callable[[pl.DataFrame], pl.DataFrame]]] = {
    "no fault": lambda rows: rows,
    "one name and one address for all": one_block,
    "one NIK for all": one_number,
    "one row copied into all": one_row,
}
