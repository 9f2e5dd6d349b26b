"""Some of those whose aid was delivered are asked whether it arrived, each once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.distribution.conftest import give, make, payments, send
from tests.objections.conftest import surveys
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.applications.queries import codes
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.models import JobRun
from tanggap.distribution.services import settling
from tanggap.distribution.services.settling import Ending
from tanggap.distribution.types import PaymentState
from tanggap.messaging.models import Message
from tanggap.objections.models import Survey, SurveyPlan, Ticket
from tanggap.objections.queries import calling, citizens, figures
from tanggap.objections.services import surveys as asking
from tanggap.objections.types import Kind, NotAllowed, State

pytestmark = pytest.mark.django_db
AT = clock.now
FINE: dict[str, Any] = {"received": True, "whole": True, "money_asked": False, "wait": "hour"}
MISSING: dict[str, Any] = {"received": False, "whole": None, "money_asked": False, "wait": ""}


@pytest.fixture
def wulan(db: None):
    return actor_with("complaints_officer")


@pytest.fixture
def deliver(db: None):
    """Return how to bring one award's two months to somebody."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    payer, head, manager = (
        actor_with("payer"), actor_with("head_of_office"), actor_with("programme_manager")
    )  # fmt: skip

    def deliver(after: PaymentState = PaymentState.PAID) -> Any:
        award = give(manager)
        batch = make(award, payer)
        send(batch, payer, head)
        why = "moved" if after == PaymentState.FAILED else ""
        endings = [Ending(one.pk, after, why) for one in payments(batch)]
        settling.settle(batch, endings, by=payer, at=AT())
        return award

    return deliver


def everybody(wulan) -> None:
    asking.set_share(share=100, by=wulan, at=AT())


def reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "phone_of", lambda _text: "+6281200000001")


