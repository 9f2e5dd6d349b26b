"""People report what is wrong, named or not; bribery goes past the office that it accuses."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.objections.conftest import VILLAGE, picture, ticket, told
from tests.personas import actor_with

from tanggap.accounts.access import Forbidden
from tanggap.core import clock
from tanggap.messaging.models import Message
from tanggap.objections.models import Ticket
from tanggap.objections.queries import citizens as seen
from tanggap.objections.queries import desk as queue
from tanggap.objections.queries import figures
from tanggap.objections.queries.desk import Filters
from tanggap.objections.services import citizens, deciding, desk, photos, receiving
from tanggap.objections.services.moving import move
from tanggap.objections.types import Kind, NotAllowed, State, Telling

pytestmark = pytest.mark.django_db
AT = clock.now


def solve(number: int, by, after: State = State.SOLVED) -> None:
    deciding.conclude(ticket_id=number, after=after, answer="Sudah diserahkan.", by=by, at=AT())


def test_a_report_is_taken_up_and_answered(wulan) -> None:
    given = told()
    solve(given.ticket_id, wulan)
    found = ticket(given.ticket_id)
    assert (found.state, found.assigned_to_id) == (State.SOLVED, wulan.user_id)
    assert found.due_on > clock.today()
    last = Message.objects.unscoped(reason="test").latest("pk")
    assert last.context["text"] == "Sudah diserahkan."


def test_nobody_knows_who_told_it_anonymously(wulan) -> None:
    given = told(name="", phone="")
    found = ticket(given.ticket_id)
    assert (found.name, found.sealed_phone) == ("", None)
    assert not Message.objects.unscoped(reason="test").exists()
    assert seen.find(given.code, given.pin) == found.pk


def test_numbers_of_people_are_masked_before_anything_is_kept(wulan) -> None:
    given = told(story="NIK 3271011503850001, telepon 081234567890", about="3271011503850001")
    found = ticket(given.ticket_id)
    assert "3271011503850001" not in found.story + found.about
    assert "081234567890" not in found.story


def test_bribery_goes_to_the_inspectorate_and_the_desk_cannot_read_it(wulan, tuti) -> None:
    given = told(Kind.BRIBERY, name="", phone="")
    found = ticket(given.ticket_id)
    assert found.state == State.ESCALATED
    assert not queue.may_read(wulan, found)
    assert queue.may_read(tuti, found)
    for act in (desk.take, lambda **one: desk.add_note(**one, text="Catatan")):
        with pytest.raises((Forbidden, NotAllowed)):
            act(ticket_id=found.pk, by=wulan, at=AT())
    with pytest.raises(Forbidden):
        solve(found.pk, wulan)
    solve(found.pk, tuti)
    assert ticket(found.pk).state == State.SOLVED
    assert not queue.may_read(wulan, ticket(found.pk)), "also after the answer"


def test_the_desk_hands_a_report_on_and_gets_it_back(wulan, tuti) -> None:
    given = told(Kind.OTHER)
    before = ticket(given.ticket_id).due_on
    desk.escalate(ticket_id=given.ticket_id, reason="Menyebut nama petugas.", by=wulan, at=AT())
    found = ticket(given.ticket_id)
    assert found.due_on > before
    with pytest.raises(Forbidden):
        solve(found.pk, wulan)
    move(ticket_id=found.pk, after=State.HANDLED, reason="Bukan petugas.", by=tuti, at=AT())
    assert ticket(found.pk).state == State.HANDLED


def test_repeats_are_merged_and_everybody_is_answered(wulan) -> None:
    first, second, third = told(), told(), told()
    assert {one.pk for one in queue.similar(wulan, ticket(first.ticket_id))} == {
        second.ticket_id, third.ticket_id,
    }  # fmt: skip
    desk.merge(ticket_id=second.ticket_id, into=first.code.lower(), by=wulan, at=AT())
    desk.merge(ticket_id=first.ticket_id, into=third.code, by=wulan, at=AT())
    assert ticket(second.ticket_id).merged_into_id == third.ticket_id
    solve(third.ticket_id, wulan)
    answered = Message.objects.unscoped(reason="test").filter(template="objections.answered")
    assert answered.count() == 3
    own = seen.own(second.ticket_id)
    assert own is not None
    assert own.shown.answer == "Sudah diserahkan."


def test_it_is_merged_neither_into_itself_nor_into_what_is_closed(wulan) -> None:
    first, second = told(), told()
    solve(second.ticket_id, wulan)
    for code in (first.code, second.code, "bukan kode"):
        with pytest.raises(NotAllowed, match="same"):
            desk.merge(ticket_id=first.ticket_id, into=code, by=wulan, at=AT())


def test_who_is_not_content_comes_again_once(wulan) -> None:
    given = told()
    solve(given.ticket_id, wulan)
    citizens.come_again(ticket_id=given.ticket_id, text="Belum juga.", at=AT())
    assert ticket(given.ticket_id).state == State.RECEIVED
    solve(given.ticket_id, wulan)
    with pytest.raises(NotAllowed, match="period"):
        citizens.come_again(ticket_id=given.ticket_id, text="Belum juga.", at=AT())


def test_too_late_the_answer_stands(wulan) -> None:
    given = told()
    solve(given.ticket_id, wulan)
    with pytest.raises(NotAllowed, match="period"):
        citizens.come_again(ticket_id=given.ticket_id, text="Belum.", at=AT() + timedelta(days=30))


def test_the_queue_shows_the_most_urgent_first_and_only_ones_own_region(wulan) -> None:
    late, bribe, other = told(), told(Kind.BRIBERY), told(Kind.QUALITY)
    query = Ticket.objects.unscoped(reason="test")
    query.filter(pk=late.ticket_id).update(due_on=clock.today() - timedelta(days=1))
    rows = list(queue.listed(wulan, Filters(), clock.today()))
    assert [one.pk for one in rows] == [late.ticket_id, other.ticket_id, bribe.ticket_id]
    assert [one.pk for one in queue.listed(wulan, Filters(late=True), clock.today())] == [
        late.ticket_id
    ]
    assert queue.counts(wulan, clock.today())["late"] == 1
    assert queue.counts(actor_with("complaints_officer", region="3272"), clock.today())["open"] == 0


def test_a_ticket_is_given_only_to_who_may_handle_it(wulan) -> None:
    given, other = told(), actor_with("complaints_officer")
    desk.assign(ticket_id=given.ticket_id, officer_id=other.user_id, by=wulan, at=AT())
    assert ticket(given.ticket_id).assigned_to_id == other.user_id
    with pytest.raises(NotAllowed, match="same"):
        desk.assign(
            ticket_id=given.ticket_id, officer_id=actor_with("verifier").user_id, by=wulan, at=AT()
        )


@pytest.mark.django_db(transaction=True)
def test_photos_are_written_anew_and_sealed(tmp_path: Path) -> None:
    telling = Telling(Kind.QUALITY, VILLAGE, "Beras berkutu.")
    given = receiving.report(telling, at=AT(), pictures=[picture(), picture("PNG")])
    kept = list(ticket(given.ticket_id).photos.all())
    assert len(kept) == 2
    assert photos.content(kept[0]).startswith(b"\xff\xd8")
    file = next((tmp_path / "ticket-photos").iterdir())
    assert not file.read_bytes().startswith(b"\xff\xd8")


def test_figures_tell_age_and_office_and_hide_what_is_few(wulan) -> None:
    for _ in range(6):
        solve(told().ticket_id, wulan)
    told(Kind.QUALITY)
    kinds = {row.name: row for row in figures.by_kind(wulan, clock.today())}
    row = kinds["not_received"]
    assert (row.told, row.answered, row.in_time, row.days) == (6, 6, 6, 0)
    assert figures.by_office(wulan, clock.today())[0].told == 7
    assert figures.public_by_kind() == {}, "one quality ticket would follow from the total"
