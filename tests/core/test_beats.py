"""What the worker does now and then goes on, whatever one of it does."""

import pytest

from tanggap.core import beats


@pytest.mark.django_db(transaction=True)
def test_a_failure_stops_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("Siti 3271010101010001")

    monkeypatch.setattr(beats, "_works", {})
    beats.add("a", fail)
    beats.add("b", lambda: done.append("b"))
    beats.beat()
    assert done == ["b"]
    assert "ValueError" in caplog.text
    assert "Siti" not in caplog.text
