"""Papers: what goes in comes out, on as many pages as it needs."""

import re

from tanggap.core import paper


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_a_paper_is_the_same_bytes_for_the_same_blocks() -> None:
    blocks = [
        paper.Heading("Tentang"),
        paper.Text("Baris satu\nBaris <b>dua</b> & tiga"),
        paper.Pairs([("Kode", "ABCD-1234"), ("Nama", "Siti")]),
        paper.Signatures([("Ketua RW", ""), ("Lurah", "Neng")], "Bogor, 24 November 2026"),
        paper.QrCode("https://contoh.id/kode", "Pindai untuk melihat status."),
    ]
    made = [
        paper.pdf(title="Tanda terima", office="Kota Bogor", number="No. 1", blocks=blocks)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF-")
    assert _pages(made[0]) == 1


def test_a_long_table_runs_over_pages_and_repeats_its_header() -> None:
    rows = [[str(n), f"Keluarga {n}", "600.000"] for n in range(200)]
    table = paper.Table(["No.", "Nama", "Rupiah"], rows, widths=[1, 4, 2], right=frozenset({0, 2}))
    made = paper.pdf(title="Lampiran", blocks=[table], foot="Lampiran SK", wide=True)
    assert _pages(made) > 3


def test_a_qr_code_for_a_page_carries_no_style() -> None:
    svg = paper.qr_svg("https://contoh.id/ajuan")
    assert svg.startswith("<svg")
    assert "style=" not in svg
    assert len(svg) < 6_000
