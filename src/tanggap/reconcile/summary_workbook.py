"""`laporan.xlsx`: the same report for those who live in Excel."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl
import xlsxwriter

from tanggap.language import Language, Sentence
from tanggap.reconcile.page import NIK_LABELS, Report
from tanggap.reconcile.status import STATUSES

MOST_ROWS: Final = 200_000
"""Rows of a table that the workbook shows; the CSV files hold them all."""
THE_REST: Final = Sentence("… selebihnya ada di berkas CSV", "… the rest is in the CSV file")
WIDEST: Final = 60
NARROWEST: Final = 10
TOLD_ONCE: Final = ("reason", "legal_basis", "months")
"""Columns of the overlaps that are the same for a whole rule; the summary tells them once."""

HEADINGS: Final = {
    "household_id": Sentence("ID rumah tangga", "Household"),
    "person_ids": Sentence("ID orang", "Persons"),
    "programme_kept": Sentence("Program yang didahulukan", "Programme kept"),
    "programme_to_check": Sentence("Program yang diperiksa", "Programme to check"),
    "rule": Sentence("Aturan", "Rule"),
    "action": Sentence("Tindakan", "Action"),
    "tie": Sentence("Hubungan", "Tie"),
    "months": Sentence("Bulan", "Months"),
    "rupiah_per_month": Sentence("Rupiah per bulan", "Rupiah a month"),
    "rupiah_in_all": Sentence("Rupiah seluruhnya", "Rupiah in all"),
    "names": Sentence("Nama", "Names"),
    "reason": Sentence("Alasan", "Reason"),
    "legal_basis": Sentence("Dasar hukum", "Legal basis"),
    "evidence": Sentence("Bukti (berkas/lembar/baris)", "Evidence (file/sheet/row)"),
    "probability": Sentence("Peluang orang sama", "Chance of one person"),
    "household_probability": Sentence("Peluang serumah", "Chance of one household"),
    "changes_an_answer": Sentence("Menentukan bantuan", "Changes an answer"),
    "people": Sentence("Orang", "People"),
    "rows": Sentence("Baris", "Rows"),
    "programmes": Sentence("Program", "Programmes"),
    "lists": Sentence("Jumlah daftar", "Lists"),
    "kk": Sentence("No. KK", "Family card"),
    "village": Sentence("Kelurahan/desa", "Village"),
    "district": Sentence("Kecamatan", "District"),
    "rules_broken": Sentence("Aturan dilanggar", "Rules broken"),
    "place": Sentence("Letak", "Place"),
    "programme": Sentence("Program", "Programme"),
    "person_id": Sentence("ID orang", "Person"),
    "name": Sentence("Nama", "Name"),
    "nik": Sentence("NIK", "NIK"),
    "birth_date": Sentence("Tanggal lahir", "Birth date"),
    "address": Sentence("Alamat", "Address"),
}
VALUES: Final = {
    "action": {
        "block": Sentence("tahan", "hold"),
        "warn": Sentence("periksa dulu", "check first"),
    },
    "tie": {
        "person": Sentence("orang yang sama", "same person"),
        "family": Sentence("KK yang sama", "same family card"),
        "household": Sentence("serumah", "same household"),
    },
    "changes_an_answer": {"yes": Sentence("ya", "yes"), "no": Sentence("tidak", "no")},
}
"""What the words of the CSV files, which programs read, are called for people."""
RULE_HEADINGS: Final = (
    Sentence("Aturan", "Rule"),
    Sentence("Kode", "Code"),
    Sentence("Melanggar", "Break it"),
    Sentence("Perlu diperiksa", "To check"),
    Sentence("Rupiah per bulan", "Rupiah a month"),
    Sentence("Dasar hukum", "Legal basis"),
)
FIGURES: Final = (
    ("rows", Sentence("Baris dibaca", "Rows read")),
    ("lists", Sentence("Daftar", "Lists")),
    ("people", Sentence("Orang berbeda", "Different people")),
    ("households", Sentence("Rumah tangga", "Households")),
    ("households_on_aid", Sentence("Rumah tangga di daftar bantuan", "Households on lists of aid")),
    (
        "households_on_several",
        Sentence("… di lebih dari satu daftar bantuan", "… on more than one list of aid"),
    ),
    ("households_breaking", Sentence("… yang melanggar aturan", "… that break a rule")),
    (
        "found_by_nik",
        Sentence(
            "… di antaranya ditemukan VLOOKUP pada NIK", "… of those, found by VLOOKUP on NIK"
        ),
    ),
    ("households_warned", Sentence("… yang perlu dikunjungi", "… to be visited")),
    ("rupiah_per_month", Sentence("Rupiah per bulan (sedikitnya)", "Rupiah a month (at least)")),
    ("rows_without_nik", Sentence("Baris tanpa NIK terpakai", "Rows without a usable NIK")),
    ("doubtful_pairs", Sentence("Pasangan ragu", "Doubtful pairs")),
    ("telling_pairs", Sentence("… yang menentukan bantuan", "… that matter for aid")),
    (
        "missed",
        Sentence("Rumah tangga terdaftar tanpa bantuan", "Registered households without aid"),
    ),
    (
        "applications_served",
        Sentence("Pengajuan dari keluarga yang sudah dilayani", "Applications already served"),
    ),
)


def write_workbook(
    path: Path,
    report: Report,
    tables: Mapping[str, pl.DataFrame],
    language: Language,
) -> None:
    """Write the summary, overlaps, doubtful pairs, data quality and households on five sheets.

    `tables` are those of `tables.py` by name. Numbers are numbers; text is never a formula.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        looks = {
            "head": workbook.add_format(
                {"bold": True, "bg_color": "#0B5A6B", "font_color": "#FFFFFF", "text_wrap": True}
            ),
            "title": workbook.add_format({"bold": True, "font_size": 16}),
            "number": workbook.add_format({"num_format": "#,##0"}),
            "share": workbook.add_format({"num_format": "0.0%"}),
        }
        sheets: tuple[tuple[Sentence, pl.DataFrame], ...] = (
            (Sentence("Tumpang tindih", "Overlaps"), tables["overlaps"].drop(TOLD_ONCE)),
            (Sentence("Perlu diperiksa", "To review"), tables["review"]),
            (Sentence("Mutu data", "Data quality"), quality_table(report, language)),
            (Sentence("Rumah tangga", "Households"), tables["households"]),
        )
        summary = workbook.add_worksheet(Sentence("Ringkasan", "Summary").in_language(language))
        _write_summary(summary, report, looks, language)
        for name, table in sheets:
            worksheet = workbook.add_worksheet(name.in_language(language))
            _write_table(worksheet, in_words(table, language), looks, language)


