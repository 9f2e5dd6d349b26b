"""Takes the pictures of both guides and of the README, with Chromium.

    make pictures

A server of its own is started on a fresh example city, where everybody is invented, and walked
through as the guide walks. Moments and the codes of people differ from start to start; they are
shown as the same ones each time, so that only a picture of a changed screen changes.
"""

import csv
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from tools import chromium, pictures_aid, pictures_warga

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = ROOT / "docs" / "pictures"
GUIDE: Final = ROOT / "docs" / "guide-petugas" / "gambar"
PORT: Final = 8765
HOME: Final = f"http://127.0.0.1:{PORT}"
PASSWORD: Final = "tanggap-demo"  # noqa: S105 - known to all, of invented officers
DESK: Final = (1366, 800)
PHONE: Final = (360, 740)
PATIENCE: Final = 600  # seconds until the example city is there
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
]
STILL: Final = r"""
() => {
  const CODE = /[WKH]-[0-9A-Z]{10}-./g;
  const codes = new Map();
  const same = (code) => {
    if (!codes.has(code)) codes.set(code, `${code[0]}-${1000001 + 7919 * codes.size}BGR-4`);
    return codes.get(code);
  };
  document.activeElement?.blur();
  // The button for files speaks the browser's own language.
  for (const input of document.querySelectorAll("[type=file]")) input.style.visibility = "hidden";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    node.data = node.data
      .replace(/\d{1,2} [A-Z][a-z]{2} 20[2-9]\d \d\d\.\d\d WIB/g, "3 Jun 2020 09.00 WIB")
      .replace(CODE, same);
  }
  for (const box of document.querySelectorAll("input")) {
    if (CODE.test(box.value)) box.value = box.value.replace(CODE, same);
  }
}
"""


def main() -> int:
    """Start, take every picture, stop; the exit code says whether a browser was there."""
    path = chromium.find_or_install()
    if path is None:
        sys.stderr.write("No Chromium here (make chromium, as root)\n")
        return 1
    GUIDE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)), sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=path, args=FLAGS, env={**os.environ, "LANGUAGE": "id"}
        )
        files = Path(folder) / "kota-contoh" / "untuk-dicoba"
        for walk in (start, bring_lists, decide_doubts, settle, watch_figures, find_somebody, rule):
            walk(browser, files)
        pictures_aid.walk(lambda user: opened(browser, user), take)
        pictures_warga.walk(browser, HOME, Path(folder) / "kota-contoh")
        browser.close()
    return 0


@contextmanager
def server(folder: Path) -> Iterator[None]:
    """Run the demo in a folder of its own until the pictures are taken."""
    command = [str(Path(sys.executable).with_name("tanggap")), "up", "--port", str(PORT)]
    settings = os.environ | {"TANGGAP_DATA": str(folder), "TANGGAP_LANG": "id"}
    with subprocess.Popen(command, env=settings) as running:
        try:
            wait_for_answer(running)
            yield
        finally:
            running.terminate()


def wait_for_answer(running: "subprocess.Popen[bytes]") -> None:
    """Return once the server answers."""
    for _ in range(PATIENCE):
        if running.poll() is not None:
            sys.exit("the server stopped")
        try:
            socket.create_connection(("127.0.0.1", PORT), timeout=5).close()
        except OSError:
            time.sleep(1)
        else:
            return
    sys.exit("the server does not answer")


def opened(browser: Browser, user: str, size: tuple[int, int] = DESK) -> Page:
    """Return a page on which somebody of the demo has signed in."""
    page = browser.new_page(
        base_url=HOME,
        viewport={"width": size[0], "height": size[1]},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        reduced_motion="reduce",
    )
    page.goto("/akun/login/")
    if user:
        page.get_by_label("Nama pengguna").fill(user)
        page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_url(f"{HOME}/")
        page.goto("/")  # without the greeting
    return page


def take(page: Page | Locator, name: str, folder: Path = GUIDE) -> None:
    """Write one picture: what is on the screen, or one part of it."""
    (page if isinstance(page, Page) else page.page).evaluate(STILL)
    page.screenshot(path=folder / f"{name}.png", animations="disabled")


def start(browser: Browser, _files: Path) -> None:
    """Signing in, and the first page."""
    take(opened(browser, ""), "masuk")
    take(opened(browser, "data"), "beranda")


