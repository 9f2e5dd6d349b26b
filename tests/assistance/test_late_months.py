"""A list that was committed before anybody knew its months gets them, and wrong ones are mended."""

import pytest
from django.urls import reverse
from tests.people.conftest import BUDI, SITI, YUSUF, _own_folder, by, commit, stage  # noqa: F401
from tests.personas import actor_with, make_officer

from tanggap.accounts.access import Forbidden
from tanggap.assistance.models import Award, ListPlan, OverlapCase
from tanggap.assistance.services import late_months, programmes, seed, verdicts
from tanggap.assistance.services import lists as award_lists
from tanggap.audit.models import Event
from tanggap.core import clock, jobs
from tanggap.people.models import RecipientList
from tanggap.people.services import lists as imported

pytestmark = pytest.mark.django_db
EVERY = {"reason": "test"}
UNKNOWN = "DAFTAR-RT"
"""A programme of which nobody knows more than its code: it has no calendar, so no months."""


@pytest.fixture(autouse=True)
def _rules(db: None) -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())


def active(list_id: int):
    return Award.objects.unscoped(**EVERY).filter(recipient_list=list_id, status="active")


def open_cases() -> int:
    return OverlapCase.objects.unscoped(**EVERY).filter(status="open").count()


def given(list_id: int, by, months=("2020-04", "2020-05"), programme="BST", amount=None):  # noqa: F811
    """Propose, see it judged, accept; the work is started and not run."""
    wanted = {"programme": programme, "months": months, "amount": amount}
    plan = late_months.propose(list_id=list_id, by=by, at=clock.now(), **wanted)
    verdicts.prepare(list_id=list_id, at=clock.now())
    accepted = plan.proposed_id or 0
    return late_months.accept(list_id=list_id, proposed=accepted, by=by, at=clock.now())


def test_months_given_later_award_as_an_import_does(commit, by) -> None:  # noqa: F811
    commit([SITI])
    late = commit([BUDI, YUSUF], file_name="rt.xlsx", programme=UNKNOWN)
    assert not active(late.pk).exists()
    late_months.propose(
        list_id=late.pk, programme="BST", months=["2020-04"], amount=None, by=by, at=clock.now()
    )
    plan = verdicts.prepare(list_id=late.pk, at=clock.now())
    assert plan.counts == {"overlap": 1, "clear": 1}
    assert not active(late.pk).exists(), "nothing counts before somebody says so"
    run = late_months.accept(list_id=late.pk, proposed=plan.proposed_id or 0, by=by, at=clock.now())
    jobs.run_now(run.pk)
    assert set(active(late.pk).values_list("programme__code", "answer")) == {
        ("BST", "overlap"),
        ("BST", "clear"),
    }
    assert open_cases() == 1
    assert RecipientList.objects.unscoped(**EVERY).get(pk=late.pk).programme_code == "BST"
    late_months.give_months(run.pk, list_id=late.pk)
    assert (active(late.pk).count(), open_cases()) == (2, 1), "a second run adds nothing"
    codes = set(Event.objects.filter(actor_id=by.user_id).values_list("code", flat=True))
    assert {
        "assistance.list.months_proposed",
        "assistance.list.months_given",
        "people.list.programme_named",
    } <= codes
    imported.undo(late.pk, by=by, at=clock.now(), reason="Salah berkas")
    assert (active(late.pk).count(), open_cases()) == (0, 0)


