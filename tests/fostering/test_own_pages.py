"""A family on its own pages: code and PIN, agreeing, confirming, disputing, leaving."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.applications.conftest import asking
from tests.assistance.conftest import make_family, make_person
from tests.fostering.conftest import actor_of, fresh, make_candidate, make_match, make_pledge

from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.services import openings
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Received
from tanggap.core import clock
from tanggap.fostering.models import Candidate, Consent, Match, Thanks
from tanggap.fostering.services import accepting, giving
from tanggap.objections.models import Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


@pytest.fixture
def asked() -> Received:
    """A visited application of a family that the registry knows."""
    openings.seed(at=clock.now(), open_too=True, since=timedelta(days=30))
    got = applications.receive(asking(), by=APPLICANT, at=clock.now() - timedelta(days=9))
    family = make_family()
    Application.objects.unscoped(reason="test").filter(pk=got.application_id).update(
        status="refused", score=640, person_id=make_person(family), family_id=family.pk
    )
    return got


@pytest.fixture
def opened(asked: Received, client: Client) -> Client:
    """A browser that proved code and PIN."""
    told = {"code": asked.code, "pin": asked.pin}
    assert client.post(reverse("fostering:keys"), told).url == reverse("fostering:own")
    return client


@pytest.fixture
def active(asked: Received) -> Match:
    one = Application.objects.unscoped(reason="test").get(pk=asked.application_id)
    family = make_candidate(application_id=one.pk, person_id=one.person_id, family_id=one.family_id)
    pledge = make_pledge(is_named=True)
    made = make_match(family, pledge)
    return accepting.accept(made.pk, by=actor_of(pledge.donor), at=clock.now())


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(f"fostering:{name}", args=args)).content.decode()


def test_a_wrong_pin_opens_nothing(asked, client) -> None:
    answer = client.post(reverse("fostering:keys"), {"code": asked.code, "pin": "000000"})
    assert answer.status_code == 422
    assert client.get(reverse("fostering:own")).url == reverse("fostering:keys")


@pytest.mark.parametrize(
    "name", ["own_show", "own_leave", "own_thank", "own_contact", "own_report", "agree"]
)
def test_without_code_and_pin_no_page_opens(client, name) -> None:
    assert client.get(reverse(f"fostering:{name}")).url == reverse("fostering:keys")


def test_a_refused_family_agrees_by_itself(opened, asked) -> None:
    assert "Saya mau" in page(opened, "own")
    told = {"agrees": "on", "shown": ["region"], "needs": "Sewa rumah", "story": "Kami bertiga."}
    opened.post(reverse("fostering:agree"), told)
    one = Candidate.objects.unscoped(reason="test").get(application_id=asked.application_id)
    assert (one.state, one.children, one.story, one.story_unread) == (
        "waiting", True, "", "Kami bertiga.",
    )  # fmt: skip
    assert "menunggu orang tua asuh" in page(opened, "own")


def test_agreeing_needs_a_yes(opened) -> None:
    assert opened.post(reverse("fostering:agree"), {"shown": ["region"]}).status_code == 422


def test_it_sees_what_is_promised_and_confirms(active, opened) -> None:
    shown = page(opened, "own")
    assert "Rp500.000" in shown
    assert active.slot.pledge.donor.name in shown
    one = active.instalments.first()
    opened.post(reverse("fostering:own_received", args=[one.pk]))
    assert fresh(one).received_by == "family"


def test_it_disputes_what_did_not_come(active, opened) -> None:
    one = active.instalments.first()
    giving.say_sent(one.pk, by=actor_of(active.slot.pledge.donor), at=clock.now())
    assert "Tidak sampai" in page(opened, "own")
    opened.post(reverse("fostering:own_dispute", args=[one.pk]), {"text": "Hanya separuh."})
    assert (fresh(one).state, fresh(one).dispute) == ("disputed", "Hanya separuh.")


def test_an_instalment_of_somebody_else_is_not_touched(active, opened) -> None:
    pledge = make_pledge()
    made = make_match(make_candidate(), pledge)
    other = accepting.accept(made.pk, by=actor_of(pledge.donor), at=clock.now())
    opened.post(reverse("fostering:own_received", args=[other.instalments.first().pk]))
    assert fresh(other.instalments.first()).state == "due"


def test_consent_to_contact_comes_and_goes(active, opened) -> None:
    given = Consent.objects.filter(about="contact", withdrawn_at=None)
    opened.post(reverse("fostering:own_contact"), {"agrees": "on"})
    assert given.count() == 1
    opened.post(reverse("fostering:own_contact"))
    assert given.count() == 0


def test_thanks_and_a_report(active, opened) -> None:
    opened.post(reverse("fostering:own_thank"), {"text": "Terima kasih."})
    assert Thanks.objects.get().state == "written"
    answer = opened.post(reverse("fostering:own_report"), {"text": "Diminta datang sendirian."})
    assert "PIN" in answer.content.decode()
    assert Ticket.objects.unscoped(reason="test").get().state == "escalated"


def test_it_leaves_and_may_come_back(active, opened) -> None:
    assert "Ya, keluar" in page(opened, "own_leave")
    opened.post(reverse("fostering:own_leave"))
    assert (fresh(active).state, fresh(active.candidate).state) == ("ended", "left")
    assert "Saya mau" in page(opened, "own")


def test_it_chooses_what_is_shown(active, opened) -> None:
    opened.post(reverse("fostering:own_show"), {"shown": ["elderly"], "story": ""})
    assert fresh(active.candidate).shown == ["elderly"]


def test_the_next_person_at_the_computer_sees_nothing(opened) -> None:
    opened.post(reverse("fostering:done"))
    assert opened.get(reverse("fostering:own")).url == reverse("fostering:keys")


@pytest.mark.parametrize("name", ["keys", "own", "own_show", "own_contact", "own_thank"])
def test_a_page_is_light(active, opened, name) -> None:
    assert len(opened.get(reverse(f"fostering:{name}")).content) < 40_000
