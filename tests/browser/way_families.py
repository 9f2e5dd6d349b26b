"""The families of the whole way, and what they do themselves: ask, look, object, on a phone."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import xlsxwriter
from playwright.sync_api import Page, expect
from tests.browser.visiting import photo
from tests.people.conftest import HEADERS

Look = Callable[[Page], None]
VILLAGE: Final = "3271011001"
DISTRICT_NAME: Final = "Bogor Selatan"
BORN: Final = "15-03-1985"
NEXT: Final = re.compile("^Lanjutkan")


@dataclass(frozen=True, slots=True)
class Family:
    """A mother and her card; the number makes all numbers of hers."""

    number: int
    name: str
    street: str

    @property
    def nik(self) -> str:
        """A possible NIK of a woman born on BORN."""
        return f"327101550385{self.number:04d}"

    @property
    def kk(self) -> str:
        """A possible number of a family card."""
        return f"327101010120{self.number:04d}"

    def row(self, village: str) -> tuple[str, ...]:
        """Return the family as a row of a list."""
        return (
            self.nik, self.kk, self.name.upper(), BORN, "P", f"{self.street} {self.number}",
            "2", "3", village,
        )  # fmt: skip


RUKMINI: Final = Family(1183, "Rukmini Contoh", "Gang Mawar")
UMI: Final = Family(4527, "Umi Sasongko", "Jalan Pahlawan")
EUIS: Final = Family(7310, "Euis Komariah", "Gang Haji Sapri")
TITIN: Final = Family(2946, "Titin Maryati", "Jalan Sukasari")
NENENG: Final = Family(6058, "Neneng Halimah", "Gang Kelor")
LASMI: Final = Family(8371, "Lasmi Wulandari", "Jalan Lawang Gintung")
DEDEH: Final = Family(3402, "Dedeh Kurniasih", "Gang Pancasan")
CUCU: Final = Family(9765, "Cucu Rohaeni", "Jalan Siliwangi")
PROPOSED: Final = (EUIS, TITIN, NENENG, LASMI, DEDEH, CUCU)
"""Those for whom the kelurahan asks, by a workbook."""

EVERYBODY: Final = (RUKMINI, UMI, *PROPOSED)


@dataclass(frozen=True, slots=True)
class Keys:
    """With what a citizen opens what they sent."""

    code: str
    pin: str


def workbook(families: tuple[Family, ...], village: str) -> bytes:
    """Return a list of families as an office hands it over."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("Data")
    for column, header in enumerate(HEADERS):
        sheet.write_string(0, column, header)
    for place, family in enumerate(families, start=1):
        for column, value in enumerate([str(place), *family.row(village)]):
            sheet.write_string(place, column, value)
    book.close()
    return out.getvalue()