def ask(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ask all who were drawn; return the codes of the messages."""
    reachable(monkeypatch)
    asking.ask_some([one.pk for one in surveys()], at=AT() + timedelta(days=1))
    sent = Message.objects.unscoped(reason="test").filter(template="objections.survey")
    return [one.context["code"].replace("-", "") for one in sent.order_by("pk")]


def rows_of_every_table() -> Iterator[tuple[str, str]]:
    """Everything that a thief of the database reads, as text, with its table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - ours
            for row in cursor.fetchall():
                for value in row:
                    kept = bytes(value) if isinstance(value, memoryview) else value
                    yield table, kept.decode("latin-1") if isinstance(kept, bytes) else str(kept)


def test_no_table_holds_a_code_in_clear(deliver, wulan, monkeypatch) -> None:
    everybody(wulan)
    award = deliver()
    code = ask(monkeypatch)[0]
    every = list(rows_of_every_table())
    assert any(award.programme.code in text for _table, text in every)
    for written in (code, codes.spelled(code)):
        assert not [table for table, text in every if written in text]


def test_delivered_aid_is_drawn_and_failed_aid_is_not(deliver, wulan) -> None:
    everybody(wulan)
    award = deliver()
    deliver(PaymentState.FAILED)
    assert {(one.award_id, one.month) for one in surveys()} == {
        (award.pk, "2020-04"), (award.pk, "2020-05"),
    }  # fmt: skip


def test_nobody_is_asked_where_the_share_is_nothing(deliver, wulan) -> None:
    asking.set_share(share=0, by=wulan, at=AT())
    deliver()
    assert not surveys().exists()


def test_a_usual_share_holds_from_the_first_delivery(deliver) -> None:
    deliver()
    assert SurveyPlan.objects.get().share == 5


def test_a_delivery_is_drawn_once(deliver, wulan) -> None:
    everybody(wulan)
    award = deliver()
    asking.draw(award.pk, "2020-04", AT())
    assert surveys().count() == 2


def test_each_is_asked_once_by_a_message_with_a_code_of_its_own(
    deliver, wulan, monkeypatch
) -> None:
    everybody(wulan)
    deliver()
    codes = ask(monkeypatch)
    assert len(set(codes)) == 2
    assert ask(monkeypatch) == codes, "asked again, nobody hears a second time"
    assert [citizens.survey(code).pk for code in codes] == [one.pk for one in surveys()]
    texts = Message.objects.unscoped(reason="test").filter(template="objections.survey")
    assert all("?kode=" in one.context["link"] for one in texts)


def test_the_worker_asks_a_day_later(deliver, wulan) -> None:
    everybody(wulan)
    deliver()
    asking.look()
    assert not JobRun.objects.filter(kind=asking.KIND).exists()
    surveys().update(ask_at=AT())
    asking.look()
    asking.look()
    assert JobRun.objects.filter(kind=asking.KIND).count() >= 1


def test_an_answer_counts_once(deliver, wulan, monkeypatch) -> None:
    everybody(wulan)
    deliver()
    code = ask(monkeypatch)[0]
    one = citizens.survey(code)
    assert asking.answer(survey_id=one.pk, answers=FINE, at=AT()) == []
    assert citizens.survey(code) is None
    with pytest.raises(NotAllowed, match="same"):
        asking.answer(survey_id=one.pk, answers=MISSING, at=AT())
    assert not Ticket.objects.unscoped(reason="test").exists()


def test_too_late_nothing_is_taken_in(deliver, wulan) -> None:
    everybody(wulan)
    deliver()
    one = surveys().first()
    with pytest.raises(NotAllowed, match="period"):
        asking.answer(survey_id=one.pk, answers=FINE, at=AT() + timedelta(days=40))


def test_what_did_not_arrive_is_a_complaint_by_itself(deliver, wulan, monkeypatch) -> None:
    everybody(wulan)
    award = deliver()
    first, second = surveys()
    asking.answer(survey_id=first.pk, answers=MISSING, at=AT())
    asking.answer(survey_id=second.pk, answers={**FINE, "money_asked": True}, at=AT())
    made = Ticket.objects.unscoped(reason="test").order_by("pk")
    assert [(one.kind, one.state, one.award_id, one.month) for one in made] == [
        (Kind.NOT_RECEIVED, State.RECEIVED, award.pk, "2020-04"),
        (Kind.BRIBERY, State.ESCALATED, award.pk, "2020-05"),
    ]
    assert {one.channel for one in made} == {"survey"}


def test_an_officer_asks_by_telephone_in_their_own_region(deliver, wulan) -> None:
    everybody(wulan)
    deliver()
    asking.ask_some([one.pk for one in surveys()], at=AT())
    waiting = calling.waiting(wulan, AT())
    assert [one.state for one in waiting] == ["unreached", "unreached"]
    stranger = actor_with("complaints_officer", region="3272")
    assert calling.waiting(stranger, AT()) == []
    assert calling.one(stranger, waiting[0].pk) is None
    with pytest.raises(Forbidden):
        asking.answer(survey_id=waiting[0].pk, answers=FINE, by=stranger, at=AT())
    found = calling.one(wulan, waiting[0].pk)
    assert found is not None
    assert found.name
    asking.answer(survey_id=waiting[0].pk, answers=FINE, by=wulan, at=AT())
    assert surveys().first().by_phone


def test_an_answered_survey_has_answers_says_the_database(deliver, wulan) -> None:
    everybody(wulan)
    deliver()
    with pytest.raises(IntegrityError), transaction.atomic():
        surveys().update(state="answered")


def test_results_hide_small_groups_and_what_follows_from_totals(deliver, wulan) -> None:
    rows = [
        Survey(
            award_id=number, month="2020-04", person_id=1, programme="KOTA", region_code="3271",
            channel="pos" if number < 20 else "tunai", state="answered", delivered_at=AT(),
            ask_at=AT(), answered_at=AT(), received=number != 3, whole=number != 3 or None,
            money_asked=False, wait="longer",
        )
        for number in range(23)
    ]  # fmt: skip
    Survey.objects.bulk_create(rows)
    by_channel = {row.name: row for row in figures.said(wulan, "channel")}
    assert by_channel["tunai"].answers is None
    assert by_channel["pos"].answers is None, "the total would give the three away"
    every = figures.all_said(wulan)
    assert (every.answers, every.received, every.money_asked) == (23, None, 0)


def test_others_choose_no_share(deliver) -> None:
    with pytest.raises(Forbidden):
        asking.set_share(share=50, by=actor_with("payer"), at=AT())
