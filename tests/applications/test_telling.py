"""What a family hears."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from tests.applications.conftest import nik

from tanggap.applications import services as applications
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.types import Asking, Status
from tanggap.core import clock
from tanggap.core.actor import Actor

pytestmark = pytest.mark.django_db


def _receive(asking: Asking) -> Any:
    return applications.receive(asking, by=APPLICANT, at=clock.now())


def test_the_family_is_told_by_message(open_city: None, ask: Callable[..., Asking]) -> None:
    asking = ask()
    first = _receive(asking)
    _receive(replace(asking, nik=nik(5050)))
    applications.move(
        application_id=first.application_id,
        after=Status.REFUSED,
        by=Actor.system("tes"),
        at=clock.now(),
        reason="Di luar kota.",
    )
    told = apps.get_model("messaging", "Message").objects.unscoped(reason="test").order_by("pk")
    assert list(told.values_list("template", flat=True)) == [
        "applications.received",
        "applications.joined",
        "applications.refused",
    ]
    assert asking.nik not in str(list(told.values()))
