"""One door for every application: what comes in, what is joined, what is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.applications.conftest import CITY, kk, nik
from tests.assistance.conftest import make_family, make_person
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.applications import sealing
from tanggap.applications import services as applications
from tanggap.applications.events import ApplicationMoved, ApplicationReceived
from tanggap.applications.models import Application, FamilyKey
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Asking, Incomplete, MemberAsked, NotAllowed, NotOpen, Status
from tanggap.assistance.services import ledger
from tanggap.audit.models import Event
from tanggap.core import clock, events
from tanggap.core.actor import Actor

pytestmark = pytest.mark.django_db
Ask = Callable[..., Asking]


def receive(asking: Asking, **more: Any) -> Any:
    return applications.receive(asking, **{"by": APPLICANT, "at": clock.now(), **more})


def stored(pk: int) -> Application:
    found: Application = Application.objects.unscoped(reason="test").get(pk=pk)
    return found


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    told: list[object] = []
    monkeypatch.setattr(events, "publish", told.append)
    return told


def test_an_application_is_kept_sealed_and_told(
    open_city: None, ask: Ask, heard: list[object]
) -> None:
    asking = ask()
    got = receive(asking)
    kept = stored(got.application_id)
    assert asking.nik.encode() not in bytes(kept.sealed_nik or b"")
    assert sealing.number_of(kept.sealed_nik) == asking.nik
    assert kept.pin_hash == sealing.pin_hash(got.code, got.pin)
    assert kept.status == Status.RECEIVED
    assert [type(one) for one in heard] == [ApplicationReceived]
    noted = Event.objects.get(code="applications.received")
    assert asking.nik not in str(noted.facts)
    assert asking.head_name not in str(noted.facts)


def test_who_no_list_holds_is_clear(open_city: None, ask: Ask) -> None:
    assert receive(ask()).desk_answer == "clear"


def test_who_has_no_nik_is_unknown_and_never_refused(open_city: None, ask: Ask) -> None:
    got = receive(ask(nik="", no_nik_reason="KTP terbakar"))
    assert got.desk_answer == "unknown"
    assert stored(got.application_id).status == Status.RECEIVED


def test_who_has_no_nik_says_why(open_city: None, ask: Ask) -> None:
    with pytest.raises(Incomplete) as refusal:
        receive(ask(nik=""))
    assert refusal.value.problems == {"nik": "missing"}


def test_overlap_names_rule_and_programme(open_city: None, ask: Ask) -> None:
    asking = ask()
    person = _registered(asking.nik)
    _award(person, "BST")
    got = receive(asking)
    kept = stored(got.application_id)
    assert got.desk_answer == "overlap"
    assert kept.person_id == person
    assert kept.desk_facts["against"][0]["rule"]
    assert kept.desk_facts["against"][0]["programme"]


def test_what_the_registry_holds_is_told_only_to_who_knows_the_birth_date(
    open_city: None, ask: Ask
) -> None:
    """Whoever types a neighbour's NIK must not learn what that neighbour gets."""
    asking = ask()
    _registered(asking.nik, birth=19850315, name_key="rukmini")
    confirmed = receive(asking)
    assert stored(confirmed.application_id).desk_facts["confirmed"]
    other = ask(head_name="Orang Lain")
    _registered(other.nik, birth=19700101, name_key="budi")
    assert not stored(receive(other).application_id).desk_facts["confirmed"]


def test_a_new_award_is_seen_by_the_open_application(open_city: None, ask: Ask) -> None:
    asking = ask()
    person = _registered(asking.nik)
    got = receive(asking)
    assert got.desk_answer == "clear"
    _award(person, "BST")
    assert stored(got.application_id).desk_answer == "overlap"


@pytest.mark.parametrize("shared", ["card", "head", "member", "family"])
def test_the_second_application_of_a_family_is_joined_to_the_first(
    open_city: None, ask: Ask, heard: list[object], shared: str
) -> None:
    child = MemberAsked("Anak", "anak", nik=nik(9001, born="020112"))
    first, second = ask(members=(child,)), ask()
    if shared == "card":
        second = replace(second, kk=first.kk)
    elif shared == "head":
        second = replace(second, nik=first.nik, kk="")
    elif shared == "member":
        second = replace(second, members=(child,))
    else:
        family = make_family()
        for one in (first, second):
            _registered(one.nik, family=family)
    earlier, later = receive(first), receive(second)
    assert later.joined_into == earlier.code
    kept = stored(later.application_id)
    assert (kept.status, kept.joined_into_id) == (Status.JOINED, earlier.application_id)
    assert [type(one) for one in heard] == [ApplicationReceived, ApplicationMoved]


def test_two_families_are_not_joined(open_city: None, ask: Ask) -> None:
    assert [receive(ask()).joined_into for _ in range(2)] == ["", ""]


def test_another_programme_is_another_application(open_city: None, ask: Ask) -> None:
    asking = ask()
    receive(asking)
    assert receive(replace(asking, programme="BLT-DD", answers={})).joined_into == ""


def test_a_withdrawn_family_may_ask_anew(open_city: None, ask: Ask) -> None:
    asking = ask()
    got = receive(asking)
    applications.withdraw(application_id=got.application_id, at=clock.now())
    assert receive(asking).joined_into == ""


