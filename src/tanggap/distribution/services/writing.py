"""Tables for payers, as their profiles want them."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter

from tanggap.distribution.domain.profiles import Profile, cell

RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
WIDTHS: Final = {"nik": 20, "kk": 20, "name": 32, "holder": 32, "address": 40, "reference": 14}
ANSWER: Final = ("Status", "Alasan")
"""Two empty columns for the payer's answer: the same workbook comes back."""


def workbook(profile: Profile, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return an XLSX: numbers of people as text, so that Excel leaves all sixteen digits."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Daftar")
    bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    for place, column in enumerate(profile.columns):
        sheet.set_column(place, place, WIDTHS.get(column.value, 12))
        sheet.write_string(0, place, column.title, bold)
    for extra, title in enumerate(ANSWER, start=len(profile.columns)):
        sheet.set_column(extra, extra, 18)
        sheet.write_string(0, extra, title, bold)
    sheet.freeze_panes(1, 0)
    for line, values in enumerate(rows, start=1):
        for place, column in enumerate(profile.columns):
            value = cell(column, dict(values))
            if isinstance(value, int):
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, value, plain)
    book.close()
    return out.getvalue()


def delimited(profile: Profile, rows: Iterable[Mapping[str, Any]], *, on: date) -> bytes:
    """Return a CSV in UTF-8 with the profile's first line, or the headings where it has none."""
    lines = [dict(one) for one in rows]
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=profile.delimiter, lineterminator="\r\n")
    writer.writerow(_first_line(profile, lines, on))
    for values in lines:
        writer.writerow(_harmless(cell(column, values)) for column in profile.columns)
    return out.getvalue().encode()


def _first_line(profile: Profile, lines: list[dict[str, Any]], on: date) -> list[str]:
    if not profile.first_line:
        return [column.title for column in profile.columns]
    known = {
        "date": f"{on:%Y%m%d}",
        "debtor_account": profile.debtor.get("account", ""),
        "count": len(lines),
        "rupiah": sum(int(one["amount"]) for one in lines),
    }
    return [part.format(**known) for part in profile.first_line]


def _harmless(value: str | int) -> str | int:
    """Keep a spreadsheet from running what a name begins with."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
