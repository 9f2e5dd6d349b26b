"""What the offices do on the whole way, each officer on the screens of their role."""

import io
from collections.abc import Callable, Mapping
from typing import Any, Final

import xlsxwriter
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from tests.browser.visiting import photo
from tests.browser.way_families import VILLAGE, Family, Keys

Look = Callable[[Page], None]
OWN_VISITS: Final = "/kunjungan/saya/"
CUT_OFF: Final = "400"


def enter_for(page: Page, look: Look, family: Family) -> Keys:
    """Type an application for a citizen who came to the desk; return code and PIN."""
    page.goto("/ajuan/masuk/")
    page.get_by_role("link", name="Isi untuk warga").click()
    look(page)
    page.get_by_role("main").get_by_role("link", name="Kota").first.click()
    page.get_by_label("Kelurahan").select_option(VILLAGE)
    page.get_by_label("RW", exact=True).fill("3")
    page.get_by_label("RT", exact=True).fill("2")
    page.get_by_label("Jalan atau gang").fill(f"{family.street} {family.number}")
    page.get_by_label("Nama kepala keluarga").fill(family.name)
    entry = page.locator(".entry").first
    for label, value in (("Tanggal", "15"), ("Bulan", "3"), ("Tahun", "1985")):
        entry.get_by_label(label, exact=True).fill(value)
    entry.get_by_label("Perempuan").check()
    page.get_by_label("NIK kepala keluarga").fill(family.nik)
    page.get_by_label("Nomor KK").fill(family.kk)
    page.get_by_label("Penghasilan keluarga sebelumnya").fill("1.800.000")
    page.get_by_label("Penghasilan keluarga sekarang").fill("900.000")
    entry.get_by_label("Diberhentikan dari pekerjaan").check()
    answer(page.locator("fieldset").filter(has=page.locator("input[name^=kriteria-]")))
    page.get_by_label("Pemohon hadir").check()
    look(page)
    page.get_by_role("button", name="Kirim pengajuan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengajuan terkirim")
    look(page)
    shown = page.locator(".stats li .stat-value")
    return Keys(shown.nth(0).inner_text(), shown.nth(1).inner_text())


