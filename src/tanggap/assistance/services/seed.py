"""The programmes and rules of 2020, put into an empty installation."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tanggap import overlap
from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.models import Component, ExclusionRule, ListPlan, Programme
from tanggap.assistance.services import groups, rules
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.overlap import SAME_TWICE, Rulebook, rules_of_2020

GOODS = frozenset({"BPNT", "BANPRES", "GIZI"})
DONORS = frozenset({"JAGA-ASA"})
FOUNDER = Actor.system("Tanggap: aturan 2020")


@transaction.atomic
def programmes_and_rules_of_2020(*, at: datetime, by: Actor = FOUNDER) -> bool:
    """Put in the built-in programmes and rules; return False where there are rules already.

    The house proposes them; they are in force and on the record by whoever asked for them. An
    officer needs the right to edit programmes. Raises Forbidden.
    """
    require(by, Permission.PROGRAMME_EDIT)
    if ExclusionRule.objects.exists():
        return False
    book = rules_of_2020()
    _add_programmes(book, at)
    for draft in _drafts(book):
        rule = ExclusionRule.objects.create(
            **rules._fields(draft, None),
            code=draft.code,
            version=1,
            proposed_by_id=None,
            proposed_by_name=FOUNDER.name,
            proposed_at=at,
        )
        rules.put_into_force(rule=rule, by=by, at=at)
    groups.rebuild()
    audit.record("assistance.rules.installed", by=by, at=at, facts={"year": 2020})
    return True


def _add_programmes(book: Rulebook, at: datetime) -> None:
    """Make the programmes; those that lists made in the meantime, by their code alone, are filled.

    What an officer has written stays. Staged lists that had no months are judged anew.
    """
    for code, programme in book.programmes.items():
        fields = _fields_of(programme)
        Programme.objects.filter(
            code=code, name_id=code, amount=None, payments=[], rounds=None
        ).update(**fields)
        kept, _ = Programme.objects.get_or_create(code=code, defaults={**fields, "created_at": at})
        for one in programme.components:
            Component.objects.get_or_create(
                programme=kept, code=one.code, defaults={"name": one.name.id}
            )
    staged = ListPlan.objects.filter(recipient_list__state="staged", round=None)
    staged.update(prepared_at=None)


def _fields_of(programme: overlap.Programme) -> dict[str, Any]:
    months = sorted(programme.months())
    return {
        "name_id": programme.name.id,
        "name_en": programme.name.en,
        "kind": programme.kind,
        "source": "donor" if programme.code in DONORS else programme.source,
        "benefit": "goods" if programme.code in GOODS else "cash",
        "unit": programme.unit,
        "door": programme.door,
        "amount": programme.payments[0].monthly if programme.payments else None,
        "active_from": months[0] if months else "",
        "active_to": months[-1] if months else "",
        "region_code": programme.region,
        "instead_of": programme.instead_of,
        "called": list(programme.called),
        "payments": [
            {"from": p.first, "to": p.last, "monthly": p.monthly} for p in programme.payments
        ],
    }


def _drafts(book: Rulebook) -> list[rules.RuleDraft]:
    drafts = [
        rules.RuleDraft(
            code=rule.code,
            between=rule.between,
            other=rule.other,
            level=rule.level,
            action=rule.action,
            reason_id=rule.reason.id,
            reason_en=rule.reason.en,
            basis=rule.basis,
            valid_from=rule.first,
            valid_to=rule.last,
            region_code=rule.region,
        )
        for rule in book.rules
    ]
    if book.twice:
        drafts.append(
            rules.RuleDraft(
                code=SAME_TWICE,
                same_twice=True,
                action=book.twice.action,
                reason_id=book.twice.reason.id,
                reason_en=book.twice.reason.en,
                basis=book.twice.basis,
            )
        )
    return drafts
