"""Accounts by workbook: all right rows at once, the others named, another officer approves."""

from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from tests.distribution.conftest import TEST, give
from tests.personas import actor_with, make_officer

from tanggap.audit.models import Event
from tanggap.core import clock, jobs
from tanggap.distribution.models import Account, AccountFile
from tanggap.distribution.queries import banked
from tanggap.distribution.services import account_files, accounts
from tanggap.distribution.types import NotAllowed
from tanggap.people.queries import people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programmes")]
HEAD = ["Kode", "NIK", "Bank", "No. Rekening", "Nama Pemilik Rekening"]


def workbook(rows: list[list[object]], head: list[str] = HEAD) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2020, 5, 1)})  # noqa: DTZ001 - Excel knows no zone
        sheet = book.add_worksheet("Rekening")
        sheet.write_string(0, 0, "Daftar rekening penerima")
        for place, row in enumerate([head, *rows], start=2):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def upload(rows: list[list[object]], by) -> AccountFile:
    made = account_files.upload(
        [workbook(rows)], file_name="rekening.xlsx", region_code="3271", by=by, at=clock.now()
    )
    jobs.run_waiting()
    made.refresh_from_db()
    return made


def row(person: int, number: object = "0012345678", holder: str = "") -> list[object]:
    name = banked.names_of([person])[person]
    return [people.summaries([person])[person].code, "", "BJB", number, holder or name]


def kept() -> list[Account]:
    return list(Account.objects.unscoped(reason=TEST).order_by("pk"))


def test_right_rows_are_proposed_and_wrong_ones_named(manager, payer) -> None:
    first, second, third = (give(manager).person_id for _ in range(3))
    rows = [
        row(first), row(second, "12"), ["", "", "BJB", "11112222", "X"],
        ["W-TIDAKADA", "", "BJB", "11112222", "X"], row(first, "99998888"),
        row(third, 1234567890123456), [row(third)[0], "123", "BJB", "11112222", "X"],
    ]  # fmt: skip
    file = upload(rows, payer)
    assert (file.rows, file.proposed, file.same, file.sealed) == (7, 1, 0, None)
    assert [(one["row"], one["code"]) for one in file.problems] == [
        (5, "account"), (6, "no_key"), (7, "unknown"), (8, "twice"), (9, "cut"), (10, "unknown"),
    ]  # fmt: skip
    assert [(one.person_id, banked.number_of(one)) for one in kept()] == [(first, "0012345678")]
    assert Event.objects.filter(code="distribution.accounts.received").count() == 1


def test_the_same_workbook_and_a_killed_job_propose_nothing_twice(manager, payer) -> None:
    rows = [row(give(manager).person_id)]
    file = upload(rows, payer)
    with pytest.raises(account_files.KnownAlready) as known:
        upload(rows, payer)
    assert known.value.file_id == file.pk
    account_files.propose_rows(file.run_id or 0, file_id=file.pk)
    assert len(kept()) == 1


def test_a_job_that_dies_leaves_nothing_half_done(manager, payer, monkeypatch) -> None:
    rows = [row(give(manager).person_id), row(give(manager).person_id, "55556666")]
    real, calls = accounts.propose, []

    def dies(**told):
        calls.append(told)
        if len(calls) == 2:
            raise RuntimeError
        return real(**told)

    monkeypatch.setattr(accounts, "propose", dies)
    made = account_files.upload(
        [workbook(rows)], file_name="a.xlsx", region_code="3271", by=payer, at=clock.now()
    )
    jobs.run_waiting()  # dies at the second row
    assert len(calls) == 2
    assert kept() == []
    monkeypatch.undo()
    with pytest.raises(account_files.KnownAlready):  # people try again by the same file
        upload(rows, payer)
    jobs.run_waiting()
    assert len(kept()) == 2
    made.refresh_from_db()
    assert (made.proposed, made.sealed) == (2, None)


def test_another_officer_approves_what_fits_and_the_rest_waits(manager, head) -> None:
    both = actor_with("payer", "head_of_office")
    people_here = [give(manager).person_id for _ in range(4)]
    rows = [
        row(people_here[0], "11110000"), row(people_here[1], "22220000", "Slamet Riyadi"),
        row(people_here[2], "33330000"), row(people_here[3], "33330000"),
    ]  # fmt: skip
    file = upload(rows, both)
    with pytest.raises(NotAllowed, match="four eyes"):
        account_files.approve_fitting(file_id=file.pk, by=both, at=clock.now())
    done = account_files.approve_fitting(file_id=file.pk, by=head, at=clock.now())
    assert done == (1, 3)
    assert [one.state for one in kept()] == ["approved", "proposed", "proposed", "proposed"]
    again = upload([*rows[:1], row(people_here[1], "22220000", "Lain")], both)
    assert (again.same, [one["code"] for one in again.problems]) == (1, ["pending"])


def test_rows_of_other_regions_are_unknown(manager) -> None:
    rows = [row(give(manager).person_id)]
    made = account_files.upload(
        [workbook(rows)], file_name="a.xlsx", region_code="3204",
        by=actor_with("payer", region="3204"), at=clock.now(),
    )  # fmt: skip
    jobs.run_waiting()
    made.refresh_from_db()
    assert [one["code"] for one in made.problems] == ["unknown"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook([["1", "2"]], ["Nama", "Alamat"]), "Kolom tidak ditemukan"),
        (b"\x00\x01 no workbook", ""),
    ],
)
def test_what_cannot_be_used_says_so(client: Client, content, words) -> None:
    from tanggap.core.actor import Actor
    from tanggap.regions import services as regions

    regions.load("3271", by=Actor.system("tes"), at=clock.now())
    client.force_login(make_officer("payer"))
    file = BytesIO(content)
    file.name = "rekening.xlsx"
    told = {"file": file, "region_code": "3271"}
    page = client.post(reverse("distribution:account_files"), told)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not AccountFile.objects.unscoped(reason=TEST).exists()


def test_the_pages_of_a_workbook(client: Client, manager, payer) -> None:
    file = upload([row(give(manager).person_id), row(give(manager).person_id, "1")], payer)
    client.force_login(make_officer("head_of_office"))
    page = client.get(reverse("distribution:account_file", args=[file.pk])).content.decode()
    assert "6–34 angka" in page
    assert "Setujui yang namanya sama" in page
    approve = reverse("distribution:approve_accounts", args=[file.pk])
    assert "1 rekening disetujui" in client.post(approve, follow=True).content.decode()
    client.force_login(make_officer("payer", region="3204"))
    assert client.get(reverse("distribution:account_file", args=[file.pk])).status_code == 404
