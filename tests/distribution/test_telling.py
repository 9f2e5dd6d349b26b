"""Messages that aid is ready, and the demo's payments."""

import pytest
from django.apps import apps
from tests.distribution.conftest import give, make, payments, send
from tests.personas import make_officer

from tanggap.core import clock
from tanggap.distribution.models import Batch
from tanggap.distribution.services import demo, telling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programmes")]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0812-0000-0000", "+6281200000000"),
        ("+62 812 0000 0000", "+6281200000000"),
        ("8120000000", "+628120000000"),
        ("0251-123456", ""),
        ("", ""),
    ],
)
def test_only_mobile_numbers_are_written_to(text, phone) -> None:
    assert telling.phone_of(text) == phone


def test_everybody_of_a_sent_batch_is_told_once(manager, payer, head, monkeypatch) -> None:
    real = telling.payees.of

    def with_phones(numbers):
        from dataclasses import replace

        return {pk: replace(one, phone="081200000000") for pk, one in real(numbers).items()}

    monkeypatch.setattr(telling.payees, "of", with_phones)
    batch = send(make(give(manager), payer), payer, head)
    messages = apps.get_model("messaging", "Message").objects
    if hasattr(messages, "unscoped"):
        messages = messages.unscoped(reason="test")
    told = messages.filter(template__startswith="distribution.")
    assert told.count() == batch.count
    telling.begin(batch, payer)
    assert told.count() == batch.count
    assert not payments(batch).filter(told_at=None).exists()


def test_the_demo_pays_once_with_failures(manager, monkeypatch) -> None:
    for name, role in (("bendahara", "payer"), ("kepala", "head_of_office")):
        user = make_officer(role)
        user.username = name
        user.save()
    monkeypatch.setattr(demo, "EVERY", 2)
    for _ in range(6):
        give(manager)
    demo.fill(at=clock.now())
    first, second = Batch.objects.unscoped(reason="test").order_by("pk")
    assert (first.state, second.state) == ("sent", "sent")
    assert payments(second).exclude(seat=None).count() == second.count
    assert set(payments(first).values_list("state", flat=True)) == {"paid", "failed", "sent"}
    demo.fill(at=clock.now())
    assert Batch.objects.unscoped(reason="test").count() == 2
