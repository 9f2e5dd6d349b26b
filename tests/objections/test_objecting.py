"""A refused family objects: somebody else hears it, and winning really reopens the way."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from tests.objections.conftest import (
    CITY,
    STORY,
    application,
    objection,
    refused,
    ticket,
    told,
)  # fmt: skip
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.applications import services as applications
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Status
from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.messaging.models import Message
from tanggap.objections.models import Entry, Ticket
from tanggap.objections.queries import citizens as seen
from tanggap.objections.services import citizens, deciding, desk, receiving
from tanggap.objections.types import Kind, MovedMeanwhile, NotAllowed, State

pytestmark = pytest.mark.django_db
AT = clock.now


def grant(number: int, by: Actor, way: deciding.Way = "visit") -> None:
    deciding.grant(ticket_id=number, way=way, reason="Surat RT benar.", by=by, at=AT())


def reject(number: int, by: Actor) -> None:
    deciding.reject(ticket_id=number, rule="Syarat 1", reason="Alamat di luar.", by=by, at=AT())


def test_a_family_that_wins_is_considered_again(manager, wulan) -> None:
    given = objection(manager)
    grant(given.ticket_id, wulan)
    found = ticket(given.ticket_id)
    assert found.state == State.GRANTED
    assert application(found.application_id).status == Status.RECEIVED
    change = application(found.application_id).changes.latest("pk")
    assert (change.before, change.facts) == ("refused", {"ticket": found.pk})
    acts = Event.objects.filter(code__startswith="objections").order_by("pk")
    assert list(acts.values_list("code", flat=True)) == [
        "objections.ticket.told",
        "objections.ticket.handled",
        "objections.ticket.granted",
    ]
    sent = Message.objects.unscoped(reason="test").filter(subject=f"ticket:{found.pk}")
    assert set(sent.values_list("template", flat=True)) == {
        "objections.received", "objections.answered",
    }  # fmt: skip


def test_one_that_was_visited_comes_back_as_it_was_visited(manager, wulan) -> None:
    given = objection(manager)
    number = ticket(given.ticket_id).application_id
    type(application(number)).objects.unscoped(reason="test").filter(pk=number).update(score=700)
    grant(given.ticket_id, wulan, "score")
    assert application(number).status == Status.VISITED


def test_without_a_visit_it_goes_to_be_visited_whatever_was_chosen(manager, wulan) -> None:
    given = objection(manager)
    grant(given.ticket_id, wulan, "score")
    assert application(ticket(given.ticket_id).application_id).status == Status.RECEIVED


def test_a_rejection_says_rule_and_reason_and_leaves_the_application(manager, wulan) -> None:
    given = objection(manager)
    reject(given.ticket_id, wulan)
    own = seen.own(given.ticket_id)
    assert own is not None
    assert (own.shown.rule, own.shown.answer) == ("Syarat 1", "Alamat di luar.")
    assert application(own.ticket.application_id).status == Status.REFUSED


def test_who_refused_does_not_hear_the_objection(open_city) -> None:
    both = actor_with("programme_manager", "complaints_officer")
    given = objection(both)
    with pytest.raises(NotAllowed, match="four eyes"):
        reject(given.ticket_id, both)
    with pytest.raises(NotAllowed, match="four eyes"):
        grant(given.ticket_id, both)
    assert ticket(given.ticket_id).state == State.RECEIVED
    assert application(ticket(given.ticket_id).application_id).status == Status.REFUSED


def test_nor_does_anybody_who_approved_the_plan_that_refused(manager, wulan, monkeypatch) -> None:
    from tanggap.objections.queries import desk as queue

    given = objection(manager)
    plan = SimpleNamespace(
        approvals=SimpleNamespace(values_list=lambda *_names, **_more: [wulan.user_id])
    )
    row = SimpleNamespace(row=SimpleNamespace(plan=plan))
    monkeypatch.setattr(queue.plans, "of_application", lambda _number: row)
    with pytest.raises(NotAllowed, match="four eyes"):
        reject(given.ticket_id, wulan)


def test_the_database_forbids_it_too(manager, wulan) -> None:
    given = objection(manager)
    reject(given.ticket_id, wulan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.unscoped(reason="test").update(answered_by_id=manager.user_id)


def test_others_do_not_decide(manager, wulan) -> None:
    given = objection(manager)
    for stranger in (manager, actor_with("inspector", region=""), actor_with("verifier")):
        with pytest.raises(Forbidden):
            reject(given.ticket_id, stranger)
    with pytest.raises(Forbidden):
        reject(given.ticket_id, actor_with("complaints_officer", region="3272"))


def test_a_family_objects_once_at_a_time_and_again_to_a_new_refusal(manager, wulan) -> None:
    given = objection(manager)
    number = ticket(given.ticket_id).application_id
    assert number is not None
    with pytest.raises(NotAllowed, match="open"):
        receiving.object_to(application_id=number, story=STORY, at=AT())
    grant(given.ticket_id, wulan)
    applications.move(
        application_id=number, after=Status.REFUSED, by=manager, at=AT(), reason="Tetap."
    )
    again = receiving.object_to(application_id=number, story=STORY, at=AT())
    assert ticket(again.ticket_id).state == State.RECEIVED


def test_a_late_objection_is_told_so(manager) -> None:
    got = refused(manager)
    with pytest.raises(NotAllowed, match="period"):
        receiving.object_to(
            application_id=got.application_id, story=STORY, at=AT() + timedelta(days=40)
        )


def test_what_is_not_decided_cannot_be_objected_to(open_city) -> None:
    from tests.applications.conftest import asking

    got = applications.receive(asking(), by=APPLICANT, at=AT())
    with pytest.raises(NotAllowed, match="table"):
        receiving.object_to(application_id=got.application_id, story=STORY, at=AT())


def test_a_family_that_asked_anew_is_not_brought_back(manager, wulan) -> None:
    from tests.applications.conftest import asking, kk, nik

    same = {"kk": kk(4711), "nik": nik(4711)}
    given = objection(manager, **same)
    applications.receive(asking(**same), by=APPLICANT, at=AT())
    with pytest.raises(NotAllowed, match="asked anew"):
        grant(given.ticket_id, wulan)
    assert ticket(given.ticket_id).state == State.RECEIVED, "nothing was half done"


def test_decided_twice_the_second_is_told(manager, wulan) -> None:
    given = objection(manager)
    reject(given.ticket_id, wulan)
    with pytest.raises(NotAllowed, match="table"):
        grant(given.ticket_id, actor_with("complaints_officer"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            ticket_id=given.ticket_id, after="granted", by_id=None, by_name="", at=AT()
        )


def test_an_inclusion_that_is_granted_takes_the_approval_back(manager, wulan) -> None:
    from tests.applications.conftest import asking

    got = applications.receive(asking(), by=APPLICANT, at=AT())
    query = type(application(got.application_id)).objects.unscoped(reason="test")
    query.filter(pk=got.application_id).update(status="visited", score=100)
    head = actor_with("head_of_office")
    applications.move(
        application_id=got.application_id, after=Status.APPROVED, by=head, at=AT(), reason="Skor."
    )
    first, second = told(Kind.INCLUSION), told(Kind.INCLUSION)
    desk.link(ticket_id=first.ticket_id, code=got.code, by=wulan, at=AT())
    with pytest.raises(NotAllowed, match="open"):
        desk.link(ticket_id=second.ticket_id, code=got.code, by=wulan, at=AT())
    desk.merge(ticket_id=second.ticket_id, into=first.code, by=wulan, at=AT())
    grant(first.ticket_id, wulan)
    assert application(got.application_id).status == Status.VISITED
    own = seen.own(second.ticket_id)
    assert own is not None
    assert own.shown.state == State.GRANTED


def test_a_citizen_adds_answers_a_question_and_withdraws(manager, wulan) -> None:
    given = objection(manager)
    desk.take(ticket_id=given.ticket_id, by=wulan, at=AT())
    desk.ask(ticket_id=given.ticket_id, question="Sejak kapan?", by=wulan, at=AT())
    citizens.add(ticket_id=given.ticket_id, text="Sejak Maret, NIK 3271011503850001", at=AT())
    found = ticket(given.ticket_id)
    assert found.state == State.HANDLED
    own = seen.own(found.pk)
    assert own is not None
    texts = [one.text for one in own.entries]
    assert texts == ["Sejak kapan?", "Sejak Maret, NIK 3271********0001"]
    citizens.withdraw(ticket_id=found.pk, at=AT())
    with pytest.raises(NotAllowed):
        citizens.add(ticket_id=found.pk, text="Lagi", at=AT())


def test_a_wrong_pin_and_a_wrong_code_open_nothing(manager) -> None:
    given = objection(manager)
    assert seen.find(given.code, given.pin) == given.ticket_id
    assert seen.find(given.code, "000000" if given.pin != "000000" else "1" * 6) is None
    assert seen.find("ABCDEFGH1", given.pin) is None


def test_where_somebody_else_was_faster_it_is_said(manager, wulan) -> None:
    from tanggap.objections.services.moving import move

    given = objection(manager)
    desk.take(ticket_id=given.ticket_id, by=wulan, at=AT())
    with pytest.raises(MovedMeanwhile):
        move(ticket_id=given.ticket_id, after=State.HANDLED, before=State.RECEIVED, by=wulan,
             at=AT())  # fmt: skip
    assert ticket(given.ticket_id).region_code.startswith(CITY)
