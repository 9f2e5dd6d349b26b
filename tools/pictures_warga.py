"""The pictures of the citizens' guide: a phone, the pages without an account. See `pictures.py`."""

import csv
import re
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
GUIDE: Final = ROOT / "docs" / "guide-warga" / "gambar"
PHONE: Final = (360, 740)
LIST: Final = "KPM_SEMBAKO_TAHAP_5.csv"
NUMBER: Final = re.compile(r"3271\d{12}")


def walk(browser: Any, home: str, city: Path) -> None:
    """Take every picture; the invented city's lists tell whom to check."""
    GUIDE.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(
        base_url=home,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        reduced_motion="reduce",
    )
    for address, name in (("/", "depan"), ("/cek/", "cek"), ("/ajuan/", "ajukan"),
                          ("/sanggahan/", "sanggah"), ("/data/", "data")):  # fmt: skip
        page.goto(address)
        take(page, name)
    page.goto("/")
    page.locator(".tile-map, .map").first.scroll_into_view_if_needed()
    take(page, "peta")
    for row in rows(city / LIST):
        page.goto("/cek/")
        tell(page, row)
        page.get_by_role("button", name="Cek", exact=True).click()
        if page.get_by_role("heading", name="Bantuan Anda").count():
            take(page, "jawaban")
            break
    page.goto("/cek/")
    tell(page, {"NIK KTP": "3271010101700001", "TANGGAL LAHIR": "01-01-1970", "NAMA KPM": "BUDI"})
    page.get_by_role("button", name="Cek", exact=True).click()
    take(page, "tidak-ada")
    foster(page)


def foster(page: Any) -> None:
    """Take the pages of foster parents: the public one, and those of the example city's donor."""
    page.goto("/asuh/")
    take(page, "asuh")
    page.goto("/akun/login/?next=/asuh/saya/")
    page.get_by_role("button", name="donatur", exact=True).click()
    page.get_by_role("heading", name="Selamat datang").wait_for()
    take(page, "asuh-saya")
    page.get_by_role("link", name=re.compile("^Pilih . keluarga")).first.click()
    page.locator(".families").last.scroll_into_view_if_needed()
    take(page, "asuh-pilih")


def rows(file: Path) -> list[dict[str, str]]:
    """Return the first people of a list with a whole number and a plain date."""
    with file.open(encoding="utf-8-sig", errors="replace") as stream:
        people = list(csv.DictReader(stream))[:200]
    whole = [
        one
        for one in people
        if NUMBER.fullmatch(one["NIK KTP"])
        and re.fullmatch(r"\d\d-\d\d-\d{4}", one["TANGGAL LAHIR"])
    ]
    return whole[:8]


def tell(page: Any, row: dict[str, str]) -> None:
    """Fill the form as the person of a row would."""
    day, month, year = row["TANGGAL LAHIR"].split("-")
    page.get_by_label("NIK atau nomor Kartu Keluarga").fill(row["NIK KTP"])
    page.get_by_label("Tanggal", exact=True).fill(day)
    page.get_by_label("Bulan", exact=True).fill(month)
    page.get_by_label("Tahun", exact=True).fill(year)
    page.get_by_label("Tiga huruf pertama nama Anda").fill(row["NAMA KPM"][:3])


def take(page: Any, name: str) -> None:
    """Write what is on the screen; moments and hashes are the same each time."""
    page.evaluate(STILL)
    page.screenshot(path=GUIDE / f"{name}.png", animations="disabled")


STILL: Final = r"""
() => {
  document.activeElement?.blur();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    walk.currentNode.data = walk.currentNode.data
      .replace(/\d{1,2} [A-Z][a-z]{2} 20[2-9]\d \d\d\.\d\d WIB/g, "3 Jun 2020 09.00 WIB")
      .replace(/KA-[A-Z0-9]{5}/g, "KA-7H3K9")
      .replace(/[0-9a-f]{64}/g, "0".repeat(64));
  }
}
"""
