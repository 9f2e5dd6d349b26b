"""The example city: visits made and due, some made twice, one meeting; once."""

import pytest
from tests.personas import make_officer
from tests.verification.conftest import ask, stored

from tanggap.accounts.models import User
from tanggap.core import clock
from tanggap.verification.models import Meeting, Visit, VisitReport
from tanggap.verification.services import demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def officers(open_city: None) -> None:
    clerk = make_officer("desk_officer")
    User.objects.filter(pk=clerk.pk).update(username="kelurahan")
    make_officer("verifier")
    make_officer("verifier")


def test_most_are_visited_some_wait_and_a_second_start_adds_nothing(officers) -> None:
    numbers = [ask() for _number in range(36)]
    demo.fill(at=clock.now())
    found = [stored(one).status for one in numbers]
    assert (found.count("visited"), found.count("visiting"), found.count("received")) == (24, 6, 6)
    visits = Visit.objects.unscoped(reason="test")
    counts = visits.count(), VisitReport.objects.count()
    assert visits.filter(is_second=True).exists()
    assert Meeting.objects.unscoped(reason="test").get().names.filter(opinion="object").count() == 1
    demo.fill(at=clock.now())
    assert (visits.count(), VisitReport.objects.count()) == counts


def test_without_officers_or_families_nothing_happens(open_city) -> None:
    ask()
    demo.fill(at=clock.now())
    assert not Visit.objects.unscoped(reason="test").exists()
