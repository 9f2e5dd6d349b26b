"""Draws the pictures of the documents from the report of an invented city, with Chromium.

    make report && .venv/bin/python tools/make_pictures.py

The report is shown by itself, part by part. Of a returned workbook the cells are drawn as a
table, because no spreadsheet program is at hand everywhere; long numbers are masked.
"""

import html
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tanggap.reconcile.masking import masked_numbers_inside
from tanggap.reconcile.status import STATUSES

RESULT = Path("demo/hasil")
PICTURES = Path("docs/pictures")
PARTS = {
    "laporan": (".hero,#langkah", (1180, 1180)),
    "gabungan": ("#daftar", (1180, 640)),
    "aturan": ("#aturan", (1180, 800)),
    "wilayah": ("#wilayah", (1180, 900)),
    "bukti": ("#contoh", (1180, 1000)),
}
WORKBOOK = "BST Kemensos via Pos.xlsx"
SHOWN_ROWS = 14
SHOWN_COLUMNS = (1, 2, 3, 6, 10, 14, 15, 16, 17, 18, 19)
CLIPPED = 84
LOOK = """
body{margin:0;background:#fff;font:12px/1.35 "Liberation Sans",Arial,sans-serif}
table{border-collapse:collapse}td,th{border:1px solid #d0d7dc;padding:3px 6px;max-width:210px;
vertical-align:top}th{background:#eef1f3;font-weight:400;color:#5b6b73}.new{background:#f3f8f9}
.title{font-weight:700;white-space:nowrap;max-width:24px}.head{font-weight:700;background:#e4edf0}
"""


def main() -> None:
    """Draw every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    report = (RESULT / "laporan.html").read_text("utf-8")
    for name, (selector, size) in PARTS.items():
        draw(only(report, selector), size, PICTURES / f"{name}.png")
    draw(as_table(RESULT / "diperiksa" / WORKBOOK), (1240, 640), PICTURES / "buku-kerja.png")


def only(page: str, selector: str) -> str:
    """Return the report with nothing but the sections that a CSS selector names."""
    rule = f"section{{display:none}}{selector}{{display:block;border:0}}footer{{display:none}}"
    return page.replace("</style>", f"{rule}</style>", 1)


def as_table(path: Path) -> str:
    """Return the first rows of a returned workbook as a table that looks like a spreadsheet."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    letters = "".join(f"<th>{get_column_letter(c)}</th>" for c in SHOWN_COLUMNS)
    rows = "".join(
        f"<tr><th>{row}</th>{''.join(_cell(sheet.cell(row, c)) for c in SHOWN_COLUMNS)}</tr>"
        for row in range(1, SHOWN_ROWS + 1)
    )
    head = f"<!doctype html><meta charset=utf-8><style>{LOOK}</style>"
    return f"{head}<table><tr><th></th>{letters}</tr>{rows}"


def _cell(cell: Any) -> str:
    value = "" if cell.value is None else str(cell.value).removesuffix(" 00:00:00")
    text = masked_numbers_inside(value)
    clipped = text if len(text) <= CLIPPED else text[:CLIPPED] + "…"
    kind = "new" if cell.column > 13 else ""
    if cell.row <= 2:
        kind, clipped = "title", text
    elif cell.row <= 5:
        kind = "head"
    colour = next((s for s in STATUSES.values() if s.label.id == value), None)
    style = f' style="background:#{colour.fill};color:#{colour.text}"' if colour else ""
    return f'<td class="{kind}"{style}>{html.escape(clipped)}</td>'


def draw(page: str, size: tuple[int, int], path: Path) -> None:
    """Photograph a page with Chromium in a window of `size` pixels."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "page.html"
        source.write_text(page, "utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += ["--no-first-run", "--disable-background-networking", "--disable-sync"]
        command += [f"--user-data-dir={directory}/profile", f"--window-size={size[0]},{size[1]}"]
        command += [f"--screenshot={path.resolve()}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
