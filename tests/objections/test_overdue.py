"""An objection that nobody answers in time: the law grants it, an officer must decide it."""

from datetime import timedelta

import pytest
from tests.objections.conftest import CITY, objection, page_of, ticket, told
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.objections.models import Ticket
from tanggap.objections.queries import citizens
from tanggap.objections.services import deciding, overdue
from tanggap.objections.types import Kind, State

pytestmark = pytest.mark.django_db


def let_pass(number: int, days: int = 1) -> None:
    query = Ticket.objects.unscoped(reason="test").filter(pk=number)
    query.update(due_on=clock.today() - timedelta(days=days))


def test_it_is_marked_once_and_nothing_grants_itself(manager) -> None:
    given, report = objection(manager), told(Kind.NOT_RECEIVED)
    overdue.look()
    assert ticket(given.ticket_id).overdue_at is None
    for number in (given.ticket_id, report.ticket_id):
        let_pass(number)
    overdue.look()
    overdue.look()
    found = ticket(given.ticket_id)
    assert found.overdue_at is not None
    assert found.state == State.RECEIVED
    assert ticket(report.ticket_id).overdue_at is None, "a report grants nothing"
    assert Event.objects.filter(code="objections.ticket.overdue").count() == 1
    own = citizens.own(given.ticket_id)
    assert own is not None
    assert "dianggap dikabulkan" in own.told.id
    assert [one.text for one in own.entries] != []


def test_the_head_sees_it_on_the_first_page_and_the_desk_in_the_queue(city, manager) -> None:
    given = objection(manager)
    let_pass(given.ticket_id)
    head, _actor = page_of("head_of_office")
    home = head.get("/").content.decode()
    assert "Sanggahan lewat batas hukum" in home
    desk, _wulan = page_of("complaints_officer")
    assert "dianggap dikabulkan" in desk.get("/sanggahan/meja/").content.decode()
    page = desk.get(f"/sanggahan/meja/{given.ticket_id}/").content.decode()
    assert "Pasal 77 ayat (5)" in page
    assert "Menolaknya dapat dibatalkan pengadilan" in page


def test_one_that_was_answered_is_not_marked(manager, wulan) -> None:
    given = objection(manager)
    deciding.reject(
        ticket_id=given.ticket_id, rule="Syarat 1", reason="Di luar.", by=wulan, at=clock.now()
    )
    let_pass(given.ticket_id)
    assert overdue.mark(at=clock.now()) == 0


def test_the_head_decides_what_the_desk_left_lying_and_nothing_else(manager) -> None:
    given = objection(manager)
    head = actor_with("head_of_office", region=CITY)

    def grant() -> None:
        deciding.grant(
            ticket_id=given.ticket_id, way="visit", reason="Terlambat.", by=head, at=clock.now()
        )

    with pytest.raises(Forbidden):
        grant()
    let_pass(given.ticket_id)
    grant()
    assert ticket(given.ticket_id).state == State.GRANTED
