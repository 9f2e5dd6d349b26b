"""Writing tables for spreadsheets (CSV) and for analysis (Parquet)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Literal

import polars as pl

from tanggap.intake.escape import FORMULA_STARTS

Format = Literal["csv", "parquet"]
_LOOKS_LIKE_FORMULA: Final = (
    r"^ *[" + "".join(f"\\x{ord(start):02x}" for start in FORMULA_STARTS) + "]"
)


def write_tables(
    tables: Mapping[str, pl.DataFrame], directory: Path, *, formats: Iterable[Format] = ("csv",)
) -> list[Path]:
    """Write every table under its name, in every format asked for; return the files' paths.

    CSV is UTF-8 with a header; text that a spreadsheet would run as a formula gets an apostrophe
    before it. Parquet keeps the text as it is, because no spreadsheet opens it.
    """
    written = []
    for name, table in tables.items():
        for form in formats:
            path = directory / f"{name}.{form}"
            if form == "csv":
                harmless(table).with_columns(pl.col(pl.String).replace("", None)).write_csv(path)
            else:
                table.write_parquet(path)
            written.append(path)
    return written


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with its text escaped against formula injection."""
    texts = pl.col(pl.String)
    return table.with_columns(
        pl.when(texts.str.contains(_LOOKS_LIKE_FORMULA))
        .then("'" + texts)
        .otherwise(texts)
        .name.keep()
    )
