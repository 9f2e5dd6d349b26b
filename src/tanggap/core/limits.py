"""How often a stranger may try: buckets of tokens in the database, the same for every process.

What is counted (an address, a code) is kept as a blind index only. A bucket fills up again with
time, so nobody is locked out for good, and a right answer does not empty it for others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from tanggap.core import crypto
from tanggap.core.models import TokenBucket

PURPOSE: Final = "core.limits"
KEPT: Final = timedelta(days=2)
"""Buckets that nobody touched for so long are full again, whatever their limit."""

_WORDS: Final = {
    "postgresql": (
        "EXTRACT(EPOCH FROM excluded.updated_at - bucket.updated_at)::float8",
        "LEAST",
        "GREATEST",
    ),
    "sqlite": (
        "((julianday(excluded.updated_at) - julianday(bucket.updated_at)) * 86400.0)",
        "MIN",
        "MAX",
    ),
}
"""The seconds since a bucket was touched, and the smaller and the greater of two numbers."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `capacity` tries at once, and as many again in `refill`."""

    name: str
    capacity: int
    refill: timedelta


def take(limit: Limit, subject: str, *, at: datetime) -> bool:
    """Take one try of a subject; False where there is none left. Call it before the work."""
    return take_each([(limit, subject)], at=at)


def take_each(tries: Sequence[tuple[Limit, str]], *, at: datetime) -> bool:
    """Take one try of every subject, whatever the others have left; False where any had none.

    Each limit may stand here once. One statement fills up, looks and takes, so that two requests
    at the same instant cannot both have the last try.
    """
    wanted = sorted(
        ((_key(limit, subject), limit) for limit, subject in tries), key=lambda one: one[0]
    )
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor, len(wanted)), _values(wanted, at))
        return len(cursor.fetchall()) == len(wanted)


def refilled(tokens: float, passed: timedelta, limit: Limit) -> float:
    """Return how many tries there are after some time; never more than the capacity."""
    gained = limit.capacity * max(0.0, passed / limit.refill)
    return min(float(limit.capacity), tokens + gained)


def give_back(limit: Limit, subject: str) -> None:
    """Forget the tries of a subject, for example after a right answer."""
    key = crypto.blind_index(f"{limit.name}:{subject}", purpose=PURPOSE)
    TokenBucket.objects.filter(key=key).delete()


def sweep(*, at: datetime) -> int:
    """Remove buckets that are full again; return how many."""
    deleted, _ = TokenBucket.objects.filter(updated_at__lt=at - KEPT).delete()
    return deleted


def address_of(request: HttpRequest) -> str:
    """Return the address of a request: the proxy's word where a proxy is configured."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if forwarded.strip():
            return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(limit: Limit, subject: str) -> bytes:
    return crypto.blind_index(f"{limit.name}:{subject}", purpose=PURPOSE)


def _values(wanted: Sequence[tuple[bytes, Limit]], at: datetime) -> list[Any]:
    """Return the values of the statement: the refills by key come twice, the rows first.

    Rows stand in the order of their keys: two statements never wait for each other in a circle.
    """
    moment = connection.ops.adapt_datetimefield_value(at)
    rows = [value for key, limit in wanted for value in (key, limit.capacity - 1.0, moment)]
    refills = [value for key, limit in wanted for value in (key, limit.refill.total_seconds())]
    return [*rows, *refills, *refills]


@lru_cache(maxsize=16)
def _statement(vendor: str, count: int) -> str:
    """Return the statement that takes `count` tries at once, each of another limit.

    A fresh row holds one less than its capacity, which is how the update knows the capacity. What
    is left after a refill is `refilled`, above; where that is less than one try, nothing changes
    and the row does not come back.
    """
    passed, least, most = _WORDS[vendor]
    refill = f"CASE excluded.key {'WHEN %s THEN %s ' * count}END"
    gained = f"(excluded.tokens + 1) * {most}(0.0, {passed} / {refill})"
    tokens = f"{least}(excluded.tokens + 1, bucket.tokens + {gained})"
    return (
        "INSERT INTO core_tokenbucket AS bucket (key, tokens, updated_at) "  # noqa: S608 - our words
        f"VALUES {', '.join(['(%s, %s, %s)'] * count)} ON CONFLICT (key) DO UPDATE "
        f"SET tokens = {tokens} - 1, updated_at = excluded.updated_at "
        f"WHERE {tokens} >= 1 RETURNING 1"
    )
