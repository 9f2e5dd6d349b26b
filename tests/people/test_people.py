"""Finding a person, opening the dossier, correcting it; every look is on the record."""

from datetime import date

import pytest
from tests.people.conftest import BUDI, SITI, YUSUF

from tanggap.accounts.access import Forbidden
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.models import Family, Person
from tanggap.people.queries import dossier, namesakes, search
from tanggap.people.services import persons
from tanggap.people.services.refusals import ValueImpossible
from tanggap.people.types import CorrectedField, PersonStatus, Purpose

WHY = Purpose.VERIFICATION


@pytest.fixture
def people(commit) -> dict[str, Person]:
    commit([SITI, BUDI, YUSUF])
    again = (SITI[0], "", "Siti Nurhasana", "01/01/1980", "P", "Jl Melati No 3", "", "", SITI[8])
    commit([again],
           file_name="bst.xlsx", programme="BST")  # fmt: skip
    return {
        person.name.split()[0].lower(): person for person in Person.objects.unscoped(reason="test")
    }


@pytest.mark.parametrize("typed", [SITI[0], "3271.0141.0180.0001", " 3271014101800001 "])
def test_a_nik_is_found_however_it_is_typed(people, by: Actor, typed: str) -> None:
    (found,) = search.by_number(by, typed, WHY)
    assert found.code == people["siti"].code
    assert found.nik_masked == "3271********0001"


def test_a_card_finds_the_whole_family(people, by: Actor) -> None:
    assert {one.name.split()[0].upper() for one in search.by_number(by, SITI[1], WHY)} == {
        "SITI", "BUDI",
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["Moh. Yusup", "yusuf muhamad", "H. Mochamad Jusuf", "Muhammad Yusu", "MUHAMAD YUSUFF"]
)
def test_a_name_is_found_however_it_is_spelled(people, by: Actor, typed: str) -> None:
    found = search.by_name(by, typed, WHY, birth=19900320)
    assert [one.code for one in found] == [people["muhammad"].code]


def test_the_closest_name_comes_first(commit, by: Actor) -> None:
    twin = ("3271014101800002", "", "SITI NURHAYATI", "01-01-1980", "P", *SITI[5:])
    commit([SITI, twin])
    found = search.by_name(by, "siti nurhasanah", WHY, birth=19800101)
    assert found[0].name == "SITI NURHASANAH"


@pytest.mark.parametrize("typed", ["M. Yusuf", "Yusuf M", "Moh Yusuf A"])
def test_an_initial_stands_for_a_name(people, by: Actor, typed: str) -> None:
    found = search.by_name(by, typed, WHY, birth=19900320)
    assert [one.code for one in found] == [people["muhammad"].code]


def test_namesakes_of_one_word_push_nobody_out(commit, by: Actor, monkeypatch) -> None:
    names = ["SITI AMINAH", "SITI ROHAYATI", "SITI FATIMAH", "SITI KHADIJAH", "SITI NURHASANAH"]
    commit([
        (f"32710141018{n:05d}", "", name, "01-01-1980", "P", *SITI[5:])
        for n, name in enumerate(names, 11)
    ])  # fmt: skip
    monkeypatch.setattr(namesakes, "MANY", 1)
    monkeypatch.setattr(namesakes, "MOST", 2)
    for name in names:
        found = search.by_name(by, name, WHY, birth=19800101)
        assert (found[0].name, found.is_whole) == (name, True)
    assert not search.by_name(by, "siti", WHY, birth=19800101).is_whole


def test_a_page_that_leaves_somebody_out_says_so(client, commit, officer, monkeypatch) -> None:
    commit([
        (f"32710141018{n:05d}", "", f"SITI {name}", "01-01-1980", "P", *SITI[5:])
        for n, name in enumerate(["AMINAH", "ROHAYATI"], 11)
    ])  # fmt: skip
    client.force_login(officer("data_officer"))
    asked = {"name": "siti", "birth": "1980-01-01", "purpose": WHY}
    assert "Masih ada orang lain" not in client.post("/orang/", asked).content.decode()
    monkeypatch.setattr(namesakes, "MANY", 1)
    monkeypatch.setattr(namesakes, "MOST", 1)
    assert "Masih ada orang lain" in client.post("/orang/", asked).content.decode()


def test_a_name_alone_is_not_enough(people, by: Actor) -> None:
    with pytest.raises(search.TooLittleAsked):
        search.by_name(by, "siti", WHY)


def test_people_of_other_regions_are_not_found(people, officer) -> None:
    stranger = Actor.of(officer("data_officer", region="3273"))
    assert search.by_number(stranger, SITI[0], WHY) == []
    assert search.by_name(stranger, "Siti Nurhasanah", WHY, birth=19800101) == []
    with pytest.raises(Person.DoesNotExist):
        dossier.of(stranger, people["siti"].code, WHY)


