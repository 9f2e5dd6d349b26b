"""An objection against aid of an imported list: one names it, another ends it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests.assistance.conftest import make_list, make_person
from tests.objections.conftest import CITY, page_of, ticket, told
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award
from tanggap.assistance.services import lists
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.messaging.models import Message
from tanggap.objections.models import Ticket
from tanggap.objections.services import deciding, ending
from tanggap.objections.types import Kind, NotAllowed, State
from tanggap.people.rows import seal_numbers

pytestmark = pytest.mark.django_db
AT = clock.now


def person_of(number: int) -> Any:
    return apps.get_model("people", "Person").objects.unscoped(reason="test").get(pk=number)


def award_of(person: int) -> Award:
    found: Award = Award.objects.unscoped(reason="test").get(person=person)
    return found


@pytest.fixture
def listed(open_city: None) -> int:
    """Somebody who receives by an imported list."""
    person = make_person()
    lists.award_rows(list_id=make_list("BST", [person]), at=AT())
    return person


def name_aid(number: int, person: int, by: Actor, programme: str = "BST") -> None:
    code = person_of(person).code
    ending.name_aid(ticket_id=number, person=code.lower(), programme=programme, by=by, at=AT())


def grant(number: int, by: Actor) -> None:
    deciding.grant(ticket_id=number, way="visit", reason="Ia pegawai negeri.", by=by, at=AT())


def test_a_granted_inclusion_ends_the_aid_and_the_recipient_hears(listed, manager, wulan) -> None:
    records = apps.get_model("people", "SourceRecord").objects.unscoped(reason="test")
    records.update(sealed=seal_numbers({"phone": "0812-0000-0001"}))
    given = told(Kind.INCLUSION)
    name_aid(given.ticket_id, listed, manager)
    grant(given.ticket_id, wulan)
    assert ticket(given.ticket_id).state == State.GRANTED
    award = award_of(listed)
    assert award.status == Award.Status.ENDED
    ended = Event.objects.get(code="assistance.award.ended", subject=f"award:{award.pk}")
    assert ended.actor_id == wulan.user_id
    message = Message.objects.unscoped(reason="test").get(template="objections.aid_ended")
    assert given.code not in str(message.context), "who objected is nobody's to know"


def test_who_cannot_be_reached_is_told_by_the_kelurahan(listed, manager, wulan) -> None:
    given = told(Kind.INCLUSION)
    name_aid(given.ticket_id, listed, manager)
    grant(given.ticket_id, wulan)
    texts = ticket(given.ticket_id).entries.values_list("text", flat=True)
    assert ending.UNREACHED in texts


def test_without_a_name_nothing_is_granted(listed, wulan) -> None:
    given = told(Kind.INCLUSION)
    with pytest.raises(NotAllowed, match="aid"):
        grant(given.ticket_id, wulan)
    assert ticket(given.ticket_id).state == State.RECEIVED
    assert award_of(listed).status == Award.Status.ACTIVE


def test_who_named_the_aid_does_not_end_it(listed, manager, wulan) -> None:
    both = actor_with("programme_manager", "complaints_officer", region=CITY)
    given = told(Kind.INCLUSION)
    name_aid(given.ticket_id, listed, both)
    with pytest.raises(NotAllowed, match="four eyes"):
        grant(given.ticket_id, both)
    assert award_of(listed).status == Award.Status.ACTIVE
    row = Ticket.objects.unscoped(reason="test").filter(pk=given.ticket_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="granted", answer="Ya.", answered_at=AT(), answered_by_id=both.user_id)
    grant(given.ticket_id, wulan)
    assert award_of(listed).status == Award.Status.ENDED


def test_only_who_may_end_aid_names_it_and_only_what_is_held(listed, manager, wulan) -> None:
    given, other = told(Kind.INCLUSION), told(Kind.NOT_RECEIVED)
    with pytest.raises(Forbidden):
        name_aid(given.ticket_id, listed, wulan)
    with pytest.raises(Forbidden):
        name_aid(given.ticket_id, listed, actor_with("programme_manager", region="3201"))
    with pytest.raises(NotAllowed, match="aid"):
        name_aid(given.ticket_id, listed, manager, programme="PKH")
    with pytest.raises(NotAllowed, match="aid"):
        name_aid(given.ticket_id, make_person(), manager)
    with pytest.raises(NotAllowed, match="kind"):
        name_aid(other.ticket_id, listed, manager)


def test_two_officers_do_it_on_the_page(city, listed, open_city) -> None:
    given = told(Kind.INCLUSION)
    here = f"/sanggahan/meja/{given.ticket_id}/"
    names, _manager = page_of("programme_manager")
    hears, _wulan = page_of("complaints_officer")
    form = {"langkah": "grant", "teks": "Ia pegawai negeri."}
    refused = hears.post(f"{here}langkah/", form, follow=True).content.decode()
    assert "Belum ada bantuan yang disebutkan" in refused
    assert "Sebutkan bantuan" in names.get(here).content.decode()
    assert "Sebutkan bantuan" not in hears.get(here).content.decode()
    code = person_of(listed).code
    names.post(f"{here}langkah/", {"langkah": "aid", "kode": code, "program": "BST"})
    assert code in hears.get(here).content.decode()
    hears.post(f"{here}langkah/", form)
    assert "Dihentikan" in hears.get(here).content.decode()
    assert award_of(listed).status == Award.Status.ENDED
