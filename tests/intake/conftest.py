"""Writers of small synthetic lists in every format that intake reads."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

Rows = Sequence[Sequence[object]]
WriteBook = Callable[[str, Mapping[str, Rows]], Path]
WriteText = Callable[[str, str | bytes], Path]

HEADER = ["NO", "NIK", "NAMA", "ALAMAT"]


@pytest.fixture
def people() -> list[list[object]]:
    """Twelve invented people: number, NIK (men and women, born 1950 to 1983), name, address."""
    names = [
        "Asep",
        "Siti",
        "Ujang",
        "Euis",
        "Dede",
        "Entin",
        "Tatang",
        "Neng",
        "Cecep",
        "Iis",
        "Slamet",
        "Wati",
    ]
    return [
        [n, f"327104{n + 40 * (n % 2):02d}07{47 + 3 * n}{n:04d}", name, f"Jl. Mawar {n - 1}"]
        for n, name in enumerate(names, start=1)
    ]


@pytest.fixture
def write_xlsx(tmp_path: Path) -> WriteBook:
    """Write a workbook from rows per sheet."""

    def write(name: str, sheets: Mapping[str, Rows]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def write_text(tmp_path: Path) -> WriteText:
    """Write a text file."""

    def write(name: str, content: str | bytes) -> Path:
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(raw)
        return tmp_path / name

    return write
