"""How often a stranger may try: buckets of tokens in the database, the same for every process.

What is counted (an address, a code) is kept as a blind index only. A bucket fills up again with
time, so nobody is locked out for good, and a right answer does not empty it for others.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from tanggap.core import crypto
from tanggap.core.models import TokenBucket

PURPOSE: Final = "core.limits"
KEPT: Final = timedelta(days=2)
"""Buckets that nobody touched for so long are full again, whatever their limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `capacity` tries at once, and as many again in `refill`."""

    name: str
    capacity: int
    refill: timedelta


def take(limit: Limit, subject: str, *, at: datetime) -> bool:
    """Take one try of a subject; False where there is none left. Call it before the work."""
    key = crypto.blind_index(f"{limit.name}:{subject}", purpose=PURPOSE)
    with transaction.atomic():
        bucket = TokenBucket.objects.select_for_update().filter(key=key).first()
        if bucket is None:
            return _take_first(limit, key, at)
        tokens = refilled(bucket.tokens, at - bucket.updated_at, limit)
        if tokens < 1:
            return False
        bucket.tokens, bucket.updated_at = tokens - 1, at
        bucket.save(update_fields=["tokens", "updated_at"])
        return True


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


def _take_first(limit: Limit, key: bytes, at: datetime) -> bool:
    try:
        with transaction.atomic():
            TokenBucket.objects.create(key=key, tokens=limit.capacity - 1, updated_at=at)
    except IntegrityError:  # another request was first by a blink; it pays for both
        return True
    return True