def test_who_may_not_search_cannot(people, officer) -> None:
    with pytest.raises(Forbidden):
        search.by_number(Actor.of(officer("administrator")), SITI[0], WHY)


def test_a_dossier_shows_sources_side_by_side_and_is_recorded(people, by: Actor) -> None:
    found = dossier.of(by, people["siti"].code, WHY)
    assert [record.programme for record in found.records] == ["PKH", "BST"]
    assert [relative.name for relative in found.family] == ["BUDI SANTOSO"]
    fields = {field.field: field for field in found.fields}
    assert fields["national_id"].best == "3271********0001"
    assert fields["address"].others
    event = Event.objects.get(code="people.dossier.opened")
    assert (event.subject, event.reason) == (f"person:{people['siti'].pk}", "verification")


def test_no_number_is_shown_whole_in_a_dossier(people, by: Actor) -> None:
    assert SITI[0] not in repr(dossier.of(by, people["siti"].code, WHY))
    assert SITI[1] not in repr(dossier.of(by, people["siti"].code, WHY))


def test_a_number_is_revealed_to_who_may_and_on_the_record(people, by: Actor, officer) -> None:
    code = people["siti"].code
    assert dossier.reveal(by, code, "cocokkan KTP")["national_id"] == SITI[0]
    assert Event.objects.get(code="people.number.revealed").reason == "cocokkan KTP"
    with pytest.raises(Forbidden):
        dossier.reveal(Actor.of(officer("clerk")), code, "x")


def test_a_correction_stands_above_the_lists_until_it_is_undone(people, by: Actor) -> None:
    siti = people["siti"]
    correction = persons.correct_field(
        siti.pk, CorrectedField.BIRTH, "02-02-1981", by=by, at=clock.now(), evidence="akta"
    )
    siti.refresh_from_db()
    assert siti.birth == 19810202
    assert search.by_name(by, "siti nurhasanah", WHY, birth=19810202)
    persons.undo_correction(correction.pk, by=by, at=clock.now())
    siti.refresh_from_db()
    assert siti.birth == 19800101


def test_a_corrected_nik_is_sealed_and_found(people, by: Actor) -> None:
    persons.correct_field(
        people["budi"].pk, CorrectedField.NIK, "3271011508770009",
        by=by, at=clock.now(), evidence="KTP",
    )  # fmt: skip
    (found,) = search.by_number(by, "3271011508770009", WHY)
    assert found.code == people["budi"].code
    with pytest.raises(ValueImpossible):
        persons.correct_field(
            people["budi"].pk, CorrectedField.NIK, "123", by=by, at=clock.now(), evidence="x"
        )


def test_a_corrected_card_moves_the_person_to_that_family(people, by: Actor) -> None:
    persons.correct_field(
        people["muhammad"].pk, CorrectedField.KK, SITI[1], by=by, at=clock.now(), evidence="KK"
    )
    found = dossier.of(by, people["siti"].code, WHY)
    assert {one.name for one in found.family} == {"BUDI SANTOSO", "MUHAMMAD YUSUF"}


def test_death_is_written_down_with_its_day_and_taken_back(people, by: Actor) -> None:
    budi = people["budi"]
    correction = persons.mark_deceased(
        budi.pk, on=date(2020, 5, 1), by=by, at=clock.now(), evidence="surat kematian"
    )
    budi.refresh_from_db()
    assert (budi.status, budi.status_on) == (PersonStatus.DECEASED, date(2020, 5, 1))
    persons.undo_correction(correction.pk, by=by, at=clock.now())
    budi.refresh_from_db()
    assert budi.status == PersonStatus.ALIVE


def test_the_head_of_a_family_changes_and_changes_back(people, by: Actor) -> None:
    def head() -> int | None:
        return Family.objects.unscoped(reason="test").get(members__person=people["siti"]).head_id

    first = persons.change_head(people["budi"].pk, by=by, at=clock.now(), evidence="KK")
    second = persons.change_head(people["siti"].pk, by=by, at=clock.now(), evidence="KK baru")
    assert head() == people["siti"].pk
    persons.undo_correction(second.pk, by=by, at=clock.now())
    assert head() == people["budi"].pk
    persons.undo_correction(first.pk, by=by, at=clock.now())
    assert head() is None


def test_who_may_only_look_cannot_correct(people, officer) -> None:
    with pytest.raises(Person.DoesNotExist):
        persons.correct_field(
            people["siti"].pk, CorrectedField.NAME, "X", by=Actor.of(officer("clerk")),
            at=clock.now(), evidence="x",
        )  # fmt: skip
