"""Bank accounts: one officer proposes, another approves, and money goes nowhere else."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.distribution.conftest import TEST, give, give_account, make, send
from tests.personas import actor_with, make_officer

from tanggap.audit.models import Event
from tanggap.core import clock
from tanggap.core.access import Forbidden
from tanggap.core.actor import Actor
from tanggap.distribution.domain.holders import Likeness, compare
from tanggap.distribution.models import Account
from tanggap.distribution.queries import banked
from tanggap.distribution.queries.banked import Told
from tanggap.distribution.services import accounts, files
from tanggap.distribution.services.batches import NothingToPay
from tanggap.distribution.types import NotAllowed

db = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]
NUMBER = "0012345678"


def with_db(test: Any) -> Any:
    for mark in db:
        test = mark(test)
    return test


def propose(person: int, by: Actor, *, number: str = NUMBER, holder: str = "", reason: str = ""):
    told = Told(number, "bjb", holder or name_of(person))
    return accounts.propose(person_id=person, told=told, reason=reason, by=by, at=clock.now())


def approve(one: Account, by: Actor, reason: str = "") -> None:
    accounts.approve(account_id=one.pk, reason=reason, by=by, at=clock.now())


def name_of(person: int) -> str:
    return banked.names_of([person])[person]


def states() -> list[str]:
    query = Account.objects.unscoped(reason=TEST).order_by("pk")
    return list(query.values_list("state", flat=True))


@pytest.mark.parametrize(
    ("holder", "person", "answer"),
    [
        ("siti aminah", "siti aminah", Likeness.SAME),
        ("aminah siti", "siti aminah", Likeness.SAME),
        ("siti", "siti aminah", Likeness.SHORTER),
        ("siti a", "siti aminah", Likeness.SHORTER),
        ("siti aminah putri", "siti aminah", Likeness.SHORTER),
        ("siti aminah", "siti amina", Likeness.SPELLING),
        ("siti aminah", "siti aminoh", Likeness.SPELLING),
        ("budi", "siti aminah", Likeness.DIFFERS),
        ("siti rohmah", "siti aminah", Likeness.DIFFERS),
        ("s a", "siti aminah", Likeness.DIFFERS),
        ("ani", "adi", Likeness.DIFFERS),
        ("", "siti aminah", Likeness.UNKNOWN),
        ("siti", "", Likeness.UNKNOWN),
    ],
)
def test_names_are_compared_word_by_word(holder: str, person: str, answer: Likeness) -> None:
    assert compare(holder.split(), person.split()) == answer
    assert compare(person.split(), holder.split()) == answer


@with_db
def test_titles_and_spellings_of_a_name_are_nobody_else(manager) -> None:
    assert banked.likeness("H. MOH. YUSUP", "Muhammad Yusuf") == Likeness.SAME


@with_db
def test_money_goes_only_into_an_approved_account(manager, payer, head) -> None:
    award = give(manager)
    one = propose(award.person_id, payer)
    with pytest.raises(NothingToPay) as refused:
        make(award, payer, channel="bank-csv")
    assert refused.value.waiting == {"account": 2}
    approve(one, head)
    batch = send(make(award, payer, channel="bank-csv"), payer, head)
    assert NUMBER.encode() in files.take(batch_id=batch.pk, by=payer, at=clock.now())[1]


@with_db
def test_no_file_is_made_where_an_account_is_gone(manager, payer, head) -> None:
    award = give(manager)
    approve(propose(award.person_id, payer), head)
    batch = send(make(award, payer, channel="bank-csv"), payer, head)
    Account.objects.unscoped(reason=TEST).update(state="replaced")
    with pytest.raises(NotAllowed, match="account_gone"):
        files.take(batch_id=batch.pk, by=payer, at=clock.now())


@with_db
def test_nobody_approves_their_own_proposal(manager) -> None:
    both = actor_with("payer", "head_of_office")
    one = propose(give(manager).person_id, both)
    with pytest.raises(NotAllowed, match="four eyes"):
        approve(one, both)
    with pytest.raises(NotAllowed, match="four eyes"):
        accounts.refuse(account_id=one.pk, reason="x", by=both, at=clock.now())
    query = Account.objects.unscoped(reason=TEST).filter(pk=one.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        query.update(state="approved", decided_by_id=both.user_id)


@with_db
def test_a_change_has_a_reason_and_the_old_account_counts_until_it_is_approved(
    manager, payer, head
) -> None:
    person = give(manager).person_id
    approve(propose(person, payer), head)
    with pytest.raises(NotAllowed, match="same"):
        propose(person, payer)
    with pytest.raises(NotAllowed, match="reason"):
        propose(person, payer, number="777788889999")
    change = propose(person, payer, number="777788889999", reason="Buku hilang")
    with pytest.raises(NotAllowed, match="pending"):
        propose(person, payer, number="555566667777", reason="Lagi")
    assert banked.approved([person])[person].number == NUMBER
    approve(change, head)
    assert banked.approved([person])[person].number == "777788889999"
    assert states() == ["replaced", "approved"]
    codes = Event.objects.filter(code__startswith="distribution.account.").order_by("pk")
    assert [one.code.rpartition(".")[2] for one in codes] == ["proposed", "approved"] * 2
    assert NUMBER not in str(list(codes.values()))


@with_db
def test_another_name_is_approved_only_with_a_reason(manager, payer, head) -> None:
    one = propose(give(manager).person_id, payer, holder="Slamet Riyadi")
    with pytest.raises(NotAllowed, match="name"):
        approve(one, head)
    approve(one, head, "Rekening suami, KK dilihat")
    assert states() == ["approved"]


@with_db
def test_a_refusal_has_a_reason_and_frees_the_way(manager, payer, head) -> None:
    person = give(manager).person_id
    one = propose(person, payer)
    with pytest.raises(NotAllowed, match="reason"):
        accounts.refuse(account_id=one.pk, reason=" ", by=head, at=clock.now())
    accounts.refuse(account_id=one.pk, reason="Nomor tidak terbaca", by=head, at=clock.now())
    with pytest.raises(NotAllowed, match="state"):
        approve(one, head)
    again = propose(person, payer)
    with pytest.raises(NotAllowed, match="not_yours"):
        accounts.withdraw(account_id=again.pk, by=actor_with("payer"), at=clock.now())
    accounts.withdraw(account_id=again.pk, by=payer, at=clock.now())
    assert states() == ["refused", "withdrawn"]


@with_db
@pytest.mark.parametrize("number", ["12345", "12a456789", "1" * 35, ""])
def test_a_number_that_is_none_is_not_kept(manager, payer, number) -> None:
    with pytest.raises(NotAllowed, match="account"):
        propose(give(manager).person_id, payer, number=number)


@with_db
def test_only_those_of_the_region_and_the_right_touch_an_account(manager, payer, head) -> None:
    person = give(manager).person_id
    for other in (actor_with("payer", region="3204"), actor_with("verifier"), head):
        with pytest.raises(Forbidden):
            propose(person, other)
    one = propose(person, payer)
    for other in (actor_with("head_of_office", region="3204"), actor_with("payer")):
        with pytest.raises(Forbidden):
            approve(one, other)
    with pytest.raises(Forbidden):
        accounts.reveal(account_id=one.pk, reason="x", by=actor_with("inspector"), at=clock.now())


@with_db
def test_a_number_is_sealed_and_shown_for_a_reason_on_the_record(manager, payer) -> None:
    one = propose(give(manager).person_id, payer)
    one.refresh_from_db()
    assert NUMBER.encode() not in bytes(one.sealed)
    with pytest.raises(NotAllowed, match="reason"):
        accounts.reveal(account_id=one.pk, reason="", by=payer, at=clock.now())
    assert accounts.reveal(account_id=one.pk, reason="Telepon bank", by=payer, at=clock.now()) == (
        NUMBER
    )
    assert Event.objects.get(code="distribution.account.revealed").reason == "Telepon bank"


@with_db
def test_a_number_of_two_people_is_noticed(manager, payer, head) -> None:
    one = propose(give(manager).person_id, payer)
    other = propose(give(manager).person_id, payer)
    assert banked.shared([one, other]) == {one.pk: 1, other.pk: 1}


def url(name: str, *args: object) -> str:
    return reverse(f"distribution:{name}", args=args)


@with_db
def test_the_way_of_an_account_through_the_pages(client: Client, manager) -> None:
    person = give(manager).person_id
    client.force_login(make_officer("payer"))
    assert client.post(url("find_account"), {"key": "W-TIDAKADA"}).status_code == 422
    told = {"number": NUMBER, "bank": "BJB", "holder": "Slamet Riyadi"}
    bad = client.post(url("account", person), {**told, "number": "12"})
    assert bad.status_code == 422
    assert "6–34 angka" in bad.content.decode()
    page = client.post(url("account", person), told, follow=True).content.decode()
    one = Account.objects.unscoped(reason=TEST).get()
    assert "Nama berbeda" in page
    assert "••••5678" in page
    assert NUMBER not in page
    client.force_login(make_officer("head_of_office"))
    assert "Slamet Riyadi" in client.get(url("accounts")).content.decode()
    decide = url("decide_account", person, one.pk)
    page = client.post(decide, {"ke": "setuju"}, follow=True).content.decode()
    assert "Tulis mengapa rekening ini tetap benar" in page
    client.post(decide, {"ke": "setuju", "reason": "Suami, KK dilihat"})
    one.refresh_from_db()
    assert one.state == "approved"
    shown = client.post(url("account_number", person, one.pk), {"reason": "Cocokkan"})
    assert NUMBER in shown.content.decode()


@with_db
def test_who_has_no_account_is_said(client: Client, manager, payer, head) -> None:
    with_one, without = give(manager), give(manager)
    give_account(with_one.person_id, payer, head, number=NUMBER, holder="x y")
    client.force_login(make_officer("payer"))
    page = client.get(url("without_account", without.round_id)).content.decode()
    assert name_of(without.person_id) in page
    assert url("account", with_one.person_id) not in page
    told = {"round": without.round_id, "channel": "bank-csv", "region_code": "3271"}
    made = client.post(url("new"), told, follow=True).content.decode()
    assert url("without_account", without.round_id) in made


@with_db
def test_other_regions_see_nothing(client: Client, manager, payer) -> None:
    person = give(manager).person_id
    one = propose(person, payer)
    client.force_login(make_officer("payer", region="3204"))
    assert client.get(url("account", person)).status_code == 404
    assert client.post(url("decide_account", person, one.pk)).status_code == 404
    assert "••••" not in client.get(url("accounts")).content.decode()


@with_db
def test_the_first_page_tells_who_may_approve(client: Client, payer: Actor, manager: Actor) -> None:
    propose(give(manager).person_id, payer)
    client.force_login(make_officer("head_of_office"))
    assert "Rekening menunggu persetujuan" in client.get("/").content.decode()
    client.force_login(make_officer("payer"))
    assert "Rekening menunggu persetujuan" not in client.get("/").content.decode()
