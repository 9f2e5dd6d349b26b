"""Criteria in versions, and which programmes take applications."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.domain import criteria
from tanggap.applications.models import CriteriaSet, Opening
from tanggap.applications.types import NotOpen
from tanggap.assistance.queries import programmes
from tanggap.audit import services as audit
from tanggap.core.actor import Actor


@transaction.atomic
def set_criteria(
    *, programme: str, name: str, content: Mapping[str, Any], by: Actor, at: datetime
) -> CriteriaSet:
    """Put a new version of a programme's criteria in force; earlier applications keep theirs.

    Raises BadCriteria with a sentence, Forbidden, and NotOpen for a programme that is not there.
    """
    found = programmes.by_code(programme)
    if found is None:
        raise NotOpen(programme)
    require(by, Permission.CRITERIA_EDIT, region_code=found.region_code or None)
    criteria.read(content)
    newest = CriteriaSet.objects.filter(programme=found).order_by("-version").first()
    fresh = CriteriaSet.objects.create(
        programme=found,
        version=newest.version + 1 if newest else 1,
        name=name,
        content=dict(content),
        created_at=at,
        created_by_id=by.user_id,
    )
    _note("applications.criteria.set", found.code, by, at, version=fresh.version)
    return fresh


@transaction.atomic
def open_programme(
    *, programme: str, opens_on: date, closes_on: date | None, by: Actor, at: datetime
) -> Opening:
    """Let a programme take applications in a span of days. Raises NotOpen without criteria."""
    found = programmes.by_code(programme)
    if found is None or not CriteriaSet.objects.filter(programme=found).exists():
        raise NotOpen(programme)
    require(by, Permission.CRITERIA_EDIT, region_code=found.region_code or None)
    opening, _new = Opening.objects.update_or_create(
        programme=found, defaults={"opens_on": opens_on, "closes_on": closes_on}
    )
    _note(
        "applications.opened",
        found.code,
        by,
        at,
        opens_on=opens_on.isoformat(),
        closes_on=closes_on.isoformat() if closes_on else "",
    )
    return opening


@transaction.atomic
def seed(*, at: datetime, open_too: bool = False, since: timedelta = timedelta(0)) -> int:
    """Put in the built-in criteria where a programme has none; return how many were put in.

    With `open_too` the programmes take applications, from so long `since` on.
    """
    by, count = Actor.system("Tanggap: kriteria awal"), 0
    for one in criteria.seeds():
        found = programmes.by_code(one["programme"])
        if found is None or CriteriaSet.objects.filter(programme=found).exists():
            continue
        set_criteria(
            programme=one["programme"], name=one["name"], content=one["content"], by=by, at=at
        )
        count += 1
        if open_too:
            day = timezone.localtime(at - since).date()
            open_programme(programme=one["programme"], opens_on=day, closes_on=None, by=by, at=at)
    return count


def _note(code: str, programme: str, by: Actor, at: datetime, **facts: Any) -> None:
    audit.record(
        code,
        by=by,
        at=at,
        subject=f"programme:{programme}",
        facts={"programme": programme, **facts},
    )
