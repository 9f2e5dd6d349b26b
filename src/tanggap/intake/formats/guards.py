"""Guards against workbooks that would fill the memory: checked before anything is unpacked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tanggap.intake.problems import unreadable

_MEBIBYTE: Final = 1 << 20
LARGEST_PART: Final = 1_536 * _MEBIBYTE
"""Unpacked bytes of one part; a sheet of a million rows and twelve columns has about 1 GiB."""
LARGEST_ARCHIVE: Final = 2_048 * _MEBIBYTE
LARGEST_RATIO: Final = 400
"""Unpacked to packed, for parts over `RATIO_MATTERS`; sheets of equal rows reach about 150."""
RATIO_MATTERS: Final = 64 * _MEBIBYTE
MOST_CELLS: Final = 25_000_000
"""Rows times columns of one sheet: the reader holds the whole rectangle, 24 bytes a cell."""
LARGEST_TEXT: Final = 1_024 * _MEBIBYTE

_CHUNK: Final = 4 * _MEBIBYTE
_OVERLAP: Final = 128
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})\d')
_ROW = re.compile(rb'\br="(?:[A-Z]{1,3})?(\d{1,7})"')
_FILLED = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:table-cell\b([^>]*)>")
_ODS_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_ODS_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')


def check_text(path: Path) -> None:
    """Refuse a text file that is too large to be one list."""
    size = path.stat().st_size
    if size > LARGEST_TEXT:
        raise _too_large(path, size, LARGEST_TEXT)


def check_archive(path: Path) -> None:
    """Refuse an XLSX or ODS that unpacks to too much, or to too large a rectangle of cells."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(path, parts)
            for part in parts:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename, re.IGNORECASE):
                    _check_rectangle(path, archive, part)
                elif part.filename == "content.xml":
                    _check_repeats(path, archive, part)
                elif part.filename.lower() == "xl/sharedstrings.xml":
                    _read_through(archive, part)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise unreadable(path, "FILE_BROKEN") from error


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    whole = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    for part in parts:
        ratio = part.file_size // max(part.compress_size, 1)
        if part.file_size > RATIO_MATTERS and ratio > LARGEST_RATIO:
            raise unreadable(path, "FILE_BOMB", ratio=ratio)
    if largest > LARGEST_PART:
        raise _too_large(path, largest, LARGEST_PART)
    if whole > LARGEST_ARCHIVE:
        raise _too_large(path, whole, LARGEST_ARCHIVE)


def _too_large(path: Path, size: int, limit: int) -> Exception:
    return unreadable(path, "FILE_TOO_LARGE", size=size // _MEBIBYTE, limit=limit // _MEBIBYTE)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces that overlap, so that no short tag is cut in two."""
    with archive.open(part) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack once without keeping anything: a size that was lied about shows as a bad checksum."""
    for _ in _chunks(archive, part):
        pass


def _check_rectangle(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose last row times last column is more than memory holds."""
    letters: set[bytes] = set()
    last_row = 0
    for chunk in _chunks(archive, part):
        letters.update(_COLUMN.findall(chunk))
        last_row = max(last_row, max(map(int, set(_ROW.findall(chunk))), default=0))
    width = max(map(_column_number, letters), default=1)
    if width * last_row > MOST_CELLS:
        _check_filled(path, archive, part)


def _check_filled(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Check again with filled cells only: whole columns are often coloured but empty."""
    width, height, farthest = 1, 1, b""
    for chunk in _chunks(archive, part):
        for letter, row in _FILLED.findall(chunk):
            column = _column_number(letter)
            if column > width or int(row) > height:
                width, height, farthest = max(width, column), max(height, int(row)), letter + row
    if width * height > MOST_CELLS:
        raise unreadable(path, "SHEET_TOO_WIDE", cell=farthest.decode())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_repeats(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse an ODS whose repeated rows and columns of filled cells unfold to too many cells."""
    cells = 0
    for attributes, content in _ODS_ROW.findall(archive.read(part)):
        rows = _repeats(_ODS_ROWS_REPEATED, attributes)
        filled = [cell for cell in _ODS_CELL.findall(content) if b"office:value" in cell]
        cells += rows * sum(_repeats(_ODS_COLUMNS_REPEATED, cell) for cell in filled)
    if cells > MOST_CELLS:
        raise unreadable(path, "FILE_BOMB", ratio=cells // max(part.compress_size, 1))


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1