def test_work_that_was_killed_between_parts_is_finished(commit, by, monkeypatch) -> None:  # noqa: F811
    late = commit([BUDI, YUSUF, SITI], file_name="rt.xlsx", programme=UNKNOWN)
    monkeypatch.setattr(jobs, "_enqueue", lambda _run: None)
    run = given(late.pk, by)
    real = award_lists._award

    def die_after_the_first(*part, **more):
        real(*part, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(award_lists, "PART", 1)
    monkeypatch.setattr(award_lists, "_award", die_after_the_first)
    with pytest.raises(KeyboardInterrupt):
        late_months.give_months(run.pk, list_id=late.pk)
    monkeypatch.setattr(award_lists, "_award", real)
    assert active(late.pk).count() == 1
    late_months.give_months(run.pk, list_id=late.pk)
    assert active(late.pk).count() == 3


def test_wrong_months_programme_and_amount_are_mended_while_nothing_is_paid(
    commit,  # noqa: F811
    by,  # noqa: F811
    monkeypatch,
) -> None:
    commit([SITI])
    bst = commit([BUDI, YUSUF], file_name="bst.xlsx", programme="BST")
    assert open_cases() == 1
    monkeypatch.setattr(award_lists, "PART", 1)
    before = set(active(bst.pk).values_list("pk", flat=True))
    jobs.run_now(given(bst.pk, by, months=["2021-02"], amount=250_000).pk)
    assert open_cases() == 0
    assert set(active(bst.pk).values_list("pk", flat=True)) == before, "the awards are the same"
    assert set(active(bst.pk).values_list("amount", "round__months__month")) == {
        (250_000, "2021-02")
    }
    active(bst.pk).filter(pk=min(before)).update(paid_months=1)
    with pytest.raises(award_lists.MoneyWasPaid):
        given(bst.pk, by)


def test_only_what_was_seen_is_accepted_by_who_may(commit, by) -> None:  # noqa: F811
    late = commit([BUDI], file_name="rt.xlsx", programme=UNKNOWN)
    wanted = {"programme": "BST", "months": ["2020-04"], "amount": None}
    with pytest.raises(Forbidden):
        late_months.propose(list_id=late.pk, by=actor_with("clerk"), at=clock.now(), **wanted)
    seen = late_months.propose(list_id=late.pk, by=by, at=clock.now(), **wanted).proposed_id or 0
    wanted["months"] = ["2020-05"]
    late_months.propose(list_id=late.pk, by=by, at=clock.now(), **wanted)
    with pytest.raises(late_months.NothingProposed):
        late_months.accept(list_id=late.pk, proposed=seen, by=by, at=clock.now())
    late_months.drop(list_id=late.pk, by=by, at=clock.now())
    with pytest.raises(late_months.NothingProposed):
        late_months.drop(list_id=late.pk, by=by, at=clock.now())


def test_a_calendar_that_comes_later_awards_nothing_by_itself(client, commit) -> None:  # noqa: F811
    late = commit([BUDI], file_name="rt.xlsx", programme=UNKNOWN)
    fields = {"payments": [{"from": "2020-04", "to": "2020-06", "monthly": 1}]}
    programmes.save(code=UNKNOWN, by=actor_with("programme_manager"), at=clock.now(), **fields)
    client.force_login(make_officer("data_officer"))
    client.get(reverse("assistance:verdict", args=[late.pk]))
    assert ListPlan.objects.get(pk=late.pk).round is None


def test_the_page_of_the_list_leads_there_and_tells_typing_mistakes(client, commit) -> None:  # noqa: F811
    late = commit([BUDI, SITI], file_name="rt.xlsx", programme=UNKNOWN)
    client.force_login(make_officer("data_officer"))
    page = reverse("people:list", args=[late.pk])
    form = reverse("assistance:late-months", args=[late.pk])
    assert form in client.get(page).content.decode()
    typed = {"programme": "BST", "first": "2020-13", "last": "besok"}
    answer = client.post(form, typed)
    assert answer.status_code == 422
    assert "Tulis bulan seperti 2020-04." in answer.content.decode()
    answer = client.post(form, typed | {"first": "2020-04", "last": "2020-05"})
    verdict = client.get(answer.headers["Location"]).content.decode()
    assert "Catat bantuannya" in verdict
    proposed = ListPlan.objects.get(pk=late.pk).proposed_id
    client.post(reverse("assistance:accept-months", args=[late.pk]), {"proposed": proposed})
    assert active(late.pk).count() == 2
    assert "2 bantuan BST berlaku untuk" in client.get(page).content.decode()
    rows = f"{reverse('assistance:awards')}?daftar={late.pk}"
    commit([YUSUF], file_name="lain.xlsx", programme="PKH")
    assert rows in client.get(page).content.decode()
    assert client.get(rows).content.decode().count('<th scope="row">') == 2
    assert client.get(f"{rows}²").status_code == 200
    active(late.pk).update(paid_months=1)
    assert "Sudah ada bantuan yang dibayarkan" in client.get(form, follow=True).content.decode()
