"""The rule book as it stands in the database, in the form of `tanggap.overlap`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from tanggap import overlap
from tanggap.assistance.models import ExclusionRule, Programme
from tanggap.language import Sentence
from tanggap.overlap import Payment, Rulebook, TwiceRule
from tanggap.overlap.programme import Kind, Source, Unit
from tanggap.overlap.rulebook import Action


def book(*, instead: ExclusionRule | None = None) -> Rulebook:
    """Return programmes and rules in force; with `instead`, as they would be after a proposal."""
    rules = list(ExclusionRule.objects.filter(status=ExclusionRule.Status.APPROVED))
    if instead is not None:
        rules = [rule for rule in rules if rule.code != instead.code]
        rules += [] if instead.withdraws else [instead]
    twice = next((rule for rule in rules if rule.same_twice), None)
    return Rulebook(
        programmes={p.code: programme_of(p) for p in Programme.objects.all()},
        rules=tuple(rule_of(rule) for rule in rules if not rule.same_twice),
        twice=TwiceRule(_action(twice), _reason(twice), twice.basis) if twice else None,
    )


def of_donors() -> frozenset[str]:
    """Return the codes of the programmes that donors pay."""
    given = Programme.objects.filter(source=Programme.Source.DONOR)
    return frozenset(given.values_list("code", flat=True))


def in_month(book: Rulebook, month: str) -> Rulebook:
    """Return a book with only the rules that hold in a month; all of them where it is empty.

    Which months a programme pays is left out of it: a rule is shown also where nobody pays.
    """
    if not month:
        return book
    calendarless = {code: replace(one, payments=()) for code, one in book.programmes.items()}
    holding = tuple(rule for rule in book.rules if rule.holds_in(month))
    return replace(book, programmes=calendarless, rules=holding)


def programme_of(row: Programme) -> overlap.Programme:
    """Return a programme as the rules know it."""
    return overlap.Programme(
        code=row.code,
        name=Sentence(row.name_id, row.name_en or row.name_id),
        kind=cast(Kind, row.kind),
        source="other" if row.source == Programme.Source.DONOR else cast(Source, row.source),
        unit=cast(Unit, row.unit),
        door=row.door,
        payments=tuple(_payments(row.payments)),
        called=tuple(row.called),
        region=row.region_code,
        instead_of=row.instead_of,
    )


def rule_of(row: ExclusionRule) -> overlap.ExclusionRule:
    """Return one version of a rule as the judgement knows it."""
    return overlap.ExclusionRule(
        code=row.code,
        between=frozenset(row.between),
        other=frozenset(row.other),
        level=cast(Unit, row.level),
        action=_action(row),
        reason=_reason(row),
        basis=row.basis,
        first=row.valid_from,
        last=row.valid_to,
        region=row.region_code,
    )


def _action(row: ExclusionRule) -> Action:
    return cast(Action, row.action)


def _reason(row: ExclusionRule) -> Sentence:
    return Sentence(row.reason_id, row.reason_en or row.reason_id)


def _payments(spans: Iterable[dict[str, Any]]) -> Iterable[Payment]:
    for span in spans:
        yield Payment(span["from"], span["to"], span.get("monthly"))
