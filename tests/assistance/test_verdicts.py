"""From a staged file to its verdict, its awards, its cases, and the same file back."""

import io

import openpyxl
import pytest
from django.urls import reverse
from tests.people.conftest import BUDI, SITI, YUSUF, _own_folder, by, commit, stage  # noqa: F401
from tests.personas import make_officer

from tanggap.assistance.models import Award, ListPlan, OverlapCase, RowVerdict
from tanggap.assistance.services import lists as award_lists
from tanggap.assistance.services import returning, seed, verdicts
from tanggap.core import clock
from tanggap.people.services import lists as imported

pytestmark = pytest.mark.django_db
WITHOUT_NIK = ("", "", "ASEP", "", "L", "Jl. Kenanga 1", "7", "7", "Cibogor")


@pytest.fixture(autouse=True)
def _rules(db: None) -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())


def judged(list_id: int) -> dict[int, str]:
    verdicts.prepare(list_id=list_id, at=clock.now())
    rows = RowVerdict.objects.filter(recipient_list=list_id)
    return dict(rows.values_list("record__row", "state"))


def open_cases():
    return OverlapCase.objects.unscoped(reason="test").filter(status="open")


def test_an_import_answers_before_it_commits(stage, commit) -> None:  # noqa: F811
    commit([SITI])
    bst = stage([BUDI, YUSUF, WITHOUT_NIK], file_name="bst.xlsx", programme="BST")
    assert judged(bst.pk) == {4: "overlap", 5: "clear", 6: "unknown"}
    plan = ListPlan.objects.get(pk=bst.pk)
    assert (plan.counts, plan.by_rule) == (
        {"overlap": 1, "clear": 1, "unknown": 1},
        {"BST-REGULER": 1},
    )
    told = RowVerdict.objects.get(state="overlap").told_id
    assert "Keluarga (KK) ini sudah menerima Program Keluarga Harapan" in told
    assert "pkh.xlsx, Data, baris 4" in told
    assert not Award.objects.unscoped(reason="test").filter(recipient_list=bst.pk).exists()


def test_the_same_aid_for_the_same_months_is_told_apart(stage, commit) -> None:  # noqa: F811
    commit([SITI])
    again = stage([SITI, YUSUF], file_name="pkh-lagi.xlsx", programme="PKH")
    assert judged(again.pk) == {4: "served", 5: "clear"}


def test_twins_in_one_list_are_told(stage) -> None:  # noqa: F811
    found = stage([BUDI, SITI], programme="BST", file_name="bst.xlsx")
    assert set(judged(found.pk).values()) == {"served"}
    assert "baris lain daftar ini" in RowVerdict.objects.first().told_id


def test_other_months_change_the_verdict(stage, commit, by) -> None:  # noqa: F811
    commit([SITI])
    bst = stage([BUDI], file_name="bst.xlsx", programme="BST")
    assert judged(bst.pk) == {4: "overlap"}
    award_lists.choose_months(list_id=bst.pk, months=["2021-02"], by=by, at=clock.now())
    assert judged(bst.pk) == {4: "clear"}


def test_committed_rows_become_awards_and_overlaps_cases(commit, by) -> None:  # noqa: F811
    commit([SITI])
    bst = commit([BUDI, YUSUF], file_name="bst.xlsx", programme="BST")
    awards = Award.objects.unscoped(reason="test")
    assert awards.filter(recipient_list=bst.pk, status="active").count() == 2
    assert open_cases().count() == 1
    imported.undo(bst.pk, by=by, at=clock.now(), reason="Salah berkas")
    assert not awards.filter(recipient_list=bst.pk, status="active").exists()
    assert not open_cases().exists()


def test_the_same_workbook_comes_back_with_its_verdict(stage, commit, by) -> None:  # noqa: F811
    commit([SITI])
    bst = stage([BUDI, YUSUF], file_name="bst.xlsx", programme="BST")
    judged(bst.pk)
    returning.write(list_id=bst.pk)
    back = b"".join(returning.hand_over(list_id=bst.pk, by=by, at=clock.now()))
    sheet = openpyxl.load_workbook(io.BytesIO(back))["Data"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][-4:] == ("Aturan", "Dasar hukum", "Hasil", "Penjelasan")
    assert rows[3][-4] == "BST-REGULER"
    assert rows[3][-2] == "Tumpang tindih"
    assert rows[4][-2] == "Jelas"
    assert rows[3][3] == "BUDI SANTOSO"


def test_the_page_judges_by_itself_and_each_count_opens_its_rows(
    client,
    stage,  # noqa: F811
    commit,  # noqa: F811
) -> None:
    commit([SITI])
    bst = stage([BUDI, YUSUF], file_name="bst.xlsx", programme="BST")
    client.force_login(make_officer("data_officer"))
    address = reverse("assistance:verdict", args=[bst.pk])
    client.get(address)
    page = client.get(address, {"keadaan": "overlap"}).content.decode()
    assert "BUDI SANTOSO" in page
    assert "YUSUF" not in page
    assert "3271********0002" in page
    assert BUDI[0] not in page
    clear = client.get(address, {"keadaan": "clear"}).content.decode()
    assert "MUHAMMAD YUSUF" in clear
