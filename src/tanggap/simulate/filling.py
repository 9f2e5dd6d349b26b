"""What stands in the cells of a file, beside the columns of the records."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import numpy as np
import polars as pl

from tanggap.simulate.layouts import Column

Cells = list[str | float | datetime | None]

_OCCUPATIONS: Final = (
    "BURUH HARIAN LEPAS",
    "PEDAGANG",
    "IBU RUMAH TANGGA",
    "OJEK",
    "KARYAWAN SWASTA",
    "WIRASWASTA",
    "SOPIR",
    "TIDAK BEKERJA",
    "PETANI",
    "GURU HONORER",
)
_OPENED: Final = datetime(2020, 5, 1, 9, 0)  # noqa: DTZ001 - a form writes local time without a zone


def cells(rows: pl.DataFrame, column: Column, rng: np.random.Generator, city: str) -> Cells:
    """Return the cells of one column for the rows of one sheet."""
    source = column.source
    if source.startswith("="):
        text = source.removeprefix("=")
        return [float(text) if text.isdigit() else text] * len(rows)
    if source == "city":
        return [city] * len(rows)
    made_up = _MADE_UP.get(source)
    return made_up(rows, rng) if made_up else list(rows[source])


def workbook_cells(rows: pl.DataFrame, column: Column, values: Cells) -> Cells:
    """Give cells the types that Excel gives them: numbers and dates where it saw such."""
    if column.source in ("national_id", "family_id"):
        is_number = rows[f"{column.source}_is_number"]
        return [float(str(v)) if n else v for v, n in zip(values, is_number, strict=True)]
    if column.source == "birth_date":
        is_date = rows["birth_is_date"]
        return [
            datetime.fromisoformat(str(v)) if d else v for v, d in zip(values, is_date, strict=True)
        ]
    if column.source in ("rt", "rw", "phone"):
        return [float(str(v)) if _typed_as_number(v) else v for v in values]
    return values


def _typed_as_number(value: object) -> bool:
    return isinstance(value, str) and value.isdigit() and value[0] != "0"


def _number(rows: pl.DataFrame, _: np.random.Generator) -> Cells:
    return [float(i) for i in range(1, len(rows) + 1)]


def _rt_rw(rows: pl.DataFrame, _: np.random.Generator) -> Cells:
    return [
        f"{rt}/{rw}" if rt and rw else None for rt, rw in zip(rows["rt"], rows["rw"], strict=True)
    ]


def _place_and_date(rows: pl.DataFrame, _: np.random.Generator) -> Cells:
    both = zip(rows["birth_place"], rows["birth_date"], strict=True)
    return [", ".join(part for part in parts if part) or None for parts in both]


def _member_id(rows: pl.DataFrame, rng: np.random.Generator) -> Cells:
    first = int(rng.integers(10**9, 8 * 10**9))
    return [str(first + 7 * i) for i in range(len(rows))]


def _occupation(rows: pl.DataFrame, rng: np.random.Generator) -> Cells:
    return [_OCCUPATIONS[i] for i in rng.integers(0, len(_OCCUPATIONS), len(rows)).tolist()]


def _family_size(rows: pl.DataFrame, rng: np.random.Generator) -> Cells:
    return [float(i) for i in rng.integers(1, 8, len(rows)).tolist()]


def _moment(rows: pl.DataFrame, rng: np.random.Generator) -> Cells:
    waits = np.cumsum(rng.exponential(240, len(rows))).tolist()
    return [f"{_OPENED + timedelta(seconds=wait):%Y/%m/%d %H:%M:%S}" for wait in waits]


_MADE_UP: Final[dict[str, Callable[[pl.DataFrame, np.random.Generator], Cells]]] = {
    "number": _number,
    "rt_rw": _rt_rw,
    "place_and_date": _place_and_date,
    "member_id": _member_id,
    "occupation": _occupation,
    "family_size": _family_size,
    "moment": _moment,
}
