"""Lists of a small synthetic city, received and read as officers hand them over."""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.models import RecipientList
from tanggap.people.services import lists, matching, reading

HEADERS = (
    "No",
    "NIK",
    "No KK",
    "Nama Lengkap",
    "Tanggal Lahir",
    "JK",
    "Alamat",
    "RT",
    "RW",
    "Kelurahan",
)
Row = Sequence[str]

SITI = (
    "3271014101800001",
    "3271010101100001",
    "SITI NURHASANAH",
    "01-01-1980",
    "P",
    "Jl. Melati 3",
    "1",
    "2",
    "Pasir Jaya",
)
BUDI = (
    "3271011508770002",
    "3271010101100001",
    "BUDI SANTOSO",
    "15-08-1977",
    "L",
    "Jl. Melati 3",
    "1",
    "2",
    "Pasir Jaya",
)
YUSUF = (
    "3271022003900003",
    "3271020101100002",
    "MUHAMMAD YUSUF",
    "20-03-1990",
    "L",
    "Jl. Mawar 9",
    "4",
    "1",
    "Empang",
)


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.TANGGAP_DATA = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def by(db: None) -> Actor:
    """A data officer of Kota Bogor."""
    from tests.personas import actor_with

    return actor_with("data_officer")


def workbook(rows: Sequence[Row], *, title: str = "DAFTAR PENERIMA") -> bytes:
    """Return an XLSX with a title, a header and numbered rows of text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2020, 5, 1, tzinfo=UTC)})  # the same bytes each time
    sheet = book.add_worksheet("Data")
    sheet.write_string(0, 0, title)
    for column, header in enumerate(HEADERS):
        sheet.write_string(2, column, header)
    for place, row in enumerate(rows):
        for column, value in enumerate([str(place + 1), *row]):
            if value:
                sheet.write_string(place + 3, column, value)
    book.close()
    return out.getvalue()


@pytest.fixture
def stage(by: Actor) -> Callable[..., RecipientList]:
    """Return `stage(rows, file_name=…, programme=…)`: a list that is read and staged."""

    def staged(
        rows: Sequence[Row], *, file_name: str = "pkh.xlsx", programme: str = "PKH", **more: object
    ) -> RecipientList:
        found = lists.receive(
            [workbook(rows)],
            file_name=file_name,
            programme_code=programme,
            region_code="3271",
            by=by,
            at=clock.now(),
            **more,
        )
        reading.read(found.pk, progress=lambda _done, _total: None)
        return RecipientList.objects.unscoped(reason="test").get(pk=found.pk)

    return staged


@pytest.fixture
def commit(by: Actor, stage: Callable[..., RecipientList]) -> Callable[..., RecipientList]:
    """Return `commit(rows, …)`: a list that is committed and has its people."""

    def committed(rows: Sequence[Row], **more: object) -> RecipientList:
        found = stage(rows, **more)
        lists.commit(found.pk, by=by, at=clock.now())
        if RecipientList.objects.unscoped(reason="test").get(pk=found.pk).linked_at is None:
            matching.run(by=by)
        return RecipientList.objects.unscoped(reason="test").get(pk=found.pk)

    return committed
