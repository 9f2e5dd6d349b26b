"""The pictures of the officers' pages on asking, deciding and paying. See `pictures.py`."""

from collections.abc import Callable
from typing import Any


def walk(opened: Callable[..., Any], take: Callable[..., None]) -> None:
    """Take every picture: desk, visits, complaints, a plan that is tried, a batch."""
    desk = opened("kelurahan")
    desk.goto("/ajuan/masuk/")
    take(desk, "pengajuan")
    visitor = opened("verifikator")
    visitor.set_viewport_size({"width": 360, "height": 740})
    visitor.goto("/kunjungan/saya/")
    visitor.locator(".visit-card").first.wait_for()
    take(visitor, "kunjungan")
    hears = opened("pengaduan")
    hears.goto("/sanggahan/meja/")
    take(hears, "pengaduan")
    manager = opened("pengelola")
    manager.goto("/penetapan/")
    manager.get_by_role("link", name="Tahap 2, batas lebih rendah").click()
    manager.get_by_label("Kuota keluarga").fill("25")
    manager.get_by_label("Kuota keluarga").press("Tab")
    manager.get_by_text("Belum disimpan").wait_for()
    take(manager, "simulasi")
    payer = opened("bendahara")
    payer.goto("/penyaluran/")
    payer.locator("main tbody a").last.click()
    payer.get_by_role("heading", name="Hasil").wait_for()
    take(payer, "daftar-bayar")
    coordinator = opened("asuh")
    coordinator.goto("/asuh/meja/")
    take(coordinator, "keluarga-asuh")
    coordinator.goto("/asuh/meja/pasangan/?keadaan=active")
    coordinator.locator("main tbody a").last.click()
    coordinator.get_by_role("heading", name="Tahap pemberian").wait_for()
    take(coordinator, "pasangan-asuh")
    coordinator.goto("/asuh/meja/angka/")
    take(coordinator, "angka-asuh")