def ask(page: Page, look: Look, family: Family) -> Keys:
    """Ask for the city's aid, one question after the other; return code and PIN."""
    page.goto("/")
    page.get_by_role("link", name="Ajukan bantuan").first.click()
    look(page)
    page.get_by_role("button", name=re.compile("Mulai.*kota")).click()
    look(page)
    keys = keys_on(page)
    page.get_by_role("link", name=NEXT).click()
    _tell_where(page, family)
    _tell_who(page, family)
    page.get_by_label("Sebelum keadaan darurat").fill("2,5 juta")
    page.get_by_label("Sekarang", exact=True).fill("0")
    _onward(page)
    page.get_by_label("Diberhentikan dari pekerjaan").check()
    _onward(page)
    while "kriteria-" in page.url:
        page.get_by_role("radio").first.check()
        _onward(page)
    for _ in ("KK", "rumah"):
        page.locator("input[type=file]").set_input_files(photo())
        look(page)
        page.get_by_role("button", name="Kirim foto").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    _onward(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa jawaban Anda")
    look(page)
    page.get_by_role("button", name="Kirim pengajuan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengajuan terkirim")
    look(page)
    assert keys_on(page) == keys
    page.get_by_role("button", name="Selesai dan tutup").click()
    return keys


def keys_on(page: Page) -> Keys:
    """Return the code and the PIN that a page gives."""
    return Keys(*(page.locator("dl.keys-given dd").nth(place).inner_text() for place in (0, 1)))


def see_status(page: Page, keys: Keys) -> None:
    """Open where an application stands."""
    page.goto("/ajuan/status/")
    page.goto("/ajuan/lanjutkan/")
    page.get_by_label("Kode pengajuan").fill(keys.code)
    page.get_by_label("PIN", exact=True).fill(keys.pin)
    page.get_by_role("button", name="Buka").click()
    expect(page.locator(".timeline [aria-current=step]")).to_be_visible()


def leave(page: Page) -> None:
    """Close it, as one does on a borrowed phone."""
    page.get_by_role("button", name="Selesai dan tutup").click()


def object_to_it(page: Page, look: Look, keys: Keys, story: str) -> Keys:
    """Object to a refusal from the page that tells it; return the keys of the objection."""
    see_status(page, keys)
    look(page)
    page.get_by_role("link", name=re.compile("[Ss]anggah")).first.click()
    if page.get_by_label("PIN", exact=True).is_visible():
        page.get_by_label("Kode", exact=False).first.fill(keys.code)
        page.get_by_label("PIN", exact=True).fill(keys.pin)
        page.get_by_role("button", name=NEXT).click()
    look(page)
    page.get_by_label("Mengapa keputusan ini keliru?").fill(story)
    page.get_by_role("button", name="Kirim sanggahan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Terkirim")
    look(page)
    given = keys_on(page)
    leave(page)
    return given


def see_answer(page: Page, look: Look, keys: Keys, answer: str) -> None:
    """Read what became of an objection."""
    page.goto("/sanggahan/lihat/")
    page.get_by_label("Kode", exact=True).fill(keys.code)
    page.get_by_label("PIN", exact=True).fill(keys.pin)
    page.get_by_role("button", name="Buka").click()
    expect(page.get_by_role("main")).to_contain_text(answer)
    look(page)
    leave(page)


def check_aid(page: Page, family: Family) -> None:
    """Ask what aid stands for a NIK."""
    page.goto("/cek/")
    page.get_by_label("NIK atau nomor Kartu Keluarga").fill(family.nik)
    for label, value in zip(("Tanggal", "Bulan", "Tahun"), BORN.split("-"), strict=True):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Tiga huruf pertama nama Anda").fill(family.name[:3])
    page.get_by_role("button", name="Cek", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bantuan Anda")


def _tell_where(page: Page, family: Family) -> None:
    page.get_by_label(DISTRICT_NAME, exact=True).check()
    _onward(page)
    page.locator(f'input[value="{VILLAGE}"]').check()
    _onward(page)
    page.get_by_label("Jalan atau gang").fill(f"{family.street} {family.number}")
    page.get_by_label("RW", exact=True).fill("3")
    page.get_by_label("RT", exact=True).fill("2")
    _onward(page)


def _tell_who(page: Page, family: Family) -> None:
    page.get_by_label("Siapa nama").fill(family.name)
    _onward(page)
    for label, value in zip(("Tanggal", "Bulan", "Tahun"), BORN.split("-"), strict=True):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Perempuan").check()
    _onward(page)
    page.get_by_label("NIK kepala keluarga").fill(family.nik)
    _onward(page)
    page.get_by_label("Nomor Kartu Keluarga").fill(family.kk)
    _onward(page)
    _onward(page)  # no mother's name
    page.get_by_label("Nomor telepon").fill("0812 0000 0011")
    _onward(page)
    page.get_by_role("link", name="Tambah anggota keluarga").click()
    page.get_by_label("Nama", exact=True).fill("Anak Contoh")
    page.get_by_label("Hubungan dengan kepala keluarga").select_option("anak")
    page.get_by_role("button", name="Simpan").click()
    _onward(page)


def _onward(page: Page) -> None:
    page.get_by_role("button", name=NEXT).click()


def see_figures(page: Page, look: Look, month: str, households: str) -> None:
    """Find on the front page how many households have aid in a month."""
    page.goto("/")
    page.get_by_label("Bulan").select_option(month)
    page.get_by_role("button", name="Tampilkan").click()
    look(page)
    expect(page.locator("#t-programme tfoot")).to_contain_text(households)
    page.goto("/data/")
    look(page)


def figures_of(page: Page, place: str) -> dict[str, str]:
    """Return the row of all programmes for a place (its name), as a journalist reads it."""
    answer = page.request.get("/data/bantuan.csv")
    assert answer.ok
    rows = csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig")))
    found = [one for one in rows if one["kode_program"] == "SEMUA" and one["nama_wilayah"] == place]
    return found[0]
