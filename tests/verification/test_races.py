"""A phone that sends twice at once, and two clerks with one family: the database decides."""

import threading
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.racing import outcomes
from tests.verification.conftest import ask, plan, told

from tanggap.core import clock
from tanggap.verification.models import Visit, VisitPhoto, VisitReport
from tanggap.verification.services import photos, planning, reporting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def checked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every sender see the open visit before anybody keeps a report."""
    barrier, keep = threading.Barrier(4, timeout=30), photos.keep

    def wait(files: Any) -> Any:
        barrier.wait()
        return keep(files)

    monkeypatch.setattr(photos, "keep", wait)


def test_one_report_sent_four_times_at_once_is_kept_once(
    clerk, lilis, checked_together, photo, tmp_path
) -> None:
    visit = plan(ask(), lilis, clerk)
    same = told(visit)

    def send(_number: int) -> str:
        return reporting.report(same, [photo()], by=lilis, at=clock.now())

    assert sorted(outcomes([partial(send, number) for number in range(4)])) == [
        "again",
        "again",
        "again",
        "done",
    ]
    assert VisitReport.objects.count() == VisitPhoto.objects.count() == 1
    assert len(list(Path(tmp_path, "visit-photos").iterdir())) == 1


def test_four_reports_of_one_visit_at_once_are_one(clerk, lilis, checked_together) -> None:
    visit = plan(ask(), lilis, clerk)

    def send(_number: int) -> str:
        return reporting.report(told(visit), by=lilis, at=clock.now())

    assert sorted(outcomes([partial(send, number) for number in range(4)])) == [
        "done",
        "reported",
        "reported",
        "reported",
    ]
    assert VisitReport.objects.count() == 1


def test_four_clerks_give_one_family_once(clerk, lilis, asep) -> None:
    number, officers = ask(), [lilis, asep]

    def give(turn: int) -> int:
        done = planning.assign(
            application_ids=[number],
            officer_id=officers[turn % 2].user_id or 0,
            due_on=clock.today() + timedelta(days=1),
            by=clerk,
            at=clock.now(),
        )
        return done.visits

    assert sorted(outcomes([partial(give, number) for number in range(4)])) == [0, 0, 0, 1]
    assert Visit.objects.unscoped(reason="test").count() == 1
