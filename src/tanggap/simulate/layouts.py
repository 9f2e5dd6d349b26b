"""The eight files as offices hand them over: names, titles, headers, footers, encodings."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

from tanggap.simulate.programmes import CODES, Programme

SIGNATURE: Final = (
    "JUMLAH PENERIMA : {rows}",
    "",
    "",
    "{city}, 4 Mei 2020",
    "Kepala Dinas Sosial,",
    "",
    "( ................ )",
)
"""The lines below the rows of a signed list."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its header, what fills it, and the header above it, if two rows."""

    header: str
    source: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file. `titles` may name {city} and {district}; `sheet` is used where there is one."""

    file: str
    columns: tuple[Column, ...]
    sheets: Literal["one", "by_district"] = "one"
    sheet: str = ""
    titles: tuple[str, ...] = ()
    signed: bool = False
    hidden_sheet: str = ""
    summary_sheet: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","

    @property
    def is_workbook(self) -> bool:
        """Tell a workbook from a text file."""
        return self.file.endswith(".xlsx")


@cache
def layouts() -> dict[Programme, Layout]:
    """Return the layouts of `facts/layouts.toml`."""
    text = resources.files("tanggap.simulate").joinpath("facts/layouts.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return {programme: _layout(tables[CODES[programme]]) for programme in Programme}


def _layout(table: dict[str, Any]) -> Layout:
    columns = tuple(Column(*column) for column in table.pop("columns"))
    titles = tuple(table.pop("titles", ()))
    return Layout(columns=columns, titles=titles, **table)
