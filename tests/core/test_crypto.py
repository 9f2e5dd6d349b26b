"""Sealed text opens for its purpose only, and indexes say nothing but equality."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tanggap.config.keys import Keys
from tanggap.core import crypto


@given(st.text())
def test_what_was_sealed_comes_back(text: str) -> None:
    assert crypto.unseal(memoryview(crypto.seal(text, purpose="nik")), purpose="nik") == text  # type: ignore[arg-type]


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert crypto.seal("3271", purpose="nik") != crypto.seal("3271", purpose="nik")


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b"\x09" + b[1:],
                                   lambda b: b[:-1] + bytes([b[-1] ^ 1])])  # fmt: skip
def test_what_was_changed_does_not_open(spoil: object) -> None:
    with pytest.raises(crypto.CannotUnseal):
        crypto.unseal(spoil(crypto.seal("3271", purpose="nik")), purpose="nik")  # type: ignore[operator]


def test_a_value_cannot_move_to_another_column() -> None:
    with pytest.raises(crypto.CannotUnseal):
        crypto.unseal(crypto.seal("3271", purpose="nik"), purpose="kk")


def test_an_index_depends_on_text_and_purpose() -> None:
    assert crypto.blind_index("1", purpose="nik") == crypto.blind_index("1", purpose="nik")
    others = [crypto.blind_index("2", purpose="nik"), crypto.blind_index("1", purpose="kk")]
    assert crypto.blind_index("1", purpose="nik") not in others
    assert len(others[0]) == 16


def test_after_a_rotation_old_values_still_open(monkeypatch: pytest.MonkeyPatch) -> None:
    old = crypto.seal("3271", purpose="rotation")
    keys = settings.TANGGAP_KEYS
    rotated = Keys(keys.secret_key, {**keys.sealing, 2: b"9" * 32}, keys.index)
    monkeypatch.setattr(settings, "TANGGAP_KEYS", rotated)
    assert crypto.unseal(old, purpose="rotation") == "3271"
    assert crypto.seal("3271", purpose="rotation")[0] == 2
