"""Programmes and their rounds."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.domain.months import is_month
from tanggap.assistance.models import Component, OverlapCase, Programme, Round, RoundMonth
from tanggap.assistance.queries.awards import amounts
from tanggap.assistance.queries.books import programme_of
from tanggap.assistance.services import tallies
from tanggap.assistance.services.groups import rebuild
from tanggap.assistance.types import WAITING
from tanggap.audit import services as audit
from tanggap.core.actor import Actor

VALUING = "what a round pays is the same wherever its cases are"


class NoMonths(Exception):
    """A round needs at least one month, each as `yyyy-mm`."""


@transaction.atomic
def save(*, code: str, by: Actor, at: datetime, **fields: Any) -> Programme:
    """Make a programme or change the one with this code, and let the rules know it."""
    known = Programme.objects.select_for_update().filter(code=code).first()
    _require(by, known.region_code if known else "")
    _require(by, fields.get("region_code", ""))
    programme, created = Programme.objects.update_or_create(
        code=code, defaults=fields, create_defaults={**fields, "created_at": at}
    )
    rebuild()
    audit.record(
        "assistance.programme.created" if created else "assistance.programme.changed",
        by=by,
        at=at,
        subject=f"programme:{programme.pk}",
        region_code=programme.region_code,
        facts={"code": code, "fields": sorted(fields)},
    )
    return programme


def _require(by: Actor, region_code: str) -> None:
    """Let those change a programme who edit programmes where it holds; of all places, anywhere."""
    require(by, Permission.PROGRAMME_EDIT, region_code=region_code or None)


@transaction.atomic
def round_for(*, programme: Programme, months: Collection[str]) -> Round:
    """Return the programme's round for exactly these months, made on first use.

    Its amounts are those of the programme's calendar. Raises NoMonths.
    """
    wanted = sorted(set(months))
    if not wanted or not all(map(is_month, wanted)):
        raise NoMonths
    found, created = Round.objects.get_or_create(programme=programme, code=_code_of(wanted))
    if created:
        calendar = programme_of(programme)
        RoundMonth.objects.bulk_create(
            RoundMonth(
                round=found,
                month=month,
                amount=calendar.amount_in(month)
                if calendar.amount_in(month) is not None
                else programme.amount,
            )
            for month in wanted
        )
    return found


@transaction.atomic
def save_round(
    *, code: str, months: Collection[str], amount: int | None, by: Actor, at: datetime
) -> Round:
    """Make a programme's round for exactly these months, or change what it pays in each of them.

    Without an amount it pays what the programme's calendar says. What awards of the round pay
    changes with it. Raises NoMonths, Forbidden, Programme.DoesNotExist.
    """
    programme = Programme.objects.get(code=code)
    _require(by, programme.region_code)
    saved = round_for(programme=programme, months=months)
    if amount is not None:
        saved.months.update(amount=amount)
        _value_cases(saved)
    audit.record(
        "assistance.round.saved",
        by=by,
        at=at,
        subject=f"programme:{programme.pk}",
        region_code=programme.region_code,
        facts={"code": code, "months": sorted(months), "amount": amount},
    )
    return saved


def _value_cases(of_round: Round) -> None:
    """Bring the rupiah up to date of the waiting cases in which awards of a round would end."""
    cases = OverlapCase.objects.unscoped(reason=VALUING)
    waiting = list(cases.filter(status__in=WAITING, other__round=of_round))
    pays = amounts({case.other_id for case in waiting})
    for case in waiting:
        case.at_stake = sum(pays[case.other_id].get(month) or 0 for month in case.months)
    cases.bulk_update(waiting, ["at_stake"], batch_size=500)
    settled = cases.filter(ended_months__award__round=of_round)
    tallies.mark([case.region_code for case in waiting])
    tallies.mark(settled.order_by().values_list("region_code", flat=True).distinct())


@transaction.atomic
def save_component(
    *, programme: str, code: str, name: str, amount: int | None, by: Actor, at: datetime
) -> Component:
    """Make a component of a programme, or change the one with this code."""
    whole = Programme.objects.get(code=programme)
    _require(by, whole.region_code)
    saved, _ = Component.objects.update_or_create(
        programme=whole, code=code.upper(), defaults={"name": name.strip(), "amount": amount}
    )
    audit.record(
        "assistance.component.saved",
        by=by,
        at=at,
        subject=f"programme:{whole.pk}",
        region_code=whole.region_code,
        facts={"code": programme, "component": saved.code, "amount": amount},
    )
    return saved


def _code_of(months: list[str]) -> str:
    """Return a code that two different sets of months never share, and that fits the column."""
    if len(months) <= 2:
        return "+".join(months)
    first = months[0]
    offsets = [_number(month) - _number(first) for month in months]
    mask = sum(1 << offset for offset in offsets)
    return f"{first}..{months[-1]}:{mask:x}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
