"""Excel (XLSX, XLSM, XLSB, XLS) and OpenDocument (ODS) workbooks, read by calamine."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
    load_workbook,
)

from tanggap.intake.formats.grid import Cell, Grid, grid_of
from tanggap.intake.formats.guards import check_archive
from tanggap.intake.formats.kinds import Kind
from tanggap.intake.problems import unreadable

_ROWS_AT_ONCE = 20_000
_BROKEN = (CalamineError, WorksheetNotFound, XmlError, ZipError, OSError, ValueError)


def read_workbook(path: Path, kind: Kind) -> Iterator[Grid]:
    """Yield every worksheet of a workbook, hidden ones too (they say so).

    Raises `UnreadableList` where the workbook is locked, broken or a bomb.
    """
    if kind != "xls":
        check_archive(path)
    workbook = _opened(path)
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            yield _grid(path, workbook, sheet.name, sheet.visible is not SheetVisibleEnum.Visible)


def _opened(path: Path) -> CalamineWorkbook:
    try:
        with path.open("rb") as file:
            return load_workbook(file)  # a path would be judged by its suffix, a stream is not
    except PasswordError as error:
        raise unreadable(path, "FILE_LOCKED") from error
    except _BROKEN as error:
        raise unreadable(path, "FILE_BROKEN") from error
    except BaseException as error:
        raise _unless_panic(path, error) from error


def _grid(path: Path, workbook: CalamineWorkbook, name: str, hidden: bool) -> Grid:
    try:
        sheet = workbook.get_sheet_by_name(name)
        merged = sheet.merged_cell_ranges or ()
        return grid_of(name, _blocks(sheet), merged=merged, hidden=hidden)
    except _BROKEN as error:
        raise unreadable(path, "FILE_BROKEN") from error
    except BaseException as error:
        raise _unless_panic(path, error) from error


def _unless_panic(path: Path, error: BaseException) -> BaseException:
    """Return what to raise: a panic of the Rust reader is a broken file, the rest stays itself."""
    return unreadable(path, "FILE_BROKEN") if type(error).__name__ == "PanicException" else error


def _blocks(sheet: CalamineSheet) -> Iterator[Sequence[Sequence[Cell]]]:
    """Yield blocks of rows from row 1 and column A; the reader leaves empty first columns out."""
    if sheet.start is None:
        return
    before: list[Cell] = [""] * sheet.start[1]
    block: list[list[Cell]] = []
    for row in sheet.iter_rows():
        block.append(before + row if before else list(row))
        if len(block) == _ROWS_AT_ONCE:
            yield block
            block = []
    if block:
        yield block
