"""CSV and TSV as offices save them: encoding and delimiter found, broken quotes survived."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from tanggap.intake.formats.grid import Grid, grid_of
from tanggap.intake.formats.guards import check_text
from tanggap.intake.problems import unreadable

Quoting = Literal[0, 3]
"""`csv.QUOTE_MINIMAL` or `csv.QUOTE_NONE`."""

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 128 << 10
_SAMPLE_RECORDS: Final = 60
_RECORDS_AT_ONCE: Final = 20_000
_MOST_NEWLINES: Final = 12
"""Line breaks believed in one quoted cell; more means that a quotation mark was never closed."""
_LONGEST_FIELD: Final = 2**31 - 1


class _QuotesBrokenError(Exception):
    """A quotation mark swallowed the rows after it."""


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Windows does; undefined bytes become their own code point."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    text = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in broken)
    return text, error.end


codecs.register_error("tanggap-cp1252", _as_cp1252)


def read_delimited(path: Path) -> tuple[Grid, bool]:
    """Return a text file as a grid, and whether its quotation marks could be trusted.

    Rows of the grid are records, so a line break inside quotes does not count. Raises
    `UnreadableList` where the content is no text.
    """
    check_text(path)
    encoding, skip = _encoding(path)
    sample = _sample(path, encoding, skip)
    if _is_binary(sample):
        raise unreadable(path, "FILE_NOT_A_LIST", what_id="data biner", what_en="binary data")
    delimiter, hinted = _delimiter(sample)
    try:
        return _grid(path, encoding, skip, delimiter, hinted, 0), True
    except _QuotesBrokenError:
        return _grid(path, encoding, skip, delimiter, hinted, 3), False


def _encoding(path: Path) -> tuple[str, int]:
    """Return the encoding and the length of the byte order mark."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8", 3
    if start.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", 2
    if start.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", 2
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > 0.4 * half and start[::2].count(0) < 0.1 * half:
        return "utf-16-le", 0
    if start[::2].count(0) > 0.4 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be", 0
    return "utf-8", 0


def _text(path: Path, encoding: str, skip: int) -> io.TextIOWrapper:
    errors = "tanggap-cp1252" if encoding == "utf-8" else "replace"
    binary = path.open("rb")
    binary.seek(skip)
    return io.TextIOWrapper(binary, encoding=encoding, errors=errors, newline="")


def _sample(path: Path, encoding: str, skip: int) -> str:
    with _text(path, encoding, skip) as text:
        return text.read(_SAMPLE)


def _is_binary(sample: str) -> bool:
    controls = sum(1 for letter in sample if letter < " " and letter not in "\t\r\n\f\v")
    return controls > 0.05 * len(sample)


def _delimiter(sample: str) -> tuple[str, bool]:
    """Return the delimiter, and whether the first line names it (Excel's `sep=;`)."""
    first = sample.splitlines()[0].strip().strip('"') if sample else ""
    if len(first) == 5 and first.lower().startswith("sep="):
        return first[4], True
    return max(DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter)), False


def _regularity(sample: str, delimiter: str) -> float:
    """Score a delimiter: the share of records of one and the same width, times that width."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        for record in reader:
            if len(widths) == _SAMPLE_RECORDS:
                break
            if any(record):
                widths.append(len(record))
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = Counter(widths).most_common(1)[0]
    return times / len(widths) * min(width, 100) if width > 1 else 0.0


def _grid(
    path: Path, encoding: str, skip: int, delimiter: str, hinted: bool, quoting: Quoting
) -> Grid:
    csv.field_size_limit(_LONGEST_FIELD)
    with _text(path, encoding, skip) as text:
        reader = csv.reader(text, delimiter=delimiter, quoting=quoting)
        if hinted:
            next(reader, None)
        return grid_of("", _blocks(reader, quoting))


def _blocks(reader: Iterator[list[str]], quoting: Quoting) -> Iterator[Sequence[Sequence[str]]]:
    block: list[list[str]] = []
    for record in reader:
        if quoting == csv.QUOTE_NONE:
            block.append([cell.strip('"') for cell in record])
        elif any(cell.count("\n") > _MOST_NEWLINES for cell in record):
            raise _QuotesBrokenError
        else:
            block.append(record)
        if len(block) == _RECORDS_AT_ONCE:
            yield block
            block = []
    if block:
        yield block
