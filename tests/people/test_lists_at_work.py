"""Lists as officers meet them: programmes by name, corrections suggested, rows taken along."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.people.conftest import BUDI, SITI, YUSUF, workbook

from tanggap.audit.models import Event
from tanggap.people.domain.recognising import programme_of
from tanggap.people.models import RecipientList

FORMULA = ("3271014101800009", "", "=HYPERLINK(1)", "01-01-1980", "P", "", "", "", "Empang")


@pytest.mark.parametrize(
    ("file_name", "programme"),
    [
        ("Daftar KPM PKH Tahap II.xlsx", "PKH"),
        ("bantuan gubernur jabar.csv", "PROV-JABAR"),
        ("APBD Kota - Non DTKS.xlsx", "KOTA"),
        ("pengajuan-online.csv", "PENGAJUAN"),
        ("beras baznas kecamatan.xlsx", "BERAS-BAZNAS"),
        ("lampiran surat.xlsx", None),
    ],
)
def test_a_programme_is_known_by_the_name_of_its_file(file_name: str, programme: str) -> None:
    assert programme_of(file_name, "3271", ["BERAS", "BERAS-BAZNAS"]) == programme


@pytest.fixture
def data_officer(officer) -> Client:
    return client_of(officer("data_officer"))


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, *names: str, **more: str):
    files = [SimpleUploadedFile(name, workbook([SITI], title=name)) for name in names]
    given = {"files": files, "programme": "", "region": "32.71", **more}
    return client.post(reverse("people:upload"), given)


def programmes() -> list[str]:
    lists = RecipientList.objects.unscoped(reason="test").order_by("pk")
    return list(lists.values_list("programme_code", flat=True))


def test_files_of_several_programmes_come_in_together(data_officer: Client) -> None:
    assert upload(data_officer, "PKH juni.xlsx", "BST.xlsx").status_code == 302
    assert programmes() == ["PKH", "BST"]


def test_a_file_whose_name_says_nothing_is_asked_about_and_the_others_come_in(
    data_officer: Client,
) -> None:
    answer = upload(data_officer, "PKH.xlsx", "lampiran.xlsx")
    assert "lampiran.xlsx" in str(answer.context["form"].errors["programme"])
    assert programmes() == ["PKH"]


@pytest.mark.parametrize("region", ["32.73", "Kota Antah Berantah", "32.7"])
def test_a_region_that_is_not_the_officers_or_none_is_told(
    data_officer: Client, region: str
) -> None:
    answer = upload(data_officer, "PKH.xlsx", region=region)
    assert answer.context["form"].errors["region"]
    assert programmes() == []


def test_a_file_like_a_committed_one_is_suggested_as_its_correction(
    data_officer: Client, commit, stage
) -> None:
    first = commit([SITI, BUDI, YUSUF])
    second = stage([SITI, BUDI], file_name="PKH perbaikan.xlsx")
    page = data_officer.get(reverse("people:list", args=[second.pk])).content.decode()
    assert "100%" in page
    data_officer.post(reverse("people:list-correct", args=[second.pk]), {"corrects": str(first.pk)})
    second.refresh_from_db()
    assert second.corrects_id == first.pk
    assert "continues" not in second.understood


def test_other_peoples_lists_are_not_suggested(commit, stage) -> None:
    commit([SITI, BUDI])
    assert "continues" not in stage([YUSUF], file_name="lain.xlsx").understood


def test_a_new_list_is_said_to_be_new(data_officer: Client, commit, stage) -> None:
    commit([SITI, BUDI])
    second = stage([BUDI], file_name="tahap 2.xlsx")
    data_officer.post(reverse("people:list-correct", args=[second.pk]), {"corrects": "new"})
    second.refresh_from_db()
    assert (second.corrects_id, "continues" in second.understood) == (None, False)


def exported(client: Client, found: RecipientList, kind: str) -> bytes:
    answer = client.get(reverse("people:list-export", args=[found.pk, kind]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_rows_are_taken_along_masked_and_on_the_record(data_officer: Client, stage) -> None:
    text = exported(data_officer, stage([SITI, FORMULA]), "csv").decode("utf-8-sig")
    assert "3271********0001" in text
    assert SITI[0] not in text
    assert "'=HYPERLINK(1)" in text
    assert Event.objects.filter(code="people.list.exported").get().facts["full"] is False


def test_a_workbook_of_rows_holds_text_only(data_officer: Client, stage) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(exported(data_officer, stage([SITI, FORMULA]), "xlsx"))
    )
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Lembar", "Baris", "NIK", "Nomor KK")
    assert rows[1][2] == "3271********0001"
    assert "=HYPERLINK(1)" in rows[2]


def test_whole_numbers_leave_with_a_reason_and_only_for_few(
    data_officer: Client, officer, stage
) -> None:
    found = stage([SITI])
    address = reverse("people:list-export-full", args=[found.pk])
    assert data_officer.post(address, {"reason": "padanan"}).status_code == 403
    head = client_of(officer("head_of_office"))
    assert head.post(address, {"reason": ""}).status_code == 302
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(head.post(address, {"reason": "padanan"}).streaming_content))
    )
    assert SITI[0] in [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    event = Event.objects.get(code="people.list.exported")
    assert (event.reason, event.facts["full"]) == ("padanan", True)


def test_nothing_is_exported_to_other_regions_or_as_other_kinds(
    data_officer: Client, officer, stage
) -> None:
    found = stage([SITI])
    stranger = client_of(officer("data_officer", region="3273"))
    address = reverse("people:list-export", args=[found.pk, "csv"])
    assert stranger.get(address).status_code == 404
    assert data_officer.get(address.replace("csv", "pdf")).status_code == 404


def test_the_page_comes_anew_once_the_job_is_over(data_officer: Client, stage) -> None:
    found = stage([SITI])
    answer = data_officer.get(reverse("people:list-progress", args=[found.pk]))
    assert answer.headers["HX-Refresh"] == "true"
