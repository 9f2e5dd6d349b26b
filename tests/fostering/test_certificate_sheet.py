"""A certificate is one page, whoever it is for."""

import pytest

from tanggap.fostering.services import certificate_sheet
from tanggap.fostering.services.certificate_sheet import NAME_WIDE, Sheet, drawn

SHORT, LONG = "Siti", "Perkumpulan Ibu-Ibu Arisan dan Pengajian Masjid Jami Kelurahan " * 3


def sheet(name: str) -> Sheet:
    return Sheet(
        city="Kota Bogor", number="JA-00001-00000000", name=name, under="Dinas Sosial " * 20,
        sentence="yang telah mengasuh 30 keluarga", gift="Sembako", link="/asuh/piagam/",
        where_and_when="Bogor, 1 Desember 2026",
    )  # fmt: skip


@pytest.mark.parametrize("name", [SHORT, LONG, "W" * 200])
def test_every_name_finds_its_place(name: str) -> None:
    assert drawn(sheet(name)) == drawn(sheet(name))
    assert drawn(sheet(name)).count(b"/Type /Page\n") == 1
    lines, size = certificate_sheet._fitted(name)
    assert len(lines) <= 3
    for line in lines:
        assert certificate_sheet.stringWidth(line, "Times-Bold", size) <= NAME_WIDE
