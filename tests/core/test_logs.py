"""What the log tells of a refusal, and of a fault."""

import logging
import sys

import pytest

from tanggap.core.access import Forbidden
from tanggap.core.logs import RefusalsInOneLine, WithoutPersonalNumbers


def logged(fault: Exception) -> str:
    """Return what the log would say of an exception."""
    try:
        raise fault
    except Exception:  # noqa: BLE001 - whatever it is, it is logged
        record = logging.LogRecord(
            "django.request", logging.WARNING, "", 0, "at %s", ("/orang/",), sys.exc_info()
        )
    for one in (RefusalsInOneLine(), WithoutPersonalNumbers()):
        assert one.filter(record)
    return logging.Formatter().format(record)


def test_a_refusal_is_one_line() -> None:
    assert logged(Forbidden("people.search", "3271")) == "at /orang/"


def test_a_fault_keeps_its_traceback_without_numbers_of_people() -> None:
    told = logged(ValueError("row 3271014502800001"))
    assert "Traceback" in told
    assert "3271014502800001" not in told


@pytest.mark.parametrize("text", ["0812 3456", "2026-11-24 10:00"])
def test_other_numbers_stay(text: str) -> None:
    assert text in logged(ValueError(text))
