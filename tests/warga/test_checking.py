"""Cek bantuan: answered after a proof, and a stranger learns nothing, not even by the cost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.warga.conftest import AT, give, kk, make_bearer, model, nik

from tanggap.core.actor import Actor
from tanggap.warga.domain.proof import Told
from tanggap.warga.models import Check
from tanggap.warga.services import checking
from tanggap.warga.services.checking import Answer, TooMany

pytestmark = pytest.mark.django_db
RIGHT = {"day": "15", "month": "3", "year": "1985", "own": "SIT", "mother": ""}
UNKNOWN = nik(9999)


def ask(number: str, own: str = "SIT", birth: int = 19850315, mother: str = "") -> Answer | None:
    return checking.check(number=number, told=Told(birth, own, mother), address="10.0.0.1", at=AT)


def words(answer: Any) -> str:
    """Return a page without what differs each time: token and nonce."""
    page = answer.content.decode()
    return re.sub(r'(nonce|value)="[^"]*"', "", page)


def test_who_proves_it_sees_their_aid_by_nik_and_by_card(manager: Actor, family: Any) -> None:
    person = make_bearer(number=nik(1), card=kk(1), family=family)
    give(manager, person)
    for number in (nik(1), kk(1)):
        answer = ask(number)
        assert answer is not None
        assert [one.month for one in answer.months] == ["2020-04", "2020-05", "2020-06"]
        assert {one.rupiah for one in answer.months} == {500_000}


def test_the_family_sees_the_aid_that_another_member_holds(manager: Actor, family: Any) -> None:
    head = make_bearer(number=nik(1), card=kk(1), family=family)
    make_bearer(number=nik(2), card=kk(1), name="Dewi Contoh", birth=19900101, family=family)
    give(manager, head)
    answer = ask(nik(2), "DEW", 19900101)
    assert answer is not None
    assert all(one.for_family for one in answer.months)
    assert len(answer.months) == 3


@pytest.mark.parametrize(
    ("own", "birth", "mother"),
    [("SIT", 19850316, "SUM"), ("SAT", 19850315, "SUM"), ("SIT", 19850315, "RIN"),
     ("SIT", 19850315, "")],
)  # fmt: skip
def test_who_does_not_prove_it_sees_nothing(own: str, birth: int, mother: str) -> None:
    make_bearer(number=nik(1), mother="Sumiati")
    assert ask(nik(1), own, birth, mother) is None
    assert ask(nik(1), "SIT", 19850315, "SUM") is not None


def test_unknown_and_not_matching_look_and_cost_the_same(manager: Actor, family: Any) -> None:
    person = make_bearer(number=nik(1), card=kk(1), family=family)
    give(manager, person)
    give(manager, make_bearer(number=nik(2)))
    pages, asked = [], []
    client = Client()
    client.post("/cek/", {"number": UNKNOWN, **RIGHT})  # fills the caches of the process
    for number, own in ((nik(1), "ZZZ"), (kk(1), "ZZZ"), (nik(8888), "SIT"), (nik(2), "SIT")):
        client = Client(REMOTE_ADDR=f"10.0.0.{len(asked)}")
        with CaptureQueriesContext(connection) as queries:
            pages.append(client.post("/cek/", {"number": number, **RIGHT, "own": own}))
        asked.append([_shape(one["sql"]) for one in queries.captured_queries])
    assert words(pages[0]) == words(pages[1]) == words(pages[2])
    assert {page.status_code for page in pages} == {200}
    assert [len(one) for one in asked[:3]] == [len(asked[0])] * 3
    assert [sorted(one) for one in asked[:3]] == [sorted(asked[0])] * 3
    assert len(asked[3]) == len(asked[0])
    assert words(pages[3]) != words(pages[0])


def _shape(sql: str) -> str:
    """Return a query without its values, and without the names of savepoints."""
    return re.sub(r"'[^']*'|\s*-?\b\d+\b|X'[^']*'|_x\d+|\"s\w+\"|s\d+_\w+", "?", sql)[:60]


def test_few_queries_answer(manager: Actor, django_assert_max_num_queries: Any) -> None:
    make_bearer(number=nik(1))
    Client().post("/cek/", {"number": nik(1), **RIGHT})  # tells PostgreSQL the queries
    with django_assert_max_num_queries(9):
        Client().post("/cek/", {"number": nik(1), **RIGHT})


def test_a_number_may_be_tried_so_often_known_or_not() -> None:
    make_bearer(number=nik(1))
    for number in (nik(1), UNKNOWN):
        for turn in range(checking.PER_NUMBER.capacity):
            checking.check(number=number, told=Told(1, "AAA"), address=f"10.0.1.{turn}", at=AT)
        with pytest.raises(TooMany):
            checking.check(number=number, told=Told(1, "AAA"), address="10.0.2.1", at=AT)


def test_an_address_may_try_so_many_numbers() -> None:
    for turn in range(checking.PER_ADDRESS.capacity):
        ask(nik(turn))
    with pytest.raises(TooMany):
        ask(nik(500))


def test_too_many_tries_are_told_kindly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_may", lambda *_: False)
    answer = client.post("/cek/", {"number": nik(1), **RIGHT})
    assert answer.status_code == 429
    assert "Tunggu sebentar" in answer.content.decode()


def test_every_question_is_kept_and_its_citizen_sees_it(manager: Actor, family: Any) -> None:
    person = make_bearer(number=nik(1), card=kk(1), family=family)
    ask(nik(1), "ZZZ")
    ask(kk(1), "ZZZ")
    ask(UNKNOWN)
    answer = ask(nik(1))
    assert answer is not None
    assert [one.was_shown for one in answer.seen] == [False, False]
    kept = Check.objects.order_by("pk").values_list("person_id", "outcome")
    assert list(kept) == [(person, "refused"), (person, "refused"), (None, "refused"),
                          (person, "shown")]  # fmt: skip
    again = ask(nik(1))
    assert again is not None
    assert [one.was_shown for one in again.seen] == [True, False, False]


def test_officers_see_who_asked_in_the_dossier(client: Client, officer: Any, city: None) -> None:
    person = make_bearer(number=nik(1))
    ask(nik(1), "ZZZ")
    user = officer("data_officer", region="3271")
    client.force_login(user)
    code = model("Person").objects.unscoped(reason="test").get(pk=person).code
    page = client.get(f"/orang/{code}/", follow=True).content.decode()
    if "Dicek warga" not in page:
        page = client.post(
            f"/orang/{code}/", {"purpose": "complaint"}, follow=True
        ).content.decode()
    assert "Dicek warga" in page
    assert "tidak cocok, tidak ditampilkan" in page


def test_the_page_shows_programme_months_status_and_no_number(manager: Actor, city: None) -> None:
    give(manager, make_bearer(number=nik(1)))
    answer = Client().post("/cek/", {"number": nik(1), **RIGHT})
    page = answer.content.decode()
    assert "Apr–Jun 2020" in page
    assert "Ditetapkan" in page
    assert "3271********0001" in page
    assert nik(1) not in page
    assert "Siti" not in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Tulis NIK atau nomor KK Anda."),
        ({"number": "12345"}, "yang Anda tulis 5"),
        ({"number": "327101550385000O"}, "hanya berisi angka"),
        ({"day": "31", "month": "2"}, "Tanggal lahir ini tidak ada"),
        ({"day": "", "month": "", "year": ""}, "Tulis tanggal lahir Anda."),
        ({"year": "2999"}, "Tanggal lahir ini tidak ada"),
        ({"own": " "}, "Tulis tiga huruf pertama nama Anda"),
    ],
)
def test_what_is_wrong_is_said_above_and_beside(changes: dict[str, str], said: str) -> None:
    answer = Client().post("/cek/", {"number": nik(1), **RIGHT, **changes})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(said) == 2
    assert "<title>Galat:" in page
    assert not Check.objects.exists()


def test_spaces_dots_and_month_names_do_no_harm() -> None:
    make_bearer(number=nik(1))
    spaced = f"{nik(1)[:6]} {nik(1)[6:12]}.{nik(1)[12:]}"
    answer = Client().post("/cek/", {"number": spaced, **RIGHT, "month": "Maret", "own": "siti"})
    assert "Bantuan Anda" in answer.content.decode()


def test_nothing_is_asked_by_address(client: Client) -> None:
    make_bearer(number=nik(1))
    answer = client.get("/cek/", {"number": nik(1), **RIGHT})
    assert answer["Location"] == "/cek/"
    assert not Check.objects.exists()
