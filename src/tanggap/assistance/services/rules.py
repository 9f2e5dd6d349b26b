"""Exclusion rules: proposed by one, seen in their effect, approved by another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import settlement
from tanggap.assistance.models import Award, Component, ExclusionRule, OverlapCase, Programme
from tanggap.assistance.services import groups, ledger
from tanggap.assistance.types import Level
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.overlap import programme_of
from tanggap.overlap.rulebook import Action

APPROVED, PROPOSED = ExclusionRule.Status.APPROVED, ExclusionRule.Status.PROPOSED
KEEPING = "a rule holds for awards of every region"


class CannotChangeRule(Exception):
    """The change may not be; `code` says why, for a message in the user's language."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What a rule should say. `withdraws` proposes that it should not hold any more.

    Members of `between` and `other` are programmes (PKH) or components of them (PKH/HAMIL).
    """

    code: str
    between: Collection[str] = ()
    other: Collection[str] = ()
    level: Level = "family"
    action: Action = "block"
    reason_id: str = ""
    reason_en: str = ""
    basis: str = ""
    valid_from: str = ""
    valid_to: str = ""
    region_code: str = ""
    same_twice: bool = False
    withdraws: bool = False


@transaction.atomic
def propose(*, draft: RuleDraft, by: Actor, at: datetime) -> ExclusionRule:
    """Propose a new rule, or another version of one. Raises CannotChangeRule, Forbidden."""
    current = ExclusionRule.objects.filter(code=draft.code, status=APPROVED).first()
    _require(by, Permission.RULE_PROPOSE, draft, current)
    _check(draft, current)
    latest = ExclusionRule.objects.filter(code=draft.code).order_by("-version").first()
    rule = ExclusionRule.objects.create(
        **_fields(draft, current),
        code=draft.code,
        version=latest.version + 1 if latest else 1,
        withdraws=draft.withdraws,
        proposed_by_id=by.user_id,
        proposed_by_name=by.name,
        proposed_at=at,
    )
    audit.record("assistance.rule.proposed", by=by, at=at, subject=f"rule:{rule.pk}",
                 facts={"code": rule.code, "version": rule.version}, reason=rule.basis)  # fmt: skip
    return rule


@transaction.atomic
def approve(*, rule_id: int, by: Actor, at: datetime) -> ExclusionRule:
    """Put a proposal into force; awards that it puts in conflict become cases.

    Raises CannotChangeRule where the same officer proposed it or it waits no more.
    """
    rule = ExclusionRule.objects.select_for_update().get(pk=rule_id)
    _require(by, Permission.RULE_APPROVE, rule, _in_force(rule))
    try:
        settlement.check_four_eyes(proposed_by=rule.proposed_by_id, approved_by=by.user_id)
    except settlement.CannotSettle as refusal:
        raise CannotChangeRule(refusal.code) from refusal
    return put_into_force(rule=rule, by=by, at=at)


def put_into_force(*, rule: ExclusionRule, by: Actor, at: datetime) -> ExclusionRule:
    """Let a proposal replace the version in force; callers have checked who may."""
    if rule.status != PROPOSED:
        raise CannotChangeRule("somebody_was_faster")
    replaced = _in_force(rule)
    ExclusionRule.objects.filter(code=rule.code, status=APPROVED).update(
        status=ExclusionRule.Status.REPLACED
    )
    rule.status = ExclusionRule.Status.WITHDRAWN if rule.withdraws else APPROVED
    rule.approved_by_id, rule.approved_by_name, rule.approved_at = by.user_id, by.name, at
    rule.save()
    groups.rebuild()
    audit.record("assistance.rule.approved", by=by, at=at, subject=f"rule:{rule.pk}",
                 facts={"code": rule.code, "version": rule.version})  # fmt: skip
    ledger.reclaim(
        _awards_under([rule, *([replaced] if replaced else [])]),
        cause=OverlapCase.Cause.RULE,
        at=at,
    )
    return rule


@transaction.atomic
def refuse(*, rule_id: int, reason: str, by: Actor, at: datetime) -> ExclusionRule:
    """Put a proposal away; what is in force stays."""
    rule = ExclusionRule.objects.select_for_update().get(pk=rule_id)
    _require(by, Permission.RULE_APPROVE, rule)
    if not reason.strip():
        raise CannotChangeRule("reason_missing")
    if rule.status != PROPOSED:
        raise CannotChangeRule("somebody_was_faster")
    rule.status = ExclusionRule.Status.WITHDRAWN
    rule.save(update_fields=["status"])
    audit.record("assistance.rule.refused", by=by, at=at, subject=f"rule:{rule.pk}", reason=reason,
                 facts={"code": rule.code, "version": rule.version})  # fmt: skip
    return rule


def _require(by: Actor, permission: Permission, *said: RuleDraft | ExclusionRule | None) -> None:
    """Let those change a rule who hold the permission wherever it holds, or is to hold.

    A rule of the whole country is in the hands of whoever looks after rules anywhere.
    """
    for one in said:
        if one is not None:
            require(by, permission, region_code=one.region_code or None)


def _in_force(rule: ExclusionRule) -> ExclusionRule | None:
    return ExclusionRule.objects.filter(code=rule.code, status=APPROVED).first()


def _check(draft: RuleDraft, current: ExclusionRule | None) -> None:
    if draft.withdraws:
        if current is None:
            raise CannotChangeRule("nothing_to_withdraw")
    elif not draft.reason_id.strip():
        raise CannotChangeRule("reason_missing")
    elif not draft.basis.strip():
        raise CannotChangeRule("basis_missing")
    elif not draft.same_twice and not (draft.between and draft.other):
        raise CannotChangeRule("members_missing")
    elif draft.valid_to and draft.valid_to < draft.valid_from:
        raise CannotChangeRule("ends_before_it_begins")
    _check_members(draft)
    if ExclusionRule.objects.filter(code=draft.code, status=PROPOSED).exists():
        raise CannotChangeRule("already_proposed")


def _check_members(draft: RuleDraft) -> None:
    """Refuse what no award can be, and a component against its programme or against itself."""
    named = {*draft.between, *draft.other}
    programmes = {programme_of(member) for member in named}
    known = Programme.objects.filter(code__in=programmes).values_list("code", flat=True)
    components = named - programmes
    pairs = Component.objects.filter(programme__code__in=programmes)
    parts = {f"{code}/{part}" for code, part in pairs.values_list("programme__code", "code")}
    if programmes - set(known) or components - parts:
        raise CannotChangeRule("unknown_programme")
    if any(programme_of(member) in named for member in components):
        raise CannotChangeRule("component_beside_programme")
    if components & {*draft.between} & {*draft.other}:
        raise CannotChangeRule("component_on_both_sides")


def _fields(draft: RuleDraft, current: ExclusionRule | None) -> dict[str, object]:
    """Return what a version says; one that withdraws repeats the rule, to stay readable."""
    names = ("between", "other", "level", "action", "reason_id", "reason_en", "basis",
             "valid_from", "valid_to", "region_code", "same_twice")  # fmt: skip
    source = current if draft.withdraws and current else draft
    fields = {name: getattr(source, name) for name in names}
    return fields | {side: sorted(fields[side]) for side in ("between", "other")}


def _awards_under(rules: Collection[ExclusionRule]) -> list[int]:
    """Return the active awards of the programmes that versions of a rule name."""
    query = Award.objects.unscoped(reason=KEEPING).filter(status=Award.Status.ACTIVE)
    if not any(rule.same_twice for rule in rules):
        named = {programme_of(m) for rule in rules for m in (*rule.between, *rule.other)}
        query = query.filter(programme__code__in=named)
    return list(query.values_list("pk", flat=True))
