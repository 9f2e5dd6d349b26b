"""From the data rows of a sheet to the text columns that linkage understands."""

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from tanggap.intake.columns import SPLIT, ColumnRead
from tanggap.intake.formats.grid import Grid
from tanggap.linkage.schema import NUMERIC_MARKS

_LAST_SERIAL: Final = 60_000
_SERIAL_DAY_ZERO: Final = pl.date(1899, 12, 30)
"""Excel's serial number of a day, in its usual 1900 system; 60,000 is a day of 2064."""
_NIK_INSIDE: Final = r"(\d{16})"


def records_of(
    grid: Grid, columns: Iterable[ColumnRead], rows: pl.Series, place: Mapping[str, str]
) -> pl.DataFrame:
    """Return the records in `rows` (from 0): row (UInt32, from 1), fields and number marks.

    Parts of one field are joined by a space, columns of two fields are taken apart, and numbers
    in a column of dates become dates.
    """
    fields: dict[str, list[ColumnRead]] = {}
    for column in columns:
        if column.field:
            fields.setdefault(column.field, []).append(column)
    series: dict[str, pl.Series] = {"row": (rows + 1).cast(pl.UInt32)}
    for name, parts in fields.items():
        text = _joined(grid, parts).gather(rows)
        if name == "birth_date":
            text = _with_serial_days(grid, parts[0], text, rows)
        series |= _apart(name, text) if name in SPLIT else {name: text}
    for mark in NUMERIC_MARKS:
        for part in fields.get(mark.removesuffix("_is_number"), []):
            if part.position in grid.numbers:
                series[mark] = grid.numbers[part.position].gather(rows)
    for name, value in place.items():
        series[name] = pl.Series([value]).new_from_index(0, len(rows))
    return pl.DataFrame(series)


def _joined(grid: Grid, parts: list[ColumnRead]) -> pl.Series:
    if len(parts) == 1:
        return grid.cells[str(parts[0].position)]
    values = grid.cells.select(str(part.position) for part in parts)
    text = values.select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)).to_series()
    return text.set(text == "", None)


def _apart(name: str, text: pl.Series) -> dict[str, pl.Series]:
    """Take a column of a name and a NIK apart; what has no NIK inside is a name."""
    first, second = SPLIT[name]
    rest = text.str.replace(_NIK_INSIDE, "").str.strip_chars(" /,;:|-()\n\t")
    return {first: rest.set(rest == "", None), second: text.str.extract(_NIK_INSIDE)}


def _with_serial_days(
    grid: Grid, column: ColumnRead, text: pl.Series, rows: pl.Series
) -> pl.Series:
    """Turn Excel's day numbers into dates where a column has no other numbers.

    A column that also has numbers like 190283 (19-02-83) is left as it is.
    """
    if column.position not in grid.numbers:
        return text
    is_number = grid.numbers[column.position].gather(rows)
    days = text.set(~is_number, None).cast(pl.Int64, strict=False)
    if not days.is_not_null().any() or not days.drop_nulls().is_between(1, _LAST_SERIAL).all():
        return text
    frame = pl.DataFrame({"text": text, "days": days})
    dates = (_SERIAL_DAY_ZERO + pl.duration(days=pl.col("days"))).dt.to_string("%Y-%m-%d")
    return frame.select(pl.coalesce(dates, pl.col("text"))).to_series()
