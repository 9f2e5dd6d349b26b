"""The mapping that can be printed, corrected by hand and given back: which column is what."""

import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tanggap.intake.columns import SPLIT
from tanggap.language import Sentence
from tanggap.linkage.schema import RAW_FIELDS

if TYPE_CHECKING:
    from tanggap.intake.reading import ListRead
    from tanggap.intake.sheets import SheetRead

_UNUSED: Final = ""
_PREAMBLE: Final = """\
# Pemetaan kolom. Betulkan bidang di kanan tanda "=", lalu pakai lagi dengan --mapping.
# "" berarti kolom tidak dipakai; header_rows adalah nomor baris judul kolom ([] bila tidak ada);
# read = false melewati lembar itu.
# Column mapping. Correct the field to the right of "=", then use it again with --mapping.
# Bidang / fields:
"""


class MappingError(Exception):
    """A mapping cannot be used; the sentence says which line is wrong and what it may be."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What one sheet holds. `columns` maps letters to field names, "" for a column not used.

    `header_rows` are counted from 1 as a spreadsheet shows them; None leaves them to be found.
    """

    file: str
    sheet: str = ""
    read: bool = True
    programme: str = ""
    header_rows: tuple[int, ...] | None = None
    columns: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The mappings of any number of sheets; sheets that it does not name are read by themselves."""

    sheets: tuple[SheetMapping, ...] = ()

    def of(self, file: str, sheet: str) -> SheetMapping | None:
        """Return the mapping of one sheet, None where it says nothing about it."""
        return next((m for m in self.sheets if (m.file, m.sheet) == (file, sheet)), None)

    @classmethod
    def of_lists(cls, lists: "Iterable[ListRead]") -> "Mapping":
        """Return the mapping by which lists were read, to be printed and corrected."""
        return cls(tuple(_of_sheet(one, sheet) for one in lists for sheet in one.sheets))

    def to_toml(self) -> str:
        """Return the mapping as TOML, with the header of each column as a comment."""
        fields = "".join(f"#   {name}: {meaning}\n" for name, meaning in RAW_FIELDS.items())
        return _PREAMBLE + fields + "".join(map(_sheet_as_toml, self.sheets))

    @classmethod
    def from_toml(cls, text: str) -> "Mapping":
        """Read a mapping; raises `MappingError` where the text is no mapping."""
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise _invalid(f"{error}", f"{error}") from error
        sheets = document.get("list", [])
        if not isinstance(sheets, list) or not all(isinstance(one, dict) for one in sheets):
            raise _invalid("bagian [[list]] tidak ada", "it has no [[list]] part")
        return cls(tuple(map(_sheet_from_toml, sheets)))


def _of_sheet(one: "ListRead", sheet: "SheetRead") -> SheetMapping:
    return SheetMapping(
        file=one.path.name,
        sheet=sheet.name,
        read=sheet.read,
        programme=one.programme,
        header_rows=sheet.header_rows,
        columns={column.letter: column.field or _UNUSED for column in sheet.columns},
        headers={column.letter: column.header for column in sheet.columns},
    )


def _sheet_as_toml(sheet: SheetMapping) -> str:
    lines = ["", "[[list]]", f"file = {_quoted(sheet.file)}", f"sheet = {_quoted(sheet.sheet)}"]
    if sheet.programme:
        lines.append(f"programme = {_quoted(sheet.programme)}")
    lines.append(f"read = {'true' if sheet.read else 'false'}")
    if sheet.header_rows is not None:
        lines.append(f"header_rows = {list(sheet.header_rows)}")
    if sheet.columns:
        lines.append("[list.columns]")
    for letter, name in sheet.columns.items():
        header = " ".join(sheet.headers.get(letter, "").split())
        comment = "".join(c for c in header if c.isprintable())
        lines.append(f"{letter} = {_quoted(name)}" + (f"  # {comment}" if comment else ""))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string: quotes, backslashes and control characters escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    )


def _sheet_from_toml(one: MappingOf[str, Any]) -> SheetMapping:
    file, sheet = one.get("file"), one.get("sheet", "")
    if not isinstance(file, str) or not isinstance(sheet, str):
        raise _invalid('setiap [[list]] perlu file = "…"', 'every [[list]] needs file = "…"')
    return SheetMapping(
        file=file,
        sheet=sheet,
        read=one.get("read", True) is not False,
        programme=str(one.get("programme", "")),
        header_rows=_header_rows(one.get("header_rows"), file),
        columns=_columns(one.get("columns", {}), file),
    )


def _header_rows(value: object, file: str) -> tuple[int, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(type(row) is int and row > 0 for row in value):
        raise _invalid(
            f"header_rows untuk “{file}” harus nomor baris, misalnya [4]",
            f"header_rows of “{file}” must be row numbers, for example [4]",
        )
    return tuple(sorted(value))


def _columns(value: object, file: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _invalid(f"columns untuk “{file}” salah bentuk", f"columns of “{file}” is malformed")
    for letter, name in value.items():
        if not (letter.isascii() and letter.isalpha()):
            raise _invalid(f"“{letter}” bukan huruf kolom", f"“{letter}” is not a column letter")
        if name != _UNUSED and name not in RAW_FIELDS and name not in SPLIT:
            raise _invalid(
                f"kolom {letter} di “{file}”: bidang “{name}” tidak dikenal",
                f"column {letter} of “{file}”: the field “{name}” is unknown",
            )
    return {letter.upper(): name for letter, name in value.items()}


def _invalid(indonesian: str, english: str) -> MappingError:
    return MappingError(
        Sentence(
            f"Pemetaan tidak dapat dipakai: {indonesian}.",
            f"The mapping cannot be used: {english}.",
        )
    )
