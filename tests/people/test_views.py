"""Every screen once, as who may and as who may not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.people.conftest import BUDI, SITI, workbook
from tests.personas import make_officer

from tanggap.accounts.models import RoleAssignment, User
from tanggap.core import clock
from tanggap.people.models import (
    Link,
    MatchDecision,
    Person,
    RecipientList,
    ReviewPair,
    SourceRecord,
)

CORRECTED = ("", "", *SITI[2:5], "Jl. Kenanga 7", *SITI[6:])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def data_officer(officer) -> Client:
    return client_of(officer("data_officer"))


@pytest.fixture
def siti(commit) -> Person:
    commit([SITI, BUDI])
    commit([SITI], file_name="bst.xlsx", programme="BST")
    return Person.objects.unscoped(reason="test").get(name="SITI NURHASANAH")


@pytest.fixture
def pair(siti: Person) -> ReviewPair:
    low, high, _ = SourceRecord.objects.unscoped(reason="test").order_by("pk")
    return ReviewPair.objects.create(
        low=low, high=high, region_code="3271", probability=0.5, household_probability=0.5,
        linked=False, priority=1, created_at=clock.now(), evidence=[["name", 4, 3.0]],
    )  # fmt: skip


def opened(client: Client, person: Person) -> str:
    answer = client.post(
        reverse("people:dossier", args=[person.code]), {"purpose": "verification"}, follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_is_searched_and_opened(data_officer: Client, siti: Person) -> None:
    answer = data_officer.post(
        reverse("people:search"), {"number": SITI[0], "purpose": "verification"}
    )
    assert siti.code in answer.content.decode()
    assert SITI[0] not in answer.content.decode().replace(f'value="{SITI[0]}"', "")
    page = data_officer.get(reverse("people:dossier", args=[siti.code])).content.decode()
    assert "BUDI SANTOSO" in page
    assert SITI[0] not in page
    assert SITI[1] not in page


def test_a_dossier_asks_for_its_purpose_first(data_officer: Client, siti: Person) -> None:
    page = data_officer.get(reverse("people:dossier", args=[siti.code])).content.decode()
    assert "BUDI" not in page
    assert "purpose" in page
    assert "BUDI SANTOSO" in opened(data_officer, siti)


def test_a_search_without_purpose_or_with_a_name_alone_says_what_is_missing(
    data_officer: Client, siti: Person
) -> None:
    answer = data_officer.post(reverse("people:search"), {"name": "siti"})
    assert answer.context["form"].errors


def test_numbers_are_revealed_with_a_reason(data_officer: Client, siti: Person) -> None:
    url = reverse("people:reveal", args=[siti.code])
    assert data_officer.post(url, {"reason": ""}).status_code == 302
    assert SITI[0] in data_officer.post(url, {"reason": "cocokkan KTP"}).content.decode()


@pytest.mark.parametrize("name", ["split", "correct", "status", "head"])
def test_a_change_form_opens(data_officer: Client, siti: Person, name: str) -> None:
    assert data_officer.get(reverse(f"people:{name}", args=[siti.code])).status_code == 200


def test_a_field_is_corrected_and_the_correction_taken_back(
    data_officer: Client, siti: Person
) -> None:
    answer = data_officer.post(
        reverse("people:correct", args=[siti.code]),
        {"field": "name", "value": "SITI NURHASANAH BINTI AHMAD", "evidence": "akta"},
    )
    assert answer.status_code == 302
    assert "BINTI AHMAD" in opened(data_officer, siti)
    correction = siti.corrections.get()
    data_officer.post(reverse("people:undo", args=[siti.code, f"correction:{correction.pk}"]))
    siti.refresh_from_db()
    assert siti.name == "SITI NURHASANAH"


def test_rows_are_split_off(data_officer: Client, siti: Person) -> None:
    row = siti.links.filter(superseded_at=None).order_by("-record_id")[0].record_id
    answer = data_officer.post(
        reverse("people:split", args=[siti.code]), {"rows": [row], "evidence": "dua KTP"}
    )
    assert answer.status_code == 302
    assert Link.objects.get(record=row, superseded_at=None).person_id != siti.pk


def test_files_are_uploaded_and_shown(
    data_officer: Client, django_capture_on_commit_callbacks
) -> None:
    files = [
        SimpleUploadedFile("pkh.xlsx", workbook([SITI])),
        SimpleUploadedFile("kosong.xlsx", b""),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        answer = data_officer.post(
            reverse("people:upload"), {"files": files, "programme": "PKH", "region": "32.71"}
        )
    assert answer.status_code == 302
    good, empty = RecipientList.objects.unscoped(reason="test").order_by("pk")
    assert (good.state, good.programme_code, empty.state) == ("staged", "PKH", "unreadable")
    page = data_officer.get(reverse("people:list", args=[good.pk])).content.decode()
    assert "9999999999999999" in page
    assert SITI[0] not in page
    assert empty.message["id"] in data_officer.get(
        reverse("people:list", args=[empty.pk])
    ).content.decode().replace("&quot;", '"')
    assert data_officer.get(reverse("people:lists")).status_code == 200


def test_a_list_goes_from_staged_to_committed_to_undone(
    data_officer: Client, stage, django_capture_on_commit_callbacks
) -> None:
    found = stage([SITI])
    with django_capture_on_commit_callbacks(execute=True):
        data_officer.post(reverse("people:list-commit", args=[found.pk]))
    found.refresh_from_db()
    assert found.linked_at is not None
    data_officer.post(reverse("people:list-undo", args=[found.pk]), {"reason": "salah"})
    found.refresh_from_db()
    assert found.state == "undone"


def test_columns_are_corrected_on_the_page(
    data_officer: Client, stage, django_capture_on_commit_callbacks
) -> None:
    found = stage([SITI])
    url = reverse("people:list-mapping", args=[found.pk])
    form = data_officer.get(url).context["form"]
    given = {name: field.initial or "" for name, field in form.fields.items()}
    with django_capture_on_commit_callbacks(execute=True):
        assert data_officer.post(url, {**given, "0-read": "on", "0-H": ""}).status_code == 302
    row = SourceRecord.objects.unscoped(reason="test").get(list=found)
    assert "rt" not in row.cells
    assert row.cells["rw"] == "2"


def test_a_correction_shows_its_difference(data_officer: Client, commit, stage) -> None:
    first = commit([SITI])
    second = stage([CORRECTED], file_name="baru.xlsx", corrects=first.pk)
    page = data_officer.get(reverse("people:list-difference", args=[second.pk]))
    assert "Jl. Kenanga 7" in page.content.decode()


def test_the_original_comes_back(data_officer: Client, stage) -> None:
    found = stage([SITI])
    answer = data_officer.get(reverse("people:list-file", args=[found.pk]))
    assert b"".join(answer.streaming_content) == workbook([SITI])


def test_a_clerk_decides_and_undoes(officer, pair: ReviewPair) -> None:
    clerk = client_of(officer("clerk"))
    page = clerk.get(reverse("people:review")).content.decode()
    assert 'data-key="1"' in page
    assert SITI[0] not in page
    assert BUDI[0] not in page
    clerk.post(reverse("people:decide", args=[pair.pk]), {"verdict": "different"})
    decision = MatchDecision.objects.get()
    clerk.post(reverse("people:undo-decision", args=[decision.pk]))
    decision.refresh_from_db()
    assert decision.undone_at is not None


def test_an_escalated_pair_is_settled_by_a_data_officer(
    officer, data_officer: Client, pair: ReviewPair
) -> None:
    client_of(officer("clerk")).post(
        reverse("people:decide", args=[pair.pk]), {"verdict": "escalate"}
    )
    assert str(pair.pk) in data_officer.get(reverse("people:escalated")).content.decode()
    assert data_officer.get(reverse("people:pair", args=[pair.pk])).status_code == 200
    data_officer.post(reverse("people:decide", args=[pair.pk]), {"verdict": "same"})
    assert MatchDecision.objects.filter(undone_at=None).count() == 1


def test_an_empty_queue_says_what_comes_next(officer) -> None:
    answer = client_of(officer("clerk")).get(reverse("people:review"))
    assert "empty-state" in answer.content.decode()
    assert (
        client_of(officer("programme_manager")).get(reverse("people:accuracy")).status_code == 200
    )


PAGES = [
    ("search", ()), ("lists", ()), ("upload", ()), ("list", (1,)), ("list-progress", (1,)),
    ("list-mapping", (1,)), ("list-difference", (1,)), ("list-file", (1,)), ("review", ()),
    ("accuracy", ()), ("escalated", ()), ("pair", (1,)), ("dossier", ("W-1",)),
    ("split", ("W-1",)), ("correct", ("W-1",)), ("status", ("W-1",)), ("head", ("W-1",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_an_administrator_opens_none_of_it(officer, name: str, arguments: tuple) -> None:
    answer = client_of(officer("administrator")).get(reverse(f"people:{name}", args=arguments))
    assert answer.status_code == 403


def test_another_region_sees_neither_list_nor_person(officer, siti: Person) -> None:
    stranger = client_of(officer("data_officer", region="3273"))
    found = RecipientList.objects.unscoped(reason="test").first()
    for name, argument in (("list", found.pk), ("dossier", siti.code), ("split", siti.code)):
        assert stranger.get(reverse(f"people:{name}", args=[argument])).status_code == 404


def test_who_imports_elsewhere_corrects_no_columns_here(commit) -> None:
    """They see the list as head of the office; their data officer's role holds in another city."""
    found = commit([BUDI])
    user = make_officer("head_of_office", region="3271")
    RoleAssignment.objects.create(
        user=user, role="data_officer", region_code="3273", valid_from=clock.now()
    )
    client, page = client_of(user), reverse("people:list-mapping", args=[found.pk])
    assert client.get(reverse("people:list", args=[found.pk])).status_code == 200
    assert client.get(page).status_code == 403
    assert client.post(page, {"0-read": "on", "0-header": "1"}).status_code == 403
