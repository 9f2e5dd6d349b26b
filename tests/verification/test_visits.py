"""Visits: given, made, passed on, taken back; a report counts once."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from tests.personas import actor_with
from tests.verification.conftest import ask, plan, stored, told, visit_of

from tanggap.accounts.access import Forbidden
from tanggap.applications import services as applications
from tanggap.applications.types import Status
from tanggap.audit.models import Event
from tanggap.core import clock, events
from tanggap.messaging.models import Message
from tanggap.verification.events import VisitReported
from tanggap.verification.models import Visit, VisitPhoto, VisitReport
from tanggap.verification.queries import board, visits
from tanggap.verification.services import drawing, photos, planning, reporting
from tanggap.verification.types import (
    NoOtherOfficer,
    NotAnOfficer,
    NotOpenAnyMore,
    Place,
    ReasonMissing,
    SameOfficer,
)

pytestmark = pytest.mark.django_db
VILLAGE = "3271011001"


def report(visit, by, files=(), **changes):
    return reporting.report(told(visit, **changes), files, by=by, at=clock.now())


def test_families_are_given_to_an_officer_and_told(clerk, lilis) -> None:
    numbers = [ask(), ask()]
    due_on = clock.today() + timedelta(days=2)
    done = planning.assign(
        application_ids=numbers, officer_id=lilis.user_id, due_on=due_on, by=clerk, at=clock.now()
    )
    assert (done.visits, done.passed_over) == (2, ())
    assert {stored(one).status for one in numbers} == {Status.VISITING}
    assert [one.application_id for one in board.own(lilis)] == numbers
    assert Event.objects.filter(code="verification.visit.planned").count() == 2
    subjects = {f"application:{one}" for one in numbers}
    sent = Message.objects.unscoped(reason="test").filter(template="verification.planned")
    assert {one.subject for one in sent} == subjects


def test_who_was_slower_is_told_and_the_rest_is_given(clerk, lilis, asep) -> None:
    first, second = ask(), ask()
    plan(first, asep, clerk)
    done = planning.assign(
        application_ids=[first, second],
        officer_id=lilis.user_id,
        due_on=clock.today(),
        by=clerk,
        at=clock.now(),
    )
    assert (done.visits, done.passed_over) == (1, (first,))
    assert visit_of(first).officer_id == asep.user_id


def test_only_who_visits_there_is_sent_and_only_by_who_may(clerk, lilis) -> None:
    number = ask()
    with pytest.raises(NotAnOfficer):
        plan(number, clerk, clerk)
    with pytest.raises(NotAnOfficer):
        plan(number, actor_with("verifier", region="3273"), clerk)
    with pytest.raises(Forbidden):
        plan(number, lilis, actor_with("desk_officer", region="3273"))
    assert stored(number).status == Status.RECEIVED


def test_a_report_scores_the_family_and_moves_it_on(clerk, lilis, photo) -> None:
    visit = plan(ask(), lilis, clerk)
    seen: list[VisitReported] = []
    events.subscribe(VisitReported, seen.append)
    place = Place(-6.6, 106.8, 9)
    assert report(visit, lilis, [photo(), photo("PNG")], place=place, note=" ya ") == "done"
    found = stored(visit.application_id)
    kept = VisitReport.objects.get(visit=visit)
    assert (found.status, found.score) == (Status.VISITED, kept.score)
    assert (kept.latitude, kept.accuracy, kept.note) == (-6.6, 9, "ya")
    assert seen == [VisitReported(found.pk, kept.score, kept.received_at)]
    first = VisitPhoto.objects.filter(report=kept).first()
    assert first is not None
    assert photos.content(first).startswith(b"\xff\xd8")


def test_the_same_report_again_changes_nothing(clerk, lilis, photo) -> None:
    visit = plan(ask(), lilis, clerk)
    same = told(visit)
    answers = [reporting.report(same, [photo()], by=lilis, at=clock.now()) for _number in range(3)]
    assert answers == ["done", "again", "again"]
    assert VisitReport.objects.count() == VisitPhoto.objects.count() == 1
    assert Event.objects.filter(code="verification.visit.reported").count() == 1


def test_another_report_of_the_same_visit_is_a_conflict(clerk, lilis) -> None:
    visit = plan(ask(), lilis, clerk)
    report(visit, lilis)
    assert report(visit, lilis) == "reported"


def test_a_visit_taken_back_or_passed_on_is_not_reported(clerk, lilis, asep) -> None:
    one, two = plan(ask(), lilis, clerk), plan(ask(), lilis, clerk)
    planning.take_back(visit_id=one.pk, reason="Salah RW", by=clerk, at=clock.now())
    planning.pass_on(
        visit_id=two.pk, officer_id=asep.user_id, due_on=clock.today(), by=clerk, at=clock.now()
    )
    assert report(one, lilis) == report(two, lilis) == "taken"
    assert stored(one.application_id).status == Status.RECEIVED
    assert report(two, asep) == "done"


def test_a_family_that_withdrew_needs_no_visit(clerk, lilis) -> None:
    visit = plan(ask(), lilis, clerk)
    applications.withdraw(application_id=visit.application_id, at=clock.now())
    assert visit_of(visit.application_id).state == "cancelled"
    assert report(visit, lilis) == "closed"
    assert list(board.own(lilis)) == []


def test_what_is_not_whole_is_not_kept(clerk, lilis, photo) -> None:
    visit = plan(ask(), lilis, clerk)
    assert report(visit, lilis, answers={"makan": "ya"}) == "incomplete"
    assert report(visit, lilis, answers={**told(visit).answers, "makan": "palsu"}) == "incomplete"
    assert report(visit, lilis, [BytesIO(b"GIF89a nothing")]) == "photo"
    assert report(visit, lilis, [photo(), BytesIO(b"")]) == "photo"
    assert visit_of(visit.application_id).state == "planned"
    assert photos.STORE.names() == []


def test_a_uuid_of_another_visit_is_no_report_of_this_one(clerk, lilis) -> None:
    one, two = plan(ask(), lilis, clerk), plan(ask(), lilis, clerk)
    first = told(one)
    reporting.report(first, by=lilis, at=clock.now())
    assert report(two, lilis, uuid=first.uuid) == "unknown"
    assert visit_of(two.application_id).state == "planned"


def test_a_place_off_the_earth_is_left_out_and_a_fast_clock_set_back(clerk, lilis) -> None:
    visit = plan(ask(), lilis, clerk)
    late = clock.now() + timedelta(days=400)
    assert report(visit, lilis, place=Place(float("nan"), 0, 3), reported_at=late) == "done"
    kept = VisitReport.objects.get()
    assert kept.latitude is None
    assert kept.reported_at == kept.received_at


def test_taking_back_needs_a_reason_and_an_open_visit(clerk, lilis) -> None:
    visit = plan(ask(), lilis, clerk)
    given = {"visit_id": visit.pk, "by": clerk, "at": clock.now()}
    with pytest.raises(ReasonMissing):
        planning.take_back(**given, reason=" ")
    planning.take_back(**given, reason="Salah")
    with pytest.raises(NotOpenAnyMore):
        planning.take_back(**given, reason="Salah")
    with pytest.raises(NotOpenAnyMore):
        planning.pass_on(**given, officer_id=lilis.user_id, due_on=clock.today())


def drawn(clerk, share=100, **more):
    return drawing.draw(
        region_code="3271", share=share, due_on=clock.today(), by=clerk, at=clock.now(), **more
    )


def test_a_second_visit_goes_to_another_and_leaves_the_score(clerk, lilis, asep) -> None:
    visit = plan(ask(), lilis, clerk)
    report(visit, lilis)
    score = stored(visit.application_id).score
    result = drawn(clerk)
    second = visit_of(visit.application_id, second=True)
    assert (result.considered, result.drawn, len(result.seed)) == (1, 1, 32)
    assert (second.officer_id, second.first_officer_id) == (asep.user_id, lilis.user_id)
    assert visits.one(asep, visit.pk).report is None
    assert visits.one(clerk, visit.pk).report is not None
    worst = {**told(second).answers, "pencaharian": "tetap"}
    assert report(second, asep, answers=worst) == "done"
    assert stored(visit.application_id).score == score
    assert stored(visit.application_id).status == Status.VISITED
    assert [row.differs for row in visits.one(asep, visit.pk).rows].count(True) == 1


def test_a_visit_takes_part_in_one_draw(clerk, lilis, asep) -> None:
    report(plan(ask(), lilis, clerk), lilis)
    drawn(clerk)
    assert drawn(clerk).considered == 0
    assert Visit.objects.unscoped(reason="test").filter(is_second=True).count() == 1


def test_nobody_is_drawn_where_nobody_else_could_go(clerk, lilis) -> None:
    report(plan(ask(), lilis, clerk), lilis)
    with pytest.raises(NoOtherOfficer), transaction.atomic():
        drawn(clerk)
    assert not Visit.objects.unscoped(reason="test").exclude(considered_in=None).exists()


def test_the_database_keeps_the_two_officers_apart(clerk, lilis, asep) -> None:
    visit = plan(ask(), lilis, clerk)
    report(visit, lilis)
    drawn(clerk)
    second = visit_of(visit.application_id, second=True)
    with pytest.raises(SameOfficer):
        planning.pass_on(
            visit_id=second.pk,
            officer_id=lilis.user_id,
            due_on=clock.today(),
            by=clerk,
            at=clock.now(),
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.unscoped(reason="test").filter(pk=second.pk).update(officer_id=lilis.user_id)


def test_loads_count_wherever_the_visits_are(clerk, lilis, asep) -> None:
    plan(ask(), lilis, clerk, days=-1)
    plan(ask(), lilis, clerk)
    found = {one.id: (one.open, one.late) for one in board.officers({VILLAGE}, clock.today())}
    assert found == {lilis.user_id: (2, 1), asep.user_id: (0, 0)}
