"""The example: made once, in several states, whatever stands in the file."""

from pathlib import Path

import pytest

from tanggap.applications.models import Application
from tanggap.applications.services import demo
from tanggap.core import clock

pytestmark = pytest.mark.django_db
HEAD = "Nama Lengkap sesuai KTP,Nomor Induk Kependudukan,No KK,Tanggal Lahir,Alamat,Kelurahan"


def test_people_of_a_form_ask_once(open_city: None, city: None, tmp_path: Path) -> None:
    rows = [
        f"Warga {n},327101150385{n + 1:04d},32710101012{n:05d},1985-03-15,Gang {n},BATU TULIS"
        for n in range(40)
    ]
    odd = ["Tanpa Nomor,,,,,BATU TULIS", ".,,,,,BATU TULIS", "Rusak,12,00-0,x,y,BATU TULIS"]
    file = tmp_path / "form.csv"
    file.write_text("\n".join([HEAD, *odd, *rows]), encoding="utf-8")
    at = clock.now() + demo.OPEN_FOR
    made = demo.fill(file, at=at)
    kept = Application.objects.unscoped(reason="test")
    assert made >= 40
    assert {"received", "withdrawn", "refused", "joined"} <= set(
        kept.values_list("status", flat=True)
    )
    assert demo.fill(file, at=at) == 0
