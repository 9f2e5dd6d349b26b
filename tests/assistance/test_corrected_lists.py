"""A corrected list: its awards go with their rows, what was paid stays, undoing puts all back."""

import pytest
from tests.people.conftest import BUDI, SITI, YUSUF, _own_folder, by, commit, stage  # noqa: F401

from tanggap.assistance.models import Award, ListPlan, RowVerdict
from tanggap.assistance.services import lists as award_lists
from tanggap.assistance.services import seed, verdicts
from tanggap.core import clock
from tanggap.people.events import UndoRefused
from tanggap.people.models import RecipientList
from tanggap.people.services import lists as imported
from tanggap.people.services.refusals import OtherProgramme

pytestmark = pytest.mark.django_db
MOVED = (*SITI[:5], "Jl. Kenanga 7", *SITI[6:])


@pytest.fixture(autouse=True)
def _rules(db: None) -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())


def awards_of(found: RecipientList) -> list[tuple[int, str]]:
    query = Award.objects.unscoped(reason="test").filter(recipient_list=found.pk)
    return list(query.order_by("record").values_list("record__row", "status"))


@pytest.fixture
def first(commit) -> RecipientList:  # noqa: F811
    return commit([SITI, BUDI], file_name="bst.xlsx", programme="BST")


@pytest.fixture
def corrected(first: RecipientList, commit) -> RecipientList:  # noqa: F811
    return commit([MOVED, BUDI, YUSUF], file_name="bst2.xlsx", programme="BST", corrects=first.pk)


def test_the_rows_of_a_corrected_list_do_not_stand_in_its_own_way(
    commit,  # noqa: F811
    stage,  # noqa: F811
) -> None:
    first = commit([SITI, YUSUF], file_name="bst.xlsx", programme="BST")
    second = stage([MOVED, YUSUF], file_name="b.xlsx", programme="BST", corrects=first.pk)
    verdicts.prepare(list_id=second.pk, at=clock.now())
    states = RowVerdict.objects.filter(recipient_list=second.pk).values_list("state", flat=True)
    assert set(states) == {"clear"}


def test_awards_go_with_their_rows_and_new_rows_get_their_own(
    first: RecipientList,
    commit,  # noqa: F811
) -> None:
    before = set(Award.objects.unscoped(reason="test").values_list("pk", flat=True))
    second = commit([MOVED, BUDI, YUSUF], file_name="bst2.xlsx", programme="BST", corrects=first.pk)
    assert awards_of(first) == []
    assert [status for _row, status in awards_of(second)] == ["active"] * 3
    assert before < set(Award.objects.unscoped(reason="test").values_list("pk", flat=True))


def test_what_was_paid_does_not_stop_a_correction(first: RecipientList, commit) -> None:  # noqa: F811
    Award.objects.unscoped(reason="test").update(paid_months=1)
    second = commit([MOVED, BUDI], file_name="bst2.xlsx", programme="BST", corrects=first.pk)
    paid = Award.objects.unscoped(reason="test").filter(recipient_list=second.pk)
    assert list(paid.values_list("paid_months", flat=True)) == [1, 1]


def test_undoing_a_correction_gives_the_awards_back(
    first: RecipientList,
    corrected: RecipientList,
    by,  # noqa: F811
    django_capture_on_commit_callbacks,
) -> None:
    held = Award.objects.unscoped(reason="test").filter(status="active")
    kept = set(held.exclude(record__row=6).values_list("pk", flat=True))
    held.filter(pk__in=kept).update(paid_months=1)
    with django_capture_on_commit_callbacks(execute=True):
        imported.undo(corrected.pk, by=by, at=clock.now(), reason="Salah berkas")
    assert awards_of(first) == [(4, "active"), (5, "active")]
    assert set(held.values_list("pk", flat=True)) == kept


def test_a_correction_whose_own_rows_were_paid_is_not_undone(
    corrected: RecipientList,
    by,  # noqa: F811
) -> None:
    new = Award.objects.unscoped(reason="test").filter(record__row=6)
    new.update(paid_months=1)
    with pytest.raises(UndoRefused):
        imported.undo(corrected.pk, by=by, at=clock.now(), reason="Salah berkas")


def test_a_corrected_list_is_for_the_months_of_the_first(
    first: RecipientList,
    stage,  # noqa: F811
    by,  # noqa: F811
) -> None:
    plan = award_lists.choose_months(list_id=first.pk, months=["2020-04"], by=by, at=clock.now())
    second = stage([MOVED], file_name="b.xlsx", programme="BST")
    assert award_lists.plan_of(list_id=second.pk).round_id != plan.round_id
    verdicts.prepare(list_id=second.pk, at=clock.now())
    imported.correct(second.pk, corrects=first.pk, by=by, at=clock.now())
    judged = ListPlan.objects.get(pk=second.pk)
    assert (judged.round_id, judged.prepared_at) == (plan.round_id, None)


def test_a_list_corrects_only_lists_of_its_programme(
    first: RecipientList,
    stage,  # noqa: F811
    by,  # noqa: F811
) -> None:
    second = stage([MOVED], file_name="pkh.xlsx", programme="PKH")
    with pytest.raises(OtherProgramme):
        imported.correct(second.pk, corrects=first.pk, by=by, at=clock.now())