def in_words(table: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Return the table with the words of VALUES in the reader's language."""
    return table.with_columns(
        pl.col(column).replace({word: told.in_language(language) for word, told in words.items()})
        for column, words in VALUES.items()
        if column in table.columns
    )


def quality_table(report: Report, language: Language) -> pl.DataFrame:
    """Return one line per list: conditions of the NIK, what is missing, status of the rows."""
    return pl.DataFrame(
        [
            {
                "programme": one.programme.code,
                "rows": one.rows,
                "people": one.people,
                Sentence("Rumah tangga", "Households").in_language(language): one.households,
                **{
                    label.in_language(language): one.nik.get(k, 0)
                    for k, label in NIK_LABELS.items()
                },
                Sentence("Tanpa KK", "No family card").in_language(language): one.without_kk,
                Sentence("Tanpa tgl. lahir", "No birth date").in_language(
                    language
                ): one.without_birth,
                Sentence("Tanpa kelurahan", "No village").in_language(
                    language
                ): one.without_village,
                **{
                    s.label.in_language(language): one.states.get(s.code, 0)
                    for s in STATUSES.values()
                },
            }
            for one in report.lists
        ]
    )


def _write_summary(
    worksheet: Any, report: Report, looks: Mapping[str, Any], language: Language
) -> None:
    worksheet.set_column(0, 0, 52)
    worksheet.set_column(1, 4, 20)
    worksheet.set_column(5, 5, 60)
    title = Sentence("Pemadanan daftar bantuan", "Matching of aid lists")
    worksheet.write_string(0, 0, title.in_language(language), looks["title"])
    private = Sentence("Internal: memuat data pribadi.", "Internal: holds personal data.")
    worksheet.write_string(1, 0, private.in_language(language))
    for row, (name, label) in enumerate(FIGURES, start=3):
        worksheet.write_string(row, 0, label.in_language(language))
        worksheet.write_number(row, 1, getattr(report.headline, name), looks["number"])
    row = 4 + len(FIGURES)
    for status in STATUSES.values():
        worksheet.write_string(row, 0, status.label.in_language(language))
        worksheet.write_string(row, 1, status.meaning.in_language(language))
        row += 1
    _write_rules(worksheet, row + 1, report, looks, language)


def _write_rules(
    worksheet: Any, first: int, report: Report, looks: Mapping[str, Any], language: Language
) -> None:
    for place, heading in enumerate(RULE_HEADINGS):
        worksheet.write_string(first, place, heading.in_language(language), looks["head"])
    for row, figure in enumerate(report.rules, start=first + 1):
        worksheet.write_string(row, 0, figure.rule.reason.in_language(language))
        worksheet.write_string(row, 1, figure.rule.code)
        worksheet.write_number(row, 2, figure.blocked, looks["number"])
        worksheet.write_number(row, 3, figure.warned, looks["number"])
        worksheet.write_number(row, 4, figure.rupiah_per_month, looks["number"])
        worksheet.write_string(row, 5, figure.rule.basis)


def _write_table(
    worksheet: Any, table: pl.DataFrame, looks: Mapping[str, Any], language: Language
) -> None:
    headings = [_heading(name, language) for name in table.columns]
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, min(table.height, MOST_ROWS), max(table.width - 1, 0))
    for column, width in enumerate(_widths(table.head(200), headings)):
        worksheet.set_column(column, column, width)
    for column, heading in enumerate(headings):
        worksheet.write_string(0, column, heading, looks["head"])
    kinds = [_look_of(name, kind) for name, kind in table.schema.items()]
    for row, values in enumerate(table.head(MOST_ROWS).iter_rows(), start=1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                if value:
                    worksheet.write_string(row, column, value)
            elif value is not None:
                worksheet.write_number(row, column, value, looks[kinds[column]])
    if table.height > MOST_ROWS:
        worksheet.write_string(MOST_ROWS + 1, 0, THE_REST.in_language(language))


def _look_of(name: str, kind: pl.DataType) -> str:
    return "share" if kind.is_float() or "probability" in name else "number"


def _heading(name: str, language: Language) -> str:
    """Return a column's heading; the two sides of a pair are told apart by A and B."""
    side, _, field = name.partition("_")
    if side in {"a", "b"} and field in HEADINGS:
        return f"{side.upper()}: {HEADINGS[field].in_language(language)}"
    return HEADINGS[name].in_language(language) if name in HEADINGS else name


def _widths(sample: pl.DataFrame, headings: Sequence[str]) -> list[int]:
    widths = []
    for column, heading in zip(sample.iter_columns(), headings, strict=True):
        longest = column.cast(pl.String).str.len_chars().max()
        known = longest if isinstance(longest, int) else 0
        widths.append(min(max(known + 2, min(len(heading), 16) + 3, NARROWEST), WIDEST))
    return widths
