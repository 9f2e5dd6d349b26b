"""The decree with its annex: a paper to sign, and a workbook to work with."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Final

import xlsxwriter
from django.utils import formats, translation

from tanggap.applications.queries import candidates
from tanggap.assistance.queries import awards
from tanggap.core import paper
from tanggap.decisions.models import Plan, PlanRow
from tanggap.intake import escape_formula
from tanggap.regions import queries as regions

HEADINGS: Final = ("No.", "Nama kepala keluarga", "Kelurahan", "RT", "RW", "Rupiah")


def pdf(plan: Plan, *, with_nik: bool) -> bytes:
    """Return decree and annex as PDF."""
    lines = list(_lines(plan, with_nik=with_nik))
    rows = [[*texts, _rupiah(gets)] for texts, gets in lines]
    total = sum(gets for _, gets in lines)
    basis = [line.strip() for line in plan.decree_basis.splitlines() if line.strip()]
    blocks: list[paper.Block] = [
        paper.Heading("Mengingat"),
        paper.Text("\n".join(f"{n}. {line}" for n, line in enumerate(basis, start=1)) or "–"),
        paper.Heading("Menetapkan"),
        paper.Text(
            f"KESATU: {len(rows)} keluarga dalam lampiran sebagai penerima "
            f"{plan.programme.name_id} untuk bulan {_period(plan)}.\n"
            f"KEDUA: Setiap keluarga menerima {_rupiah(plan.amount)} setiap bulan; "
            f"seluruhnya {_rupiah(total)}.\n"
            "KETIGA: Penerima ditetapkan menurut kebutuhan, lalu lama menunggu, lalu undian yang "
            f"dapat diulang siapa pun dari “{plan.seed}” dan kode pengajuan (SHA-256)."
        ),
        paper.Signatures(
            [(plan.signatory_office, plan.signatory_name)],
            where_and_when=f"{regions.name_of(plan.region_code)}, {_day(plan)}",
        ),
        paper.Heading("Lampiran: penerima"),
        paper.Table(_headings(with_nik=with_nik), rows, _widths(with_nik=with_nik),
                    frozenset({0, len(_headings(with_nik=with_nik)) - 1})),
    ]  # fmt: skip
    return paper.pdf(
        title="Keputusan tentang Penerima Bantuan",
        number=f"Nomor: {plan.decree_number or '(belum bernomor)'}",
        office=f"{plan.signatory_office or 'Pemerintah'} {regions.name_of(plan.region_code)}",
        blocks=blocks,
        foot=f"{plan.programme.code} · rencana {plan.pk}",
    )


def workbook(plan: Plan, *, with_nik: bool) -> bytes:
    """Return the annex as a workbook of one sheet; text stays text."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet, bold = book.add_worksheet("Penerima"), book.add_format({"bold": True})
        sheet.write_row(0, 0, [f"{plan.programme.name_id}, {_period(plan)}"], bold)
        sheet.write_row(1, 0, [f"Nomor {plan.decree_number or '–'}, {_day(plan)}"])
        sheet.write_row(3, 0, _headings(with_nik=with_nik), bold)
        for number, (texts, gets) in enumerate(_lines(plan, with_nik=with_nik), start=4):
            sheet.write_row(number, 0, [escape_formula(text) for text in texts])
            sheet.write_number(number, len(texts), gets)
        sheet.freeze_panes(4, 2)
        sheet.autofit()
    return content.getvalue()


def _headings(*, with_nik: bool) -> list[str]:
    first, name, *more = HEADINGS
    return [first, name, *(["NIK"] if with_nik else []), *more]


def _widths(*, with_nik: bool) -> tuple[float, ...]:
    return (1, 5, 4, 4, 1, 1, 3) if with_nik else (1, 6, 5, 1, 1, 3)


def _lines(plan: Plan, *, with_nik: bool) -> Iterator[tuple[list[str], int]]:
    """Yield what stands in a line of the annex, and the whole rupiah that the family gets."""
    awarded = plan.rows.filter(state=PlanRow.State.AWARDED).order_by("region_code", "position")
    pairs = list(awarded.values_list("application_id", "award_id"))
    known = candidates.listed([application for application, _ in pairs])
    niks = candidates.masked_niks(list(known)) if with_nik else {}
    pays = awards.amounts({award for _, award in pairs if award is not None})
    names = regions.names_of({one.region_code for one in known.values()})
    for place, (number, award) in enumerate(pairs, start=1):
        one = known[number]
        nik = [niks.get(number, "")] if with_nik else []
        where = names.get(one.region_code, one.region_code)
        gets = sum(rupiah or 0 for rupiah in pays.get(award or 0, {}).values())
        yield [str(place), one.head_name, *nik, where, one.rt, one.rw], gets


def _rupiah(value: int) -> str:
    return f"Rp{value:,}".replace(",", ".")


def _day(plan: Plan) -> str:
    return _written(plan.decree_date, "j F Y") if plan.decree_date else "…"


def _period(plan: Plan) -> str:
    """Return the months as a decree says them: November 2026 s.d. Januari 2027."""
    ends = dict.fromkeys((plan.months[0], plan.months[-1]))
    return " s.d. ".join(_written(date.fromisoformat(f"{month}-01"), "F Y") for month in ends)


def _written(day: date, how: str) -> str:
    with translation.override("id"):  # a decree is Indonesian, whoever prints it
        return formats.date_format(day, how)
