"""A list from the upload to its people, and back."""

import pytest
from django.db import IntegrityError, transaction
from tests.people.conftest import BUDI, SITI, YUSUF, workbook

from tanggap.accounts.access import Forbidden
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.scoping import UnscopedQuery
from tanggap.people import vault
from tanggap.people.models import Link, Person, RecipientList, SourceRecord
from tanggap.people.queries import lists as queries
from tanggap.people.services import lists, matching, reading
from tanggap.people.services.refusals import CorrectedLater, NotStaged
from tanggap.people.types import ListState, RecordState


def records(found: RecipientList) -> list[SourceRecord]:
    return list(SourceRecord.objects.unscoped(reason="test").filter(list=found).order_by("row"))


def test_a_staged_row_keeps_its_text_and_seals_its_numbers(stage) -> None:
    found = stage([SITI, BUDI])
    first = records(found)[0]
    assert found.state == ListState.STAGED
    assert found.rows == 2
    assert first.cells["name"] == "SITI NURHASANAH"
    assert first.row == 4
    assert "3271014101800001" not in str(first.cells)
    assert b"3271014101800001" not in bytes(first.sealed)
    assert len(bytes(first.nik_index)) == 16
    assert first.region_code.startswith("3271")


def test_the_kept_file_is_not_readable_and_comes_back_whole(stage, by: Actor, tmp_path) -> None:
    found = stage([SITI])
    (kept,) = [path for path in (tmp_path / "lists").iterdir() if path.is_file()]
    assert not kept.read_bytes().startswith(b"PK")
    _, content = queries.original(by, found.pk)
    assert b"".join(content) == workbook([SITI])


def test_no_clear_copy_is_left_after_reading(stage, tmp_path) -> None:
    stage([SITI])
    assert not list((tmp_path / "lists").glob("read-*"))


def test_the_same_content_twice_is_one_list(stage) -> None:
    first = stage([SITI], file_name="pkh.xlsx")
    second = stage([SITI], file_name="salinan pkh.xlsx")
    assert first.pk == second.pk
    assert len(records(first)) == 1


def test_the_database_refuses_the_same_content_twice(stage) -> None:
    found = stage([SITI])
    found.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save(force_insert=True)


def test_a_file_that_is_no_list_is_told_in_a_sentence(by: Actor) -> None:
    found = lists.receive(
        [b"bukan berkas excel"], file_name="x.xlsx", programme_code="PKH", region_code="3271",
        by=by, at=clock.now(),
    )  # fmt: skip
    reading.read(found.pk, progress=lambda *_: None)
    found = queries.one(by, found.pk)
    assert found.state == ListState.UNREADABLE
    assert found.message["id"]


def test_a_killed_reader_is_started_again_and_no_row_stands_twice(stage, monkeypatch) -> None:
    found = stage([SITI, BUDI, YUSUF])
    RecipientList.objects.unscoped(reason="test").filter(pk=found.pk).update(
        state=ListState.RECEIVED, reader="killed"
    )
    reading.read(found.pk, progress=lambda *_: None)
    assert [row.row for row in records(found)] == [4, 5, 6]


def test_of_two_readers_the_earlier_one_gives_way(stage, monkeypatch) -> None:
    found = stage([SITI])
    all_lists = RecipientList.objects.unscoped(reason="test")
    all_lists.filter(pk=found.pk).update(state=ListState.RECEIVED)

    def overtaken(*_: int) -> None:
        all_lists.filter(pk=found.pk).update(reader="another")

    with pytest.raises(reading.Overtaken):
        reading.read(found.pk, progress=overtaken)


def test_who_may_not_import_there_cannot(officer) -> None:
    stranger = Actor.of(officer("data_officer", region="3273"))
    with pytest.raises(Forbidden):
        lists.receive(
            [b"x"], file_name="x", programme_code="PKH", region_code="3271",
            by=stranger, at=clock.now(),
        )  # fmt: skip


def test_rows_are_not_read_without_saying_for_whom(stage) -> None:
    stage([SITI])
    with pytest.raises(UnscopedQuery):
        list(SourceRecord.objects.all())