def propose_families(page: Page, look: Look, content: bytes, count: int) -> None:
    """Ask for many families at once, by a workbook of the kelurahan."""
    page.goto("/ajuan/masuk/usulan/")
    page.get_by_label("Berkas usulan").set_input_files(
        {"name": "usulan rw 3.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_label("Program").select_option("KOTA")
    page.get_by_label("Kelurahan pengusul").select_option(VILLAGE)
    page.get_by_role("button", name="Unggah usulan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("usulan rw 3.xlsx")
    page.goto("/ajuan/masuk/usulan/")
    page.get_by_role("link", name="usulan rw 3.xlsx").click()
    expect(figure(page, "Diterima")).to_have_text(str(count))
    look(page)


def give_visits(page: Page, look: Look, officer: Any, *names: str) -> None:
    """Give visits to an officer: all that wait, or those of some families."""
    page.goto("/kunjungan/")
    look(page)
    for name in names:
        page.get_by_label(name).check()
    if not names:
        page.get_by_label("yang tampil").check()
    page.get_by_label("Petugas", exact=True).select_option(str(officer.pk))
    page.get_by_role("button", name="Berikan kunjungan").click()
    expect(page.get_by_text("kunjungan diberikan.")).to_be_visible()


def visit_offline(page: Page, look: Look, told: Mapping[str, str]) -> None:
    """Visit families without a signal, by the name and how needy they are; then find one."""
    page.goto(OWN_VISITS)
    expect(page.locator("[data-cards] .card")).to_have_count(len(told))
    page.evaluate("navigator.serviceWorker.ready")
    look(page)
    page.context.set_offline(True)
    page.goto(OWN_VISITS)
    for place, (name, how) in enumerate(told.items()):
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        answer(page.locator("[data-questions] fieldset"), how)
        if place == 0:
            page.get_by_label("Foto rumah").set_input_files([photo()])
            expect(page.locator("[data-thumbs] canvas")).to_have_count(1)
            look(page)
        page.get_by_role("button", name="Selesai, siap dikirim").click()
        unsent = page.locator("[data-unsent]")
        expect(unsent).to_contain_text(f"{place + 1} belum terkirim")
    look(page)
    page.context.set_offline(False)
    expect(unsent).to_be_hidden()
    expect(page.locator("[data-cards] .card")).to_have_count(0)


def answer(questions: Any, how: str = "needy") -> None:
    """Answer every question: "needy" as the poorest would, "less" with one answer that differs.

    "well" answers as a family would that needs nothing.
    """
    for place, group in enumerate(questions.all()):
        choices = group.get_by_role("radio")
        is_last = how == "well" or (how == "less" and place == questions.count() - 1)
        (choices.last if is_last else choices.first).check()


def make_plan(page: Page, look: Look, name: str, months: tuple[str, str], *, quota: str) -> None:
    """Make a draft and save what is chosen; leaves the page of the plan open."""
    page.goto("/penetapan/baru/")
    look(page)
    page.get_by_label("Nama rencana").fill(name)
    page.get_by_label("Program").select_option("KOTA")
    page.get_by_label("Wilayah").select_option("3271")
    page.get_by_label("Dari bulan").fill(months[0])
    page.get_by_label("Sampai bulan").fill(months[1])
    page.get_by_label("Rupiah setiap bulan").fill("600000")
    page.get_by_role("button", name="Buat rancangan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    try_out(page, cut_off=CUT_OFF, quota=quota)
    look(page)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Rencana disimpan.")).to_be_visible()


def vary(page: Page, look: Look, name: str, **choices: str) -> None:
    """Save other choices as a plan of its own beside the open one, and compare the two."""
    try_out(page, **choices)
    page.get_by_text("Simpan sebagai rencana baru").click()
    page.get_by_label("Nama rencana").fill(name)
    page.get_by_role("button", name="Simpan sebagai baru").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    address = page.url
    page.goto("/penetapan/banding/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.get_by_role("heading", name="Berdampingan")).to_be_visible()
    look(page)
    page.goto(address)


def see_row(page: Page, plan: str, name: str, state: str) -> None:
    """See how a family of a plan stands."""
    page.goto(f"{plan}daftar/")
    expect(page.get_by_role("row", name=name)).to_contain_text(state)


def try_out(page: Page, **choices: str) -> None:
    """Change what decides, and wait for what it would do."""
    labels = {"cut_off": "Batas skor", "quota": "Kuota keluarga"}
    for name, value in choices.items():
        page.get_by_label(labels[name]).fill(value)
        with page.expect_response("**/hitung/"):
            page.get_by_label(labels[name]).press("Tab")
    expect(page.get_by_text("Belum disimpan.")).to_be_visible()


def propose_plan(page: Page) -> str:
    """Propose the plan that is open; return its address."""
    press(page, "Usulkan…", "Usulkan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Diusulkan")
    return page.url


def approve_plan(page: Page, look: Look, address: str) -> None:
    """Approve a plan, as somebody who neither made nor proposed it."""
    page.goto(address)
    look(page)
    press(page, "Setujui…", "Setujui")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Disetujui")


def decide_held(page: Page, look: Look, plan: str, name: str) -> None:
    """Decide, by other eyes, on a family whom the approver had refused before."""
    page.goto(f"{plan}daftar/?keadaan=held")
    row = page.get_by_role("row", name=name)
    expect(row).to_contain_text("pernah memproses pengajuan ini")
    row.get_by_text("Putuskan").click()
    look(page)
    row.get_by_role("button", name="Beri tempat").click()
    page.goto(f"{plan}daftar/?keadaan=awarded")
    expect(page.get_by_role("row", name=name)).to_contain_text("Ditetapkan")


def make_batch(page: Page, look: Look, month: str, *, retry: bool = False) -> str:
    """Prepare what PT Pos is to pay for a month, and ask for the approval; return its address."""
    page.goto("/penyaluran/")
    page.get_by_role("link", name="Buat daftar bayar").first.click()
    page.locator(f'input[name=months][value="{month}"]').check()
    page.get_by_label("Saluran").select_option("pos")
    if retry:
        page.get_by_label("Hanya ulangi yang gagal").check()
    look(page)
    page.get_by_role("button", name="Buat konsep").click()
    expect(page.get_by_role("heading", name="Jumlah kendali")).to_be_visible()
    look(page)
    press(page, "Ajukan")
    expect(page.get_by_text("Menunggu persetujuan").first).to_be_visible()
    return page.url


def approve_batch(page: Page, look: Look, address: str) -> None:
    """Approve a batch, as somebody who did not prepare it."""
    page.goto(address)
    look(page)
    press(page, "Setujui")
    expect(page.get_by_text("Disetujui").first).to_be_visible()


def bring_to_the_post(page: Page, address: str) -> dict[str, str]:
    """Take the file and write down that it went; return the reference of each recipient."""
    page.goto(address)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Unduh berkas").click()
    rows = CalamineWorkbook.from_path(taken.value.path()).get_sheet_by_index(0).to_python()
    page.reload()
    press(page, "Catat sudah dikirim")
    expect(page.get_by_text("Dikirim").first).to_be_visible()
    start = next(place for place, row in enumerate(rows) if "Nomor Danom" in row)
    reference, name = (rows[start].index(title) for title in ("Nomor Danom", "Nama Penerima"))
    return {str(row[name]).title(): str(row[reference]) for row in rows[start + 1 :] if row[name]}


def answer_of_the_post(references: Mapping[str, str], failed: Mapping[str, str]) -> bytes:
    """Return the workbook with which PT Pos answers: paid, but for those that failed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("Hasil")
    sheet.write_row(0, 0, ["No", "Nomor Danom", "Status", "Keterangan"])
    for place, (name, reference) in enumerate(references.items(), start=1):
        said = ("Gagal", failed[name]) if name in failed else ("Terbayar", "")
        sheet.write_row(place, 0, [place, reference, *said])
    book.close()
    return out.getvalue()


def take_result(page: Page, look: Look, address: str, content: bytes, name: str) -> None:
    """Read an answer, look at it, and let it count."""
    page.goto(address)
    page.get_by_label("Berkas hasil").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Baca hasilnya").click()
    look(page)
    page.get_by_role("button", name="Simpan", exact=False).click()
    expect(page.get_by_text("hasil disimpan.")).to_be_visible()


def grant(page: Page, look: Look, reason: str) -> None:
    """Take the first objection in hand, read it, and grant it with another visit."""
    page.goto("/sanggahan/meja/")
    look(page)
    page.get_by_role("row").nth(1).get_by_role("link").click()
    page.get_by_role("button", name="Tangani").click()
    look(page)
    page.get_by_role("button", name="Kabulkan…", exact=True).click()
    dialog = page.locator("#grant")
    dialog.get_by_label("Dikunjungi lagi").check()
    dialog.get_by_label("Alasan").fill(reason)
    look(page)
    dialog.get_by_role("button", name="Kabulkan").click()
    expect(page.get_by_role("main")).to_contain_text(reason)


def see_in_the_log(page: Page, look: Look, acts: Mapping[str, str]) -> None:
    """Find acts in the audit log, by their code and words, and see that the chain is whole."""
    page.goto("/audit/")
    look(page)
    for code, words in acts.items():
        page.goto(f"/audit/?kode={code}")
        expect(page.get_by_role("row").filter(has_text=words).first).to_be_visible()
    page.get_by_role("button", name="Periksa keutuhan").click()
    look(page)


def figure(page: Page, label: str) -> Any:
    """Return the number of a figure on an office page."""
    return page.locator(".stats li").filter(has_text=label).locator(".stat-value")


def press(page: Page, name: str, sure: str = "") -> None:
    """Press a button and say in its dialog that one means it."""
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=sure or name, exact=True).click()
