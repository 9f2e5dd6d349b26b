"""A code that opens something is for its recipient alone; the outbox covers it."""

import pytest
from django.test import Client
from tests.personas import make_officer

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.messaging import services as messaging
from tanggap.messaging.services import delivery
from tanggap.messaging.types import Recipient

pytestmark = pytest.mark.django_db


def test_the_code_of_a_survey_is_covered_in_the_outbox_and_whole_in_the_message(
    client: Client,
) -> None:
    context = {"programme": "BST", "month": "2020-04", "code": "ABC-DEF-GH1", "link": "/x?kode=ABC"}
    message = messaging.send(
        "objections.survey", to=Recipient(phone="+6281200000000"), context=context, subject="s:1",
        region_code="3271011001", by=Actor.system("tes"), at=clock.now(),
    )  # fmt: skip
    assert "ABC-DEF-GH1" in delivery.text_of(message)[1]
    client.force_login(make_officer("programme_manager"))
    page = client.get("/pesan/").content.decode()
    assert "BST" in page
    assert "ABC" not in page
