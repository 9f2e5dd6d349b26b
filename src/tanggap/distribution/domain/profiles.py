"""Channels as data: what a payer's file looks like and how its answer is read.

A profile is a TOML document; `channels/` has those that come with the house. `value` of a column
is one of VALUES; `format` is text, upper or number.
"""

import tomllib
from dataclasses import dataclass, field
from typing import Any, Final

from tanggap.language import Sentence

KINDS: Final = ("workbook", "csv", "pain.001", "goods", "point")
WITH_FILE: Final = ("workbook", "csv", "pain.001")
VALUES: Final = frozenset(
    {
        "number", "reference", "nik", "kk", "name", "address", "rt", "rw", "village", "month",
        "amount", "account", "bank", "holder", "currency", "remark", "service", "programme",
    }
)  # fmt: skip
FORMATS: Final = ("text", "upper", "number")


class BadProfile(ValueError):
    """A channel's document cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a payer's file; `length` 0 means as long as it is."""

    title: str
    value: str
    format: str = "text"
    length: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """A channel: what its file holds, and by which headings its answer is read."""

    code: str
    kind: str
    name: Sentence
    columns: tuple[Column, ...] = ()
    delimiter: str = ","
    first_line: tuple[str, ...] = ()
    needs_account: bool = False
    debtor: dict[str, str] = field(default_factory=dict)
    result: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_file(self) -> bool:
        """Whether somebody else pays, by a file."""
        return self.kind in WITH_FILE


def read(text: str) -> Profile:
    """Return the profile of a document. Raises BadProfile."""
    try:
        told = tomllib.loads(text)
        found = Profile(
            code=told["code"],
            kind=told["kind"],
            name=Sentence(**told["name"]),
            columns=tuple(Column(**one) for one in told.get("columns", ())),
            delimiter=told.get("delimiter", ","),
            first_line=tuple(told.get("first_line", ())),
            needs_account=bool(told.get("needs_account", False)),
            debtor=dict(told.get("debtor", {})),
            result={name: list(some) for name, some in told.get("result", {}).items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadProfile(str(error)) from error
    _check(found)
    return found


def cell(column: Column, values: dict[str, Any]) -> str | int:
    """Return what stands in a column, formatted; numbers stay whole numbers."""
    value = values.get(column.value, "")
    if column.format == "number":
        return int(value)
    text = str(value).upper() if column.format == "upper" else str(value)
    return text[: column.length] if column.length else text


def _check(found: Profile) -> None:
    if found.kind not in KINDS:
        raise BadProfile(f"kind: {found.kind}")
    if found.kind in ("workbook", "csv") and not found.columns:
        raise BadProfile("columns")
    for column in found.columns:
        if column.value not in VALUES or column.format not in FORMATS:
            raise BadProfile(f"column: {column.title}")
    if found.kind == "csv" and len(found.delimiter) != 1:
        raise BadProfile("delimiter")
