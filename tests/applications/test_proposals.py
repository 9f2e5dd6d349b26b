"""Workbooks of a kelurahan: every row an application, problems told by row."""

from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client
from tests.applications.conftest import CITY, VILLAGE, kk, nik
from tests.personas import make_officer

from tanggap.applications.models import Application, Proposal
from tanggap.applications.services import proposals
from tanggap.core import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client, open_city: None, city: None) -> Client:
    client.force_login(make_officer("desk_officer", region=CITY))
    return client


def workbook(rows: list[list[str]]) -> BytesIO:
    """Return a proposal; the same rows are the same bytes, whatever the second."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2020, 5, 1)})  # noqa: DTZ001 - Excel knows no zone
        sheet = book.add_worksheet("Usulan")
        head = ["No", "Nama KK", "NIK", "No KK", "Tgl Lahir", "JK", "Alamat", "RT", "RW"]
        for place, row in enumerate([head, *rows]):
            sheet.write_row(place, 0, row)
    out.seek(0)
    out.name = "usulan.xlsx"
    return out


def row(number: int, **changes: str) -> list[str]:
    told = {"no": str(number), "name": f"Usulan {number}", "nik": nik(6000 + number),
            "kk": kk(6000 + number), "born": "15-03-1985", "sex": "P", "address": "Gang 1",
            "rt": "1", "rw": "2"}  # fmt: skip
    return list({**told, **changes}.values())


def propose(client: Client, rows: list[list[str]]) -> Proposal:
    told = {"file": workbook(rows), "programme": "KOTA", "region_code": VILLAGE}
    answer = client.post("/ajuan/masuk/usulan/", told)
    assert answer.status_code == 302, answer.content.decode()
    found: Proposal = Proposal.objects.get(pk=int(answer["Location"].rstrip("/").split("/")[-1]))
    return found


@pytest.mark.django_db(transaction=True)
def test_a_workbook_becomes_applications_and_says_what_it_could_not_read(officer: Client) -> None:
    rows = [row(1), row(2), row(3, nik=""), row(4, kk=kk(6001)), row(5, nik="123")]
    proposal = propose(officer, rows)
    jobs.run_waiting()
    proposal.refresh_from_db()
    assert (proposal.rows, proposal.received, proposal.joined) == (5, 4, 1)
    assert proposal.sealed is None
    kept = Application.objects.unscoped(reason="test").filter(proposal=proposal)
    assert set(kept.values_list("channel", flat=True)) == {"proposal"}
    assert kept.filter(nik_index=None).count() == 2
    assert all(one.desk_answer == "unknown" for one in kept.filter(nik_index=None))


@pytest.mark.django_db(transaction=True)
def test_the_same_workbook_and_a_killed_job_make_nothing_twice(officer: Client) -> None:
    rows = [row(11), row(12)]
    proposal = propose(officer, rows)
    sealed = proposal.sealed
    jobs.run_waiting()
    Proposal.objects.update(sealed=sealed)  # as if the worker had died before it was done
    proposals.receive_rows(proposal.run_id or 0, proposal_id=proposal.pk)
    assert propose(officer, rows).pk == proposal.pk
    assert Application.objects.unscoped(reason="test").count() == 2


def test_a_file_that_is_no_workbook_is_told_so(officer: Client) -> None:
    file = BytesIO(b"\x00\x01not a list")
    file.name = "usulan.xlsx"
    told = {"file": file, "programme": "KOTA", "region_code": VILLAGE}
    answer = officer.post("/ajuan/masuk/usulan/", told)
    assert answer.status_code == 422
    assert not Proposal.objects.exists()