def test_a_refused_one_cannot_come_back_beside_the_family_that_asked_anew(
    open_city: None, ask: Ask
) -> None:
    asking, system = ask(), Actor.system("tes")
    first = receive(asking).application_id
    applications.move(
        application_id=first, after=Status.REFUSED, by=system, at=clock.now(), reason="bukan warga"
    )
    receive(asking)
    with pytest.raises(NotAllowed):
        applications.move(
            application_id=first, after=Status.RECEIVED, by=system, at=clock.now(), reason="sanggah"
        )
    assert stored(first).status == Status.REFUSED


def test_a_refused_one_that_comes_back_holds_its_place_again(open_city: None, ask: Ask) -> None:
    asking, system = ask(), Actor.system("tes")
    first = receive(asking)
    for after in (Status.REFUSED, Status.RECEIVED):
        applications.move(
            application_id=first.application_id, after=after, by=system, at=clock.now(), reason="x"
        )
    assert receive(replace(asking, kk="")).joined_into == first.code


def test_who_is_only_similar_is_not_the_applicant(open_city: None, ask: Ask) -> None:
    """A name-sake of the same birth date keeps the answer unknown and is shown to the officer."""
    person = _registered(nik(4321), name="RUKMINI SARI", birth=19850315)
    _words(person, "rukmini", "sari", birth=19850315)
    got = receive(ask(head_name="Rukmini Sari"))
    kept = stored(got.application_id)
    assert got.desk_answer == "unknown"
    assert kept.person_id is None
    assert kept.desk_facts["tie"] == "similar"


def test_an_officer_enters_in_their_own_place_only(open_city: None, ask: Ask, desk: Actor) -> None:
    kept = stored(receive(ask(), by=desk, channel="assisted").application_id)
    assert (kept.entered_by_id, kept.entered_by_name) == (desk.user_id, desk.name)
    elsewhere = actor_with("desk_officer", region="3201")
    with pytest.raises(Forbidden):
        receive(ask(), by=elsewhere, channel="assisted")


def test_a_closed_programme_takes_none(open_city: None, ask: Ask) -> None:
    with pytest.raises(NotOpen):
        receive(ask(programme="PKH"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"head_name": " . "}, "head_name"),
        ({"address": ""}, "address"),
        ({"region_code": "3271"}, "region_code"),
        ({"nik": "3271"}, "nik"),
        ({"kk": "1111111111111111"}, "kk"),
        ({"members": (MemberAsked(""),)}, "member_1"),
    ],
)
def test_what_is_missing_is_named(
    open_city: None, ask: Ask, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Incomplete) as refusal:
        receive(ask(**changes))
    assert set(refusal.value.problems) == {field}


def test_a_correction_looks_at_the_desk_again(open_city: None, ask: Ask) -> None:
    right = nik(777)
    person = _registered(right)
    _award(person, "BST")
    got = receive(ask())
    changed = applications.correct(
        application_id=got.application_id, values={"nik": right, "rt": "005"}, at=clock.now()
    )
    kept = stored(got.application_id)
    assert sorted(changed) == ["nik", "rt"]
    assert kept.desk_answer == "overlap"
    assert Event.objects.filter(code="applications.corrected").exists()


def test_a_correction_cannot_take_the_place_of_another_family(open_city: None, ask: Ask) -> None:
    first, second = ask(), ask()
    receive(first)
    later = receive(second)
    for values in ({"kk": first.kk}, {"nik": first.nik}):
        with pytest.raises(NotAllowed):
            applications.correct(application_id=later.application_id, values=values, at=clock.now())
    kept = stored(later.application_id)
    assert sealing.number_of(kept.sealed_kk) == second.kk
    assert FamilyKey.objects.filter(application=kept).count() == 2


def test_an_officer_joins_what_the_numbers_did_not_tell(
    open_city: None, ask: Ask, desk: Actor
) -> None:
    one, other = receive(ask()), receive(ask(kk=kk(4040)))
    applications.join(
        application_id=other.application_id,
        into=one.application_id,
        by=desk,
        at=clock.now(),
        reason="satu rumah tangga",
    )
    assert stored(other.application_id).joined_into_id == one.application_id


def _registered(digits: str, *, family: Any = None, **values: Any) -> int:
    from django.apps import apps

    person = make_person(family=family)
    index = sealing.nik_index(digits)
    apps.get_model("people", "Person").objects.unscoped(reason="test").filter(pk=person).update(
        nik_index=index, **values
    )
    return person


def _words(person: int, *keys: str, birth: int) -> None:
    from django.apps import apps

    people = apps.get_model("people", "Person").objects.unscoped(reason="test")
    people.filter(pk=person).update(name_key=" ".join(keys))
    for key in keys:
        apps.get_model("people", "NameWord").objects.create(
            person_id=person, key=key, birth=birth, region_code=f"{CITY}011001"
        )


def _award(person: int, programme: str) -> None:
    ledger.award(
        person_id=person,
        programme=programme,
        months=["2020-04", "2020-05"],
        by=actor_with("programme_manager", region=CITY),
        at=clock.now(),
    )
