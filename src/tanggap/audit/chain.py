"""The form in which an event is hashed: what docs/audit.md tells outsiders, and nothing more."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
"""Stands before the first event."""

_PLAIN = (str, int, bool, type(None))


class NotPlain(Exception):
    """A fact is neither text, whole number, truth value, nothing, nor a list or dict of these."""


def canonical(document: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys, no spaces and no escapes but the necessary ones."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def moment(at: datetime) -> str:
    """Return a moment as UTC text to the microsecond, the same on every database."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def hash_after(previous: str, document: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of the hash before, a newline, and the event."""
    return hashlib.sha256(f"{previous}\n{canonical(document)}".encode()).hexdigest()


def check_plain(value: Any) -> None:
    """Refuse what two databases might give back differently: fractions, dates, bytes."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotPlain(type(key).__name__)
            check_plain(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            check_plain(inner)
    elif not isinstance(value, _PLAIN):
        raise NotPlain(type(value).__name__)