def test_a_committed_list_gets_its_people(commit) -> None:
    found = commit([SITI, BUDI, YUSUF])
    assert found.state == ListState.COMMITTED
    assert found.linked_at is not None
    assert Link.objects.filter(superseded_at=None).count() == 3
    assert {row.state for row in records(found)} == {RecordState.CURRENT}


def test_one_person_on_two_lists_is_one_person(commit) -> None:
    commit([SITI, BUDI])
    commit([("3271014101800001", "", "Siti Nurhasana", "1980-01-01", "P", *SITI[5:])],
           file_name="bst.xlsx", programme="BST")  # fmt: skip
    people = Person.objects.unscoped(reason="test")
    assert people.count() == 2
    assert Link.objects.filter(person__name_key__startswith="siti", superseded_at=None).count() == 2


def test_committing_twice_is_refused(commit, by: Actor) -> None:
    found = commit([SITI])
    with pytest.raises(NotStaged):
        lists.commit(found.pk, by=by, at=clock.now())


def test_discarding_leaves_neither_rows_nor_file(
    stage, by: Actor, django_capture_on_commit_callbacks
) -> None:
    found = stage([SITI])
    with django_capture_on_commit_callbacks(execute=True):
        lists.discard(found.pk, by=by, at=clock.now())
    assert records(found) == []
    with pytest.raises(FileNotFoundError):
        next(vault.content(found.sha256))
    assert stage([SITI]).pk != found.pk


def test_undoing_an_import_takes_its_rows_from_their_people(commit, by: Actor) -> None:
    commit([SITI])
    second = commit([SITI, YUSUF], file_name="bst.xlsx", programme="BST")
    lists.undo(second.pk, by=by, at=clock.now(), reason="salah berkas")
    assert Link.objects.filter(superseded_at=None).count() == 1
    assert Person.objects.unscoped(reason="test").get(name_key="muhamat iusup").status == "vacant"


def test_a_corrected_file_takes_the_places_of_its_rows(commit, stage, by: Actor) -> None:
    first = commit([SITI, BUDI])
    corrected = (
        "",
        "",
        "SITI NURHASANAH",
        "01-01-1980",
        "P",
        "Jl. Kenanga 7",
        "1",
        "2",
        "Pasir Jaya",
    )
    second = stage([corrected, BUDI, YUSUF], file_name="pkh perbaikan.xlsx", corrects=first.pk)
    shown = queries.difference(by, second)
    assert shown.changed == ((4, {"address": ("Jl. Melati 3", "Jl. Kenanga 7")}),)
    assert (shown.added, shown.same, shown.missing) == (1, 1, ())
    before = dict(Link.objects.filter(superseded_at=None).values_list("record__row", "person_id"))

    lists.commit(second.pk, by=by, at=clock.now())
    matching.run(by=by)
    row = records(second)[0]
    assert row.cells["address"] == "Jl. Kenanga 7"
    assert row.carried == ["family_id", "national_id"]
    assert bytes(row.nik_index) == bytes(records(first)[0].nik_index)
    assert Link.objects.get(record=row, superseded_at=None).person_id == before[4]
    assert {one.state for one in records(first)} == {RecordState.REPLACED}
    with pytest.raises(CorrectedLater):
        lists.undo(first.pk, by=by, at=clock.now(), reason="x")

    lists.undo(second.pk, by=by, at=clock.now(), reason="salah")
    again = records(first)[0]
    assert again.state == RecordState.CURRENT
    assert Link.objects.get(record=again, superseded_at=None).person_id == before[4]


def test_a_corrected_mapping_is_remembered_for_the_next_file(stage, by: Actor) -> None:
    found = stage([SITI], file_name="bantuan januari.xlsx")
    mapping = found.mapping.replace('H = "rt"', 'H = ""')
    assert mapping != found.mapping
    lists.remap(found.pk, mapping, by=by, at=clock.now())
    reading.read(found.pk, progress=lambda *_: None)
    assert "rt" not in records(found)[0].cells
    next_month = stage([BUDI], file_name="bantuan februari.xlsx")
    assert "rt" not in records(next_month)[0].cells