def bring_lists(browser: Browser, files: Path) -> None:
    """A mistaken file, then the two lists that are left to try: read, judged, saved."""
    page = opened(browser, "data")
    choose(page, [{"name": "DATA BST.xlsx", "mimeType": "", "buffer": b"%PDF-1.7\n%%EOF"}])
    page.get_by_role("button", name="Unggah dan baca").click()
    page.get_by_role("alert").wait_for()
    take(page, "tidak-terbaca")
    lists = sorted(files.iterdir())
    choose(page, lists)
    take(page, "unggah")
    page.get_by_role("button", name="Unggah dan baca").click()
    wait_until(page, "/orang/impor/", lambda: page.get_by_text("Sedang dibaca").count() == 0)
    take(page, "daftar-daftar")
    page.get_by_role("link", name=lists[1].name).click()
    take(page, "daftar")
    page.get_by_role("link", name="Lihat hasil pemeriksaan").click()
    page.get_by_text("Aturan yang dilanggar").wait_for()
    take(page, "hasil", README)
    page.get_by_role("button", name="Simpan daftar").click()
    take(page, "simpan")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Simpan")).click()
    page.get_by_text("Tersimpan").first.wait_for()


def choose(page: Page, files: Any) -> None:
    """Choose files, and the city, on the page of uploading."""
    page.goto("/orang/impor/unggah/")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_label(re.compile("^Wilayah")).fill("Kota Bogor")


def wait_until(page: Page, address: str, done: Callable[[], bool]) -> None:
    """Open a page again and again until it shows what is waited for."""
    for _ in range(PATIENCE):
        page.goto(address)
        if done():
            return
        time.sleep(1)
    sys.exit(f"waited too long at {address}")


def decide_doubts(browser: Browser, _files: Path) -> None:
    """A doubtful pair."""
    page = opened(browser, "pencocok")
    page.goto("/orang/ragu/")
    take(page, "ragu", README)
    page.keyboard.press("2")
    page.get_by_role("button", name="Batalkan yang terakhir").wait_for()


def settle(browser: Browser, _files: Path) -> None:
    """The list of cases, a proposal, and its approval by somebody else."""
    page = opened(browser, "pengelola")
    page.goto("/bantuan/kasus/")
    take(page, "kasus")
    page.locator("tbody a").first.click()
    page.get_by_label(re.compile("Pertahankan")).first.check()
    page.get_by_label("Alasan dan bukti").fill("Keluarga memilih; berita acara 12/2020.")
    take(page, "kasus-usulan")
    page.get_by_role("button", name="Usulkan", exact=True).click()
    address = page.url
    head = opened(browser, "kepala")
    head.goto(address)
    head.get_by_role("button", name="Setujui").scroll_into_view_if_needed()
    take(head, "kasus-setuju")
    head.get_by_role("button", name="Setujui").click()
    head.goto("/angka/")
    head.get_by_role("button", name="Hitung ulang").click()
    wait_until(head, "/angka/", lambda: head.get_by_role("progressbar").count() == 0)


def watch_figures(browser: Browser, _files: Path) -> None:
    """The figures on a desk and on a phone."""
    page = opened(browser, "kepala")
    page.goto("/angka/")
    take(page, "dasbor", README)
    take(page.locator(".upset").first, "gabungan-program")
    phone = opened(browser, "kepala", PHONE)
    phone.goto("/angka/")
    take(phone, "telepon", README)


def find_somebody(browser: Browser, files: Path) -> None:
    """A search by a name that is written otherwise, and what is known of the person."""
    with min(files.iterdir()).open(encoding="utf-8-sig") as stream:
        row = next(csv.DictReader(stream))
    page = opened(browser, "data")
    page.goto("/orang/")
    page.get_by_label(re.compile("^Nama")).fill(row["NAMA KPM"].title())
    page.get_by_label(re.compile("^Tanggal lahir")).fill(row["TANGGAL LAHIR"][-4:])
    page.get_by_label("Keperluan").select_option(index=1)
    page.get_by_role("button", name="Cari").click()
    page.locator("tbody a").first.wait_for()
    take(page, "cari")
    page.locator("tbody a").first.click()
    page.get_by_role("heading", level=1).wait_for()
    take(page, "berkas")
    code = page.url.rstrip("/").rpartition("/")[2]
    page.goto("/bantuan/periksa/")
    page.get_by_label(re.compile("^NIK")).fill(code)
    page.get_by_label(re.compile("^Program")).select_option("PKH")
    page.get_by_label(re.compile("^Dari bulan")).fill("2020-05")
    page.get_by_label(re.compile("^Sampai bulan")).fill("2020-06")
    page.get_by_role("button", name="Periksa").click()
    page.locator(".answer").wait_for()
    take(page, "boleh-diberi")


def rule(browser: Browser, _files: Path) -> None:
    """What may come together."""
    page = opened(browser, "pengelola")
    page.goto("/bantuan/aturan/")
    take(page, "aturan-program")


if __name__ == "__main__":
    sys.exit(main())
